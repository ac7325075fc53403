"""Words of a text with their offsets: what every later stage of extraction reads."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from reconcile.model import Span

# A word keeps inner apostrophes apart ("l'Iran" is two tokens) and inner hyphens together
# ("quatre-vingt-douze", "F-16"); digits group with their separators in a later stage.
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"\d+(?:{_LETTER})*|(?:{_LETTER})+(?:[-‐‑](?:{_LETTER}|\d)+)*['’]?|[^\w\s]|_", re.UNICODE
)


class Token(NamedTuple):
    """A word, number or mark: ``text`` as written, ``norm`` folded to compare."""

    text: str
    norm: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([char for char in decomposed if not unicodedata.combining(char)])


#: Latin letters without their accents: most words need no more, and a pack has thousands.
_LATIN = {code: _without_accents(chr(code)) for code in range(0xC0, 0x180)} | {ord("’"): "'"}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold case, accents and apostrophes, so that words compare whatever their typography."""
    if text.isascii():
        return text.lower()
    plain = text.casefold().translate(_LATIN)
    return plain if plain.isascii() else _without_accents(plain)


@lru_cache(maxsize=65536)
def fold_word(text: str) -> str:
    """Fold a word to compare, as :func:`fold`, but keep the accents of the shortest words.

    In words of one or two letters an accent makes another word: "à" and "a", "où" and "ou".
    """
    if text.isascii():
        return text.lower()
    if len(text) > 2:
        return fold(text)
    return unicodedata.normalize("NFC", text.casefold().replace("’", "'"))


def tokenise(text: str, span: Span | None = None) -> list[Token]:
    """Split a stretch of ``text`` into tokens whose offsets count from the start of ``text``."""
    start, end = (span.start, span.end) if span else (0, len(text))
    # As Token(…), without the call of a function for each word.
    return [
        tuple.__new__(Token, (word, fold_word(word), match.start(), match.end()))
        for match in _TOKEN.finditer(text, start, end)
        for word in (match.group(),)
    ]


def first_word(text: str) -> str | None:
    """Return the folded first token of a text, as :func:`tokenise` would; ``None`` where it has none."""
    if text.isalpha():
        return fold_word(text)
    match = _TOKEN.search(text)
    return fold_word(match.group()) if match else None
