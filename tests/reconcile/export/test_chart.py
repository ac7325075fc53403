"""Axes and marks: every figure at its height, open ends as arrows, nothing on top of another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.export.report.chart import MOST_MARKS, draw
from reconcile.export.report.points import Point
from reconcile.export.report.scale import date_ticks, figure_scale
from reconcile.export.words import words_of
from reconcile.model import PartialDate, Scope
from schema.vocabulary import ScopeKind
from tests.reconcile.export.examples import AT_LEAST_TWELVE, THIRTY_ONE, TWENTY

WORDS = words_of("en")


def points(*claims):
    return [
        Point(number, claim, number, f"claim {number}") for number, claim in enumerate(claims, 1)
    ]


def drawn(*claims, clashes=()):
    return draw(points(*claims), clashes, WORDS, width=760, height=320)


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=30))
def test_every_figure_lies_on_its_axis(values):
    scale = figure_scale(values)
    assert scale.logarithmic or scale.low <= min(values)
    assert max(values) <= scale.high
    assert 2 <= len(scale.ticks) <= 20
    assert all(0 <= scale.share(value) <= 1 for value in values)
    ordered = sorted(values)
    assert [scale.share(value) for value in ordered] == sorted(
        scale.share(value) for value in ordered
    )


def test_an_axis_begins_at_zero_where_that_shows_the_difference():
    assert figure_scale([12, 31]).from_zero
    assert figure_scale([12, 31]).ticks == (0, 10, 20, 30, 40)
    assert not figure_scale([5791, 6000]).from_zero
    assert figure_scale([3, 6000]).logarithmic


def test_both_ends_of_time_are_named():
    first, last = dt.date(2023, 10, 24), dt.date(2023, 11, 22)
    ticks = date_ticks(first, last, 6)
    assert (ticks[0], ticks[-1], len(ticks)) == (first, last, 6)
    assert date_ticks(first, first, 6) == (first,)
    assert len(date_ticks(first, first + dt.timedelta(days=1), 6)) == 2


def test_a_higher_figure_stands_higher_and_a_later_one_further_right():
    chart = drawn(AT_LEAST_TWELVE, THIRTY_ONE)
    low, high = chart.marks
    assert high.y < low.y
    assert high.x > low.x
    assert low.open_top
    assert not high.open_top
    assert (low.label.figure, low.label.references) == ("≥ 12", "[1]")


def test_claims_that_contradict_one_another_are_joined():
    chart = drawn(AT_LEAST_TWELVE, THIRTY_ONE, TWENTY, clashes=[("claim-31", "claim-20")])
    (line,) = chart.clashes
    marks = {mark.numbers[0]: mark for mark in chart.marks}
    assert line == (marks[2].x, marks[2].y, marks[3].x, marks[3].y)


def test_marks_of_one_day_step_aside():
    same = [replace(THIRTY_ONE, id=str(number)) for number in range(5)]
    chart = drawn(*same)
    assert len({mark.x for mark in chart.marks}) == 5


def test_claims_of_one_origin_that_say_the_same_are_one_mark():
    same = [replace(THIRTY_ONE, id=str(number)) for number in range(6)]
    points = [Point(number, claim, 0, f"Claim {number}.") for number, claim in enumerate(same, 1)]
    other = Point(7, AT_LEAST_TWELVE, 0, "Claim 7.")
    twelve, thirty_one = draw([*points, other], (), WORDS, width=760, height=320).marks
    assert twelve.numbers == (7,)
    assert thirty_one.numbers == (1, 2, 3, 4, 5, 6)
    assert (thirty_one.label.figure, thirty_one.label.references) == ("31", "[1, 2, 3, 4 +2]")
    # Those who cannot see the drawing are told of every claim.
    assert thirty_one.description == "Claim 1. Claim 2. Claim 3. Claim 4. Claim 5. Claim 6."


def test_a_label_stands_clear_of_the_lines_over_periods():
    since = replace(THIRTY_ONE.scope, start=PartialDate(2024, 3, 1))
    chart = drawn(replace(THIRTY_ONE, scope=since), AT_LEAST_TWELVE, TWENTY)
    lines = [(mark.since[0][0], mark.x, mark.middle) for mark in chart.marks if mark.since]
    assert len(lines) == 2
    for mark in chart.marks:
        width = 6.9 * len(f"{mark.label.figure} {mark.label.references}")
        held = {"start": 0, "middle": -width / 2, "end": -width}[mark.label.anchor]
        for left, right, height in lines:
            beside = mark.label.x + held >= right or mark.label.x + held + width <= left
            assert beside or not mark.label.y - 10 < height < mark.label.y + 3


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 40)), min_size=2, max_size=14))
def test_a_label_stands_nearest_to_its_own_mark(said):
    claims = [
        replace(
            THIRTY_ONE,
            id=str(number),
            scope=Scope(ScopeKind.STOCK, None, PartialDate(2024, 3, day)),
            quantity=replace(THIRTY_ONE.quantity, value=value, low=value, high=value),
        )
        for number, (day, value) in enumerate(said)
    ]
    marks = drawn(*claims).marks
    for mark in marks:
        if mark.label is None:
            continue
        # Where the label is held is its end beside the mark.
        at = (mark.label.x, mark.label.y - 4)
        mine = dist(at, (mark.x, mark.y))
        assert all(mine <= dist(at, (other.x, other.y)) + 4 for other in marks)


def test_a_single_figure_is_not_worth_a_chart():
    assert drawn(THIRTY_ONE) is None


@pytest.mark.parametrize("width", [340.0, 760.0])
def test_labels_do_not_cover_one_another_or_leave_the_drawing(width: float):
    claims = [
        replace(
            THIRTY_ONE,
            id=str(number),
            scope=Scope(ScopeKind.STOCK, None, PartialDate(2024, 3, 1 + number % 4)),
            quantity=replace(
                THIRTY_ONE.quantity, value=10.0 * number, low=10.0 * number, high=10.0 * number
            ),
        )
        for number in range(1, 10)
    ]
    chart = draw(points(*claims), (), WORDS, width=width, height=320)
    boxes = []
    for label in (mark.label for mark in chart.marks if mark.label):
        width_of_label = 6.7 * len(f"{label.figure} {label.references}".strip())
        held = {"start": 0, "middle": -width_of_label / 2, "end": -width_of_label}[label.anchor]
        left, right = label.x + held, label.x + held + width_of_label
        assert left >= -4
        assert right <= width + 4
        boxes.append((left, right, label.y - 9, label.y + 3))
    assert len(boxes) >= 8
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = (
                one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            )
            assert apart


def test_what_has_no_figure_or_no_date_is_not_drawn():
    undated = replace(THIRTY_ONE, scope=Scope(ScopeKind.STOCK), published=None)
    silent = replace(THIRTY_ONE, quantity=None)
    assert drawn(undated, silent) is None
    assert drawn(THIRTY_ONE, AT_LEAST_TWELVE, undated, silent).left_out == 2


def test_more_marks_than_can_be_told_apart_are_left_to_the_table():
    many = [replace(THIRTY_ONE, id=str(number)) for number in range(MOST_MARKS + 7)]
    assert drawn(*many).left_out == 7
