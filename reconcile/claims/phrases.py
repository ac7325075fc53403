"""Phrases of a language pack, found among the tokens of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from reconcile.claims.tokens import Token, first_word, tokenise

Value = TypeVar("Value")


class Hit(NamedTuple, Generic[Value]):
    """A phrase found: tokens ``first`` to ``last`` (excluded), and what it stands for."""

    first: int
    last: int
    value: Value


class _Phrase(NamedTuple, Generic[Value]):
    norms: tuple[str, ...]
    texts: tuple[str, ...]
    value: Value


class PhraseTable(Generic[Value]):
    """Phrases by their first word, longest first; comparison folds case, accents and apostrophes.

    With ``names``, a phrase written with a capital is only found with one, and one written wholly in
    capitals only in capitals, so that "WHO" is not "who".
    With ``accents``, accents count too ("blessé", "blesse"), save in words written in capitals.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, Value]],
        *,
        names: bool = False,
        accents: bool = False,
    ) -> None:
        self._names = names
        self._accents = accents
        # A text meets few of the thousands of phrases: only those whose first word it has are split.
        self._unread: dict[str, list[tuple[str, Value]]] = {}
        self._read: dict[str, list[_Phrase[Value]]] = {}
        for phrase, value in phrases:
            first = first_word(phrase)
            if first is not None:
                self._unread.setdefault(first, []).append((phrase, value))
        self._filled = bool(self._unread)

    @property
    def first_words(self) -> frozenset[str]:
        """The folded words that a phrase may begin with."""
        return frozenset(self._unread)

    def __bool__(self) -> bool:
        return self._filled

    def at(self, tokens: Sequence[Token], index: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at a token."""
        first = tokens[index].norm
        if first not in self._unread:
            return None
        phrases = self._read.get(first) or self._split(first)
        left = len(tokens) - index
        for norms, texts, value in phrases:
            size = len(norms)
            if size > left or (size > 1 and tokens[index + 1].norm != norms[1]):
                continue
            last = index + size
            if size > 2 and any(
                token.norm != norm for token, norm in zip(tokens[index:last], norms, strict=True)
            ):
                continue
            if self._names and not _written_alike(tokens[index:last], texts):
                continue
            if self._accents and not _accented_alike(tokens[index:last], texts):
                continue
            return Hit(index, last, value)
        return None

    def _split(self, first: str) -> list[_Phrase[Value]]:
        """Split the phrases that begin with a word, the longest first."""
        phrases = []
        for phrase, value in self._unread[first]:
            words = tokenise(phrase)
            norms = tuple(word.norm for word in words)
            phrases.append(_Phrase(norms, tuple(word.text for word in words), value))
        # Kept only once whole: two threads may come here together.
        self._read[first] = sorted(phrases, key=lambda entry: -len(entry.norms))
        return self._read[first]

    def all(
        self, tokens: Sequence[Token], first: int = 0, last: int | None = None
    ) -> list[Hit[Value]]:
        """Return the phrases of a stretch of tokens, none overlapping another."""
        hits = []
        index, end = first, len(tokens) if last is None else last
        unread = self._unread
        while index < end:
            if tokens[index].norm not in unread:
                index += 1
                continue
            hit = self.at(tokens, index)
            if hit is None or hit.last > end:
                index += 1
                continue
            hits.append(hit)
            index = hit.last
        return hits


def _accented_alike(tokens: Sequence[Token], texts: Sequence[str]) -> bool:
    return all(
        token.text.isupper()
        or token.text == text
        or unicodedata.normalize("NFC", token.text).casefold().replace("’", "'")
        == unicodedata.normalize("NFC", text).casefold()
        for token, text in zip(tokens, texts, strict=True)
    )


def _written_alike(tokens: Sequence[Token], texts: Sequence[str]) -> bool:
    for token, text in zip(tokens, texts, strict=True):
        if len(text) > 1 and text.isupper() and not token.text.isupper():
            return False
        if text[:1].isupper() and not token.text[:1].isupper():
            return False
    return True
