"""The application: modes, theme, keymap. What a screen does is the screen's; what a ledger does, the ledger's."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reconcile.model import ReconcileError
from tui import clipboard, language, modes, theme
from tui.actions import Scope, of
from tui.desk import Desk
from tui.going import Going
from tui.keys import key_of
from tui.language import _
from tui.screens.base import DeskScreen
from tui.screens.dialogs import Dialog
from tui.screens.help import HelpScreen
from tui.screens.inbox import InboxScreen
from tui.screens.jump import JumpScreen
from tui.screens.opening import OpeningScreen
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
        "opening": OpeningScreen,
        "inbox": InboxScreen,
        "group": modes.group,
        "source": modes.source,
        "audit": modes.audit,
        "export": modes.export,
    }
    DEFAULT_MODE = "opening"

    def __init__(
        self,
        desk: Desk | Callable[[], Desk],
        settings: Settings | None = None,
        warnings: Sequence[str] = (),
        settings_file: Path | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._settings_file = settings_file
        language.use(self.settings.language)
        super().__init__()
        self._open = desk if callable(desk) else None
        if isinstance(desk, Desk):
            self.desk = desk
        #: Why the ledger could not be opened; the desk leaves at once.
        self.failure: ReconcileError | None = None
        self._warnings = warnings
        #: The last letters that came to a screen and not to a field.
        self.typed: deque[events.Key] = deque(maxlen=64)
        for own in theme.OWN:
            self.register_theme(own)
        known = self.settings.theme in self.available_themes
        self.theme = self.settings.theme if known else theme.DARK.name
        self.set_keymap(dict(self.settings.keys))

    def on_key(self, event: events.Key) -> None:
        """Hand on to the field that has just opened what was typed for it (a fast hand, a slow line)."""
        if event.character is None or not any(event is typed for typed in self.typed):
            return
        field, screen = self.focused, self.screen
        if isinstance(field, Input):
            field.replace(event.character, *field.selection)
        elif isinstance(screen, Dialog) and screen.query(Input):
            screen.type_later(event.character)
        else:
            return
        event.prevent_default()

    def close(self) -> None:
        """Let go of a ledger that the desk opened itself."""
        if self._open is not None and hasattr(self, "desk"):
            self.desk.close()

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The editor's own keys: action id → keys."""
        return self.settings.keys

    def on_mount(self) -> None:
        self.run_worker(self._begin(), group="opening")

    async def _begin(self) -> None:
        """Open the ledger behind a first picture of the desk, then show the inbox."""
        if self._open is not None:
            try:
                self.desk = await asyncio.to_thread(self._open)
            except ReconcileError as error:
                self.failure = error
                self.exit()
                return
        self.switch_mode("inbox")
        for warning in self._warnings:
            self.tell(warning, wrong=True)
        self.run_worker(self.watch_ledger(), group="watch")
        # While the editor reads the inbox, load what the next screens need.
        self.run_worker(asyncio.to_thread(modes.warm_up), group="watch")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the screen and of everywhere, for the palette."""
        scopes = [screen.scope] if isinstance(screen, DeskScreen) else []
        for action in of(*scopes, Scope.EVERYWHERE):
            if action.name not in ("palette", "escape"):
                # The palette reads titles as markup: no key stands in square brackets here.
                title = f"{_(action.help)} · {key_of(self, action)}"
                yield SystemCommand(title, "", self._runner(screen, action.run))

    def _runner(self, screen: Screen[Any], run: str) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            await self.run_action(run, default_namespace=screen)

        return act

    def action_command_palette(self) -> None:
        """Open the palette, which asks in the desk's language."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Type what you want to do…")))

    def action_help(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.push_screen(HelpScreen(self.screen.scope))

    def action_jump(self) -> None:
        """Put a letter on everything that can have the focus."""
        targets = [widget for widget in self.screen.focus_chain if widget.region.area]

        def jump(widget: Widget | None) -> None:
            if widget is not None:
                widget.focus()

        self.push_screen(JumpScreen(targets), jump)

    def action_settings(self) -> None:
        """Change the settings; they take effect at once and are kept in their file."""
        from tui import settings as kept
        from tui.screens.settings import SettingsScreen

        file = self._settings_file or kept.default_path()

        def keep(answer: Settings | None) -> None:
            if answer is None:
                return
            self.settings = answer
            self.theme = answer.theme
            language.use(answer.language)
            self.refresh(layout=True)
            self.show_ledger()
            try:
                kept.write(answer, file)
            except OSError as error:
                self.tell(f"{file}: {error.strerror or error}", wrong=True)

        if isinstance(self.screen, DeskScreen):
            self.push_screen(SettingsScreen(self.settings, list(self.available_themes), file), keep)

    async def copy(self, text: str) -> None:
        """Copy through the terminal (OSC 52) and, inside tmux, through tmux."""
        self.copy_to_clipboard(text)
        took = await asyncio.to_thread(clipboard.hand_to_multiplexer, text)
        self.say(_("copied, also to tmux") if took else _("copied; Y writes it to a file"))
