"""The scope of a claim: over what period and in what sense it counts.

Three dates are kept apart: since when a count runs, up to when, and when it was said. The day that goes with
a reporting verb ("a annoncé mercredi", "said on Wednesday") is when it was said: it dates the toll of an event as
known then, never the event.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.attributions import Attribution
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon, Measure
from reconcile.claims.periods import Period, PeriodKind
from reconcile.model import Evidence, PartialDate, Scope, Span
from schema.vocabulary import ScopeKind, Support

#: Periods that say over what stretch a thing was counted.
_RANGES = frozenset(
    {PeriodKind.SINCE, PeriodKind.BETWEEN, PeriodKind.LAST, PeriodKind.DURING, PeriodKind.UNTIL}
)
#: Words between a reporting verb and its day: "said late Wednesday", "a déclaré ce mercredi".
_LOOSE = 1
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
    attributions: Sequence[Attribution],
    event: bool,
) -> tuple[Scope, list[Evidence]]:
    """Assemble a claim's scope from the periods of its sentence; what is not stated is named in ``inferred``.

    ``event`` tells that the text is about one event. A toll is of an incident where a day or an event is
    told, and cumulative over a longer period or without either.
    """
    inside = [period for period in periods if sentence.span.contains(period.span)]
    cues = [item.cue for item in attributions]
    said = next((item for item in inside if _dates_the_saying(item, cues, sentence)), None)
    counted = [item for item in inside if item is not said]
    period = _governing(measure, passage, counted)
    kind, rule = _kind(measure, period, event)
    evidence = [Evidence("scope.kind", rule, Support.INFERRED)]
    start, end = _ends(kind, period, evidence)
    as_of, inferred = _as_of(end, said, published, evidence)
    if start is not None and as_of is not None and start.first > as_of.last:
        # "Overnight" in a text that appeared a day later: what is known is when it was said.
        start = None
        evidence = [item for item in evidence if item.field != "scope.start"]
    return Scope(kind, start, as_of, ("kind", *inferred)), evidence


def statement_scope(
    sentence: Sentence,
    passage: Span,
    periods: Sequence[Period],
    published: PartialDate | None,
    *,
    attributions: Sequence[Attribution],
) -> tuple[Scope, list[Evidence]]:
    """Assemble the scope of a statement without a figure: when it happened, and as known when.

    The day of the saying ("said on Monday that …") is when it was known, never when it happened.
    """
    inside = [period for period in periods if sentence.span.contains(period.span)]
    cues = [item.cue for item in attributions]
    said = next((item for item in inside if _dates_the_saying(item, cues, sentence)), None)
    period = _governing(None, passage, [item for item in inside if item is not said])
    evidence: list[Evidence] = []
    start, end = _ends(ScopeKind.STATEMENT, period, evidence)
    as_of, inferred = _as_of(end, said, published, evidence)
    return Scope(ScopeKind.STATEMENT, start, as_of, inferred), evidence


def _governing(measure: Measure | None, passage: Span, periods: Sequence[Period]) -> Period | None:
    """Choose the period that the figure counts over: the nearest, a range first for a running count."""
    ranges = [item for item in periods if item.kind in _RANGES]
    if ranges and (measure is None or measure.kind is ScopeKind.CUMULATIVE):
        periods = ranges
    return min(periods, key=lambda item: _distance(item.span, passage), default=None)


def _kind(measure: Measure | None, period: Period | None, event: bool) -> tuple[ScopeKind, str]:
    if measure is None:
        return ScopeKind.CUMULATIVE, "no_measure"
    if measure.kind is not ScopeKind.INCIDENT:
        return measure.kind, f"measure:{measure.key}"
    if period is not None and period.kind in _RANGES and not _one_night(period):
        return ScopeKind.CUMULATIVE, f"period:{period.kind.value}"
    if period is not None:
        return ScopeKind.INCIDENT, f"period:{period.kind.value}"
    return (ScopeKind.INCIDENT, "event") if event else (ScopeKind.CUMULATIVE, "no_event")


def _one_night(period: Period) -> bool:
    if period.start is None or period.end is None:
        return False
    return (period.end.last - period.start.first).days <= 1


def _ends(
    kind: ScopeKind, period: Period | None, evidence: list[Evidence]
) -> tuple[PartialDate | None, PartialDate | None]:
    if period is None:
        return None, None
    start, end = period.start, period.end
    if kind is ScopeKind.INCIDENT:
        # The day of the event: the toll itself is as of when it was told.
        end = None
    elif kind is ScopeKind.STOCK and period.kind not in _RANGES:
        start = None
    for field, value in (("start", start), ("as_of", end)):
        if value is not None:
            evidence.append(
                Evidence(
                    f"scope.{field}",
                    period.rule,
                    Support.STATED,
                    period.span.start,
                    period.span.end,
                )
            )
    return start, end


def _as_of(
    end: PartialDate | None,
    said: Period | None,
    published: PartialDate | None,
    evidence: list[Evidence],
) -> tuple[PartialDate | None, tuple[str, ...]]:
    if end is not None:
        return end, ()
    if said is not None and said.end is not None:
        evidence.append(
            Evidence("scope.as_of", "said_on", Support.STATED, said.span.start, said.span.end)
        )
        return said.end, ()
    if published is not None:
        evidence.append(Evidence("scope.as_of", "published", Support.INFERRED))
    return published, ("as_of",) if published is not None else ()


def _dates_the_saying(period: Period, cues: Sequence[Span], sentence: Sentence) -> bool:
    """Tell whether a day stands with a reporting verb."""
    if period.kind not in (PeriodKind.ON, PeriodKind.AS_OF) or period.start != period.end:
        return False
    for cue in cues:
        if cue.contains(period.span):
            return True
        between = [token for token in sentence.tokens if cue.end <= token.start < period.span.start]
        if cue.end <= period.span.start and len(between) <= _LOOSE:
            return all(token.text.isalpha() for token in between)
    return False


def _distance(a: Span, b: Span) -> int:
    if a.overlaps(b):
        return 0
    return b.start - a.end if a.end <= b.start else a.start - b.end
