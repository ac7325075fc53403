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

    @cached_property
    def other_decisions(self) -> dict[str, list[Standing]]:
        """For each claim, the decided pairs that no row of the table is about."""
        decided = [item for item in self.standings if item.decided]
        if not decided:
            return {}
        shown = {(item.a, item.b) for claim in self.claims if (item := self.main_standing(claim))}
        found: dict[str, list[Standing]] = defaultdict(list)
        for item in decided:
            if (item.a, item.b) not in shown:
                found[item.a].append(item)
                found[item.b].append(item)
        return found

    def outcomes(self, claim: str) -> tuple[Outcome, ...]:
        """What became of a claim."""
        found = self._outcomes.get(claim)
        return tuple(outcome for outcome in Outcome if outcome in found) if found else ()

    @cached_property
    def _outcomes(self) -> dict[str, set[Outcome]]:
        found: dict[str, set[Outcome]] = defaultdict(set)
        for item in self.standings:
            if item.a not in self.claims or item.b not in self.claims:
                continue
            family = item.family
            if family is Family.CONTRADICTION:
                found[item.a].add(Outcome.CONTRADICTED)
                found[item.b].add(Outcome.CONTRADICTED)
            elif family is Family.AGREEMENT:
                borne_out = item.type in (None, RelationType.CORROBORATES)
                if borne_out and not self.same_origin(item):
                    found[item.a].add(Outcome.CORROBORATED)
                    found[item.b].add(Outcome.CORROBORATED)
            elif family is Family.SUCCESSION and self.same_origin(item):
                corrects = item.type is RelationType.CORRECTS
                found[item.a].add(Outcome.CORRECTED_ITSELF if corrects else Outcome.SUPERSEDED)
        return found

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
