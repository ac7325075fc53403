"""Can all of a group be right at once, and what follows: the system set up, solved and told."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reconcile import languages
from reconcile.model import Conflict, Interval, PartialDate
from reconcile.relations.explain import name
from reconcile.relations.facts import Facts
from reconcile.relations.problem import Problem
from reconcile.relations.summary import components, weight
from reconcile.relations.sums import mismatches
from reconcile.relations.system import Region, System
from reconcile.relations.thresholds import table
from reconcile.relations.writing import number
from schema.vocabulary import Family, Modality

if TYPE_CHECKING:
    from reconcile.relations.conflicts import Diagnosis

#: Clashing pairs that are looked at one by one.
_CLASHES = 400


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
        notes.append(
            words["too_many"].format(
                n=number(len(problem.facts), problem.language),
                limit=number(limit, problem.language),
            )
        )
        facts = facts[-limit:]
    system = problem.system(facts, tolerant=False)
    if system.left_out:
        notes.append(_left_out(len(system.left_out), problem.language))
    if not system.rows:
        found, aside = _unsolved(system, problem, notes)
        return Outcome(False if found else None, found, aside, notes=tuple(notes))
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


def _left_out(count: int, language: str) -> str:
    words = _words(language)
    return (
        words["unplaced_one"] if count == 1 else words["unplaced"].format(n=number(count, language))
    )


def _diagnosed(
    problem: Problem, system: System, sums: tuple[Conflict, ...], notes: list[str]
) -> Outcome:
    from reconcile.relations.solver import Model

    system = explained(problem, system)
    given = _given(system, problem)
    model = Model(system, range(len(system.rows)), _overall(system))
    unsolved, aside = _unsolved(system, problem, notes)
    if not given and model.feasible():
        found = sums + unsolved
        return Outcome(not found, found, aside, _bounds(model), tuple(notes))
    limits, words = table("group"), _words(problem.language)
    diagnosis = _diagnosis(problem, system, given)
    shown = diagnosis.conflicts[: int(limits["conflicts_up_to"])]
    conflicts = tuple(
        _conflict([system.rows[index].claims[0] for index in sorted(ids)], problem, "conflict")
        for ids in shown
    )
    if not diagnosis.complete or len(shown) < len(diagnosis.conflicts):
        notes.append(words["conflicts_cut"].format(n=len(diagnosis.conflicts)))
    kept = [index for index in range(len(system.rows)) if index not in diagnosis.removed]
    sums += unsolved
    known = {frozenset(conflict.claims) for conflict in conflicts}
    return Outcome(
        consistent=False,
        conflicts=conflicts + tuple(s for s in sums if frozenset(s.claims) not in known),
        set_aside=tuple(dict.fromkeys((*_claims(system, diagnosis), *aside))),
        bounds=_bounds(Model(system, kept, _overall(system))) if kept else None,
        notes=tuple(notes),
    )


def _diagnosis(problem: Problem, system: System, given: Sequence[frozenset[int]]) -> Diagnosis:
    from reconcile.relations.conflicts import diagnose

    limits = table("group")
    by_id = problem.by_id
    component = components(problem.independent)
    origins = {index: component[row.claims[0]] for index, row in enumerate(system.rows)}
    weights: dict[int, float] = {}
    for index, row in enumerate(system.rows):
        for claim in row.claims:
            own = weight(by_id[claim], problem.grades)
            weights[origins[index]] = max(own, weights.get(origins[index], 0.0))
    small = len(system.rows) <= 100
    return diagnose(
        system,
        origins,
        weights,
        {index: _doubt(by_id[row.claims[0]]) for index, row in enumerate(system.rows)},
        given=given,
        conflicts_up_to=int(limits["conflicts_up_to"]),
        solves_up_to=int(limits["solves_up_to" if small else "quick_solves"]),
    )


def _claims(system: System, diagnosis: Diagnosis) -> tuple[str, ...]:
    return tuple(
        claim for index in sorted(diagnosis.removed) for claim in system.rows[index].claims
    )


def explained(problem: Problem, system: System) -> System:
    """Loosen the rows that clash though the rules see no contradiction between their claims.

    What only the missing scope keeps from agreeing bounds from below alone: the rules decide what two
    claims are to each other, the system what follows from many.
    """
    from reconcile.relations.conflicts import Clashes

    loose: set[int] = set()
    for clash in Clashes(system).among(range(len(system.rows)), _CLASHES):
        a, b = (system.rows[index].claims[0] for index in sorted(clash))
        if problem.kind(a, b).family in (Family.AGREEMENT, Family.UNDETERMINED):
            loose |= clash
    if not loose:
        return system
    rows = tuple(
        replace(row, narrow=None) if index in loose else row
        for index, row in enumerate(system.rows)
    )
    return replace(system, rows=rows)


def imply(
    problem: Problem,
    *,
    start: PartialDate | None = None,
    end: PartialDate | None = None,
    places: frozenset[str] = frozenset(),
) -> tuple[Interval | None, tuple[str, ...]]:
    """Bound what happened from ``start`` to ``end`` (days included) in ``places``, by what all say.

    Also where no source gave a figure. Each may be left out: the group's own. A ``start`` on the day that
    a figure is as of means from that figure on. Return the bounds, ``None`` where nothing is counted, and
    the claims that had to be set aside for the rest to hold.
    """
    from reconcile.relations.solver import Model

    for step in (_as_worded, _as_meant, _as_explained):
        system = step(problem)
        overall = system.overall()
        if overall is None:
            return None, ()
        region = _ask(system, overall, start, end, places)
        model = Model(system, range(len(system.rows)), [region])
        if model.feasible():
            return _interval(*model.bounds(region)), ()
    diagnosis = _diagnosis(problem, system, ())
    kept = [index for index in range(len(system.rows)) if index not in diagnosis.removed]
    bounds = Model(system, kept, [region]).bounds(region)
    return _interval(*bounds), _claims(system, diagnosis)


def _as_worded(problem: Problem) -> System:
    return problem.system(problem.live(), tolerant=False)


def _as_meant(problem: Problem) -> System:
    return problem.system(problem.live(), tolerant=True)


def _as_explained(problem: Problem) -> System:
    return explained(problem, _as_meant(problem))


def _ask(
    system: System,
    overall: Region,
    start: PartialDate | None,
    end: PartialDate | None,
    places: frozenset[str],
) -> Region:
    first = start.first.toordinal() if start else overall.start
    last = end.last.toordinal() + 1 if end else overall.end
    regions = [row.wide for row in system.rows]
    if start and first + 1 in {r.end for r in regions} and first not in {r.start for r in regions}:
        # "From the 24th", where a figure is as of the 24th: what came after that figure.
        first += 1
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


def _unsolved(
    system: System, problem: Problem, notes: list[str]
) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Tell of the contradictions that no equation holds: statements, denials, figures beyond the limit.

    Return the conflicts, up to the limit, and the figures to be set aside so that the rest holds; a note
    is added where some are not listed. Which of two statements is right, no figures tell.
    """
    known = {claim for row in system.rows for claim in row.claims}
    pairs = [(a, b) for a, b in problem.opposed() if not {a, b} <= known]
    limit = int(table("group")["conflicts_up_to"])
    if len(pairs) > limit:
        notes.append(_words(problem.language)["conflicts_cut"].format(n=limit))
    decided = set(problem.judged.families)
    conflicts = tuple(
        _conflict(
            (a, b), problem, "conflict_editor" if frozenset((a, b)) in decided else "conflict"
        )
        for a, b in pairs[:limit]
    )
    counted = [p for p in pairs if all(problem.by_id[claim].counted for claim in p)]
    return conflicts, _most_opposed(counted, problem)


def _most_opposed(pairs: Sequence[tuple[str, str]], problem: Problem) -> tuple[str, ...]:
    """Name the claims without which no pair is left: each time the one that most origins oppose."""
    origin = components(problem.independent)
    left: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        left[a].add(b)
        left[b].add(a)
    gone: list[str] = []
    while any(left.values()):
        worst = max(
            left,
            key=lambda i: (len({origin[o] for o in left[i]}), len(left[i]), problem.position[i]),
        )
        for other in left.pop(worst):
            left[other].discard(worst)
        gone.append(worst)
    return tuple(gone)


def _sums(problem: Problem, facts: Sequence[Facts]) -> tuple[Conflict, ...]:
    return tuple(_conflict(ids, problem, "conflict_sum") for ids in mismatches(facts))


def _conflict(ids: Sequence[str], problem: Problem, reason: str) -> Conflict:
    words, by_id = _words(problem.language), problem.by_id
    ids = sorted(ids, key=lambda i: problem.position[i]) if reason != "conflict_sum" else list(ids)
    names = words["separator"].join(name(by_id[i].claim, problem.language) for i in ids)
    return Conflict(tuple(ids), words[reason].format(claims=names))


def _doubt(item: Facts) -> float:
    doubt = 1.0 - item.claim.confidence
    doubt += 0.3 * (item.claim.modality is not Modality.CERTAIN) + 0.1 * item.dated_by_paper
    return min(1.0, max(0.0, doubt))


def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = languages.load(language)["explanations"]["group"]
    return words
