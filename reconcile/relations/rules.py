"""The pair rules R1 to R12 as a table of small functions: the first that finds something wins.

Each takes the two claims side by side, the earlier first, and returns what it found or ``None``. A
contradiction is suggested only where nothing else explains the difference: every way out of it
(rounding, hedging, a missing period, a late reprint, "at least") is tried first.
"""

from __future__ import annotations

from collections.abc import Callable

from reconcile.relations import intervals, units
from reconcile.relations.doubts import (
    apart,
    contradiction,
    may_be_late,
    one_document,
    revises,
)
from reconcile.relations.facts import Facts
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair
from reconcile.relations.periods import Standing
from reconcile.relations.places import Placement, fold
from reconcile.relations.populations import among, anyone
from reconcile.relations.statements import (
    figure_against_statement,
    opposite_polarity,
    same_statement,
)
from schema.vocabulary import Modality, RelationType, ScopeKind

Rule = Callable[[Pair], Finding | None]
T = RelationType


def decide(pair: Pair) -> Finding:
    """Apply the rules in order."""
    for rule in RULES:
        found = rule(pair)
        if found is not None:
            return found
    return Finding(T.UNDETERMINED, "R12", "nothing_applies", ())


def different_question(pair: Pair) -> Finding | None:
    """R1: another measure, population or unit."""
    a, b = pair.a.claim, pair.b.claim
    what = pair.a.measure, pair.b.measure
    if all(what) and what[0] != what[1]:
        return Finding(T.UNRELATED, "R1", "other_measure", ("measure",))
    counts = a.quantity is None or a.quantity.unit is None
    if not any(what) and counts and _differ(a.counted, b.counted):
        return Finding(T.UNRELATED, "R1", "other_measure", ("counted",))
    if _other_population(a.population, b.population) and not _declared(pair):
        return Finding(T.UNRELATED, "R1", "other_population", ("population",))
    if a.quantity and b.quantity and not units.same(a.quantity.unit, b.quantity.unit):
        return Finding(T.UNRELATED, "R1", "other_unit", ("unit",))
    return None


def part_of_whole(pair: Pair) -> Finding | None:
    """R3: one is a declared part of the other, or counts in a place that lies in the other's."""
    a, b = pair.a.claim, pair.b.claim
    if a.whole == b.id or (a.whole is None and b.whole == a.id):
        reason = "declared_part" if a.whole == b.id else "declared_whole"
        return Finding(T.PART_OF, "R3", reason, ("whole",))
    if a.whole and a.whole == b.whole:
        return Finding(T.DIFFERENT_SCOPE, "R3", "sibling_parts", ("whole",))
    if not (pair.a.counted and pair.b.counted):
        return None
    if pair.place in (Placement.A_INSIDE, Placement.B_INSIDE):
        return _place_part(pair)
    if pair.place is Placement.APART:
        return Finding(T.DIFFERENT_SCOPE, "R3", "other_place", ("place",))
    return _category(pair)


def too_poor(pair: Pair) -> Finding | None:
    """R4: the scope is too poor to compare; what is missing goes on the ask list."""
    a, b = pair.a, pair.b
    if not a.counted and not b.counted:
        return None
    for side in (a, b):
        if side.claim.quantity is not None and not side.counted:
            return Finding(T.UNDETERMINED, "R4", f"figure_{side.fault}", ("quantity",), "quantity")
        if side.period.backwards:
            return Finding(T.UNDETERMINED, "R4", "backwards", ("scope",), "as_of")
    if a.period.end is not None and b.period.end is not None:
        return None
    if a.interval == b.interval and (pair.copied or (pair.same_origin and _same_words(a, b))):
        return Finding(T.REPEATS, "R4", "same_words", ("origin", "quote"))
    return Finding(T.UNDETERMINED, "R4", "undated", ("scope",), "as_of")


def same_scope(pair: Pair) -> Finding | None:
    """R5 to R8: one scope; the figures alone decide."""
    if not _one_scope(pair):
        return None
    a, b = pair.a, pair.b
    if not a.counted and not b.counted:
        return same_statement(pair)
    if not (a.counted and b.counted):
        return figure_against_statement(pair)
    assert a.interval is not None and b.interval is not None
    fields = ("quantity", "scope", "origin")
    if Modality.INTENTION in (a.claim.modality, b.claim.modality) and (
        a.claim.modality is not b.claim.modality
    ):
        return Finding(T.UNDETERMINED, "R12", "intention", ("modality",))
    if a.interval == b.interval:
        if pair.same_voice:
            reason = "same_text" if pair.copied else "same_origin"
            return Finding(T.REPEATS, "R5", reason, fields)
        return Finding(T.CORROBORATES, "R5", "same_figure", fields)
    if intervals.contains(a.interval, b.interval):
        return Finding(T.REFINES, "R6", "b_finer", fields)
    if intervals.contains(b.interval, a.interval):
        return Finding(T.REFINES, "R6", "a_finer", fields)
    if intervals.overlaps(a.interval, b.interval):
        return Finding(T.COMPATIBLE, "R7", "overlap", fields)
    if not apart(a, b):
        return Finding(T.COMPATIBLE, "R7", "rounding", fields)
    if pair.same_origin and not one_document(a, b):
        return Finding(T.CORRECTS, "R8", "restates", fields)
    if revises(a, b):
        return Finding(T.CORRECTS, "R8", "revised", fields)
    return contradiction(pair, "R8", "disjoint", fields)


def counts_on(pair: Pair) -> Finding | None:
    """R9: a count or a toll from the same start, the second at a later date."""
    if pair.time is not Standing.LATER or not _counts(pair):
        return None
    a, b = pair.a, pair.b
    assert a.interval is not None and b.interval is not None
    fields = ("quantity", "as_of", "origin")
    if not intervals.below(b.interval, a.interval):
        if pair.same_origin:
            return Finding(T.UPDATES, "R9", "same_origin_later", fields)
        if pair.sure:
            return Finding(T.COMPATIBLE, "R9", "later", fields)
        return Finding(T.COMPATIBLE, "R9", "later_start_unknown", fields)
    if not apart(a, b):
        return Finding(T.COMPATIBLE, "R9", "rounding", fields)
    if pair.same_origin and not one_document(a, b):
        return Finding(T.CORRECTS, "R9", "lowers", fields)
    if revises(a, b):
        return Finding(T.CORRECTS, "R9", "revised", fields)
    if may_be_late(a, b):
        return Finding(T.UNDETERMINED, "R9", "may_be_late", fields, "as_of")
    return contradiction(pair, "R9", "falls", fields)


def period_inside(pair: Pair) -> Finding | None:
    """R10: one period lies inside the other, or shares no day with it."""
    if not _counts(pair):
        return None
    fields = ("quantity", "start", "as_of")
    if pair.time is Standing.APART:
        return Finding(T.DIFFERENT_SCOPE, "R10", "other_period", ("start", "as_of"))
    if pair.time not in (Standing.A_INSIDE, Standing.B_INSIDE):
        return None
    if _two_events(pair):
        return Finding(T.DIFFERENT_SCOPE, "R10", "other_event", ("start",))
    inner, outer = (pair.a, pair.b) if pair.time is Standing.A_INSIDE else (pair.b, pair.a)
    assert inner.tolerant is not None and outer.tolerant is not None
    if intervals.below(outer.tolerant, inner.tolerant):
        return contradiction(pair, "R10", "part_exceeds", fields)
    if pair.same_origin and pair.time is Standing.A_INSIDE:
        return Finding(T.UPDATES, "R10", "widened", fields)
    if any("start" in side.claim.scope.inferred for side in (inner, outer)):
        return Finding(T.COMPATIBLE, "R10", "start_inferred", fields)
    reason = "longer" if pair.time is Standing.A_INSIDE else "shorter"
    if reason == "longer" and pair.a.period.end != pair.b.period.end:
        reason = "later_and_longer"
    return Finding(T.DIFFERENT_SCOPE, "R10", reason, fields)


def stock_at_two_dates(pair: Pair) -> Finding | None:
    """R11: how many there were at two moments, or what share; a moment nobody stated is no difference."""
    a, b = pair.a, pair.b
    if not (a.counted and b.counted):
        return None
    if not (a.kind is b.kind is ScopeKind.STOCK) and units.adds_up(a.unit):
        return None
    assert a.interval is not None and b.interval is not None
    fields = ("quantity", "as_of", "origin")
    if pair.time is Standing.LATER:
        if pair.same_origin:
            return Finding(T.UPDATES, "R11", "stock_same_origin", fields)
        return Finding(T.DIFFERENT_SCOPE, "R11", "stock_moved", fields)
    if pair.time in (Standing.A_INSIDE, Standing.B_INSIDE, Standing.APART, Standing.OVERLAPPING):
        return Finding(T.DIFFERENT_SCOPE, "R11", "rate_of_other_period", fields)
    return None


def two_sorts(pair: Pair) -> Finding | None:
    """R12: anything else; say what stands in the way."""
    a, b = pair.a, pair.b
    if ScopeKind.STOCK in (a.kind, b.kind) and a.kind is not b.kind:
        return Finding(T.UNDETERMINED, "R12", "other_kind", ("kind",), "kind")
    if pair.time is Standing.OVERLAPPING:
        return Finding(T.UNDETERMINED, "R12", "partly_overlapping", ("start", "as_of"))
    return None


RULES: tuple[Rule, ...] = (
    different_question,
    opposite_polarity,
    part_of_whole,
    too_poor,
    same_scope,
    counts_on,
    period_inside,
    stock_at_two_dates,
    two_sorts,
)


def _differ(a: str | None, b: str | None) -> bool:
    return bool(a and b) and fold(a or "") != fold(b or "")


def _other_population(a: str | None, b: str | None) -> bool:
    """Tell whether two populations are different and neither is known to be among the other."""
    if not _differ(a, b) or anyone(a) or anyone(b):
        return False
    return not among(a, b) and not among(b, a)


def _place_part(pair: Pair) -> Finding:
    """A smaller place is a part of the larger if its period is; "34 by November" is none of "13 in October"."""
    first = pair.place is Placement.A_INSIDE
    inner, outer = (pair.a, pair.b) if first else (pair.b, pair.a)
    within = {Standing.SAME, Standing.UNKNOWN}
    within |= {Standing.LATER, Standing.A_INSIDE} if first else {Standing.B_INSIDE}
    exceeds = intervals.below(
        outer.interval or intervals.ANYTHING, inner.interval or intervals.ANYTHING
    )
    if pair.time not in within or (exceeds and not pair.sure):
        return Finding(T.DIFFERENT_SCOPE, "R3", "place_and_period", ("place", "start", "as_of"))
    return Finding(T.PART_OF, "R3", "place_part" if first else "place_whole", ("place",))


def _category(pair: Pair) -> Finding | None:
    """A figure of some among a figure of more: part of it, unless it may be the same."""
    a, b = pair.a, pair.b
    first, second = a.claim.population, b.claim.population
    if a.interval is None or b.interval is None or a.unit is not None:
        return None
    if among(first, second) and intervals.below(a.interval, b.interval):
        return Finding(T.PART_OF, "R3", "category_part", ("population",))
    if among(second, first) and intervals.below(b.interval, a.interval):
        return Finding(T.PART_OF, "R3", "category_whole", ("population",))
    return _exceeding(pair)


def _exceeding(pair: Pair) -> Finding | None:
    """Some who are among others, and yet more than these at one time, can be right only one or the other."""
    a, b = pair.a, pair.b
    first, second = a.claim.population, b.claim.population
    if pair.time is not Standing.SAME or a.tolerant is None or b.tolerant is None:
        return None
    more = (among(first, second) and intervals.below(b.tolerant, a.tolerant)) or (
        among(second, first) and intervals.below(a.tolerant, b.tolerant)
    )
    if not more or pair.same_voice:
        return None
    return contradiction(pair, "R3", "category_exceeds", ("population", "quantity"), nested=True)


def _declared(pair: Pair) -> bool:
    a, b = pair.a.claim, pair.b.claim
    return a.whole == b.id or b.whole == a.id


def _same_words(a: Facts, b: Facts) -> bool:
    return fold(a.claim.quote.exact) == fold(b.claim.quote.exact) != ""


def _counts(pair: Pair) -> bool:
    kinds = (ScopeKind.CUMULATIVE, ScopeKind.INCIDENT)
    if not units.adds_up(pair.a.unit):
        return False
    return all(side.counted and side.kind in kinds for side in (pair.a, pair.b))


def _two_events(pair: Pair) -> bool:
    return pair.a.kind is pair.b.kind is ScopeKind.INCIDENT


def _one_scope(pair: Pair) -> bool:
    """Tell whether the scopes are the same, or no difference between them was stated."""
    a, b = pair.a, pair.b
    if pair.time is Standing.SAME:
        return a.kind is b.kind or ScopeKind.STOCK not in (a.kind, b.kind)
    if not (a.counted and b.counted):
        return pair.time in (Standing.LATER, Standing.UNKNOWN)
    guessed = a.dated_by_paper and b.dated_by_paper
    if pair.time is not Standing.LATER or not guessed:
        return pair.time is Standing.LATER and _reprint(pair)
    if a.kind is b.kind is ScopeKind.STOCK:
        assert a.interval is not None and b.interval is not None
        return intervals.overlaps(a.interval, b.interval)
    return _reprint(pair)


def _reprint(pair: Pair) -> bool:
    """A later text that only carries an older figure on, word for word or by the same origin."""
    a, b = pair.a, pair.b
    if not b.dated_by_paper or a.interval != b.interval:
        return False
    return pair.copied or pair.same_origin
