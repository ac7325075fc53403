"""What somebody else has changed since it was shown is never overwritten: the decision is refused, and it is said."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from reconcile.ledger import Ledger
from schema.vocabulary import Family, Reliability, Status
from tests.tui.claims import FIRST, SECOND
from tests.tui.conftest import Driven, Opened
from tui.desk import Desk
from tui.messages import DecisionRefused
from tui.plain import PlainDesk

Change = Callable[[Ledger, str], object]


def by_bruno(address: str, change: Change) -> None:
    with Ledger.open(address, actor="bruno") as ledger:
        change(ledger, ledger.inbox().items[0].id)


def only_group(ledger: Ledger) -> str:
    return ledger.inbox().items[0].id


async def refused(desk: Driven) -> None:
    await desk.rest()
    assert len(desk.heard_of(DecisionRefused)) == 1
    assert "bruno" in desk.shown
    assert "has changed since it was shown" in desk.shown


@pytest.mark.parametrize(
    ("keys", "change", "stands"),
    [
        (
            ("e", *"mine", "enter"),
            lambda ledger, group: ledger.note(SECOND.id, "his"),
            lambda view: view.notes[SECOND.id] == "his",
        ),
        (
            ("r", *"mine", "enter"),
            lambda ledger, group: ledger.rename_group(group, "his"),
            lambda view: view.group.name == "his",
        ),
        (
            ("p", "enter"),
            lambda ledger, group: ledger.set_status(group, Status.SET_ASIDE),
            lambda view: view.status is Status.SET_ASIDE and len(view.claims) == 4,
        ),
    ],
    ids=["note", "name", "split"],
)
async def test_on_the_group_screen_what_another_has_done_stands(
    opened: Opened,
    address: str,
    keys: tuple[str, ...],
    change: Change,
    stands: Callable[[object], bool],
) -> None:
    async with opened() as desk:
        desk.deafen()
        await desk.press("enter")
        by_bruno(address, change)
        await desk.press(*keys)
        await refused(desk)
        assert stands(desk.ledger.group(only_group(desk.ledger)))


async def test_in_the_inbox_a_group_changed_since_is_not_set_aside(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        desk.deafen()
        by_bruno(address, lambda ledger, group: ledger.assign(group, "bruno"))
        await desk.press("i")
        await refused(desk)
        assert desk.ledger.inbox().items[0].status is not Status.SET_ASIDE


async def test_a_claim_corrected_by_another_is_not_corrected_over(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        desk.deafen()
        await desk.press("enter", "3")
        await desk.rest()
        claim = desk.app.current_claim
        assert claim is not None
        by_bruno(address, lambda ledger, group: ledger.correct_claim(claim, "quantity", 57))
        await desk.press(*"E", "tab", *["backspace"] * 8, *"60-", "tab", *"typo", "enter")
        await refused(desk)
        with Ledger.open(address) as ledger:
            assert ledger.history(f"claim:{claim}").items[0].actor == "bruno"


async def test_a_grade_given_by_another_is_not_graded_over(opened: Opened, address: str) -> None:
    async with opened() as desk:
        desk.deafen()
        await desk.press("4")
        await desk.rest()
        source = desk.app.screen.sources.current  # type: ignore[attr-defined] - the audit screen
        by_bruno(address, lambda ledger, group: ledger.grade_source(source.key, Reliability.B))
        await desk.press("r", "down", "enter")
        await refused(desk)
        (kept,) = (one for one in desk.ledger.sources().items if one.key == source.key)
        assert kept.reliability is Reliability.B


async def test_what_the_machine_says_anew_makes_no_decision_stale(
    opened: Opened, address: str
) -> None:
    from reconcile.adding import reassess

    async with opened() as desk:
        desk.deafen()
        await desk.press("enter")
        with Ledger.open(address, actor="machine") as ledger:
            reassess(ledger, [only_group(ledger)])
        await desk.press("a")
        assert desk.heard_of(DecisionRefused) == []
        assert len(desk.ledger.group(only_group(desk.ledger)).judgements) == 1


async def test_moving_over_claims_does_not_pass_for_having_read_what_changed(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        desk.deafen()
        await desk.press("enter")
        by_bruno(address, lambda ledger, group: ledger.assign(group, "bruno"))
        await desk.press("j", "k", "a")
        await refused(desk)


def test_line_by_line_a_group_changed_since_it_was_read_out_is_refused(address: str) -> None:
    said = io.StringIO()

    def answers() -> object:
        by_bruno(address, lambda ledger, group: ledger.assign(group, "bruno"))
        yield "a"
        yield "a"
        yield "q"

    with Desk.open(address, "anne") as desk:
        PlainDesk(desk, answers(), lambda line: said.write(f"{line}\n")).run()  # type: ignore[arg-type] - a generator
        assert "has changed since it was shown: bruno" in said.getvalue()
        judgements = desk.group(only_group(desk.ledger)).judgements.values()
        assert [one.family for one in judgements] == [Family.AGREEMENT]


def test_line_by_line_one_s_own_decisions_make_nothing_stale(address: str) -> None:
    said = io.StringIO()
    with Desk.open(address, "anne") as desk:
        PlainDesk(desk, iter(["a", "x", "e look", "u", "q"]), said.write).run()
        assert "has changed" not in said.getvalue()
        assert len(desk.group(only_group(desk.ledger)).judgements) == 2
        assert FIRST.id in {claim.id for claim in desk.group(only_group(desk.ledger)).claims}
