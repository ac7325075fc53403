"""Lines that are told one after another; the last stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ink import Piece, fit
from tui.visible import one_line
from tui.widgets.line_list import LineList
from tui.widgets.wrapping import Wrapped

#: Lines kept; older ones go.
_KEPT = 5_000


class ReportList(LineList):
    """What a longer job tells."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, bool]] = []

    def clear(self) -> None:
        """Forget what was told."""
        self._lines.clear()
        self.set_count(0)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Tell one more thing, on as many lines as it needs: the end of a sentence says what to do."""
        told = one_line(text)
        wrapped = Wrapped(told, max(20, self.scrollable_content_region.width - 3))
        for number in range(wrapped.count):
            start, end = wrapped.line(number) or (0, 0)
            sign = "  " if number or not wrong else "! "
            self._lines.append((sign + told[start:end], wrong))
        del self._lines[:-_KEPT]
        self.set_count(len(self._lines), cursor=len(self._lines) - 1)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        text, wrong = self._lines[index]
        return [(fit(text, width), "contradiction" if wrong else "plain")]
