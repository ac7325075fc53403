"""A list of any length that draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import Scope
from tui.ink import Inked, Piece
from tui.keys import bindings
from tui.messages import CursorMoved, LineChosen


class LineList(Inked, ScrollView, can_focus=True, inherit_bindings=False):
    """One item a line; a subclass says how many there are and writes each."""

    BINDINGS = bindings(Scope.LIST)
    DEFAULT_CSS = """
    LineList {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; background: $background; color: $foreground;
    }
    """

    cursor: var[int] = var(0, init=False)

    #: What to say where there is nothing to list.
    empty = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0

    # --- for subclasses --------------------------------------------------------------------------

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Write item ``index`` in ``width`` cells."""
        raise NotImplementedError

    def is_chosen(self, index: int) -> bool:
        """Whether item ``index`` belongs to a chosen range."""
        return False

    # --- what it holds ---------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many items there are."""
        return self._count

    def set_count(self, count: int, *, cursor: int | None = None) -> None:
        """Say how many items there are now, and where the cursor stands."""
        self._count = count
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self.cursor = self._within(self.cursor if cursor is None else cursor)
        self.refresh()

    def _within(self, index: int) -> int:
        return max(0, min(index, self._count - 1))

    def validate_cursor(self, cursor: int) -> int:
        return self._within(cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        self.refresh_lines(old)
        self.refresh_lines(new)
        self.show_line(new)
        self.post_message(CursorMoved(new))

    def show_line(self, index: int) -> None:
        """Scroll as little as needed to bring a line into sight."""
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = self.scroll_offset.y
        if index < top:
            self.scroll_to(y=index, animate=False, force=True)
        elif index >= top + height:
            self.scroll_to(y=index - height + 1, animate=False, force=True)

    # --- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= self._count:
            if y == 0 and not self._count and self.empty:
                return self.strip([(f" {self.empty}", "dim")], width)
            return Strip.blank(width, self.base)
        base = Style.null()
        if self.is_chosen(index):
            base += self.ink("chosen")
        if index == self.cursor:
            base += self.ink("cursor")
        mark = ">" if index == self.cursor else "+" if self.is_chosen(index) else " "
        return self.strip([(mark, "strong"), *self.pieces(index, width - 1)], width, base)

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._count)
        self.show_line(self.cursor)

    # --- keys and mouse --------------------------------------------------------------------------

    def action_down(self) -> None:
        self.cursor += 1

    def action_up(self) -> None:
        self.cursor -= 1

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = self._count - 1

    def action_page(self, direction: int) -> None:
        self.cursor += direction * max(1, self.scrollable_content_region.height - 1)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if index >= self._count:
            return
        if index == self.cursor:
            self.post_message(LineChosen(index))
        self.cursor = index
