"""The algebra of closed intervals of numbers, open ends included (``None`` is infinity)."""

from __future__ import annotations

import math

from reconcile.model import Interval

#: Everything: what a claim without a figure allows.
ANYTHING = Interval(None, None)


def low(interval: Interval) -> float:
    """Return the lower end, minus infinity where it is open."""
    return -math.inf if interval.low is None else interval.low


def high(interval: Interval) -> float:
    """Return the upper end, infinity where it is open."""
    return math.inf if interval.high is None else interval.high


def make(lower: float, upper: float) -> Interval:
    """Build an interval from ends that may be infinite; raise ``ValueError`` where they are crossed."""
    return Interval(
        None if math.isinf(lower) else lower,
        None if math.isinf(upper) else upper,
    )


def contains(outer: Interval, inner: Interval) -> bool:
    """Tell whether every number of ``inner`` is in ``outer``."""
    return low(outer) <= low(inner) and high(inner) <= high(outer)


def below(a: Interval, b: Interval) -> bool:
    """Tell whether ``a`` lies entirely below ``b``."""
    return high(a) < low(b)


def disjoint(a: Interval, b: Interval) -> bool:
    """Tell whether no number is in both."""
    return below(a, b) or below(b, a)


def overlaps(a: Interval, b: Interval) -> bool:
    """Tell whether some number is in both."""
    return not disjoint(a, b)


def intersection(a: Interval, b: Interval) -> Interval | None:
    """Return what both allow, ``None`` where that is nothing."""
    if disjoint(a, b):
        return None
    return make(max(low(a), low(b)), min(high(a), high(b)))


def hull(a: Interval, b: Interval) -> Interval:
    """Return the smallest interval that holds both."""
    return make(min(low(a), low(b)), max(high(a), high(b)))


def add(a: Interval, b: Interval) -> Interval:
    """Return what the sum of a number of ``a`` and one of ``b`` may be."""
    return make(low(a) + low(b), high(a) + high(b))
