"""The desk's inks: named styles that every line-drawn widget shares, and lines of text in them.

Colours come from the theme; each ink that means something also differs without colour, or stands
beside a word that says the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from schema.vocabulary import Family
from tui.visible import visible

NAMES = (
    "plain",
    "dim",
    "strong",
    "cursor",
    "chosen",
    "agreement",
    "contradiction",
    "succession",
    "apart",
    "undetermined",
    "quote",
    "figure",
    "speaker",
    "origin",
    "period",
    "place",
    "other",
    "hit",
    "sign",
    "key",
)
CLASSES = frozenset(f"ink--{name}" for name in NAMES)

FAMILY_INK: dict[Family, str] = {
    Family.AGREEMENT: "agreement",
    Family.CONTRADICTION: "contradiction",
    Family.SUCCESSION: "succession",
    Family.APART: "apart",
    Family.UNDETERMINED: "undetermined",
}

#: A piece of a line: its text, already visible, and its ink.
Piece = tuple[str, str]


class Inked(Widget):
    """A widget that writes in the desk's inks."""

    COMPONENT_CLASSES = set(CLASSES)  # noqa: RUF012 - so declared by Textual
    DEFAULT_CSS = """
    Inked {
        & > .ink--dim { color: $text-muted; }
        & > .ink--strong { text-style: bold; }
        & > .ink--cursor { background: $panel; }
        &:focus > .ink--cursor { background: $primary-muted; text-style: bold; }
        & > .ink--chosen { background: $secondary-muted; }
        & > .ink--agreement { color: $text-success; }
        & > .ink--contradiction { color: $text-error; text-style: bold; }
        & > .ink--succession { color: $text-accent; }
        & > .ink--apart { color: $text-secondary; }
        & > .ink--undetermined { color: $text-warning; }
        & > .ink--quote { background: $primary-muted; }
        & > .ink--figure { color: $text-warning; text-style: bold; }
        & > .ink--speaker { color: $text-accent; text-style: underline; }
        & > .ink--origin { color: $text-accent; }
        & > .ink--period { color: $text-success; text-style: italic; }
        & > .ink--place { color: $text-secondary; text-style: italic; }
        & > .ink--other { text-style: underline; }
        & > .ink--hit { text-style: reverse; }
        & > .ink--sign { color: $text-error; text-style: bold; }
        & > .ink--key { color: $accent; text-style: bold; }
    }
    """

    _base: Style | None = None
    _inks: dict[tuple[str, ...], Style] | None = None

    def notify_style_update(self) -> None:
        """Forget the styles when the theme, the focus or a rule changes."""
        super().notify_style_update()
        self._base = self._inks = None

    @property
    def base(self) -> Style:
        """The style of plain text; working it out for every line would cost more than drawing it."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def ink(self, *names: str) -> Style:
        """The style of one ink, or of several laid over one another."""
        if self._inks is None:
            self._inks = {}
        style = self._inks.get(names)
        if style is None:
            classes = [f"ink--{name}" for name in names if name != "plain"]
            style = (
                self.get_component_rich_style(*classes, partial=True) if classes else Style.null()
            )
            self._inks[names] = style
        return style

    def strip(self, pieces: Iterable[Piece], width: int, base: Style | None = None) -> Strip:
        """Write ``pieces`` on a line of exactly ``width`` cells."""
        under = self.base + base if base is not None else self.base
        segments = [Segment(text, under + self.ink(*ink.split())) for text, ink in pieces if text]
        return Strip(segments).adjust_cell_length(width, under)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Make ``text`` visible and exactly ``width`` cells wide, with an ellipsis where it was cut."""
    if width <= 0:
        return ""
    text = visible(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else "…"
    padding = " " * (width - length)
    return padding + text if right else text + padding
