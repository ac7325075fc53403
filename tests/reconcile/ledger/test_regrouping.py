"""Merging, splitting, moving, correcting, adding by hand; and what a new claim does to a settled group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.model import Group, PartialDate, ReconcileError, Verdict
from schema.vocabulary import Comparator, Status
from tests.reconcile.ledger.told import (
    G_KILLED,
    G_WOUNDED,
    KILLED_3,
    KILLED_5,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    WOUNDED,
    WOUNDED_56,
    WOUNDED_70,
    WOUNDED_900,
    count,
    tell,
)


def members(ledger: Ledger, group: str) -> set[str]:
    return set(ledger.group(group).group.claims)


def test_merging_puts_all_claims_into_the_first_group(ledger: Ledger) -> None:
    tell(ledger)
    ledger.merge_groups(["g-wounded", "g-killed"], "one question after all")
    assert len(members(ledger, "g-wounded")) == 4
    assert [line.id for line in ledger.inbox().items] == ["g-wounded"]
    assert ledger.progress().groups == 1


def test_the_machine_never_moves_what_an_editor_has_placed(ledger: Ledger) -> None:
    tell(ledger)
    ledger.move_claim(WOUNDED_70.id, "g-killed")
    assert ledger.store_groups([G_WOUNDED, G_KILLED]) == ()
    assert members(ledger, "g-killed") == {KILLED_3.id, KILLED_5.id, WOUNDED_70.id}


def test_a_new_claim_follows_the_merge(ledger: Ledger) -> None:
    tell(ledger)
    ledger.merge_groups(["g-killed", "g-wounded"])
    ledger.add_document(WEDNESDAY, [WOUNDED_900])
    regrouped = replace(G_WOUNDED, claims=(*G_WOUNDED.claims, WOUNDED_900.id))
    assert ledger.store_groups([regrouped, G_KILLED]) == ("g-killed",)
    assert WOUNDED_900.id in members(ledger, "g-killed")
    assert ledger.group("g-killed").group.name == G_KILLED.name


def test_a_split_makes_a_group_that_asks_the_same(ledger: Ledger) -> None:
    tell(ledger)
    entry = ledger.split_group("g-wounded", [WOUNDED_70.id], "another storm")
    (new,) = entry.made_groups
    assert members(ledger, new) == {WOUNDED_70.id}
    assert ledger.group(new).group.question == WOUNDED
    ledger.undo()
    assert members(ledger, "g-wounded") == {WOUNDED_56.id, WOUNDED_70.id}
    with pytest.raises(ReconcileError, match="no group"):
        ledger.group(new)
    ledger.redo()
    assert members(ledger, new) == {WOUNDED_70.id}


def test_splitting_takes_neither_none_nor_all(ledger: Ledger) -> None:
    tell(ledger)
    for claims in ([], list(G_WOUNDED.claims)):
        with pytest.raises(ReconcileError, match="neither none nor all"):
            ledger.split_group("g-wounded", claims)


def test_grouping_is_told_what_editors_held_together_and_kept_apart(ledger: Ledger) -> None:
    tell(ledger)
    assert ledger.constraints() == (frozenset(), frozenset())
    ledger.move_claim(WOUNDED_70.id, "g-killed")
    must, cannot = ledger.constraints()
    # With the claim that came, those that were there before it hang together.
    members = {WOUNDED_70.id, *G_KILLED.claims}
    assert {claim for pair in must for claim in pair} == members
    assert len(must) == len(members) - 1
    assert cannot == {tuple(sorted([WOUNDED_56.id, WOUNDED_70.id]))}


@pytest.mark.parametrize("order", [["g-wounded", "g-killed"], ["g-killed", "g-wounded"]])
def test_grouping_is_told_that_all_claims_of_merged_groups_hang_together(
    ledger: Ledger, order: list[str]
) -> None:
    tell(ledger)
    ledger.merge_groups(order)
    must, cannot = ledger.constraints()
    home = set(ledger.group(order[0]).group.claims)
    assert home == {*G_KILLED.claims, *G_WOUNDED.claims}
    # All are linked with one that was there, and so with each other.
    assert {claim for pair in must for claim in pair} == home
    assert len(must) == len(home) - 1
    assert cannot == frozenset()


def test_a_correction_keeps_what_had_been_extracted(ledger: Ledger) -> None:
    tell(ledger)
    figure = {"comparator": "at_least", "value": 56, "low": 56, "high": None}
    ledger.correct_claim(WOUNDED_56.id, "quantity", figure, "“at least” stood before")
    ledger.correct_claim(WOUNDED_56.id, "scope.as_of", "2026-03-01")
    claim = ledger.claim(WOUNDED_56.id)
    assert claim.quantity is not None
    assert (claim.quantity.comparator, claim.quantity.high) == (Comparator.AT_LEAST, None)
    assert claim.scope.as_of == PartialDate(2026, 3, 1)
    corrected = ledger.group("g-wounded").corrected[WOUNDED_56.id]
    assert corrected["quantity"]["comparator"] == "exact"
    assert corrected["scope.as_of"] == {"as_of": "2026-03-02"}
    ledger.undo()
    ledger.undo()
    assert ledger.claim(WOUNDED_56.id) == WOUNDED_56


def test_a_corrected_origin_is_found_under_its_new_name(ledger: Ledger) -> None:
    tell(ledger)
    hop = {"speaker": "Maria Silva", "organisation": "Civil Protection", "anonymous": False}
    ledger.correct_claim(KILLED_3.id, "attribution", [hop])
    ledger.correct_claim(KILLED_3.id, "origin", "Maria Silva")
    assert [one.claim.id for one in ledger.who("Maria Silva")] == [KILLED_3.id]
    ledger.undo()
    ledger.undo()
    assert ledger.claim(KILLED_3.id) == KILLED_3
    assert [one.claim.id for one in ledger.who("Morning Post")] == [KILLED_3.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("scope.as_of", "Tuesday"),
        ("polarity", "perhaps"),
        ("quantity", "many"),
        ("quantity", {"comparator": "between", "low": 9, "high": 3}),
        ("quantity", {"comparator": "at_least", "value": 9}),
        ("quantity", float("nan")),
        ("quantity", {"comparator": "exact", "value": 9, "low": 9, "high": float("inf")}),
        ("quantity", True),
        ("quantity", 10**400),
        ("places", "Lisbon"),
        ("places", [5]),
        ("places", [{"name": 5}]),
        ("attribution", "the mayor"),
        ("attribution", [{}]),
        ("attribution", [{"speaker": 5}]),
        ("origin", 5),
        ("origin", " "),
        ("measure", "wounded " * 100),
    ],
)
def test_a_correction_that_is_no_value_of_its_field_is_refused(
    ledger: Ledger, field: str, value: object
) -> None:
    tell(ledger)
    with pytest.raises(ReconcileError, match=field):
        ledger.correct_claim(WOUNDED_56.id, field, value)


def test_a_claim_added_by_hand_must_stand_in_its_document(ledger: Ledger) -> None:
    tell(ledger)
    missed = count(MONDAY, "Storm hits Lisbon", 1, measure="storms")
    wrong = replace(missed, quote=replace(missed.quote, start=1, end=18))
    with pytest.raises(ReconcileError, match="does not stand"):
        ledger.add_claim(wrong)
    entry = ledger.add_claim(missed, reason="the machine missed it")
    (group,) = entry.made_groups
    assert ledger.group(group).claims == (missed,)
    ledger.undo()
    assert missed not in ledger.claims_of(MONDAY.sha256)
    ledger.redo()
    assert missed in ledger.claims_of(MONDAY.sha256)


def settled_at(ledger: Ledger, low: float, high: float) -> None:
    tell(ledger)
    ledger.settle(Verdict("g-wounded", Status.SETTLED, low, None, high, reason="two sources"))


def joined_by(ledger: Ledger, figure: float, origin: str) -> None:
    claim = count(WEDNESDAY, "900 people were wounded", figure, origin=origin)
    ledger.add_document(WEDNESDAY, [claim])
    ledger.store_groups([replace(G_WOUNDED, claims=(*G_WOUNDED.claims, claim.id))])


def test_a_claim_that_the_verdict_does_not_cover_reopens_the_group(ledger: Ledger) -> None:
    settled_at(ledger, 56, 70)
    joined_by(ledger, 900, "a minister")
    view = ledger.group("g-wounded")
    assert view.status is Status.OPEN
    assert view.reopened_because == (
        "a new figure outside the settled 56–70 (a minister, 2026-03-04: “900 people were wounded”)"
    )
    assert ledger.history("g-wounded").items[0].action == "reopen"
    assert view.verdict is not None


def test_a_claim_that_the_verdict_covers_leaves_it_settled(ledger: Ledger) -> None:
    settled_at(ledger, 56, 70)
    joined_by(ledger, 60, "a minister")
    assert ledger.group("g-wounded").status is Status.SETTLED


def test_what_the_editor_had_seen_and_set_aside_reopens_nothing(ledger: Ledger) -> None:
    settled_at(ledger, 56, 60)
    joined_by(ledger, 70, "Mayor of Lisbon")
    assert ledger.group("g-wounded").status is Status.SETTLED


def test_a_merge_of_strangers_is_refused(ledger: Ledger) -> None:
    tell(ledger)
    with pytest.raises(ReconcileError, match="at least two"):
        ledger.merge_groups(["g-wounded", "g-wounded"])
    with pytest.raises(ReconcileError, match="no group elsewhere"):
        ledger.merge_groups(["g-wounded", "elsewhere"])
    with pytest.raises(ReconcileError, match="already"):
        ledger.move_claim(WOUNDED_70.id, "g-wounded")


def test_groups_of_claims_that_are_not_there_are_refused(ledger: Ledger) -> None:
    ledger.add_document(TUESDAY, [WOUNDED_70])
    with pytest.raises(ReconcileError, match="not in the ledger"):
        ledger.store_groups([Group("g", (WOUNDED_70.id, WOUNDED_56.id), WOUNDED)])
    with pytest.raises(ReconcileError, match="in two of the groups"):
        ledger.store_groups(
            [Group("g", (WOUNDED_70.id,), WOUNDED), Group("h", (WOUNDED_70.id,), WOUNDED)]
        )


@pytest.mark.parametrize(
    "bring",
    [
        lambda ledger: ledger.move_claim(WOUNDED_70.id, "g-killed"),
        lambda ledger: ledger.merge_groups(["g-killed", "g-wounded"]),
    ],
    ids=["moved", "merged"],
)
def test_what_an_editor_brings_into_a_settled_group_reopens_it(
    ledger: Ledger, bring: Callable[[Ledger], object]
) -> None:
    tell(ledger)
    ledger.settle(Verdict("g-killed", Status.SETTLED, 3, None, 9))
    bring(ledger)
    view = ledger.group("g-killed")
    assert view.status is Status.OPEN
    assert "outside the settled 3–9" in (view.reopened_because or "")
    ledger.undo()
    assert ledger.group("g-killed").status is Status.SETTLED


def test_a_correction_that_the_verdict_does_not_cover_reopens_the_group(ledger: Ledger) -> None:
    settled_at(ledger, 56, 70)
    ledger.correct_claim(WOUNDED_70.id, "quantity", 60)
    assert ledger.group("g-wounded").status is Status.SETTLED
    ledger.correct_claim(WOUNDED_70.id, "quantity", 700)
    view = ledger.group("g-wounded")
    assert view.status is Status.OPEN
    assert (view.reopened_because or "").startswith("after a correction: a new figure outside")
    ledger.undo()
    assert ledger.group("g-wounded").status is Status.SETTLED


def test_correcting_what_the_verdict_never_covered_reopens_nothing(ledger: Ledger) -> None:
    settled_at(ledger, 56, 60)
    ledger.correct_claim(WOUNDED_70.id, "quantity", 71)
    assert ledger.group("g-wounded").status is Status.SETTLED


def test_a_corrected_figure_keeps_its_unit_and_its_place_in_the_text(ledger: Ledger) -> None:
    tell(ledger)
    ledger.correct_claim(
        WOUNDED_56.id, "quantity", {"comparator": "exact", "low": 5, "high": 5, "unit": "%"}
    )
    ledger.correct_claim(WOUNDED_56.id, "quantity", 57)
    was, now = WOUNDED_56.quantity, ledger.claim(WOUNDED_56.id).quantity
    assert was is not None
    assert now == replace(was, value=57, low=57, high=57)


def test_an_anchor_that_has_left_its_group_compares_nothing(ledger: Ledger) -> None:
    tell(ledger)
    ledger.set_anchor("g-wounded", WOUNDED_70.id)
    ledger.move_claim(WOUNDED_70.id, "g-killed")
    assert ledger.group("g-wounded").anchor == WOUNDED_56.id
    (line,) = [line for line in ledger.inbox().items if line.id == "g-wounded"]
    assert line.undecided == 0
    with ledger.reading() as connection:
        anchors = connection.execute(
            text("SELECT claim FROM reconciled WHERE group_id = 'g-wounded' AND is_anchor = 1")
        ).scalars()
        assert list(anchors) == [WOUNDED_56.id]
