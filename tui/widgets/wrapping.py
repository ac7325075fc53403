"""Where the lines of a text begin and end at a given width, for texts of any length.

The text is cut into blocks of a few kilobytes; a block is wrapped when it is first looked at, and
until then its number of lines is estimated. Offsets are code points of the text, so nothing shown is
ever a changed text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping
from itertools import accumulate

from rich.cells import get_character_cell_size

from tui.visible import visible

Line = tuple[int, int]

#: Code points aimed at in a block. Small enough to wrap within a keypress.
BLOCK = 4096
#: Up to this many blocks are wrapped at once, so that the scroll bar is exact from the start.
EXACT_BLOCKS = 64
_WRAPPED_KEPT = 256

#: Anything that may not be one cell wide: combining marks, East Asian wide, emoji, and scripts
#: whose letters join. Such a block is measured character by character.
_UNEVEN = re.compile(
    r"[^\x00-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u200a\u2010-\u20cf\u2100-\u22ff\u2500-\u25fc]"
)


class Wrapped:
    """The lines of ``text`` at ``width``; ``extra`` gives offsets before which a sign takes cells."""

    def __init__(self, text: str, width: int, extra: Mapping[int, int] | None = None) -> None:
        self.text = text
        self.width = max(1, width)
        self.extra = dict(extra or {})
        self._starts = _cut(text)
        self._lines: OrderedDict[int, list[Line]] = OrderedDict()
        blocks = len(self._starts) - 1
        self._counts = [self._estimate(block) for block in range(blocks)]
        self._tops: list[int] | None = None
        if blocks <= EXACT_BLOCKS:
            for block in range(blocks):
                self._wrap(block)

    @property
    def count(self) -> int:
        """How many lines there are, as far as is known."""
        return self._before()[-1]

    def line(self, number: int) -> Line | None:
        """The offsets of line ``number``, or ``None`` beyond the end."""
        if number < 0:
            return None
        block = bisect_right(self._before(), number) - 1
        if block >= len(self._counts):
            return None
        lines = self._wrap(block)
        place = number - self._before()[block]
        return lines[place] if place < len(lines) else None

    def number_of(self, offset: int) -> int:
        """The number of the line on which a code point stands."""
        block = max(0, min(bisect_right(self._starts, offset) - 1, len(self._counts) - 1))
        lines = self._wrap(block)
        place = max(0, bisect_right(lines, offset, key=lambda line: line[0]) - 1)
        return self._before()[block] + place

    def re_mark(self, extra: Mapping[int, int]) -> None:
        """Change the signs; only the blocks that gain or lose one are wrapped again."""
        moved = set(self.extra) ^ set(extra)
        moved |= {offset for offset in extra if self.extra.get(offset) != extra[offset]}
        self.extra = dict(extra)
        for block in {max(0, bisect_right(self._starts, offset) - 1) for offset in moved}:
            self._lines.pop(min(block, len(self._counts) - 1), None)
            self._wrap(min(block, len(self._counts) - 1))

    def _before(self) -> list[int]:
        if self._tops is None:
            self._tops = [0, *accumulate(self._counts)]
        return self._tops

    def _estimate(self, block: int) -> int:
        length = self._starts[block + 1] - self._starts[block]
        return max(1, -(-length // self.width))

    def _wrap(self, block: int) -> list[Line]:
        known = self._lines.get(block)
        if known is not None:
            self._lines.move_to_end(block)
            return known
        start, end = self._starts[block], self._starts[block + 1]
        signs = {at: cells for at, cells in self.extra.items() if start <= at < end}
        text = self.text[start:end]
        lines = _lines(text, start, self.width, signs)
        if len(lines) != self._counts[block]:
            self._counts[block] = len(lines)
            self._tops = None
        self._lines[block] = lines
        while len(self._lines) > _WRAPPED_KEPT:
            self._lines.popitem(last=False)
        return lines


def _cut(text: str) -> list[int]:
    """Cut into blocks, at a line's end if there is one near, else at a space, else anywhere."""
    starts = [0]
    size = len(text)
    while size - starts[-1] > BLOCK:
        least, most = starts[-1] + BLOCK // 2, starts[-1] + BLOCK
        place = text.rfind("\n", least, most)
        if place < 0:
            place = text.rfind(" ", least, most)
        starts.append(place + 1 if place >= 0 else most)
    starts.append(size)
    return starts


def _lines(text: str, base: int, width: int, signs: Mapping[int, int]) -> list[Line]:
    """Wrap a block, measuring no more of it character by character than needs it."""
    if _UNEVEN.search(text):
        return _measured(text, base, width, signs)
    if not signs:
        return _even(text, base, width)
    left = text.rfind("\n", 0, min(signs) - base) + 1
    right = text.find("\n", max(signs) - base) + 1 or len(text)
    lines = _even(text[:left], base, width) if left else []
    lines += _measured(text[left:right], base + left, width, signs)
    if right < len(text):
        lines += _even(text[right:], base + right, width)
    return lines


def _even(text: str, base: int, width: int) -> list[Line]:
    """Wrap text whose characters all take one cell."""
    pattern = _even_pattern(width)
    lines = [(base + match.start(), base + match.end()) for match in pattern.finditer(text)]
    return lines or [(base, base)]


_PATTERNS: dict[int, re.Pattern[str]] = {}


def _even_pattern(width: int) -> re.Pattern[str]:
    if width not in _PATTERNS:
        # Up to `width` characters and the space or line end after them; a longer word is cut.
        _PATTERNS[width] = re.compile(
            rf"[^\n]{{0,{width}}}\n|[^\n]{{1,{width}}}\Z|[^\n]{{1,{width}}} |[^\n]{{1,{width}}}"
        )
    return _PATTERNS[width]


def _measured(text: str, base: int, width: int, signs: Mapping[int, int]) -> list[Line]:
    """Wrap text cell by cell: wide and combining characters, and signs that take room."""
    lines: list[Line] = []
    start = 0
    cells = 0
    space = -1
    cells_after_space = 0
    # What is shown for a control character takes a cell, whatever the character itself takes.
    for place, character in enumerate(visible(text)):
        if text[place] == "\n":
            lines.append((base + start, base + place + 1))
            start, cells, space = place + 1, 0, -1
            continue
        size = (get_character_cell_size(character) if ord(character) >= 0x300 else 1) + signs.get(
            base + place, 0
        )
        if character == " " and cells + size > width and cells <= width:
            # A space may hang over the edge: it is not drawn.
            lines.append((base + start, base + place + 1))
            start, cells, space = place + 1, 0, -1
            continue
        if cells + size > width and place > start:
            cut = space if space > start else place
            lines.append((base + start, base + cut))
            cells = cells_after_space = cells_after_space if cut == space else 0
            start, space = cut, -1
        cells += size
        cells_after_space += size
        if character == " ":
            space, cells_after_space = place + 1, 0
    if start < len(text) or not lines:
        lines.append((base + start, base + len(text)))
    return lines
