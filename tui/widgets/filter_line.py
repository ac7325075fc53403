"""A line for words to filter by; out of sight while there is nothing to say."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from tui.messages import FilterChanged
from tui.visible import one_line

#: Longer words to look for are cut; a paste of a megabyte stops here.
LONGEST = 200


class FilterLine(Horizontal):
    """The filter: asked with ``/``, kept with Enter, cleared with escape."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; background: $boost; }
    FilterLine.-shown { display: block; }
    FilterLine Label { width: auto; padding: 0 1; color: $text-muted; }
    FilterLine Input { width: 1fr; border: none; height: 1; padding: 0; background: $boost; display: none; }
    FilterLine Input:focus { border: none; }
    FilterLine.-asking Input { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._back: Widget | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        yield Label(Content(""))
        yield Input(max_length=LONGEST, select_on_focus=False)

    @property
    def asking(self) -> bool:
        """Whether the editor is typing in it."""
        return self.has_class("-asking")

    def ask(self, value: str = "") -> None:
        """Open the line for typing."""
        self._back = self.screen.focused
        self.add_class("-shown", "-asking")
        self.query_one(Label).update(Content("/"))
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = value
        field.cursor_position = len(value)
        # At once, not when the queue gets to it: the next key may be here already.
        self.screen.set_focus(field)

    def tell(self, text: str) -> None:
        """Say what narrows the list; nothing hides the line."""
        self._told = one_line(text)
        if not self.asking:
            self.query_one(Label).update(Content(self._told))
            self.set_class(bool(text), "-shown")

    def close(self) -> None:
        """Stop typing and go back to where the editor was."""
        self.remove_class("-asking")
        self.tell(self._told)
        if self._back is not None:
            self._back.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FilterChanged(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(FilterChanged(event.value.strip(), done=True))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.asking:
            event.stop()
            event.prevent_default()
            self.close()
            self.post_message(FilterChanged("", done=True))
