"""A field that holds one of a few words, changed with the arrows, the space bar or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.strip import Strip

from tui.ink import Inked, fit


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
        text = f"‹ {self.options[self.chosen]} ›" if self.options else ""
        ink = "strong" if self.has_focus else "plain"
        return self.strip([(fit(text, self.size.width), ink)], self.size.width)

    def action_step(self, by: int) -> None:
        self.chosen = (self.chosen + by) % max(1, len(self.options))

    def on_click(self, event: events.Click) -> None:
        self.action_step(1)
