"""Correct a field of a claim, with what the text says of it in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reconcile.model import Claim, Evidence, PartialDate
from reconcile.model.claim import Place
from schema.vocabulary import Comparator, Modality, PlaceRole, Polarity, ScopeKind, Support
from tui import words
from tui.language import N_, _
from tui.reading import read_number
from tui.screens.dialogs import LONGEST
from tui.screens.form import Form
from tui.visible import visible
from tui.widgets.cycle import Cycle


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a claim, and what it is to be."""

    field: str
    value: object
    reason: str


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    label: str
    #: The field's value as an editor reads and types it.
    show: Callable[[Claim], str]
    #: From what was typed to a value; raises ``ValueError``.
    read: Callable[[str], object]
    #: What may be typed, where it is not any words.
    hint: str = ""


def _words_or_none(text: str) -> str | None:
    return text or None


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _figure(text: str) -> object:
    """Read ``56``, ``24-`` (and more), ``-99`` (at most), ``20-99`` or nothing."""
    if not text:
        return None
    low_text, dash, high_text = text.replace("–", "-").partition("-")
    if not dash:
        value = read_number(text)
        if value is None:
            return None
        return {"value": value, "low": value, "high": value, "comparator": "exact", "raw": text}
    low, high = read_number(low_text), read_number(high_text)
    if low is not None and high is not None and low > high:
        raise ValueError(_("Low, best and high must not decrease."))
    comparator = (
        Comparator.AT_LEAST
        if high is None
        else Comparator.AT_MOST
        if low is None
        else Comparator.BETWEEN
    )
    value = low if high is None else high if low is None else None
    return {"value": value, "low": low, "high": high, "comparator": comparator.value, "raw": text}


def _figure_now(claim: Claim) -> str:
    quantity = claim.quantity
    if quantity is None or quantity.low is quantity.high is None:
        return ""
    low, high = ("" if end is None else words.number(end) for end in (quantity.low, quantity.high))
    return low if low == high else f"{low}-{high}"


def _places(text: str) -> tuple[Place, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    return tuple(Place(name, None, PlaceRole.WHERE, 0, 0) for name in names)


FIELDS: tuple[_Field, ...] = (
    _Field("quantity", N_("figure"), _figure_now, _figure, N_("56 · 24- at least · -99 at most · 20-99")),
    _Field("origin", N_("who says it"), lambda c: c.origin or "", _words_or_none),
    _Field("counted", N_("what is counted"), lambda c: c.counted or "", _words_or_none),
    _Field("measure", N_("measure"), lambda c: c.measure or "", _words_or_none),
    _Field("population", N_("population"), lambda c: c.population or "", _words_or_none),
    _Field("places", N_("places"), lambda c: ", ".join(p.name for p in c.where), _places, "A, B"),
    _Field("scope.start", N_("since"), lambda c: str(c.scope.start or ""), _date, "2023-10-07"),
    _Field("scope.as_of", N_("as of"), lambda c: str(c.scope.as_of or ""), _date, "2023-11-10"),
    _Field(
        "scope.kind", N_("kind of count"), lambda c: c.scope.kind.value,
        lambda text: ScopeKind(text).value, " · ".join(ScopeKind),
    ),
    _Field(
        "polarity", N_("asserted or denied"), lambda c: c.polarity.value,
        lambda text: Polarity(text).value, " · ".join(Polarity),
    ),
    _Field(
        "modality", N_("how surely"), lambda c: c.modality.value,
        lambda text: Modality(text).value, " · ".join(Modality),
    ),
)  # fmt: skip


class _Chooser(Cycle):
    """Which field is corrected; the value follows it."""

    def watch_chosen(self) -> None:
        super().watch_chosen()
        if self.is_mounted:
            self.screen.call_later(self._tell)

    def _tell(self) -> None:
        if isinstance(self.screen, CorrectDialog):
            self.screen.show_field()


_SUPPORTS: dict[Support, str] = {
    Support.STATED: N_("stated"),
    Support.INHERITED: N_("taken from the context"),
    Support.INFERRED: N_("inferred"),
}


def _how(item: Evidence) -> str:
    """Say how a field was read out of the text."""
    return _(_SUPPORTS[item.support])


class CorrectDialog(Form[Correction | None]):
    """Ask which field, what it is to be, and why."""

    def __init__(self, claim: Claim) -> None:
        about = f"{words.quoted(claim.sentence[:600])}\n{words.path(claim)}"
        super().__init__(_("Correct the claim"), about)
        self.claim = claim

    def fields(self) -> Sequence[tuple[str, Widget]]:
        return (
            (_("Field"), _Chooser([_(field.label) for field in FIELDS], id="field")),
            (_("Now"), Static("", id="now")),
            (_("Is to be"), Input(id="value", max_length=LONGEST)),
            ("", Static("", id="hint")),
            (_("Reason"), Input(id="reason", max_length=LONGEST)),
        )

    def on_mount(self) -> None:
        self.show_field()

    @property
    def chosen(self) -> _Field:
        """The field being corrected."""
        return FIELDS[self.query_one(_Chooser).chosen]

    def show_field(self) -> None:
        """Show what the field holds now, and the characters of the text that say so."""
        field = self.chosen
        now = field.show(self.claim)
        evidence = [item for item in self.claim.evidence if field.name.endswith(item.field)]
        how = ", ".join(dict.fromkeys(_how(item) for item in evidence))
        told = f"{now or '—'}  ({how})" if how else now or "—"
        self.query_one("#now", Static).update(Content(visible(told)))
        self.query_one("#hint", Static).update(Content(_(field.hint) if field.hint else ""))
        self.query_one("#value", Input).value = now

    @on(Input.Changed)
    def quiet(self, event: Input.Changed) -> None:
        event.stop()

    def answer(self) -> Correction:
        field, text = self.chosen, self.text_of("value")
        try:
            value = field.read(text)
        except ValueError as error:
            raise ValueError(
                _("“{text}” cannot be the {field}: {why}").format(
                    text=text, field=_(field.label), why=error
                )
            ) from None
        return Correction(field.name, value, self.text_of("reason"))
