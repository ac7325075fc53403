"""Who accuses whom: a statement's parties, and whether two statements are on the same proposition.

A statement without a figure is known by its verb alone; "denies" and "accuses" are said of many things.
So two of them are only set against each other where something else shows that they are on the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reconcile import languages
from reconcile.relations.facts import Facts
from reconcile.relations.pairs import Pair
from reconcile.relations.places import Placement, fold, key
from reconcile.relations.populations import among
from reconcile.relations.story import share_of_words
from reconcile.relations.thresholds import table
from schema.vocabulary import PlaceRole

#: Characters of a sentence too short to show what it is about.
_SHORT = 25


def same_proposition(pair: Pair) -> bool:
    """Tell whether an affirmation and a denial, or two affirmations, are of the same thing."""
    a, b = pair.a, pair.b
    if _long_after(a, b):
        return False
    who = a.claim.population, b.claim.population
    if all(who) and (
        fold(who[0] or "") == fold(who[1] or "") or among(*who) or among(who[1], who[0])
    ):
        return True
    if pair.place is Placement.SAME or accuses(a, b) or accuses(b, a):
        return True
    if min(len(a.claim.sentence), len(b.claim.sentence)) < _SHORT:
        # Nothing to go by but the measure, which is the same.
        return a.claim.measure is not None
    shared, names = share_of_words(a, b)
    return shared >= table("story")["share_with_name" if names else "share_of_denial"]


def _long_after(a: Facts, b: Facts) -> bool:
    """Tell whether one was said so long after the other that it is hardly about the same."""
    ends = a.period.end, b.period.end
    if ends[0] is None or ends[1] is None:
        return False
    return ends[1].first - ends[0].last > table("hedging")["denial_days"]


def accuses(accuser: Facts, accused: Facts) -> bool:
    """Tell whether ``accuser`` names the country that ``accused`` speaks for, from outside it."""
    country = speaks_for(accused)
    return country is not None and country in parties(accuser) and speaks_for(accuser) != country


def parties(item: Facts) -> frozenset[str]:
    """Return the countries that a claim names other than as the scene."""
    named = (place for place in item.claim.places if place.role is not PlaceRole.WHERE)
    return frozenset(key(place).partition("/")[0] for place in named)


def speaks_for(item: Facts) -> str | None:
    """Return the country whose name, capital or government is the origin's name."""
    for name in (item.claim.origin, item.claim.origin_key):
        country = _countries().get(fold(name)) if name else None
        if country:
            return country
    return None


@cache
def _countries() -> dict[str, str]:
    """Read who speaks for a country from every language pack: its name, or its capital."""
    found: dict[str, str] = {}
    for language in languages.available():
        places = languages.load(language).get("places", {})
        for code, names in places.get("countries", {}).items():
            found.update((fold(name), code) for name in _first(names))
        governments = places.get("governments", {}).get("names", {})
        found.update((fold(name), code) for name, code in governments.items())
    return found


def _first(names: object) -> Iterable[str]:
    if isinstance(names, list) and names and isinstance(names[0], list):
        return [str(name) for name in names[0]]
    return []


@cache
def parent(source: str) -> str | None:
    """Return the body that a known source belongs to, but for whole governments."""
    for language in languages.available():
        entry = languages.load(language).get("sources", {}).get(source)
        above = entry.get("parent") if isinstance(entry, dict) else None
        if isinstance(above, str):
            return None if above.endswith("government") else above
    return None
