"""The solver against trying everything: conflicts, consistent sets and bounds of small systems."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.relations.conflicts import diagnose
from reconcile.relations.solver import Model
from reconcile.relations.system import Region, Row, System

STRAND = ("count", "killed", "", "")
DAYS, PLACES = 3, ("IQ", "SY")


@st.composite
def rows(draw: st.DrawFn) -> Row:
    start = draw(st.integers(0, DAYS - 1))
    end = draw(st.integers(start + 1, DAYS))
    places = draw(st.sampled_from((frozenset({"IQ"}), frozenset({"SY"}), frozenset(PLACES))))
    low = draw(st.integers(0, 3))
    high = draw(st.sampled_from((float("inf"), float(low), float(low + 1))))
    region = Region(STRAND, places, start, end)
    return Row((str(draw(st.integers())),), region, region, float(low), high)


systems = st.lists(rows(), min_size=2, max_size=5).map(
    lambda found: System(tuple(found), main=STRAND, whole_numbers=frozenset({STRAND}))
)


def counts(row: Row, cells: dict[tuple[str, int], int]) -> int:
    region = row.wide
    return sum(
        cells[place, day] for place in region.places for day in range(region.start, region.end)
    )


def subsets(size: int) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(range(size), n) for n in range(size + 1)))


def feasible(system: System, chosen: tuple[int, ...]) -> bool:
    return Model(system, chosen).feasible()


@settings(max_examples=40)
@given(systems)
def test_the_listed_conflicts_are_all_the_smallest_ones(system: System) -> None:
    size = len(system.rows)
    bad = [frozenset(ids) for ids in subsets(size) if not feasible(system, ids)]
    smallest = {ids for ids in bad if not any(other < ids for other in bad)}
    found = diagnose(
        system,
        {i: i for i in range(size)},
        dict.fromkeys(range(size), 1.0),
        {},
        conflicts_up_to=100,
        solves_up_to=1000,
    )
    assert found.complete
    assert set(found.conflicts) == smallest


@settings(max_examples=40)
@given(systems)
def test_what_is_set_aside_is_the_least_that_mends_it(system: System) -> None:
    size = len(system.rows)
    mending = [
        len(ids)
        for ids in subsets(size)
        if feasible(system, tuple(i for i in range(size) if i not in ids))
    ]
    found = diagnose(
        system,
        {i: i for i in range(size)},
        dict.fromkeys(range(size), 1.0),
        {},
        conflicts_up_to=0,
        solves_up_to=1000,
    )
    assert len(found.removed) == min(mending)
    assert feasible(system, tuple(i for i in range(size) if i not in found.removed))


@settings(max_examples=40)
@given(
    st.lists(rows(), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=DAYS * len(PLACES), max_size=DAYS * len(PLACES)),
)
def test_what_happened_lies_within_the_bounds_of_true_claims(
    found: list[Row], happened: list[int]
) -> None:
    cells = dict(zip(((p, d) for p in PLACES for d in range(DAYS)), happened, strict=True))
    true = tuple(
        Row(
            row.claims,
            row.wide,
            row.narrow,
            float(max(0, counts(row, cells) - 1)),
            counts(row, cells) + 1.0,
        )
        for row in found
    )
    system = System(true, main=STRAND, whole_numbers=frozenset({STRAND}))
    region = Region(STRAND, frozenset(PLACES), 0, DAYS)
    model = Model(system, range(len(true)), [region])
    assert model.feasible()
    low, high = model.bounds(region)
    assert low <= sum(happened) <= high
