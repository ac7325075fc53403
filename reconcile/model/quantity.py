"""Figures: what the words say, and the closed interval of what they allow."""

from __future__ import annotations

from dataclasses import dataclass

from schema.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of numbers; ``None`` leaves an end open."""

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval cannot run from {self.low} down to {self.high}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the words of the text.

    ``start`` and ``end`` are code points of the document's text and cover the figure with its
    comparator. ``value`` is ``None`` where the words give none ("des dizaines"); ``low`` and
    ``high`` bound what the words allow (``None``: open). ``unit`` is ``None`` for a count of things,
    ``%`` for shares, an ISO 4217 code for money, else the unit's symbol.
    """

    raw: str
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator
    rounded: bool = False
    unit: str | None = None
    #: The floor that casualty recorders code for a vague count (ACLED: tens 10, dozens 12 …).
    coded_floor: float | None = None

    @property
    def interval(self) -> Interval:
        """What the words allow, as a closed interval."""
        return Interval(self.low, self.high)
