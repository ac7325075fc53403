"""Phrases of a language pack, found among the tokens of a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reconcile.claims.tokens import Token, tokenise

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A phrase found: tokens ``first`` to ``last`` (excluded), and what it stands for."""

    first: int
    last: int
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
        table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            tokens = tokenise(phrase)
            if not tokens:
                continue
            norms = tuple(token.norm for token in tokens)
            texts = tuple(token.text for token in tokens)
            table.setdefault(norms[0], []).append((norms, texts, value))
        self._table = {
            first: sorted(entries, key=lambda entry: -len(entry[0]))
            for first, entries in table.items()
        }

    def __bool__(self) -> bool:
        return bool(self._table)

    def at(self, tokens: Sequence[Token], index: int) -> Hit[Value] | None:
        """Return the longest phrase that begins at a token."""
        for norms, texts, value in self._table.get(tokens[index].norm, ()):
            last = index + len(norms)
            if last > len(tokens):
                continue
            if any(
                token.norm != norm for token, norm in zip(tokens[index:last], norms, strict=True)
            ):
                continue
            if self._names and not _written_alike(tokens[index:last], texts):
                continue
            if self._accents and not _accented_alike(tokens[index:last], texts):
                continue
            return Hit(index, last, value)
        return None

    def all(
        self, tokens: Sequence[Token], first: int = 0, last: int | None = None
    ) -> list[Hit[Value]]:
        """Return the phrases of a stretch of tokens, none overlapping another."""
        hits = []
        index, end = first, len(tokens) if last is None else last
        while index < end:
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
