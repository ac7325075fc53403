"""Pick one thing out of many by its name: a group, a document, a source."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from reconcile.model import Page, ReconcileError
from tui.ink import Piece, fit
from tui.language import _
from tui.messages import LineChosen
from tui.screens.dialogs import Dialog
from tui.visible import one_line
from tui.widgets.filter_line import LONGEST
from tui.widgets.paged_list import PAGE, PagedList
from tui.workers import run_latest

Item = TypeVar("Item")


class PickList(PagedList[Item]):
    """The things to pick from; ``name`` says what each is called."""

    DEFAULT_CSS = "PickList { background: $surface; height: 14; }"

    def __init__(self, name: Callable[[Item], str]) -> None:
        super().__init__()
        self._name_of = name

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        item = self.item(index)
        text = self.failure or "…" if item is None else one_line(self._name_of(item))
        return [(fit(text, width), "plain")]


class PickDialog(Dialog[Item | None], Generic[Item]):
    """Type to narrow, arrows to move, Enter to pick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fetch: Callable[[str, int, int], Page[Item]],
        name: Callable[[Item], str],
    ) -> None:
        super().__init__()
        self._title, self._fetch, self._name_of = title, fetch, name

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(_("type to narrow · ↑↓ move · ⏎ pick · esc cancel"))
            yield Input(max_length=LONGEST)
            yield PickList[Item](self._name_of)

    @property
    def items(self) -> PickList[Item]:
        """The list."""
        return self.query_one(PickList)

    def on_mount(self) -> None:
        self.items.load(lambda offset, limit: self._fetch("", offset, limit))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        event.stop()
        run_latest(self, partial(self._narrow, event.value.strip()), "narrow")

    async def _narrow(self, text: str) -> None:
        first = await asyncio.to_thread(self._first, text)
        self.items.load(lambda offset, limit: self._fetch(text, offset, limit), first=first)

    def _first(self, text: str) -> Page[Item] | None:
        try:
            return self._fetch(text, 0, PAGE)
        except ReconcileError:
            return None  # the list asks again, and says why it cannot

    @on(Input.Submitted)
    @on(LineChosen)
    def pick(self) -> None:
        current = self.items.current
        if current is not None:
            self.dismiss(current)

    def action_move(self, by: int) -> None:
        self.items.cursor += by

    def action_cancel(self) -> None:
        self.dismiss(None)
