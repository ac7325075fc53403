"""A toll that rises for 60 days under five origins: no alarm, and one wrong figure found alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from reconcile.relations import assess
from reconcile.relations.facts import read
from reconcile.relations.pairs import pair
from reconcile.relations.rules import decide
from schema.vocabulary import Family, Label
from tests.reconcile.relations.toll import rising_toll


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["cumulative", "incident"])
def test_no_two_claims_of_a_rising_toll_contradict(kind: str, seed: int) -> None:
    facts = [read(claim) for claim in rising_toll(seed=seed, kind=kind)]
    found = [decide(pair(a, b)) for a, b in combinations(facts, 2)]
    assert [one for one in found if one.type.family is Family.CONTRADICTION] == []


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "dated by the paper"])
@pytest.mark.parametrize("kind", ["cumulative", "incident"])
def test_a_rising_toll_raises_no_alarm(kind: str, dated: bool) -> None:
    assessment = assess(rising_toll(seed=1, kind=kind, dated=dated))
    assert [r for r in assessment.relations if r.family is Family.CONTRADICTION] == []
    assert (assessment.consistent, assessment.conflicts) == (True, ())
    assert assessment.label is Label.EVOLVING


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "dated by the paper"])
@pytest.mark.parametrize("wrong", [(30, 1, 90_000), (30, 2, 40), (40, 3, 5_000)])
def test_one_wrong_figure_is_found_alone(wrong: tuple[int, int, float], dated: bool) -> None:
    assessment = assess(rising_toll(seed=2, kind="incident", dated=dated, wrong=wrong))
    alarms = [r for r in assessment.relations if r.family is Family.CONTRADICTION]
    assert alarms
    assert all("planted" in (r.a, r.b) for r in alarms)
    assert assessment.set_aside == ("planted",)
    assert assessment.conflicts
    assert all("planted" in conflict.claims for conflict in assessment.conflicts)
    assert assessment.label is Label.CONTESTED


def test_reprints_do_not_count_as_origins() -> None:
    assert len(assess(rising_toll(days=12)).independent) == 5
