"""Draw a group's figures over time in characters: no colour is needed to read it, 60 columns are enough.

Across: time. Upwards: the figure. Each claim is its origin's glyph and its letter, at the day it
speaks of; its interval a vertical bar with an arrow where it is open; its period a line to the left;
claims that contradict one another are joined by dots with an ``x``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from reconcile.model import Claim, PartialDate
from tui import words
from tui.ink import FAMILY_INK, Piece, fit
from tui.language import _
from tui.rows import ClaimRow
from tui.visible import one_line

#: Glyphs of origins, told apart without colour; from the fifteenth origin on they come round again.
GLYPHS = "●■▲◆○□△◇★☆◉▣◐◧"
#: A range so wide that a linear scale would crush the small figures.
_LOGARITHMIC_FROM = 40.0
_LEGEND_LINES = 3
#: Letters written beside a mark that several claims share.
_LETTERS = 7

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """One claim as the chart sees it."""

    letter: str
    glyph: str
    origin: str
    day: dt.date
    since: dt.date | None
    value: float
    low: float | None
    high: float | None
    ink: str
    claim: str


def points(rows: Iterable[ClaimRow]) -> list[Point]:
    """Take the claims that have a figure and a date."""
    glyphs: dict[str, str] = {}
    names: dict[str, str] = {}
    found = []
    for row in rows:
        claim = row.claim
        when = claim.scope.as_of or claim.published
        value = _level(claim)
        if when is None or value is None or claim.quantity is None:
            continue
        key = claim.origin_key or claim.origin or ""
        glyph = glyphs.setdefault(key, GLYPHS[len(glyphs) % len(GLYPHS)])
        found.append(
            Point(
                letter=row.letter,
                glyph=glyph,
                # One origin, one name, whatever each text calls it.
                origin=names.setdefault(key, one_line(words.origin(claim))),
                day=when.last,
                since=_first(claim.scope.start, when),
                value=value,
                low=claim.quantity.low,
                high=claim.quantity.high,
                ink="strong" if row.is_anchor else FAMILY_INK[row.family],
                claim=claim.id,
            )
        )
    return found


def _level(claim: Claim) -> float | None:
    """Where the mark stands: the figure said, else the middle of what the words allow."""
    quantity = claim.quantity
    if quantity is None:
        return None
    if quantity.value is not None:
        return quantity.value
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _first(start: PartialDate | None, when: PartialDate) -> dt.date | None:
    return start.first if start is not None and start.first <= when.last else None


@dataclass(frozen=True, slots=True)
class _Scales:
    """From days and figures to columns and rows."""

    left: int
    columns: int
    rows: int
    first: dt.date
    last: dt.date
    low: float
    high: float
    logarithmic: bool

    def column(self, day: dt.date) -> int:
        """The column of a day, within the plot."""
        span = max(1, (self.last - self.first).days)
        # Room is left for the letter after the last mark.
        return round((day - self.first).days / span * (self.columns - 4))

    def row(self, figure: float) -> int:
        """The row of a figure, 0 at the top."""
        low, high, at = self.low, self.high, min(max(figure, self.low), self.high)
        if self.logarithmic:
            low, high, at = (math.log1p(max(0.0, end)) for end in (low, high, at))
        share = (at - low) / (high - low) if high > low else 0.5
        return round((1 - share) * (self.rows - 1))


def draw(
    rows: Sequence[ClaimRow], width: int, height: int, conflicts: Iterable[tuple[str, str]]
) -> list[list[Piece]]:
    """Draw ``rows`` in ``width`` by ``height`` cells; say so where there is nothing to draw or no room."""
    found = points(rows)
    if not found:
        return [[(fit(_("No figures to draw."), width), "dim")]]
    if width < 24 or height < 6:
        return [[(fit(_("Too small for the chart."), width), "dim")]]
    letters = {point.claim: point.letter for point in found}
    order = list(letters)
    pairs = sorted(
        ((a, b) for a, b in conflicts if a in letters and b in letters),
        key=lambda pair: (order.index(pair[0]), order.index(pair[1])),
    )
    legend = _with_conflicts(_legend(found, width), pairs, letters, width)
    scales = _scales(found, width, height - len(legend) - 2)
    grid: list[list[Cell]] = [[(" ", "plain")] * scales.columns for _row in range(scales.rows)]
    places = _places(found, scales)
    _draw_periods(grid, found, places, scales)
    _draw_conflicts(grid, pairs, places)
    _draw_marks(grid, found, places, scales)
    lines = [_axis_label(scales, number) + _pieces(cells) for number, cells in enumerate(grid)]
    return [*lines, *_time_axis(scales, found), *legend]


def _scales(found: Sequence[Point], width: int, rows: int) -> _Scales:
    days = [point.day for point in found] + [point.since for point in found if point.since]
    ends = [
        end for point in found for end in (point.low, point.value, point.high) if end is not None
    ]
    low, high = min(ends), max(ends)
    if low == high:
        low, high = max(0.0, low - 1), high + 1
    left = max(len(words.short(_round(end))) for end in (low, high)) + 1
    return _Scales(
        left=left,
        columns=width - left - 1,
        rows=max(3, rows),
        first=min(days),
        last=max(days),
        low=low,
        high=high,
        logarithmic=low >= 0 and high / max(low, 1) > _LOGARITHMIC_FROM,
    )


def _places(found: Sequence[Point], scales: _Scales) -> dict[str, tuple[int, int]]:
    """Where each mark goes: the column of its day, the row of its figure."""
    return {point.claim: (scales.column(point.day), scales.row(point.value)) for point in found}


def _put(grid: list[list[Cell]], column: int, row: int, character: str, ink: str) -> None:
    if 0 <= row < len(grid) and 0 <= column < len(grid[row]):
        grid[row][column] = (character, ink)


def _draw_periods(
    grid: list[list[Cell]],
    found: Sequence[Point],
    places: dict[str, tuple[int, int]],
    scales: _Scales,
) -> None:
    for point in found:
        if point.since is None:
            continue
        column, row = places[point.claim]
        start = scales.column(point.since)
        for at in range(start, column):
            _put(grid, at, row, "├" if at == start else "─", "dim")


def _draw_conflicts(
    grid: list[list[Cell]],
    pairs: Sequence[tuple[str, str]],
    places: dict[str, tuple[int, int]],
) -> None:
    for a, b in pairs:
        (x1, y1), (x2, y2) = places[a], places[b]
        steps = max(abs(x2 - x1) // 2, abs(y2 - y1), 1)
        for step in range(1, steps):
            column = round(x1 + (x2 - x1) * step / steps)
            row = round(y1 + (y2 - y1) * step / steps)
            _put(grid, column, row, "x" if step == steps // 2 else "·", "contradiction")


def _draw_marks(
    grid: list[list[Cell]],
    found: Sequence[Point],
    places: dict[str, tuple[int, int]],
    scales: _Scales,
) -> None:
    for point in found:
        column, row = places[point.claim]
        bottom = scales.row(point.low) if point.low is not None else min(row + 2, scales.rows - 1)
        top = scales.row(point.high) if point.high is not None else max(row - 2, 0)
        for at in range(top, bottom + 1):
            _put(grid, column, at, "│", point.ink)
        if point.high is None:
            _put(grid, column, top, "↑", point.ink)
        elif top < row:
            _put(grid, column, top, "┬", point.ink)
        if point.low is None:
            _put(grid, column, bottom, "↓", point.ink)
        elif bottom > row:
            _put(grid, column, bottom, "┴", point.ink)
    together: dict[tuple[int, int], list[Point]] = {}
    for point in found:
        together.setdefault(places[point.claim], []).append(point)
    for (column, row), points_there in together.items():
        _draw_label(grid, column, row, points_there)
    # Marks last: a neighbour's letters may be cut, a mark never.
    for (column, row), points_there in together.items():
        first = points_there[0]
        _put(grid, column, row, first.glyph, f"{first.ink} strong")


def _draw_label(
    grid: list[list[Cell]], column: int, row: int, points_there: Sequence[Point]
) -> None:
    """Write the letters of the claims that share a cell, with the glyphs of their other origins."""
    others = dict.fromkeys(point.glyph for point in points_there[1:])
    others.pop(points_there[0].glyph, None)
    letters = "".join(point.letter for point in points_there)
    if len(letters) > _LETTERS:
        letters = letters[: _LETTERS - 1] + "…"
    label = "".join(list(others)[:2]) + letters
    width = len(grid[row]) if 0 <= row < len(grid) else 0
    start = column + 1 if column + 1 + len(label) <= width else max(0, column - len(label))
    for offset, character in enumerate(label):
        _put(grid, start + offset, row, character, "strong")


def _pieces(cells: Sequence[Cell]) -> list[Piece]:
    """Join neighbouring cells of one ink."""
    pieces: list[Piece] = []
    for character, ink in cells:
        if pieces and pieces[-1][1] == ink:
            pieces[-1] = (pieces[-1][0] + character, ink)
        else:
            pieces.append((character, ink))
    return pieces


def _axis_label(scales: _Scales, row: int) -> list[Piece]:
    labelled = {0: scales.high, scales.rows - 1: scales.low}
    middle = (scales.rows - 1) // 2
    if scales.rows >= 7:
        labelled[middle] = _at_row(scales, middle)
    text = words.short(_round(labelled[row])) if row in labelled else ""
    return [(fit(text, scales.left, right=True), "dim"), ("┤" if row in labelled else "│", "dim")]


def _at_row(scales: _Scales, row: int) -> float:
    share = 1 - row / (scales.rows - 1)
    if scales.logarithmic:
        low, high = math.log1p(scales.low), math.log1p(scales.high)
        return math.expm1(low + share * (high - low))
    return scales.low + share * (scales.high - scales.low)


def _round(figure: float) -> float:
    return (
        float(round(figure)) if abs(figure) >= 10 or figure == round(figure) else round(figure, 2)
    )


def _time_axis(scales: _Scales, found: Sequence[Point]) -> list[list[Piece]]:
    ticks = ["─"] * scales.columns
    labels = [" "] * scales.columns
    days = sorted({scales.first, scales.last, *(point.day for point in found)})
    # The last day is always written; the others where there is room.
    for day in [days[0], days[-1], *days[1:-1]]:
        text = words.date(
            PartialDate.of(day), year=day in (days[0],) and days[0].year != days[-1].year
        )
        column = scales.column(day)
        at = min(column, scales.columns - len(text))
        around = labels[max(0, at - 1) : at + len(text) + 1]
        if any(character != " " for character in around):
            continue
        ticks[column] = "┬"
        labels[at : at + len(text)] = list(text)
    margin = " " * scales.left
    return [
        [(margin, "plain"), ("└" + "".join(ticks), "dim")],
        [(margin + " " + "".join(labels), "dim")],
    ]


def _legend(found: Sequence[Point], width: int) -> list[list[Piece]]:
    """A word for each glyph, on as few lines as hold them."""
    origins: dict[tuple[str, str], list[str]] = {}
    for point in found:
        origins.setdefault((point.glyph, point.origin), []).append(point.letter)
    lines: list[list[Piece]] = [[]]
    used = 0
    for (glyph, origin), letters in origins.items():
        named = "".join(letters)
        room = max(1, min(24, width - len(named) - 5))
        text = f" {fit(origin, min(cell_len(origin), room)).rstrip()} {named}  "
        if used + len(text) + 1 > width and lines[-1]:
            if len(lines) == _LEGEND_LINES:
                lines[-1].append(("…", "dim"))
                break
            lines.append([])
            used = 0
        lines[-1] += [(glyph, "strong"), (text, "plain")]
        used += len(text) + 1
    return lines


def _with_conflicts(
    legend: list[list[Piece]],
    pairs: Sequence[tuple[str, str]],
    letters: dict[str, str],
    width: int,
) -> list[list[Piece]]:
    if not pairs:
        return legend
    joined = ", ".join(f"{letters[a]}–{letters[b]}" for a, b in pairs)
    text = _("x contradict: {pairs}").format(pairs=joined)
    used = sum(len(piece) for piece, _ink in legend[-1])
    if used + len(text) <= width:
        legend[-1].append((text, "contradiction"))
    else:
        legend.append([(fit(text, width), "contradiction")])
    return legend
