"""A group made ready to be solved: which of its claims bind, and what editors have decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reconcile.model import Interval, Relation
from reconcile.relations import intervals
from reconcile.relations.context import Context
from reconcile.relations.facts import Facts
from reconcile.relations.judged import Judged
from reconcile.relations.pairs import pair
from reconcile.relations.rules import decide
from reconcile.relations.summary import components
from reconcile.relations.system import System, build
from reconcile.relations.thresholds import table
from schema.vocabulary import Family, RelationType, Reliability


@dataclass(frozen=True)
class Problem:
    """A group ready to be solved: its live claims, what editors found, who votes and how heavily."""

    # No slots: what is worked out once is kept beside the fields.

    facts: Sequence[Facts]
    relations: Sequence[Relation]
    context: Context
    judged: Judged
    dead: frozenset[str]
    independent: Sequence[Sequence[str]]
    grades: Mapping[str, Reliability]
    language: str

    @cached_property
    def by_id(self) -> Mapping[str, Facts]:
        """The facts by the id of their claim."""
        return {item.claim.id: item for item in self.facts}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each claim among the facts, earliest first."""
        return {item.claim.id: index for index, item in enumerate(self.facts)}

    def live(self) -> list[Facts]:
        """Return the claims that bind: not corrected since, nor put apart by an editor."""
        gone = self.dead | _set_apart(self.facts, self.judged) | self._unopposed()
        return [i for i in self.facts if i.claim.id not in gone]

    def _unopposed(self) -> frozenset[str]:
        """Figures that their text gives without opposing them: they are hardly on one question.

        The paper's own gives way to the one it quotes; of two of one origin neither is known to bind.
        """
        quoted = {i.claim.id for i in self.facts if i.claim.attribution}
        gone: set[str] = set()
        for relation in self.relations:
            if "document" in relation.fields:
                pair = {relation.a, relation.b}
                gone |= pair - quoted or pair
        return frozenset(gone)

    def kind(self, a: str, b: str) -> RelationType:
        """Return how two claims stand, by an editor's word or by the rules."""
        ids = frozenset((a, b))
        decided = self.judged.types.get(ids)
        if decided is not None:
            return decided
        sides = pair(self.by_id[a], self.by_id[b])
        return self.context.reconsider(sides, decide(sides)).type

    def late(self) -> frozenset[str]:
        """Claims whose figure may be some days older than their paper."""
        maybe = {r.b for r in self.relations if r.rule == "R9" and r.missing == "as_of"}
        return self.context.late | maybe

    def opposed(self) -> list[tuple[str, str]]:
        """Pairs of live claims that cannot both be right, by an editor's word or by the rules."""
        live = {item.claim.id for item in self.live()}
        decided = [(a, b) for a, b in self.judged.pairs(Family.CONTRADICTION) if {a, b} <= live]
        suggested = [
            (relation.a, relation.b)
            for relation in self.relations
            if self.judged.kind(relation) is RelationType.CONTRADICTS
            and {relation.a, relation.b} <= live
        ]
        return list(dict.fromkeys([*decided, *suggested]))

    def system(self, facts: Sequence[Facts], *, tolerant: bool) -> System:
        """Set up the constraints, with what editors found to agree read as agreeing."""
        return build(
            facts,
            tolerant=tolerant,
            readings=_agreed(facts, self.judged, tolerant=tolerant),
            late=self.late(),
            delay=int(table("group")["delay_days"]),
            votes=components(self.independent),
        )


def _agreed(facts: Sequence[Facts], judged: Judged, *, tolerant: bool) -> dict[str, Interval]:
    """Read two figures that an editor found to agree as allowing each other's."""
    by_id = {item.claim.id: item for item in facts}
    readings: dict[str, Interval] = {}
    for a, b in judged.pairs(Family.AGREEMENT):
        if a not in by_id or b not in by_id:
            continue
        own = [
            readings.get(i) or (by_id[i].tolerant if tolerant else by_id[i].interval)
            for i in (a, b)
        ]
        if own[0] is None or own[1] is None or intervals.overlaps(own[0], own[1]):
            continue
        readings[a] = readings[b] = intervals.hull(own[0], own[1])
    return readings


def _set_apart(facts: Sequence[Facts], judged: Judged) -> frozenset[str]:
    """Name the claims that editors put apart from the rest: fewest claims, the later of two."""
    position = {item.claim.id: index for index, item in enumerate(facts)}
    pairs = [p for p in judged.pairs(Family.APART) if p[0] in position and p[1] in position]
    gone: set[str] = set()
    while left := [p for p in pairs if not gone & set(p)]:
        ids = [i for p in left for i in p]
        gone.add(max(set(ids), key=lambda i: (ids.count(i), position[i])))
    return frozenset(gone)
