"""Words for concepts: a claim that did not come from the extractor may name things in a language's words.

"tués", "personnes", "Irak" become ``killed``, ``people``, ``IQ``, as the language packs have them, so that
claims given by hand compare with extracted ones. What the packs do not know stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from reconcile import languages
from reconcile.model import Claim, Place, Scope
from reconcile.relations.places import fold
from schema.vocabulary import ScopeKind


def settled(claim: Claim) -> Claim:
    """Return the claim in concepts; the same object where it is so already."""
    measure = _concept(claim.measure, "measures")
    population = _concept(claim.population, "populations")
    places = claim.places
    if any(place.key is None for place in places):
        places = tuple(_placed(place) for place in places)
    if (measure, population, places) != (claim.measure, claim.population, claim.places):
        claim = replace(claim, measure=measure, population=population, places=places)
    if claim.quantity is not None and claim.scope.kind is ScopeKind.STATEMENT:
        # A figure is a count of some sort, though it is not said which.
        inferred = (*claim.scope.inferred, "kind")
        scope = replace(claim.scope, kind=ScopeKind.CUMULATIVE, inferred=inferred)
        claim = replace(claim, scope=scope)
    if _counts_since(claim.scope):
        claim = replace(claim, scope=replace(claim.scope, kind=ScopeKind.CUMULATIVE))
    return claim


def _counts_since(scope: Scope) -> bool:
    """Tell whether what was taken for a stock has a stated start: it is then a count over a period."""
    stated = scope.start is not None and "start" not in scope.inferred
    return scope.kind is ScopeKind.STOCK and "kind" in scope.inferred and stated


def _concept(word: str | None, section: str) -> str | None:
    if not word:
        return None
    known, words = _words(section)
    return word if word in known else words.get(fold(word), word)


def _placed(place: Place) -> Place:
    key = place.key or _gazetteer().get(fold(place.name))
    return place if key == place.key else replace(place, key=key)


@cache
def _words(section: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the concepts of a section and the words for them, over all packs."""
    known: set[str] = set()
    words: dict[str, str] = {}
    for language in languages.available():
        for concept, entry in languages.load(language).get(section, {}).items():
            known.add(concept)
            for word in _listed(entry):
                words.setdefault(fold(word), concept)
    return frozenset(known), words


def _listed(entry: Any) -> Iterator[str]:
    """Yield the words of a concept: a list of them, or tables of nouns and verbs."""
    if isinstance(entry, dict):
        entry = [*entry.get("nouns", ()), *entry.get("verbs", ())]
    if isinstance(entry, list):
        yield from (word for word in entry if isinstance(word, str))


@cache
def _gazetteer() -> dict[str, str]:
    """Return the key of every place that a pack names."""
    found: dict[str, str] = {}
    for language in languages.available():
        places = languages.load(language).get("places", {})
        for section in ("countries", "towns"):
            for key, names in places.get(section, {}).items():
                first = names[0] if names and isinstance(names[0], list) else names
                for name in first:
                    found.setdefault(fold(name), key)
    return found


def place_key(name: str) -> str | None:
    """Return the key of a place that a pack names, ``None`` where none does."""
    return _gazetteer().get(fold(name))


def is_measure(word: str) -> bool:
    """Tell whether a word is a concept of the glossary, and not only the noun of what is counted."""
    return word in _words("measures")[0]
