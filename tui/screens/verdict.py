"""The verdict: what is printed of a group, as an interval with a best figure, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input

from reconcile.model import GroupView, Verdict
from schema.vocabulary import Status, Treatment
from tui import words
from tui.language import _
from tui.reading import read_number
from tui.screens.dialogs import LONGEST
from tui.screens.form import Form
from tui.widgets.cycle import Cycle

_STATUSES = (Status.SETTLED, Status.IN_REVIEW, Status.OPEN, Status.SET_ASIDE)
_TREATMENTS = (None, *Treatment)


class VerdictDialog(Form[Verdict | None]):
    """Low, best, high, status, treatment and reason.

    Offered are the bounds that the sources imply, and the latest figure of the best-graded origin.
    """

    def __init__(self, view: GroupView) -> None:
        self.view = view
        super().__init__(_("Verdict"), self._implied())

    def fields(self) -> Sequence[tuple[str, Widget]]:
        old, bounds = self.view.verdict, self.view.assessment.bounds
        low = old.low if old else bounds.low if bounds else None
        high = old.high if old else bounds.high if bounds else None
        best = old.best if old else _within(low, self.view.assessment.best, high)
        treatment = old.treatment if old else None
        treatments = [_(words.TREATMENTS[item]) if item else "—" for item in _TREATMENTS]
        return (
            (_("Low"), _number_field("low", low, _("empty: open below"))),
            (_("Best"), _number_field("best", best, _("empty: none is best"))),
            (_("High"), _number_field("high", high, _("empty: open above, ∞"))),
            (_("Status"), Cycle([_(words.STATUSES[item]) for item in _STATUSES], id="status")),
            (
                _("Treatment"),
                Cycle(treatments, _TREATMENTS.index(treatment), id="treatment"),
            ),
            (_("Reason"), Input(old.reason if old else "", id="reason", max_length=LONGEST)),
        )

    def _implied(self) -> str:
        assessment = self.view.assessment
        if assessment.bounds is None:
            return _("The sources imply no bounds here.")
        bounds = words.interval(
            assessment.bounds.low, assessment.bounds.high, unit=words.unit_of(self.view.claims)
        )
        if assessment.consistent is False:
            return _("Without the claims set aside, the sources imply {bounds}.").format(
                bounds=bounds
            )
        return _("The sources together imply {bounds}.").format(bounds=bounds)

    def answer(self) -> Verdict:
        low, best, high = (self._number(name) for name in ("low", "best", "high"))
        known = [figure for figure in (low, best, high) if figure is not None]
        if known != sorted(known):
            raise ValueError(_("Low, best and high must not decrease."))
        unit = words.unit_of(self.view.claims)
        return Verdict(
            group=self.view.group.id,
            status=_STATUSES[self.query_one("#status", Cycle).chosen],
            low=low,
            best=best,
            high=high,
            unit=unit,
            treatment=_TREATMENTS[self.query_one("#treatment", Cycle).chosen],
            reason=self.text_of("reason"),
        )

    def _number(self, name: str) -> float | None:
        field = self.query_one(f"#{name}", Input)
        try:
            return read_number(field.value)
        except ValueError:
            field.focus()
            raise ValueError(_("“{text}” is not a number.").format(text=field.value)) from None


def _within(low: float | None, best: float | None, high: float | None) -> float | None:
    """Offer the best figure only where the bounds allow it: a form must not open on what it would refuse."""
    known = [figure for figure in (low, best, high) if figure is not None]
    return best if known == sorted(known) else None


def _number_field(name: str, value: float | None, empty: str) -> Input:
    return Input(_plain(value), placeholder=empty, id=name, max_length=24)


def _plain(value: float | None) -> str:
    return "" if value is None else words.number(value)
