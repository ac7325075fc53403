"""The application: modes, theme, keymap. What a screen does is the screen's; what a ledger does, the ledger's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from reconcile.model import Claim, ReconcileError, StaleDecisionError
from tui import clipboard, language, theme
from tui.desk import Desk
from tui.language import _
from tui.messages import DecisionRedone, DecisionRefused, DecisionUndone
from tui.screens.base import DeskScreen
from tui.screens.group import GroupScreen
from tui.screens.help import HelpScreen
from tui.screens.inbox import InboxScreen
from tui.settings import Settings
from tui.visible import one_line

#: How long a sentence on what went wrong stays; the journal keeps the rest.
_WRONG_SECONDS = 12


class DeskApp(App[None]):
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
        #: Where the editor is: what the other modes open on.
        self.current_group: str | None = None
        self.current_claim: str | None = None
        #: Counts what was decided here, so that a screen knows when it shows the past.
        self.revision = 0
        self._deciding = asyncio.Lock()
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

    # --- saying --------------------------------------------------------------------------------------

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """Show what went wrong in words instead of stopping."""
        try:
            yield
        except ReconcileError as error:
            self.tell(str(error), wrong=True)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence for a moment; never read as markup."""
        if wrong:
            self.notify(one_line(text), severity="error", markup=False, timeout=_WRONG_SECONDS)
        else:
            self.notify(one_line(text), markup=False)

    def say(self, text: str) -> None:
        """Say what was done in the line of keys, until the next keypress."""
        if isinstance(self.screen, DeskScreen):
            self.screen.keys_line.say(one_line(text))

    # --- deciding ------------------------------------------------------------------------------------

    async def decide(self, act: Callable[[], object], said: str = "") -> bool:
        """Let the ledger do ``act`` off the screen's thread, then show the ledger as it is.

        Decisions are taken one after another in the order of the keys. Returns whether it stands.
        """
        async with self._deciding:
            try:
                await asyncio.to_thread(act)
            except StaleDecisionError as error:
                self._refused(error)
                return False
            except ReconcileError as error:
                self.tell(str(error), wrong=True)
                return False
        self.revision += 1
        self._show_ledger()
        if said:
            self.say(said)
        return True

    def _refused(self, error: StaleDecisionError) -> None:
        """Show what somebody else has changed since, instead of overwriting it."""
        self.screen.post_message(DecisionRefused(str(error)))
        self.revision += 1
        self._show_ledger()
        self.tell(str(error), wrong=True)

    def _show_ledger(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.refresh_from_ledger(force=True)

    def state_of_things(self, screen: DeskScreen) -> object:
        """What a screen's picture depends on: equal as long as it need not be read again."""
        version = None
        with self.in_words():
            version = self.desk.data_version()
        return self.revision, version, screen.place()

    async def action_undo(self) -> None:
        done: list[str] = []
        if await self.decide(lambda: done.append(self.desk.undo())):
            self.say(_("Undone: {what}").format(what=done[0]))
            self.screen.post_message(DecisionUndone(done[0]))

    async def action_redo(self) -> None:
        done: list[str] = []
        if await self.decide(lambda: done.append(self.desk.redo())):
            self.say(_("Redone: {what}").format(what=done[0]))
            self.screen.post_message(DecisionRedone(done[0]))

    # --- going about ---------------------------------------------------------------------------------

    def action_go(self, mode: str) -> None:
        if mode not in self.MODES or not isinstance(self.screen, DeskScreen):
            return
        if mode == "group" and self.current_group is None:
            self.tell(_("Open a group from the inbox first."))
        elif mode == self.current_mode:
            self.screen.refresh_from_ledger()
        else:
            self.switch_mode(mode)

    @property
    def inbox(self) -> InboxScreen | None:
        """The inbox, once it has been opened."""
        stack = self._screen_stacks.get("inbox")
        found = stack[0] if stack else None
        return found if isinstance(found, InboxScreen) else None

    def open_group(self, group: str, *, claim: str | None = None) -> None:
        """Open a group, on one of its claims if named."""
        self.current_group = group
        self.current_claim = claim
        self.action_go("group")

    def step_group(self, group: str, by: int) -> None:
        """Open the group before or after ``group`` in the inbox's order."""
        line = self.inbox.neighbour(group, by) if self.inbox else None
        if line is None:
            self.say(_("There is no further group that way."))
        else:
            self.open_group(line.id)

    def position_of(self, group: str) -> str:
        """Where a group stands in the inbox: ``3/87``."""
        return self.inbox.position_of(group) if self.inbox else ""

    def open_source(self, claim: Claim) -> None:
        """Open a claim in its document."""
        self.current_claim = claim.id
        self.action_go("source")

    def open_audit(self, *, source: str | None = None, subject: str | None = None) -> None:
        """Open the record of a source, or the journal of a group or a claim."""
        self.action_go("audit")

    def choose_group(self, title: str, then: Callable[[str | None], Awaitable[None]]) -> None:
        """Ask for a group by its name."""

    def action_up(self) -> None:
        if not isinstance(self.screen, DeskScreen):
            return
        if self.screen.back_to is None:
            self.exit()
        else:
            self.action_go(self.screen.back_to)

    def action_escape(self) -> None:
        if isinstance(self.screen, DeskScreen) and self.screen.back_to is not None:
            self.action_up()

    def action_leave(self) -> None:
        self.exit()

    def action_help(self) -> None:
        if isinstance(self.screen, DeskScreen):
            self.push_screen(HelpScreen(self.screen.scope))

    # --- copying -------------------------------------------------------------------------------------

    async def copy(self, text: str) -> None:
        """Copy through the terminal (OSC 52) and, inside tmux, through tmux."""
        self.copy_to_clipboard(text)
        took = await asyncio.to_thread(clipboard.hand_to_multiplexer, text)
        self.say(_("copied, also to tmux") if took else _("copied; Y writes it to a file"))
