"""Values to rows and back. A *record* is a claim's row with its attribution: what is digested."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from reconcile.ledger.canonical import digest
from reconcile.ledger.folding import shorten, source_key
from reconcile.model.claim import Claim, Evidence, Hop, Place, Scope
from reconcile.model.dates import PartialDate
from reconcile.model.errors import ReconcileError
from reconcile.model.quantity import Quantity
from reconcile.model.span import Quote
from schema.vocabulary import (
    Comparator,
    Modality,
    PlaceRole,
    Polarity,
    ScopeKind,
    Support,
)

Row = dict[str, Any]

#: Columns of a claim's row that are not what was extracted, and so not digested.
_NOT_EXTRACTED = ("position", "digest", "by_hand", "source")


#: What rows of an attribution hold besides its steps.
_NOT_OF_THE_HOP = ("claim", "source", "parent")


def text_of(date: PartialDate | None) -> str | None:
    """Write a partial date, or nothing."""
    return str(date) if date else None


@lru_cache(maxsize=4096)
def date_of(text: str | None) -> PartialDate | None:
    """Read a partial date, or nothing. News are about few days, and claims name each many times."""
    return PartialDate.parse(text) if text else None


def moment_of(text: str | None) -> dt.datetime | None:
    """Read a moment, or nothing."""
    return dt.datetime.fromisoformat(text) if text else None


def number(value: float | None) -> float | None:
    """Give a finite number as a float; an infinite end is an open one. Raise :class:`ReconcileError` on NaN."""
    if value is None:
        return None
    if math.isnan(value):
        raise ReconcileError("the ledger cannot keep what is no number (NaN)")
    return float(value) if math.isfinite(value) else None


def quantity_columns(quantity: Quantity | None) -> Row:
    """Turn a figure into a claim's columns; all null where there is none."""
    if quantity is None:
        return dict.fromkeys(QUANTITY_COLUMNS)
    return {
        "figure_raw": quantity.raw,
        "figure_start": quantity.start,
        "figure_end": quantity.end,
        "value": number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "comparator": quantity.comparator.value,
        "rounded": quantity.rounded,
        "unit": quantity.unit,
        "coded_floor": number(quantity.coded_floor),
    }


QUANTITY_COLUMNS = (
    "figure_raw",
    "figure_start",
    "figure_end",
    "value",
    "low",
    "high",
    "comparator",
    "rounded",
    "unit",
    "coded_floor",
)


def places_column(places: Sequence[Place]) -> list[Row]:
    """Turn places into the JSON of their column."""
    return [
        {"name": p.name, "key": p.key, "role": p.role.value, "start": p.start, "end": p.end}
        for p in places
    ]


def hop_columns(hops: Sequence[Hop]) -> list[Row]:
    """Turn an attribution chain into rows without the claim's id."""
    return [
        {
            "position": position,
            "speaker": hop.speaker,
            "organisation": hop.organisation,
            "anonymous": hop.anonymous,
            "verb": hop.verb,
            "cue_start": hop.start,
            "cue_end": hop.end,
            "role": hop.role,
            "support": hop.support.value,
        }
        for position, hop in enumerate(hops)
    ]


def claim_record(claim: Claim) -> Row:
    """Turn a claim into what is digested: its columns and, under ``hops``, its attribution."""
    return {
        "id": claim.id,
        "document": claim.document,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "exact": claim.quote.exact,
        "prefix": claim.quote.prefix,
        "suffix": claim.quote.suffix,
        "sentence": claim.sentence,
        "language": claim.language,
        "measure": claim.measure,
        "counted": claim.counted,
        "population": claim.population,
        "places": places_column(claim.places),
        **quantity_columns(claim.quantity),
        "scope_kind": claim.scope.kind.value,
        "scope_start": text_of(claim.scope.start),
        "as_of": text_of(claim.scope.as_of),
        "inferred": list(claim.scope.inferred),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "origin": claim.origin,
        "origin_key": claim.origin_key,
        "confidence": float(claim.confidence),
        "published": text_of(claim.published),
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
        "hops": hop_columns(claim.attribution),
    }


def record_of(row: Mapping[str, Any], hops: Sequence[Mapping[str, Any]]) -> Row:
    """Make the record again from rows as they stand."""
    record = {key: value for key, value in row.items() if key not in _NOT_EXTRACTED}
    record["hops"] = [
        {key: value for key, value in hop.items() if key not in _NOT_OF_THE_HOP} for hop in hops
    ]
    return record


def origin_source(record: Mapping[str, Any]) -> str | None:
    """Give the key of the source of a claim: its origin, or the outlet where the paper speaks."""
    if record["origin_key"]:
        return shorten(str(record["origin_key"]))
    name = record["origin"] or record["outlet"]
    return source_key(name) if name else None


def claim_row(record: Mapping[str, Any], *, position: int, by_hand: bool = False) -> Row:
    """Make a claim's row, without its attribution."""
    row = {key: value for key, value in record.items() if key != "hops"}
    row["position"] = position
    row["by_hand"] = by_hand
    row["digest"] = digest(dict(record))
    row["source"] = origin_source(record)
    return row


def hop_rows(record: Mapping[str, Any]) -> list[Row]:
    """Make the rows of a claim's attribution, each with the key of its speaker."""
    hops = record["hops"]
    rows = []
    for hop in hops:
        name = hop["speaker"] or hop["organisation"]
        last = hop is hops[-1]
        key = shorten(record["origin_key"]) if last and record["origin_key"] else None
        rows.append(
            {**hop, "claim": record["id"], "source": key or (source_key(name) if name else None)}
        )
    return rows


def hop_from(row: Mapping[str, Any]) -> Hop:
    """Read one step of an attribution back."""
    return Hop(
        speaker=row["speaker"],
        organisation=row["organisation"],
        anonymous=bool(row["anonymous"]),
        verb=row["verb"],
        start=row["cue_start"],
        end=row["cue_end"],
        role=row["role"],
        support=Support(row["support"]),
        organisation_key=_spoken_for(row),
    )


def _spoken_for(row: Mapping[str, Any]) -> str | None:
    """Give the identity of the body spoken for, which the register of sources keeps."""
    parent, name = row.get("parent"), row["organisation"]
    if parent is None or row["anonymous"] or (name and parent == source_key(name)):
        return None
    return str(parent)


def bodies(claims: Iterable[Claim]) -> dict[str, str]:
    """Give the body that each speaker of the claims is known to speak for, by the speaker's key."""
    found: dict[str, str] = {}
    for claim in claims:
        for hop in claim.attribution:
            key = claim.origin_key if hop is claim.attribution[-1] else None
            key = key or (source_key(hop.name) if hop.name else None)
            if key and hop.organisation_key and not hop.anonymous and key != hop.organisation_key:
                found.setdefault(key, hop.organisation_key)
    return found


def quantity_from(row: Mapping[str, Any]) -> Quantity | None:
    """Read a figure back."""
    if row["comparator"] is None:
        return None
    return Quantity(
        raw=row["figure_raw"] or "",
        start=row["figure_start"] or 0,
        end=row["figure_end"] or 0,
        value=row["value"],
        low=row["low"],
        high=row["high"],
        comparator=Comparator(row["comparator"]),
        rounded=bool(row["rounded"]),
        unit=row["unit"],
        coded_floor=row["coded_floor"],
    )


def place_from(item: Mapping[str, Any]) -> Place:
    """Read a place back."""
    return Place(item["name"], item["key"], PlaceRole(item["role"]), item["start"], item["end"])


def claim_from(row: Mapping[str, Any], hops: Sequence[Mapping[str, Any]]) -> Claim:
    """Read a claim back as it now stands."""
    return Claim(
        id=row["id"],
        document=row["document"],
        quote=Quote(
            row["exact"], row["quote_start"], row["quote_end"], row["prefix"], row["suffix"]
        ),
        sentence=row["sentence"],
        language=row["language"],
        measure=row["measure"],
        counted=row["counted"],
        population=row["population"],
        places=tuple(place_from(item) for item in row["places"]),
        quantity=quantity_from(row),
        scope=Scope(
            kind=ScopeKind(row["scope_kind"]),
            start=date_of(row["scope_start"]),
            as_of=date_of(row["as_of"]),
            inferred=tuple(row["inferred"]),
        ),
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        attribution=tuple(hop_from(hop) for hop in hops),
        origin=row["origin"],
        origin_key=row["origin_key"],
        confidence=row["confidence"],
        published=date_of(row["published"]),
        outlet=row["outlet"],
        whole=row["whole"],
        flags=tuple(row["flags"]),
        evidence=tuple(
            Evidence(
                item["field"], item["rule"], Support(item["support"]), item["start"], item["end"]
            )
            for item in row["evidence"]
        ),
    )
