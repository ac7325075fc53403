"""Editors' judgements as the machine must read them: as constraints, not as suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.model import Judgement, Relation
from schema.vocabulary import Family, RelationType


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements of a group, by the two claims in either order."""

    families: dict[frozenset[str], Family]
    types: dict[frozenset[str], RelationType]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Judged:
        """Index judgements; the last on a pair holds."""
        families: dict[frozenset[str], Family] = {}
        types: dict[frozenset[str], RelationType] = {}
        for judgement in judgements:
            ids = frozenset((judgement.a, judgement.b))
            families[ids] = judgement.family
            types.pop(ids, None)
            if judgement.type is not None:
                types[ids] = judgement.type
        return cls(families, types)

    def family(self, relation: Relation) -> Family:
        """Return the family that holds for a pair: the editor's, else the machine's."""
        return self.families.get(frozenset((relation.a, relation.b)), relation.family)

    def kind(self, relation: Relation) -> RelationType:
        """Return the type that holds for a pair; where an editor gave a family only, its plainest type."""
        ids = frozenset((relation.a, relation.b))
        if ids not in self.families or self.families[ids] is relation.family:
            return self.types.get(ids, relation.type)
        return self.types.get(ids, _PLAINEST[self.families[ids]])

    def pairs(self, family: Family) -> list[tuple[str, ...]]:
        """List the pairs that editors put in a family, each in a stable order."""
        return sorted(tuple(sorted(ids)) for ids, own in self.families.items() if own is family)


_PLAINEST = {
    Family.AGREEMENT: RelationType.COMPATIBLE,
    Family.CONTRADICTION: RelationType.CONTRADICTS,
    Family.SUCCESSION: RelationType.UPDATES,
    Family.APART: RelationType.DIFFERENT_SCOPE,
    Family.UNDETERMINED: RelationType.UNDETERMINED,
}
