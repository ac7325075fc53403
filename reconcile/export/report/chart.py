"""The chart of figures over time: where each mark stands, for a template to draw.

Time runs from left to right, the figure upwards. Claims that say the same are a mark at their value, a bar over
what their words allow (an arrow where they leave an end open), and a thin line over the period that they cover.
All lengths are in units of the drawing, which is ``width`` by ``height``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reconcile.export.report.placing import Box, Frame, Place, label_place, place, since_of
from reconcile.export.report.points import Cluster, Point, clusters_of, values_of
from reconcile.export.report.scale import date_ticks, figure_scale
from reconcile.export.words import Words

#: Shapes by origin, in the order in which the origins appear; the last stands for all further ones.
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")

#: More marks than this cannot be told apart; the rest is in the table.
MOST_MARKS = 60

#: From this width on the claims' numbers stand beside their figures.
_ROOMY = 500.0


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside a mark: the figure, and the claims' numbers; held by its ``start``, ``middle`` or ``end``."""

    figure: str
    references: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark drawn."""

    numbers: tuple[int, ...]
    shape: str
    colour: int
    x: float
    y: float | None
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    #: Where the periods begin, each with whether it began before the drawing does.
    since: tuple[tuple[float, bool], ...]
    #: ``None`` where there is no room for it.
    label: Label | None
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
    """Place the marks; ``None`` where fewer than two claims have both a figure and a date."""
    clusters = clusters_of(points)[:MOST_MARKS]
    drawn = sum(len(cluster.points) for cluster in clusters)
    if drawn < 2:
        return None
    scale = figure_scale([value for item in clusters for value in values_of(item.quantity)])
    left = 14.0 + 7.2 * max(len(words.number(tick)) for tick in scale.ticks)
    right, top, bottom = width - 14, 26.0, height - 34
    first, last = _days(clusters)

    frame = Frame(left, right, top, bottom, first, last, scale)
    places: list[Place] = []
    for item in clusters:
        places.append(place(item.day, item.quantity, frame, [there.box for there in places]))
    at = {
        point.claim.id: there
        for item, there in zip(clusters, places, strict=True)
        for point in item.points
    }
    lines = dict.fromkeys(
        (at[a].x, at[a].middle, at[b].x, at[b].middle)
        for a, b in clashes
        if a in at and b in at and at[a] is not at[b]
    )
    return Chart(
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        marks=tuple(_marks(clusters, places, lines, frame, words)),
        rows=tuple(Tick(frame.up(tick), words.number(tick)) for tick in scale.ticks),
        columns=tuple(
            Tick(frame.along(day), words.day(day))
            for day in date_ticks(first, last, int((right - left) / 90))
        ),
        clashes=tuple(lines),
        from_zero=scale.from_zero,
        logarithmic=scale.logarithmic,
        left_out=len(points) - drawn,
    )


def _marks(
    clusters: Sequence[Cluster],
    places: Sequence[Place],
    clashes: Iterable[tuple[float, float, float, float]],
    frame: Frame,
    words: Words,
) -> Iterator[Mark]:
    """Place the labels where no mark and no other label is, and where they cover as few lines as may be."""
    periods = [
        tuple(since_of(start, there.x, frame) for start in item.starts)
        for item, there in zip(clusters, places, strict=True)
    ]
    lines = [
        Box(x, there.x, there.middle - 3, there.middle + 3)
        for there, begun in zip(places, periods, strict=True)
        for x, _ in begun
    ]
    lines += [Box(min(a, b) - 2, max(a, b) + 2, min(c, d), max(c, d)) for a, c, b, d in clashes]
    taken = [there.box for there in places]
    for item, there, begun in zip(clusters, places, periods, strict=True):
        figure = item.figure(words)
        # A narrow drawing has no room for the claims' numbers, which the table gives too.
        references = item.references if frame.right - frame.left >= _ROOMY else ""
        text = f"{figure} {references}".strip()
        found = label_place(text, there, frame, taken, lines, places)
        yield Mark(
            numbers=tuple(point.number for point in item.points),
            shape=SHAPES[min(item.origin, len(SHAPES) - 1)],
            colour=min(item.origin, len(SHAPES) - 1),
            x=there.x,
            y=there.y,
            top=there.top,
            bottom=there.bottom,
            open_top=item.quantity.high is None,
            open_bottom=item.quantity.low is None,
            since=begun,
            label=Label(figure, references, *found) if found else None,
            description=" ".join(point.description for point in item.points),
        )


def _days(clusters: Sequence[Cluster]) -> tuple[dt.date, dt.date]:
    """Give the first and last day to draw: the claims', and their periods' unless those dwarf them."""
    first, last = clusters[0].day, clusters[-1].day
    earliest = min([first, *(start.first for item in clusters for start in item.starts)])
    span = max((last - first).days, 7)
    return (earliest if (first - earliest).days <= 2 * span else first), last
