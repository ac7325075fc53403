"""How a group is read for export: which relation each claim's row is about, and what became of it.

Decisions win over suggestions everywhere: where an editor has judged a pair, its suggested relation
says nothing any more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from reconcile.export.rows import Outcome
from reconcile.model import Claim, DocumentHead, GroupView, Judgement, Relation
from schema.vocabulary import Family, RelationType

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How two claims stand, as decided or else as suggested; ``a`` is the earlier."""

    a: str
    b: str
    relation: Relation | None
    judgement: Judgement | None

    @property
    def family(self) -> Family:
        """The editor's family where decided, else the suggested one."""
        if self.judgement:
            return self.judgement.family
        assert self.relation is not None
        return self.relation.family

    @property
    def type(self) -> RelationType | None:
        """The finer type: the editor's, else the suggestion's unless the editor's family overrules it."""
        if self.judgement and self.judgement.type:
            return self.judgement.type
        if self.relation and self.relation.family is self.family:
            return self.relation.type
        return None

    @property
    def decided(self) -> bool:
        """Whether an editor has decided it."""
        return self.judgement is not None

    def other(self, claim: str) -> str:
        """The claim at the other end."""
        return self.b if claim == self.a else self.a


class GroupReading:
    """A group with its pairs looked up: made once a group, read by rows and reports."""

    def __init__(self, view: GroupView) -> None:
        self.view = view
        self.claims: dict[str, Claim] = {claim.id: claim for claim in view.claims}
        self.anchor = view.anchor or view.assessment.anchor
        self.group_of_origin: dict[str, int] = {
            claim: number
            for number, claims in enumerate(view.assessment.independent)
            for claim in claims
        }

    def document(self, claim: Claim) -> DocumentHead:
        """The document of a claim."""
        return self.view.documents[claim.document]

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every pair that is suggested or decided, suggestions first, in the ledger's order."""
        judgements = {frozenset(pair): item for pair, item in self.view.judgements.items()}
        suggested = []
        for relation in self.view.assessment.relations:
            judgement = judgements.pop(frozenset((relation.a, relation.b)), None)
            suggested.append(Standing(relation.a, relation.b, relation, judgement))
        by_hand = [Standing(item.a, item.b, None, item) for item in judgements.values()]
        return tuple(suggested + by_hand)

    @cached_property
    def standings_of(self) -> dict[str, list[Standing]]:
        """The pairs of each claim."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for standing in self.standings:
            found[standing.a].append(standing)
            found[standing.b].append(standing)
        return found

    def main_standing(self, claim: str) -> Standing | None:
        """The pair that a claim's row is about.

        The pair with the anchor; where an editor decided not on that but on the claim and an earlier one,
        the latest of those pairs. The anchor's own row is about none: its pairs are on the others' rows.
        """
        if claim == self.anchor:
            return None
        mine = self.standings_of.get(claim, [])
        with_anchor = next((item for item in mine if item.other(claim) == self.anchor), None)
        if with_anchor and with_anchor.decided:
            return with_anchor
        decided = [item for item in mine if item.decided and item.b == claim]
        if decided:
            return max(decided, key=_decided_at)
        return with_anchor

    def other_decisions(self, claim: str) -> list[Standing]:
        """Decided pairs of a claim that no row of the table is about."""
        return [
            item
            for item in self.standings_of.get(claim, [])
            if item.decided and (item.a, item.b) not in self._shown
        ]

    @cached_property
    def _shown(self) -> set[Pair]:
        """The pairs that a row is about."""
        shown = (self.main_standing(claim) for claim in self.claims)
        return {(item.a, item.b) for item in shown if item}

    def outcomes(self, claim: str) -> tuple[Outcome, ...]:
        """What became of a claim."""
        found = {self._outcome(claim, item) for item in self.standings_of.get(claim, [])}
        return tuple(outcome for outcome in Outcome if outcome in found)

    def _outcome(self, claim: str, item: Standing) -> Outcome | None:
        family, kind = item.family, item.type
        if item.a not in self.claims or item.b not in self.claims:
            return None
        if family is Family.CONTRADICTION:
            return Outcome.CONTRADICTED
        if family is Family.AGREEMENT:
            borne_out = kind in (None, RelationType.CORROBORATES) and not self.same_origin(item)
            return Outcome.CORROBORATED if borne_out else None
        if family is Family.SUCCESSION and claim == item.a and self.same_origin(item):
            corrects = kind is RelationType.CORRECTS
            return Outcome.CORRECTED_ITSELF if corrects else Outcome.SUPERSEDED
        return None

    def same_origin(self, item: Standing) -> bool:
        """Whether the two claims of a pair go back to one origin."""
        a, b = self.claims[item.a], self.claims[item.b]
        one = self.group_of_origin.get(item.a)
        if one is not None and one == self.group_of_origin.get(item.b):
            return True
        if a.origin_key or b.origin_key:
            return a.origin_key == b.origin_key
        return a.origin is not None and a.origin == b.origin


def _decided_at(item: Standing) -> str:
    judgement = item.judgement
    return judgement.decided.isoformat() if judgement and judgement.decided else ""
