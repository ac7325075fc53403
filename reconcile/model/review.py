"""What editors decide, and the record of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from schema.vocabulary import Family, RelationType, Status, Treatment


@dataclass(frozen=True, slots=True)
class Judgement:
    """An editor's decision on one relation, with the suggestion that was on screen."""

    a: str
    b: str
    family: Family
    type: RelationType | None = None
    reason: str = ""
    note: str = ""
    #: What the machine had suggested when the editor decided.
    suggested: RelationType | None = None
    suggested_rule: str | None = None
    suggested_score: float | None = None
    program: str = ""
    editor: str = ""
    decided: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """An editor's decision on a group."""

    group: str
    status: Status
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    treatment: Treatment | None = None
    reason: str = ""
    editor: str = ""
    decided: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One action in the append-only journal, chained to the one before by its hash."""

    number: int
    at: dt.datetime
    actor: str
    action: str
    subject: str
    before: Any
    after: Any
    reason: str
    previous_hash: str
    hash: str
    #: The entry that an undo or a redo is about.
    target: int | None = None
    #: The program and version that wrote it.
    program: str = ""
    #: Whether it has been taken back and not been redone.
    undone: bool = False

    @property
    def made_groups(self) -> tuple[str, ...]:
        """The ids of the groups that the action made, by splitting or for a claim added by hand."""
        if not isinstance(self.after, dict):
            return ()
        return tuple(
            key.removeprefix("made_group/")
            for key, row in self.after.items()
            if key.startswith("made_group/") and row is not None
        )


@dataclass(frozen=True, slots=True)
class Seal:
    """How far the journal had come at a moment: kept elsewhere, it shows whether entries were changed since."""

    count: int
    hash: str
    at: dt.datetime | None = None
