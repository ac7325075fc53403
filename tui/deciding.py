"""How the desk decides: through the ledger, one act after another, and what is said of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.app import App

from reconcile.model import JournalEntry, ReconcileError, StaleDecisionError
from tui import journal_words, words
from tui.desk import Desk
from tui.language import _, ngettext
from tui.messages import DecisionRedone, DecisionRefused, DecisionUndone, LedgerChanged
from tui.screens.base import DeskScreen, Seen
from tui.screens.dialogs import ConfirmDialog
from tui.visible import one_line

#: How long a sentence on what went wrong stays; the journal keeps the rest.
_WRONG_SECONDS = 12
#: How often the desk looks whether anybody else has changed the ledger.
_LOOK_SECONDS = 3.0
#: How often it is asked whether word of a change has come, which costs the ledger nothing.
_LISTEN_SECONDS = 0.5
#: When the ledger takes longer than this, the desk says that it waits.
_PATIENCE_SECONDS = 1.0


class Deciding(App[None]):
    """Decisions, undo and redo, and the sentences about them."""

    desk: Desk
    #: Counts what was decided here, so that a screen knows when it shows the past.
    revision: int = 0

    def __init__(self) -> None:
        super().__init__()
        self._deciding = asyncio.Lock()
        self._assessing = asyncio.Lock()

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

    def progress_line(self) -> str:
        """How far the editors have come: ``87 groups · 12 settled · 4 contested``."""
        progress = self.desk.progress()
        return " · ".join(
            (
                ngettext("{n} group", "{n} groups", progress.groups),
                ngettext("{n} settled", "{n} settled", progress.settled),
                ngettext("{n} contested", "{n} contested", progress.contested),
            )
        )

    # --- deciding ------------------------------------------------------------------------------------

    async def decide(self, act: Callable[[], object], said: str = "") -> bool:
        """Let the ledger do ``act`` off the screen's thread, then show the ledger as it is.

        Decisions are taken one after another in the order of the keys. Returns whether it stands.
        """
        async with self._deciding:
            try:
                await asyncio.to_thread(self.desk.check)
                before = await asyncio.to_thread(self.desk.as_of)
                await self._patiently(act)
            except StaleDecisionError as error:
                self._refused(error)
                return False
            except ReconcileError as error:
                self.tell(str(error), wrong=True)
                return False
        self.revision += 1
        self.show_ledger()
        if said:
            self.say(said)
        self.run_worker(self._assess_anew(before), group="assess")
        return True

    async def _assess_anew(self, since: int) -> None:
        """Let the machine look again at what was just decided on, while the editor goes on deciding."""
        async with self._assessing:
            try:
                changed = await asyncio.to_thread(self.desk.assess_anew, since)
            except ReconcileError:
                return  # the decision stands; the next one, or the next adding, looks again
        if changed and isinstance(self.screen, DeskScreen):
            self.screen.refresh_from_ledger()

    async def _patiently(self, act: Callable[[], object]) -> None:
        """Run ``act`` in a thread to its end, and say so when it takes long (a locked ledger)."""
        running = asyncio.ensure_future(asyncio.to_thread(act))
        done, _waiting = await asyncio.wait({running}, timeout=_PATIENCE_SECONDS)
        if not done:
            self.say(_("Waiting for the ledger: somebody else is writing…"))
        await running

    def _refused(self, error: StaleDecisionError) -> None:
        """Show what somebody else has changed since, instead of overwriting it."""
        self.screen.post_message(DecisionRefused(str(error)))
        self.revision += 1
        self.show_ledger()
        self.tell(str(error), wrong=True)

    def show_ledger(self) -> None:
        """Let the screen read again what it shows."""
        if isinstance(self.screen, DeskScreen):
            self.screen.refresh_from_ledger(force=True)

    def state_of_things(self, screen: DeskScreen) -> Seen:
        """What a screen's picture depends on: equal as long as it need not be read again."""
        as_of = 0
        with self.in_words():
            as_of = self.desk.as_of()
        return Seen(self.revision, as_of, screen.place())

    # --- what others do ------------------------------------------------------------------------------

    async def watch_ledger(self) -> None:
        """Listen whether anybody else changes the ledger, and look now and then; paint only when they have."""
        seen, looked = self._version(), time.monotonic()
        answered = True
        while True:
            await asyncio.sleep(_LISTEN_SECONDS)
            heard = await asyncio.to_thread(self._heard)
            if not heard and time.monotonic() - looked < _LOOK_SECONDS:
                continue
            now, looked = await asyncio.to_thread(self._version), time.monotonic()
            if answered is (now is None):
                answered = not answered
                self._tell_connection(answered=answered)
            if now != seen and now is not None:
                seen = now
                self.post_message(LedgerChanged())

    def _tell_connection(self, *, answered: bool) -> None:
        """Say that the ledger is out of reach, or that it is there again."""
        if answered:
            self.tell(_("The ledger answers again; nothing was lost."))
            self.show_ledger()
        else:
            self.tell(
                _(
                    "The ledger does not answer. The desk keeps trying; until then nothing is decided."
                ),
                wrong=True,
            )

    def _heard(self) -> bool:
        try:
            return self.desk.heard()
        except ReconcileError:
            return False  # it is looked at all the same

    def _version(self) -> object:
        try:
            return self.desk.as_of()
        except ReconcileError:
            return None  # whoever decides next is told

    def on_ledger_changed(self, message: LedgerChanged) -> None:
        """Show what somebody else did, and say who it was."""
        message.stop()
        if not isinstance(self.screen, DeskScreen):
            return
        before = self.screen._seen
        self.screen.refresh_from_ledger()
        if self.screen._seen == before:
            return
        with self.in_words():
            entries = self.desk.history(None, 0, 1).items
            if entries and entries[0].actor != self.desk.editor:
                last = entries[0]
                what = f"{journal_words.action(last)} {journal_words.change(last)}".strip()
                self.say(f"{last.actor}, {words.moment(last.at)}: {what}")

    # --- taking back ---------------------------------------------------------------------------------

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

    def undo_to(self, subject: str, entry: JournalEntry) -> None:
        """Undo an entry of a journal and every later one that still stands, after asking."""
        with self.in_words():
            entries = self.desk.later_than(subject, entry.number)
            if not entries:
                self.say(_("Nothing from there on is a decision that still stands."))
                return
            count = ngettext("Undo {n} decision?", "Undo {n} decisions?", len(entries))
            numbers = ", ".join(str(item.number) for item in entries[:12])
            about = _("Entries {numbers}. Each can be redone with U.").format(numbers=numbers)

            async def undo(yes: bool | None) -> None:
                if yes:
                    await self.decide(lambda: self.desk.undo_all(entries), _("undone"))

            self.push_screen(ConfirmDialog(count, about), undo)
