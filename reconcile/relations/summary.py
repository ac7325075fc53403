"""What the relations of a group come to: label, attention, ask list, credibility, anchor, staleness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reconcile.model import Ask, Relation
from reconcile.relations.facts import Facts
from reconcile.relations.judged import Judged
from reconcile.relations.places import within
from schema.vocabulary import (
    Credibility,
    Family,
    Label,
    Modality,
    Polarity,
    RelationType,
    Reliability,
)

T = RelationType
#: How much the word of a source weighs, by its grade; an ungraded source weighs as a C.
WEIGHTS = {
    Reliability.A: 1.5,
    Reliability.B: 1.25,
    Reliability.C: 1.0,
    Reliability.D: 0.75,
    Reliability.E: 0.5,
    Reliability.F: 1.0,
}


def weight(item: Facts, grades: Mapping[str, Reliability]) -> float:
    """Return the weight of a claim's origin, whose grade stands under its key or its name."""
    claim = item.claim
    for name in (claim.origin_key, claim.origin, claim.outlet):
        if name and name in grades:
            return WEIGHTS[grades[name]]
    return 1.0


def components(independent: Sequence[Sequence[str]]) -> dict[str, int]:
    """Map each claim to the number of its independent origin."""
    return {claim: number for number, ids in enumerate(independent) for claim in ids}


def label(
    relations: Sequence[Relation],
    judged: Judged,
    independent: Sequence[Sequence[str]],
    consistent: bool | None,
    dead: frozenset[str],
) -> Label:
    """Say what the machine makes of the group as a whole."""
    live = [r for r in relations if r.a not in dead and r.b not in dead]
    if any(judged.family(r) is Family.CONTRADICTION for r in live) or consistent is False:
        return Label.CONTESTED
    if len(independent) < 2:
        return Label.SINGLE_SOURCE if independent else Label.UNDETERMINED
    origin = components(independent)
    families = Counter(judged.family(r) for r in relations)
    if any(_succeeds(r, judged) for r in relations):
        return Label.EVOLVING
    agree = any(
        judged.family(r) is Family.AGREEMENT and origin[r.a] != origin[r.b] for r in relations
    )
    if agree:
        return Label.CORROBORATED
    return Label.SINGLE_SOURCE if families[Family.AGREEMENT] else Label.UNDETERMINED


def _succeeds(relation: Relation, judged: Judged) -> bool:
    if judged.family(relation) is Family.SUCCESSION:
        return True
    kind = judged.kind(relation)
    if relation.rule == "R9":
        return kind is T.COMPATIBLE
    return relation.rule == "R10" and kind is T.DIFFERENT_SCOPE and "quantity" in relation.fields


def attention(
    relations: Sequence[Relation],
    judged: Judged,
    independent: Sequence[Sequence[str]],
    consistent: bool | None,
    dead: frozenset[str],
) -> float:
    """Say how much the group deserves an editor's attention.

    5 and more: live contradictions between independent origins; 4: no way for all to be right; 3: a
    dispute; 2: a source against itself; 1: what cannot be told; less than 1: agreement, then a single
    source, and last the figures that only rose. Within a tier the surest and the most come first.
    """
    origin = components(independent)
    worst, tier = 0.0, 0.2 if len(independent) > 1 else 0.1
    if any(_succeeds(relation, judged) for relation in relations):
        tier = 0.0
    for relation in relations:
        if relation.a in dead or relation.b in dead:
            continue
        kind = judged.kind(relation)
        apart = origin[relation.a] != origin[relation.b]
        if kind is T.CONTRADICTS:
            level = 5.0 if apart else 2.0
        elif kind is T.DISPUTES:
            level = 3.0 if apart else 2.0
        elif kind is T.UNDETERMINED:
            level = 1.0
        else:
            continue
        if (level, relation.score) > (tier, worst):
            tier, worst = level, relation.score
    if consistent is False and tier < 4.0:
        tier, worst = 4.0, 0.5
    size = 1 - 1 / (1 + math.log1p(len(origin)))
    return round(tier + 0.7 * worst + 0.05 * size, 4)


def asks(relations: Sequence[Relation], facts: Sequence[Facts]) -> tuple[Ask, ...]:
    """List the missing fields, the one whose answer would settle most pairs first."""
    known = {item.claim.id: item for item in facts}
    settles: Counter[tuple[str, str]] = Counter()
    for relation in relations:
        if relation.missing is None:
            continue
        sides = [known[relation.a], known[relation.b]]
        lacking = [side for side in sides if _lacks(side, relation.missing)] or sides
        for side in lacking:
            settles[side.claim.id, relation.missing] += 1
    ranked = sorted(settles.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Ask(claim, field, count) for (claim, field), count in ranked)


def _lacks(side: Facts, field: str) -> bool:
    claim = side.claim
    lacking = {
        "start": claim.scope.start is None or "start" in claim.scope.inferred,
        "as_of": side.dated_by_paper or side.period.backwards,
        "place": not side.where or any(key.startswith("?") for key in side.where),
        "quantity": not side.counted,
        "measure": claim.measure is None,
        "population": claim.population is None,
        "kind": "kind" in claim.scope.inferred,
    }
    return lacking.get(field, False)


def credibility(
    relations: Sequence[Relation],
    judged: Judged,
    facts: Sequence[Facts],
    independent: Sequence[Sequence[str]],
) -> tuple[tuple[str, Credibility], ...]:
    """Suggest each claim's credibility from what independent origins say of the same."""
    origin = components(independent)
    said: dict[str, set[RelationType]] = defaultdict(set)
    for relation in relations:
        if origin[relation.a] != origin[relation.b]:
            said[relation.a].add(judged.kind(relation))
            said[relation.b].add(judged.kind(relation))
    return tuple((item.claim.id, _credible(said[item.claim.id])) for item in facts)


def _credible(said: set[RelationType]) -> Credibility:
    confirmed = bool(said & {T.CORROBORATES, T.REFINES})
    if said & {T.CONTRADICTS, T.DISPUTES}:
        return Credibility.POSSIBLY_TRUE if confirmed else Credibility.IMPROBABLE
    if confirmed:
        return Credibility.CONFIRMED
    if T.COMPATIBLE in said:
        return Credibility.POSSIBLY_TRUE
    return Credibility.CANNOT_BE_JUDGED


def anchor(
    relations: Sequence[Relation],
    facts: Sequence[Facts],
    grades: Mapping[str, Reliability],
    dead: frozenset[str] = frozenset(),
) -> str | None:
    """Choose the claim to compare the others with: a whole, surely said by someone named, widest and latest.

    What a later claim corrected comes last, and so does what can be compared with nothing else of the group.
    """
    if not facts:
        return None
    told: set[str] = set()
    for relation in relations:
        if relation.family is not Family.UNDETERMINED and relation.type is not T.UNRELATED:
            told |= {relation.a, relation.b}
    named = frozenset(place for item in facts for place in item.where)
    cover = {where: _covers(where, named) for where in {item.where for item in facts}}
    ranked = max(
        enumerate(facts),
        key=lambda at: (
            at[1].claim.id not in dead,
            at[1].claim.id in told,
            *_standing(at[1]),
            weight(at[1], grades),
            cover[at[1].where],
            _length(at[1]),
            _end(at[1]),
            -at[0],
        ),
    )
    return ranked[1].claim.id


def _standing(item: Facts) -> tuple[bool, ...]:
    """Say how firmly a claim answers for itself; the first doubt weighs most."""
    claim = item.claim
    return (
        item.counted or claim.quantity is None,
        claim.whole is None,
        claim.polarity is Polarity.ASSERTED,
        claim.modality in (Modality.CERTAIN, Modality.PROVISIONAL),
        claim.origin is not None and not any(hop.anonymous for hop in claim.attribution[-1:]),
        claim.modality is Modality.CERTAIN,
    )


def _covers(where: frozenset[str], named: frozenset[str]) -> int:
    """Count the places of the group that lie in ``where``."""
    return sum(any(within(place, one) for one in where) for place in named)


def _length(item: Facts) -> int:
    """Count the days of a claim's period; none where its start is unknown."""
    start, end = item.period.start, item.period.end
    return max(0, end.last - start.first) if start and end else 0


def _end(item: Facts) -> int:
    return item.period.end.last if item.period.end else 0


def best(
    facts: Sequence[Facts], grades: Mapping[str, Reliability], dead: frozenset[str]
) -> float | None:
    """Suggest a figure: the latest one of the best-graded origin, if its words give one."""
    live = [
        item
        for item in facts
        if item.claim.id not in dead
        and item.claim.whole is None
        and item.claim.quantity is not None
        and item.claim.quantity.value is not None
        and item.counted
    ]
    if not live:
        return None
    chosen = max(enumerate(live), key=lambda item: (weight(item[1], grades), item[0]))[1]
    return chosen.claim.quantity.value if chosen.claim.quantity else None
