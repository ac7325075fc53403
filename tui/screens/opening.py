"""The first picture of the desk, while the ledger is opened behind it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.actions import Scope, of
from tui.language import N_, _
from tui.widgets.bars import KeyBar, ModeBar


class OpeningScreen(Screen[None]):
    """The inbox without its groups."""

    def compose(self) -> ComposeResult:
        yield ModeBar("inbox")
        yield Static(Content(" " + _("Opening the ledger…")), id="opening")
        yield KeyBar(of(Scope.INBOX, Scope.EVERYWHERE), ("jk", N_("Move")))
