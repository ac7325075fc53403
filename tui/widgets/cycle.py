"""A field that holds one of a few words, changed with the arrows, the space bar or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.strip import Strip

from tui.ink import Inked, Piece, fit


class Cycle(Inked, can_focus=True):
    """One of ``options``; ``chosen`` is its place."""

    DEFAULT_CSS = """
    Cycle { height: 1; width: 1fr; background: $boost; }
    Cycle:focus { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
    ]
    chosen: var[int] = var(0)

    def __init__(self, options: Sequence[str], chosen: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = options
        self.set_reactive(Cycle.chosen, chosen)

    def watch_chosen(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self.shows_all:
            pieces: list[Piece] = [
                (f"‹{option}›", "strong") if place == self.chosen else (f" {option} ", "dim")
                for place, option in enumerate(self.options)
            ]
            return self.strip(pieces, width)
        here = f"‹ {self.options[self.chosen]} ›" if self.options else ""
        place = f"  {self.chosen + 1}/{len(self.options)}"
        ink = "strong" if self.has_focus else "plain"
        fits = cell_len(here) + cell_len(place) <= width
        return self.strip([(here if fits else fit(here, width), ink), (place, "dim")], width)

    @property
    def shows_all(self) -> bool:
        """Whether there is room for all options side by side."""
        return sum(cell_len(option) + 2 for option in self.options) <= self.size.width

    def action_step(self, by: int) -> None:
        self.chosen = (self.chosen + by) % max(1, len(self.options))

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked; where only one is in sight, the next."""
        if not self.shows_all:
            self.action_step(1)
            return
        end = 0
        for place, option in enumerate(self.options):
            end += cell_len(option) + 2
            if event.x < end:
                self.chosen = place
                return
