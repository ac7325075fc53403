"""The inbox's list: a line a group, fetched from the ledger a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.model import GroupLine
from schema.vocabulary import Label, Status
from tui import words
from tui.ink import Piece, fit
from tui.language import _
from tui.visible import one_line
from tui.widgets.paged_list import PagedList

_LABEL_INK: dict[Label, str] = {
    Label.CONTESTED: "contradiction",
    Label.CORROBORATED: "agreement",
    Label.EVOLVING: "succession",
    Label.SINGLE_SOURCE: "apart",
    Label.UNDETERMINED: "undetermined",
}


class GroupList(PagedList[GroupLine]):
    """The groups, most in need of an editor first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        #: Where a range begins, while one is chosen.
        self.range_from: int | None = None

    def place_of(self, group: str) -> int | None:
        """Where a group stands among the pages that are read, or ``None``."""
        return self.find(lambda line: line.id == group)

    def chosen(self) -> list[GroupLine]:
        """The groups of the chosen range, or the one under the cursor."""
        low, high = sorted(
            (self.cursor if self.range_from is None else self.range_from, self.cursor)
        )
        found = (self.item(index) for index in range(low, high + 1))
        return [line for line in found if line is not None]

    def is_chosen(self, index: int) -> bool:
        if self.range_from is None:
            return False
        low, high = sorted((self.range_from, self.cursor))
        return low <= index <= high

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        line = self.item(index)
        if line is None:
            return [(fit(self.failure or "…", width), "contradiction")]
        label = fit(_(words.LABELS[line.label]), 13 if width >= 56 else 9)
        settled = line.status in (Status.SETTLED, Status.SET_ASIDE)
        name_ink = "dim" if settled else "plain"
        pieces: list[Piece] = [
            (words.STATUS_GLYPHS[line.status] + " ", "dim" if settled else "strong"),
            (label + " ", "dim" if settled else _LABEL_INK[line.label]),
        ]
        tail = _tail(line, width)
        room = width - len(label) - 3 - sum(len(text) for text, _ink in tail)
        pieces.append((fit(one_line(line.name) or line.id, room), name_ink))
        return [*pieces, *tail]


def _tail(line: GroupLine, width: int) -> list[Piece]:
    undecided = _("{n} to decide").format(n=line.undecided) if line.undecided else ""
    state = (
        undecided
        if line.status in (Status.OPEN, Status.IN_REVIEW)
        else _(words.STATUSES[line.status])
    )
    figures = words.interval(line.low, line.high, narrow=True)
    tail: list[Piece] = [(fit(figures, 13 if width >= 56 else 7, right=True) + " ", "figure")]
    if width >= 48:
        tail.append((fit(words.date(line.last) if line.last else "", 7, right=True), "period"))
    if width >= 60:
        tail.append((" " + fit(state, 13), "undetermined" if undecided else "dim"))
    if width >= 96:
        counts = _("{claims} claims, {origins} origins").format(
            claims=line.claims, origins=line.origins
        )
        tail.append((" " + fit(counts, 22), "dim"))
    if width >= 120:
        tail.append(
            (" " + fit(f"@{one_line(line.assigned_to)}" if line.assigned_to else "", 12), "dim")
        )
    return tail
