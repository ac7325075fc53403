"""Sources that may be one: doubtful merges, for the editor to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from reconcile.claims.tokens import fold
from reconcile.model import Source
from schema.vocabulary import SourceKind

#: Names at least so alike (0 to 100, RapidFuzz's token-sort ratio) are worth a question.
ALIKE = 85.0


class MayBeOne(NamedTuple):
    """Two sources that may be one, how alike they are (0 to 1), and why."""

    a: str
    b: str
    score: float
    reason: str


def suggest_merges(sources: Sequence[Source]) -> list[MayBeOne]:
    """Suggest pairs of sources that may be one, the surest first; nothing is merged.

    Names and aliases are compared; an acronym is held against the initials of the other's words, a
    single surname against the last word of a full name. Sources without a name in common are never
    compared by anything else.
    """
    found: list[MayBeOne] = []
    ordered = sorted(sources, key=lambda source: source.key)
    for index, a in enumerate(ordered):
        for b in ordered[index + 1 :]:
            suggestion = _compare(a, b)
            if suggestion is not None:
                found.append(suggestion)
    return sorted(found, key=lambda item: (-item.score, item.a, item.b))


def _compare(a: Source, b: Source) -> MayBeOne | None:
    if SourceKind.ANONYMOUS in (a.kind, b.kind):
        return None
    best = 0.0
    for one in (a.name, *a.aliases):
        for other in (b.name, *b.aliases):
            if _is_acronym(one, other) or _is_acronym(other, one):
                return MayBeOne(a.key, b.key, 0.95, "acronym")
            if SourceKind.PERSON in (a.kind, b.kind) and _is_surname(one, other):
                return MayBeOne(a.key, b.key, 0.8, "surname")
            best = max(best, fuzz.token_sort_ratio(fold(one), fold(other)))
    if best < ALIKE:
        return None
    return MayBeOne(a.key, b.key, round(best / 100, 2), "alike")


def _is_acronym(short: str, name: str) -> bool:
    letters = short.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= 8:
        return False
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    every = "".join(word[0] for word in name.replace("-", " ").replace("'", " ").split())
    return letters in (capitals, every.upper()) and len(name) > len(short) + 2


def _is_surname(one: str, other: str) -> bool:
    short, full = sorted((one, other), key=len)
    return " " not in short and " " in full and fold(full).split()[-1] == fold(short)
