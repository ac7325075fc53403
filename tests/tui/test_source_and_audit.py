"""The source, the audit, the search, the export and the adding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from schema.vocabulary import Reliability
from tests.tui.claims import FIRST, SECOND
from tests.tui.conftest import Opened
from tui import clipboard
from tui.screens.group import GroupScreen
from tui.screens.source import SourceScreen
from tui.settings import Settings
from tui.widgets.cycle import Cycle


async def test_n_goes_to_the_next_claim_of_the_document(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "n")
        assert "Claim 2/2" in desk.shown
        assert ">>[A union" in desk.shown


async def test_a_screen_told_of_a_change_before_its_parts_stand_reads_when_they_do(
    opened: Opened,
) -> None:
    async with opened() as desk:
        await desk.press("enter")
        assert desk.app.current_group is not None
        desk.app.action_go("source")
        desk.app.show_ledger()  # as a decision made just before does, once the ledger has kept it
        await desk.rest()
        assert desk.app.is_running
        assert "Claim 1/" in desk.shown


async def test_find_counts_its_hits_and_n_goes_through_them(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "slash", *"ha", "enter")
        await desk.rest()
        assert "“ha”: 1/2" in desk.shown or "“ha”: 2/2" in desk.shown
        await desk.press("n")
        assert "/2" in desk.shown


async def test_a_field_of_a_claim_is_corrected_and_undone(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press(
            "enter", "3", "E", "tab", *["backspace"] * 8, *"60-", "tab", *"typo", "enter"
        )
        await desk.rest()
        quantity = desk.ledger.claim(SECOND.id).quantity
        assert quantity is not None
        assert (quantity.low, quantity.high) == (60, None)
        await desk.press("u")
        quantity = desk.ledger.claim(SECOND.id).quantity
        assert quantity is not None
        assert quantity.low == 56


async def test_a_wrong_date_in_a_correction_is_not_kept(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "E", *["right"] * 6, "tab", *["backspace"] * 12, *"soon")
        await desk.press("tab", "enter")
        assert "cannot be the since" in desk.shown
        assert desk.ledger.claim(SECOND.id).scope == SECOND.scope


async def test_a_claim_is_added_from_a_selection(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "v", *["right"] * 4, "plus")
        await desk.press(*"hurt", "tab", "tab", "tab", "tab", *"missed", "enter")
        await desk.rest()
        (added,) = [c for c in desk.ledger.claims_of(SECOND.document) if c.measure == "hurt"]
        assert added.quote.exact == "At least 56 people have"
        assert added.quantity is not None
        assert added.quantity.value == 56
        assert desk.ledger.group_of(added.id) == desk.ledger.group_of(SECOND.id)


async def test_enter_on_a_claim_of_the_source_opens_its_group(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "3", "n", "enter")
        assert isinstance(desk.app.screen, GroupScreen)
        assert ">C" in desk.shown


async def test_t_undoes_back_to_the_chosen_entry_after_asking(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "a", "x")
        await desk.rest()
        await desk.press("3")
        await desk.rest()
        await desk.press("h", "j", "t")
        assert "Undo 2 decisions?" in desk.shown
        await desk.press("y")
        await desk.rest()
        assert desk.ledger.group(desk.ledger.inbox().items[0].id).judgements == {}


async def test_an_address_that_is_no_web_address_is_not_opened(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited: list[str] = []
    monkeypatch.setattr("webbrowser.open", visited.append)
    async with opened() as desk:
        await desk.press("enter", "g", "3", "o")
        assert visited == ["https://example.org/river"]
        screen = desk.app.screen
        assert isinstance(screen, SourceScreen)
        assert screen.document is not None


async def test_the_audit_says_what_became_of_a_source_s_claims(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "j", "o")
        await desk.rest()
        assert "union official · 1 claim" in desk.shown
        assert "x contradicted" in desk.shown


async def test_a_source_is_graded(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("4")
        await desk.rest()
        await desk.press("r", "j", "enter")
        await desk.rest()
        assert [s.reliability for s in desk.ledger.sources().items].count(Reliability.B) == 1


async def test_search_opens_a_hit(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("ctrl+f", *"fouiller", "enter")
        await desk.rest()
        assert "1 hit" in desk.shown
        await desk.press("enter")
        await desk.rest()
        assert isinstance(desk.app.screen, SourceScreen)
        assert "fouiller" in desk.shown


async def test_search_for_nothing_says_so(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("ctrl+f", *"zzz", "enter")
        await desk.rest()
        assert "nothing found" in desk.shown


async def test_the_export_is_previewed_and_written(opened: Opened, tmp_path: Path) -> None:
    async with opened() as desk:
        await desk.press("5")
        await desk.rest()
        field = desk.app.screen.query_one("#file")
        field.value = str(tmp_path / "table")  # type: ignore[attr-defined] - an Input
        names = desk.app.desk.formats()
        desk.app.screen.query_one("#format", Cycle).chosen = names.index("json")
        await desk.rest()
        assert '"exact"' in desk.shown
        await desk.press("enter")
        await desk.rest()
        rows = json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))
        assert len(rows) == 4


async def test_a_file_that_is_there_is_replaced_only_after_asking(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened() as desk:
        await desk.press("5")
        await desk.rest()
        there = tmp_path / "there.csv"
        there.write_text("mine", encoding="utf-8")
        desk.app.screen.query_one("#file").value = str(there)  # type: ignore[attr-defined] - an Input
        await desk.press("enter", "n")
        await desk.rest()
        assert there.read_text(encoding="utf-8") == "mine"
        await desk.press("enter", "y")
        await desk.rest()
        assert there.read_text(encoding="utf-8") != "mine"


async def test_adding_a_file_says_what_was_new_and_what_failed(
    opened: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "dispatch.txt"
    file.write_text("At least 12 people were killed in Mosul on Monday, police said.\n", "utf-8")
    async with opened(size=(140, 40)) as desk:
        await desk.press("ctrl+n")
        desk.app.screen.query_one("#paths").value = f"{file} {tmp_path}/nope.txt"  # type: ignore[attr-defined] - an Input
        desk.app.screen.query_one("#published").value = "2024-03-05"  # type: ignore[attr-defined] - an Input
        await desk.press("enter")
        await desk.rest()
        # The folder's name may be longer than the line; the sentence goes on underneath.
        said = desk.shown.replace(" ", "").replace("│", "").replace("\n", "")
        assert "nope.txt" in said
        assert "doesnotexist" in said
        assert "Added 1 document" in desk.shown
        await desk.press("escape")
        await desk.rest()
        with Ledger.open(desk.app.desk.url) as ledger:
            assert ledger.progress().documents == 4


async def test_a_quote_is_copied_with_its_citation(opened: Opened, tmp_path: Path) -> None:
    quotes = tmp_path / "quotes.txt"
    settings = Settings(language="en", quotes_file=quotes)
    async with opened(settings=settings) as desk:
        await desk.press("enter", "g", "y", "Y")
        await desk.rest()
        expected = (
            "“plus de 24 blessés à Karsa depuis le 7 octobre” — ministère de la santé,"
            " in Le Fleuve, 27 Oct 2023 <https://example.org/river>"
        )
        assert desk.app.clipboard == expected
        assert quotes.read_text(encoding="utf-8") == expected + "\n\n"
        assert FIRST.quote.exact in expected


def test_without_tmux_nothing_is_handed_to_it() -> None:
    assert clipboard.hand_to_multiplexer("words", {}) is False
