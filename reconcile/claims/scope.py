"""The scope of a claim: over what period and in what sense it counts."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.layout import Sentence
from reconcile.claims.periods import Period, PeriodKind
from reconcile.claims.predicates import Predicate
from reconcile.model import Evidence, PartialDate, Scope, Span
from schema.vocabulary import ScopeKind, Support

_RANGES = frozenset({PeriodKind.SINCE, PeriodKind.BETWEEN, PeriodKind.LAST, PeriodKind.DURING})


def read_scope(
    sentence: Sentence,
    passage: Span,
    periods: Sequence[Period],
    predicate: Predicate | None,
    published: PartialDate | None,
) -> tuple[Scope, list[Evidence]]:
    """Assemble a claim's scope from the periods of its sentence; what is not stated is named in ``inferred``."""
    evidence: list[Evidence] = []
    inferred: list[str] = []
    kind = predicate.measure.kind if predicate else ScopeKind.CUMULATIVE
    start = as_of = None
    period = _nearest(sentence, passage, periods)
    ranges = [p for p in periods if p.kind in _RANGES and sentence.span.contains(p.span)]
    if ranges and (period is None or period.kind not in _RANGES):
        period = (
            min(ranges, key=lambda p: _distance(p.span, passage))
            if kind is ScopeKind.CUMULATIVE
            else period
        )
    if period is not None:
        start, as_of = period.start, period.end
        if (
            period.kind in _RANGES
            and kind is ScopeKind.INCIDENT
            and period.kind is not PeriodKind.DURING
        ):
            kind = ScopeKind.CUMULATIVE
        for field in ("start", "as_of"):
            if getattr(period, {"start": "start", "as_of": "end"}[field]) is None:
                continue
            evidence.append(
                Evidence(
                    f"scope.{field}",
                    period.rule,
                    Support.STATED,
                    period.span.start,
                    period.span.end,
                )
            )
    if predicate is None:
        inferred.append("kind")
    else:
        evidence.append(
            Evidence("scope.kind", f"measure:{predicate.measure.key}", Support.INFERRED)
        )
        inferred.append("kind")
    if as_of is None and published is not None:
        as_of = published
        inferred.append("as_of")
        evidence.append(Evidence("scope.as_of", "published", Support.INFERRED))
    return Scope(kind, start, as_of, tuple(inferred)), evidence


def _nearest(sentence: Sentence, passage: Span, periods: Sequence[Period]) -> Period | None:
    inside = [period for period in periods if sentence.span.contains(period.span)]
    return min(inside, key=lambda period: _distance(period.span, passage), default=None)


def _distance(a: Span, b: Span) -> int:
    if a.overlaps(b):
        return 0
    return b.start - a.end if a.end <= b.start else a.start - b.end
