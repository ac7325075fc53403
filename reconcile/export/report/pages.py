"""Lay out a group for the report: its line of the overview and its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote as percent

from reconcile.export.project import Setting, group_figures, hop_name
from reconcile.export.reading import GroupReading, Standing
from reconcile.export.report.cards import (
    FAMILY_GLYPHS,
    LABEL_GLYPHS,
    STATUS_GLYPHS,
    Carrier,
    Chip,
    ClaimCard,
    DecisionCard,
    GroupCard,
    GroupPage,
    OriginCard,
)
from reconcile.export.report.chart import SHAPES
from reconcile.export.report.drawings import charts, legend, origin_colours, small
from reconcile.export.report.passage import shown, stretches
from reconcile.export.report.remarks import credibility, remarks
from reconcile.export.rows import Basis
from reconcile.export.speaking import conflict_told, explanation, group_name
from reconcile.export.words import Words
from reconcile.model import Claim, DocumentHead, Interval, Judgement
from schema.vocabulary import Family, Label, Status

_UNDECIDED = (Status.OPEN, Status.IN_REVIEW)
#: Of a group's contradictions so many stand above its table; the others stand with their claims.
_MOST_CONTRADICTIONS = 3


def slug(identifier: str) -> str:
    """Make an id fit for an address within the page."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", identifier)


def group_card(reading: GroupReading, setting: Setting, words: Words) -> GroupCard:
    """Give a group's line of the overview."""
    view, label = reading.view, reading.view.assessment.label
    interval, best, basis = group_figures(reading)
    unit = _unit(reading)
    return GroupCard(
        slug=f"group-{slug(view.group.id)}",
        name=_capital(shown(group_name(view, setting.language) or view.group.id)),
        status=Chip(
            STATUS_GLYPHS[view.status], words.value("status", view.status), f"status-{view.status}"
        ),
        label=Chip(LABEL_GLYPHS[label], words.value("labels", label), f"label-{label}"),
        range=words.interval(interval, unit) if basis and not _says_nothing(interval) else "",
        best=words.figure(best, unit),
        by_editor=basis is Basis.EDITOR,
        documents=len(view.documents),
        origins=len(view.assessment.independent),
        claims=len(view.claims),
        is_open=view.status is Status.OPEN,
        contradiction=next(_contradictions(reading, setting), "")
        if label is Label.CONTESTED and not view.verdict and view.status in _UNDECIDED
        else "",
        spark=small(reading),
        alone=len(view.claims) == 1 and not view.verdict and view.status is Status.OPEN,
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _says_nothing(interval: Interval) -> bool:
    """Tell whether any count at all lies in an interval."""
    return not interval.low and interval.high is None


def group_page(reading: GroupReading, setting: Setting, words: Words) -> GroupPage:
    """Lay out a group."""
    view, assessment, verdict = reading.view, reading.view.assessment, reading.view.verdict
    interval, _, basis = group_figures(reading)
    unit = _unit(reading)
    numbers = {claim.id: number for number, claim in enumerate(view.claims, 1)}
    colours = origin_colours(reading)
    claims = tuple(
        _claim_card(reading, claim, numbers, colours, setting, words) for claim in view.claims
    )
    return GroupPage(
        card=group_card(reading, setting, words),
        counts=", ".join(
            words.count(noun, number)
            for noun, number in (
                ("claim", len(view.claims)),
                ("document", len(view.documents)),
                ("origin", len(assessment.independent)),
            )
        ),
        low=words.figure(interval.low, unit),
        high=words.figure(interval.high, unit),
        basis=words("by_editor" if basis is Basis.EDITOR else "by_sources") if basis else "",
        treatment=words.value("treatments", verdict.treatment)
        if verdict and verdict.treatment
        else "",
        reason=shown(verdict.reason) if verdict else "",
        decided_by=_by(verdict.editor, words.moment(verdict.decided), words) if verdict else "",
        reopened=shown(view.reopened_because or ""),
        # Figures that can all be right say nothing of a statement and its denial.
        consistent=bool(assessment.consistent) and assessment.label is not Label.CONTESTED,
        conflicts=tuple(
            shown(conflict_told(conflict, reading.claims, setting.language))
            or " + ".join(str(numbers.get(claim, "?")) for claim in conflict.claims)
            for conflict in assessment.conflicts
        ),
        contradictions=tuple(islice(_contradictions(reading, setting), _MOST_CONTRADICTIONS)),
        has_figures=any(claim.interval for claim in claims),
        partial=shown(assessment.partial),
        charts=tuple(charts(reading, claims, words)),
        legend=tuple(legend(claims, words)),
        claims=claims,
        origins=tuple(_origins(reading, numbers, words)),
        decisions=tuple(_decisions(reading, numbers, words)),
        asks=tuple(
            (numbers.get(ask.claim), words.value("asks", shown(ask.field)))
            for ask in assessment.ask
        ),
        notes=tuple(shown(note) for key, note in view.notes.items() if note and key not in numbers),
    )


def _contradictions(reading: GroupReading, setting: Setting) -> Iterator[str]:
    """Explain the contradictions of a group, decided ones first, then the surest."""
    pairs = [
        item for item in reading.standings if item.family is Family.CONTRADICTION and item.relation
    ]
    pairs.sort(key=lambda item: (not item.decided, -(item.relation.score if item.relation else 0)))
    for item in pairs:
        if item.relation and (told := explanation(item.relation, reading.claims, setting.language)):
            yield shown(told)


def _unit(reading: GroupReading) -> str | None:
    verdict = reading.view.verdict
    return (verdict.unit if verdict else None) or reading.view.group.question.unit


def _by(editor: str, when: str, words: Words) -> str:
    if editor and when:
        return words("decided_by", editor=shown(editor), when=when)
    return shown(editor) or when


def _claim_card(
    reading: GroupReading,
    claim: Claim,
    numbers: dict[str, int],
    colours: dict[str, int],
    setting: Setting,
    words: Words,
) -> ClaimCard:
    document = reading.document(claim)
    standing = reading.main_standing(claim.id)
    relation, judgement = (standing.relation, standing.judgement) if standing else (None, None)
    scope = claim.scope
    chain = tuple(shown(hop_name(hop)) for hop in claim.attribution)
    url = _web(document.url)
    return ClaimCard(
        number=numbers[claim.id],
        slug=f"claim-{slug(claim.id)}",
        shape=SHAPES[colours[claim.id]],
        colour=colours[claim.id],
        as_of=words.date(scope.as_of or claim.published or document.published),
        period=words("since", start=words.date(scope.start))
        if scope.start and scope.start != scope.as_of
        else "",
        figure=shown(claim.quantity.raw) if claim.quantity else "",
        interval=words.interval(claim.quantity.interval, claim.quantity.unit)
        if claim.quantity
        else "",
        origin=_speaker(claim, document, words),
        chain=chain,
        carrier=shown(document.label),
        published=words.date(document.published),
        title=shown(document.title or ""),
        url=url,
        link=_to_passage(url, claim),
        language=claim.language,
        start=claim.quote.start,
        end=claim.quote.end,
        sha256=document.sha256,
        passage=stretches(claim),
        remarks=tuple(remarks(reading, claim, document, setting, words)),
        credibility=credibility(reading, claim, words),
        is_anchor=claim.id == reading.anchor,
        compared_with=numbers.get(standing.other(claim.id)) if standing else None,
        relation=_chip(standing, words) if standing else None,
        suggested=judgement is None,
        rule=words("translated_rule", rule=relation.rule) if relation and relation.rule else "",
        explanation=shown(explanation(relation, reading.claims, setting.language))
        if relation
        else "",
        decided_by=_by(judgement.editor, words.moment(judgement.decided), words)
        if judgement
        else "",
        reason=shown(judgement.reason) if judgement else "",
        note=shown(reading.view.notes.get(claim.id, "")),
    )


def _speaker(claim: Claim, document: DocumentHead, words: Words) -> str:
    """Name who answers for a claim; where nobody is named, the paper does."""
    return shown(claim.origin or "") or f"{shown(document.label)} ({words('paper_itself')})"


def _chip(standing: Standing, words: Words) -> Chip:
    family, kind = standing.family, standing.type
    word = words.value("relations", kind) if kind else words.value("families", family)
    return Chip(FAMILY_GLYPHS[family], word, f"family-{family}")


def _origins(reading: GroupReading, numbers: dict[str, int], words: Words) -> Iterator[OriginCard]:
    for independent in reading.view.assessment.independent:
        claims = [reading.claims[claim] for claim in independent if claim in reading.claims]
        names = dict.fromkeys(_speaker(claim, reading.document(claim), words) for claim in claims)
        by_document: dict[str, list[Claim]] = {}
        for claim in claims:
            by_document.setdefault(claim.document, []).append(claim)
        carriers = []
        for stated in by_document.values():
            document = reading.document(stated[0])
            copied = words("copy", share=words.share(document.copied_share) or "?")
            carriers.append(
                Carrier(
                    shown(document.label),
                    words.date(document.published),
                    tuple(numbers[claim.id] for claim in stated),
                    copied if document.copy_of else "",
                )
            )
        if claims:
            links = tuple(
                (numbers[link.claim], words.value("links", link.reason), numbers[link.source])
                for link in reading.view.assessment.lineage
                if link.claim in independent and link.claim in numbers and link.source in numbers
            )
            yield OriginCard(tuple(names), tuple(carriers), links)


def _decisions(
    reading: GroupReading, numbers: dict[str, int], words: Words
) -> Iterator[DecisionCard]:
    for item in reading.standings:
        judgement = item.judgement
        if judgement is None:
            continue
        suggested = judgement.suggested or (item.relation.type if item.relation else None)
        yield DecisionCard(
            _chip(item, words),
            numbers.get(item.a),
            numbers.get(item.b),
            _by(judgement.editor, words.moment(judgement.decided), words),
            shown(judgement.reason),
            words("suggested", relation=words.value("relations", suggested)) if suggested else "",
            "; ".join(
                _otherwise(second, words)
                for first, second in reading.view.disagreements
                if first is judgement
            ),
        )


def _otherwise(opinion: Judgement, words: Words) -> str:
    """Tell a second opinion that is not the first."""
    family = words.value("families", opinion.family)
    told = words("otherwise", editor=shown(opinion.editor), family=family)
    return f"{told} – {shown(opinion.reason)}" if opinion.reason else told


def _web(url: str | None) -> str | None:
    """Give an address that may be followed: of the web, and nothing that a browser would run."""
    return url if url and re.match(r"https?://[^\s]+\Z", url) else None


def _to_passage(url: str | None, claim: Claim) -> str | None:
    """Lead to the quote in its page, for browsers that know text fragments; others open the page."""
    if not url or not claim.quote.exact.strip():
        return url
    return f"{url.partition('#')[0]}#:~:text={percent(sound_line(claim.quote.exact), safe='')}"


def sound_line(text: str) -> str:
    """Give a text on one line, fit to be written."""
    return " ".join(shown(text).split()).encode("utf-8", "replace").decode("utf-8")
