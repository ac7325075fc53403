"""The verdict: what is printed of a group, as an interval with a best figure, and why."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from reconcile.model import GroupView, Verdict
from schema.vocabulary import Status, Treatment
from tui import words
from tui.language import _
from tui.reading import read_number
from tui.screens.dialogs import LONGEST, Dialog
from tui.widgets.cycle import Cycle

_STATUSES = (Status.SETTLED, Status.IN_REVIEW, Status.OPEN, Status.SET_ASIDE)
_TREATMENTS = (None, *Treatment)


class VerdictDialog(Dialog[Verdict | None]):
    """Low, best, high, status, treatment and reason; the bounds that the sources imply are offered."""

    DEFAULT_CSS = """
    VerdictDialog Grid { grid-size: 2; grid-columns: 12 1fr; height: auto; grid-rows: 1; }
    VerdictDialog Label { color: $text-muted; }
    VerdictDialog .wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, view: GroupView, best: float | None = None) -> None:
        super().__init__()
        self.view = view
        self._best = best

    def compose(self) -> ComposeResult:
        view, old = self.view, self.view.verdict
        bounds = view.assessment.bounds
        low = old.low if old else bounds.low if bounds else None
        high = old.high if old else bounds.high if bounds else None
        best = old.best if old else self._best
        with Vertical(classes="box") as box:
            box.border_title = Content(_("Verdict"))
            box.border_subtitle = Content(_("tab next field · ⏎ on the reason keeps · esc cancel"))
            yield Static(Content(self._implied()))
            with Grid():
                for name, label, value in (
                    ("low", _("Low"), low),
                    ("best", _("Best"), best),
                    ("high", _("High"), high),
                ):
                    yield Label(label)
                    yield Input(_plain(value), id=name, max_length=24, select_on_focus=True)
                yield Label(_("Status"))
                yield Cycle([_(words.STATUSES[item]) for item in _STATUSES], id="status")
                yield Label(_("Treatment"))
                treatment = old.treatment if old else None
                yield Cycle(
                    [_(words.TREATMENTS[item]) if item else "—" for item in _TREATMENTS],
                    _TREATMENTS.index(treatment),
                    id="treatment",
                )
                yield Label(_("Reason"))
                yield Input(old.reason if old else "", id="reason", max_length=LONGEST)
            yield Static("", id="wrong", classes="wrong")

    def _implied(self) -> str:
        assessment = self.view.assessment
        if assessment.bounds is None:
            return _("The sources imply no bounds here.")
        bounds = words.interval(assessment.bounds.low, assessment.bounds.high)
        if assessment.consistent is False:
            return _("Without the claims set aside, the sources imply {bounds}.").format(
                bounds=bounds
            )
        return _("The sources together imply {bounds}.").format(bounds=bounds)

    @on(Input.Submitted)
    def action_next(self) -> None:
        focused = self.focused
        if focused is not None and focused.id == "reason":
            self._keep()
        else:
            self.focus_next()

    def _keep(self) -> None:
        try:
            verdict = self._verdict()
        except ValueError as error:
            self.query_one("#wrong", Static).update(Content(str(error)))
            return
        self.dismiss(verdict)

    def _verdict(self) -> Verdict:
        low, best, high = (self._number(name) for name in ("low", "best", "high"))
        known = [figure for figure in (low, best, high) if figure is not None]
        if known != sorted(known):
            raise ValueError(_("Low, best and high must not decrease."))
        unit = next((c.quantity.unit for c in self.view.claims if c.quantity), None)
        return Verdict(
            group=self.view.group.id,
            status=_STATUSES[self.query_one("#status", Cycle).chosen],
            low=low,
            best=best,
            high=high,
            unit=unit,
            treatment=_TREATMENTS[self.query_one("#treatment", Cycle).chosen],
            reason=self.query_one("#reason", Input).value.strip(),
        )

    def _number(self, name: str) -> float | None:
        field = self.query_one(f"#{name}", Input)
        try:
            return read_number(field.value)
        except ValueError:
            field.focus()
            raise ValueError(_("“{text}” is not a number.").format(text=field.value)) from None

    def action_cancel(self) -> None:
        self.dismiss(None)


def _plain(value: float | None) -> str:
    return "" if value is None else words.number(value)
