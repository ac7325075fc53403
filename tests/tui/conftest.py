"""A real ledger, and a desk driven as an editor drives it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.message import Message
from textual.pilot import Pilot

from reconcile.ledger import Ledger
from tests.tui import ledgers
from tui import language
from tui.app import DeskApp
from tui.desk import Desk
from tui.settings import Settings

Opened = Callable[..., AbstractAsyncContextManager["Driven"]]


class Driven:
    """A running desk: its pilot, the messages its screens posted, and a second look at the ledger."""

    def __init__(
        self, pilot: Pilot[None], app: DeskApp, ledger: Ledger, heard: list[Message]
    ) -> None:
        self.pilot, self.app, self.ledger, self.heard = pilot, app, ledger, heard

    async def press(self, *keys: str) -> None:
        """Press keys one after another and let the desk come to rest."""
        for key in keys:
            await self.pilot.press(key)
        await self._settle()

    def deafen(self) -> None:
        """Let the desk hear no more of what others change, as in the moment before word arrives."""
        self.app.workers.cancel_group(self.app, "watch")

    async def rest(self) -> None:
        """Wait until no worker of a screen is under way (the one that watches the ledger never ends)."""
        await self._settle()
        while busy := [worker for worker in self.app.workers if worker.group != "watch"]:
            await self.app.workers.wait_for_complete(busy)
            await self._settle()

    async def _settle(self) -> None:
        """Wait until the application has done what it was asked so far, however long a decision takes."""
        await self.pilot.pause()
        done = asyncio.Event()
        if self.app.is_running and self.app.call_later(done.set):
            await done.wait()
        await self.pilot.pause()

    def heard_of(self, kind: type[Message]) -> list[Message]:
        """The messages of one kind, in order, each once however far it bubbled."""
        found = {id(message): message for message in self.heard if isinstance(message, kind)}
        return list(found.values())

    @property
    def shown(self) -> str:
        """What stands on the screen, as plain text."""
        return picture(self.app)


def picture(app: DeskApp) -> str:
    """The screen as lines of text without trailing spaces."""
    _width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines[:height])


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The desk speaks English unless a test says otherwise."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with one group of four claims, made once; tests work on copies."""
    return ledgers.make(tmp_path_factory.mktemp("master") / "r.db")


@pytest.fixture
def address(master: str, tmp_path: Path) -> str:
    """The address of a ledger with one group of four claims."""
    return str(shutil.copyfile(master, tmp_path / "r.db"))


@pytest.fixture
def opened(address: str) -> Opened:
    """Open the desk on the ledger: ``async with opened() as desk``."""

    @asynccontextmanager
    async def open_desk(
        size: tuple[int, int] = (80, 24),
        settings: Settings | None = None,
        editor: str = "anne",
        url: str = address,
    ) -> AsyncIterator[Driven]:
        heard: list[Message] = []
        chosen = settings or Settings(language="en")
        with Desk.open(url, editor) as desk, Ledger.open(url, actor="onlooker") as ledger:
            app = DeskApp(desk, chosen)
            async with app.run_test(
                size=size, message_hook=heard.append, notifications=True
            ) as pilot:
                driven = Driven(pilot, app, ledger, heard)
                await driven.rest()
                yield driven

    return open_desk
