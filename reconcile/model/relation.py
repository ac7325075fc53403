"""The relation: how two claims stand to one another, as the machine suggests it."""

from __future__ import annotations

from dataclasses import dataclass

from schema.vocabulary import Family, RelationType


@dataclass(frozen=True, slots=True)
class Contribution:
    """One named part of a score, for the waterfall that an editor can open."""

    name: str
    value: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A suggested link between an earlier claim ``a`` and a later claim ``b``.

    ``score`` in [0, 1] says how sure the rule is of itself; ``fields`` names what it rests on.
    """

    a: str
    b: str
    type: RelationType
    rule: str
    score: float
    explanation: str
    fields: tuple[str, ...] = ()
    #: The field whose value would decide it, for the list of what to ask.
    missing: str | None = None
    waterfall: tuple[Contribution, ...] = ()

    @property
    def family(self) -> Family:
        """The family an editor marks with one key."""
        return self.type.family
