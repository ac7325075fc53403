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

from reconcile.export.report.placing import Frame, Place, label_place, moment, place, since_of
from reconcile.export.report.scale import date_ticks, figure_scale
from reconcile.export.words import Words
from reconcile.model import Claim
from schema.vocabulary import Comparator

#: Shapes by origin, in the order in which the origins appear; the last stands for all further ones.
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")

#: More marks than this cannot be told apart; the rest is in the table.
MOST_MARKS = 60


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
    #: Where the label is held: its ``start``, ``middle`` or ``end``.
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
    placed = [point for point in points if moment(point.claim) and _values(point.claim)]
    if not placed:
        return None
    drawn = sorted(placed[:MOST_MARKS], key=lambda point: (moment(point.claim), point.number))
    values = [value for point in drawn for value in _values(point.claim)]
    scale = figure_scale(values)
    left = 14.0 + 7.2 * max(len(words.number(tick)) for tick in scale.ticks)
    right, top, bottom = width - 14, 26.0, height - 34
    first, last = _days(drawn)

    frame = Frame(left, right, top, bottom, first, last, scale)
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


def _place_marks(points: Sequence[Point], frame: Frame, words: Words) -> Iterator[Mark]:
    """Place the marks first, then their labels where no mark and no other label is."""
    places: list[Place] = []
    for point in points:
        places.append(place(point.claim, frame, [there.box for there in places]))
    taken = [there.box for there in places]
    for point, there in zip(points, places, strict=True):
        claim = point.claim
        since, cut = since_of(claim, there.x, frame)
        label = f"{point.number} · {_short(claim, words)}"
        label_x, label_y, anchor = label_place(label, there, frame, taken)
        yield Mark(
            number=point.number,
            shape=SHAPES[min(point.origin, len(SHAPES) - 1)],
            colour=min(point.origin, len(SHAPES) - 1),
            x=there.x,
            y=there.y,
            top=there.top,
            bottom=there.bottom,
            open_top=claim.quantity is not None and claim.quantity.high is None,
            open_bottom=claim.quantity is not None and claim.quantity.low is None,
            since=since,
            cut=cut,
            label=label,
            label_x=label_x,
            label_y=label_y,
            anchor=anchor,
            description=point.description,
        )


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
    moments = [day for point in points if (day := moment(point.claim))]
    first, last = min(moments), max(moments)
    starts = [point.claim.scope.start.first for point in points if point.claim.scope.start]
    earliest = min([*starts, first])
    span = max((last - first).days, 7)
    return (earliest if (first - earliest).days <= 2 * span else first), last


def _values(claim: Claim) -> list[float]:
    quantity = claim.quantity
    if quantity is None:
        return []
    known = (quantity.value, quantity.low, quantity.high)
    return [value for value in known if value is not None and math.isfinite(value)]
