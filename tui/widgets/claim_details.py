"""What is known of one claim, in words: its chain, its figure, its scope."""

from __future__ import annotations

from textual.strip import Strip

from reconcile.model import Claim
from schema.vocabulary import Modality, Polarity
from tui import words
from tui.ink import Inked, Piece
from tui.language import _
from tui.visible import one_line
from tui.widgets.wrapping import Wrapped


class ClaimDetails(Inked):
    """A claim laid out for reading, a field a line; of a height that its screen fixes."""

    DEFAULT_CSS = "ClaimDetails { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._claim: Claim | None = None
        self._lines: tuple[int, list[list[Piece]]] | None = None

    def show(self, claim: Claim | None) -> None:
        """Show a claim, or nothing."""
        self._claim = claim
        self._lines = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self._lines is None or self._lines[0] != width:
            lines = [] if self._claim is None else lay_out(details(self._claim), width)
            self._lines = (width, lines)
        lines = self._lines[1]
        return self.strip(lines[y] if y < len(lines) else [], width)


def details(claim: Claim) -> list[tuple[str, str]]:
    """List the fields of a claim that are known, each with its name."""
    fields = [(_("Path"), words.path(claim))]
    if claim.quantity is not None:
        quantity = claim.quantity
        bounds = words.interval(quantity.low, quantity.high, unit=quantity.unit)
        figure = f"{words.figure(claim)}  {words.quoted(quantity.raw)}  [{bounds}]"
        fields.append((_("Figure"), figure))
    what = [text for text in (claim.measure, claim.counted, claim.population) if text]
    fields.append((_("Of what"), " · ".join(dict.fromkeys(what)) or _("unknown")))
    if claim.where:
        fields.append((_("Where"), ", ".join(place.name for place in claim.where)))
    as_of = words.date(claim.scope.as_of, year=True)
    scope = f"{_(words.KINDS[claim.scope.kind])}, {words.period(claim.scope)}, {as_of}"
    fields.append((_("Scope"), scope))
    # That something is asserted as certain goes without saying; a line of its own would hide the text.
    stance = [_("denied")] if claim.polarity is Polarity.DENIED else []
    if claim.modality is not Modality.CERTAIN:
        stance.append(_(words.MODALITIES[claim.modality]))
    if stance:
        fields.append((_("Stance"), ", ".join(stance)))
    return fields


def lay_out(fields: list[tuple[str, str]], width: int) -> list[list[Piece]]:
    """Wrap each field to ``width`` cells, its name in bold before its first line."""
    lines: list[list[Piece]] = []
    for name, value in fields:
        label = f" {name}: "
        text = one_line(value)
        wrapped = Wrapped(text, max(8, width - len(label) - 1))
        for number in range(wrapped.count):
            start, end = wrapped.line(number) or (0, 0)
            head = label if number == 0 else " " * len(label)
            lines.append([(head, "strong"), (text[start:end], "plain")])
    return lines
