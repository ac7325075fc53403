"""Which claims still stand: what its own origin has taken back binds nobody any longer.

One figure that stands out of its origin's own series is no correction, and what it seems to correct
stands: 290, 900, 310 is a slip at 900, and 390, 50, 400 one at 50.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reconcile.model import Relation
from reconcile.relations import intervals
from reconcile.relations.facts import Facts
from reconcile.relations.judged import Judged
from schema.vocabulary import Family, RelationType


def corrected(
    relations: Sequence[Relation], facts: Sequence[Facts], judged: Judged
) -> frozenset[str]:
    """Name the claims that their own origin, or an editor, has replaced."""
    by_id = {item.claim.id: item for item in facts}
    disputed = {
        claim
        for relation in relations
        if judged.family(relation) is Family.CONTRADICTION
        for claim in (relation.a, relation.b)
    }
    series = _series(facts)
    gone = set()
    for relation in relations:
        if judged.kind(relation) is RelationType.CORRECTS:
            decided = frozenset((relation.a, relation.b)) in judged.families
            if decided or not _slip(by_id[relation.a], by_id[relation.b], series, disputed):
                gone.add(relation.a)
        elif judged.families.get(frozenset((relation.a, relation.b))) is Family.SUCCESSION:
            earlier, later = by_id[relation.a].interval, by_id[relation.b].interval
            if earlier and later and intervals.below(later, earlier):
                gone.add(relation.a)
    return frozenset(gone)


def _series(facts: Sequence[Facts]) -> Mapping[str, list[Facts]]:
    series: dict[str, list[Facts]] = defaultdict(list)
    for item in facts:
        if item.counted:
            for voice in item.voices:
                series[voice].append(item)
    return series


def _slip(
    earlier: Facts, later: Facts, series: Mapping[str, list[Facts]], disputed: set[str]
) -> bool:
    """Tell whether one of the two stands out of the origin's series, and others say so too."""
    shared = earlier.voices & later.voices
    own = series[min(shared)] if shared else []
    assert earlier.interval is not None and later.interval is not None
    before = [i for i in own if _ends(i) < _ends(earlier) and i.interval is not None]
    after = [i for i in own if _ends(i) > _ends(later) and i.interval is not None]
    # A peak: what came before it is no higher than what came after.
    peak = all(not intervals.below(later.interval, i.interval) for i in before if i.interval)
    # A dip: the origin came back to where it was.
    dip = all(not intervals.below(i.interval, earlier.interval) for i in after if i.interval)
    if earlier.claim.id in disputed and before and peak:
        return True
    return bool(later.claim.id in disputed and after and dip)


def _ends(item: Facts) -> int:
    return item.period.end.last if item.period.end else 0
