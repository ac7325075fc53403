"""The audit: one source's record, and the journal of anything."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from reconcile.export.rows import Outcome
from reconcile.model import ReconcileError, Source, Statement
from schema.vocabulary import Reliability
from tui import words
from tui.actions import Scope
from tui.keys import bindings
from tui.language import N_, _, ngettext
from tui.messages import CursorMoved, FilterChanged, LineChosen
from tui.screens.base import DeskScreen
from tui.screens.dialogs import ChoiceDialog
from tui.visible import one_line
from tui.widgets.filter_line import FilterLine
from tui.widgets.journal_list import JournalList
from tui.widgets.panel import Panel
from tui.widgets.source_list import SourceList, StatementList
from tui.workers import run_latest

#: What the Admiralty code says of each grade.
GRADES: dict[Reliability, str] = {
    Reliability.A: N_("completely reliable"),
    Reliability.B: N_("usually reliable"),
    Reliability.C: N_("fairly reliable"),
    Reliability.D: N_("not usually reliable"),
    Reliability.E: N_("unreliable"),
    Reliability.F: N_("reliability cannot be judged"),
}


class AuditScreen(DeskScreen):
    """Sources, what one of them said, and the journal."""

    CSS_PATH = "audit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.AUDIT)
    mode = "audit"
    scope = Scope.AUDIT
    back_to = "group"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._shown: str | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="audit-above"):
            with Panel(id="sources-panel"):
                yield SourceList(id="sources")
            with Panel(id="statements-panel"):
                yield StatementList(id="statements")
        with Panel(id="audit-journal-panel"):
            yield JournalList(id="audit-journal")
        yield FilterLine()

    @property
    def sources(self) -> SourceList:
        """The sources."""
        return self.query_one(SourceList)

    @property
    def statements(self) -> StatementList:
        """What the source said."""
        return self.query_one(StatementList)

    @property
    def journal(self) -> JournalList:
        """The journal."""
        return self.query_one(JournalList)

    def place(self) -> object:
        return self.desk_app.current_source, self.desk_app.current_subject

    def reload(self) -> None:
        self.sources.empty = _("No source yet.")
        self._shown = None
        self.sources.load(
            lambda offset, limit: self.desk.sources(offset, limit, self.text),
            cursor=self.sources.cursor,
        )
        wanted = self.desk_app.current_source
        if wanted is not None:
            found = self.sources.find(lambda source: wanted in (source.key, source.name))
            if found is not None:
                self.sources.cursor = found
        count = ngettext("{n} source", "{n} sources", self.sources.count)
        self.query_one("#sources-panel", Panel).title(count)
        self._show_source()
        self._show_journal(self.desk_app.current_subject)
        if self.focused is None:
            self.sources.focus()

    # --- one source ----------------------------------------------------------------------------------

    @on(CursorMoved)
    def follow(self, message: CursorMoved) -> None:
        message.stop()
        self.keys_line.say("")
        if self.sources.has_focus:
            self._show_source()
            if self.sources.current is not None:
                self._show_journal(f"source:{self.sources.current.key}")
        elif self.statements.has_focus and self.statements.current is not None:
            self._show_journal(f"claim:{self.statements.current.claim.id}")

    def _show_source(self) -> None:
        source = self.sources.current
        if source is None or source.key == self._shown:
            return
        self._shown = source.key
        run_latest(self, partial(self._read_source, source), "source")

    async def _read_source(self, source: Source) -> None:
        """Read what the source said, then work out what became of it; both off the screen's thread."""
        try:
            said = await asyncio.to_thread(self.desk.who, source.key)
        except ReconcileError as error:
            self.desk_app.tell(str(error), wrong=True)
            return
        said.sort(key=lambda item: str(item.claim.scope.as_of or item.claim.published or ""))
        self.statements.show(said)
        own = sum(not item.passed_on for item in said)
        above = [one_line(source.name), ngettext("{n} claim", "{n} claims", own)]
        if len(said) > own:
            above.append(_("{n} passed on").format(n=len(said) - own))
        if source.parent:
            above.append(_("of {parent}").format(parent=self._name_of(source.parent)))
        grade = source.reliability
        below = f"{grade.value}: {_(GRADES[grade])}" if grade else _("not graded · r grades")
        self.query_one("#statements-panel", Panel).title(" · ".join(above), below)
        self.statements.show_outcomes(await asyncio.to_thread(self._outcomes, said))

    def _outcomes(self, said: list[Statement]) -> dict[str, tuple[Outcome, ...]]:
        found = {}
        for item in said:
            try:
                found[item.claim.id] = self.desk.outcomes(item)
            except ReconcileError:
                continue  # the group has gone since; the next reading shows it
        return found

    def _show_journal(self, subject: str | None) -> None:
        self.journal.empty = _("Nothing in the journal.")
        self.journal.load(lambda offset, limit: self.desk.history(subject, offset, limit))
        what = self._named(subject) if subject else _("Journal")
        count = ngettext("{n} entry", "{n} entries", self.journal.count)
        self.query_one("#audit-journal-panel", Panel).title(
            f"{what} · {count}", _("t undo to here")
        )
        self.modes.show(what)

    def _named(self, subject: str) -> str:
        """Say what a journal is of, as an editor would."""
        kind, _colon, key = subject.partition(":")
        name = key
        with self.desk_app.in_words():
            if kind == "group":
                name = self.desk.group(key).group.name or key
            elif kind == "claim":
                name = words.quoted(self.desk.claim(key).quote.exact)
            elif kind == "source":
                name = self._name_of(key)
        return _("Journal of {subject}").format(subject=one_line(name))

    def _name_of(self, key: str) -> str:
        """The name of a source, as far as it is among those that are listed; else its key without the strokes."""
        found = self.sources.find(lambda source: source.key == key)
        source = None if found is None else self.sources.item(found)
        return source.name if source else key.replace("_", " ")

    # --- keys ----------------------------------------------------------------------------------------

    def action_pane(self) -> None:
        """From the sources to what one said, to the journal, and round."""
        if self.sources.has_focus:
            self.statements.focus()
        elif self.statements.has_focus:
            self.journal.focus()
        else:
            self.sources.focus()

    @on(LineChosen)
    def action_open(self) -> None:
        if self.statements.has_focus and self.statements.current is not None:
            self.desk_app.open_source(self.statements.current.claim)
        elif self.sources.has_focus:
            self.statements.focus()

    def action_filter(self) -> None:
        self.query_one(FilterLine).ask(self.text)

    @on(FilterChanged)
    def narrow(self, message: FilterChanged) -> None:
        message.stop()
        if message.text != self.text:
            self.text = message.text
            self.desk_app.current_source = None
            self.reload()
        count = ngettext("{n} source", "{n} sources", self.sources.count)
        self.query_one(FilterLine).tell(f"{words.quoted(self.text)}: {count}" if self.text else "")

    def action_grade(self) -> None:
        source = self.sources.current
        if source is None:
            return
        grades = [f"{grade.value}  {_(meaning)}" for grade, meaning in GRADES.items()]
        options = [*grades, _("–  no grade")]
        seen = self.as_of
        chosen = list(GRADES).index(source.reliability) if source.reliability else 0

        async def keep(answer: int | None) -> None:
            if answer is None:
                return
            grade = [*GRADES, None][answer]
            await self.desk_app.decide(
                lambda: self.desk.grade(source.key, grade, seen=seen), _("graded")
            )

        self.app.push_screen(ChoiceDialog(source.name, options, chosen=chosen), keep)

    def action_merge(self) -> None:
        source = self.sources.current
        if source is None:
            return
        seen = self.as_of

        async def keep(into: Source | None) -> None:
            if into is not None and into.key != source.key:
                await self.desk_app.decide(
                    lambda: self.desk.merge_sources(into.key, source.key, seen=seen), _("merged")
                )

        title = _("{source} is the same as…").format(source=source.name)
        self.desk_app.choose_source(title, keep)

    def action_undo_to(self) -> None:
        entry = self.journal.current
        if entry is not None:
            self.desk_app.undo_to(self.desk_app.current_subject or entry.subject, entry)
