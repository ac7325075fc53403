"""The pairs of ``pairs.txt``: what each shows, its two sides, and the families an editor would put it in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAIRS = Path(__file__).with_name("pairs.txt")
_SIDE = re.compile(r"\s*(\d{4}(?:-\d\d)*)?\s*(?:@([^~|]*))?(?:~([^|]*))?$")


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts and the families that are right for them."""

    shows: str
    families: frozenset[str]
    a: dict[str, str]
    b: dict[str, str]


def text_pairs() -> list[TextPair]:
    """Read the file."""
    blocks = re.split(r"^== ", PAIRS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for block in blocks:
        head, a, b = block.strip().splitlines()
        shows, _, families = head.rpartition(" : ")
        found.append(TextPair(shows, frozenset(families.split()), _side(a), _side(b)))
    return found


def _side(line: str) -> dict[str, str]:
    head, _, text = line.partition("|")
    given = _SIDE.match(head)
    assert given, line
    fields = zip(("published", "outlet", "origin"), given.groups(), strict=True)
    return {"text": text.strip(), **{name: one.strip() for name, one in fields if one}}
