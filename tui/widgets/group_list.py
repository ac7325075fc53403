"""The inbox's list: a line a group, fetched from the ledger a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.strip import Strip

from reconcile.model import GroupLine
from schema.vocabulary import Label, Status
from tui import words
from tui.ink import Piece, fit
from tui.language import _
from tui.messages import ColumnsChanged
from tui.visible import one_line
from tui.widgets.bars import Bar
from tui.widgets.paged_list import PAGE, PagedList

#: Statuses in which there is still something to decide.
UNSETTLED = (Status.OPEN, Status.IN_REVIEW)

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
        #: Whether its dates are written with their year.
        self.years = False

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

    @property
    def several_years(self) -> bool:
        """Whether the dates of the first page need their year to be told apart."""
        lines = (self.item(index) for index in range(min(self.count, PAGE)))
        return len({line.last.year for line in lines if line and line.last}) > 1

    def set_count(self, count: int, *, cursor: int | None = None) -> None:
        super().set_count(count, cursor=cursor)
        self.years = self.several_years
        self.post_message(ColumnsChanged())

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        line = self.item(index)
        if line is None:
            return [(fit(self.failure or "…", width), "contradiction")]
        wide = columns(width, years=self.years)
        settled = line.status not in UNSETTLED
        figures = words.interval(line.low, line.high, narrow=True)
        date = words.date(line.last, year=wide.date > _SHORT_DATE) if line.last else ""
        assigned = f"@{one_line(line.assigned_to)}" if line.assigned_to else ""
        return [
            (words.STATUS_GLYPHS[line.status] + " ", "dim" if settled else "strong"),
            (
                fit(_(words.LABELS[line.label]), wide.label) + " ",
                "dim" if settled else _LABEL_INK[line.label],
            ),
            (fit(one_line(line.name) or line.id, wide.name), "dim" if settled else "plain"),
            (_right(figures, wide.figures), "figure"),
            (_right(date, wide.date), "period"),
            (_left(" " + _state(line), wide.state), "undetermined" if line.undecided else "dim"),
            (_right(str(line.claims), wide.claims), "plain"),
            (_right(str(line.origins), wide.origins), "plain"),
            (_left(assigned, wide.assigned), "dim"),
        ]


def _state(line: GroupLine) -> str:
    """Write how far the group is: ``3 open``, ``in review``, ``settled``."""
    status = _(words.STATUSES[line.status])
    return f"{line.undecided} {status}" if line.undecided and line.status in UNSETTLED else status


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a line's columns; one of no width is left out."""

    label: int
    name: int
    figures: int
    date: int
    state: int
    claims: int
    origins: int
    assigned: int


_SHORT_DATE, _LONG_DATE = 6, 11


def columns(width: int, *, years: bool) -> Columns:
    """Share ``width`` out; the name takes what the others leave."""
    label = 13 if width >= 56 else 9
    figures = 13 if width >= 56 else 7
    date = 0 if width < 48 else _LONG_DATE if years or width >= 96 else _SHORT_DATE
    state = 14 if width >= 60 else 0
    counts = 8 if width >= 96 else 0
    assigned = 12 if width >= 120 else 0
    rest = (figures, date, state, counts, counts, assigned)
    name = width - 2 - (label + 1) - sum(column + 1 for column in rest if column)
    return Columns(label, name, figures, date, state, counts, counts, assigned)


def _left(text: str, width: int) -> str:
    return " " + fit(text, width) if width else ""


def _right(text: str, width: int) -> str:
    return " " + fit(text, width, right=True) if width else ""


class GroupHeads(Bar):
    """What stands in the columns of the inbox, and by which it is sorted; a click sorts."""

    DEFAULT_CSS = "GroupHeads { background: $surface; color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__(id="heads")
        self.sort = ""
        self.years = False

    def show(self, sort: str, *, years: bool) -> None:
        """Say by what the list is sorted, and whether its dates have years."""
        if (sort, years) != (self.sort, self.years):
            self.sort, self.years = sort, years
            self.refresh()

    def line(self, width: int) -> Strip:
        # As wide as a line of the list: without its mark and its scroll bar.
        wide = columns(width - 2, years=self.years)
        self._targets = []
        pieces: list[Piece] = [("   ", "plain")]
        x = 3
        for text, room, right, sort in (
            (_("state"), wide.label, False, "attention"),
            (_("question"), wide.name - 1, False, "name"),
            (_("implied"), wide.figures, True, ""),
            (_("date"), wide.date, True, "recent"),
            (" " + _("to decide"), wide.state, False, ""),
            (_("claims"), wide.claims, True, "claims"),
            (_("origins"), wide.origins, True, ""),
            (_("assigned"), wide.assigned, False, ""),
        ):
            if not room:
                continue
            here = bool(sort) and sort == self.sort
            head = f"{text}▾" if here else text
            pieces.append((fit(head, room, right=right) + " ", "strong" if here else "plain"))
            if sort:
                self._targets.append((x, x + room, f"sort_by('{sort}')"))
            x += room + 1
        return self.strip(pieces, width)
