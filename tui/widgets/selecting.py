"""Choosing a stretch of a document, with keys or with the mouse."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType

from tui.marks import Mark
from tui.messages import TextClicked
from tui.visible import visible
from tui.widgets.source_view import SourceView

_WORD = re.compile(r"\w+(?:['’-]\w+)*", re.UNICODE)
#: How far a word is looked for on either side.
_NEAR = 500


class SelectableView(SourceView):
    """A document in which a stretch can be selected; the stretch is ``text[start:end]``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "extend(1)", show=False),
        Binding("left", "extend(-1)", show=False),
        Binding("shift+right", "shift_start(1)", show=False),
        Binding("shift+left", "shift_start(-1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.selection: tuple[int, int] | None = None
        self._pressed_at: int | None = None
        self._dragged = False

    # --- by keys -------------------------------------------------------------------------------------

    def begin(self, offset: int) -> None:
        """Select the word at or after ``offset``."""
        match = _WORD.search(self.text, offset)
        if match is not None:
            self.select(*match.span())

    def select(self, start: int, end: int) -> None:
        """Select ``text[start:end]`` and bring its end into sight."""
        self.selection = (start, end)
        self.bring(max(start, end - 1))
        self.refresh()

    def unselect(self) -> None:
        """Select nothing."""
        self.selection = None
        self.refresh()

    def action_extend(self, by: int) -> None:
        if self.selection is None:
            return
        start, end = self.selection
        moved = self._next_end(end) if by > 0 else self._previous_end(start, end)
        self.select(start, moved)

    def action_shift_start(self, by: int) -> None:
        if self.selection is None:
            return
        start, end = self.selection
        moved = self._next_start(start, end) if by > 0 else self._previous_start(start)
        self.select(moved, end)

    def _next_end(self, end: int) -> int:
        match = _WORD.search(self.text, end)
        return match.end() if match else len(self.text)

    def _previous_end(self, start: int, end: int) -> int:
        near = max(start, end - _NEAR)
        ends = [match.end() for match in _WORD.finditer(self.text, near, end) if match.end() < end]
        return ends[-1] if ends else end

    def _next_start(self, start: int, end: int) -> int:
        match = _WORD.search(self.text, start + 1, end)
        while match is not None and match.start() > 0 and self.text[match.start() - 1].isalnum():
            match = _WORD.search(self.text, match.end(), end)
        return match.start() if match else start

    def _previous_start(self, start: int) -> int:
        near = max(0, start - _NEAR)
        starts = [match.start() for match in _WORD.finditer(self.text, near, start)]
        return starts[-1] if starts else start

    # --- by mouse ------------------------------------------------------------------------------------

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point shown at a cell of the widget, or ``None`` beyond the text."""
        if self._wrapped is None:
            return None
        line = self._wrapped.line(y + self.scroll_offset.y)
        if line is None:
            return None
        cells = 0
        for place in range(*line):
            cells += cell_len(visible(self.text[place])) + self._wrapped.extra.get(place, 0)
            if cells > x:
                return place
        return line[1]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._pressed_at = self.offset_at(event.x, event.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed_at is None:
            return
        at = self.offset_at(event.x, event.y)
        if at is not None and at != self._pressed_at:
            self._dragged = True
            self.selection = (min(at, self._pressed_at), max(at, self._pressed_at))
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._pressed_at = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """One click goes to a place, two select the word there; a drag has selected already."""
        at = self.offset_at(event.x, event.y)
        if at is None or self._dragged:
            return
        if event.chain == 1:
            self.post_message(TextClicked(at))
        elif word := self._word_at(at):
            self.select(*word)

    def _word_at(self, offset: int) -> tuple[int, int] | None:
        near = _WORD.finditer(self.text, max(0, offset - _NEAR), offset + _NEAR)
        return next((word.span() for word in near if word.start() <= offset < word.end()), None)

    # --- drawing -------------------------------------------------------------------------------------

    def _touching(self, start: int, end: int) -> list[Mark]:
        marks = super()._touching(start, end)
        if self.selection is not None:
            left, right = self.selection
            if left < end and right > start:
                marks.append(Mark(left, right, "hit"))
        return marks
