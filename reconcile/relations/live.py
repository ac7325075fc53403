"""Which claims still stand: what its own origin has taken back binds nobody any longer.

One figure that stands out of its origin's own series is no correction, and what it seems to correct
stands: 290, 900, 310 is a slip at 900, and 390, 50, 400 one at 50.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
        earlier, later = by_id[relation.a], by_id[relation.b]
        decided = judged.families.get(frozenset((relation.a, relation.b)))
        if judged.kind(relation) is RelationType.CORRECTS:
            if decided or not _slip(earlier, later, series, disputed):
                gone.add(relation.a)
        elif decided is Family.SUCCESSION and _falls(earlier, later):
            gone.add(relation.a)
    return frozenset(gone)


def _falls(earlier: Facts, later: Facts) -> bool:
    a, b = earlier.interval, later.interval
    return a is not None and b is not None and intervals.below(b, a)


@dataclass(frozen=True, slots=True)
class _Series:
    """The figures of one voice by day: the highest floor up to a day, the lowest ceiling from it on."""

    days: list[int]
    floors: list[float]
    ceilings: list[float]

    def floor_before(self, day: int) -> float | None:
        """Return the highest floor before ``day``, ``None`` where the voice had not spoken yet."""
        index = bisect_left(self.days, day)
        return self.floors[index - 1] if index else None

    def ceiling_after(self, day: int) -> float | None:
        """Return the lowest ceiling after ``day``, ``None`` where the voice did not speak again."""
        index = bisect_right(self.days, day)
        return self.ceilings[index] if index < len(self.days) else None


def _series(facts: Sequence[Facts]) -> Mapping[str, _Series]:
    said: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for item in facts:
        if item.interval is not None:
            figure = (_end(item), intervals.low(item.interval), intervals.high(item.interval))
            for voice in item.voices:
                said[voice].append(figure)
    series = {}
    for voice, figures in said.items():
        figures.sort()
        floors = list(accumulate((low for _, low, _ in figures), max))
        ceilings = list(accumulate((high for _, _, high in reversed(figures)), min))[::-1]
        series[voice] = _Series([day for day, _, _ in figures], floors, ceilings)
    return series


def _slip(earlier: Facts, later: Facts, series: Mapping[str, _Series], disputed: set[str]) -> bool:
    """Tell whether one of the two stands out of the origin's series, and others say so too."""
    shared = earlier.voices & later.voices
    if not shared or earlier.interval is None or later.interval is None:
        return False
    own = series[min(shared)]
    # A peak: what came before it is no higher than what came after.
    before = own.floor_before(_end(earlier))
    peak = before is not None and before <= intervals.high(later.interval)
    # A dip: the origin came back to where it was.
    after = own.ceiling_after(_end(later))
    dip = after is not None and after >= intervals.low(earlier.interval)
    return (peak and earlier.claim.id in disputed) or (dip and later.claim.id in disputed)


def _end(item: Facts) -> int:
    return item.period.end.last if item.period.end else 0
