"""How the text of a PDF's page is laid out: its lines, their type size, and columns that are drawn line by line.

A PDF holds strokes of text in the order in which they were drawn. Where a program drew two columns a line of each at a
time, PDFium's own order runs across the gutter and makes sentences that nobody wrote; such a page is read
again, column by column.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

#: Columns of prose: so many lines in each, filling so much of its width; a table's cells do not.
_LEAST_LINES = 4
_FILLED = 0.6
#: Of a page's lines so many at most may run over a gutter: headlines and captions.
_MOST_ACROSS = 0.2
#: Drawn across, the text jumps from column to column at least as often as this share of its lines.
_JUMPS = 0.5
#: A column narrower than this many times the height of its lines is a column of figures.
_LEAST_WIDTH = 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of text on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, with its type size in points; 0 where that is not known."""

    text: str
    size: float = 0.0


def lines_of(layer: Any) -> list[Line]:
    """List the lines of a page's text layer, column by column where it was drawn across its columns."""
    boxes = [Box(*layer.get_rect(index)) for index in range(layer.count_rects())]
    gutter = find_gutter(boxes)
    if gutter is None:
        return list(_as_drawn(layer))
    lines: list[Line] = []
    for part in _parts(boxes, gutter):
        texts = layer.get_text_bounded(part.left, part.bottom, part.right, part.top).splitlines()
        # A sentence runs on from column to column, but not into a headline across both.
        alone = [Line("")] if part.left < gutter < part.right else []
        lines += [*alone, *map(Line, texts), *alone]
    return lines


def find_gutter(boxes: Sequence[Box]) -> float | None:
    """Find the middle of the gutter that a page's text was drawn across; ``None`` where there is none."""
    if len(boxes) < 2 * _LEAST_LINES:
        return None
    for gutter in _gaps(boxes):
        left = [box for box in boxes if box.right <= gutter]
        right = [box for box in boxes if box.left >= gutter]
        if min(len(left), len(right)) < _LEAST_LINES:
            continue
        sides = [box.left >= gutter for box in boxes if box.right <= gutter or box.left >= gutter]
        jumps = sum(one != other for one, other in pairwise(sides))
        if _is_prose(left) and _is_prose(right) and jumps >= _JUMPS * len(sides):
            return gutter
    return None


def _gaps(boxes: Sequence[Box]) -> Iterator[float]:
    """Give the middles of the empty stretches between the left edges of columns, the emptiest first."""
    edges = sorted({round(box.left) for box in boxes})
    found = []
    for edge in edges[1:]:
        place = edge - 1.0
        across = sum(box.left < place < box.right for box in boxes)
        if across <= _MOST_ACROSS * len(boxes):
            found.append((across, -sum(round(box.left) == edge for box in boxes), place))
    yield from (place for _, _, place in sorted(found)[:8])


def _is_prose(boxes: Sequence[Box]) -> bool:
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    height = median(box.top - box.bottom for box in boxes)
    filled = median(box.right - box.left for box in boxes)
    return width >= _LEAST_WIDTH * height and filled >= _FILLED * width


def _parts(boxes: Sequence[Box], gutter: float) -> Iterator[Box]:
    """Cut the page at the lines that run over the gutter: each alone, between them left before right."""
    left, right = min(box.left for box in boxes) - 1, max(box.right for box in boxes) + 1
    top = max(box.top for box in boxes) + 1
    across = [box for box in boxes if box.left < gutter < box.right]
    for box in sorted(across, key=lambda box: -box.top):
        yield from _columns(left, gutter, right, box.top, top)
        yield Box(left, box.bottom, right, box.top)
        top = box.bottom
    yield from _columns(left, gutter, right, min(box.bottom for box in boxes) - 1, top)


def _columns(left: float, gutter: float, right: float, bottom: float, top: float) -> Iterator[Box]:
    if top - bottom > 1:
        yield Box(left, bottom, gutter, top)
        yield Box(gutter, bottom, right, top)


def _as_drawn(layer: Any) -> Iterator[Line]:
    import pypdfium2.raw as pdfium

    position = 0
    for text in layer.get_text_range().split("\n"):
        bare = text.rstrip("\r")
        start = position + len(bare) - len(bare.lstrip())
        # Where characters and places have drifted apart (a sign outside the basic plane), the size is not known.
        known = bare.strip() and pdfium.FPDFText_GetUnicode(layer, start) == ord(bare.lstrip()[0])
        yield Line(bare, round(_size(layer, start), 1) if known else 0.0)
        position += len(text) + 1


def _size(layer: Any, index: int) -> float:
    """Measure a character's type size as it is shown: the font's, scaled as the text is."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    scaled = pdfium.FPDFText_GetMatrix(layer, index, ctypes.byref(matrix))
    size = float(pdfium.FPDFText_GetFontSize(layer, index))
    return size * abs(matrix.d) if scaled and matrix.d else size
