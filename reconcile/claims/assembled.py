"""A figure in the words of a page, while its parts are being put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reconcile.claims.numeral import Numeral
from reconcile.claims.units import FigureKind
from schema.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Assembled:
    """A figure in words: ``first`` to ``last`` (exclusive) with comparator and unit.

    ``number_first`` to ``number_last`` are the number itself. ``low_end`` and ``high_end`` are the ends of a stated
    range (or the number's own lower end); ``margin`` a stated plus/minus.
    """

    numeral: Numeral
    first: int
    last: int
    number_first: int
    number_last: int
    after: int
    value: float | None
    kind: FigureKind = FigureKind.COUNT
    unit: str | None = None
    comparators: tuple[Comparator, ...] = ()
    low_end: float | None = None
    high_end: float | None = None
    margin: float | None = None
    phase: str | None = None
    additional: bool = False


def merge_pairs(
    items: list[Assembled], merged: Callable[[Assembled, Assembled], Assembled | None]
) -> list[Assembled]:
    """Put neighbours together where ``merged`` makes one figure of two."""
    found: list[Assembled] = []
    index = 0
    while index < len(items):
        right = items[index + 1] if index + 1 < len(items) else None
        made = merged(items[index], right) if right is not None else None
        found.append(made or items[index])
        index += 2 if made else 1
    return found
