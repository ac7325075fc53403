"""The chart of figures over time: where each mark stands, for a template to draw.

Time runs from left to right, the figure upwards. A claim is a mark at its value, a bar over what its
words allow (an arrow where they leave an end open), and a thin line over the period that it covers.
All lengths are in units of the drawing, which is ``width`` by ``height``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reconcile.export.report.scale import Scale, date_ticks, figure_scale
from reconcile.export.words import Words
from reconcile.model import Claim
from schema.vocabulary import Comparator

#: Shapes by origin, in the order in which the origins appear; the last stands for all further ones.
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")

#: More marks than this cannot be told apart; the rest is in the table.
MOST_MARKS = 60

#: Lengths in units of the drawing: an open end's arrow, marks of one day, the margins, room for a label.
_ARROW = 22.0
_APART = 17.0
_MARGIN = 18.0
_LABEL = 46.0


@dataclass(frozen=True, slots=True)
class Point:
    """A claim to be drawn: its number in the table, its origin's, and what it says."""

    number: int
    claim: Claim
    origin: int
    #: The claim in one sentence, for those who cannot see the drawing.
    description: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim drawn."""

    number: int
    shape: str
    colour: int
    x: float
    y: float | None
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    #: Where the period begins, and whether it began before the drawing does.
    since: float | None
    cut: bool
    label: str
    label_x: float
    label_y: float
    #: Where the label is held: its ``start`` or its ``end``.
    anchor: str
    description: str

    @property
    def middle(self) -> float:
        """The height at which a line meets the mark."""
        return self.y if self.y is not None else (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis with its words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, ready for the template."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    marks: tuple[Mark, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    #: Lines between claims that contradict one another: x, y, x, y.
    clashes: tuple[tuple[float, float, float, float], ...]
    from_zero: bool
    logarithmic: bool
    left_out: int


def draw(
    points: Sequence[Point],
    clashes: Sequence[tuple[str, str]],
    words: Words,
    *,
    width: float,
    height: float,
) -> Chart | None:
    """Place the marks; ``None`` where no claim has both a figure and a date."""
    placed = [point for point in points if _moment(point.claim) and _values(point.claim)]
    if not placed:
        return None
    drawn = sorted(placed[:MOST_MARKS], key=lambda point: (_moment(point.claim), point.number))
    values = [value for point in drawn for value in _values(point.claim)]
    scale = figure_scale(values)
    left = 14.0 + 7.2 * max(len(words.number(tick)) for tick in scale.ticks)
    right, top, bottom = width - 14, 26.0, height - 34
    first, last = _days(drawn)

    frame = _Frame(left, right, top, bottom, first, last, scale)
    marks = tuple(_place_marks(drawn, frame, words))
    at = {point.claim.id: mark for point, mark in zip(drawn, marks, strict=True)}
    lines = [
        (at[a].x, at[a].middle, at[b].x, at[b].middle) for a, b in clashes if a in at and b in at
    ]
    return Chart(
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        marks=marks,
        rows=tuple(Tick(frame.up(tick), words.number(tick)) for tick in scale.ticks),
        columns=tuple(
            Tick(frame.along(day), words.day(day))
            for day in date_ticks(first, last, int((right - left) / 90))
        ),
        clashes=tuple(lines),
        from_zero=scale.from_zero,
        logarithmic=scale.logarithmic,
        left_out=len(points) - len(drawn),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
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


def _place_marks(points: Sequence[Point], frame: _Frame, words: Words) -> Iterator[Mark]:
    taken: list[_Box] = []
    for point in points:
        claim, quantity = point.claim, point.claim.quantity
        day = _moment(claim)
        assert quantity is not None and day is not None
        value, low, high = quantity.value, quantity.low, quantity.high
        y = frame.up(value) if value is not None else None
        ends = [frame.up(end) for end in (value, low, high) if end is not None]
        top, bottom = min(ends), max(ends)
        if high is None:
            top = max(frame.top - 16, top - _ARROW)
        if low is None:
            bottom = min(frame.bottom, bottom + _ARROW)
        x = _free(frame.along(day), top, bottom, taken)
        taken.append(_Box(x - 8, x + 8, top - 8, bottom + 8))
        start = claim.scope.start
        since, cut = None, False
        if start and start.first < day:
            cut = start.first < frame.first
            since = frame.left if cut else min(frame.along(start.first), x)
        label = f"{point.number} · {_short(claim, words)}"
        side, label_y = _label(label, x, y if y is not None else (top + bottom) / 2, frame, taken)
        yield Mark(
            number=point.number,
            shape=SHAPES[min(point.origin, len(SHAPES) - 1)],
            colour=min(point.origin, len(SHAPES) - 1),
            x=x,
            y=y,
            top=top,
            bottom=bottom,
            open_top=high is None,
            open_bottom=low is None,
            since=since,
            cut=cut,
            label=label,
            label_x=x + side * 11,
            label_y=label_y,
            anchor="start" if side > 0 else "end",
            description=point.description,
        )


@dataclass(frozen=True, slots=True)
class _Box:
    """A part of the drawing that something stands on."""

    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _free(x: float, top: float, bottom: float, taken: Sequence[_Box]) -> float:
    """Step aside from the marks that stand there already, to the right first."""
    for step in (0, 1, -1, 2, -2, 3, -3, 4):
        place = x + step * _APART
        box = _Box(place - 7, place + 7, top - 7, bottom + 7)
        if not any(box.touches(other) for other in taken):
            return place
    return x


def _label(label: str, x: float, y: float, frame: _Frame, taken: list[_Box]) -> tuple[int, float]:
    """Choose a side and a height for a mark's label, where it covers nothing; note the place."""
    width = 6.7 * len(label)
    choices = [(side, y + shift) for shift in (0, -14, 14, -27, 27, -40) for side in (1, -1)]
    best: tuple[int, float] | None = None
    for side, height in choices:
        edge = x + side * 9
        box = _Box(
            min(edge, edge + side * width), max(edge, edge + side * width), height - 8, height + 6
        )
        inside = box.left >= frame.left and box.right <= frame.right + 8
        upright = frame.top - 24 <= box.top and box.bottom <= frame.bottom + 4
        if not inside or not upright:
            continue
        best = best or (side, height)
        if not any(box.touches(other) for other in taken):
            taken.append(box)
            return side, height + 4
    side, height = best or (1, y)
    return side, height + 4


_SIGNS = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.MORE_THAN: "> ",
    Comparator.AT_MOST: "≤ ",
    Comparator.LESS_THAN: "< ",
    Comparator.ABOUT: "≈ ",
    Comparator.NEARLY: "≲ ",
}


def _short(claim: Claim, words: Words) -> str:
    """Write a figure in signs, for a label."""
    quantity = claim.quantity
    assert quantity is not None
    sign = _SIGNS.get(quantity.comparator, "")
    if quantity.value is not None and quantity.comparator is not Comparator.BETWEEN:
        return sign + words.figure(quantity.value, quantity.unit)
    low, high = words.number(quantity.low), words.figure(quantity.high, quantity.unit)
    return f"{low}–{high}"


def _days(points: Sequence[Point]) -> tuple[dt.date, dt.date]:
    """Give the first and last day to draw: the claims', and their periods' unless those dwarf them."""
    moments = [moment for point in points if (moment := _moment(point.claim))]
    first, last = min(moments), max(moments)
    starts = [point.claim.scope.start.first for point in points if point.claim.scope.start]
    earliest = min([*starts, first])
    span = max((last - first).days, 7)
    return (earliest if (first - earliest).days <= 2 * span else first), last


def _moment(claim: Claim) -> dt.date | None:
    date = claim.scope.as_of or claim.published
    return date.last if date else None


def _values(claim: Claim) -> list[float]:
    quantity = claim.quantity
    if quantity is None:
        return []
    known = (quantity.value, quantity.low, quantity.high)
    return [value for value in known if value is not None and math.isfinite(value)]
