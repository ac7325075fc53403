"""Can all of a group be right at once, and what follows: the system set up, solved and told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile import languages
from reconcile.model import Conflict, Interval, PartialDate
from reconcile.relations.explain import name
from reconcile.relations.facts import Facts
from reconcile.relations.problem import Problem
from reconcile.relations.summary import components, weight
from reconcile.relations.sums import mismatches
from reconcile.relations.system import Region, System
from reconcile.relations.thresholds import table
from schema.vocabulary import Modality


@dataclass(frozen=True, slots=True)
class Outcome:
    """What solving the group gave; see :class:`~reconcile.model.Assessment` for the fields."""

    consistent: bool | None = None
    conflicts: tuple[Conflict, ...] = ()
    set_aside: tuple[str, ...] = ()
    bounds: Interval | None = None
    notes: tuple[str, ...] = ()


def solve(problem: Problem) -> Outcome:
    """Say whether all live claims can hold at once, what conflicts, and what follows."""
    limit = int(table("group")["solver_up_to"])
    facts, words = problem.live(), _words(problem.language)
    notes = []
    if len(facts) > limit:
        notes.append(words["too_many"].format(n=len(facts), limit=limit))
        facts = facts[-limit:]
    system = problem.system(facts, tolerant=False)
    if system.left_out:
        notes.append(words["unplaced"].format(n=len(system.left_out)))
    if not system.rows:
        found = _unsolved(system, problem)
        return Outcome(False if found else None, found, notes=tuple(notes))
    opposed = problem.opposed()
    sums = _sums(problem, facts)
    if len(system.rows) == 1 and not opposed:
        row = system.rows[0]
        return Outcome(not sums, sums, bounds=_interval(row.low, row.high), notes=tuple(notes))
    from reconcile.relations.solver import Model

    if not opposed:
        for tolerant in (False, True):
            system = problem.system(facts, tolerant=True) if tolerant else system
            model = Model(system, range(len(system.rows)), _overall(system))
            if model.feasible():
                return Outcome(not sums, sums, bounds=_bounds(model), notes=tuple(notes))
    return _diagnosed(problem, problem.system(facts, tolerant=True), sums, notes)


def _diagnosed(
    problem: Problem, system: System, sums: tuple[Conflict, ...], notes: list[str]
) -> Outcome:
    from reconcile.relations.conflicts import diagnose
    from reconcile.relations.solver import Model

    limits, words = table("group"), _words(problem.language)
    by_id = {item.claim.id: item for item in problem.facts}
    component = components(problem.independent)
    origins = {i: component[row.claims[0]] for i, row in enumerate(system.rows)}
    weights: dict[int, float] = {}
    for index, row in enumerate(system.rows):
        for claim in row.claims:
            own = weight(by_id[claim], problem.grades)
            weights[origins[index]] = max(own, weights.get(origins[index], 0.0))
    small = len(system.rows) <= 100
    diagnosis = diagnose(
        system,
        origins,
        weights,
        {index: _doubt(by_id[row.claims[0]]) for index, row in enumerate(system.rows)},
        given=_given(system, problem),
        conflicts_up_to=int(limits["conflicts_up_to"]),
        solves_up_to=int(limits["solves_up_to" if small else "quick_solves"]),
    )
    shown = diagnosis.conflicts[: int(limits["conflicts_up_to"])]
    conflicts = tuple(
        _conflict([system.rows[index].claims[0] for index in sorted(ids)], problem, "conflict")
        for ids in shown
    )
    if not diagnosis.complete or len(shown) < len(diagnosis.conflicts):
        notes.append(words["conflicts_cut"].format(n=len(diagnosis.conflicts)))
    kept = [index for index in range(len(system.rows)) if index not in diagnosis.removed]
    sums += _unsolved(system, problem)
    known = {frozenset(conflict.claims) for conflict in conflicts}
    return Outcome(
        consistent=False,
        conflicts=conflicts + tuple(s for s in sums if frozenset(s.claims) not in known),
        set_aside=tuple(
            claim for index in sorted(diagnosis.removed) for claim in system.rows[index].claims
        ),
        bounds=_bounds(Model(system, kept, _overall(system))) if kept else None,
        notes=tuple(notes),
    )


def imply(
    problem: Problem,
    *,
    start: PartialDate | None = None,
    end: PartialDate | None = None,
    places: frozenset[str] = frozenset(),
) -> tuple[Interval | None, tuple[str, ...]]:
    """Bound what happened from ``start`` to ``end`` (days included) in ``places``, by what all say.

    Also where no source gave a figure. Each may be left out: the group's own. Return the bounds, ``None``
    where nothing is counted, and the claims that had to be set aside for the rest to hold.
    """
    from reconcile.relations.conflicts import diagnose
    from reconcile.relations.solver import Model

    for tolerant in (False, True):
        system = problem.system(problem.live(), tolerant=tolerant)
        overall = system.overall()
        if overall is None:
            return None, ()
        region = _ask(overall, start, end, places)
        model = Model(system, range(len(system.rows)), [region])
        if model.feasible():
            return _interval(*model.bounds(region)), ()
    component = components(problem.independent)
    by_id = {item.claim.id: item for item in problem.facts}
    diagnosis = diagnose(
        system,
        {i: component[row.claims[0]] for i, row in enumerate(system.rows)},
        {component[i.claim.id]: weight(i, problem.grades) for i in problem.facts},
        {i: _doubt(by_id[row.claims[0]]) for i, row in enumerate(system.rows)},
        conflicts_up_to=0,
        solves_up_to=int(table("group")["solves_up_to"]),
    )
    kept = [index for index in range(len(system.rows)) if index not in diagnosis.removed]
    aside = [claim for index in sorted(diagnosis.removed) for claim in system.rows[index].claims]
    return _interval(*Model(system, kept, [region]).bounds(region)), tuple(aside)


def _ask(
    overall: Region, start: PartialDate | None, end: PartialDate | None, places: frozenset[str]
) -> Region:
    first = start.first.toordinal() if start else overall.start
    last = end.last.toordinal() + 1 if end else overall.end
    return replace(overall, places=places or overall.places, start=first, end=max(first, last))


def _overall(system: System) -> list[Region]:
    overall = system.overall()
    return [overall] if overall else []


def _bounds(model: object) -> Interval | None:
    from reconcile.relations.solver import Model

    assert isinstance(model, Model)
    overall = model.system.overall()
    return _interval(*model.bounds(overall)) if overall else None


def _interval(low: float, high: float) -> Interval:
    return Interval(None if math.isinf(low) else low, None if math.isinf(high) else max(low, high))


def _given(system: System, problem: Problem) -> list[frozenset[int]]:
    """Return the pairs of rows that are known to contradict each other."""
    row_of = {claim: index for index, row in enumerate(system.rows) for claim in row.claims}
    pairs = [
        frozenset((row_of[a], row_of[b]))
        for a, b in problem.opposed()
        if a in row_of and b in row_of and row_of[a] != row_of[b]
    ]
    return list(dict.fromkeys(pairs))


def _unsolved(system: System, problem: Problem) -> tuple[Conflict, ...]:
    """Tell of the contradictions between claims that no equation holds: statements and denials."""
    known = {claim for row in system.rows for claim in row.claims}
    decided = set(problem.judged.families)
    return tuple(
        _conflict(
            (a, b), problem, "conflict_editor" if frozenset((a, b)) in decided else "conflict"
        )
        for a, b in problem.opposed()
        if not {a, b} <= known
    )


def _sums(problem: Problem, facts: Sequence[Facts]) -> tuple[Conflict, ...]:
    return tuple(_conflict(ids, problem, "conflict_sum") for ids in mismatches(facts))


def _conflict(ids: Sequence[str], problem: Problem, reason: str) -> Conflict:
    words = _words(problem.language)
    by_id = {item.claim.id: item for item in problem.facts}
    order = {item.claim.id: index for index, item in enumerate(problem.facts)}
    ids = sorted(ids, key=lambda i: order[i]) if reason != "conflict_sum" else list(ids)
    names = words["separator"].join(name(by_id[i].claim, problem.language) for i in ids)
    return Conflict(tuple(ids), words[reason].format(claims=names))


def _doubt(item: Facts) -> float:
    doubt = 1.0 - item.claim.confidence
    doubt += 0.3 * (item.claim.modality is not Modality.CERTAIN) + 0.1 * item.dated_by_paper
    return min(1.0, max(0.0, doubt))


def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = languages.load(language)["explanations"]["group"]
    return words
