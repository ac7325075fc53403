"""Search over everything: groups, sources, claims and documents."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reconcile.model import Hit, ReconcileError
from tui.desk import Desk
from tui.ink import Piece, fit
from tui.language import N_, _, ngettext
from tui.messages import LineChosen
from tui.screens.dialogs import Dialog
from tui.visible import one_line, visible
from tui.widgets.filter_line import LONGEST
from tui.widgets.paged_list import PAGE, PagedList
from tui.workers import run_latest

KINDS: dict[str, str] = {
    "group": N_("group"),
    "source": N_("source"),
    "claim": N_("claim"),
    "document": N_("document"),
}


class HitList(PagedList[Hit]):
    """What was found: of what kind, where, and the words around."""

    DEFAULT_CSS = "HitList { background: $surface; }"

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        hit = self.item(index)
        if hit is None:
            return [(fit(self.failure or "…", width), "contradiction")]
        title_width = min(30, width // 3)
        return [
            (fit(_(KINDS.get(hit.kind, hit.kind)), 9) + " ", "dim"),
            (fit(one_line(hit.title), title_width) + " ", "strong"),
            (fit(one_line(hit.excerpt), width - title_width - 11), "plain"),
        ]


class SearchScreen(Dialog[Hit | None]):
    """Type words; n and N go through the hits; Enter opens one. The answer is the hit to open."""

    DEFAULT_CSS = """
    SearchScreen > .box { width: 96%; height: 90%; }
    SearchScreen HitList { height: 1fr; }
    SearchScreen #excerpt { height: 3; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("enter", "open", show=False),
        Binding("n", "step(1)", show=False),
        Binding("N", "step(-1)", show=False),
        Binding("slash", "words", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, desk: Desk, words: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Search everything"))
            box.border_subtitle = Content(
                _("⏎ search, open · n N next, previous · / words · esc close")
            )
            hint = _("words in claims, documents, sources and groups; accents do not matter")
            yield Input(self._words, placeholder=hint, max_length=LONGEST)
            yield HitList()
            yield Static(Content(""), id="excerpt")

    @property
    def hits(self) -> HitList:
        """What was found."""
        return self.query_one(HitList)

    def on_mount(self) -> None:
        if self._words:
            run_latest(self, partial(self._search, self._words), "search")

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            run_latest(self, partial(self._search, event.value.strip()), "search")

    async def _search(self, words: str) -> None:
        """Search off the screen's thread; a later search takes the place of this one."""
        hits = self.hits
        hits.empty = _("searching…")
        hits.empty_out()
        try:
            first = await asyncio.to_thread(self._desk.search, words, 0, PAGE)
        except ReconcileError as error:
            hits.empty = one_line(str(error))
            hits.empty_out()
            return
        self._words = words
        hits.empty = _("“{words}”: nothing found").format(words=one_line(words))
        hits.load(lambda offset, limit: self._desk.search(words, offset, limit), first=first)
        if first.total:
            hits.focus()
            self._tell()

    def on_cursor_moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        hit = self.hits.current
        box = self.query_one(".box", Vertical)
        count = ngettext("{n} hit", "{n} hits", self.hits.count)
        place = f"{self.hits.cursor + 1}/{self.hits.count}" if self.hits.count else ""
        box.border_title = Content(
            " · ".join(part for part in (_("Search everything"), place, count) if part)
        )
        excerpt = visible(hit.excerpt) if hit is not None else ""
        self.query_one("#excerpt", Static).update(Content(excerpt))

    def action_step(self, by: int) -> None:
        if self.hits.count:
            self.hits.cursor = (self.hits.cursor + by) % self.hits.count

    def action_words(self) -> None:
        self.query_one(Input).focus()

    @on(LineChosen)
    def action_open(self) -> None:
        if self.hits.has_focus and self.hits.current is not None:
            self.dismiss(self.hits.current)

    def action_close(self) -> None:
        self.dismiss(None)
