"""The group's claims: a line each, with origin, date, figure, period and how it stands to the anchor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui import words
from tui.ink import FAMILY_INK, Piece, fit
from tui.language import _
from tui.rows import ClaimRow
from tui.visible import one_line
from tui.widgets.line_list import LineList


class ClaimList(LineList):
    """The claims of one group."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[ClaimRow, ...] = ()

    def show(self, rows: Sequence[ClaimRow], *, cursor: int) -> None:
        """Show ``rows`` with the cursor on one of them."""
        self.rows = tuple(rows)
        self.set_count(len(self.rows), cursor=cursor)

    @property
    def current(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        row = self.rows[index]
        claim = row.claim
        columns = _columns(width)
        date = words.date(claim.scope.as_of or claim.published)
        raw = one_line(claim.quantity.raw) if claim.quantity else ""
        return [
            (fit(row.letter, 2), "strong"),
            (
                fit(one_line(words.origin(claim)), columns.origin),
                "dim" if claim.origin is None else "origin",
            ),
            (" " + fit(date, columns.date - 1) if columns.date else " ", "plain"),
            (fit(words.figure(claim, narrow=True), columns.figure) + " ", "figure"),
            (fit(words.quoted(raw) if raw else "", columns.raw), "dim"),
            (fit(words.period(claim.scope), columns.period), "period"),
            (" " + fit(_state(row), columns.state), _state_ink(row)),
        ]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of a line's columns; one of no width is left out."""

    origin: int
    date: int
    figure: int
    raw: int
    period: int
    state: int


def _columns(width: int) -> _Columns:
    """Share ``width`` out: the period goes first where it is short, then the date."""
    # From 66 cells on, the longest state and its rule fit: "? contradiction R10".
    state = max(20 if width >= 66 else 14, min(30, width // 4))
    date = 9 if width >= 56 else 0
    figure = 10 if width >= 56 else 8
    raw = 20 if width >= 100 else 0
    period = 0 if width < 66 else 13 if width < 90 else 17
    origin = max(4, width - 2 - max(date, 1) - figure - 1 - raw - period - state - 1)
    return _Columns(origin, date, figure, raw, period, state)


def _state(row: ClaimRow) -> str:
    note = " ✎" if row.note else ""
    if row.is_anchor:
        return _("anchor") + note
    if row.judgement is not None:
        return words.decided(row.judgement.family) + note
    return words.suggested(row.relation) + note


def _state_ink(row: ClaimRow) -> str:
    if row.is_anchor:
        return "strong"
    if row.judgement is not None:
        return FAMILY_INK[row.family] + " strong"
    return FAMILY_INK[row.family] if row.relation else "undetermined"
