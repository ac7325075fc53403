"""Places as a tree of containment: "IQ/mosul" lies in "IQ", which lies in the Middle East.

A place is its gazetteer key where it has one, else its folded name after a ``?``, of which it is only
known whether it is written the same.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from reconcile.model import Place


class Placement(StrEnum):
    """How the places of ``b`` stand to those of ``a``."""

    SAME = "same"
    A_INSIDE = "a_inside"
    B_INSIDE = "b_inside"
    OVERLAPPING = "overlapping"
    APART = "apart"
    UNKNOWN = "unknown"


@cache
def regions() -> dict[str, frozenset[str]]:
    """Read the table of regions: key of the region to the keys of the territories in it."""
    return {key: frozenset(members) for key, members in containment()["regions"].items()}


@cache
def containment() -> dict[str, dict[str, list[str]]]:
    """Read the tables of what is in what, which no language needs."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files(__package__) / "regions.toml").read_text(encoding="utf-8")
    )
    return table


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Fold a name to compare it: no case, accents, hyphens or doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("-", " "))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def key(place: Place) -> str:
    """Return the place's identity across documents."""
    return place.key or "?" + fold(place.name)


def keys(places: Iterable[Place]) -> frozenset[str]:
    """Return the identities of places; of "Mosul, in Iraq" only Mosul, which is where it was."""
    found = {key(place) for place in places}
    return frozenset(
        outer for outer in found if not any(i != outer and within(i, outer) for i in found)
    )


@lru_cache(maxsize=65536)
def within(inner: str, outer: str) -> bool:
    """Tell whether the place ``inner`` is ``outer`` or known to lie in it."""
    if inner == outer or (outer and inner.startswith(outer + "/")):
        return True
    members = regions().get(outer)
    if members is None:
        return False
    if "*" in members:
        return bool(inner) and not inner.startswith("?")
    return any(within(inner, member) for member in members)


def comparable(a: str, b: str) -> bool:
    """Tell whether it is known how the two stand: names outside the gazetteer may mean anything."""
    return a == b or not (a.startswith("?") or b.startswith("?"))


def placement(a: frozenset[str], b: frozenset[str]) -> Placement:
    """Say how the places ``b`` stand to the places ``a``; no place at all is unknown."""
    if a == b:
        return Placement.SAME if a else Placement.UNKNOWN
    if not a or not b:
        return Placement.UNKNOWN
    a_in = all(any(within(inner, outer) for outer in b) for inner in a)
    b_in = all(any(within(inner, outer) for outer in a) for inner in b)
    if a_in and b_in:
        return Placement.SAME
    if a_in:
        return Placement.A_INSIDE
    if b_in:
        return Placement.B_INSIDE
    if any(within(x, y) or within(y, x) for x in a for y in b):
        return Placement.OVERLAPPING
    if all(comparable(x, y) for x in a for y in b):
        return Placement.APART
    return Placement.UNKNOWN
