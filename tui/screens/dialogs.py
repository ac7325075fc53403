"""Small questions that stand over a screen: a line of words, a choice, a yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.ink import Piece, fit
from tui.language import _
from tui.messages import LineChosen
from tui.widgets.line_list import LineList

#: A name or a note is never longer; a paste of a megabyte stops here.
LONGEST = 2000

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A box over the screen. Escape leaves things as they were."""

    # With priority, so that what is typed right after a tab lands in the next field, not in this one.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > .box {
        width: 76; max-width: 96%; height: auto; max-height: 92%; border: round $accent;
        background: $surface; padding: 0 1;
    }
    Dialog.-wide > .box { width: 96; }
    Dialog Input { border: none; height: 1; padding: 0; background: $boost; }
    Dialog Input:focus { border: none; background: $primary 30%; }
    Dialog Static { height: auto; }
    """

    def type_later(self, character: str) -> None:
        """Type into the field that has the focus once the box stands; lost where there is no field."""
        self.call_after_refresh(self._type, character)

    def _type(self, character: str) -> None:
        if isinstance(self.focused, Input):
            self.focused.replace(character, *self.focused.selection)


class LineDialog(Dialog[str | None]):
    """Ask for one line of words. Enter keeps it, escape leaves things as they were."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(self, title: str, value: str = "", *, about: str = "") -> None:
        super().__init__()
        self._title, self._value, self._about = title, value, about

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("⏎ keep · esc cancel"))
            if self._about:
                yield Static(Content(self._about))
            yield Input(self._value, max_length=LONGEST, select_on_focus=False)

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        self.dismiss(None)


class _Options(LineList):
    """The lines of a choice."""

    DEFAULT_CSS = "_Options { height: auto; max-height: 16; background: $surface; }"

    def __init__(self, options: Sequence[str], chosen: int) -> None:
        super().__init__()
        self._options = options
        self._chosen = chosen

    def on_mount(self) -> None:
        self.styles.height = min(len(self._options), 16)
        self.set_count(len(self._options), cursor=self._chosen)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        return [(fit(self._options[index], width), "plain")]


class ChoiceDialog(Dialog[int | None]):
    """Ask for one of a few things; the answer is its place in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(
        self, title: str, options: Sequence[str], *, chosen: int = 0, about: str = ""
    ) -> None:
        super().__init__()
        self._title, self._options, self._about = title, options, about
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("jk move · ⏎ choose · esc cancel"))
            if self._about:
                yield Static(Content(self._about))
            yield _Options(self._options, self._chosen)

    @on(LineChosen)
    def action_choose(self) -> None:
        self.dismiss(self.query_one(_Options).cursor)

    def action_cancel(self) -> None:
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Ask before something that takes more than one keypress to take back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,o", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
    ]

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self._title, self._about = title, about

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("y yes · n no"))
            yield Static(Content(self._about))

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class TextDialog(Dialog[None]):
    """Show lines that are only to be read. Any of escape, q, Enter or space closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space,question_mark,w", "close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._title, self._content = title, content

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("jk scroll · esc close"))
            yield Static(self._content)

    def show(self, content: Content) -> None:
        """Show other lines."""
        self.query_one(Static).update(content)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        self.dismiss(None)
