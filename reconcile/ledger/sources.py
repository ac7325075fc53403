"""The register of sources: every speaker that a claim names has a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from reconcile.ledger import rows
from reconcile.ledger.fetching import fetch
from reconcile.ledger.folding import source_key
from schema.database import is_postgres
from schema.tables import claim, hop, source
from schema.vocabulary import SourceKind


def insert_missing(connection: Connection, table: Table, values: list[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if not values:
        return
    make = postgres_insert if is_postgres(connection) else sqlite_insert
    connection.execute(make(table).on_conflict_do_nothing(), values)


def register(
    connection: Connection,
    records: Iterable[Mapping[str, Any]],
    bodies: Mapping[str, str] | None = None,
) -> None:
    """Give every speaker of the claims a row, unless there is one.

    ``bodies`` are the identities of the bodies that speakers are known to speak for.
    """
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        for row in named(record):
            found.setdefault(row["key"], row)
    for key, body in (bodies or {}).items():
        if key in found:
            found[key]["parent"] = body
    insert_missing(connection, source, [found[key] for key in sorted(found)])


def named(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name the sources of one claim: each step of its attribution, its origin, or its outlet."""
    named = []
    for item in rows.hop_rows(record):
        if item["source"] is None:
            continue
        name = item["speaker"] or item["organisation"]
        works_for = item["organisation"] if item["speaker"] != item["organisation"] else None
        kind = SourceKind.ANONYMOUS if item["anonymous"] else SourceKind.UNKNOWN
        named.append(_source(item["source"], name, kind, works_for))
    key = rows.origin_source(record)
    if key is not None:
        outlet = not record["origin_key"] and not record["origin"]
        kind = SourceKind.OUTLET if outlet else SourceKind.UNKNOWN
        named.append(_source(key, record["origin"] or record["outlet"] or key, kind, None))
    return named


def _source(key: str, name: str, kind: SourceKind, works_for: str | None) -> dict[str, Any]:
    parent = source_key(works_for) if works_for else None
    return {
        "key": key,
        "name": name,
        "kind": kind.value,
        "parent": None if parent == key else parent,
        "party_to_event": None,
    }


def readdress(connection: Connection, claim_id: str) -> None:
    """Point a claim whose origin or attribution was corrected at its sources again."""
    row = fetch(connection, select(claim).where(claim.c.id == claim_id))[0]
    chain = select(hop).where(hop.c.claim == claim_id).order_by(hop.c.position)
    record = rows.record_of(row, fetch(connection, chain))
    register(connection, [record])
    key = rows.origin_source(record)
    if key != row["source"]:
        connection.execute(update(claim).where(claim.c.id == claim_id).values(source=key))
    for item in rows.hop_rows(record):
        connection.execute(
            update(hop)
            .where(hop.c.claim == claim_id, hop.c.position == item["position"])
            .values(source=item["source"])
        )
