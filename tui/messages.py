"""What widgets and screens tell one another: small facts in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from schema.vocabulary import Family


@dataclass(eq=False)
class ActionPicked(Message):
    """An action was picked with the mouse."""

    run: str


@dataclass(eq=False)
class CursorMoved(Message):
    """The cursor of a list came to stand on a line."""

    index: int

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, CursorMoved) and message._sender is self._sender


@dataclass(eq=False)
class ColumnsChanged(Message):
    """A list may need other widths for its columns."""


@dataclass(eq=False)
class LineChosen(Message):
    """A line was chosen with the mouse: a click on the line that had the cursor."""

    index: int


@dataclass(eq=False)
class TextClicked(Message):
    """A place in a text was clicked."""

    offset: int


@dataclass(eq=False)
class ClaimMarked(Message):
    """An editor decided how a claim stands to the anchor, and the ledger has it."""

    group: str
    claim: str
    family: Family


@dataclass(eq=False)
class DecisionCleared(Message):
    """An editor took a decision back, and the ledger has it."""

    group: str
    claim: str


@dataclass(eq=False)
class DecisionUndone(Message):
    """The last decision was undone, and the ledger has it."""

    what: str


@dataclass(eq=False)
class DecisionRedone(Message):
    """What was undone was done again, and the ledger has it."""

    what: str


@dataclass(eq=False)
class DecisionRefused(Message):
    """The ledger refused a decision: what was shown had changed since."""

    why: str


@dataclass(eq=False)
class LedgerChanged(Message):
    """The ledger holds something else than what the screens show."""


@dataclass(eq=False)
class FilterChanged(Message):
    """The words of a filter line changed; ``done`` once the editor has left the line."""

    text: str
    done: bool = False
