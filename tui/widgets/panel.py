"""A frame with a title above and a word below, neither of which is ever read as markup."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content

from tui.visible import one_line


class Panel(Vertical):
    """A framed part of a screen."""

    def title(self, above: str, below: str = "") -> None:
        """Write the title and the word below."""
        self.border_title = Content(one_line(above))
        self.border_subtitle = Content(one_line(below))
