"""What an editor does with whole groups in the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from reconcile.model import GroupLine, Page
from schema.vocabulary import Status
from tests.benchmarks import desk_ledger
from tests.tui.conftest import Opened
from tui.screens.group import GroupScreen


@pytest.fixture(scope="session")
def many_master(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of 250 groups, made once."""
    return desk_ledger.make(tmp_path_factory.mktemp("many") / "m.db", 250)


@pytest.fixture
def many(many_master: str, tmp_path: Path) -> str:
    """A copy of the ledger of 250 groups."""
    copy = tmp_path / "m.db"
    copy.write_bytes(Path(many_master).read_bytes())
    return str(copy)


@contextmanager
def reading(url: str) -> Iterator[Ledger]:
    with Ledger.open(url, actor="onlooker") as ledger:
        yield ledger


def lines(url: str) -> tuple[GroupLine, ...]:
    with reading(url) as ledger:
        page: Page[GroupLine] = ledger.inbox(limit=10)
        return page.items


async def test_the_last_of_many_groups_is_one_key_away(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        await desk.press("G", "enter")
        assert "250/250" in desk.shown
        await desk.press("left_square_bracket")
        assert "249/250" in desk.shown


async def test_a_range_is_merged_with_a_reason_in_one_undo(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        first, second = (line.id for line in lines(many)[:2])
        await desk.press("v", "j", "m", *"same", "enter")
        await desk.rest()
        with reading(many) as ledger:
            assert ledger.inbox().total == 249
            assert len(ledger.group(first).claims) == 4
            reasons = {
                entry.action: entry.reason for entry in ledger.history(f"group:{first}").items
            }
            assert reasons["merge"] == "same"
        await desk.press("u")
        with reading(many) as ledger:
            assert ledger.inbox().total == 250
            assert len(ledger.group(second).claims) == 2


async def test_merging_one_group_asks_for_a_range_first(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        await desk.press("m")
        assert "Choose a range first" in desk.shown


async def test_a_group_is_set_aside_and_taken_up_again(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        group = lines(many)[0].id
        await desk.press("i")
        with reading(many) as ledger:
            assert ledger.group(group).status is Status.SET_ASIDE
        await desk.press("u")
        with reading(many) as ledger:
            assert ledger.group(group).status is Status.OPEN


async def test_a_group_is_assigned_and_renamed(opened: Opened, many: str) -> None:
    async with opened(url=many, size=(140, 40)) as desk:
        group = lines(many)[0].id
        await desk.press("at", "enter")
        with reading(many) as ledger:
            assert ledger.group(group).assigned_to == "anne"
        await desk.press("r", *["backspace"] * 30, *"Toll", "enter")
        with reading(many) as ledger:
            assert ledger.group(group).group.name == "Toll"


async def test_sorting_by_name_puts_the_first_name_first(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        await desk.press("S")
        assert "by name" in desk.shown
        assert ">○ contested     Wounded 0 " in desk.shown


async def test_only_the_settled_are_shown_when_asked(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        await desk.press("f", "f", "f")
        assert "only settled" in desk.shown
        assert "No group matches" in desk.shown


async def test_a_claim_is_moved_into_another_group(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        first, second = (line.id for line in lines(many)[:2])
        name = lines(many)[1].name
        await desk.press("enter", "m", *name.replace(" ", ""), *["backspace"] * 20)
        await desk.rest()
        await desk.press("down", "enter")
        await desk.rest()
        with reading(many) as ledger:
            assert len(ledger.group(second).claims) == 3
            assert len(ledger.group(first).claims) == 1


async def test_clicking_a_line_twice_opens_it(opened: Opened, many: str) -> None:
    async with opened(url=many) as desk:
        await desk.pilot.click("#groups", offset=(20, 3))
        await desk.pilot.click("#groups", offset=(20, 3))
        await desk.rest()
        assert isinstance(desk.app.screen, GroupScreen)
        assert "4/250" in desk.shown


async def test_a_click_on_a_key_at_the_foot_runs_it(opened: Opened) -> None:
    async with opened() as desk:
        foot = desk.shown.splitlines()[-1]
        await desk.pilot.click("#keys", offset=(foot.index("Open"), 0))
        await desk.rest()
        assert isinstance(desk.app.screen, GroupScreen)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (100, 30), (130, 35), (200, 60)])
async def test_the_desk_survives_being_resized_at_any_moment(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened() as desk:
        for key in ("enter", "3", "4", "5", "2", "c", "z"):
            await desk.press(key)
            await desk.pilot.resize_terminal(*size)
            await desk.rest()
            await desk.pilot.resize_terminal(80, 24)
            assert desk.app.is_running


async def test_space_leads_from_a_decided_group_to_the_next_one_to_decide_on(
    opened: Opened, many: str
) -> None:
    first, second, third = (line.id for line in lines(many)[:3])
    with Ledger.open(many, actor="bruno") as other:
        other.set_status(second, Status.SET_ASIDE)
    async with opened(url=many) as desk:
        await desk.press("enter")
        await desk.rest()
        await desk.press("x")
        await desk.rest()
        await desk.press("space")
        assert "Every claim is decided" in desk.shown
        assert desk.app.current_group == first
        await desk.press("space")
        await desk.rest()
        assert desk.app.current_group == third
