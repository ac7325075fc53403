"""What an editor decides on the group screen is in the ledger at once, and can be undone."""

from __future__ import annotations

import pytest

from reconcile.ledger import Ledger
from reconcile.model import GroupView, Judgement
from schema.vocabulary import Family, Label, RelationType, Status
from tests.tui.claims import FIRST, SECOND, UNION, VAGUE
from tests.tui.conftest import Driven, Opened
from tui.messages import ClaimMarked, DecisionCleared, DecisionRefused, DecisionUndone
from tui.screens import group_decisions


def group_of(ledger: Ledger) -> GroupView:
    return ledger.group(ledger.inbox().items[0].id)


def judged(ledger: Ledger) -> dict[str, Judgement]:
    """The judgements by the claim that is not the first."""
    return {b if a == FIRST.id else a: item for (a, b), item in group_of(ledger).judgements.items()}


async def open_group(desk: Driven) -> None:
    """Open the only group; the cursor stands on the first undecided claim."""
    await desk.press("enter")


@pytest.mark.parametrize(
    ("key", "family"),
    [
        ("a", Family.AGREEMENT),
        ("x", Family.CONTRADICTION),
        ("s", Family.SUCCESSION),
        ("d", Family.APART),
    ],
)
async def test_a_mark_is_kept_with_the_suggestion_that_was_on_screen(
    opened: Opened, key: str, family: Family
) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press(key)
        undecided_first = next(iter(judged(desk.ledger).values()))
        assert undecided_first.family is family
        assert undecided_first.editor == "anne"
        assert undecided_first.suggested_rule == "R9"
        (marked,) = desk.heard_of(ClaimMarked)
        assert isinstance(marked, ClaimMarked)
        assert marked.family is family


async def test_a_mark_that_follows_the_suggestion_keeps_its_exact_type(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("s")
        assert judged(desk.ledger)[SECOND.id].type is RelationType.UPDATES


async def test_enter_accepts_the_suggestion_once_and_no_more(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.pilot.pause(group_decisions.HELD_SECONDS)
        await desk.press("enter")
        assert judged(desk.ledger)[SECOND.id].family is Family.SUCCESSION
        assert len(judged(desk.ledger)) == 1


async def test_an_enter_held_down_in_the_inbox_accepts_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine, the keys of this test arrive as from a key held down.
    monkeypatch.setattr(group_decisions, "HELD_SECONDS", 60.0)
    async with opened() as desk:
        await desk.press("enter", "enter", "enter")
        assert judged(desk.ledger) == {}


async def test_zero_clears_a_decision(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("a", "0")
        assert judged(desk.ledger) == {}
        assert len(desk.heard_of(DecisionCleared)) == 1


async def test_one_keypress_is_one_undo(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("s", "space", "x")
        assert set(judged(desk.ledger)) == {SECOND.id, UNION.id}
        await desk.press("u")
        assert set(judged(desk.ledger)) == {SECOND.id}
        await desk.press("u")
        assert judged(desk.ledger) == {}
        assert len(desk.heard_of(DecisionUndone)) == 2


async def test_redo_brings_back_what_was_undone(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("d", "u", "U")
        assert judged(desk.ledger)[SECOND.id].family is Family.APART


async def test_undo_reaches_over_a_restart(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("a")
    async with opened() as desk:
        await desk.press("u")
        assert judged(desk.ledger) == {}


async def test_undo_with_nothing_to_undo_says_so(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("u")
        assert "decided nothing" in desk.shown


async def test_the_anchor_itself_cannot_be_marked(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("g", "a")
        assert judged(desk.ledger) == {}
        assert "This is the anchor" in desk.shown


async def test_another_claim_can_be_made_the_anchor(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("A")
        assert group_of(desk.ledger).anchor == SECOND.id


async def test_all_suggested_agreements_are_accepted_in_one_act(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("equals_sign")
        assert set(judged(desk.ledger)) == {VAGUE.id}
        await desk.press("u")
        assert judged(desk.ledger) == {}


async def test_a_note_is_kept_on_the_claim(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("e", *"ring", "enter")
        assert group_of(desk.ledger).notes[SECOND.id] == "ring"
        assert "Note: ring" in desk.shown


async def test_a_note_is_left_alone_on_escape(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("e", *"ring", "escape")
        assert group_of(desk.ledger).notes == {}


async def test_a_verdict_keeps_the_bounds_the_reason_and_the_treatment(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("V", "tab", *"60", "tab", *"99", "tab", "tab", "right", "right", "tab")
        await desk.press(*"why", "enter")
        verdict = group_of(desk.ledger).verdict
        assert verdict is not None
        assert (verdict.low, verdict.best, verdict.high) == (56, 60, 99)
        assert verdict.status is Status.SETTLED
        assert verdict.treatment is not None
        assert verdict.treatment.value == "report_range"
        assert verdict.reason == "why"


async def test_a_verdict_whose_low_is_above_its_high_is_not_kept(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("V", "tab", "tab", *"12", "tab", "tab", "tab", *"why", "enter")
        assert group_of(desk.ledger).verdict is None
        assert "must not decrease" in desk.shown


async def test_a_decision_on_a_group_changed_since_is_refused_and_said(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        with Ledger.open(desk.app.desk.url, actor="bruno") as other:
            other.judge(
                Judgement(FIRST.id, SECOND.id, Family.APART), group=group_of(other).group.id
            )
        await desk.press("a")
        assert judged(desk.ledger)[SECOND.id].editor == "bruno"
        assert len(desk.heard_of(DecisionRefused)) == 1
        assert "bruno" in desk.shown
        assert "≠ apart" in desk.shown


async def test_a_claim_can_be_split_off(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("p", *"other toll", "enter")
        assert desk.ledger.inbox().total == 2
        await desk.press("u")
        assert desk.ledger.inbox().total == 1


async def test_what_a_split_leaves_behind_is_assessed_anew(opened: Opened) -> None:
    async with opened() as desk:
        await open_group(desk)
        await desk.press("j", "p", *"other toll", "enter")
        await desk.rest()
        left = next(line for line in desk.ledger.inbox().items if line.claims == 3)
        view = desk.ledger.group(left.id)
        assert {claim.id for claim in view.claims} == {FIRST.id, SECOND.id, VAGUE.id}
        assert all(UNION.id not in (item.a, item.b) for item in view.assessment.relations)
        assert view.assessment.label is not Label.CONTESTED
