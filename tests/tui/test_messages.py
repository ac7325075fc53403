"""The desk speaks French as wholly as English."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.tui.conftest import Opened
from tui import language, words
from tui.actions import ACTIONS
from tui.keys import written
from tui.language import _, ngettext
from tui.locales import update
from tui.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _catalogue(code: str) -> dict[str, str | tuple[str, ...]]:
    with (Path(update.HERE) / f"{code}.po").open("rb") as source:
        found = {}
        for message in read_po(source, locale=code):
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = message.string
        return found


@pytest.mark.parametrize("code", [code for code in language.available() if code != "en"])
def test_every_message_of_the_code_is_translated_with_the_same_fields(code: str) -> None:
    catalogue = _catalogue(code)
    for message in update.messages():
        forms = (message,) if isinstance(message, str) else message
        translated = catalogue.get(forms[0], "")
        translations = (translated,) if isinstance(translated, str) else translated
        assert all(translations), f"{forms[0]!r} is not translated"
        for text in translations:
            assert _fields(text) == _fields(forms[0]), forms[0]


@pytest.mark.parametrize("code", [code for code in language.available() if code != "en"])
def test_no_translation_is_left_over_from_a_message_that_has_gone(code: str) -> None:
    known = {item if isinstance(item, str) else item[0] for item in update.messages()}
    assert set(_catalogue(code)) - known - {""} == set()


def test_numbers_and_months_follow_the_language() -> None:
    assert words.number(5791) == "5,791"
    language.use("fr")
    assert words.number(5791) == "5\N{NARROW NO-BREAK SPACE}791"
    assert words.month(2) == "févr"
    assert ngettext("{n} group", "{n} groups", 0) == "0 groupe"
    assert _("undecided") == "à décider"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language.from_environment(environment) == expected


async def test_the_desk_in_french(opened: Opened) -> None:
    async with opened(settings=Settings(language="fr")) as desk:
        assert "1 groupe · 0 tranché · 1 contesté" in desk.shown
        await desk.press("enter", "a")
        assert "= accord" in desk.shown


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (56, "56"),
        (5791, "5,791"),
        (2.5, "2.5"),
        (30.000001, "30"),
        (33.333333, "33.33"),
        (306_000_000, "306,000,000"),
    ],
)
def test_a_number_is_written_without_a_loose_end(value: float, written: str) -> None:
    assert words.number(value) == written


def test_a_narrow_column_shows_millions() -> None:
    assert words.interval(306_000_000, None, narrow=True) == "≥ 306\N{NO-BREAK SPACE}M"
    assert words.interval(24, 99, narrow=True) == "24–99"


def test_an_open_end_is_written_with_its_sign() -> None:
    assert words.interval(24, None) == "≥ 24"
    assert words.interval(None, 5, unit="km") == "≤ 5\N{NO-BREAK SPACE}km"
    assert words.interval(None, None) == ""


def test_every_action_of_the_journal_has_a_name() -> None:
    from tui.journal_words import ACTIONS

    code = "".join(path.read_text("utf-8") for path in (ROOT / "reconcile" / "ledger").glob("*.py"))
    written = set(re.findall(r'command\(\s*engine, actor, "(\w+)"', code))
    assert len(written) > 15
    assert written - set(ACTIONS) == set()


def test_the_manual_names_every_key_as_the_desk_has_it() -> None:
    manual = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    for action in ACTIONS:
        keys = " ".join(f"`{written(key)}`" for key in action.keys.split(","))
        assert f"| {keys} | {action.help} | `{action.id}` |" in manual


def test_no_message_hides_in_a_formatted_string_where_extraction_would_miss_it() -> None:
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted(update.CODE.rglob("*.py"))
        for string_ in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string_, ast.JoinedStr)
        for call in ast.walk(string_)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in update.KEYWORDS
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert hidden == []
