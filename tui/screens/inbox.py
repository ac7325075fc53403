"""The inbox: what is in dispute, most in need of an editor first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reconcile.model import GroupLine, Page, ReconcileError
from schema.vocabulary import Status
from tui import words
from tui.actions import Scope
from tui.keys import bindings
from tui.language import N_, _, ngettext
from tui.messages import ColumnsChanged, FilterChanged, LineChosen
from tui.screens.base import DeskScreen
from tui.screens.dialogs import LineDialog
from tui.widgets.filter_line import FilterLine
from tui.widgets.group_list import UNSETTLED, GroupHeads, GroupList
from tui.widgets.paged_list import PAGE
from tui.workers import run_latest

#: The orders of the inbox and what they are called.
SORTS: tuple[tuple[str, str], ...] = (
    ("attention", N_("by attention")),
    ("name", N_("by name")),
    ("recent", N_("by date of the claims")),
    ("claims", N_("by number of claims")),
    ("changed", N_("by last change")),
)
SHOWN: tuple[Status | None, ...] = (
    None,
    Status.OPEN,
    Status.IN_REVIEW,
    Status.SETTLED,
    Status.SET_ASIDE,
)
#: Lines looked through for the next group to decide on; some pages of the database, no more.
_LOOKED_AHEAD = 2000


class InboxScreen(DeskScreen):
    """The list of groups."""

    CSS_PATH = "inbox.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.INBOX)
    mode = "inbox"
    scope = Scope.INBOX
    lead = ("jk", N_("Move"))
    back_to = None

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.sort = 0
        self.status = 0

    def body(self) -> ComposeResult:
        yield GroupHeads()
        yield GroupList(id="groups")
        yield FilterLine()

    @property
    def groups(self) -> GroupList:
        """The list."""
        return self.query_one(GroupList)

    def fetch(self, offset: int, limit: int) -> Page[GroupLine]:
        """A page of the list as it is filtered and sorted now."""
        return self.desk.inbox(
            offset, limit, text=self.text, status=SHOWN[self.status], sort=SORTS[self.sort][0]
        )

    def reload(self) -> None:
        groups = self.groups
        here = groups.current
        groups.empty = self._nothing()
        groups.load(self.fetch, cursor=groups.cursor)
        if here is not None and (found := groups.place_of(here.id)) is not None:
            groups.cursor = found
        if groups.failure:
            self.notify(groups.failure, severity="error", markup=False)
        self.tell_progress()

    def _nothing(self) -> str:
        if self.text or self.status:
            return _("No group matches. / changes the words, f what is shown.")
        return _("The ledger is empty. Ctrl+N adds files, a folder or an address.")

    def tell_progress(self) -> None:
        """Keep the progress in sight, and what narrows the list."""
        self.modes.show(self.desk_app.progress_line())
        parts = []
        if self.text:
            hits = ngettext("{n} group", "{n} groups", self.groups.count)
            parts.append(f"{words.quoted(self.text)}: {hits}")
        if self.sort:
            parts.append(_(SORTS[self.sort][1]))
        status = SHOWN[self.status]
        if status is not None:
            parts.append(_("only {status}").format(status=_(words.STATUSES[status])))
        self.query_one(FilterLine).tell(" · ".join(parts))

    # --- opening, filtering, sorting ---------------------------------------------------------------

    @on(LineChosen)
    def action_open(self) -> None:
        line = self.groups.current
        if line is not None:
            self.desk_app.open_group(line.id)

    def action_filter(self) -> None:
        self.query_one(FilterLine).ask(self.text)

    @on(FilterChanged)
    def filter_as_typed(self, message: FilterChanged) -> None:
        message.stop()
        run_latest(self, partial(self._filter, message.text), "filter")

    async def _filter(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.groups.range_from = None
            self.groups.empty = self._nothing()
            # In a thread: words are looked for in every group, and the editor types on.
            first = await asyncio.to_thread(self._first_page)
            self.groups.load(self.fetch, first=first)
        self.tell_progress()

    def _first_page(self) -> Page[GroupLine] | None:
        try:
            return self.fetch(0, PAGE)
        except ReconcileError:
            return None  # the list asks again, and says why it cannot

    def action_sort(self) -> None:
        self._sort((self.sort + 1) % len(SORTS))

    def action_sort_by(self, name: str) -> None:
        """Sort by the column that was clicked."""
        self._sort([key for key, _said in SORTS].index(name))

    def _sort(self, sort: int) -> None:
        self.sort = sort
        self.groups.load(self.fetch)
        self.tell_progress()
        self.tell_columns()

    @on(ColumnsChanged)
    def tell_columns(self) -> None:
        """Write the heads of the columns as the list now has them."""
        self.query_one(GroupHeads).show(SORTS[self.sort][0], years=self.groups.years)

    def action_status(self) -> None:
        self.status = (self.status + 1) % len(SHOWN)
        self.groups.empty = self._nothing()
        self.groups.load(self.fetch)
        self.tell_progress()

    # --- the order that the group screen steps through ----------------------------------------------

    def neighbour(self, group: str, by: int) -> GroupLine | None:
        """The group ``by`` places from ``group``, to which the cursor moves too."""
        groups = self.groups
        here = groups.place_of(group)
        line = groups.item((groups.cursor if here is None else here) + by)
        if line is not None:
            groups.cursor = (groups.cursor if here is None else here) + by
        return line

    def next_undecided(self, group: str) -> GroupLine | None:
        """The next group with something to decide, to which the cursor moves too."""
        groups = self.groups
        here = groups.place_of(group)
        start = (groups.cursor if here is None else here) + 1
        for index in range(start, min(groups.count, start + _LOOKED_AHEAD)):
            line = groups.item(index)
            if line is not None and line.undecided and line.status in UNSETTLED:
                groups.cursor = index
                return line
        return None

    def position_of(self, group: str) -> str:
        """Where ``group`` stands: ``3/87``; nothing where the list does not show it."""
        here = self.groups.place_of(group)
        return "" if here is None else f"{here + 1}/{self.groups.count}"

    # --- deciding on whole groups ------------------------------------------------------------------

    def action_range(self) -> None:
        groups = self.groups
        groups.range_from = groups.cursor if groups.range_from is None else None
        groups.refresh()

    def action_merge(self) -> None:
        chosen = self.groups.chosen()
        if len(chosen) < 2:
            self.notify(_("Choose a range first: v, then move, then m."), markup=False)
            return
        about = "\n".join(f"· {line.name}" for line in chosen[:8])
        seen = self.as_of
        dialog = LineDialog(_("Merge {n} groups: why?").format(n=len(chosen)), about=about)
        self.app.push_screen(dialog, lambda reason: self._merge(chosen, reason, seen))

    async def _merge(self, chosen: list[GroupLine], reason: str | None, seen: int) -> None:
        if reason is None:
            return
        self.groups.range_from = None
        await self.desk_app.decide(lambda: self.desk.merge(chosen, reason, seen=seen), _("merged"))

    async def action_set_aside(self) -> None:
        chosen = self.groups.chosen()
        if not chosen:
            return
        aside = any(line.status is not Status.SET_ASIDE for line in chosen)
        status = Status.SET_ASIDE if aside else Status.OPEN
        said = _("set aside") if aside else _("taken up again")
        self.groups.range_from = None
        seen = self.as_of
        await self.desk_app.decide(lambda: self.desk.set_status(chosen, status, seen=seen), said)

    def action_assign(self) -> None:
        line = self.groups.current
        if line is None:
            return
        dialog = LineDialog(
            _("Assign to (empty: nobody)"), line.assigned_to or self.desk.editor, about=line.name
        )
        seen = self.as_of
        self.app.push_screen(dialog, lambda editor: self._assign(line.id, editor, seen))

    async def _assign(self, group: str, editor: str | None, seen: int) -> None:
        if editor is not None:
            await self.desk_app.decide(
                lambda: self.desk.assign(group, editor, seen=seen), _("assigned")
            )

    def action_rename(self) -> None:
        line = self.groups.current
        if line is None:
            return
        seen = self.as_of
        self.app.push_screen(
            LineDialog(_("Name of the group"), line.name),
            lambda name: self._rename(line.id, name, seen),
        )

    async def _rename(self, group: str, name: str | None, seen: int) -> None:
        if name:
            await self.desk_app.decide(
                lambda: self.desk.rename(group, name, seen=seen), _("renamed")
            )
