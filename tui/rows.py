"""A group laid out for reading: its claims as lettered rows, each beside the anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.model import Claim, DocumentHead, GroupView, Judgement, Relation
from schema.vocabulary import Family
from tui import words


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of a group, with how it stands to the anchor."""

    letter: str
    claim: Claim
    document: DocumentHead | None
    is_anchor: bool
    relation: Relation | None
    judgement: Judgement | None
    note: str = ""

    @property
    def undecided(self) -> bool:
        """Whether an editor has still to decide on it."""
        return not self.is_anchor and self.judgement is None

    @property
    def family(self) -> Family:
        """The family to colour it by: decided, else suggested, else undetermined."""
        if self.judgement is not None:
            return self.judgement.family
        return self.relation.family if self.relation else Family.UNDETERMINED


def rows(view: GroupView) -> tuple[ClaimRow, ...]:
    """Lay out the claims of ``view`` in its order."""
    anchor = anchor_of(view)
    relations = {frozenset((item.a, item.b)): item for item in view.assessment.relations}
    judgements = {frozenset(pair): item for pair, item in view.judgements.items()}
    result = []
    for index, claim in enumerate(view.claims):
        pair = frozenset((anchor or "", claim.id))
        result.append(
            ClaimRow(
                letter=words.letter(index),
                claim=claim,
                document=view.documents.get(claim.document),
                is_anchor=claim.id == anchor,
                relation=relations.get(pair),
                judgement=judgements.get(pair),
                note=view.notes.get(claim.id, ""),
            )
        )
    return tuple(result)


def anchor_of(view: GroupView) -> str | None:
    """The claim the others are compared with: chosen, else the machine's, else the first."""
    members = {claim.id for claim in view.claims}
    for choice in (view.anchor, view.assessment.anchor):
        if choice in members:
            return choice
    return view.claims[0].id if view.claims else None


def pair(view: GroupView, row: ClaimRow) -> tuple[str, str]:
    """Order the anchor and the row's claim as their relation does: the earlier one first."""
    if row.relation is not None:
        return row.relation.a, row.relation.b
    anchor = anchor_of(view) or row.claim.id
    order: Mapping[str, int] = {claim.id: index for index, claim in enumerate(view.claims)}
    if order.get(anchor, 0) <= order[row.claim.id]:
        return anchor, row.claim.id
    return row.claim.id, anchor


def other_conflicts(view: GroupView, row: ClaimRow) -> tuple[Relation, ...]:
    """The contradictions of the row's claim with claims other than the anchor."""
    anchor = anchor_of(view)
    return tuple(
        item
        for item in view.assessment.relations
        if item.family is Family.CONTRADICTION
        and row.claim.id in (item.a, item.b)
        and anchor not in (item.a, item.b)
    )
