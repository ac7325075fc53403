"""The system of a group put to HiGHS: can all rows hold, and between which bounds is any region.

The unknowns are running totals ``P[strand, place, day]``, never falling; a region is a difference of two
of them in each of its places, so that the matrix stays sparse and, in one place, totally unimodular.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from reconcile.relations.places import within
from reconcile.relations.system import ORIGIN, Region, Row, Strand, System

Vector = npt.NDArray[np.float64]
_OUT_OF_TIME, _INFEASIBLE, _UNBOUNDED, _EITHER = 1, 2, 3, 4
#: Seconds after which HiGHS gives a subproblem up; far beyond what any group here has needed.
_TIME_LIMIT = 20.0


@dataclass(slots=True)
class Matrix:
    """Rows of a sparse matrix as they are collected."""

    indices: list[int]
    values: list[float]
    ends: list[int]
    low: list[float]
    high: list[float]

    def add(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """Add ``low <= sum of terms <= high``."""
        for index, value in terms:
            self.indices.append(index)
            self.values.append(value)
        self.ends.append(len(self.indices))
        self.low.append(low)
        self.high.append(high)


class Model:
    """The rows of a system that are taken to hold, ready to be solved."""

    def __init__(
        self, system: System, active: Sequence[int], regions: Sequence[Region] = ()
    ) -> None:
        self.system = system
        self.rows = [system.rows[index] for index in active]
        self.active = list(active)
        self._atoms, self._days = _cells([*self._regions(), *regions], system.events)
        self._column: dict[tuple[Strand, str, int], int] = {}
        for strand, atoms in self._atoms.items():
            for atom in sorted(atoms):
                for day in self._days[strand]:
                    self._column[strand, atom, day] = len(self._column)
        self.size = len(self._column)

    def _regions(self) -> list[Region]:
        found = []
        for row in self.rows:
            found += [region for region in (row.wide, row.narrow, row.inside) if region]
        return found

    def terms(self, region: Region) -> list[tuple[int, float]]:
        """Return the columns whose sum is what happened in ``region``."""
        terms = []
        for atom in self._atoms[region.strand]:
            if not any(within(atom.rstrip("*"), place) for place in region.places):
                continue
            terms.append((self._column[region.strand, atom, region.end], 1.0))
            if region.start != ORIGIN:
                terms.append((self._column[region.strand, atom, region.start], -1.0))
        return terms

    def matrix(self) -> tuple[Matrix, list[int]]:
        """Collect the constraints; the second list names the row of the system of each, -1 for none."""
        matrix, names = Matrix([], [], [0], [], []), []
        for index, row in zip(self.active, self.rows, strict=True):
            for terms, low, high in self._constraints(row):
                matrix.add(terms, low, high)
                names.append(index)
        for terms in self._never_falling():
            matrix.add(terms, 0.0, math.inf)
            names.append(-1)
        return matrix, names

    def _constraints(self, row: Row) -> Iterable[tuple[list[tuple[int, float]], float, float]]:
        if row.narrow == row.wide:
            yield self.terms(row.wide), row.low, row.high
        else:
            yield self.terms(row.wide), row.low, math.inf
            if row.narrow is not None and math.isfinite(row.high):
                yield self.terms(row.narrow), -math.inf, row.high
        if row.inside is not None:
            inner = [(column, -value) for column, value in self.terms(row.wide)]
            yield self.terms(row.inside) + inner, 0.0, math.inf

    def _never_falling(self) -> Iterable[list[tuple[int, float]]]:
        for strand, atoms in self._atoms.items():
            days = self._days[strand]
            for atom in atoms:
                columns = [self._column[strand, atom, day] for day in days]
                for earlier, later in pairwise(columns):
                    yield [(later, 1.0), (earlier, -1.0)]
        yield from self._events_inside()

    def _events_inside(self) -> Iterable[list[tuple[int, float]]]:
        """What an event adds to its toll between two days is part of what the running count adds."""
        for event, holder in self.system.events.items():
            if event not in self._days or holder not in self._days:
                continue
            inner = self._days[event]
            starts = sorted({ORIGIN, *self._days[holder]} & {ORIGIN, *inner})
            for atom in self._atoms[event]:
                places = frozenset({atom.rstrip("*")})
                for earlier, later in pairwise(starts):
                    outer = self.terms(Region(holder, places, earlier, later))
                    if not outer:
                        continue
                    part = self.terms(Region(event, places, earlier, later))
                    yield outer + [(column, -value) for column, value in part]

    def feasible(self) -> bool:
        """Tell whether all rows can hold at once."""
        return self._solve(np.zeros(self.size))[0]

    def bounds(self, region: Region) -> tuple[float, float]:
        """Return the least and the most that can have happened in ``region``, given that all rows hold."""
        objective = np.zeros(self.size)
        for column, value in self.terms(region):
            objective[column] += value
        low = self._solve(objective)[1]
        high = -self._solve(-objective)[1]
        return low, high

    def _solve(self, objective: Vector) -> tuple[bool, float]:
        """Minimise; return whether it is feasible and the least value, ``-inf`` where it is unbounded."""
        if not self.size:
            return True, 0.0
        matrix, _ = self.matrix()
        result = milp(
            objective,
            constraints=LinearConstraint(_sparse(matrix, self.size), matrix.low, matrix.high),
            bounds=Bounds(self._floors(), math.inf),
            integrality=self._integrality(),
            options={"time_limit": _TIME_LIMIT},
        )
        if result.status == _INFEASIBLE or (result.status == _EITHER and not objective.any()):
            return False, math.inf
        if result.status in (_UNBOUNDED, _EITHER, _OUT_OF_TIME):
            return True, -math.inf
        return True, round(float(result.fun), 6)

    def _floors(self) -> Vector:
        """What is counted is never less than nothing; a rate may be."""
        return np.array(
            [-math.inf if strand[0] == "rate" else 0.0 for strand, _, _ in self._column]
        )

    def _integrality(self) -> npt.NDArray[np.int_]:
        whole = self.system.whole_numbers
        return np.array([int(strand in whole) for strand, _, _ in self._column], dtype=int)

    def blamed(self) -> list[int]:
        """Name the rows that stand in one proof that not all can hold (a Farkas certificate).

        Stretches every row as little as possible; the rows whose price is not nought carry the proof.
        Empty where only whole numbers make it impossible.
        """
        matrix, names = self.matrix()
        body = _sparse(matrix, self.size)
        count = len(names)
        owned = np.array(names) >= 0
        low, high = np.array(matrix.low), np.array(matrix.high)
        eye = csr_array((np.ones(count), np.arange(count), np.arange(count + 1)))[:, owned]
        stretch = np.r_[np.zeros(self.size), np.ones(2 * int(owned.sum()))]
        wide = hstack([body, eye, -eye], format="csr")
        has_low, has_high = np.isfinite(low), np.isfinite(high)
        result = linprog(
            stretch,
            A_ub=vstack([wide[has_high], -wide[has_low]]),
            b_ub=np.r_[high[has_high], -low[has_low]],
            bounds=np.c_[
                np.r_[self._floors(), np.zeros(2 * int(owned.sum()))], np.full(len(stretch), np.inf)
            ],
            method="highs",
        )
        if result.status != 0 or result.fun < 1e-7:
            return []
        prices = np.zeros(count)
        split = int(has_high.sum())
        prices[has_high] += np.abs(result.ineqlin.marginals[:split])
        prices[has_low] += np.abs(result.ineqlin.marginals[split:])
        blamed = {name for name, price in zip(names, prices, strict=True) if price > 1e-9}
        return sorted(blamed - {-1})


def _sparse(matrix: Matrix, width: int) -> csr_array:
    data = (np.array(matrix.values), np.array(matrix.indices, dtype=int), np.array(matrix.ends))
    return csr_array(data, shape=(len(matrix.low), width))


def _cells(
    regions: Sequence[Region], events: Mapping[Strand, Strand]
) -> tuple[dict[Strand, list[str]], dict[Strand, list[int]]]:
    """Cut space into the places named and time at every date, for each strand.

    A place that holds another named one stands, with a ``*``, for the rest of itself.
    """
    named: dict[Strand, set[str]] = defaultdict(set)
    days: dict[Strand, set[int]] = defaultdict(set)
    for region in regions:
        named[region.strand] |= region.places
        days[region.strand] |= {region.start, region.end} - {ORIGIN}
    for event, holder in events.items():
        if event in days and holder in days:
            # Both are cut at the same days, so that what one adds can be compared with the other.
            days[event] = days[holder] = days[event] | days[holder]
    atoms = {
        strand: [
            place + "*" if any(o != place and within(o, place) for o in places) else place
            for place in sorted(places)
        ]
        for strand, places in named.items()
    }
    return atoms, {strand: sorted(found) for strand, found in days.items()}
