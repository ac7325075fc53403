"""Which pairs of a large group are worth a relation: neighbours, repetitions, parts and oppositions."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence

from reconcile.relations import intervals
from reconcile.relations.facts import Facts
from schema.vocabulary import Polarity

#: Opposed pairs looked at in one group; a group with more has other worries.
_OPPOSED = 4000


def chosen(facts: Sequence[Facts], pairs_up_to: int) -> tuple[list[tuple[int, int]], bool]:
    """Choose the pairs to relate, by position, and tell whether none that may be opposed is left out.

    ``facts`` come earliest first. Of a large group: each claim with the one before it, with the one
    before it of the same origin, with its whole, with the first of all; and every two that the rules
    might find to contradict each other.
    """
    count = len(facts)
    if count <= pairs_up_to:
        return [(a, b) for a in range(count) for b in range(a + 1, count)], True
    pairs = {(index, index + 1) for index in range(count - 1)}
    pairs |= {(0, index) for index in range(1, count)}
    place = {item.claim.id: index for index, item in enumerate(facts)}
    last: dict[str, int] = {}
    for index, item in enumerate(facts):
        for voice in item.voices:
            if voice in last:
                pairs.add((last[voice], index))
            last[voice] = index
        whole = place.get(item.claim.whole or "")
        if whole is not None and whole != index:
            pairs.add((min(whole, index), max(whole, index)))
    opposed, denied = _opposed(facts), _denied(facts)
    return sorted(pairs | opposed | denied), max(len(opposed), len(denied)) < _OPPOSED


def _opposed(facts: Sequence[Facts]) -> set[tuple[int, int]]:
    """Pairs whose figures fall, or differ on one day."""
    found: set[tuple[int, int]] = set()
    # What came before: by its floor, the highest first; and of each day by its ceiling, the lowest first.
    floors: list[tuple[float, int]] = []
    ceilings: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, item in enumerate(facts):
        if item.tolerant is None:
            continue
        low, high = intervals.low(item.tolerant), intervals.high(item.tolerant)
        today = ceilings[item.period.end.last if item.period.end else 0]
        above = floors[: bisect_left(floors, (-high, -1))]
        below = today[: bisect_left(today, (low, -1))]
        found.update((other, index) for _, other in (*above, *below))
        if len(found) >= _OPPOSED:
            return found
        insort(floors, (-low, index))
        insort(today, (high, index))
    return found


def _denied(facts: Sequence[Facts]) -> set[tuple[int, int]]:
    denials = [i for i, item in enumerate(facts) if item.claim.polarity is Polarity.DENIED]
    found: set[tuple[int, int]] = set()
    for denial in denials:
        for index, item in enumerate(facts):
            if item.claim.polarity is not Polarity.DENIED:
                found.add((min(denial, index), max(denial, index)))
            if len(found) >= _OPPOSED:
                return found
    return found
