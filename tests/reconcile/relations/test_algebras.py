"""The laws of intervals, periods and places."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from reconcile.model import Interval
from reconcile.relations import intervals, periods
from reconcile.relations.periods import Certainty, Days, Period, Standing
from reconcile.relations.places import Placement, placement, within

ends = st.integers(-50, 50)


@st.composite
def interval(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    return Interval(
        draw(st.sampled_from((None, float(low)))), draw(st.sampled_from((None, float(high))))
    )


@st.composite
def days(draw: st.DrawFn) -> Days:
    first = draw(st.integers(1, 60))
    return Days(first, first + draw(st.integers(0, 10)))


@st.composite
def period(draw: st.DrawFn) -> Period:
    return Period(draw(st.none() | days()), draw(st.none() | days()))


@given(interval(), interval(), interval())
def test_containment_of_intervals_is_an_order(a: Interval, b: Interval, c: Interval) -> None:
    assert intervals.contains(a, a)
    if intervals.contains(a, b) and intervals.contains(b, a):
        assert a == b
    if intervals.contains(a, b) and intervals.contains(b, c):
        assert intervals.contains(a, c)


@given(interval(), interval())
def test_two_intervals_overlap_or_one_is_below_the_other(a: Interval, b: Interval) -> None:
    ways = [intervals.below(a, b), intervals.below(b, a), intervals.overlaps(a, b)]
    assert ways.count(True) == 1
    assert intervals.overlaps(a, b) == intervals.overlaps(b, a)


@given(interval(), interval())
def test_the_intersection_is_what_both_contain(a: Interval, b: Interval) -> None:
    both = intervals.intersection(a, b)
    assert (both is None) == intervals.disjoint(a, b)
    if both is not None:
        assert intervals.contains(a, both)
        assert intervals.contains(b, both)


@given(interval(), interval(), interval())
def test_the_hull_is_the_smallest_that_contains_both(a: Interval, b: Interval, c: Interval) -> None:
    hull = intervals.hull(a, b)
    assert intervals.contains(hull, a)
    assert intervals.contains(hull, b)
    if intervals.contains(c, a) and intervals.contains(c, b):
        assert intervals.contains(c, hull)


@given(interval(), interval(), st.floats(0, 1), st.floats(0, 1))
def test_a_sum_of_members_is_in_the_sum(a: Interval, b: Interval, at: float, on: float) -> None:
    def member(of: Interval, share: float) -> float:
        low, high = max(intervals.low(of), -99.0), min(intervals.high(of), 99.0)
        return low + share * (high - low)

    total = member(a, at) + member(b, on)
    both = intervals.add(a, b)
    assert intervals.low(both) - 1e-9 <= total <= intervals.high(both) + 1e-9


@given(days(), days(), days())
def test_before_is_an_order_of_days(a: Days, b: Days, c: Days) -> None:
    assert periods.before(a, a) is not Certainty.YES
    if periods.before(a, b) is Certainty.YES:
        assert periods.before(b, a) is Certainty.NO
        if periods.before(b, c) is Certainty.YES:
            assert periods.before(a, c) is Certainty.YES


@given(days(), days())
def test_an_answer_on_vague_days_holds_for_every_day_they_may_mean(a: Days, b: Days) -> None:
    answers = {x < y for x in range(a.first, a.last + 1) for y in range(b.first, b.last + 1)}
    expected = {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(answers), "maybe")
    assert periods.before(a, b) == expected


@given(period(), period())
def test_standing_turns_round_with_the_two_periods(a: Period, b: Period) -> None:
    turned = {
        Standing.LATER: Standing.EARLIER,
        Standing.EARLIER: Standing.LATER,
        Standing.A_INSIDE: Standing.B_INSIDE,
        Standing.B_INSIDE: Standing.A_INSIDE,
    }
    there, back = periods.standing(a, b)[0], periods.standing(b, a)[0]
    either = {Standing.A_INSIDE, Standing.B_INSIDE}
    # Two vague periods may each be inside the other; it is not sure, then.
    assert back == turned.get(there, there) or ({there, back} <= either)


@given(period(), period())
def test_a_period_surely_inside_another_is_not_apart_from_it(a: Period, b: Period) -> None:
    assume(not a.backwards and not b.backwards)
    if periods.contains(a, b) is Certainty.YES:
        assert periods.apart(a, b) is not Certainty.YES


@given(period())
def test_a_known_period_is_the_same_as_itself(a: Period) -> None:
    if a.end is not None:
        assert periods.standing(a, a)[0] is Standing.SAME


keys = st.sampled_from(
    ("IQ", "IQ/mosul", "IQ/mosul/old_town", "SY", "FR", "region/middle_east", "region/levant", "?x")
)
sets = st.frozensets(keys, max_size=3)


@given(keys, keys, keys)
def test_places_are_a_tree_of_containment(a: str, b: str, c: str) -> None:
    assert within(a, a)
    if within(a, b) and within(b, c):
        assert within(a, c)
    if within(a, b) and within(b, a):
        assert a == b


@given(sets, sets)
def test_placement_turns_round_with_the_two_places(a: frozenset[str], b: frozenset[str]) -> None:
    turned = {Placement.A_INSIDE: Placement.B_INSIDE, Placement.B_INSIDE: Placement.A_INSIDE}
    there = placement(a, b)
    assert placement(b, a) is turned.get(there, there)


def test_a_name_outside_the_gazetteer_may_be_anywhere() -> None:
    assert placement(frozenset({"?al harir"}), frozenset({"IQ"})) is Placement.UNKNOWN
    assert placement(frozenset({"SY"}), frozenset({"IQ"})) is Placement.APART


def test_open_ends_reach_to_infinity() -> None:
    assert intervals.high(Interval(3, None)) == math.inf
    assert intervals.contains(Interval(None, None), Interval(3, None))
