"""A document, wrapped to the width, with its claims marked; only the lines in sight are drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import Scope
from tui.ink import Inked
from tui.keys import bindings
from tui.marks import Mark
from tui.visible import visible
from tui.widgets.wrapping import Wrapped

#: Lines left above the passage when it is brought into sight.
_ABOVE = 2


class SourceView(Inked, ScrollView, can_focus=True, inherit_bindings=False):
    """A text of up to many megabytes. Offsets are code points of the text, as in the model."""

    BINDINGS = bindings(Scope.LIST)
    DEFAULT_CSS = """
    SourceView {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; background: $background; color: $foreground;
    }
    """

    #: Cells after which a line is broken; 0: as many as are in sight.
    line_width: int = 0

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self._marks: tuple[Mark, ...] = ()
        self._starts: list[int] = []
        self._longest = 0
        self._wrapped: Wrapped | None = None
        self._focus: int | None = None

    # --- what it shows ---------------------------------------------------------------------------

    def show(self, text: str, marks: Iterable[Mark] = (), *, focus: int | None = None) -> None:
        """Show ``text`` with ``marks``, and bring code point ``focus`` into sight."""
        if text is not self.text and text != self.text:
            self.text = text
            self._wrapped = None
        self.mark(marks, focus=focus)

    def mark(self, marks: Iterable[Mark], *, focus: int | None = None) -> None:
        """Change what is marked, and bring code point ``focus`` into sight."""
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._focus = focus
        self._wrap()
        self.refresh()

    def _wrap(self) -> None:
        if self.scrollable_content_region.width <= 0:
            return
        width = self.line_width or self.scrollable_content_region.width
        if self._wrapped is None or self._wrapped.width != width:
            self._wrapped = Wrapped(self.text, width, _extra(self._marks))
        else:
            self._wrapped.re_mark(_extra(self._marks))
        self._measure()
        if self._focus is not None:
            self.bring(self._focus)

    def _measure(self) -> None:
        assert self._wrapped is not None
        size = Size(self.scrollable_content_region.width, self._wrapped.count)
        if size != self.virtual_size:
            self.virtual_size = size

    def bring(self, offset: int) -> None:
        """Scroll so that a code point stands near the top, unless it is in sight already."""
        if self._wrapped is None:
            return
        line = self._wrapped.number_of(offset)
        self._measure()
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if top + min(_ABOVE, height // 4) <= line < top + height - 1:
            return
        self.scroll_to(y=max(0, line - min(_ABOVE, height // 3)), animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        if self._wrapped is not None and self._focus is None:
            line = self._wrapped.line(self.scroll_offset.y)
            self._wrap()
            if line is not None:
                self.scroll_to(y=self._wrapped.number_of(line[0]), animate=False, force=True)
            return
        self._wrap()

    # --- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self._wrapped is None:
            return Strip.blank(width, self.base)
        before = self._wrapped.count
        line = self._wrapped.line(y + self.scroll_offset.y)
        if self._wrapped.count != before:
            # The estimate of a block's lines has been made exact: the scroll bar follows.
            self.call_after_refresh(self._measure)
        if line is None:
            return Strip.blank(width, self.base)
        strip = Strip(self._segments(*line))
        return strip if self.line_width else strip.adjust_cell_length(width, self.base)

    def _segments(self, start: int, end: int) -> list[Segment]:
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        marks = self._touching(start, end)
        if not marks:
            return [Segment(visible(self.text[start:end]), self.base)]
        cuts = sorted(
            {start, end}
            | {min(max(place, start), end) for mark in marks for place in (mark.start, mark.end)}
        )
        segments: list[Segment] = []
        for left, right in pairwise(cuts):
            self._signs(segments, marks, left, opening=True)
            inks = [
                ink
                for mark in marks
                if mark.start <= left and right <= mark.end
                for ink in mark.ink.split()
            ]
            style = self.base + self.ink(*inks) if inks else self.base
            segments.append(Segment(visible(self.text[left:right]), style))
            self._signs(segments, marks, right, opening=False)
        return segments

    def _signs(
        self, segments: list[Segment], marks: Sequence[Mark], place: int, *, opening: bool
    ) -> None:
        style = self.base + self.ink("sign")
        if opening:
            signs = [mark.before for mark in marks if mark.start == place and mark.before]
        else:
            signs = [mark.after for mark in reversed(marks) if mark.end == place and mark.after]
        segments += [Segment(sign, style) for sign in signs]

    def _touching(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, max(end, start + 1))
        return [mark for mark in self._marks[first:last] if mark.end > start]

    # --- keys ------------------------------------------------------------------------------------

    def action_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        self.scroll_to(y=self.virtual_size.height, animate=False)

    def action_page(self, direction: int) -> None:
        height = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=direction * height, animate=False)


def _extra(marks: Iterable[Mark]) -> dict[int, int]:
    """Cells that the signs take: before a mark's first character, and after its last."""
    extra: dict[int, int] = {}
    for mark in marks:
        if mark.before:
            extra[mark.start] = extra.get(mark.start, 0) + len(mark.before)
        if mark.after:
            extra[mark.end - 1] = extra.get(mark.end - 1, 0) + len(mark.after)
    return extra
