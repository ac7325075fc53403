"""The source screen's frame: a document with every claim marked, and what is known of one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from reconcile.model import Claim, Document
from tui import finding, marks, words
from tui.actions import Scope
from tui.keys import bindings
from tui.language import N_, _, ngettext
from tui.marks import Mark
from tui.messages import FilterChanged, TextClicked
from tui.screens.base import DeskScreen
from tui.visible import one_line
from tui.widgets.claim_details import ClaimDetails
from tui.widgets.filter_line import FilterLine
from tui.widgets.journal_list import JournalList
from tui.widgets.panel import Panel
from tui.widgets.passage import Legend
from tui.widgets.selecting import SelectableView
from tui.workers import run_latest

#: Documents from this size on are searched in a thread.
_LARGE = 200_000


@dataclass
class Found:
    """What is being looked for in the document, and which hit is shown."""

    words: str = ""
    hits: tuple[tuple[int, int], ...] = ()
    at: int = 0


class SourceBase(DeskScreen):
    """A document, one of its claims, and the claim's journal."""

    CSS_PATH = "source.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SOURCE)
    mode = "source"
    scope = Scope.SOURCE
    lead = ("jk", N_("Scroll"))
    back_to = "group"

    def __init__(self) -> None:
        super().__init__()
        self.document: Document | None = None
        self.claims: tuple[Claim, ...] = ()
        self.index = 0
        self.found = Found()
        #: The marks of all claims, made once a document.
        self._all: list[Mark] | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="source-body"):
            with Panel(id="document-panel"):
                yield SelectableView(id="text")
                yield Legend()
            with Vertical(id="beside"):
                with Panel(id="claim-panel"):
                    yield ClaimDetails(id="details")
                with Panel(id="journal-panel"):
                    yield JournalList(id="journal")
        yield FilterLine()

    # --- what is shown -------------------------------------------------------------------------------

    @property
    def text(self) -> SelectableView:
        """The document's text."""
        return self.query_one(SelectableView)

    @property
    def journal(self) -> JournalList:
        """The journal of the claim."""
        return self.query_one(JournalList)

    @property
    def claim(self) -> Claim | None:
        """The claim that is shown."""
        return self.claims[self.index] if self.index < len(self.claims) else None

    def place(self) -> object:
        return self.desk_app.current_document, self.desk_app.current_claim

    def reload(self) -> None:
        app = self.desk_app
        if app.current_document is None:
            return
        same = self.document is not None and self.document.sha256 == app.current_document
        self.document = self.desk.document(app.current_document)
        self.claims = self.desk.claims_of(self.document.sha256)
        self._all = None
        ids = [claim.id for claim in self.claims]
        if app.current_claim in ids:
            self.index = ids.index(app.current_claim)
        elif not same:
            self.index = 0
        if not same:
            self.found = Found()
            self.text.unselect()
            self.text.focus()
        self.show_claim()

    def show_claim(self, *, focus: int | None = None) -> None:
        """Show the claim of :attr:`index`, and bring ``focus`` (else the claim) into sight."""
        document, claim = self.document, self.claim
        if document is None:
            return
        self._tell(document)
        shown = self._marks(document)
        start = claim.quote.start if claim is not None else 0
        self.text.show(document.text, shown, focus=start if focus is None else focus)
        self.query_one(ClaimDetails).show(claim)
        self.query_one(Legend).show(marks.legend(claim, document.text) if claim else ())
        subject = f"claim:{claim.id}" if claim else f"document:{document.sha256}"
        self.journal.load(lambda offset, limit: self.desk.history(subject, offset, limit))
        self.query_one("#journal-panel", Panel).title(_("Journal"), _("h here · t undo to"))
        if claim is not None:
            self.desk_app.current_claim = claim.id
            self.keep_place()

    def _marks(self, document: Document) -> list[Mark]:
        if self._all is None:
            self._all = marks.of_others(self.claims, document.text)
        shown = list(self._all)
        if self.claim is not None:
            shown += marks.of_claim(self.claim, document.text)
        hits = self.found.hits
        shown += [Mark(start, end, "hit") for start, end in hits[:1000]]
        if hits:
            shown.append(Mark(*hits[self.found.at], "hit strong", "»", "«"))
        return shown

    def _tell(self, document: Document) -> None:
        claim = self.claim
        name = document.outlet or document.agency or document.path.rsplit("/", 1)[-1]
        title = document.title or document.path.rsplit("/", 1)[-1]
        date = words.date(document.published, year=True)
        self.modes.show(one_line(f"{name} · {date}"))
        count = ngettext("{n} claim", "{n} claims", len(self.claims))
        below = document.url or _("no address of the original")
        self.query_one("#document-panel", Panel).title(f"{title} · {count}", below)
        where = f"{self.index + 1}/{len(self.claims)}" if claim else _("none")
        orphan = "" if claim is None or claim.quote.stands_in(document.text) else _("orphan")
        self.query_one("#claim-panel", Panel).title(
            " · ".join(part for part in (_("Claim {n}").format(n=where), orphan) if part)
        )

    # --- going through it ----------------------------------------------------------------------------

    def action_next(self, by: int) -> None:
        """To the next hit while something is looked for, else to the next claim."""
        if self.found.hits:
            self.found.at = (self.found.at + by) % len(self.found.hits)
            self._show_hit()
        elif self.claims:
            self.index = (self.index + by) % len(self.claims)
            self.show_claim()

    @on(TextClicked)
    def go_to_clicked(self, message: TextClicked) -> None:
        """To the claim whose words were clicked: the shortest, where one stands in another."""
        message.stop()
        held = [
            (claim.quote.end - claim.quote.start, index)
            for index, claim in enumerate(self.claims)
            if claim.quote.start <= message.offset < claim.quote.end
        ]
        if held:
            self.index = min(held)[1]
            self.show_claim()

    def action_find(self) -> None:
        self.query_one(FilterLine).ask(self.found.words)

    @on(FilterChanged)
    def find(self, message: FilterChanged) -> None:
        message.stop()
        run_latest(self, partial(self._find, message.text, done=message.done), "find")

    async def _find(self, sought: str, *, done: bool) -> None:
        if self.document is None:
            return
        text = self.document.text
        if sought != self.found.words:
            if len(text) > _LARGE:
                hits = await asyncio.to_thread(finding.find, text, sought)
            else:
                hits = finding.find(text, sought)
            start = self.claim.quote.start if self.claim else 0
            later = next((n for n, hit in enumerate(hits) if hit[0] >= start), 0)
            self.found = Found(sought, tuple(hits), later)
        if self.found.hits:
            self._show_hit()
        else:
            self.show_claim()
        told = self._count() if sought else ""
        self.query_one(FilterLine).tell(told)
        self.keys_line.say(told if done else "")

    def _show_hit(self) -> None:
        self.show_claim(focus=self.found.hits[self.found.at][0])
        self.query_one(FilterLine).tell(self._count())

    def _count(self) -> str:
        total = len(self.found.hits)
        if not total:
            return _("“{words}”: nowhere in this document").format(words=self.found.words)
        more = "+" if total == finding.MOST else ""
        return f"{words.quoted(self.found.words)}: {self.found.at + 1}/{total}{more}"
