"""Every screen at 80×24 and 140×40, compared with the pictures in ``snapshots/``.

A picture is the characters of the screen, so that a difference can be read in a review. After a wanted
change: ``UPDATE_SNAPSHOTS=1 python -m pytest tests/tui/test_snapshots.py``, then look at the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.tui.conftest import Opened

FOLDER = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (140, 40))
#: Screen → the keys that lead to it from the inbox.
SCREENS: dict[str, tuple[str, ...]] = {
    "inbox": (),
    "group": ("enter",),
    "group-decided": ("enter", "s", "j", "x", "g", "j"),
    "group-zoomed": ("enter", "z"),
    "group-anchor-passage": ("enter", "tab"),
    "chart": ("enter", "c"),
    "why": ("enter", "j", "w"),
    "lineage": ("enter", "l"),
    "verdict": ("enter", "V"),
    "note": ("enter", "e"),
    "source": ("enter", "3"),
    "source-find": ("enter", "3", "slash", "k", "a", "r", "s", "a", "enter"),
    "source-selection": ("enter", "3", "v", "right", "right"),
    "correct": ("enter", "3", "E"),
    "audit": ("enter", "o"),
    "export": ("5",),
    "add": ("ctrl+n",),
    "search": ("ctrl+f", "k", "a", "r", "s", "a", "enter"),
    "help-inbox": ("question_mark",),
    "help-group": ("enter", "question_mark"),
    "jump": ("enter", "ctrl+o"),
}


def steady(picture: str) -> str:
    """Leave out what differs from run to run: times of day, and the journal's hash."""
    picture = re.sub(r"[0-9a-f]{64}", "#" * 64, picture)
    return re.sub(r"\b\d\d:\d\d\b", "--:--", picture) + "\n"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
async def test_the_screen_is_as_in_its_picture(
    opened: Opened, screen: str, size: tuple[int, int]
) -> None:
    async with opened(size=size) as desk:
        for key in SCREENS[screen]:
            await desk.press(key)
            await desk.rest()
        shown = steady(desk.shown)
    path = FOLDER / f"{screen}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
