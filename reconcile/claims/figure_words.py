"""The words for numbers, units and dates of one language, ready to be matched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from reconcile.claims.words import Phrases, fold, split_words
from reconcile.languages import load
from reconcile.languages.compiled import read_table
from schema.vocabulary import Comparator


class Atom(NamedTuple):
    """A word for a number: its value, and whether it multiplies what stands before it."""

    value: float
    scale: bool
    #: The word is never written after digits ("10 cent" is money).
    spelled_only: bool = False
    #: The word is an article too.
    one: bool = False


class Join(NamedTuple):
    """A word that links parts of a number: after which parts, and before which values (empty: any smaller)."""

    word: str
    after: frozenset[float]
    values: frozenset[float]


class Collective(NamedTuple):
    """A noun that names a quantity ("dizaine", "dozen")."""

    value: float
    exact: bool
    #: Only with an article before and "of" after; the word has another meaning.
    ambiguous: bool


class Few(NamedTuple):
    """A word for a small number that is not given."""

    #: Before a number, it means "about".
    about: bool
    only_before_scale: bool


class UnitTable(NamedTuple):
    """Units by symbol, and what is written for them in any language."""

    dimensions: dict[str, str]
    factors: dict[str, float]
    systems: dict[str, str]
    symbols: Phrases[str]
    currencies: Phrases[str]
    codes: frozenset[str]
    #: The symbols as they are written, for "MW" is not "mw".
    written: frozenset[str]


def _toml(name: str) -> dict[str, Any]:
    return read_table(os.path.join(os.path.dirname(__file__), name))


@cache
def unit_table() -> UnitTable:
    """Read the units that depend on no language."""
    data = _toml("units.toml")
    units = data["units"]
    return UnitTable(
        dimensions={name: unit["dimension"] for name, unit in units.items()},
        factors={name: float(unit["factor"]) for name, unit in units.items()},
        systems={name: unit.get("system", "metric") for name, unit in units.items()},
        symbols=Phrases(data["symbols"]),
        currencies=Phrases(data["currencies"]),
        codes=frozenset(data["codes"]["iso4217"].split()),
        written=frozenset(data["symbols"]),
    )


@cache
def thresholds() -> dict[str, Any]:
    """Read the table that turns words into intervals."""
    return _toml("thresholds.toml")


def _with_and_without_hyphens(phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    for phrase in phrases:
        yield phrase, phrase
        if "-" in phrase.strip("-"):
            yield phrase.replace("-", " "), phrase


def phrase_set(phrases: Iterable[str]) -> Phrases[bool]:
    """Make phrases that stand for nothing but themselves."""
    return Phrases((phrase, True) for phrase in phrases)


def word_set(words: Iterable[str]) -> frozenset[str]:
    """Fold words of one piece so that they compare."""
    return frozenset(fold(word) for word in words)


class FigureWords(NamedTuple):
    """One language's words for figures."""

    decimal: str
    point: frozenset[str]
    minus: frozenset[str]
    ones: frozenset[str]
    #: The word for one is the indefinite article too.
    one_is_article: bool
    #: Verbs after which "one" still counts: "one was wounded".
    one_before: frozenset[str]
    #: Nouns that say what another figure is: ", un record".
    one_not_before: frozenset[str]
    #: "une seule": the number one, not the article.
    only: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    atoms: Phrases[Atom]
    joins: tuple[Join, ...]
    #: Words that multiply: thousand, millions …
    magnitudes: frozenset[str]
    suffixes: dict[str, float]
    #: Letters that mean a million or so only after a price: "£5m".
    money_suffixes: dict[str, float]
    #: Letters that mean a million or so before these nouns alone: "1.2m people".
    noun_suffixes: dict[str, float]
    suffixed_nouns: frozenset[str]
    #: What may follow a number to add a part of it: "et demi".
    tails: Phrases[float]
    tens_with_teens: frozenset[float]
    bare: dict[str, float]
    #: Numbers of times in one word ("twice").
    adverbs: dict[str, float]
    collectives: Phrases[Collective]
    collective_articles: frozenset[str]
    collective_adjectives: frozenset[str]
    plurals: Phrases[float]
    plural_articles: frozenset[str]
    few: Phrases[Few]
    few_not_before: frozenset[str]
    none_words: frozenset[str]
    none_alone: frozenset[str]
    none_needs_countable: bool
    uncounted: frozenset[str]
    countable: frozenset[str]
    #: Forms of "be", with which "no" says how many there are; empty where the language asks nothing.
    existing: frozenset[str]
    #: How nouns end that are not counted: "aucune accusation".
    abstract_endings: tuple[str, ...]
    #: The ending of plurals, where only they are counted: "no injuries"; empty elsewhere.
    plural_ending: str
    #: Written after the digits of a decade: "1970s".
    decade_endings: frozenset[str]
    parts: Phrases[int]
    alone_parts: Phrases[int]
    part_articles: frozenset[str]
    part_followers: frozenset[str]
    half_followers: frozenset[str]
    per: Phrases[bool]
    per_gap: int
    before: Phrases[Comparator]
    after: Phrases[Comparator]
    #: A comparator of one word → the words before it that make it something else.
    not_comparing: dict[str, frozenset[str]]
    #: Comparators that before a count are a preposition: "near 12 villages".
    measures_only: frozenset[str]
    #: Comparators that are a verb behind a noun: "the site estimated 120".
    said_after_nouns: frozenset[str]
    range_open: Phrases[frozenset[str]]
    range_between: Phrases[bool]
    #: What may stand before the second end: "between the 20 and the 30".
    range_articles: frozenset[str]
    plus_minus: Phrases[bool]
    change_verbs: frozenset[str]
    change_from: frozenset[str]
    change_to: frozenset[str]
    #: "34, contre 12 auparavant": the word before the former figure, and those after it.
    change_against: frozenset[str]
    change_earlier: Phrases[bool]
    more_after: Phrases[bool]
    more_before: Phrases[bool]
    multiples: Phrases[bool]
    #: What stands before the number: "multiplié par trois".
    multiple_before: Phrases[bool]
    multiple_times: frozenset[str]
    multiple_after: frozenset[str]
    multiple_verbs: frozenset[str]
    money: Phrases[str]
    money_of: frozenset[str]
    cents: frozenset[str]
    money_and: frozenset[str]
    percent: Phrases[str]
    units: Phrases[str]
    units_before: Phrases[str]
    #: Words of votes, beside which "52-48" gives both sides.
    tally_words: frozenset[str]
    #: Between a number and a span of time: "les deux dernières années".
    time_adjectives: frozenset[str]
    function_words: frozenset[str]
    #: Every word that a number may begin with, digits apart.
    starters: frozenset[str]
    #: The tables of masks, dates and periods as the pack gives them.
    masks: dict[str, Any]
    dates: dict[str, Any]
    periods: dict[str, Any]


def _atoms(pack: dict[str, Any]) -> Phrases[Atom]:
    numbers = pack["numbers"]
    ones = word_set(numbers["ones"])
    spelled = word_set(numbers["spelled_only"])
    entries: list[tuple[str, Atom]] = []
    for variant, phrase in _with_and_without_hyphens(numbers["words"]):
        entries.append((variant, Atom(numbers["words"][phrase], False, one=fold(phrase) in ones)))
    for phrase, value in numbers["scales"].items():
        entries.append((phrase, Atom(float(value), True, spelled_only=fold(phrase) in spelled)))
    return Phrases(entries)


def _collectives(pack: dict[str, Any]) -> Phrases[Collective]:
    table = {key: value for key, value in pack["collectives"].items() if key != "grammar"}
    grammar = pack["collectives"]["grammar"]
    return Phrases(
        (
            variant,
            Collective(
                float(table[phrase]),
                phrase in grammar.get("exact", ()),
                phrase in grammar.get("needs_article", ()),
            ),
        )
        for variant, phrase in _with_and_without_hyphens(table)
    )


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(split_words(phrase)[-1].norm for phrase in phrases)


def _starters(pack: dict[str, Any]) -> frozenset[str]:
    """Collect the first words of all that makes a number, articles included."""
    phrases = [
        *pack["numbers"]["words"],
        *pack["numbers"]["scales"],
        *pack["numbers"]["articles"],
        *(key for key in pack["collectives"] if key != "grammar"),
        *pack["collectives"]["grammar"]["articles"],
        *(key for key in pack["plurals"] if key != "grammar"),
        *pack["few"]["words"],
        *pack["fractions"]["alone"],
        *pack["fractions"]["before"],
        *pack["none"]["words"],
        *pack["none"]["alone"],
    ]
    return frozenset(split_words(phrase)[0].norm for phrase in phrases) | {".", ","}


@cache
def figure_words(language: str) -> FigureWords:
    """Prepare a language's words for figures; raise ``KeyError`` where there is no pack."""
    pack = load(language)
    numbers, parts, none = pack["numbers"], pack["fractions"], pack["none"]
    plurals = {key: float(value) for key, value in pack["plurals"].items() if key != "grammar"}
    few = pack["few"]
    multiples, money, more, ranges = pack["multiples"], pack["money"], pack["more"], pack["ranges"]
    starters = _starters(pack)
    return FigureWords(
        decimal=numbers["decimal"],
        point=word_set(numbers["point"]),
        minus=word_set(numbers["minus"]),
        ones=word_set(numbers["ones"]),
        one_is_article=not numbers["articles"],
        one_before=word_set(numbers["one_before"]),
        one_not_before=word_set(numbers.get("one_not_before", ())),
        only=word_set(numbers.get("only", ())),
        of=frozenset(split_words(word)[0].norm for word in numbers["of"]),
        articles=word_set(numbers["articles"]),
        atoms=_atoms(pack),
        joins=tuple(
            Join(
                fold(join["word"]),
                frozenset(map(float, join["after"])),
                frozenset(map(float, join["values"])),
            )
            for join in numbers["joins"]
        ),
        magnitudes=word_set(numbers["scales"]),
        money_suffixes={key: float(value) for key, value in numbers["money_suffixes"].items()},
        noun_suffixes={
            key: float(value)
            for key, value in numbers.get("noun_suffixes", {}).get("letters", {}).items()
        },
        suffixed_nouns=word_set(numbers.get("noun_suffixes", {}).get("nouns", ())),
        suffixes={key: float(value) for key, value in numbers["suffixes"].items()},
        tails=Phrases(numbers["tails"]),
        tens_with_teens=frozenset(map(float, numbers["tens_with_teens"])),
        adverbs={fold(key): float(value) for key, value in numbers.get("adverbs", {}).items()},
        bare={fold(key): float(value) for key, value in numbers["bare"].items()},
        collectives=_collectives(pack),
        collective_adjectives=word_set(pack["collectives"]["grammar"]["adjectives"]),
        collective_articles=word_set(pack["collectives"]["grammar"]["articles"]),
        plurals=Phrases(plurals),
        plural_articles=frozenset(
            split_words(word)[0].norm for word in pack["plurals"]["grammar"]["articles"]
        ),
        few=Phrases(
            (word, Few(word in few["about_before_number"], word in few["only_before_scale"]))
            for word in few["words"]
        ),
        few_not_before=word_set(few["not_before"]),
        none_words=word_set(none["words"]),
        none_alone=word_set(none["alone"]),
        none_needs_countable=none["needs_countable"],
        uncounted=word_set(none["uncounted"]),
        countable=word_set(none["countable"]),
        existing=word_set(none.get("existing", ())),
        plural_ending=none["plural_ending"],
        decade_endings=word_set(pack["dates"]["decade_endings"]),
        abstract_endings=tuple(fold(ending) for ending in none["uncounted_endings"]),
        parts=Phrases(parts["parts"]),
        alone_parts=Phrases(parts["alone"]),
        part_articles=word_set(parts["before"]),
        part_followers=word_set(parts["followed"]),
        half_followers=word_set(parts.get("grammar", {}).get("after_half", ())),
        per=phrase_set(parts["per"]),
        per_gap=parts["per_gap"],
        before=Phrases(
            (phrase, Comparator(name))
            for name, phrases in pack["comparators"]["before"].items()
            for phrase in phrases
        ),
        after=Phrases(
            (phrase, Comparator(name))
            for name, phrases in pack["comparators"]["after"].items()
            for phrase in phrases
        ),
        not_comparing={
            fold(word): word_set(before)
            for word, before in pack["comparators"].get("not_after", {}).items()
        },
        measures_only=word_set(pack["comparators"].get("measures_only", ())),
        said_after_nouns=word_set(pack["comparators"].get("said_after_nouns", ())),
        range_open=Phrases(
            (opening, _last_words(partings)) for opening, partings in ranges["open"].items()
        ),
        range_articles=word_set(ranges["articles"]) | {"~"},
        range_between=phrase_set(ranges["between"]),
        plus_minus=phrase_set(ranges["plus_minus"]),
        change_verbs=word_set(pack["changes"]["verbs"]),
        change_from=frozenset(split_words(word)[0].norm for word in pack["changes"]["from"]),
        change_to=word_set(pack["changes"]["to"]),
        change_against=word_set(pack["changes"]["against"]),
        change_earlier=phrase_set(pack["changes"]["earlier"]),
        more_after=phrase_set(more["after"]),
        more_before=phrase_set(more["before"]),
        multiples=phrase_set(multiples["words"]),
        multiple_before=phrase_set(multiples.get("before", ())),
        multiple_times=word_set(multiples["times"]),
        multiple_after=frozenset(split_words(word)[0].norm for word in multiples["after"]),
        multiple_verbs=word_set(multiples["verbs"]),
        money=Phrases(money["words"]),
        money_of=frozenset(split_words(word)[0].norm for word in money["of"]),
        cents=word_set(money["cents"]),
        money_and=word_set(money["and"]),
        percent=Phrases(
            [(phrase, "%") for phrase in pack["shares"]["percent"]]
            + [(phrase, "‰") for phrase in pack["shares"]["permille"]]
        ),
        units=Phrases(pack["units"]["words"]),
        time_adjectives=word_set(pack["dates"]["last"] + pack["dates"]["next"]),
        units_before=Phrases(pack["units"]["before"]),
        tally_words=word_set(pack.get("tallies", {}).get("words", ())),
        function_words=frozenset(
            split_words(word)[0].norm for word in pack["masks"]["function_words"]
        ),
        starters=starters,
        masks=pack["masks"],
        dates=pack["dates"],
        periods=pack["periods"],
    )
