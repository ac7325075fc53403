"""Numbers that count nothing: years, dates, clock times, names, scores."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.claims.words import Sort, split_words
from reconcile.model import Span


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch whose numbers are never a quantity, and why."""

    span: Span
    reason: str


def find_masks(text: str, language: str, span: Span | None = None) -> list[Mask]:
    """Find the stretches of ``text`` whose numbers are never a quantity, in order."""
    words = split_words(text, span)
    return [
        Mask(Span(word.start, word.end), "year")
        for word in words
        if word.sort is Sort.DIGITS and len(word.norm) == 4 and "1500" <= word.norm <= "2100"
    ]
