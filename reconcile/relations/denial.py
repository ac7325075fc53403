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
#: Tokens between "not" and "deny".
_BESIDE = 3
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
    until: frozenset[str]
    articles: frozenset[str]
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
            until=frozenset(table["until"]),
            articles=frozenset(table["articles"]),
            denying=tuple(tuple(words.split()) for words in table["denying"]),
            failing=tuple(tuple(words.split()) for words in table["failing"]),
            breaks=frozenset(table["breaks"]),
        )

    def verb_at(self, tokens: Sequence[str], index: int) -> int:
        """Return how many tokens a verb of denial or failure has that stands at ``index``, 0 for none."""
        found = (len(p) for p in (*self.denying, *self.failing) if phrase_at(tokens, index, p))
        return max(found, default=0)


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
        return _next(tokens, content, index + 1, phrases), Denial.NO_LONGER
    if token in phrases.negating:
        if _qualified(tokens, index, phrases):
            return (), Denial.NO
        return _next(tokens, content, index + 1, phrases), Denial.YES
    if length := phrases.verb_at(tokens, index):
        if _negated(tokens, index, phrases):
            return (), Denial.NO
        if any(phrase_at(tokens, index, phrase) for phrase in phrases.failing):
            return _next(tokens, content, index + length, phrases), Denial.YES
        return _rest(tokens, content, index + length, phrases), Denial.YES
    return (), Denial.NO


def _between(
    tokens: Sequence[str], content: Sequence[bool], particle: int, phrases: Phrases
) -> tuple[Iterable[int], Denial]:
    """Read "ne … pas": the verb between the two, or what follows an auxiliary."""
    for index in range(particle + 1, min(len(tokens), particle + 1 + _REACH)):
        token = tokens[index]
        if token in _STOPS or token in phrases.only or phrases.verb_at(tokens, index):
            break
        if token not in phrases.closing and token not in phrases.no_longer:
            continue
        if _qualified(tokens, index, phrases):
            return (), Denial.NO
        how = Denial.NO_LONGER if token in phrases.no_longer else Denial.YES
        inside = [at for at in range(particle + 1, index) if content[at]]
        return inside or _next(tokens, content, index + 1, phrases), how
    before = tokens[max(0, particle - _SUBJECT) : particle]
    if phrases.nobody.isdisjoint(before):
        return (), Denial.NO
    return _next(tokens, content, particle + 1, phrases), Denial.YES


def _qualified(tokens: Sequence[str], index: int, phrases: Phrases) -> bool:
    """Tell whether a negation is none of the whole: "not only", "not all", "not … until"."""
    following = [t for t in tokens[index + 1 : index + 3] if t not in phrases.articles][:1]
    if not (phrases.not_quite | phrases.no_longer).isdisjoint(following):
        return True
    return not phrases.until.isdisjoint(tokens[index + 1 : index + 1 + _REACH])


def _negated(tokens: Sequence[str], index: int, phrases: Phrases) -> bool:
    """Tell whether a verb of denial is itself denied: "did not deny"."""
    before = tokens[max(0, index - _BESIDE) : index]
    return not (phrases.negating | phrases.particles).isdisjoint(before)


def _next(
    tokens: Sequence[str], content: Sequence[bool], start: int, phrases: Phrases
) -> list[int]:
    for index in range(start, min(len(tokens), start + _REACH)):
        if tokens[index] in _STOPS or phrases.verb_at(tokens, index):
            break
        if content[index]:
            return [index]
    return []


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
