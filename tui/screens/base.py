"""What every screen of the desk shares: its two bars, its way back, and how it learns of changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from tui.actions import Scope, of
from tui.keys import bindings
from tui.language import N_
from tui.messages import ActionPicked
from tui.widgets.bars import KeyBar, ModeBar

if TYPE_CHECKING:
    from tui.app import DeskApp
    from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Seen:
    """What a screen's picture depends on."""

    #: How much had been decided here.
    revision: int
    #: How far the journal had come before the screen read what it shows; 0 where it could not be told.
    as_of: int
    #: What of the application's place the screen shows.
    place: object


class DeskScreen(Screen[None]):
    """One of the five modes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EVERYWHERE)
    #: The name of the mode, and the scope of its keys.
    mode: ClassVar[str] = "inbox"
    scope: ClassVar[Scope] = Scope.INBOX
    #: The keys that move, and what they move over.
    lead: ClassVar[tuple[str, str] | None] = ("jk", N_("Move"))
    #: The mode that "back" leads to; ``None`` leaves the desk.
    back_to: ClassVar[str | None] = "inbox"

    def compose(self) -> ComposeResult:
        yield ModeBar(self.mode)
        yield from self.body()
        yield KeyBar(of(self.scope, Scope.EVERYWHERE), self.lead)

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        raise NotImplementedError

    @property
    def desk_app(self) -> DeskApp:
        """The application."""
        return cast("DeskApp", self.app)

    @property
    def desk(self) -> Desk:
        """The door to the ledger."""
        return self.desk_app.desk

    @property
    def modes(self) -> ModeBar:
        """The line at the head."""
        return self.query_one(ModeBar)

    @property
    def keys_line(self) -> KeyBar:
        """The line at the foot."""
        return self.query_one(KeyBar)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters alone while something is typed.

        A key that arrives in one burst with the key that opened a field may have been meant for the field.
        """
        if isinstance(self.focused, Input) and hasattr(self, f"action_{action}"):
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Note what was typed here: by the time the application has it, a field may have opened."""
        if event.is_printable:
            self.desk_app.typed.append(event)

    # --- keeping up with the ledger ---------------------------------------------------------------

    _seen: Seen | None = None

    @property
    def as_of(self) -> int:
        """How far the journal had come when what is shown was read: decisions are made on that."""
        return self._seen.as_of if self._seen else 0

    def reload(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def place(self) -> object:
        """What of the application's place this screen shows."""
        return None

    def refresh_from_ledger(self, *, force: bool = False) -> None:
        """Read again if the ledger or the place has changed since this screen last read.

        A screen that was just called up, and whose parts do not stand yet, reads when they do.
        """
        if self.is_mounted:
            self._read(force=force)

    def _read(self, *, force: bool = False) -> None:
        now = self.desk_app.state_of_things(self)
        if force or now != self._seen:
            self._seen = now
            with self.desk_app.in_words():
                self.reload()

    def keep_place(self) -> None:
        """Take note that the place has moved along with this screen, which has not read anything again."""
        if self._seen is not None:
            self._seen = replace(self._seen, place=self.place())

    def on_screen_resume(self) -> None:
        self.refresh_from_ledger()

    def on_mount(self) -> None:
        self._read()

    def close_something(self) -> bool:
        """Let escape close what is open on this screen; tell whether there was anything."""
        return False

    # --- mouse ------------------------------------------------------------------------------------

    @on(ActionPicked)
    async def run_picked(self, message: ActionPicked) -> None:
        message.stop()
        if message.run:
            await self.run_action(message.run)
