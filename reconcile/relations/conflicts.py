"""Which claims cannot hold together, and what holds without them.

The largest consistent set is found by hitting sets: the cheapest set of rows that meets every conflict
known; if the rest can hold, that is the answer, else the rest yields a further conflict. Conflicts of
two are read off the rows without the solver. The further conflicts are listed after Liffiton et al.,
"Fast, flexible MUS enumeration" (Constraints 21, 2016), up to a number of solver calls, so that the
answer depends on the claims and never on the clock.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from reconcile.relations.places import within
from reconcile.relations.solver import Model
from reconcile.relations.system import Strand, System

Conflict = frozenset[int]
#: Pairs in conflict that are listed before it is enough: a planted figure may clash with every other.
_PAIRS = 400
#: Conflicts gathered before the best answer is given up for a good one.
_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The smallest conflicts, the rows whose removal mends all, and whether the list is whole."""

    conflicts: tuple[Conflict, ...]
    removed: frozenset[int]
    complete: bool


def diagnose(
    system: System,
    origins: Mapping[int, int],
    weights: Mapping[int, float],
    doubts: Mapping[int, float],
    *,
    given: Sequence[Conflict] = (),
    conflicts_up_to: int,
    solves_up_to: int,
) -> Diagnosis:
    """Find what is in conflict.

    ``origins`` maps each row to its independent origin, ``weights`` each origin to the weight of its
    vote; ``doubts`` (0 to 1) breaks ties: of two ways out the one that drops the more doubtful rows.
    ``given`` are conflicts that an editor found.
    """
    everything = list(range(len(system.rows)))
    clashes = Clashes(system)
    pairs = clashes.among(everything, _PAIRS)
    known = list(dict.fromkeys([*given, *pairs]))
    budget = solves_up_to
    removed: frozenset[int] = frozenset()
    settled = False
    while budget > 0 and not settled:
        removed = _hitting_set(known, origins, weights, doubts)
        rest = [index for index in everything if index not in removed]
        budget -= 1
        more = clashes.among(rest, _PAIRS)
        if not more:
            found, spent = smallest_conflict(system, rest, clashes)
            budget -= spent
            more = [found] if found else []
            settled = not more
        known += more
        if len(known) > _ENOUGH:
            break
    if not settled:
        removed = _greedily(system, clashes, removed)
    complete = settled and len(pairs) < _PAIRS
    if complete and _worth_listing(system, known, given):
        known, complete = _enumerate(system, known, clashes, conflicts_up_to, budget)
    known.sort(key=lambda ids: (len(ids), sorted(ids)))
    return Diagnosis(tuple(known), removed, complete)


class Clashes:
    """Which floor exceeds which ceiling, for every two rows: the conflicts of two, without the solver."""

    def __init__(self, system: System) -> None:
        rows = system.rows
        low = np.array([row.low for row in rows])
        high = np.array([row.high if row.narrow else math.inf for row in rows])
        wide = np.array([(row.wide.start, row.wide.end) for row in rows])
        narrow = np.array([(r.narrow.start, r.narrow.end) if r.narrow else (0, 0) for r in rows])
        over = low[:, None] > high[None, :]
        over &= narrow[None, :, 0] <= wide[:, None, 0]
        over &= wide[:, None, 1] <= narrow[None, :, 1]
        # Strands and places are few and the same again and again.
        kinds = [(row.wide.strand, row.wide.places) for row in rows]
        number = {kind: index for index, kind in enumerate(dict.fromkeys(kinds))}
        held = np.array([[_held(a, b) for b in number] for a in number])
        of = np.array([number[kind] for kind in kinds])
        over &= held[of[:, None], of[None, :]]
        for index, row in enumerate(rows):
            if row.inside is not None:
                for other, holder in enumerate(rows):
                    over[index, other] |= row.inside == holder.narrow and row.low > holder.high
        np.fill_diagonal(over, False)
        self._over = over | over.T

    def among(self, rows: Sequence[int], limit: int) -> list[Conflict]:
        """List the clashing pairs among ``rows``, up to ``limit``."""
        chosen = np.array(rows, dtype=int)
        part = np.triu(self._over[np.ix_(chosen, chosen)])
        first, second = np.nonzero(part)
        return [
            frozenset((int(chosen[a]), int(chosen[b])))
            for a, b in zip(first[:limit], second[:limit], strict=True)
        ]

    def busiest(self, rows: Sequence[int]) -> int | None:
        """Return the row that clashes with most others of ``rows``."""
        chosen = np.array(rows, dtype=int)
        counts = self._over[np.ix_(chosen, chosen)].sum(axis=1)
        return int(chosen[counts.argmax()]) if len(counts) and counts.max() else None


def _held(inner: tuple[Strand, frozenset[str]], outer: tuple[Strand, frozenset[str]]) -> bool:
    if inner[0] != outer[0]:
        return False
    return all(any(within(p, q) for q in outer[1]) for p in inner[1])


def _greedily(system: System, clashes: Clashes, removed: frozenset[int]) -> frozenset[int]:
    """Set aside whatever clashes most until the rest can hold: an answer where the best takes too long."""
    gone = set(removed)
    rest = [index for index in range(len(system.rows)) if index not in gone]
    while (worst := clashes.busiest(rest)) is not None:
        rest.remove(worst)
        gone.add(worst)
    while rest and not Model(system, rest).feasible():
        blamed = Model(system, rest).blamed() or rest
        gone.update(blamed)
        rest = [index for index in rest if index not in gone]
    return frozenset(gone)


def _worth_listing(system: System, known: Sequence[Conflict], given: Sequence[Conflict]) -> bool:
    """Conflicts of more than two rows arise only where regions add up or nest."""
    if not known:
        return False
    shapes = {(row.wide, row.narrow) for row in system.rows}
    starts = {wide.start for wide, _ in shapes}
    places = {wide.places for wide, _ in shapes}
    return (
        len(starts) > 1 or len(places) > 1 or any(row.inside for row in system.rows) or bool(given)
    )


def smallest_conflict(
    system: System, rows: Sequence[int], clashes: Clashes
) -> tuple[Conflict | None, int]:
    """Find one irreducible set of rows that cannot all hold, and the solver calls it took.

    Return ``None`` where all can hold.
    """
    pairs = clashes.among(rows, 1)
    if pairs:
        return pairs[0], 0
    if Model(system, rows).feasible():
        return None, 1
    suspects, spent = Model(system, rows).blamed(), 2
    if not suspects or Model(system, suspects).feasible():
        # Only whole numbers make it impossible.
        suspects = list(rows)
    core = list(suspects)
    for index in suspects:
        without = [other for other in core if other != index]
        spent += 1
        if not Model(system, without).feasible():
            core = without
    return frozenset(core), spent


def _hitting_set(
    conflicts: Sequence[Conflict],
    origins: Mapping[int, int],
    weights: Mapping[int, float],
    doubts: Mapping[int, float],
) -> frozenset[int]:
    """Return the cheapest rows that meet every conflict: one vote an origin, then as few rows as can be."""
    if not conflicts:
        return frozenset()
    involved = sorted(set().union(*conflicts))
    voters = sorted({origins[index] for index in involved})
    column = {index: place for place, index in enumerate(involved)}
    vote = {origin: len(involved) + place for place, origin in enumerate(voters)}
    width = len(involved) + len(voters)
    cost = np.zeros(width)
    for index in involved:
        # Far less than a vote, and dearer the surer the row.
        cost[column[index]] = 1e-3 * (1.0 + 0.5 * (1.0 - doubts.get(index, 0.0))) / len(involved)
    for origin in voters:
        cost[vote[origin]] = weights.get(origin, 1.0)
    cells = [(place, column[i]) for place, conflict in enumerate(conflicts) for i in conflict]
    cover = coo_array(
        (np.ones(len(cells)), tuple(zip(*cells, strict=True))), (len(conflicts), width)
    ).tocsr()
    count = len(involved)
    pays = coo_array(
        (
            np.r_[np.ones(count), -np.ones(count)],
            (
                np.r_[np.arange(count), np.arange(count)],
                np.r_[[vote[origins[i]] for i in involved], [column[i] for i in involved]],
            ),
        ),
        (count, width),
    ).tocsr()
    result = milp(
        cost,
        constraints=[
            LinearConstraint(cover, 1.0, math.inf),
            LinearConstraint(pays, 0.0, math.inf),
        ],
        bounds=Bounds(0.0, 1.0),
        integrality=np.ones(width),
        options={"mip_rel_gap": 0.0},
    )
    return frozenset(index for index in involved if result.x[column[index]] > 0.5)


def _enumerate(
    system: System, known: Sequence[Conflict], clashes: Clashes, limit: int, budget: int
) -> tuple[list[Conflict], bool]:
    """List all smallest conflicts, up to ``limit`` of them and ``budget`` solver calls (MARCO)."""
    found = list(known)
    everything = frozenset(range(len(system.rows)))
    mended: list[frozenset[int]] = []
    while len(found) < limit and budget > 0:
        seed = _unexplored(everything, found, mended)
        if seed is None:
            return found, True
        conflict, spent = smallest_conflict(system, sorted(seed), clashes)
        budget -= spent + 1
        if conflict is None:
            # The seed is as large as can be, so what it lacks meets every conflict left.
            mended.append(everything - seed)
            continue
        found.append(conflict)
    return found, _unexplored(everything, found, mended) is None


def _unexplored(
    everything: frozenset[int], conflicts: Sequence[Conflict], mended: Sequence[frozenset[int]]
) -> frozenset[int] | None:
    """Return the largest set of rows not yet known to hold or to fail, ``None`` where there is none."""
    size = len(everything)
    lines = [(conflict, -math.inf, len(conflict) - 1.0) for conflict in conflicts]
    lines += [(missing, 1.0, math.inf) for missing in mended]
    if any(not ids for ids, low, _ in lines if low == 1.0):
        return None
    cells = [(place, index) for place, (ids, _, _) in enumerate(lines) for index in sorted(ids)]
    matrix = coo_array(
        (np.ones(len(cells)), tuple(zip(*cells, strict=True))), (len(lines), size)
    ).tocsr()
    low = np.array([line[1] for line in lines])
    high = np.array([line[2] for line in lines])
    result = milp(
        -np.ones(size),
        constraints=LinearConstraint(matrix, low, high),
        bounds=Bounds(0.0, 1.0),
        integrality=np.ones(size),
    )
    if result.x is None:
        return None
    return frozenset(index for index in range(size) if result.x[index] > 0.5)
