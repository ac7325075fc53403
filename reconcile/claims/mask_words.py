"""What masks are made of, and one language's words that mark a number as no quantity."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.words import Phrases, split_words


class WordMask(NamedTuple):
    """A mask in words: from ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    reason: str


class MaskWords(NamedTuple):
    """One language's words that mark a number as no quantity."""

    clock_units: frozenset[str]
    clock_after: Phrases[bool]
    clock_strict: Phrases[bool]
    age_before: Phrases[bool]
    age_said: Phrases[bool]
    #: Verbs between a name and a bare age that ends the sentence: "The singer, X, was 78."
    age_copulas: frozenset[str]
    #: Common nouns that an age is set off from: "another brother, 22, was …".
    aged_nouns: frozenset[str]
    #: Where the age is what the sentence is about: "l'âge moyen".
    about_age: Phrases[bool]
    eras: Phrases[bool]
    age_after: Phrases[bool]
    age_units: frozenset[str]
    age_not_after: frozenset[str]
    later: Phrases[bool]
    ago: Phrases[bool]
    suffixes: frozenset[str]
    ordinals: frozenset[str]
    ordinal_endings: tuple[str, ...]
    #: Singular articles, before which a number is a name or a day.
    indefinite: frozenset[str]
    definite: frozenset[str]
    labels: Phrases[bool]
    labels_weak: Phrases[bool]
    #: Before a number that is dialled: "called 911".
    dialled: frozenset[str]
    #: Words in the singular that a number in words follows as a name: "phase two".
    stages: frozenset[str]
    #: Kinds of street that stand before its name: "36 Quai des Orfèvres".
    street_first: frozenset[str]
    streets: frozenset[str]
    street_after: frozenset[str]
    scores: frozenset[str]
    speakers: frozenset[str]
    says: frozenset[str]
    #: Verbs that something else happens to the people, and words that open what was said.
    says_stop: frozenset[str]
    says_clause: frozenset[str]
    says_before: Phrases[bool]
    pronouns: Phrases[bool]
    idioms: Phrases[bool]
    #: "one of them died": after which pronouns "one" counts, before what befell them.
    of_them: frozenset[str]
    fates: frozenset[str]
    denominators: frozenset[str]
    denominated: frozenset[str]
    compounds: frozenset[str]
    prepositions: frozenset[str]
    time_units: Phrases[str]


@cache
def mask_words(language: str) -> MaskWords:
    """Prepare a language's words for masks."""
    words = figure_words(language)
    table = words.masks
    return MaskWords(
        clock_units=word_set(table["clock_units"]),
        clock_after=phrase_set(table["clock_after"]),
        clock_strict=phrase_set(table["clock_strict"]),
        age_before=phrase_set(table["age_before"]),
        about_age=phrase_set(table["about_age"]),
        age_said=phrase_set(table["age_said"]),
        age_copulas=word_set(table.get("age_copulas", ())),
        aged_nouns=word_set(table.get("aged_nouns", ())),
        eras=phrase_set(table["eras"]),
        age_after=phrase_set(table["age_after"]),
        age_units=word_set(table["age_units"]),
        age_not_after=word_set(table["age_not_after"]),
        later=phrase_set(table["later"]),
        ago=phrase_set(table["ago"]),
        suffixes=word_set(table["ordinal_suffixes"]),
        ordinals=word_set(table["ordinals"]),
        ordinal_endings=tuple(table["ordinal_endings"]),
        indefinite=word_set(table["indefinite"]),
        definite=word_set(table["definite"]),
        labels=phrase_set(table["labels"]),
        labels_weak=phrase_set(table["labels_weak"]),
        dialled=word_set(table.get("dialled", ())),
        stages=word_set(table.get("stages", ())),
        street_first=word_set(table.get("street_first", ())),
        streets=word_set(table["streets"]),
        street_after=word_set(table["street_after"]),
        scores=word_set(table["scores"]),
        speakers=word_set(word.split()[-1] for word in table["speakers"]),
        says=word_set(table["says"]),
        says_stop=word_set(table["says_stop"]),
        says_clause=word_set(table["says_clause"]),
        says_before=phrase_set(table["says_before"]),
        pronouns=phrase_set(table["pronouns"]),
        idioms=phrase_set(table["idioms"]),
        of_them=word_set(table.get("of_them", ())),
        fates=word_set(table.get("fates", ())),
        denominators=frozenset(split_words(word)[-1].norm for word in table["denominators"]),
        denominated=word_set(table["denominated"]),
        compounds=word_set(table["compounds"]),
        prepositions=word_set(table["prepositions"]),
        time_units=words.units,
    )
