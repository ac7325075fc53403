"""The JSON form of claims: the contract of ``reconcile extract`` and of every pipe between steps.

Field names are fixed; fields may be added, none renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reconcile.model.claim import Claim, Evidence, Hop, Place, Scope
from reconcile.model.dates import PartialDate
from reconcile.model.quantity import Quantity
from reconcile.model.span import Quote
from schema.vocabulary import Comparator, Modality, PlaceRole, Polarity, ScopeKind, Support


def number(value: float | None) -> float | int | None:
    """Give a whole number as an integer, so that JSON shows ``56`` and not ``56.0``."""
    if value is None or not float(value).is_integer():
        return value
    return int(value)


def quantity_to_json(quantity: Quantity) -> dict[str, Any]:
    """Turn a quantity into the contract's object."""
    return {
        "raw": quantity.raw,
        "start": quantity.start,
        "end": quantity.end,
        "value": number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "comparator": quantity.comparator.value,
        "rounded": quantity.rounded,
        "unit": quantity.unit,
        "coded_floor": number(quantity.coded_floor),
    }


def quantity_from_json(data: Mapping[str, Any]) -> Quantity:
    """Read a quantity back; raise ``KeyError`` or ``ValueError`` on what is no quantity."""
    return Quantity(
        raw=str(data.get("raw", "")),
        start=int(data.get("start", 0)),
        end=int(data.get("end", 0)),
        value=data.get("value"),
        low=data.get("low"),
        high=data.get("high"),
        comparator=Comparator(data["comparator"]),
        rounded=bool(data.get("rounded", False)),
        unit=data.get("unit"),
        coded_floor=data.get("coded_floor"),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _text(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Turn a claim into the contract's object."""
    return {
        "id": claim.id,
        "document": claim.document,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "exact": claim.quote.exact,
        "prefix": claim.quote.prefix,
        "suffix": claim.quote.suffix,
        "sentence": claim.sentence,
        "language": claim.language,
        "measure": claim.measure,
        "counted": claim.counted,
        "population": claim.population,
        "places": [place.name for place in claim.where],
        "place_roles": [
            {
                "name": place.name,
                "key": place.key,
                "role": place.role.value,
                "start": place.start,
                "end": place.end,
            }
            for place in claim.places
        ],
        "quantity": quantity_to_json(claim.quantity) if claim.quantity else None,
        "scope": {
            "kind": claim.scope.kind.value,
            "start": _text(claim.scope.start),
            "as_of": _text(claim.scope.as_of),
            "inferred": list(claim.scope.inferred),
        },
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": [
            {
                "speaker": hop.speaker,
                "organisation": hop.organisation,
                "anonymous": hop.anonymous,
                "verb": hop.verb,
                "start": hop.start,
                "end": hop.end,
                "role": hop.role,
                "support": hop.support.value,
                "organisation_key": hop.organisation_key,
            }
            for hop in claim.attribution
        ],
        "origin": claim.origin,
        "origin_key": claim.origin_key,
        "confidence": round(claim.confidence, 3),
        "published": _text(claim.published),
        "outlet": claim.outlet,
        "whole": claim.whole,
        "flags": list(claim.flags),
        "evidence": [
            {
                "field": item.field,
                "rule": item.rule,
                "support": item.support.value,
                "start": item.start,
                "end": item.end,
            }
            for item in claim.evidence
        ],
    }


def _place(item: Any) -> Place:
    if isinstance(item, str):
        return Place(item, None, PlaceRole.WHERE, 0, 0)
    return Place(
        name=item["name"],
        key=item.get("key"),
        role=PlaceRole(item.get("role", "where")),
        start=item.get("start", 0),
        end=item.get("end", 0),
    )


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """Read a claim of the contract back.

    Every field but ``id`` may be absent; ``text`` stands in for ``exact`` and ``sentence``. Raise
    ``KeyError``, ``TypeError`` or ``ValueError`` on what is no claim.
    """
    exact = str(data.get("exact") or data.get("text") or "")
    start = int(data.get("start") or 0)
    scope = data.get("scope") or {}
    hops = data.get("attribution") or []
    quantity = data.get("quantity")
    return Claim(
        id=str(data["id"]),
        document=str(data.get("document") or ""),
        quote=Quote(
            exact=exact,
            start=start,
            end=int(data.get("end") or start + len(exact)),
            prefix=str(data.get("prefix") or ""),
            suffix=str(data.get("suffix") or ""),
        ),
        sentence=str(data.get("sentence") or data.get("text") or exact),
        language=str(data.get("language") or ""),
        measure=data.get("measure"),
        counted=data.get("counted"),
        population=data.get("population"),
        places=tuple(_place(item) for item in data.get("place_roles") or data.get("places") or ()),
        quantity=quantity_from_json(quantity) if quantity else None,
        scope=Scope(
            kind=ScopeKind(scope.get("kind", "statement")),
            start=_date(scope.get("start")),
            as_of=_date(scope.get("as_of")),
            inferred=tuple(scope.get("inferred") or ()),
        ),
        polarity=Polarity(data.get("polarity") or "asserted"),
        modality=Modality(data.get("modality") or "certain"),
        attribution=tuple(
            Hop(
                speaker=hop.get("speaker"),
                organisation=hop.get("organisation"),
                anonymous=bool(hop.get("anonymous", False)),
                verb=hop.get("verb"),
                start=int(hop.get("start") or 0),
                end=int(hop.get("end") or 0),
                role=hop.get("role"),
                support=Support(hop.get("support") or "stated"),
                organisation_key=hop.get("organisation_key"),
            )
            for hop in hops
        ),
        origin=data.get("origin"),
        origin_key=data.get("origin_key"),
        confidence=float(data.get("confidence", 1.0)),
        published=_date(data.get("published")),
        outlet=data.get("outlet"),
        whole=data.get("whole"),
        flags=tuple(data.get("flags") or ()),
        evidence=tuple(
            Evidence(
                field=item["field"],
                rule=item["rule"],
                support=Support(item["support"]),
                start=item.get("start"),
                end=item.get("end"),
            )
            for item in data.get("evidence") or ()
        ),
    )
