"""Where things stand in a chart: days from left to right, figures upwards, nothing on top of another."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.export.report.scale import Scale
from reconcile.model import PartialDate, Quantity

#: Lengths in units of the drawing: an open end's arrow, marks of one day, the margins, room for a label.
_ARROW = 22.0
_APART = 17.0
_MARGIN = 18.0
_LABEL = 46.0
_CHARACTER = 6.9

#: Covering a line is as bad as standing so much further off.
_LINE_COSTS = 16.0

#: How far up or down a label may move from its mark, nearest first; further off it would seem another's.
_SHIFTS = (0, -14, 14, -28, 28, -42, 42)


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of the drawing that stands for figures and days."""

    left: float
    right: float
    top: float
    bottom: float
    first: dt.date
    last: dt.date
    scale: Scale

    def along(self, day: dt.date) -> float:
        """Where a day stands from left to right."""
        days = (self.last - self.first).days
        if days <= 0:
            return self.left + 0.4 * (self.right - self.left)
        room = self.right - self.left - 2 * _MARGIN - _LABEL
        return self.left + _MARGIN + room * (day - self.first).days / days

    def up(self, value: float) -> float:
        """Where a figure stands from top to bottom."""
        return self.bottom - (self.bottom - self.top) * self.scale.share(value)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands, with the bar over what its words allow."""

    x: float
    y: float | None
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height at which a label or a line meets the mark."""
        return self.y if self.y is not None else (self.top + self.bottom) / 2

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the mark and its bar."""
        nearest = min(max(y, self.top), self.bottom)
        return math.hypot(x - self.x, y - nearest)

    @property
    def box(self) -> Box:
        """The room that the mark takes."""
        return Box(self.x - 8, self.x + 8, self.top - 8, self.bottom + 8)


def place(day: dt.date, quantity: Quantity, frame: Frame, taken: Sequence[Box]) -> Place:
    """Find the place of a figure as of a day, beside the marks that stand there already."""
    value, low, high = quantity.value, quantity.low, quantity.high
    ends = [frame.up(end) for end in (value, low, high) if end is not None]
    top, bottom = min(ends), max(ends)
    if high is None:
        top = max(frame.top - 16, top - _ARROW)
    if low is None:
        bottom = min(frame.bottom, bottom + _ARROW)
    x = free(frame.along(day), top, bottom, taken)
    return Place(x, frame.up(value) if value is not None else None, top, bottom)


def since_of(start: PartialDate, x: float, frame: Frame) -> tuple[float, bool]:
    """Where the line over a period begins, and whether the period began before the drawing does."""
    cut = start.first < frame.first
    return (frame.left if cut else min(frame.along(start.first), x)), cut


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing that something stands on."""

    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Tell whether the two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def free(x: float, top: float, bottom: float, taken: Sequence[Box]) -> float:
    """Step aside from the marks that stand there already, to the right first."""
    for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6):
        place = x + step * _APART
        box = Box(place - 7, place + 7, top - 7, bottom + 7)
        if not any(box.touches(other) for other in taken):
            return place
    return x


def label_place(
    label: str,
    there: Place,
    frame: Frame,
    taken: list[Box],
    lines: Sequence[Box] = (),
    others: Sequence[Place] = (),
) -> tuple[float, float, str] | None:
    """Choose where a mark's label stands and by which end it is held; note the room that it takes.

    As near the mark as it can, beside it or above or below its bar, without covering ``lines`` if that does not take
    it far off. ``None`` where it would cover a mark or another label, or stand nearer to one of the ``others``, whose
    it would seem to be: a chart without it is better read.
    """
    width = _CHARACTER * len(label)
    beside = [(side, there.middle + shift) for shift in _SHIFTS for side in (1, -1)]
    choices = [*beside[:4], (0, there.top - 13), (0, there.bottom + 15), *beside[4:]]
    best: tuple[float, Box, int] | None = None
    for side, height in choices:
        edge = there.x + side * 9
        left = edge - width / 2 if side == 0 else min(edge, edge + side * width)
        box = Box(left, left + width, height - 8, height + 6)
        inside = frame.left - 4 <= box.left and box.right <= frame.right + 13
        upright = frame.top - 24 <= box.top and box.bottom <= frame.bottom + 4
        if not inside or not upright:
            continue
        if any(box.touches(other) for other in taken):
            continue
        own = there.distance(edge, height)
        if any(other.distance(edge, height) < own for other in others):
            continue
        cost = own + _LINE_COSTS * sum(box.touches(other) for other in lines)
        if best is None or cost < best[0]:
            best = cost, box, side
    if best is None:
        return None
    _, box, side = best
    taken.append(box)
    held = {
        1: (box.left + 2, "start"),
        -1: (box.right - 2, "end"),
        0: (box.left + width / 2, "middle"),
    }
    return held[side][0], box.top + 12, held[side][1]
