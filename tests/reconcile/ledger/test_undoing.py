"""Undo and redo are new entries: nothing is ever destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reconcile.ledger import Ledger
from reconcile.model import JournalEntry, ReconcileError, Verdict
from schema.vocabulary import Credibility, Family, Status
from tests.reconcile.ledger.many import fill
from tests.reconcile.ledger.told import (
    G_WOUNDED,
    MISSED,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    WOUNDED_56,
    WOUNDED_70,
    WOUNDED_900,
    judged,
    tell,
)

PAIR = (WOUNDED_56.id, WOUNDED_70.id)


def family(ledger: Ledger) -> Family | None:
    kept = ledger.group("g-wounded").judgements.get(PAIR)
    return kept.family if kept else None


def test_undo_goes_back_one_action_at_a_time_and_redo_forward(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(Family.AGREEMENT), group="g-wounded")
    ledger.judge(judged(Family.APART), group="g-wounded")
    seen = [family(ledger)]
    for step in (ledger.undo, ledger.undo, ledger.redo, ledger.redo, ledger.undo):
        step()
        seen.append(family(ledger))
    assert seen == [
        Family.APART, Family.AGREEMENT, None, Family.AGREEMENT, Family.APART, Family.AGREEMENT,
    ]  # fmt: skip


def test_undo_works_on_a_later_day_in_another_session(ledger_url: str) -> None:
    with Ledger.open(ledger_url, actor="ada") as ledger:
        tell(ledger)
        ledger.judge(judged(), group="g-wounded")
    with Ledger.open(ledger_url, actor="ada") as ledger:
        ledger.undo()
        assert family(ledger) is None
    with Ledger.open(ledger_url, actor="ada") as ledger:
        ledger.redo()
        assert family(ledger) is Family.CONTRADICTION


def test_undo_by_default_takes_back_ones_own_action(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(), group="g-wounded")
    bo = Ledger(ledger.engine, "bo")
    bo.note("g-killed", "seen")
    ledger.undo()
    assert family(ledger) is None
    assert ledger.group("g-killed").notes == {"g-killed": "seen"}
    with pytest.raises(ReconcileError, match="ada has decided nothing"):
        ledger.undo()


def test_undo_is_refused_where_later_entries_rest_on_it(ledger: Ledger) -> None:
    tell(ledger)
    first = ledger.judge(judged(Family.AGREEMENT), group="g-wounded")
    later = Ledger(ledger.engine, "bo").judge(judged(Family.APART), group="g-wounded")
    with pytest.raises(ReconcileError, match=rf"rest on it — entry {later.number} \(bo, judge"):
        ledger.undo()
    ledger.undo(later.number)
    ledger.undo(first.number)
    assert family(ledger) is None


def test_a_split_cannot_be_undone_under_a_judgement_on_its_group(ledger: Ledger) -> None:
    tell(ledger)
    split = ledger.split_group("g-wounded", [WOUNDED_70.id])
    (new,) = split.made_groups
    noted = ledger.note(new, "look here")
    with pytest.raises(ReconcileError, match=f"entry {noted.number}"):
        ledger.undo(split.number)


def test_a_merge_cannot_be_undone_under_the_verdict_on_it(ledger: Ledger) -> None:
    tell(ledger)
    merged = ledger.merge_groups(["g-wounded", "g-killed"])
    ledger.settle(Verdict("g-wounded", Status.SETTLED, 3, 3, 900, reason="all of it"))
    with pytest.raises(ReconcileError, match="ada, settle"):
        ledger.undo(merged.number)
    ledger.undo()
    ledger.undo()
    assert len(ledger.group("g-killed").claims) == 2


def test_a_decision_after_an_undo_does_not_destroy_what_was_undone(ledger: Ledger) -> None:
    tell(ledger)
    first = ledger.judge(judged(Family.AGREEMENT), group="g-wounded")
    ledger.undo()
    ledger.note("g-killed", "elsewhere")
    ledger.redo()
    assert family(ledger) is Family.AGREEMENT
    ledger.undo(first.number)
    second = ledger.judge(judged(Family.APART), group="g-wounded")
    with pytest.raises(ReconcileError, match=f"entry {second.number}"):
        ledger.redo(first.number)
    ledger.undo(second.number)
    ledger.redo(first.number)
    assert family(ledger) is Family.AGREEMENT
    numbers = [entry.number for entry in ledger.history("g-wounded").items]
    assert {first.number, second.number} < set(numbers)


def test_history_shows_what_was_undone(ledger: Ledger) -> None:
    tell(ledger)
    entry = ledger.judge(judged(), group="g-wounded")
    undone = ledger.undo()
    by_number = {one.number: one for one in ledger.history("g-wounded").items}
    assert by_number[entry.number].undone
    assert by_number[undone.number].target == entry.number
    with pytest.raises(ReconcileError, match="undone already"):
        ledger.undo(entry.number)
    ledger.undo(undone.number)
    assert family(ledger) is Family.CONTRADICTION


def test_what_the_machine_made_cannot_be_undone(ledger: Ledger) -> None:
    tell(ledger)
    with pytest.raises(ReconcileError, match="no decision"):
        ledger.undo(1)
    with pytest.raises(ReconcileError, match="no entry 99"):
        ledger.undo(99)
    with pytest.raises(ReconcileError, match="undone nothing"):
        ledger.redo()


def test_undoing_a_verdict_restores_the_queue(ledger: Ledger) -> None:
    tell(ledger)
    before = ledger.inbox().items
    ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 56, 70, reason="reported as a range"))
    assert ledger.inbox().items != before
    ledger.undo()
    assert ledger.inbox().items == before


def test_what_the_machine_made_at_length_is_shown_as_a_number(ledger: Ledger) -> None:
    fill(ledger, 600)
    grouped, added = ledger.history().items
    assert grouped.after == {"groups": 600}
    assert added.after == {"documents": 600}
    assert ledger.verify() == []


def test_undo_passes_over_what_the_machine_did_since(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(), group="g-wounded")
    ledger.add_document(WEDNESDAY, [WOUNDED_900])
    ledger.store_copies([(WEDNESDAY.sha256, MONDAY.sha256, 0.4)])
    ledger.store_version(WEDNESDAY.sha256, TUESDAY.sha256)
    ledger.undo()
    assert family(ledger) is None
    assert ledger.verify() == []


def test_a_status_is_taken_back_although_the_group_was_assigned_since(ledger: Ledger) -> None:
    tell(ledger)
    ledger.set_status("g-wounded", Status.SET_ASIDE)
    Ledger(ledger.engine, "bo").assign("g-wounded", "cy")
    ledger.undo()
    view = ledger.group("g-wounded")
    assert (view.status, view.assigned_to) == (Status.OPEN, "cy")
    ledger.redo()
    assert ledger.group("g-wounded").status is Status.SET_ASIDE
    assert ledger.verify() == []


def test_a_status_is_not_taken_back_under_a_later_one(ledger: Ledger) -> None:
    tell(ledger)
    first = ledger.set_status("g-wounded", Status.SET_ASIDE)
    later = Ledger(ledger.engine, "bo").set_status("g-wounded", Status.IN_REVIEW)
    with pytest.raises(ReconcileError, match=f"entry {later.number}"):
        ledger.undo(first.number)


def test_a_split_cannot_be_undone_under_a_verdict_on_what_it_left(ledger: Ledger) -> None:
    tell(ledger)
    split = ledger.split_group("g-wounded", [WOUNDED_70.id])
    settled = ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 56, 56, reason="one source"))
    with pytest.raises(ReconcileError, match=f"entry {settled.number}"):
        ledger.undo(split.number)


@pytest.mark.parametrize(
    "decide",
    [
        lambda ledger: ledger.judge(judged(), group="g-wounded"),
        lambda ledger: ledger.give_opinion(judged(), group="g-wounded"),
        lambda ledger: ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, reason="so")),
    ],
    ids=["judgement", "second opinion", "verdict"],
)
def test_a_correction_cannot_be_undone_under_what_was_decided_on_it(
    ledger: Ledger, decide: Callable[[Ledger], JournalEntry]
) -> None:
    tell(ledger)
    corrected = ledger.correct_claim(WOUNDED_70.id, "quantity", 60)
    later = decide(Ledger(ledger.engine, "bo"))
    with pytest.raises(ReconcileError, match=rf"entry {later.number} \(bo"):
        ledger.undo()
    ledger.undo(later.number)
    ledger.undo(corrected.number)
    assert ledger.claim(WOUNDED_70.id) == WOUNDED_70


@pytest.mark.parametrize(
    "decide",
    [
        lambda ledger, group, claim: ledger.note(f"group:{group}", "look here"),
        lambda ledger, group, claim: ledger.assign(group, "bo"),
        lambda ledger, group, claim: ledger.grade_credibility(claim, Credibility.DOUBTFUL),
    ],
    ids=["note", "assignment", "grade"],
)
def test_nothing_is_redone_on_what_is_gone(ledger: Ledger, decide: Callable[..., object]) -> None:
    tell(ledger)
    added = ledger.add_claim(MISSED)
    decide(ledger, added.made_groups[0], MISSED.id)
    ledger.undo()
    gone = ledger.undo()
    decided = added.number + 1
    with pytest.raises(ReconcileError, match=rf"is not there — entry {gone.number} \(ada, undo"):
        ledger.redo(decided)
    ledger.redo(added.number)
    ledger.redo(decided)
    assert ledger.verify() == []


def test_a_judgement_is_not_redone_once_a_claim_has_left_the_group(ledger: Ledger) -> None:
    tell(ledger)
    judgement = ledger.judge(judged(), group="g-wounded")
    ledger.undo()
    moved = Ledger(ledger.engine, "bo").move_claim(WOUNDED_70.id, "g-killed")
    with pytest.raises(
        ReconcileError, match=f"no longer in group g-wounded — entry {moved.number}"
    ):
        ledger.redo(judgement.number)


def test_a_verdict_is_not_redone_over_claims_it_never_saw(ledger: Ledger) -> None:
    tell(ledger)
    verdict = ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 60, 70, reason="a range"))
    ledger.undo()
    ledger.add_document(WEDNESDAY, [WOUNDED_900])
    ledger.store_groups([replace(G_WOUNDED, claims=(*G_WOUNDED.claims, WOUNDED_900.id))])
    with pytest.raises(ReconcileError, match=r"has changed since — entry .*decide anew"):
        ledger.redo(verdict.number)


def test_a_source_is_not_merged_in_a_circle_by_redoing(ledger: Ledger) -> None:
    tell(ledger)
    first = ledger.merge_sources("red_cross", "mayor_of_lisbon")
    ledger.undo()
    second = ledger.merge_sources("mayor_of_lisbon", "red_cross")
    with pytest.raises(ReconcileError, match=f"is merged into another — entry {second.number}"):
        ledger.redo(first.number)
