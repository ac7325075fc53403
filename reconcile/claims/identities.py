"""Sources that may be one: doubtful merges, for the editor to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from reconcile.claims.tokens import fold
from reconcile.model import Source
from schema.vocabulary import SourceKind

#: Names at least so alike (0 to 100, RapidFuzz's token-sort ratio) are worth a question.
ALIKE = 85.0
#: Names compared at a time: memory stays within rows × all names.
_ROWS = 500


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
    compared by anything else, and the bodies of two countries are never one.
    """
    named = [source for source in sources if source.kind is not SourceKind.ANONYMOUS]
    found: dict[tuple[str, str], MayBeOne] = {}
    for item in (*_acronyms(named), *_surnames(named), *_alike(named)):
        best = found.get((item.a, item.b))
        if best is None or item.score > best.score:
            found[item.a, item.b] = item
    return sorted(found.values(), key=lambda item: (-item.score, item.a, item.b))


def _names(source: Source) -> tuple[str, ...]:
    return (source.name, *source.aliases)


def _pair(a: str, b: str, score: float, reason: str) -> MayBeOne:
    return MayBeOne(min(a, b), max(a, b), score, reason)


def _acronyms(sources: Sequence[Source]) -> Iterator[MayBeOne]:
    """Pair "CGT" with what has those initials."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for name in _names(source):
            for letters in _initials(name):
                spelled[letters].add(source.key)
    for source in sources:
        for name in _names(source):
            letters = name.replace(".", "")
            if not letters.isupper() or not 2 <= len(letters) <= 8:
                continue
            for other in spelled.get(letters, ()):
                if other != source.key:
                    yield _pair(source.key, other, 0.95, "acronym")


def _initials(name: str) -> Iterator[str]:
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return
    yield "".join(word[0] for word in words if word[0].isupper())
    yield "".join(word[0] for word in name.replace("-", " ").replace("'", " ").split()).upper()


def _surnames(sources: Sequence[Source]) -> Iterator[MayBeOne]:
    """Pair a surname alone with the full names that end in it."""
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    people = {source.key for source in sources if source.kind is SourceKind.PERSON}
    for source in sources:
        for name in _names(source):
            words = fold(name).split()
            if words:
                (full if len(words) > 1 else short)[words[-1]].add(source.key)
    for surname, alone in short.items():
        for one in alone:
            for other in full.get(surname, ()):
                if one != other and (one in people or other in people):
                    yield _pair(one, other, 0.8, "surname")


def _alike(sources: Sequence[Source]) -> Iterator[MayBeOne]:
    """Pair names that are written much alike, whatever the order of their words."""
    names = [
        (" ".join(sorted(fold(name).split())), source.key)
        for source in sources
        for name in _names(source)
    ]
    names = sorted(set(names))
    texts = [name for name, _ in names]
    for start in range(0, len(texts), _ROWS):
        rows = process.cdist(
            texts[start : start + _ROWS], texts, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        for row, column in zip(*rows.nonzero(), strict=True):
            a, b = names[start + int(row)][1], names[int(column)][1]
            if a < b and not _of_two_countries(a, b):
                yield _pair(a, b, round(float(rows[row][column]) / 100, 2), "alike")


def _of_two_countries(a: str, b: str) -> bool:
    """Tell whether two keys are of one body in two countries: ``iq_army``, ``ir_army``."""
    one, other = a.partition("_"), b.partition("_")
    nations = len(one[0]) == len(other[0]) == 2
    return nations and one[0] != other[0] and one[2] == other[2]
