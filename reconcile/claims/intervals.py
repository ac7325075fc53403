"""From a number and the words before it to the closed interval that they allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconcile.claims.figure_words import thresholds
from reconcile.claims.numeral import tidy
from schema.vocabulary import Comparator


class Bounds(NamedTuple):
    """What words allow: comparator and closed interval; ``None`` leaves an end open."""

    comparator: Comparator
    low: float | None
    high: float | None
    rounded: bool = False


#: Comparators that leave one end open; they win over those that only widen ("au moins environ 20").
_ONE_SIDED = (
    Comparator.AT_LEAST,
    Comparator.MORE_THAN,
    Comparator.AT_MOST,
    Comparator.LESS_THAN,
)


def rounding(value: float) -> tuple[float, float] | None:
    """Give the interval of a bare number that ends in zeros: 6 000 → [5 500, 6 499]."""
    zeros = 0
    whole = abs(value)
    if not whole or not float(whole).is_integer():
        return None
    number = int(whole)
    while number % 10 == 0:
        number //= 10
        zeros += 1
    if zeros < thresholds()["rounded"]["zeros"]:
        return None
    half = 10.0**zeros / 2
    return tidy(value - half), tidy(value + half - 1)


def bound(
    value: float | None,
    low: float | None,
    high: float | None,
    own: Comparator,
    said: Sequence[Comparator],
    *,
    counts: bool,
    may_round: bool,
) -> Bounds:
    """Turn a number and the comparators said of it, innermost first, into bounds.

    ``low``, ``high`` and ``own`` are the number's own ("une dizaine" is [8, 12] and about). ``counts`` tells whole things
    from measures: more than 5 people is 6 or more, more than 5 km is not. ``may_round`` allows a bare
    number to be rounded speech.
    """
    floor = value if low is None else low
    ceiling = value if high is None else high
    bounds = Bounds(own, floor, ceiling)
    for comparator in said:
        bounds = _apply(bounds, comparator, value, counts)
    if bounds.comparator is Comparator.EXACT and not said and may_round and value is not None:
        rounded = rounding(value)
        if rounded is not None:
            return Bounds(Comparator.EXACT, *rounded, rounded=True)
    return bounds


def _apply(bounds: Bounds, comparator: Comparator, value: float | None, counts: bool) -> Bounds:
    """Apply one more comparator to what is already bounded."""
    if bounds.comparator in _ONE_SIDED and comparator not in _ONE_SIDED:
        return bounds
    step = 1.0 if counts and value is not None and float(value).is_integer() else 0.0
    if comparator is Comparator.AT_LEAST:
        return Bounds(comparator, bounds.low, None)
    if comparator is Comparator.MORE_THAN:
        low = value + step if value is not None else bounds.low
        return Bounds(comparator, low, None)
    if comparator is Comparator.AT_MOST:
        return Bounds(comparator, 0.0, value if value is not None else bounds.high)
    if comparator is Comparator.LESS_THAN:
        high = max(0.0, value - step) if value is not None else bounds.high
        return Bounds(comparator, 0.0, high)
    if comparator in (Comparator.ABOUT, Comparator.NEARLY) and value is not None:
        return _widen(bounds, comparator, value)
    return bounds


def _widen(bounds: Bounds, comparator: Comparator, value: float) -> Bounds:
    if comparator is Comparator.ABOUT and bounds.comparator is Comparator.ABOUT:
        return bounds
    table = thresholds()[comparator.value]
    ends = sorted((tidy(value * table["low"]), tidy(value * table["high"])))
    return Bounds(comparator, ends[0], ends[1])
