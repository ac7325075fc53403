"""The reconciled table at its three grains: one row a claim, a group, or a source.

Vocabulary values (``at_least``, ``contradicts``, ``settled`` …) are those of the ledger and are the same
in every language. Dates are ISO 8601, as precise as they are known: ``2023``, ``2023-10``, ``2023-10-24``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from reconcile.export.columns import Column

Text = str
Texts = tuple[str, ...]


class Grain(StrEnum):
    """What one row of the table is."""

    CLAIM = "claim"
    GROUP = "group"
    SOURCE = "source"


class Basis(StrEnum):
    """Whose figures ``low``, ``best`` and ``high`` of a group are."""

    #: An editor's verdict.
    EDITOR = "editor"
    #: What the sources imply together; nobody has decided yet.
    SOURCES = "sources"


class Outcome(StrEnum):
    """What became of a claim, as its relations stand: the editor's where decided, else the suggested."""

    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    CORRECTED_ITSELF = "corrected_itself"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim: what was said, where, by whom, how it stands to the others, and what was decided."""

    group: Annotated[Text, Column("Id of the group: the question that the claim answers.")]
    question: Annotated[Text, Column("Name of the group, for a reader.")]
    status: Annotated[
        Text, Column("How far the editors are with the group: open, in_review, settled, set_aside.")
    ]
    label: Annotated[
        Text,
        Column(
            "What the program says of the group: corroborated, single_source, contested, evolving, "
            "undetermined."
        ),
    ]
    claim: Annotated[
        Text,
        Column("Id of the claim, derived from document, offsets and measure: it never changes."),
    ]
    figure: Annotated[Text | None, Column("The figure in the words of the text.")]
    value: Annotated[float | None, Column("The number said; empty where the words give none.")]
    low: Annotated[
        float | None, Column("Least number that the words allow; empty: no lower bound.")
    ]
    high: Annotated[
        float | None, Column("Greatest number that the words allow; empty: no upper bound.")
    ]
    comparator: Annotated[
        Text | None,
        Column(
            "How the words bound the figure: exact, at_least, more_than, at_most, less_than, about, "
            "nearly, between, vague, relative."
        ),
    ]
    rounded: Annotated[
        bool | None,
        Column("Whether a bare number is taken as rounded speech (6 000: 5 500 to 6 499)."),
    ]
    coded_floor: Annotated[
        float | None,
        Column("Least number that casualty recorders code for a vague count (tens: 10)."),
    ]
    unit: Annotated[
        Text | None,
        Column("Unit of the figure: empty for a count, % for a share, ISO 4217 code for money."),
    ]
    measure: Annotated[
        Text | None, Column("What is counted or asserted, as a concept: wounded, killed …")
    ]
    counted: Annotated[Text | None, Column("What is counted, in the words of the text.")]
    population: Annotated[Text | None, Column("Whom or what the measure is of.")]
    places: Annotated[Texts, Column("Where it happened, in the words of the text.")]
    kind: Annotated[
        Text,
        Column("Sort of count: cumulative, incident, stock; statement where there is no figure."),
    ]
    period_start: Annotated[Text | None, Column("First day that the count covers.")]
    as_of: Annotated[Text | None, Column("Day up to which, or on which, the count holds.")]
    inferred: Annotated[
        Texts, Column("Which of kind, start and as_of the text does not state, but were inferred.")
    ]
    polarity: Annotated[Text, Column("asserted or denied.")]
    modality: Annotated[
        Text, Column("How surely: certain, reported, provisional, intention, no_comment.")
    ]
    exact: Annotated[
        Text, Column("The quote: the shortest passage that states the claim, unaltered.")
    ]
    prefix: Annotated[Text, Column("Up to 32 characters before the quote.")]
    suffix: Annotated[Text, Column("Up to 32 characters after the quote.")]
    sentence: Annotated[Text, Column("The sentence that the quote stands in.")]
    start: Annotated[
        int, Column("Offset of the quote's first character in the document's text, in code points.")
    ]
    end: Annotated[
        int, Column("Offset after the quote's last character: text[start:end] is the quote.")
    ]
    figure_start: Annotated[int | None, Column("Offset of the figure, with its comparator.")]
    figure_end: Annotated[int | None, Column("Offset after the figure.")]
    document: Annotated[Text, Column("The file or address as it was given to the program.")]
    document_sha256: Annotated[Text, Column("SHA-256 of the document's bytes as received.")]
    outlet: Annotated[Text | None, Column("Who published the document.")]
    agency: Annotated[Text | None, Column("The news agency whose text it is.")]
    title: Annotated[Text | None, Column("Title of the document.")]
    published: Annotated[Text | None, Column("Date of publication.")]
    url: Annotated[Text | None, Column("Address of the document.")]
    language: Annotated[Text, Column("Language of the quote (ISO 639-1).")]
    copy_of: Annotated[Text | None, Column("SHA-256 of the document that this one copies.")]
    copied_share: Annotated[float | None, Column("How much of the document is copied, 0 to 1.")]
    attribution: Annotated[
        Texts,
        Column(
            "Who speaks, from the page inwards; the last is the origin. Empty where the paper speaks for "
            "itself.",
            join=" → ",
        ),
    ]
    origin: Annotated[Text | None, Column("The first speaker that the text names.")]
    source: Annotated[
        Text | None,
        Column("Key of the origin, where it is known: the same in every document and language."),
    ]
    anonymous: Annotated[bool, Column("Whether the origin is unnamed.")]
    reliability: Annotated[
        Text | None, Column("Editor's grade of the source, A to F (Admiralty code).")
    ]
    credibility: Annotated[
        Text | None, Column("Credibility of the information, 1 to 6 (Admiralty code).")
    ]
    stale: Annotated[
        bool, Column("Whether it repeats a figure after its origin had published a newer one.")
    ]
    whole: Annotated[Text | None, Column("Id of the claim of which this one is a declared part.")]
    flags: Annotated[Texts, Column("Doubts that the program raises.")]
    corrected: Annotated[
        Texts,
        Column("Fields that an editor corrected, each with what had been extracted, as JSON."),
    ]
    confidence: Annotated[float, Column("How sure the extraction is of itself, 0 to 1.")]
    anchor: Annotated[
        bool, Column("Whether it is the claim that the group's others are compared with.")
    ]
    compared_with: Annotated[
        Text | None,
        Column("Id of the claim that relation and decision are about: the anchor, as a rule."),
    ]
    relation: Annotated[Text | None, Column("Relation that the program suggests between the two.")]
    rule: Annotated[Text | None, Column("Rule that suggests it (R1 to R12).")]
    score: Annotated[float | None, Column("How sure the rule is of itself, 0 to 1.")]
    explanation: Annotated[Text | None, Column("Why, in one sentence.")]
    conflicts_with: Annotated[
        Texts, Column("Ids of the claims with which this one cannot hold together.")
    ]
    outcomes: Annotated[
        Texts,
        Column(
            "What became of the claim: corroborated, contradicted, corrected_itself, superseded; decided "
            "relations count as decided, others as suggested."
        ),
    ]
    decision: Annotated[
        Text | None,
        Column(
            "The editor's decision on the relation: agreement, contradiction, succession, apart, "
            "undetermined; empty: undecided."
        ),
    ]
    decided_relation: Annotated[
        Text | None, Column("The finer relation, where the editor gave one.")
    ]
    editor: Annotated[Text | None, Column("Who decided.")]
    decided: Annotated[Text | None, Column("When, in UTC.")]
    reason: Annotated[Text | None, Column("Why, in the editor's words.")]
    note: Annotated[Text | None, Column("The editor's note on the claim or the decision.")]
    other_decisions: Annotated[
        Texts, Column("Decisions on the claim's relations to other claims than compared_with.")
    ]
    second_opinions: Annotated[
        Texts, Column("Second opinions on the relation, given without seeing the first.")
    ]
    group_low: Annotated[float | None, Column("The group's low (see group_basis).")]
    group_best: Annotated[
        float | None, Column("The group's best figure: an editor's, never the program's.")
    ]
    group_high: Annotated[float | None, Column("The group's high; empty: open.")]
    group_basis: Annotated[
        Text | None,
        Column(
            "Whose low and high these are: editor (a verdict) or sources (what they imply together)."
        ),
    ]
    treatment: Annotated[
        Text | None,
        Column(
            "How the verdict treats disagreement: prefer_source, report_range, unconfirmed, pending, "
            "ask_sources."
        ),
    ]
    verdict_reason: Annotated[Text | None, Column("Why the group was decided so.")]
    verdict_editor: Annotated[Text | None, Column("Who decided the group.")]
    verdict_decided: Annotated[Text | None, Column("When the group was decided, in UTC.")]
    group_documents: Annotated[int, Column("Number of documents in the group.")]
    independent_origins: Annotated[
        int, Column("Number of origins in the group that do not repeat or copy one another.")
    ]
    journal_entries: Annotated[
        int, Column("Number of entries in the ledger's journal at the export.")
    ]
    journal_head: Annotated[
        Text, Column("Hash of the last of them: names the state of the ledger.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group: a question, what its sources come to together, and the editor's verdict."""

    group: Annotated[Text, Column("Id of the group.")]
    question: Annotated[Text, Column("Name of the group, for a reader.")]
    measure: Annotated[Text | None, Column("What is counted or asserted, as a concept.")]
    population: Annotated[Text | None, Column("Whom or what the measure is of.")]
    places: Annotated[Texts, Column("Places of the question.")]
    kind: Annotated[Text | None, Column("Sort of count: cumulative, incident, stock, statement.")]
    unit: Annotated[Text | None, Column("Unit of the figures; empty for a count.")]
    period_start: Annotated[Text | None, Column("Earliest day that a claim of the group covers.")]
    as_of: Annotated[Text | None, Column("Latest day up to which a claim of the group holds.")]
    low: Annotated[
        float | None, Column("Low: the editor's, else what the sources imply (see basis).")
    ]
    best: Annotated[float | None, Column("Best figure: an editor's, never the program's.")]
    high: Annotated[
        float | None, Column("High: the editor's, else what the sources imply; empty: open.")
    ]
    basis: Annotated[
        Text | None,
        Column(
            "Whose low and high these are: editor (a verdict) or sources (what they imply together)."
        ),
    ]
    implied_low: Annotated[float | None, Column("Least that the sources allow together.")]
    implied_high: Annotated[
        float | None, Column("Greatest that the sources allow together; empty: open.")
    ]
    consistent: Annotated[
        bool | None, Column("Whether all sources can be right at once; empty: nothing to solve.")
    ]
    status: Annotated[Text, Column("How far the editors are: open, in_review, settled, set_aside.")]
    label: Annotated[
        Text,
        Column(
            "What the program says: corroborated, single_source, contested, evolving, undetermined."
        ),
    ]
    treatment: Annotated[
        Text | None,
        Column(
            "How the verdict treats disagreement: prefer_source, report_range, unconfirmed, pending, "
            "ask_sources."
        ),
    ]
    reason: Annotated[Text | None, Column("Why it was decided so, in the editor's words.")]
    editor: Annotated[Text | None, Column("Who decided.")]
    decided: Annotated[Text | None, Column("When, in UTC.")]
    claims: Annotated[int, Column("Number of claims.")]
    documents: Annotated[int, Column("Number of documents.")]
    independent_origins: Annotated[
        int, Column("Number of origins that do not repeat or copy one another.")
    ]
    origins: Annotated[Texts, Column("The origins by name.")]
    contradictions: Annotated[
        int, Column("Pairs of claims that contradict one another: as decided, else as suggested.")
    ]
    decided_pairs: Annotated[int, Column("Relations that an editor has decided.")]
    undecided_pairs: Annotated[int, Column("Suggested relations that no editor has decided.")]
    conflict: Annotated[Texts, Column("Why claims cannot hold together, one sentence a conflict.")]
    set_aside: Annotated[
        Texts, Column("Ids of the claims without which the rest can hold together.")
    ]
    ask: Annotated[Texts, Column("What to ask of which claim's source, most useful first.")]
    anchor: Annotated[Text | None, Column("Id of the claim that the others are compared with.")]
    first_published: Annotated[Text | None, Column("Date of the earliest document.")]
    last_published: Annotated[Text | None, Column("Date of the latest document.")]
    notes: Annotated[Texts, Column("Editors' notes on the group and its claims.")]
    assigned_to: Annotated[Text | None, Column("Editor to whom the group is given.")]
    reopened_because: Annotated[Text | None, Column("Why a settled group was opened again.")]
    updated: Annotated[Text | None, Column("When the group last changed, in UTC.")]
    document_sha256: Annotated[Texts, Column("SHA-256 of the documents, by date.")]
    journal_entries: Annotated[
        int, Column("Number of entries in the ledger's journal at the export.")
    ]
    journal_head: Annotated[
        Text, Column("Hash of the last of them: names the state of the ledger.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source: what it said, through whom, and what became of it. Counts, never a score of trust."""

    source: Annotated[Text, Column("Key of the source: the same in every document and language.")]
    name: Annotated[Text, Column("Name of the source.")]
    kind: Annotated[
        Text, Column("person, office, organisation, agency, outlet, anonymous or unknown.")
    ]
    parent: Annotated[Text | None, Column("Key of the body that it speaks for.")]
    aliases: Annotated[Texts, Column("Other names under which documents know it.")]
    party_to_event: Annotated[
        bool | None, Column("Whether it is a party to what it speaks of; empty: not said.")
    ]
    reliability: Annotated[Text | None, Column("Editor's grade, A to F (Admiralty code).")]
    claims: Annotated[int, Column("Claims of which it is the origin.")]
    groups: Annotated[int, Column("Groups that they stand in.")]
    documents: Annotated[int, Column("Documents that they stand in.")]
    outlets: Annotated[Texts, Column("Outlets and agencies that carried them.")]
    first_published: Annotated[Text | None, Column("Date of the earliest of these documents.")]
    last_published: Annotated[Text | None, Column("Date of the latest of these documents.")]
    corroborated: Annotated[int, Column("Claims that another origin bears out.")]
    contradicted: Annotated[int, Column("Claims that another claim contradicts or disputes.")]
    corrected_itself: Annotated[int, Column("Claims that the source itself corrected later.")]
    superseded: Annotated[int, Column("Claims that a later figure of the source replaced.")]
    denials: Annotated[int, Column("Claims that are denials.")]
    stale: Annotated[
        int, Column("Claims repeated by a document after the source had published a newer figure.")
    ]
    decided: Annotated[int, Column("Claims with a relation that an editor has decided.")]
    journal_entries: Annotated[
        int, Column("Number of entries in the ledger's journal at the export.")
    ]
    journal_head: Annotated[
        Text, Column("Hash of the last of them: names the state of the ledger.")
    ]


Row = ClaimRow | GroupRow | SourceRow

#: The row type of each grain.
ROW_TYPES: dict[Grain, type] = {
    Grain.CLAIM: ClaimRow,
    Grain.GROUP: GroupRow,
    Grain.SOURCE: SourceRow,
}
