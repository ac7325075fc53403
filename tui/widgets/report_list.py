"""Lines that are told one after another; the last stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ink import Piece, fit
from tui.visible import one_line
from tui.widgets.line_list import LineList

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
        """Tell one more thing."""
        self._lines.append((one_line(text), wrong))
        del self._lines[:-_KEPT]
        self.set_count(len(self._lines), cursor=len(self._lines) - 1)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        text, wrong = self._lines[index]
        return [
            (fit(("! " if wrong else "  ") + text, width), "contradiction" if wrong else "plain")
        ]
