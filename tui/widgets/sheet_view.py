"""The beginning of an export: the rows of a table as they are, to be moved sideways; anything else wrapped."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.widgets.source_view import SourceView

#: Cells that one keypress moves sideways.
_STEP = 20
#: Cells of a line that is never to be broken: more than any row has in sight.
_WIDEST = 20_000


class SheetView(SourceView):
    """A preview; a row that is wrapped cannot be compared with the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *SourceView.BINDINGS,
        Binding("right,l", f"sideways({_STEP})", show=False),
        Binding("left,h", f"sideways(-{_STEP})", show=False),
    ]
    #: How many cells are out of sight on the left.
    left = 0

    def show_preview(self, text: str, *, rows: bool) -> None:
        """Show a table as ``rows``, a row a line; anything else wrapped."""
        self.line_width = _WIDEST if rows else 0
        self.left = 0
        self._wrapped = None
        self.show(text)

    def action_sideways(self, cells: int) -> None:
        if self.line_width:
            self.left = max(0, self.left + cells)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not self.line_width:
            return strip
        width = self.scrollable_content_region.width
        return strip.crop(self.left, self.left + width).adjust_cell_length(width, self.base)
