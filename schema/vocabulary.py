"""The closed vocabularies that are kept in the ledger and printed in exports.

The names are the field's own: casualty recording (Every Casualty, ACLED, UCDP), CiTO for relations,
PROV and Web Annotation for provenance, the Admiralty code for grades. Values are what is stored and
what the JSON contracts show, so a value is never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Comparator(StrEnum):
    """How the words relate the figure to the truth; it decides the interval."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    NEARLY = "nearly"
    BETWEEN = "between"
    VAGUE = "vague"
    #: A multiple of something else ("twice as many"): kept, but it has no value of its own.
    RELATIVE = "relative"


class ScopeKind(StrEnum):
    """What sort of count a claim makes, hence how it may change with time."""

    CUMULATIVE = "cumulative"
    INCIDENT = "incident"
    STOCK = "stock"
    STATEMENT = "statement"


class Polarity(StrEnum):
    """Whether the speaker affirms or denies the proposition."""

    ASSERTED = "asserted"
    DENIED = "denied"


class Modality(StrEnum):
    """How surely the proposition is put forward."""

    CERTAIN = "certain"
    REPORTED = "reported"
    PROVISIONAL = "provisional"
    INTENTION = "intention"
    NO_COMMENT = "no_comment"


class PlaceRole(StrEnum):
    """The part a place plays in a sentence; only ``WHERE`` says where it happened."""

    WHERE = "where"
    AGENT = "agent"
    TARGET = "target"
    AFFILIATION = "affiliation"
    DIRECTION = "direction"


class Support(StrEnum):
    """How a claim's field came to be set."""

    STATED = "stated"
    INHERITED = "inherited"
    INFERRED = "inferred"


class Provenance(StrEnum):
    """Where a piece of a document's metadata was taken from, most binding first."""

    OPTION = "option"
    MANIFEST = "manifest"
    PAGE = "page"
    GUESSED = "guessed"


class SourceKind(StrEnum):
    """What sort of speaker a source is."""

    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    AGENCY = "agency"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class RelationType(StrEnum):
    """How two claims stand to one another (rules R1-R12)."""

    CORROBORATES = "corroborates"
    REPEATS = "repeats"
    REFINES = "refines"
    COMPATIBLE = "compatible"
    CONTRADICTS = "contradicts"
    DISPUTES = "disputes"
    UPDATES = "updates"
    CORRECTS = "corrects"
    PART_OF = "part_of"
    DIFFERENT_SCOPE = "different_scope"
    UNRELATED = "unrelated"
    UNDETERMINED = "undetermined"

    @property
    def family(self) -> Family:
        """The family an editor marks with one key."""
        return _FAMILIES[self]


class Family(StrEnum):
    """The five families of relations: what an editor decides with one keypress."""

    AGREEMENT = "agreement"
    CONTRADICTION = "contradiction"
    SUCCESSION = "succession"
    APART = "apart"
    UNDETERMINED = "undetermined"


_FAMILIES: dict[RelationType, Family] = {
    RelationType.CORROBORATES: Family.AGREEMENT,
    RelationType.REPEATS: Family.AGREEMENT,
    RelationType.REFINES: Family.AGREEMENT,
    RelationType.COMPATIBLE: Family.AGREEMENT,
    RelationType.CONTRADICTS: Family.CONTRADICTION,
    RelationType.DISPUTES: Family.CONTRADICTION,
    RelationType.UPDATES: Family.SUCCESSION,
    RelationType.CORRECTS: Family.SUCCESSION,
    RelationType.PART_OF: Family.APART,
    RelationType.DIFFERENT_SCOPE: Family.APART,
    RelationType.UNRELATED: Family.APART,
    RelationType.UNDETERMINED: Family.UNDETERMINED,
}


class Status(StrEnum):
    """How far an editor has come with a group."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    SETTLED = "settled"
    SET_ASIDE = "set_aside"


class Label(StrEnum):
    """What the machine says of a group, beside the editor's status."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single_source"
    CONTESTED = "contested"
    EVOLVING = "evolving"
    UNDETERMINED = "undetermined"


class Treatment(StrEnum):
    """Every Casualty's five ways to treat disagreement between sources."""

    PREFER_SOURCE = "prefer_source"
    REPORT_RANGE = "report_range"
    UNCONFIRMED = "unconfirmed"
    PENDING = "pending"
    ASK_SOURCES = "ask_sources"


class Reliability(StrEnum):
    """A source's reliability, after the Admiralty code (NATO STANAG 2511)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """A piece of information's credibility, after the Admiralty code (NATO STANAG 2511)."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"
