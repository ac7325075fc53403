"""The scope of a claim: over what period and in what sense it counts."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon, Measure
from reconcile.claims.periods import Period, PeriodKind
from reconcile.model import Evidence, PartialDate, Scope, Span
from schema.vocabulary import ScopeKind, Support

_RANGES = frozenset({PeriodKind.SINCE, PeriodKind.BETWEEN, PeriodKind.LAST, PeriodKind.DURING})
#: Paragraphs in which a text tells of what event it is.
_OPENING = 4


def tells_of_an_event(sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Tell whether a text is about one event ("crash", "séisme"), whose toll its counts then are."""
    events = lexicon.words("words", "events")
    return any(
        token.norm in events
        for sentence in sentences
        if sentence.paragraph < _OPENING
        for token in sentence.tokens
    )


def read_scope(
    sentence: Sentence,
    passage: Span,
    periods: Sequence[Period],
    measure: Measure | None,
    published: PartialDate | None,
    *,
    event: bool,
) -> tuple[Scope, list[Evidence]]:
    """Assemble a claim's scope from the periods of its sentence; what is not stated is named in ``inferred``.

    ``event`` tells that the text is about one event. A toll is of an incident where a day or an event is
    told, and cumulative over a period or without either.
    """
    period = _chosen(sentence, passage, periods, measure)
    start = period.start if period else None
    as_of = period.end if period else None
    kind, rule = _kind(measure, period, event)
    evidence = [Evidence("scope.kind", rule, Support.INFERRED)]
    inferred = ["kind"]
    if period is not None:
        evidence += [
            Evidence(field, period.rule, Support.STATED, period.span.start, period.span.end)
            for field, date in (("scope.start", start), ("scope.as_of", as_of))
            if date is not None
        ]
    if as_of is None and published is not None:
        as_of = published
        inferred.append("as_of")
        evidence.append(Evidence("scope.as_of", "published", Support.INFERRED))
    return Scope(kind, start, as_of, tuple(inferred)), evidence


def _kind(measure: Measure | None, period: Period | None, event: bool) -> tuple[ScopeKind, str]:
    if measure is None:
        return ScopeKind.CUMULATIVE, "no_measure"
    if measure.kind is not ScopeKind.INCIDENT:
        return measure.kind, f"measure:{measure.key}"
    if period is not None and period.kind in _RANGES:
        return ScopeKind.CUMULATIVE, f"period:{period.kind.value}"
    if period is not None and period.kind is PeriodKind.ON:
        return ScopeKind.INCIDENT, "period:on"
    return (ScopeKind.INCIDENT, "event") if event else (ScopeKind.CUMULATIVE, "no_event")


def _chosen(
    sentence: Sentence, passage: Span, periods: Sequence[Period], measure: Measure | None
) -> Period | None:
    """Choose the period nearest to the passage; for a cumulative count, the nearest that is a range."""
    inside = [period for period in periods if sentence.span.contains(period.span)]
    ranges = [period for period in inside if period.kind in _RANGES]
    cumulative = measure is None or measure.kind is ScopeKind.CUMULATIVE
    candidates = ranges if ranges and cumulative else inside
    return min(candidates, key=lambda period: _distance(period.span, passage), default=None)


def _distance(a: Span, b: Span) -> int:
    if a.overlaps(b):
        return 0
    return b.start - a.end if a.end <= b.start else a.start - b.end
