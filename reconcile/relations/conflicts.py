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

from reconcile.relations.solver import Model
from reconcile.relations.system import System, pairwise

Conflict = frozenset[int]
#: Pairs in conflict that are listed before it is enough: a planted figure may clash with every other.
_PAIRS = 400


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
    pairs, all_pairs = pairwise(system.rows, everything, _PAIRS)
    known = list(dict.fromkeys([*given, *pairs]))
    budget = solves_up_to
    removed: frozenset[int] = frozenset()
    while budget > 0:
        removed = _hitting_set(known, origins, weights, doubts)
        rest = [index for index in everything if index not in removed]
        budget -= 1
        if Model(system, rest).feasible():
            break
        found, spent = smallest_conflict(system, rest)
        budget -= spent
        if found is None:
            break
        known.append(found)
    complete = all_pairs and budget > 0
    if complete and _worth_listing(system, known, given):
        known, complete = _enumerate(system, known, conflicts_up_to, budget)
    known.sort(key=lambda ids: (len(ids), sorted(ids)))
    return Diagnosis(tuple(known), removed, complete)


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


def smallest_conflict(system: System, rows: Sequence[int]) -> tuple[Conflict | None, int]:
    """Find one irreducible set of rows that cannot all hold, and the solver calls it took.

    Return ``None`` where all can hold.
    """
    pairs, _ = pairwise(system.rows, rows, 1)
    if pairs:
        return pairs[0], 0
    suspects, spent = Model(system, rows).blamed(), 1
    if not suspects:
        suspects = list(rows)
    if Model(system, suspects).feasible():
        suspects = list(rows)
        if Model(system, suspects).feasible():
            return None, spent + 2
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
    cover = np.zeros((len(conflicts), width))
    for place, conflict in enumerate(conflicts):
        for index in conflict:
            cover[place, column[index]] = 1.0
    pays = np.zeros((len(involved), width))
    for place, index in enumerate(involved):
        pays[place, vote[origins[index]]] = 1.0
        pays[place, column[index]] = -1.0
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
    system: System, known: Sequence[Conflict], limit: int, budget: int
) -> tuple[list[Conflict], bool]:
    """List all smallest conflicts, up to ``limit`` of them and ``budget`` solver calls (MARCO)."""
    found = list(known)
    everything = frozenset(range(len(system.rows)))
    mended: list[frozenset[int]] = []
    while len(found) < limit and budget > 0:
        seed = _unexplored(everything, found, mended)
        if seed is None:
            return found, True
        budget -= 2
        if Model(system, sorted(seed)).feasible():
            # The seed is as large as can be, so what it lacks meets every conflict left.
            mended.append(everything - seed)
            continue
        conflict, spent = smallest_conflict(system, sorted(seed))
        budget -= spent
        if conflict is None:
            return found, False
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
    matrix = np.zeros((len(lines), size))
    for place, (ids, _, _) in enumerate(lines):
        matrix[place, sorted(ids)] = 1.0
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
