"""What the machine says of a whole group: can all sources be right, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.model.quantity import Interval
from reconcile.model.relation import Relation
from schema.vocabulary import Credibility, Label


@dataclass(frozen=True, slots=True)
class Ask:
    """A missing field whose answer would settle the most pairs: what to ask a source."""

    claim: str
    field: str
    settles: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of claims that cannot hold together, and why, in one sentence."""

    claims: tuple[str, ...]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims are not independent: the later, the earlier it goes back to, and how.

    ``reason`` is ``origin``, ``copy``, ``wording`` or ``cites``; the links of a group make its lineage.
    """

    claim: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The relations of a group's claims and what they come to.

    ``attention`` orders the inbox: higher needs an editor sooner. ``independent`` lists the claims of
    each independent origin. ``consistent`` is ``None`` where there was nothing to solve.
    """

    relations: tuple[Relation, ...] = ()
    label: Label = Label.UNDETERMINED
    attention: float = 0.0
    anchor: str | None = None
    independent: tuple[tuple[str, ...], ...] = ()
    consistent: bool | None = None
    conflicts: tuple[Conflict, ...] = ()
    #: Claims whose setting aside leaves the largest consistent set.
    set_aside: tuple[str, ...] = ()
    #: What the sources imply for the group's whole period and place.
    bounds: Interval | None = None
    ask: tuple[Ask, ...] = ()
    #: Claims that repeat a figure after their origin had published a newer one.
    stale: tuple[str, ...] = ()
    credibility: tuple[tuple[str, Credibility], ...] = ()
    #: The lineage behind ``independent``, as a forest.
    lineage: tuple[Link, ...] = ()
    #: The latest figure of the best-graded origin: a ``best`` for the editor to take or leave.
    best: float | None = None
    #: What was left unsolved, and why; empty when the answer is whole.
    partial: str = ""
