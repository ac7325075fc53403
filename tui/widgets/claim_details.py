"""What is known of one claim, in words: its chain, its figure, its scope; wrapped, never markup."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from reconcile.model import Claim
from tui import words
from tui.language import _
from tui.visible import one_line

_BOLD = Style(bold=True)


class ClaimDetails(Static):
    """The claim under the cursor, laid out for reading."""

    def show(self, claim: Claim | None) -> None:
        """Show a claim, or nothing."""
        self.update(Content("") if claim is None else details(claim))


def details(claim: Claim) -> Content:
    """Write a claim in full, with a word for every field that is known."""
    parts = [(_("Path"), words.path(claim))]
    if claim.quantity is not None:
        bounds = words.interval(claim.quantity.low, claim.quantity.high)
        figure = f"{words.figure(claim)}  “{claim.quantity.raw}”  [{bounds}]"
        parts.append((_("Figure"), figure))
    what = " · ".join(text for text in (claim.measure, claim.counted, claim.population) if text)
    parts.append((_("Of what"), what or _("unknown")))
    if claim.where:
        parts.append((_("Where"), ", ".join(place.name for place in claim.where)))
    as_of = words.date(claim.scope.as_of, year=True)
    scope = f"{_(words.KINDS[claim.scope.kind])}, {words.period(claim.scope)}, {as_of}"
    parts.append((_("Scope"), scope))
    stance = [_(words.MODALITIES[claim.modality])]
    if claim.polarity.value == "denied":
        stance.insert(0, _("denied"))
    parts.append((_("Stance"), ", ".join(stance)))
    lines = [
        Content.assemble((f"{name}: ", _BOLD), Content(one_line(text))) for name, text in parts
    ]
    return Content("\n").join(lines)
