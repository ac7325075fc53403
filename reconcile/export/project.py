"""A group as the ledger gives it to the rows of the table: a pure projection, one group at a time."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reconcile.export.reading import GroupReading, Standing
from reconcile.export.rows import Basis, ClaimRow, GroupRow
from reconcile.export.speaking import conflict_told, explanation, group_name
from reconcile.ledger.folding import source_key
from reconcile.model import Claim, Hop, Interval, PartialDate, Source
from reconcile.model.contract import number as whole_or_not
from schema.vocabulary import Family

_OPEN = Interval(None, None)


@dataclass(frozen=True, slots=True)
class LedgerState:
    """The state of the ledger that a table was drawn from: how long its journal is, and its last hash."""

    entries: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row shares: the ledger's state and the sources by key."""

    state: LedgerState = field(default_factory=LedgerState)
    sources: Mapping[str, Source] = field(default_factory=dict)
    #: The language of names and explanations; ``None``: as the ledger keeps them.
    language: str | None = None

    def source_of(self, claim: Claim) -> Source | None:
        """The source that a claim's origin was resolved to."""
        if claim.origin_key:
            return self.sources.get(claim.origin_key)
        return self.sources.get(source_key(claim.origin)) if claim.origin else None


def utc(moment: dt.datetime | None) -> str | None:
    """Write a moment as ISO 8601 in UTC, to the second; a naive one is taken as UTC."""
    if moment is None:
        return None
    aware = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    return aware.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def number(value: float | None) -> float | int | None:
    """Give a whole number as an integer; what is not finite is no number: an open end."""
    return whole_or_not(value) if value is not None and math.isfinite(value) else None


def date(value: PartialDate | None) -> str | None:
    """Write a date as precisely as it is known."""
    return str(value) if value else None


def hop_name(hop: Hop) -> str:
    """Name a speaker with the body it speaks for, where the text gives both."""
    if hop.speaker and hop.organisation and hop.organisation != hop.speaker:
        return f"{hop.speaker} ({hop.organisation})"
    return hop.speaker or hop.organisation or hop.role or "?"


def group_figures(reading: GroupReading) -> tuple[Interval, float | None, Basis | None]:
    """Give a group's low and high, its best, and whose they are.

    An editor's verdict that holds any figure is taken whole, so that a machine's bound never stands
    beside an editor's as if the editor had chosen it.
    """
    verdict, bounds = reading.view.verdict, reading.view.assessment.bounds
    if verdict and not (verdict.low is None and verdict.best is None and verdict.high is None):
        return Interval(verdict.low, verdict.high), verdict.best, Basis.EDITOR
    if bounds:
        return bounds, None, Basis.SOURCES
    return _OPEN, None, None


def claim_rows(reading: GroupReading, setting: Setting) -> Iterator[ClaimRow]:
    """Give one row a claim of the group, in the group's order."""
    view = reading.view
    figures, best, basis = group_figures(reading)
    verdict, question = view.verdict, group_name(view, setting.language)
    credibility = {**dict(view.assessment.credibility), **view.credibility}
    stale = set(view.assessment.stale)
    conflicts, opinions = _conflicts(reading), _second_opinions(reading)
    origins = len(view.assessment.independent)
    for claim in view.claims:
        document = reading.document(claim)
        quantity, scope = claim.quantity, claim.scope
        standing = reading.main_standing(claim.id)
        relation = standing.relation if standing else None
        judgement = standing.judgement if standing else None
        source = setting.source_of(claim)
        grade = credibility.get(claim.id)
        yield ClaimRow(
            group=view.group.id,
            question=question,
            status=view.status.value,
            label=view.assessment.label.value,
            claim=claim.id,
            figure=quantity.raw if quantity else None,
            value=number(quantity.value) if quantity else None,
            low=number(quantity.low) if quantity else None,
            high=number(quantity.high) if quantity else None,
            comparator=quantity.comparator.value if quantity else None,
            rounded=quantity.rounded if quantity else None,
            coded_floor=number(quantity.coded_floor) if quantity else None,
            unit=quantity.unit if quantity else None,
            measure=claim.measure,
            counted=claim.counted,
            population=claim.population,
            places=tuple(place.name for place in claim.where),
            kind=scope.kind.value,
            period_start=date(scope.start),
            as_of=date(scope.as_of),
            inferred=scope.inferred,
            polarity=claim.polarity.value,
            modality=claim.modality.value,
            exact=claim.quote.exact,
            prefix=claim.quote.prefix,
            suffix=claim.quote.suffix,
            sentence=claim.sentence,
            start=claim.quote.start,
            end=claim.quote.end,
            figure_start=quantity.start if quantity else None,
            figure_end=quantity.end if quantity else None,
            document=document.path,
            document_sha256=document.sha256,
            outlet=document.outlet,
            agency=document.agency,
            title=document.title,
            published=date(document.published),
            url=document.url,
            language=claim.language,
            copy_of=document.copy_of,
            copied_share=document.copied_share,
            attribution=tuple(hop_name(hop) for hop in claim.attribution),
            origin=claim.origin,
            source=source.key if source else claim.origin_key,
            anonymous=bool(claim.attribution) and claim.attribution[-1].anonymous,
            reliability=source.reliability.value if source and source.reliability else None,
            credibility=grade.value if grade else None,
            stale=claim.id in stale,
            whole=claim.whole,
            flags=claim.flags,
            corrected=_corrected(view.corrected.get(claim.id, {})),
            confidence=round(claim.confidence, 3),
            anchor=claim.id == reading.anchor,
            compared_with=standing.other(claim.id) if standing else None,
            relation=relation.type.value if relation else None,
            rule=relation.rule if relation else None,
            score=round(relation.score, 3) if relation else None,
            explanation=explanation(relation, reading.claims, setting.language) or None
            if relation
            else None,
            conflicts_with=conflicts.get(claim.id, ()),
            outcomes=tuple(outcome.value for outcome in reading.outcomes(claim.id)),
            decision=judgement.family.value if judgement else None,
            decided_relation=judgement.type.value if judgement and judgement.type else None,
            editor=judgement.editor or None if judgement else None,
            decided=utc(judgement.decided) if judgement else None,
            reason=judgement.reason or None if judgement else None,
            note=_note(view.notes.get(claim.id, ""), judgement.note if judgement else ""),
            other_decisions=_other_decisions(reading, claim.id),
            second_opinions=opinions.get(claim.id, ()),
            group_low=number(figures.low),
            group_best=number(best),
            group_high=number(figures.high),
            group_basis=basis.value if basis else None,
            treatment=verdict.treatment.value if verdict and verdict.treatment else None,
            verdict_reason=verdict.reason or None if verdict else None,
            verdict_editor=verdict.editor or None if verdict else None,
            verdict_decided=utc(verdict.decided) if verdict else None,
            group_documents=len(view.documents),
            independent_origins=origins,
            journal_entries=setting.state.entries,
            journal_head=setting.state.head,
        )


def group_row(reading: GroupReading, setting: Setting) -> GroupRow:
    """Give the group's one row."""
    view, question = reading.view, reading.view.group.question
    assessment, verdict = view.assessment, view.verdict
    figures, best, basis = group_figures(reading)
    bounds = assessment.bounds or _OPEN
    documents = sorted(view.documents.values(), key=lambda head: (str(head.published), head.sha256))
    published = [head.published for head in documents if head.published]
    starts = [claim.scope.start for claim in view.claims if claim.scope.start]
    ends = [claim.scope.as_of for claim in view.claims if claim.scope.as_of]
    decided = sum(item.decided for item in reading.standings)
    return GroupRow(
        group=view.group.id,
        question=group_name(view, setting.language),
        measure=question.measure,
        population=question.population,
        places=question.places,
        kind=question.kind.value if question.kind else None,
        unit=question.unit,
        period_start=date(min(starts, key=lambda day: day.first, default=None)),
        as_of=date(max(ends, key=lambda day: day.last, default=None)),
        low=number(figures.low),
        best=number(best),
        high=number(figures.high),
        basis=basis.value if basis else None,
        implied_low=number(bounds.low),
        implied_high=number(bounds.high),
        consistent=assessment.consistent,
        status=view.status.value,
        label=assessment.label.value,
        treatment=verdict.treatment.value if verdict and verdict.treatment else None,
        reason=verdict.reason or None if verdict else None,
        editor=verdict.editor or None if verdict else None,
        decided=utc(verdict.decided) if verdict else None,
        claims=len(view.claims),
        documents=len(view.documents),
        independent_origins=len(assessment.independent),
        origins=tuple(dict.fromkeys(claim.origin for claim in view.claims if claim.origin)),
        contradictions=sum(item.family is Family.CONTRADICTION for item in reading.standings),
        decided_pairs=decided,
        undecided_pairs=len(reading.standings) - decided,
        conflict=tuple(
            conflict_told(conflict, reading.claims, setting.language) or " + ".join(conflict.claims)
            for conflict in assessment.conflicts
        ),
        set_aside=assessment.set_aside,
        ask=tuple(f"{ask.field}: {ask.claim} ({ask.settles})" for ask in assessment.ask),
        anchor=reading.anchor,
        first_published=date(min(published, key=lambda day: day.first, default=None)),
        last_published=date(max(published, key=lambda day: day.last, default=None)),
        notes=tuple(note for note in view.notes.values() if note),
        assigned_to=view.assigned_to,
        reopened_because=view.reopened_because,
        updated=utc(view.updated),
        document_sha256=tuple(head.sha256 for head in documents),
        journal_entries=setting.state.entries,
        journal_head=setting.state.head,
    )


def _note(*notes: str) -> str | None:
    return "; ".join(dict.fromkeys(note for note in notes if note)) or None


def _conflicts(reading: GroupReading) -> dict[str, tuple[str, ...]]:
    """For each claim of a conflict, the others of it."""
    found: dict[str, dict[str, None]] = {}
    for conflict in reading.view.assessment.conflicts:
        for claim in conflict.claims:
            others = found.setdefault(claim, {})
            others.update((other, None) for other in conflict.claims if other != claim)
    return {claim: tuple(others) for claim, others in found.items()}


def _corrected(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the fields that an editor corrected, with what had been extracted."""
    return tuple(
        f"{name}: {json.dumps(value, ensure_ascii=False, sort_keys=True)}"
        for name, value in fields.items()
    )


def _second_opinions(reading: GroupReading) -> dict[str, tuple[str, ...]]:
    """For each claim, the second opinions on the pairs that its row is about, with who gave them."""
    found: dict[str, list[str]] = {}
    for (a, b, editor), opinion in reading.view.opinions.items():
        claim = b if reading.main_standing(a) is None else a
        told = " · ".join((opinion.family.value, a if claim == b else b, editor))
        if opinion.reason:
            told = f"{told}: {opinion.reason}"
        found.setdefault(claim, []).append(told)
    return {claim: tuple(told) for claim, told in found.items()}


def _other_decisions(reading: GroupReading, claim: str) -> tuple[str, ...]:
    return tuple(_in_words(item, claim) for item in reading.other_decisions.get(claim, ()))


def _in_words(item: Standing, claim: str) -> str:
    judgement = item.judgement
    assert judgement is not None
    parts = [judgement.family.value, item.other(claim), judgement.editor, utc(judgement.decided)]
    text = " · ".join(part for part in parts if part)
    return f"{text}: {judgement.reason}" if judgement.reason else text
