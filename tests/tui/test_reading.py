"""What an editor reads: nothing that was typed, said or marked is cut, hidden or left to a colour."""

from __future__ import annotations

import pytest
from textual import events

from reconcile.model import PartialDate, Scope
from schema.vocabulary import RelationType, ScopeKind
from tests.tui.claims import CLAIMS, FIRST, RIVER, SECOND, VAGUE, relation
from tests.tui.conftest import Driven, Opened
from tui import marks, words
from tui.screens.dialogs import LineDialog
from tui.screens.group import GroupScreen
from tui.screens.why import waterfall
from tui.widgets.cycle import Cycle
from tui.widgets.passage import Passage, place_of, share


def burst(desk: Driven, *keys: tuple[str, str]) -> None:
    """Let keys arrive together, as from a slow line: none waits for what the one before it does."""
    for key, character in keys:
        desk.app.post_message(events.Key(key, character))


# --- what is typed -----------------------------------------------------------------------------------


async def test_what_is_typed_into_the_filter_can_be_read(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("slash", *"karsa")
        assert "/ karsa" in desk.shown


async def test_what_is_typed_in_one_burst_with_the_filter_lands_in_it(opened: Opened) -> None:
    async with opened() as desk:
        burst(desk, ("slash", "/"), ("q", "q"), ("u", "u"), ("i", "i"))
        await desk.rest()
        assert "/ qui" in desk.shown


async def test_what_is_typed_in_one_burst_with_a_note_lands_in_the_note(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter")
        burst(desk, ("e", "e"), ("x", "x"), ("a", "a"))
        await desk.rest()
        assert isinstance(desk.app.screen, LineDialog)
        await desk.press("enter")
        await desk.rest()
        view = desk.ledger.group(desk.ledger.inbox().items[0].id)
        assert view.notes == {SECOND.id: "xa"}
        assert not view.judgements


# --- what is marked and explained ----------------------------------------------------------------------


def test_the_words_of_the_period_are_marked_and_named() -> None:
    shown = [mark for mark in marks.of_claim(FIRST, RIVER) if mark.ink == "period"]
    assert [RIVER[mark.start : mark.end] for mark in shown] == ["depuis le 7 octobre"]
    assert ("period", "period", "depuis le 7 octobre") in marks.legend(FIRST, RIVER)


async def test_everything_marked_is_named_whole_under_the_passage(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "k")
        shown = desk.shown
    for named in (
        "figure: plus de 24",
        "speaker: Le ministère de la santé",
        "period: depuis le 7 octobre",
        "place: Karsa",
    ):
        assert named in shown


def test_the_longest_words_give_way_first() -> None:
    assert share([10, 30, 4], 60) == 30
    assert share([10, 30, 4], 30) == 16
    assert share([10, 10, 10], 12) == 4


@pytest.mark.parametrize("size", [(50, 24), (80, 24), (140, 40)])
async def test_no_explanation_is_cut_whatever_the_width(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened(size=size) as desk:
        await desk.press("enter")
        await desk.rest()
        screen = desk.app.screen
        assert isinstance(screen, GroupScreen)
        for row in screen.claims.rows[1:]:
            lines = desk.shown.splitlines()
            width = screen.claims.size.width
            inside = " ".join(" ".join(line[1 : width + 1].split()) for line in lines)
            assert screen.explanation(row) in inside
            await desk.press("j")
            await desk.rest()


def test_the_parts_of_a_score_are_named_and_add_up_to_it() -> None:
    lines = waterfall(relation(FIRST, VAGUE, RelationType.COMPATIBLE, "R7", "…"))
    assert [line.split("  ")[1].strip() for line in lines] == [
        "R7 compatible",
        "a date or period is inferred",
        "score",
    ]
    assert "+0.95" in lines[0]
    assert "−0.05" in lines[1]
    assert "=0.90" in lines[2]
    # What is taken off hangs where the rule's own bar ends.
    assert lines[1].index("░") == lines[0].rindex("█")


def test_a_passage_is_placed_by_its_paragraph() -> None:
    text = "One.\n\nTwo.\n\nThree."
    assert place_of(text.index("Two"), text) == "paragraph 2/3"
    assert place_of(3, "One. Two.") == "at 33 %"


@pytest.mark.parametrize(
    ("start", "as_of", "said"),
    [
        (PartialDate(2025), PartialDate(2025), "in 2025"),
        (PartialDate(2025), PartialDate(2025, 3, 4), "in 2025"),
        (PartialDate(2018), PartialDate(2025, 3, 4), "since 2018"),
        (PartialDate(2025, 3), PartialDate(2025, 3, 9), "in Mar 2025"),
        (PartialDate(2025, 3, 4), PartialDate(2025, 3, 4), "on 4 Mar"),
        (PartialDate(2025, 3, 4), PartialDate(2025, 4, 1), "since 4 Mar"),
    ],
)
def test_a_period_reads_as_an_editor_says_it(
    start: PartialDate, as_of: PartialDate, said: str
) -> None:
    assert words.period(Scope(ScopeKind.CUMULATIVE, start, as_of)) == said


def test_bounds_carry_the_unit_of_their_figures() -> None:
    assert words.interval(50, 75, unit="%") == "50–75\N{NO-BREAK SPACE}%"
    assert words.interval(50, 50) == "50"


# --- where one is ------------------------------------------------------------------------------------


async def test_the_columns_of_the_inbox_are_named_and_sort_by_a_click(opened: Opened) -> None:
    async with opened() as desk:
        heads = desk.shown.splitlines()[1]
        for named in ("state▾", "question", "implied", "date", "to decide"):
            assert named in heads
        await desk.pilot.click("#heads", offset=(heads.index("question"), 0))
        await desk.rest()
        assert "question▾" in desk.shown
        assert "by name" in desk.shown


async def test_at_forty_columns_the_head_still_says_which_group(opened: Opened) -> None:
    async with opened(size=(40, 10)) as desk:
        await desk.press("enter")
        await desk.rest()
        assert "1  GROUP  3  4  5  1/1  Wounded · Kar…" in desk.shown


async def test_the_passage_scrolls_while_the_cursor_stays(opened: Opened) -> None:
    async with opened(size=(60, 16)) as desk:
        await desk.press("enter")
        await desk.rest()
        screen = desk.app.screen
        assert isinstance(screen, GroupScreen)
        view = screen.query_one("#passage-b", Passage).view
        before, claim = view.scroll_offset.y, screen.claims.cursor
        await desk.press("J")
        assert view.scroll_offset.y == before + 1
        await desk.press("K")
        assert view.scroll_offset.y == before
        assert screen.claims.cursor == claim


async def test_where_both_passages_show_tab_chooses_the_one_that_scrolls(opened: Opened) -> None:
    async with opened(size=(140, 40)) as desk:
        await desk.press("enter")
        await desk.rest()
        screen = desk.app.screen
        assert isinstance(screen, GroupScreen)
        assert screen.active.id == "passage-b"
        assert "anchor · tab here" in desk.shown
        await desk.press("tab")
        assert screen.active.id == "passage-a"
        assert "anchor · JK scroll" in desk.shown


# --- what is chosen ------------------------------------------------------------------------------------


async def test_every_status_of_a_verdict_is_in_sight_and_can_be_clicked(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "V")
        await desk.rest()
        assert "‹settled› in review  open  set aside" in desk.shown
        await desk.pilot.click("#status", offset=(12, 0))
        assert desk.app.screen.query_one("#status", Cycle).chosen == 1
        assert "‹in review›" in desk.shown


async def test_the_palette_asks_in_the_language_of_the_desk(opened: Opened) -> None:
    from tui.settings import Settings

    async with opened(settings=Settings(language="fr")) as desk:
        await desk.press("colon")
        await desk.rest()
        assert "Tapez ce que vous voulez faire" in desk.shown


async def test_the_rows_of_an_export_stand_one_under_the_other(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("5")
        await desk.rest()
        lines = desk.shown.splitlines()
        head = next(number for number, line in enumerate(lines) if "│group,question" in line)
        assert all("Wounded · Karsa" in line for line in lines[head + 1 : head + 1 + len(CLAIMS)])
