"""What a chart draws: claims with a figure and a date, those that say the same put together."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.export.words import Words
from reconcile.model import Claim, PartialDate, Quantity
from schema.vocabulary import Comparator

#: So many claims of one mark are named beside it; of more, how many they are.
_NAMED = 4

_SIGNS = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.MORE_THAN: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.LESS_THAN: "< ",
    Comparator.ABOUT: "≈ ",
    Comparator.NEARLY: "≲ ",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A claim to be drawn: its number in the table, its origin's, and what it says."""

    number: int
    claim: Claim
    origin: int
    #: The claim in one sentence, for those who cannot see the drawing.
    description: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of one origin that give the same figure as of the same day: one mark."""

    points: tuple[Point, ...]
    day: dt.date
    quantity: Quantity
    origin: int

    @property
    def starts(self) -> tuple[PartialDate, ...]:
        """The days before its own from which its claims count, where they say so."""
        starts = (point.claim.scope.start for point in self.points)
        return tuple(dict.fromkeys(start for start in starts if start and start.first < self.day))

    def figure(self, words: Words) -> str:
        """Write the figure in signs, for a label."""
        quantity = self.quantity
        sign = _SIGNS.get(quantity.comparator, "")
        if quantity.value is not None and quantity.comparator is not Comparator.BETWEEN:
            return sign + words.figure(quantity.value, quantity.unit)
        low, high = words.number(quantity.low), words.figure(quantity.high, quantity.unit)
        return f"{low}–{high}"

    @property
    def references(self) -> str:
        """Write the claims' numbers as references: "[1, 2, 4 +3]"."""
        numbers = [point.number for point in self.points]
        named = ", ".join(map(str, numbers[:_NAMED]))
        return f"[{named} +{len(numbers) - _NAMED}]" if len(numbers) > _NAMED else f"[{named}]"


def clusters_of(points: Sequence[Point]) -> list[Cluster]:
    """Put together what says the same; without what has no figure or no date, the earliest first."""
    found: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        day, quantity = moment(point.claim), point.claim.quantity
        if day is None or quantity is None or not values_of(quantity):
            continue
        said = (quantity.value, quantity.low, quantity.high, quantity.comparator, quantity.unit)
        found.setdefault((day, point.origin, *said), []).append(point)
    clusters = [_cluster(same) for same in found.values()]
    return sorted(clusters, key=lambda cluster: (cluster.day, cluster.points[0].number))


def _cluster(points: Sequence[Point]) -> Cluster:
    day, quantity = moment(points[0].claim), points[0].claim.quantity
    assert day is not None
    assert quantity is not None
    return Cluster(tuple(points), day, quantity, points[0].origin)


def moment(claim: Claim) -> dt.date | None:
    """The day on which a claim is drawn: up to which it counts, failing that its publication."""
    date = claim.scope.as_of or claim.published
    return date.last if date else None


def values_of(quantity: Quantity) -> list[float]:
    """The finite ends of what a figure allows, and its value."""
    known = (quantity.value, quantity.low, quantity.high)
    return [value for value in known if value is not None and math.isfinite(value)]
