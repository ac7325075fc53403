"""The sources by name, and what one of them said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.export.rows import Outcome
from reconcile.model import Source, Statement
from tui import words
from tui.ink import Piece, fit
from tui.language import N_, _
from tui.visible import one_line
from tui.widgets.line_list import LineList
from tui.widgets.paged_list import PagedList

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.CORROBORATED: (N_("= corroborated"), "agreement"),
    Outcome.CONTRADICTED: (N_("x contradicted"), "contradiction"),
    Outcome.CORRECTED_ITSELF: (N_("^ corrected itself"), "succession"),
    Outcome.SUPERSEDED: (N_("^ superseded"), "succession"),
}


class SourceList(PagedList[Source]):
    """The sources, with the editor's grade."""

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        source = self.item(index)
        if source is None:
            return [(fit(self.failure or "…", width), "contradiction")]
        grade = source.reliability.value if source.reliability else "·"
        return [(f"{grade} ", "strong"), (fit(one_line(source.name), width - 2), "plain")]


class StatementList(LineList):
    """What a source said, oldest first: when, how much, in which document, and what became of it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.statements: tuple[Statement, ...] = ()
        #: What became of each claim; filled in as it is worked out.
        self.outcomes: Mapping[str, tuple[Outcome, ...]] = {}

    def show(self, statements: Sequence[Statement]) -> None:
        """Show what a source said."""
        self.statements = tuple(statements)
        self.outcomes = {}
        self.set_count(len(self.statements), cursor=0)

    def show_outcomes(self, outcomes: Mapping[str, tuple[Outcome, ...]]) -> None:
        """Show what became of the claims."""
        self.outcomes = outcomes
        self.refresh()

    @property
    def current(self) -> Statement | None:
        """The statement under the cursor."""
        return self.statements[self.cursor] if self.cursor < len(self.statements) else None

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        statement = self.statements[index]
        claim = statement.claim
        date = words.date(claim.scope.as_of or claim.published, year=width >= 70)
        became = self._became(claim.id, passed_on=statement.passed_on)
        date_width = 12 if width >= 70 else 8
        state_width = 18 if width >= 70 else 15
        figure_width = 11 if width >= 60 else 9
        rest = width - date_width - figure_width - 1 - state_width - 1
        document = one_line(statement.document.label)
        name = one_line(statement.group_name) or one_line(claim.quote.exact)
        return [
            (fit(date, date_width), "plain"),
            (fit(words.figure(claim, narrow=True), figure_width) + " ", "figure"),
            # Where there is no room for both, what it was about says more than where it stood.
            (
                fit(f"{document} · {name}" if rest >= 28 else name, rest),
                "dim" if statement.passed_on else "plain",
            ),
            (" " + fit(became[0], state_width), became[1]),
        ]

    def _became(self, claim: str, *, passed_on: bool) -> tuple[str, str]:
        found = self.outcomes.get(claim)
        if found:
            text, ink = OUTCOMES[found[-1]]
            return _(text), ink
        if passed_on:
            return _("passed on"), "dim"
        return ("…" if found is None else "—"), "dim"
