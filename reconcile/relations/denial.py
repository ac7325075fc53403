"""What of a sentence is denied, by the particles and verbs of a language pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: Tokens between "ne" and what closes it, and between a denial and the word that it denies.
_REACH = 7
#: Tokens between "aucun passager" and its "n'".
_SUBJECT = 5
_STOPS = frozenset(",;:.!?()")


class Denial(StrEnum):
    """Whether a word is denied, and whether only for now."""

    NO = "no"
    YES = "yes"
    #: "Accepts no longer": that it once did is not denied.
    NO_LONGER = "no_longer"


@dataclass(frozen=True, slots=True)
class Phrases:
    """A language's words of denial, see ``[wording]`` of its pack."""

    particles: frozenset[str]
    closing: frozenset[str]
    no_longer: frozenset[str]
    only: frozenset[str]
    nobody: frozenset[str]
    negating: frozenset[str]
    not_quite: frozenset[str]
    denying: tuple[tuple[str, ...], ...]
    failing: tuple[tuple[str, ...], ...]
    breaks: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Phrases:
        """Read them from the table of a pack."""
        return cls(
            particles=frozenset(table["particles"]),
            closing=frozenset(table["closing"]),
            no_longer=frozenset(table["no_longer"]),
            only=frozenset(table["only"]),
            nobody=frozenset(table["nobody"]),
            negating=frozenset(table["negating"]),
            not_quite=frozenset(table["not_quite"]),
            denying=tuple(tuple(words.split()) for words in table["denying"]),
            failing=tuple(tuple(words.split()) for words in table["failing"]),
            breaks=frozenset(table["breaks"]),
        )


def phrase_at(tokens: Sequence[str], index: int, phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands at ``index``."""
    return tuple(tokens[index : index + len(phrase)]) == tuple(phrase)


def denied_words(
    tokens: Sequence[str], content: Sequence[bool], phrases: Phrases
) -> dict[int, Denial]:
    """Return the words of content that are denied; what is denied twice is not."""
    found: dict[int, Denial] = {}
    for index in range(len(tokens)):
        reached, how = _reached(tokens, content, index, phrases)
        for word in reached:
            found[word] = how if found.get(word, Denial.NO) is Denial.NO else Denial.NO
    return found


def _reached(
    tokens: Sequence[str], content: Sequence[bool], index: int, phrases: Phrases
) -> tuple[Iterable[int], Denial]:
    token = tokens[index]
    if token in phrases.particles:
        return _between(tokens, content, index, phrases)
    if not phrases.particles and token in phrases.no_longer and index:
        return _next(tokens, content, index + 1), Denial.NO_LONGER
    if token in phrases.negating or (not phrases.particles and token in phrases.nobody):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if following in phrases.not_quite or following in phrases.no_longer:
            return (), Denial.NO
        count = 1 if token in phrases.negating else 2
        return _next(tokens, content, index + 1, count), Denial.YES
    for phrase in phrases.denying:
        if phrase_at(tokens, index, phrase):
            return _rest(tokens, content, index + len(phrase), phrases), Denial.YES
    for phrase in phrases.failing:
        if phrase_at(tokens, index, phrase):
            return _next(tokens, content, index + len(phrase)), Denial.YES
    return (), Denial.NO


def _between(
    tokens: Sequence[str], content: Sequence[bool], particle: int, phrases: Phrases
) -> tuple[Iterable[int], Denial]:
    """Read "ne … pas": the verb between the two, or what follows an auxiliary."""
    for index in range(particle + 1, min(len(tokens), particle + 1 + _REACH)):
        token = tokens[index]
        if token in _STOPS or token in phrases.only:
            break
        if token not in phrases.closing and token not in phrases.no_longer:
            continue
        if index + 1 < len(tokens) and tokens[index + 1] in phrases.not_quite:
            return (), Denial.NO
        how = Denial.NO_LONGER if token in phrases.no_longer else Denial.YES
        inside = [at for at in range(particle + 1, index) if content[at]]
        return inside or _next(tokens, content, index + 1), how
    before = tokens[max(0, particle - _SUBJECT) : particle]
    if phrases.nobody.isdisjoint(before):
        return (), Denial.NO
    return _next(tokens, content, particle + 1), Denial.YES


def _next(
    tokens: Sequence[str], content: Sequence[bool], start: int, count: int = 1
) -> list[int]:
    found: list[int] = []
    for index in range(start, min(len(tokens), start + _REACH)):
        if tokens[index] in _STOPS or len(found) == count:
            break
        if content[index]:
            found.append(index)
    return found


def _rest(
    tokens: Sequence[str], content: Sequence[bool], start: int, phrases: Phrases
) -> list[int]:
    found: list[int] = []
    for index in range(start, len(tokens)):
        if tokens[index] in _STOPS or tokens[index] in phrases.breaks:
            break
        if content[index]:
            found.append(index)
    return found
