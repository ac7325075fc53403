"""The two lines that frame every screen: where one is, and which keys are alive."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from tui.actions import Action, Scope
from tui.ink import Inked, Piece, fit
from tui.keys import key_of
from tui.language import N_, _
from tui.messages import ActionPicked

#: The modes in the order of their keys 1 to 5.
MODES: tuple[tuple[str, str], ...] = (
    ("inbox", N_("Inbox")),
    ("group", N_("Group")),
    ("source", N_("Source")),
    ("audit", N_("Audit")),
    ("export", N_("Export")),
)
#: Cells that the head of a screen keeps for what the screen shows.
_ROOM_TO_SAY = 24


class Bar(Inked):
    """A single line whose words can be clicked."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        #: Stretches of the line and what a click on them runs.
        self._targets: list[tuple[int, int, str]] = []

    def render_line(self, y: int) -> Strip:
        if y:
            return Strip.blank(self.size.width, self.base)
        return self.line(self.size.width)

    def line(self, width: int) -> Strip:
        """Draw the line and note where its words stand."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        for start, end, run in self._targets:
            if start <= event.x < end:
                event.stop()
                self.post_message(ActionPicked(run))
                return


class ModeBar(Bar):
    """The modes, the one that is open in capitals; to the right, what the screen shows."""

    def __init__(self, mode: str) -> None:
        super().__init__(id="modes")
        self.mode = mode
        self.said = ""

    def show(self, text: str) -> None:
        """Say what the screen shows."""
        self.said = text
        self.refresh()

    def line(self, width: int) -> Strip:
        named = [_(name) for _mode, name in MODES]
        # On a narrow screen the other modes shrink to their keys, so that what is shown can be read.
        if width - sum(cell_len(name) + 2 for name in named) < _ROOM_TO_SAY:
            named = [str(number) for number in range(1, len(MODES) + 1)]
        pieces: list[Piece] = [(" ", "plain")]
        self._targets = []
        x = 1
        for (mode, name), short in zip(MODES, named, strict=True):
            here = mode == self.mode
            word = _(name).upper() if here else short
            pieces += [(word, "strong" if here else "dim"), ("  ", "plain")]
            self._targets.append((x, x + cell_len(word), f"app.go('{mode}')"))
            x += cell_len(word) + 2
        room = width - x - 1
        fits = cell_len(self.said) <= room
        pieces.append((fit(self.said, room, right=fits), "plain"))
        return self.strip(pieces, width)


class KeyBar(Bar):
    """The keys that matter here, as many as the width holds; or a sentence in their place."""

    def __init__(self, actions: tuple[Action, ...], lead: tuple[str, str] | None = None) -> None:
        super().__init__(id="keys")
        #: In the order shown: the screen's own, then those that are alive everywhere.
        self._actions = sorted(
            (action for action in actions if action.foot),
            key=lambda action: action.scope is Scope.EVERYWHERE,
        )
        #: The keys that move, shown first: ("jk", "Claim").
        self._lead = lead
        self.said = ""

    def say(self, text: str) -> None:
        """Show a sentence in the keys' place; an empty one brings the keys back."""
        if text != self.said:
            self.said = text
            self.refresh()

    def line(self, width: int) -> Strip:
        self._targets = []
        if self.said:
            return self.strip([(fit(f" {self.said}", width), "strong")], width)
        pieces: list[Piece] = []
        x = 0
        if self._lead:
            key, word = self._lead[0], _(self._lead[1])
            pieces += [(f" {key}", "key"), (f" {word} ", "plain")]
            x = cell_len(key) + cell_len(word) + 3
        for action in self.fitting(width - x):
            key, word = key_of(self.app, action), _(action.short)
            length = _length(key, word)
            pieces += [(f" {key}", "key"), (f" {word} ", "plain")]
            self._targets.append((x, x + length, action.run))
            x += length
        return self.strip(pieces, width)

    def fitting(self, width: int) -> list[Action]:
        """Choose the actions that fit in ``width`` cells, the most wanted first, in the order shown."""
        chosen = set()
        for action in sorted(self._actions, key=lambda action: action.foot):
            length = _length(key_of(self.app, action), _(action.short))
            if length > width:
                break
            width -= length
            chosen.add(action.id)
        return [action for action in self._actions if action.id in chosen]


def _length(key: str, word: str) -> int:
    return cell_len(key) + cell_len(word) + 3
