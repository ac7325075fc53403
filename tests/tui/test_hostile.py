"""Text from elsewhere never becomes markup, never moves the cursor, and is never misquoted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from reconcile.ledger import Ledger
from reconcile.model import Assessment, Group, Question, Relation
from schema.vocabulary import Comparator, RelationType
from tests.tui import claims
from tests.tui.conftest import Opened, picture
from tui import chart_drawing, rows
from tui.visible import BIDI_SIGN, visible

#: What a document may hold, and what has to be readable on the screen of it.
HOSTILE: dict[str, tuple[str, str]] = {
    "brackets": ("quote [sic] ends", "quote [sic] ends"),
    "closing tag": ("before [/x] after", "before [/x] after"),
    "style tag": ("[bold red]loud[/]", "[bold red]loud[/]"),
    "link": ("[@click=app.quit]go[/]", "[@click=app.quit]go[/]"),
    "escape sequence": ("\x1b[31mred\x1b[0m \x1b]0;title\x07", "␛[31mred␛[0m ␛]0;title␇"),
    "bidirectional": ("safe \u202eevil\u202c text", f"safe {BIDI_SIGN}evil{BIDI_SIGN} text"),
    "zero width": ("a\u200bb\ufeffc", "a·b·c"),
    "wide": ("負傷者は56人", "負傷者は56人"),
    "combining": ("blesse\u0301s a\u0300 Karsa", "blesse\u0301s a\u0300 Karsa"),
    "backspace": ("76\b\b67", "76␈␈67"),
    "carriage return": ("true\rfalse", "true false"),
    "lone brace": ("{n} %s %(x)s", "{n} %s %(x)s"),
}


def hostile_ledger(path: Path, text: str) -> str:
    """Make a ledger of two claims whose every name and passage is ``text``."""
    with Ledger.open(path, actor="machine") as ledger:
        made = []
        for number, published in ((1, "2023-10-27"), (2, "2023-11-10")):
            body = f"Start {number}.\n{text} then 56 wounded.\nEnd."
            document = claims.document(body, f"d{number}.txt", text, published, "en")
            document = replace(document, title=text, url=f"https://example.org/{number}")
            claim = claims.claim(
                document, f"{text} then 56 wounded", "56", Comparator.EXACT, 56, 56, 56,
                speaker=text, cue=text, start="2023-10-07",
            )  # fmt: skip
            ledger.add_document(document, [claim])
            made.append(claim)
        group = Group("h", tuple(claim.id for claim in made), Question("wounded", None), text)
        (kept,) = ledger.store_groups([group])
        relation = Relation(
            made[0].id, made[1].id, RelationType.DIFFERENT_SCOPE, "R99", 0.5, f"Because {text}"
        )
        ledger.store_assessment(kept, Assessment((relation,), anchor=made[0].id))
    return str(path)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_every_screen_shows_hostile_text_as_it_stands(
    opened: Opened, tmp_path: Path, kind: str
) -> None:
    text, shown = HOSTILE[kind]
    address = hostile_ledger(tmp_path / "h.db", text)
    async with opened(size=(140, 40), url=address) as desk:
        assert shown in desk.shown, "the inbox"
        await desk.press("enter")
        assert desk.shown.count(shown) >= 4, "title, origin and passages of the group"
        await desk.press("w")
        assert "rule R99" in desk.shown
        assert shown in desk.shown, "the why"
        await desk.press("escape", "l")
        assert shown in desk.shown, "the lineage"
        await desk.press("escape", "3")
        await desk.rest()
        assert desk.shown.count(shown) >= 2, "the source and its details"
        await desk.press("E")
        assert shown in desk.shown, "the correction"
        await desk.press("escape", "4")
        await desk.rest()
        assert shown in desk.shown, "the audit"
        await desk.press("5")
        await desk.rest()
        assert "Preview" in desk.shown
        assert desk.app.is_running
        assert "\x1b" not in desk.shown


async def test_ten_thousand_characters_without_a_space_are_wrapped_and_decided_on(
    opened: Opened, tmp_path: Path
) -> None:
    address = hostile_ledger(tmp_path / "h.db", "x" * 10_000)
    async with opened(url=address) as desk:
        await desk.press("enter", "d", "3")
        await desk.rest()
        assert desk.app.is_running
        assert all(cell_len(line) <= 80 for line in picture(desk.app).splitlines())


async def test_a_notification_shows_square_brackets(opened: Opened) -> None:
    async with opened() as desk:
        desk.app.tell("quote [sic] ends [/x]", wrong=True)
        await desk.pilot.pause()
        assert "quote [sic] ends [/x]" in desk.shown


@pytest.mark.parametrize("kind", HOSTILE)
def test_making_text_visible_moves_no_offset(kind: str) -> None:
    text, _shown = HOSTILE[kind]
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_chart_writes_hostile_names_within_its_width(kind: str) -> None:
    text, _shown = HOSTILE[kind]
    claim = replace(claims.FIRST, origin=text)
    row = rows.ClaimRow("A", claim, None, True, None, None)
    for line in chart_drawing.draw([row], 60, 12, []):
        assert cell_len("".join(piece for piece, _ink in line)) <= 60
