"""Fine-grained words of a text, and the phrases of a language pack found among them.

Numbers, units and dates are read below the level of ordinary tokens: digits stand apart from the
letters glued to them ("2.5k", "10e", "F-16"), hyphens and apostrophes are words of their own, and a
line break is a mark, so that no pattern ever runs over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from reconcile.model import Span

SOFT_HYPHEN = "\u00ad"

# Letters keep their combining marks, so that decomposed accents stay inside the word.
_WORD = re.compile(r"([0-9]+)|((?:[^\W\d_][\u0300-\u036f\u00ad]*)+)|([²³€$£¥₹₽₪₺₩¢%‰°]|\n|\S)")

#: Characters that are written for a hyphen, an apostrophe or a minus, folded to one of each.
_MARKS = {
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "ʼ": "'",
    "′": "'",
    "″": '"',
    "\u2029": "\n",
    "\u2028": "\n",
    "≈": "~",
    "∼": "~",
}


class Sort(Enum):
    """What a word is made of."""

    DIGITS = auto()
    LETTERS = auto()
    MARK = auto()


class Word(NamedTuple):
    """A run of digits, a run of letters, or one mark; ``norm`` is folded to compare."""

    norm: str
    sort: Sort
    start: int
    end: int
    #: Nothing stands between this word and the one before.
    glued: bool
    capital: bool


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold case and accents, so that words compare whatever their typography."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        char for char in decomposed if char != SOFT_HYPHEN and not unicodedata.combining(char)
    )


class Words(list[Word]):
    """Words of a text in order, with where each of them stands."""

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The indexes of every word, so that a table of phrases looks only where one may begin."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self):
            found.setdefault(word.norm, []).append(index)
        return found


def split_words(text: str, span: Span | None = None) -> Words:
    """Split a stretch of ``text`` into words whose offsets count from the start of ``text``."""
    start, end = (span.start, span.end) if span else (0, len(text))
    words = Words()
    digits, letters, mark = Sort.DIGITS, Sort.LETTERS, Sort.MARK
    last = -1
    for match in _WORD.finditer(text, start, end):
        group = match.lastindex
        begin, stop = match.span()
        raw = match.group()
        glued = begin == last
        last = -1 if raw == "\n" else stop
        if group == 1:
            word = (raw, digits, begin, stop, glued, False)
        elif group == 2:
            word = (fold(raw), letters, begin, stop, glued, raw[0].isupper())
        else:
            word = (_MARKS.get(raw, raw), mark, begin, stop, glued, False)
        # As Word(…), without the call of a function for each word.
        words.append(tuple.__new__(Word, word))
    return words


def _norms(phrase: str) -> list[str]:
    """Give the folded words of a phrase; most are a single word of letters, which needs no splitting."""
    return [fold(phrase)] if phrase.isalpha() else [word.norm for word in split_words(phrase)]


T = TypeVar("T")


class _Node(Generic[T]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None


class Phrases(Generic[T]):
    """Phrases of one or more words, each with what it stands for; the longest match wins."""

    def __init__(self, entries: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        for phrase, value in pairs:
            node = self._root
            for norm in _norms(phrase):
                following = node.next.get(norm)
                if following is None:
                    following = node.next[norm] = _Node()
                node = following
            node.value = value

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase may begin with."""
        return frozenset(self._root.next)

    def match(self, words: list[Word], index: int) -> tuple[int, T] | None:
        """Find the longest phrase that starts at ``index``: the index after it, and its value."""
        node = self._root.next.get(words[index].norm) if index < len(words) else None
        found: tuple[int, T] | None = None
        while node is not None:
            index += 1
            if node.value is not None:
                found = index, node.value
            if index >= len(words):
                break
            node = node.next.get(words[index].norm)
        return found

    def match_before(self, words: list[Word], index: int, reach: int = 7) -> tuple[int, T] | None:
        """Find the longest phrase that ends just before ``index``: where it starts, and its value."""
        first = self._root.next
        for start in range(max(0, index - reach), index):
            node = first.get(words[start].norm)
            position = start + 1
            while node is not None and position < index:
                node = node.next.get(words[position].norm)
                position += 1
            if node is not None and node.value is not None:
                return start, node.value
        return None

    def find(self, words: Words) -> dict[int, tuple[int, T]]:
        """Find every phrase of a list of words: start index → index after it, and its value."""
        starts = sorted(
            index
            for norm in self._root.next.keys() & words.positions.keys()
            for index in words.positions[norm]
        )
        return {index: found for index in starts if (found := self.match(words, index)) is not None}
