"""Going about: modes, filter, palette, help, jump, settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.tui.conftest import Opened
from tui.screens.dialogs import TextDialog
from tui.screens.group import GroupScreen
from tui.screens.help import HelpScreen
from tui.screens.inbox import InboxScreen
from tui.screens.jump import JumpScreen
from tui.settings import Settings, read


async def test_the_inbox_opens_first_and_tells_the_progress(opened: Opened) -> None:
    async with opened() as desk:
        assert "1 group · 0 settled · 1 contested" in desk.shown
        assert "Wounded · Karsa" in desk.shown


async def test_escape_never_leaves_the_desk(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("escape", "escape")
        assert desk.app.is_running
        assert isinstance(desk.app.screen, InboxScreen)


async def test_q_goes_back_then_quits(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter")
        assert isinstance(desk.app.screen, GroupScreen)
        await desk.press("q")
        assert isinstance(desk.app.screen, InboxScreen)
        await desk.press("q")
        assert desk.app._exit


async def test_a_filter_narrows_the_inbox_and_counts(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("slash", *"nowhere", "enter")
        await desk.rest()
        assert "No group matches" in desk.shown
        assert "“nowhere”: 0 groups" in desk.shown
        await desk.press("slash", "escape")
        await desk.rest()
        assert "Wounded · Karsa" in desk.shown


async def test_a_paste_of_a_megabyte_into_the_filter_is_cut(opened: Opened) -> None:
    from textual import events
    from textual.widgets import Input

    async with opened() as desk:
        await desk.press("slash")
        field = desk.app.screen.query_one(Input)
        field.post_message(events.Paste("karsa " * 200_000))
        await desk.pilot.pause()
        assert len(field.value) <= 200
        await desk.press("escape")


async def test_the_palette_lists_the_actions_of_the_screen(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "colon")
        assert isinstance(desk.app.screen, CommandPalette)
        await desk.press(*"verdict")
        await desk.pilot.pause(0.5)
        assert "reason · V" in desk.shown


async def test_help_explains_the_keys_of_the_screen(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "question_mark")
        assert isinstance(desk.app.screen, HelpScreen)
        assert "Agreement: both can be printed together" in desk.shown


async def test_why_opens_the_waterfall(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "w")
        assert isinstance(desk.app.screen, TextDialog)
        assert "a date or period is inferred" in desk.shown
        assert "−0.05" in desk.shown


async def test_jump_goes_to_a_lettered_widget(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "ctrl+o")
        assert isinstance(desk.app.screen, JumpScreen)
        await desk.press("s")
        focused = desk.app.screen.focused
        assert focused is not None
        assert type(focused).__name__ == "SourceView"


async def test_keys_of_the_keymap_file_replace_the_usual_ones(
    opened: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('[keys.group]\nagree = "b"\n', encoding="utf-8")
    settings, wrong = read(file)
    assert wrong == []
    async with opened(settings=settings) as desk:
        await desk.press("enter", "b")
        assert desk.ledger.group(desk.ledger.inbox().items[0].id).judgements
        await desk.press("j")
        assert " b Agree" in desk.shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language = 3", "is not a str"),
        ("colour = 'red'", "no such setting"),
        ("[keys]\n'group.fly' = 'f'", "no such action"),
        ("[keys]\n'group.agree' = ''", "is not a key"),
        ("not toml", "the defaults are used"),
    ],
)
def test_a_wrong_setting_is_left_out_and_said(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(text, encoding="utf-8")
    settings, wrong = read(file)
    assert settings == Settings()
    assert said in wrong[0]


async def test_settings_are_kept_in_their_file(opened: Opened, tmp_path: Path) -> None:
    async with opened() as desk:
        desk.app._settings_file = tmp_path / "sub" / "desk.toml"
        await desk.press("comma", "tab", "tab", "right", "tab", "tab", "enter")
        kept, wrong = read(tmp_path / "sub" / "desk.toml")
        assert wrong == []
        assert kept.citation == "markdown"


async def test_a_held_key_moves_no_further_than_the_end(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press(*["j"] * 60)
        await desk.press("enter", *["j"] * 60)
        assert desk.app.is_running
        assert ">D" in desk.shown


async def test_the_palette_shows_every_action_of_every_screen(opened: Opened) -> None:
    async with opened(size=(100, 60)) as desk:
        for key in ("1", "enter", "3", "4", "5"):
            await desk.press(key)
            await desk.rest()
            desk.app.action_command_palette()
            await desk.pilot.pause(0.4)
            assert "Go to the audit" in desk.shown
            await desk.press("escape", "escape")
            if isinstance(desk.app.screen, CommandPalette):
                await desk.press("escape")
            await desk.rest()


async def test_letters_that_arrive_in_one_burst_with_the_filter_undo_nothing(
    opened: Opened,
) -> None:
    from textual import events

    async with opened() as desk:
        await desk.press("enter", "a", "1")
        for key, character in (("slash", "/"), ("u", "u"), ("i", "i"), ("q", "q")):
            desk.app.post_message(events.Key(key, character))
        await desk.rest()
        assert desk.app.is_running
        assert len(desk.ledger.group(desk.ledger.inbox().items[0].id).judgements) == 1
        await desk.press("escape")


@pytest.mark.parametrize("theme", ["reconcile-light", "ansi-dark", "ansi-light", "textual-light"])
async def test_every_state_is_a_word_in_every_theme(opened: Opened, theme: str) -> None:
    async with opened(settings=Settings(language="en", theme=theme)) as desk:
        await desk.press("enter", "s", "3")
        await desk.rest()
        await desk.press("2")
        assert desk.app.theme == theme
        assert "^ supersedes" in desk.shown
        assert "? undetermined R4" in desk.shown
        assert ">>At least 56" in desk.shown


async def test_an_unknown_theme_gives_way_to_the_desk_s_own(opened: Opened) -> None:
    async with opened(settings=Settings(language="en", theme="no such theme")) as desk:
        assert desk.app.theme == "reconcile-dark"
