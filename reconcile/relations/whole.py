"""Can all of a group be right at once, and what follows: the system set up, solved and told."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reconcile import languages
from reconcile.model import Conflict, Interval, PartialDate, Relation
from reconcile.relations import intervals
from reconcile.relations.context import Context
from reconcile.relations.explain import name
from reconcile.relations.facts import Facts
from reconcile.relations.judged import Judged
from reconcile.relations.summary import components, weight
from reconcile.relations.sums import mismatches
from reconcile.relations.system import Region, System, build
from reconcile.relations.thresholds import table
from schema.vocabulary import Family, Modality, RelationType, Reliability


@dataclass(frozen=True, slots=True)
class Outcome:
    """What solving the group gave; see :class:`~reconcile.model.Assessment` for the fields."""

    consistent: bool | None = None
    conflicts: tuple[Conflict, ...] = ()
    set_aside: tuple[str, ...] = ()
    bounds: Interval | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A group ready to be solved: its live claims, what editors found, who votes and how heavily."""

    facts: Sequence[Facts]
    relations: Sequence[Relation]
    context: Context
    judged: Judged
    dead: frozenset[str]
    independent: Sequence[Sequence[str]]
    grades: Mapping[str, Reliability]
    language: str

    def live(self) -> list[Facts]:
        """Return the claims that bind: not corrected since, nor put apart by an editor."""
        gone = self.dead | _set_apart(self.facts, self.judged) | self._unopposed()
        return [i for i in self.facts if i.claim.id not in gone]

    def _unopposed(self) -> frozenset[str]:
        """Figures of the paper itself that its own text does not oppose to those it quotes."""
        quoted = {i.claim.id for i in self.facts if i.claim.attribution}
        return frozenset(
            claim
            for relation in self.relations
            if "document" in relation.fields
            for claim in (relation.a, relation.b)
            if claim not in quoted
        )

    def late(self) -> frozenset[str]:
        """Claims whose figure may be some days older than their paper."""
        maybe = {r.b for r in self.relations if r.rule == "R9" and r.missing == "as_of"}
        return self.context.late | maybe

    def opposed(self) -> list[tuple[str, str]]:
        """Pairs of live claims that cannot both be right, by an editor's word or by the rules."""
        live = {item.claim.id for item in self.live()}
        decided = [(a, b) for a, b in self.judged.pairs(Family.CONTRADICTION) if {a, b} <= live]
        suggested = [
            (relation.a, relation.b)
            for relation in self.relations
            if self.judged.kind(relation) is RelationType.CONTRADICTS
            and {relation.a, relation.b} <= live
        ]
        return list(dict.fromkeys([*decided, *suggested]))

    def system(self, facts: Sequence[Facts], *, tolerant: bool) -> System:
        """Set up the constraints, with what editors found to agree read as agreeing."""
        return build(
            facts,
            tolerant=tolerant,
            readings=_agreed(facts, self.judged, tolerant=tolerant),
            late=self.late(),
            delay=int(table("group")["delay_days"]),
            votes=components(self.independent),
        )


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


def _agreed(facts: Sequence[Facts], judged: Judged, *, tolerant: bool) -> dict[str, Interval]:
    """Read two figures that an editor found to agree as allowing each other's."""
    by_id = {item.claim.id: item for item in facts}
    readings: dict[str, Interval] = {}
    for a, b in judged.pairs(Family.AGREEMENT):
        if a not in by_id or b not in by_id:
            continue
        own = [
            readings.get(i) or (by_id[i].tolerant if tolerant else by_id[i].interval)
            for i in (a, b)
        ]
        if own[0] is None or own[1] is None or intervals.overlaps(own[0], own[1]):
            continue
        readings[a] = readings[b] = intervals.hull(own[0], own[1])
    return readings


def _set_apart(facts: Sequence[Facts], judged: Judged) -> frozenset[str]:
    """Name the claims that editors put apart from the rest: fewest claims, the later of two."""
    position = {item.claim.id: index for index, item in enumerate(facts)}
    pairs = [p for p in judged.pairs(Family.APART) if p[0] in position and p[1] in position]
    gone: set[str] = set()
    while left := [p for p in pairs if not gone & set(p)]:
        ids = [i for p in left for i in p]
        gone.add(max(set(ids), key=lambda i: (ids.count(i), position[i])))
    return frozenset(gone)


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
