"""Two texts' claims: which of them answer one question, and how those stand to one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reconcile.model import Claim, Relation
from reconcile.relations.explain import explained, papers, sentence
from reconcile.relations.facts import Facts, read
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.passages import opposed
from reconcile.relations.places import Placement, fold
from reconcile.relations.populations import among
from reconcile.relations.rules import decide
from reconcile.relations.suggest import suggestion
from reconcile.relations.undated import agree, oppose
from schema.vocabulary import Family, RelationType

#: What two claims need in common to answer one question.
_ENOUGH = 2.0
#: Of answers that are as good, the one that explains the most is taken.
_RANK = (
    RelationType.REPEATS,
    RelationType.CORROBORATES,
    RelationType.REFINES,
    RelationType.COMPATIBLE,
    RelationType.UPDATES,
    RelationType.CORRECTS,
    RelationType.PART_OF,
    RelationType.DIFFERENT_SCOPE,
    RelationType.DISPUTES,
    RelationType.CONTRADICTS,
    RelationType.UNDETERMINED,
    RelationType.UNRELATED,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    sides: Pair
    found: Finding
    likeness: float


def match(
    a: Sequence[Claim],
    b: Sequence[Claim],
    *,
    language: str = "fr",
    copies: Mapping[str, str] | None = None,
    statements: tuple[Sequence[Claim], Sequence[Claim]] = ((), ()),
) -> Relation | None:
    """Relate the two claims, one of each text, that best answer the same question.

    Where a claim of one text has several counterparts in the other, one that agrees is taken before one
    that does not. ``statements`` are the sentences of the two texts, which are set against each other by
    their wording where the claims settle nothing. Return ``None`` where no two answer the same question.
    """
    answered = _answered(a, b, copies)
    if answered is None or _leaves_open(*answered):
        answered = opposed(*statements) or answered
    if answered is None:
        return None
    named = papers((*a, *statements[0]), (*b, *statements[1]), language)
    return suggestion(*answered, language, named)


def _leaves_open(sides: Pair, found: Finding) -> bool:
    """Tell whether the wording may still show that two texts contradict each other.

    Not where the figures are explained, or where one text only declines to comment or plans to act.
    """
    if found.reason in ("no_comment", "intention"):
        return False
    if found.type in (RelationType.UNDETERMINED, RelationType.UNRELATED):
        return True
    same_figure = sides.a.interval == sides.b.interval
    return same_figure and found.type.family is Family.AGREEMENT


def _answered(
    a: Sequence[Claim], b: Sequence[Claim], copies: Mapping[str, str] | None
) -> tuple[Pair, Finding] | None:
    first, second = ([read(claim, copies) for claim in side] for side in (a, b))
    undated = all(side.period.end is None for side in (*first, *second))
    if undated and (figures := oppose(first, second) or agree(first, second)):
        return figures
    candidates = [_candidate(x, y) for x in first for y in second]
    near = [c for c in candidates if c.likeness >= _ENOUGH]
    if not near:
        return None
    best = max(c.likeness for c in near)
    chosen = min(
        (c for c in near if c.likeness >= best - 0.5),
        key=lambda c: (_RANK.index(c.found.type), -c.likeness),
    )
    return chosen.sides, chosen.found


def nothing(
    a: Sequence[Claim],
    b: Sequence[Claim],
    *,
    language: str = "fr",
    statements: tuple[Sequence[Claim], Sequence[Claim]] = ((), ()),
) -> Relation:
    """Say that two texts answer no common question, or that one of them claims nothing."""
    shown = a or statements[0], b or statements[1]
    if not all(shown):
        return Relation(
            a=shown[0][0].id if shown[0] else "",
            b=shown[1][0].id if shown[1] else "",
            type=RelationType.UNDETERMINED,
            rule="R12",
            score=0.0,
            explanation=explained("no_claim", language),
        )
    # Of each text what says most, to show what it is that has nothing in common.
    sides = pair(*(read(max(claims, key=_firmness)) for claims in shown))
    claimed = bool(a and b)
    reason = "no_common_question" if claimed else "no_common_claim"
    return Relation(
        a=sides.a.claim.id,
        b=sides.b.claim.id,
        type=RelationType.UNRELATED if claimed else RelationType.UNDETERMINED,
        rule="R1" if claimed else "R12",
        score=0.5 if claimed else 0.0,
        explanation=sentence(sides, reason, language, papers=papers(*shown, language)),
    )


def _firmness(claim: Claim) -> tuple[bool, float]:
    return claim.quantity is not None, claim.confidence


def _candidate(x: Facts, y: Facts) -> _Candidate:
    sides = pair(x, y)
    return _Candidate(sides, decide(sides), _likeness(sides))


def _likeness(sides: Pair) -> float:
    """Say how much the two answer the same question; below nought, they do not."""
    a, b = sides.a.claim, sides.b.claim
    if sides.a.unit != sides.b.unit and sides.a.counted and sides.b.counted:
        return -1.0
    score = 0.0
    if sides.a.measure and sides.b.measure:
        score += 2.0 if sides.a.measure == sides.b.measure else -3.0
    elif sides.a.unit is not None and sides.a.counted and sides.b.counted:
        # Amounts of one kind, of nobody knows what.
        score += 1.5
    if a.counted and b.counted:
        score += 1.0 if fold(a.counted) == fold(b.counted) else 0.0
    if a.population and b.population:
        score += _of_whom(a.population, b.population)
    score += _PLACES.get(sides.place, 0.0)
    if sides.a.counted == sides.b.counted:
        score += 0.5
    if a.scope.kind is b.scope.kind:
        score += 0.25
    return score


def _of_whom(a: str, b: str) -> float:
    if fold(a) == fold(b):
        return 1.0
    return 0.0 if among(a, b) or among(b, a) else -1.5


_PLACES = {
    Placement.SAME: 0.5,
    Placement.A_INSIDE: 0.25,
    Placement.B_INSIDE: 0.25,
    Placement.APART: -0.5,
}
