"""A text whose lines are shown as they are, a row a line, to be moved sideways."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.widgets.source_view import SourceView

#: Cells that one keypress moves sideways.
_STEP = 20


class SheetView(SourceView):
    """The rows of a table or the source of a page: a wrapped row cannot be compared with the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *SourceView.BINDINGS,
        Binding("right,l", f"sideways({_STEP})", show=False),
        Binding("left,h", f"sideways(-{_STEP})", show=False),
    ]
    #: Wider than any window, so that only an endless line is ever broken.
    line_width: ClassVar[int] = 20_000
    #: How many cells are out of sight on the left.
    left = 0

    def action_sideways(self, cells: int) -> None:
        self.left = max(0, self.left + cells)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        strip = super().render_line(y)
        return strip.crop(self.left, self.left + width).adjust_cell_length(width, self.base)
