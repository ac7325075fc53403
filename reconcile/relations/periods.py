"""The algebra of periods whose ends are known to the day, the month, the year, or not at all.

The unit of time is the day, counted as ``datetime.date.toordinal`` counts. An end that is known to the
month is any day of that month, so every comparison has three answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reconcile.model import PartialDate


class Certainty(StrEnum):
    """The three answers of a comparison of uncertain dates."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Days:
    """One day, known only to lie between ``first`` and ``last`` (ordinals, both included)."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"days cannot run from {self.first} back to {self.last}")

    @classmethod
    def of(cls, date: PartialDate) -> Days:
        """Take the days that a date may mean."""
        return cls(date.first.toordinal(), date.last.toordinal())

    @property
    def exact(self) -> bool:
        """Tell whether it is one known day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; an end of ``None`` is unknown."""

    start: Days | None
    end: Days | None

    @property
    def backwards(self) -> bool:
        """Tell whether it certainly ends before it starts."""
        return (
            self.start is not None and self.end is not None and before(self.end, self.start) is YES
        )


YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


class Standing(StrEnum):
    """How the period of ``b`` stands to that of ``a``."""

    SAME = "same"
    #: Same start, ``b`` ends later.
    LATER = "later"
    #: Same start, ``b`` ends earlier.
    EARLIER = "earlier"
    A_INSIDE = "a_inside"
    B_INSIDE = "b_inside"
    OVERLAPPING = "overlapping"
    APART = "apart"
    UNKNOWN = "unknown"


def before(a: Days, b: Days) -> Certainty:
    """Tell whether day ``a`` comes before day ``b``."""
    if a.last < b.first:
        return YES
    return NO if a.first >= b.last else MAYBE


def same(a: Days, b: Days) -> Certainty:
    """Tell whether ``a`` and ``b`` are one day; two mentions of one month are taken to be the same."""
    if a == b:
        return YES
    return MAYBE if a.first <= b.last and b.first <= a.last else NO


def contains(outer: Period, inner: Period) -> Certainty:
    """Tell whether ``inner`` lies within ``outer``."""
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return MAYBE
    starts = before(inner.start, outer.start)
    ends = before(outer.end, inner.end)
    if YES in (starts, ends):
        return NO
    if starts is NO and ends is NO:
        return YES
    # The same vague date at both ends is the same day.
    fine_start = starts is NO or inner.start == outer.start
    fine_end = ends is NO or inner.end == outer.end
    return YES if fine_start and fine_end else MAYBE


def apart(a: Period, b: Period) -> Certainty:
    """Tell whether the two share no day; an unknown start reaches back without end."""
    answers = [
        before(first.end, second.start)
        for first, second in ((a, b), (b, a))
        if first.end is not None and second.start is not None
    ]
    if YES in answers:
        return YES
    return MAYBE if MAYBE in answers or len(answers) < 2 else NO


def overlaps(a: Period, b: Period) -> Certainty:
    """Tell whether the two share a day."""
    return {YES: NO, NO: YES, MAYBE: MAYBE}[apart(a, b)]


def standing(a: Period, b: Period) -> tuple[Standing, bool]:
    """Say how ``b`` stands to ``a``, and whether the dates leave no doubt of it.

    Two periods without a start are taken to start together, though not surely.
    """
    if a.end is None or b.end is None:
        return Standing.UNKNOWN, False
    if a.start is None or b.start is None:
        return by_end(a.end, b.end)[0], False
    starts = same(a.start, b.start)
    if starts is not NO:
        found, sure = by_end(a.end, b.end)
        return found, sure and starts is YES
    if apart(a, b) is YES:
        return Standing.APART, True
    if (inside := contains(b, a)) is not NO:
        return Standing.A_INSIDE, inside is YES
    if (inside := contains(a, b)) is not NO:
        return Standing.B_INSIDE, inside is YES
    return Standing.OVERLAPPING, True


def by_end(a: Days, b: Days) -> tuple[Standing, bool]:
    """Say how ``b`` stands to ``a`` where only their last days count, and whether that is sure."""
    ends = same(a, b)
    if ends is not NO:
        return Standing.SAME, ends is YES
    return (Standing.LATER if before(a, b) is YES else Standing.EARLIER), True
