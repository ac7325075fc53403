"""The words by which a sentence is read, from the language's pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reconcile import languages
from reconcile.relations.denial import Phrases
from reconcile.relations.places import fold

#: Numbers with their separators, words of letters, and single marks.
TOKEN = re.compile(r"\d+(?:[\u00a0\u202f .,]\d{3})*(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language by which a sentence is read."""

    stop: frozenset[str]
    speech: frozenset[str]
    that: frozenset[str]
    #: "Mr", "Dr": what stands before a name and is none.
    titles: frozenset[str]
    months: dict[str, int]
    months_in_capitals: bool
    weekdays: dict[str, int]
    hours: frozenset[str]
    prepositions: frozenset[str]
    lemmas: dict[str, str]
    phrases: Phrases
    citing: tuple[tuple[str, ...], ...]
    hedging: frozenset[str]
    by: frozenset[str]
    endings: tuple[str, ...]
    unsure: frozenset[str]
    intending: frozenset[str]
    planned: frozenset[str]
    conditions: frozenset[str]
    some: frozenset[str]
    deictic: frozenset[str]
    partial: frozenset[str]
    hearsay: frozenset[str]
    pronouns: frozenset[str]


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Return the words behind whose point no sentence ends, folded, without the point."""
    table = languages.load(language).get("sentences", {})
    return frozenset(word.strip(".").casefold() for word in table.get("abbreviations", ()))


@cache
def pack_of(language: str) -> Pack | None:
    """Read the words of a language; ``None`` where its pack has none for sentences set side by side."""
    if language not in languages.available():
        return None
    table = languages.load(language)
    words = table.get("wording")
    if words is None:
        return None
    grouping = table["grouping"]
    speech = frozenset(grouping["speech"].split())
    stop = frozenset(grouping["stop"].split()) | frozenset(table["dates"]["weekdays"]) | speech
    return Pack(
        # "Written by" tells something, though "wrote" may only say who speaks; so does "began".
        stop=stop - frozenset(words["single"]) - frozenset(_flat(words["opposites"])),
        speech=speech,
        titles=frozenset().union(*(abbreviations(code) for code in languages.available())),
        that=frozenset(table["words"]["complementisers"]),
        months={name.strip("."): number for name, number in table["dates"]["months"].items()},
        months_in_capitals=table["dates"]["order"] == "mdy",
        hours=frozenset(words["hours"]),
        weekdays=dict(table["dates"]["weekdays"]),
        prepositions=frozenset(table["words"]["prepositions"]),
        lemmas=_lemmas(table["inflection"].get("irregular", {})),
        phrases=Phrases.of(words),
        citing=tuple(_tokens(phrase) for phrase in words["citing"]),
        hedging=frozenset(words["hedging"]),
        by=frozenset(words["by"]),
        endings=tuple(fold(ending) for ending in words["endings"]),
        unsure=frozenset(words["unsure"]),
        intending=frozenset(words["intending"]),
        planned=frozenset(words["planned"]),
        conditions=frozenset(words["conditions"]),
        some=frozenset(words["some"]),
        deictic=frozenset(words["deictic"]),
        partial=frozenset(words["partial"]),
        pronouns=frozenset(words["pronouns"]),
        hearsay=frozenset(words["hearsay"]),
    )


def _flat(opposites: Iterable[Iterable[Iterable[str]]]) -> Iterable[str]:
    return (word for pair in opposites for side in pair for word in side)


def _lemmas(irregular: dict[str, dict[str, Sequence[str]]]) -> dict[str, str]:
    return {
        form: lemma
        for lemma, forms in irregular.items()
        for written in forms.values()
        for form in written
    }


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(token for token in TOKEN.findall(phrase.casefold()) if token.isalpha())


def words_of(language: str) -> dict[str, Any]:
    """Return the language's table of words for sentences set side by side."""
    table: dict[str, Any] = languages.load(language).get("wording", {})
    return table
