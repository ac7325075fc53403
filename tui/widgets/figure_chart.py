"""The group's figures over time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from reconcile.model import GroupView
from schema.vocabulary import Family
from tui import chart_drawing
from tui.ink import Inked, Piece
from tui.rows import ClaimRow


class FigureChart(Inked):
    """A mark a claim with its interval, its period, and what it contradicts."""

    DEFAULT_CSS = "FigureChart { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ClaimRow] = ()
        self._conflicts: list[tuple[str, str]] = []
        self._drawn: tuple[object, list[list[Piece]]] | None = None

    def show(self, view: GroupView, rows: Sequence[ClaimRow]) -> None:
        """Draw the claims of a group."""
        self._rows = rows
        self._conflicts = conflicts_of(view)
        self._drawn = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        size = self.size
        if self._drawn is None or self._drawn[0] != size:
            lines = chart_drawing.draw(self._rows, size.width, size.height, self._conflicts)
            self._drawn = (size, lines)
        lines = self._drawn[1]
        if y >= len(lines):
            return Strip.blank(size.width, self.base)
        return self.strip(lines[y], size.width)


def conflicts_of(view: GroupView) -> list[tuple[str, str]]:
    """The pairs that contradict one another: as editors decided, else as the machine suggests."""
    families = {(item.a, item.b): item.family for item in view.assessment.relations}
    for (a, b), judgement in view.judgements.items():
        families.pop((b, a), None)
        families[a, b] = judgement.family
    return [pair for pair, family in families.items() if family is Family.CONTRADICTION]
