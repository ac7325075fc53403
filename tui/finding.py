"""Find words in a text, whatever their case and accents, without moving an offset."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Hits that are counted; beyond, the count says "at least".
MOST = 10_000


@cache
def _variants() -> dict[str, str]:
    """Each plain letter with the accented ones that stand for it."""
    found: dict[str, set[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        plain = unicodedata.normalize("NFD", letter)[0].casefold()
        if plain != letter and plain.isascii():
            found.setdefault(plain, set()).add(letter)
    return {plain: plain + "".join(sorted(letters)) for plain, letters in found.items()}


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def pattern(words: str) -> re.Pattern[str]:
    """Make the pattern that finds ``words``; spaces match any run of spaces, quotes any quote."""
    parts = []
    for letter in _bare(" ".join(words.split())):
        if letter == " ":
            parts.append(r"\s+")
        elif letter in "'’":
            parts.append("['’]")
        elif letter in _variants():
            parts.append(f"[{_variants()[letter]}]\u0301?")
        else:
            parts.append(re.escape(letter))
    return re.compile("".join(parts), re.IGNORECASE)


def find(text: str, words: str) -> list[tuple[int, int]]:
    """List where ``words`` stand in ``text``, at most :data:`MOST`; nothing for empty words."""
    if not words.strip():
        return []
    hits = []
    for match in pattern(words).finditer(text):
        if match.end() > match.start():
            hits.append(match.span())
        if len(hits) == MOST:
            break
    return hits
