"""The group screen's frame: what it shows of a group, and how it follows the cursor."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from reconcile.model import GroupView
from tui import rows as layout
from tui import words
from tui.actions import Scope
from tui.keys import bindings
from tui.language import N_, _, ngettext
from tui.messages import CursorMoved, FilterChanged
from tui.rows import ClaimRow
from tui.screens.base import DeskScreen
from tui.visible import one_line
from tui.widgets.claim_list import ClaimList
from tui.widgets.figure_chart import FigureChart
from tui.widgets.filter_line import FilterLine
from tui.widgets.panel import Panel
from tui.widgets.passage import Passage
from tui.widgets.sentence import Sentence

#: Columns of the chart where it stands beside the claims, as in the stylesheet, and lines it wants there.
_CHART_WIDTH = 62
_CHART_LINES = 14
#: Lines that the sentence of explanation may take; twice as many from this height on.
_WHY_LINES = 4
_TALL = 36
#: Claims whose sentences are measured.
_LOOKED_AT = 60


class GroupBase(DeskScreen):
    """One group: claims above, passages below, a chart beside or instead."""

    CSS_PATH = "group.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.GROUP)
    mode = "group"
    scope = Scope.GROUP
    lead = ("jk", N_("Claim"))

    def __init__(self) -> None:
        super().__init__()
        self.view: GroupView | None = None
        #: When this group was opened: the Enter that opened it may still be held down.
        self.opened_at = 0.0
        #: Whether this group has been said to be decided, so that the next space leads on.
        self.all_decided_said = False

    def body(self) -> ComposeResult:
        with Horizontal(id="above"):
            with Panel(id="claims-panel"):
                yield ClaimList(id="claims")
                yield Sentence(id="why")
            with Panel(id="chart-panel"):
                yield FigureChart(id="chart")
        with Vertical(id="below"), Horizontal(id="passages"):
            yield Passage(id="passage-a")
            yield Passage(id="passage-b")
        yield FilterLine()

    # --- what is shown -------------------------------------------------------------------------------

    @property
    def claims(self) -> ClaimList:
        """The list of claims."""
        return self.query_one("#claims", ClaimList)

    @property
    def row(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self.claims.current

    def place(self) -> object:
        return self.desk_app.current_group, self.desk_app.current_claim

    def reload(self) -> None:
        group = self.desk_app.current_group
        if group is None:
            return
        same = self.view is not None and self.view.group.id == group
        here = self.row.claim.id if same and self.row else None
        self.view = self.desk.group(group)
        laid = layout.rows(self.view)
        wanted = self.desk_app.current_claim or here
        self.claims.show(laid, cursor=_start(laid, wanted))
        self.query_one(FigureChart).show(self.view, laid)
        self._fit_panel()
        self._tell_group(self.view)
        self._show_row()
        if not same:
            self.opened_at = time.monotonic()
            self.all_decided_said = False
            self.claims.focus()

    def _tell_group(self, view: GroupView) -> None:
        assessment = view.assessment
        above = [_("Claims ({n})").format(n=len(view.claims))]
        if assessment.independent:
            count = len(assessment.independent)
            above.append(ngettext("{n} independent origin", "{n} independent origins", count))
        above.append(_(words.LABELS[assessment.label]))
        above.append(_(words.STATUSES[view.status]))
        if view.assigned_to:
            above.append(f"@{view.assigned_to}")
        self.query_one("#claims-panel", Panel).title(" · ".join(above), _solved(view))
        self.query_one("#chart-panel", Panel).title(_("Figures over time"))
        name = one_line(view.group.name or view.group.id)
        position = self.desk_app.position_of(view.group.id)
        self.modes.show(f"{position}  {name}" if position else name)

    def _show_row(self) -> None:
        row = self.row
        why = self.query_one(Sentence)
        if row is None or self.view is None:
            why.say("")
            return
        self.desk_app.current_claim = row.claim.id
        self.keep_place()
        why.say(_sentence(self.view, row, self.explanation(row)))
        with self.desk_app.in_words():
            self.query_one("#passage-b", Passage).show(
                row, self.desk.document(row.claim.document), below=self._below("b")
            )
            anchor = next((other for other in self.claims.rows if other.is_anchor), row)
            self.query_one("#passage-a", Passage).show(
                anchor, self.desk.document(anchor.claim.document), below=self._below("a")
            )

    @property
    def active(self) -> Passage:
        """The passage that keys scroll: B, until tab turns to A."""
        return self.query_one(
            "#passage-a" if self.has_class("-showing-a") else "#passage-b", Passage
        )

    def _below(self, side: str) -> str:
        """Say under a passage which keys reach it."""
        other = "b" if side == "a" else "a"
        parts = [_("anchor")] if side == "a" else []
        if self.has_class("-wide") and (side == "a") is not self.has_class("-showing-a"):
            return " · ".join((*parts, _("tab here")))
        if not self.has_class("-wide"):
            parts.append(_("tab {other}").format(other=other.upper()))
        return " · ".join((*parts, _("JK scroll · z zoom · y copy quote")))

    def explanation(self, row: ClaimRow) -> str:
        """The sentence of the suggestion on a row, in the desk's language."""
        return self.desk.explain(self.view, row.relation) if self.view and row.relation else ""

    def _fit_panel(self) -> None:
        """Give the claims and the sentence under them the lines they need, up to half of the screen."""
        height = self.size.height
        beside = self.has_class("-wide") and not self.has_class("-without-chart")
        why = self._lines_of_why(self.size.width - 2 - (_CHART_WIDTH if beside else 0))
        most = max(3, (height - 8) // 2) if height > 12 else max(1, height - 5)
        if self.has_class("-with-chart") and not beside:
            # The chart has taken the passages' place, and is what the editor wants to see.
            most, why = max(3, (height - 14) // 2), 1
        # A chart beside them wants its own lines, whether or not the claims fill them.
        least = max(1, _CHART_LINES - why) if beside else 1
        self.query_one(Sentence).styles.height = why
        self.claims.styles.height = min(max(self.claims.count, least), most)

    def _lines_of_why(self, width: int) -> int:
        """The lines of the longest sentence of the group, so that none is cut and nothing jumps."""
        height = self.size.height
        if self.view is None or height <= 12:
            return 1
        view = self.view
        sentences = (
            _sentence(view, row, self.explanation(row)) for row in self.claims.rows[:_LOOKED_AT]
        )
        most = _WHY_LINES if height < _TALL else 2 * _WHY_LINES
        return min(max((Sentence.lines_for(text, width) for text in sentences), default=1), most)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._fit_again)

    def _fit_again(self) -> None:
        self._fit_panel()
        self._show_row()

    @on(CursorMoved)
    def follow(self, message: CursorMoved) -> None:
        message.stop()
        self.keys_line.say("")
        self._show_row()

    # --- finding a claim -----------------------------------------------------------------------------

    def action_filter(self) -> None:
        self.query_one(FilterLine).ask()

    @on(FilterChanged)
    def find_claim(self, message: FilterChanged) -> None:
        """Move to the first claim that holds the words, counting those that do."""
        message.stop()
        sought = message.text.casefold()
        if not sought:
            self.query_one(FilterLine).tell("")
            return
        hits = [index for index, row in enumerate(self.claims.rows) if sought in _words_of(row)]
        count = ngettext("{n} claim", "{n} claims", len(hits))
        told = f"{words.quoted(message.text)}: {count}"
        self.query_one(FilterLine).tell("" if message.done else told)
        if hits:
            later = [index for index in hits if index >= self.claims.cursor]
            self.claims.cursor = (later or hits)[0]
        if message.done:
            self.keys_line.say(told)


def _words_of(row: ClaimRow) -> str:
    claim = row.claim
    parts = (words.path(claim), claim.quote.exact, words.figure(claim), row.note)
    return " ".join(parts).casefold()


def _start(laid: tuple[ClaimRow, ...], wanted: str | None) -> int:
    """Where the cursor goes: to the claim wanted, else to the first undecided one."""
    for index, row in enumerate(laid):
        if row.claim.id == wanted:
            return index
    return next((index for index, row in enumerate(laid) if row.undecided), 0)


def _solved(view: GroupView) -> str:
    """The solver's word, and what the sources imply."""
    assessment = view.assessment
    letters = {claim.id: words.letter(index) for index, claim in enumerate(view.claims)}
    parts = []
    if assessment.consistent:
        parts.append(_("all can be right at once"))
    elif assessment.consistent is False and assessment.conflicts:
        names = ", ".join(
            sorted(letters.get(claim, "?") for claim in assessment.conflicts[0].claims)
        )
        parts.append(_("cannot all be right: {claims}").format(claims=names))
    elif assessment.consistent is False:
        parts.append(_("cannot all be right"))
    if assessment.bounds is not None:
        unit = words.unit_of(view.claims)
        bounds = words.interval(assessment.bounds.low, assessment.bounds.high, unit=unit)
        if bounds:
            parts.append(_("implied: {bounds}").format(bounds=bounds))
    if view.verdict is not None:
        verdict = view.verdict
        figures = words.interval(verdict.low, verdict.high, unit=verdict.unit)
        best = f" ({words.number(verdict.best)})" if verdict.best is not None else ""
        parts.append(_("verdict: {figures}").format(figures=figures + best))
    return " · ".join(parts)


def _sentence(view: GroupView, row: ClaimRow, explanation: str) -> str:
    """What to read under the claims: why this suggestion; else where the claim comes from."""
    lines = []
    if row.is_anchor:
        lines.append(_("Anchor: {path}").format(path=words.path(row.claim)))
    elif explanation:
        lines.append(_("Why: {text}").format(text=explanation))
    else:
        lines.append(words.path(row.claim))
    if view.reopened_because:
        lines.append(_("Reopened: {why}").format(why=view.reopened_because))
    if row.note:
        lines.append(_("Note: {text}").format(text=row.note))
    return " · ".join(lines)
