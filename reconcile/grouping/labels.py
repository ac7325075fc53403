"""Words of the reader's language for what a question is about: peoples, populations, measures, places, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from reconcile import languages


class Noun(NamedTuple):
    """What is counted, in the plural where there is one."""

    words: str
    feminine: bool


def labels(language: str) -> Mapping[str, Any]:
    """Give the words of names in a language; none where there is no pack of it."""
    found: Mapping[str, Any] = _pack(language).get("questions", {})
    return found


def population(concept: str, language: str) -> Noun | None:
    """Name a population of the glossary, with its nation ("US military personnel" → "American soldiers").

    ``None`` where the glossary of the language does not know it.
    """
    code, bare = _nation(concept)
    label = _population_label(bare, language)
    adjectives = _adjectives(code, language)
    if code and bare == "people" and (people := _people(adjectives)):
        return Noun(people, False)
    if not label:
        return None
    noun = noun_of(label, language)
    if not adjectives:
        return noun
    return Noun(_joined(noun, _agreeing(adjectives, noun, language), language), noun.feminine)


def noun_of(words: str, language: str) -> Noun:
    """Tell the gender of a noun, by the pack's list and endings; without the words that only point at others."""
    dropped = labels(language).get("dropped", ())
    kept = [word for word in words.split() if word.casefold() not in dropped]
    words = " ".join(kept or words.split())
    head = words.split()[0].casefold() if words else ""
    rules = labels(language)
    ending = tuple(rules.get("feminine_endings", ()))
    feminine = head in rules.get("feminine", ()) or (bool(ending) and head.endswith(ending))
    return Noun(words, feminine)


def measure(key: str, noun: Noun, language: str) -> str:
    """Say a measure of what is counted, in agreement with it; empty where the pack does not name the measure."""
    label = labels(language).get("measures", {}).get(key, "")
    if isinstance(label, list):
        label = label[1 if noun.feminine else 0]
    if not label:
        return ""
    pattern = label if "{who}" in label else str(labels(language).get("pattern", "{who} {what}"))
    return pattern.format(who=noun.words, what=label)


def measure_nouns(key: str, language: str) -> frozenset[str]:
    """Give the nouns that themselves name a measure ("deaths")."""
    entry = _pack(language).get("measures", {}).get(key, {})
    return frozenset(word.casefold() for word in entry.get("nouns", ()))


@cache
def concept_of(word: str, language: str) -> str | None:
    """Give the concept that a word stands for in a language, as grouping knows it."""
    concepts = _pack(language).get("grouping", {}).get("concepts", {})
    return next((name for name, forms in concepts.items() if word in forms), None)


def place(key: str, language: str) -> str:
    """Name a country or a town of the pack by its key; empty for what the language does not know."""
    from babel import Locale, UnknownLocaleError

    names = _pack(language).get("places", {}).get("towns", {}).get(key)
    if names:
        return str(names[0])
    try:
        return str(Locale.parse(language).territories.get(key, ""))
    except (UnknownLocaleError, ValueError):
        return ""


def unit(code: str, language: str) -> str:
    """Give the sign of a unit: "€" for EUR; a unit that has none stands for itself."""
    from babel import UnknownLocaleError
    from babel.numbers import get_currency_symbol

    try:
        return str(get_currency_symbol(code, language))
    except (UnknownLocaleError, ValueError):
        return code


def _nation(concept: str) -> tuple[str, str]:
    """Part "US military personnel" into a country's code and what is counted of it."""
    code, _, rest = concept.partition(" ")
    known = len(code) == 2 and code.isupper() and rest
    return (code, rest) if known else ("", concept)


def _population_label(bare: str, language: str) -> str:
    named = labels(language).get("populations", {})
    if bare in named:
        return str(named[bare])
    forms = _pack(language).get("populations", {}).get(bare)
    if isinstance(forms, list) and forms:
        return str(forms[min(1, len(forms) - 1)])
    return ""


def _adjectives(code: str, language: str) -> Sequence[str]:
    names = _pack(language).get("places", {}).get("countries", {}).get(code, ())
    return names[1] if len(names) > 1 else ()


def _plurals(forms: Sequence[str]) -> list[str]:
    return [form for form in forms if form.endswith(("s", "x")) and not form.endswith("ss")]


def _people(adjectives: Sequence[str]) -> str:
    """Name a people: "iranian, iranians" → "Iranians"."""
    plurals = _plurals(adjectives)
    return plurals[0][:1].upper() + plurals[0][1:] if plurals else ""


def _agreeing(adjectives: Sequence[str], noun: Noun, language: str) -> str:
    """Choose the form that goes with a noun; packs list masculine before feminine, singular before plural."""
    plurals = _plurals(adjectives)
    if labels(language).get("adjective_first"):
        return adjectives[0]
    plural = noun.words.split()[0].endswith(("s", "x"))
    if not plurals or not plural:
        return adjectives[1] if noun.feminine and len(adjectives) > 2 else adjectives[0]
    stem = plurals[0][:-1]
    feminine = [form for form in plurals[1:] if form.startswith(stem[:-1]) and form.endswith("es")]
    return feminine[0] if noun.feminine and feminine else plurals[0]


def _joined(noun: Noun, adjective: str, language: str) -> str:
    """Put an adjective where the language puts it."""
    if labels(language).get("adjective_first"):
        return f"{adjective[:1].upper()}{adjective[1:]} {noun.words}"
    return f"{noun.words} {adjective}"


def _pack(language: str) -> Mapping[str, Any]:
    return languages.load(language) if language in languages.available() else {}
