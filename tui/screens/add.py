"""Add files, a folder or an address, with progress and what was new."""

from __future__ import annotations

import asyncio
import shlex
import threading
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.widgets import Input, Label

from reconcile.model import PartialDate, ReconcileError
from tui.adding import Adding, Calling
from tui.language import _
from tui.screens.dialogs import LONGEST, Dialog
from tui.widgets.report_list import ReportList
from tui.workers import run_latest


class AddScreen(Dialog[bool]):
    """Where from, and of what day and outlet; underneath, what came of it. The answer: whether anything is new."""

    DEFAULT_CSS = """
    AddScreen Grid { grid-size: 2; grid-columns: 14 1fr; height: auto; grid-rows: 1; }
    AddScreen Label { color: $text-muted; }
    AddScreen ReportList { height: 10; background: $surface; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, adding: Adding) -> None:
        super().__init__()
        self._adding = adding
        self._stop = threading.Event()
        self._under_way = False
        self._new = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Add documents"))
            box.border_subtitle = Content(_("⏎ add · tab next field · esc stop, close"))
            with Grid():
                for name, label in (
                    ("paths", _("From")),
                    ("published", _("Published")),
                    ("outlet", _("Outlet")),
                    ("manifest", _("Manifest")),
                ):
                    yield Label(Content(label))
                    yield Input(id=name, max_length=LONGEST)
            yield ReportList()

    def on_mount(self) -> None:
        self.query_one("#paths", Input).placeholder = _("files, a folder or an address")
        self.query_one("#published", Input).placeholder = _("YYYY-MM-DD; else as the file says")
        self.query_one("#manifest", Input).placeholder = _("a CSV that says of each file the rest")

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        event.stop()
        report = self.query_one(ReportList)
        if self._under_way:
            return
        try:
            calling = self._calling()
        except ValueError as error:
            report.say(str(error), wrong=True)
            return
        if not calling.paths:
            report.say(_("Say where from: files, a folder or an address."), wrong=True)
            return
        run_latest(self, partial(self._add, calling), "add")

    def _calling(self) -> Calling:
        """Read the fields; raise ``ValueError`` with a sentence where one is wrong."""
        text = {name: self.query_one(f"#{name}", Input).value.strip() for name in
                ("paths", "published", "outlet", "manifest")}  # fmt: skip
        return Calling(
            paths=tuple(shlex.split(text["paths"])),
            published=PartialDate.parse(text["published"]) if text["published"] else None,
            outlet=text["outlet"] or None,
            manifest=text["manifest"] or None,
        )

    async def _add(self, calling: Calling) -> None:
        report = self.query_one(ReportList)
        report.clear()
        self._stop.clear()
        self._under_way = True
        try:
            await asyncio.to_thread(self._adding.add, calling, self._tell, self._stop.is_set)
        except ReconcileError as error:
            report.say(str(error), wrong=True)
        finally:
            self._under_way = False

    def _tell(self, text: str, wrong: bool, new: bool) -> None:
        self._new = self._new or new
        report = self.query_one(ReportList)
        self.app.call_from_thread(report.say, text, wrong=wrong)

    def action_close(self) -> None:
        """Stop what runs; if nothing does, close."""
        if self._under_way:
            self._stop.set()
            self.query_one(ReportList).say(_("stopping after this file…"))
        else:
            self.dismiss(self._new)
