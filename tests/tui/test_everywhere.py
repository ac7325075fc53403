"""Keys and clicks that have no other test: each is checked by what the ledger, a file or the screen holds."""

from __future__ import annotations

import shlex
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from textual import events

from reconcile.ledger import Ledger
from reconcile.model import GroupView
from tests.tui.claims import DOCUMENTS, FIRST, SECOND, UNION
from tests.tui.conftest import Driven, Opened
from tests.tui.test_trouble import shown
from tui.messages import ClaimMarked, DecisionRefused
from tui.screens.audit import AuditScreen
from tui.screens.dialogs import TextDialog
from tui.screens.source import SourceScreen
from tui.widgets.passage import Passage


def view_of(desk: Driven) -> GroupView:
    return desk.ledger.group(desk.ledger.inbox().items[0].id)


async def answered(desk: Driven, key: str, answer: str) -> None:
    """Press a key that asks for words, and answer it."""
    await desk.press(key)
    await desk.rest()
    field = desk.app.screen.focused
    assert field is not None
    field.value = answer  # type: ignore[attr-defined] - an Input
    await desk.press("enter")
    await desk.rest()


# --- the group -----------------------------------------------------------------------------------------


async def test_a_note_on_the_group_is_kept(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter")
        await answered(desk, "E", "ask the ministry again")
        view = view_of(desk)
        assert view.notes == {view.group.id: "ask the ministry again"}
        assert "noted" in desk.shown


async def test_the_group_is_assigned_and_renamed_where_it_is_read(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter")
        await answered(desk, "at", "bruno")
        assert "@bruno" in desk.shown
        await answered(desk, "r", "Toll of the harbour")
        view = view_of(desk)
        assert (view.assigned_to, view.group.name) == ("bruno", "Toll of the harbour")


async def test_a_mark_is_told_to_whoever_listens(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "d")
        await desk.rest()
        (message,) = desk.heard_of(ClaimMarked)
        assert isinstance(message, ClaimMarked)
        assert message.claim == SECOND.id
        assert not desk.heard_of(DecisionRefused)


async def test_the_lineage_names_origins_and_what_the_solver_says(opened: Opened) -> None:
    async with opened(size=(140, 40)) as desk:
        await desk.press("enter", "l")
        assert isinstance(desk.app.screen, TextDialog)
        for said in ("Origin 1", "Can all be right?", "The sources together imply ≥ 56."):
            assert said in desk.shown


async def test_from_a_claim_to_the_record_of_its_source_and_the_journal_of_the_group(
    opened: Opened,
) -> None:
    async with opened() as desk:
        await desk.press("enter", "a", "o")
        await desk.rest()
        assert isinstance(desk.app.screen, AuditScreen)
        assert "health ministry · 1 claim" in desk.shown
        await desk.press("2", "h")
        await desk.rest()
        assert "Journal of Wounded · Karsa" in desk.shown
        assert "= agree" in desk.shown


# --- the source ------------------------------------------------------------------------------------------


async def test_a_click_on_a_claim_goes_to_it_and_two_clicks_select_a_word(opened: Opened) -> None:
    async with opened(size=(140, 40)) as desk:
        await desk.press("enter", "3")
        await desk.rest()
        screen = desk.app.screen
        assert isinstance(screen, SourceScreen)
        assert screen.claim is not None
        assert screen.claim.id == SECOND.id
        lines = desk.shown.splitlines()
        row = next(number for number, line in enumerate(lines) if "official put" in line)
        spot = (lines[row].index("official") + 2, row)
        # However slow the machine, two clicks are a double click here.
        desk.app.CLICK_CHAIN_TIME_THRESHOLD = 60
        await desk.pilot.click(offset=spot)
        await desk.rest()
        assert screen.claim.id == UNION.id
        await desk.pilot.click(offset=spot, times=2)
        await desk.rest()
        assert screen.text.selection is not None
        start, end = screen.text.selection
        assert screen.text.text[start:end] == "official"


async def test_words_dragged_over_are_selected_and_copied_as_they_stand(opened: Opened) -> None:
    async with opened(size=(140, 40)) as desk:
        await desk.press("enter", "3")
        await desk.rest()
        lines = desk.shown.splitlines()
        row = next(number for number, line in enumerate(lines) if "Search teams" in line)
        column = lines[row].index("teams")
        await desk.pilot.mouse_down(offset=(column, row))
        await desk.pilot.hover(offset=(column + 5, row))
        await desk.pilot.mouse_up(offset=(column + 5, row))
        await desk.press("y")
        await desk.rest()
        assert desk.app.clipboard == "teams"


async def test_the_wheel_scrolls_the_text_under_it_and_decides_nothing(opened: Opened) -> None:
    async with opened(size=(60, 16)) as desk:
        await desk.press("enter")
        await desk.rest()
        passage = desk.app.screen.query_one("#passage-b", Passage)
        before, decided = passage.view.scroll_offset.y, desk.ledger.data_version()
        (left, top) = passage.view.region.offset
        x, y = left + 2, top + 1
        turned = events.MouseScrollDown(
            None, x, y, 0, 1, 0, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
        )
        desk.app.post_message(turned)
        await desk.rest()
        assert passage.view.scroll_offset.y > before
        assert desk.ledger.data_version() == decided


async def test_the_documents_are_listed_by_outlet_and_file(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "l")
        await desk.rest()
        assert "2023-10-27 Le Fleuve · river.txt" in desk.shown
        await desk.press(*"fleuve", "enter")
        await desk.rest()
        assert desk.app.current_document == DOCUMENTS[0].sha256


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Path]:
    """A browser of the platform's own kind, which writes down what it was asked to open."""
    noted = tmp_path / "opened.txt"
    script = tmp_path / "browser.py"
    script.write_text(
        f"import sys, pathlib; pathlib.Path({str(noted)!r}).write_text(sys.argv[1])", "utf-8"
    )
    before = list(webbrowser._tryorder or [])  # type: ignore[attr-defined] - to put it back
    command = [sys.executable, str(script), "%s"]
    webbrowser.register(
        shlex.join(command), None, webbrowser.GenericBrowser(command), preferred=True
    )
    yield noted
    webbrowser._tryorder = before or None  # type: ignore[attr-defined] - as it was


async def test_the_original_is_opened_in_the_browser(opened: Opened, browser: Path) -> None:
    async with opened() as desk:
        await desk.press("enter", "k", "3", "o")
        await shown(desk, "https://example.org/river")
        assert browser.read_text("utf-8") == "https://example.org/river"
        assert FIRST.document == desk.app.current_document


# --- the audit -------------------------------------------------------------------------------------------


async def test_two_sources_are_said_to_be_one_and_that_is_undone(opened: Opened) -> None:
    async with opened() as desk:
        names = [source.name for source in desk.ledger.sources("", 0, 10).items]
        await desk.press("4", "m", *"ministère", "enter")
        await desk.rest()
        merged = desk.ledger.sources("", 0, 10)
        assert merged.total == len(names) - 1
        await desk.press("u")
        await desk.rest()
        assert desk.ledger.sources("", 0, 10).total == len(names)


async def test_tab_goes_round_the_three_panes_of_the_audit(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "o")
        await desk.rest()
        focused = []
        for _number in range(4):
            focused.append(desk.app.screen.focused.id if desk.app.screen.focused else None)
            await desk.press("tab")
        assert focused == ["sources", "statements", "audit-journal", "sources"]


# --- over restarts ------------------------------------------------------------------------------------


async def test_redo_reaches_over_a_restart(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "a", "u")
        await desk.rest()
        assert not view_of(desk).judgements
    async with opened() as desk:
        await desk.press("U")
        await desk.rest()
        assert len(view_of(desk).judgements) == 1
        assert "Redone: = agree" in desk.shown


async def test_a_ledger_upgraded_under_the_desk_refuses_decisions(
    opened: Opened, address: str
) -> None:
    import sqlite3

    async with opened() as desk:
        await desk.press("enter")
        await desk.rest()
        with sqlite3.connect(address) as other:
            (ours,) = other.execute("SELECT version_num FROM ledger_version").fetchone()
            other.execute("UPDATE ledger_version SET version_num = '9999'")
        await desk.press("a")
        await shown(desk, "upgraded")
        with sqlite3.connect(address) as other:
            other.execute("UPDATE ledger_version SET version_num = ?", (ours,))
        assert not view_of(desk).judgements
        await desk.press("a")
        await desk.rest()
        assert len(view_of(desk).judgements) == 1


async def test_a_lost_server_is_said_and_nothing_is_lost(
    opened: Opened, postgres_url: str, postgres_server: str
) -> None:
    import psycopg

    from tests.tui.claims import ASSESSMENT, CLAIMS, GROUP

    with Ledger.open(postgres_url, actor="machine") as ledger:
        for document in DOCUMENTS:
            ledger.add_document(document, [c for c in CLAIMS if c.document == document.sha256])
        (group,) = ledger.store_groups([GROUP])
        ledger.store_assessment(group, ASSESSMENT)
    name = urlsplit(postgres_url).path.removeprefix("/")

    def run(statement: str) -> None:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(statement.encode())

    async with opened(url=postgres_url) as desk:
        await desk.press("enter", "a")
        await desk.rest()
        run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )
        await shown(desk, "does not answer")
        await desk.press("j", "x")
        await desk.rest()
        run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await shown(desk, "answers again")
        await desk.press("x")
        await desk.rest()
        families = sorted(item.family.value for item in view_of(desk).judgements.values())
        assert families == ["agreement", "contradiction"]
