"""The application: modes, theme, keymap. What a screen does is the screen's; what a ledger does, the ledger's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from tui import clipboard, language, theme
from tui.desk import Desk
from tui.going import Going
from tui.language import _
from tui.screens.audit import AuditScreen
from tui.screens.base import DeskScreen
from tui.screens.export import ExportScreen
from tui.screens.group import GroupScreen
from tui.screens.help import HelpScreen
from tui.screens.inbox import InboxScreen
from tui.screens.source import SourceScreen
from tui.settings import Settings


class DeskApp(Going):
    """The desk of one editor."""

    TITLE = "reconcile"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - so declared by Textual
        (0, "-narrow"),
        (100, "-medium"),
        (130, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - so declared by Textual
        (0, "-short"),
        (14, "-tall"),
    ]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "inbox": InboxScreen,
        "group": GroupScreen,
        "source": SourceScreen,
        "audit": AuditScreen,
        "export": ExportScreen,
    }
    DEFAULT_MODE = "inbox"

    def __init__(
        self, desk: Desk, settings: Settings | None = None, warnings: Sequence[str] = ()
    ) -> None:
        self.settings = settings or Settings()
        language.use(self.settings.language)
        super().__init__()
        self.desk = desk
        self._warnings = warnings
        for own in theme.OWN:
            self.register_theme(own)
        known = self.settings.theme in self.available_themes
        self.theme = self.settings.theme if known else theme.DARK.name
        self.set_keymap(dict(self.settings.keys))

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The editor's own keys: action id → keys."""
        return self.settings.keys

    def on_mount(self) -> None:
        for warning in self._warnings:
            self.tell(warning, wrong=True)

    def action_help(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.push_screen(HelpScreen(self.screen.scope))

    async def copy(self, text: str) -> None:
        """Copy through the terminal (OSC 52) and, inside tmux, through tmux."""
        self.copy_to_clipboard(text)
        took = await asyncio.to_thread(clipboard.hand_to_multiplexer, text)
        self.say(_("copied, also to tmux") if took else _("copied; Y writes it to a file"))
