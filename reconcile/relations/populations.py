"""Who is among whom: "US military personnel" are military personnel, and these are people."""

from __future__ import annotations

from functools import cache, lru_cache

from reconcile.relations.places import containment, fold


@cache
def _tables() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    table = containment()["populations"]
    members = {
        fold(key): frozenset(fold(name) for name in names)
        for key, names in table.items()
        if key != "anyone"
    }
    return frozenset(fold(name) for name in table["anyone"]), members


def anyone(population: str | None) -> bool:
    """Tell whether it is not said who: no population, or just "people"."""
    return not population or fold(population) in _tables()[0]


@lru_cache(maxsize=65536)
def among(inner: str | None, outer: str | None) -> bool:
    """Tell whether the population ``inner`` is known to be a part of ``outer``, and not the whole of it."""
    if not inner or not outer:
        return False
    part, whole = fold(inner), fold(outer)
    if part == whole:
        return False
    if part.endswith(" " + whole):
        # A nationality in front: "US military personnel".
        return True
    members = _tables()[1].get(whole, frozenset())
    return any(part == member or among(part, member) for member in members)
