"""A sentence on a few lines; its screen says how many, so that changing it never lays the screen out anew."""

from __future__ import annotations

from textual.strip import Strip

from tui.ink import Inked, fit
from tui.visible import one_line
from tui.widgets.wrapping import Wrapped


class Sentence(Inked):
    """Words to read, wrapped; what does not fit ends in an ellipsis."""

    DEFAULT_CSS = "Sentence { height: 2; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.said = ""

    def say(self, text: str) -> None:
        """Show ``text``, on as many lines as there are."""
        self.said = one_line(text)
        self.refresh()

    @staticmethod
    def lines_for(text: str, width: int) -> int:
        """How many lines ``text`` takes where the sentence is ``width`` cells wide."""
        return Wrapped(one_line(text), max(1, width - 2)).count

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        lines = Wrapped(self.said, width - 2)
        found = lines.line(y)
        if found is None or not self.said:
            return self.strip([], width)
        start, end = found
        # The last line that there is room for takes the rest, cut with an ellipsis.
        text = self.said[start:] if y == height - 1 else self.said[start:end]
        return self.strip([(" " + fit(text.rstrip(), width - 2), "plain")], width)
