"""Declared parts against their total: "32 in Iraq and 34 in Syria" must make the 66 they are parts of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce

from reconcile.model import Interval
from reconcile.relations import intervals
from reconcile.relations.facts import Facts
from reconcile.relations.places import within
from schema.vocabulary import Polarity

_NOTHING = Interval(0.0, 0.0)


def mismatches(facts: Sequence[Facts]) -> list[tuple[str, ...]]:
    """List the totals whose declared parts do not make them: the total first, then its parts.

    Parts may always exceed their total; that they fall short of it can be told only where they cover
    all of its places.
    """
    by_id = {item.claim.id: item for item in facts}
    parts: dict[str, list[Facts]] = defaultdict(list)
    for item in facts:
        if item.claim.whole in by_id and item.counted and item.claim.polarity is Polarity.ASSERTED:
            parts[item.claim.whole or ""].append(item)
    found = []
    for whole_id, members in parts.items():
        whole = by_id[whole_id]
        comparable = [part for part in members if part.unit == whole.unit]
        if whole.tolerant is None or not comparable:
            continue
        separate = _separate(comparable)
        total = reduce(intervals.add, (p.tolerant for p in separate if p.tolerant), _NOTHING)
        over = intervals.below(whole.tolerant, total)
        short = intervals.below(total, whole.tolerant) and _cover(separate, whole)
        if over or short:
            found.append((whole_id, *(part.claim.id for part in separate)))
    return found


def _separate(parts: Sequence[Facts]) -> list[Facts]:
    """Leave out a part that lies in another of them: "12 children, among them 5 girls" are not 17."""
    ids = {part.claim.id for part in parts}
    kept: list[Facts] = []
    for part in parts:
        if part.claim.whole in ids:
            continue
        if any(_same_cell(part, other) for other in kept):
            continue
        kept.append(part)
    return kept


def _same_cell(a: Facts, b: Facts) -> bool:
    if a.claim.population != b.claim.population or a.claim.measure != b.claim.measure:
        return False
    if not a.where and not b.where:
        # Two further groups of the same kind, unless the text only says the same twice.
        return a.interval == b.interval
    return any(within(x, y) or within(y, x) for x in a.where for y in b.where)


def _cover(parts: Sequence[Facts], whole: Facts) -> bool:
    places = {place for part in parts for place in part.where}
    if len(parts) < 2 or not whole.where:
        return False
    alike = all(part.claim.population == whole.claim.population for part in parts)
    return alike and all(any(within(p, q) for q in places) for p in whole.where)
