"""The journal of anything, the newest entry first."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.model import JournalEntry
from tui import journal_words, words
from tui.ink import Piece, fit
from tui.language import _
from tui.visible import one_line
from tui.widgets.paged_list import PagedList


class JournalList(PagedList[JournalEntry]):
    """Who did what, when, and what it changed."""

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        entry = self.item(index)
        if entry is None:
            return [(fit(self.failure or "…", width), "contradiction")]
        ink = "dim" if entry.undone else "plain"
        what = journal_words.action(entry)
        if entry.target is not None:
            what = f"{what} ({entry.target})"
        changed = journal_words.change(entry)
        said = " · ".join(part for part in (what, changed, one_line(entry.reason)) if part)
        if entry.undone:
            said = " · ".join((said, _("taken back since")))
        head = (
            f"{entry.number:>5} {fit(words.moment(entry.at), 17)} {fit(one_line(entry.actor), 10)} "
        )
        return [(head, "dim"), (fit(said, width - len(head)), ink)]
