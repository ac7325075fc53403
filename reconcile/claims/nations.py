"""Bodies that every country has ("the health ministry", "the army"): whose a text means.

A name alone does not tell one country's ministry from another's. Its nation is in its own words ("Iraqi health
ministry"), else it is that of the place where the claim happened, else the one country that the text is set in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.pack import Lexicon
from reconcile.languages import load
from reconcile.model import Claim


def with_nations(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Give the origins that every country has the country that the claim or the text is set in."""
    own, known = lexicon.pack.get("sources", {}), load(lexicon.code).get("sources", {})
    # A body that an editor's glossary names is that one, whatever its key.
    keys = frozenset(key for key in lexicon.bodies.values() if own.get(key) == known.get(key))
    if not any(claim.origin_key in keys for claim in claims):
        return list(claims)
    countries = {country for claim in claims for country in _countries(claim)}
    only = next(iter(countries)) if len(countries) == 1 else None
    return [
        _of(claim, next(iter(_countries(claim)), only)) if claim.origin_key in keys else claim
        for claim in claims
    ]


def _countries(claim: Claim) -> list[str]:
    """List the countries where a claim happened, in the order of the text."""
    found = []
    for place in claim.where:
        country = (place.key or "").partition("/")[0]
        if len(country) == 2 and country not in found:
            found.append(country)
    return found


def _of(claim: Claim, country: str | None) -> Claim:
    if country is None:
        return claim
    return replace(claim, origin_key=national_key(country, claim.origin_key or ""))


def national_key(country: str, body: str) -> str:
    """Make the identity of a country's body: ``iq_health_ministry``."""
    return f"{country.lower()}_{body}"
