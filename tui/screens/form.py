"""A form over a screen: one field a line; Enter goes on, and on the last field keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from tui.language import _
from tui.screens.dialogs import Dialog
from tui.visible import visible

Answer = TypeVar("Answer")


class Form(Dialog[Answer]):
    """Fields with their names; what is wrong is said under them, and nothing is kept until it is mended."""

    DEFAULT_CSS = """
    Form Grid { grid-size: 2; grid-columns: 15 1fr; height: auto; grid-rows: 1; }
    Form Label { color: $text-muted; }
    Form .wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self._title, self._about = title, about

    def fields(self) -> Sequence[tuple[str, Widget]]:
        """The fields, each with its name; the last one keeps."""
        raise NotImplementedError

    def answer(self) -> Answer:
        """Read the fields; raise ``ValueError`` with a sentence where one is wrong."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("tab next field · ⏎ on the last keeps · esc cancel"))
            if self._about:
                about = "\n".join(visible(line) for line in self._about.splitlines())
                yield Static(Content(about), classes="about")
            with Grid():
                for name, field in self.fields():
                    yield Label(Content(name))
                    field.add_class("field")
                    yield field
            yield Static("", classes="wrong")

    @on(Input.Submitted)
    def action_next(self) -> None:
        fields = list(self.query(".field"))
        if self.focused is not None and fields and self.focused is fields[-1]:
            self._keep()
        else:
            self.focus_next()

    def _keep(self) -> None:
        try:
            answer = self.answer()
        except ValueError as error:
            self.query_one(".wrong", Static).update(Content(visible(str(error))))
            return
        self.dismiss(answer)

    def text_of(self, name: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{name}", Input).value.strip()

    def action_cancel(self) -> None:
        self.dismiss(None)
