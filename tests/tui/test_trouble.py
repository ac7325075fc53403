"""What goes wrong under an open desk is said in words, and nothing is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Judgement
from schema.vocabulary import Family
from tests.tui.claims import FIRST, UNION
from tests.tui.conftest import Driven, Opened
from tui import deciding

#: A message that has not come by then does not come.
_LONGEST_SECONDS = 30


async def shown(desk: Driven, words: str) -> None:
    """Wait until the words stand on the screen, however busy the machine is."""
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            while words not in desk.shown:
                await desk.pilot.pause(0.05)
    except TimeoutError:
        raise AssertionError(f"{words!r} did not appear in:\n{desk.shown}") from None


async def test_a_ledger_removed_under_the_desk_refuses_decisions(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        await desk.press("enter")
        await shown(desk, "Claims (4)")
        await desk.rest()
        Path(address).rename(address + ".moved")
        await desk.press("a")
        # One word: where the message breaks its lines depends on the length of the file's name.
        await shown(desk, "replaced")
        Path(address + ".moved").rename(address)
        await desk.press("a")
        await desk.rest()
        assert len(desk.ledger.group(desk.ledger.inbox().items[0].id).judgements) == 1


async def test_a_locked_ledger_is_waited_for_and_the_decision_kept(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        await desk.press("enter")
        lock = sqlite3.connect(address, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        pressing = desk.pilot.press("a")
        task = asyncio.ensure_future(pressing)
        async with asyncio.timeout(_LONGEST_SECONDS):
            # Without the pilot, which waits until the key has been dealt with.
            while "Waiting for the ledger" not in desk.shown:
                await asyncio.sleep(0.05)
        lock.execute("ROLLBACK")
        lock.close()
        await task
        await desk.rest()
        assert len(desk.ledger.group(desk.ledger.inbox().items[0].id).judgements) == 1


async def test_what_another_editor_decides_appears_by_itself(
    opened: Opened, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Heard of, long before the desk would look of its own accord.
    monkeypatch.setattr(deciding, "_LOOK_SECONDS", 3600.0)
    async with opened() as desk:
        await desk.press("enter")
        with Ledger.open(address, actor="bruno") as other:
            group = other.inbox().items[0].id
            other.judge(Judgement(FIRST.id, UNION.id, Family.APART), group=group)
        await shown(desk, "≠ apart")
        await shown(desk, "bruno")
