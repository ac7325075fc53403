"""Add documents with their claims: all of them or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from reconcile.ledger import document_rows, rows, sources
from reconcile.ledger.canonical import canonical, digest
from reconcile.ledger.command import command
from reconcile.ledger.fetching import fetch_keys
from reconcile.ledger.journal import counted
from reconcile.ledger.summary import chunks
from reconcile.model.claim import Claim
from reconcile.model.document import Document
from reconcile.model.errors import ReconcileError
from schema import search
from schema.tables import claim, document, document_copy, hop, metadatum

Addition = tuple[Document, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """A document and its claims as the rows they become."""

    document: rows.Row
    metadata: list[rows.Row]
    records: list[rows.Row]
    claims: list[rows.Row]
    hops: list[rows.Row]
    #: The body that a speaker speaks for, by the speaker's key.
    bodies: dict[str, str]

    @property
    def made(self) -> dict[str, Any]:
        """What the journal keeps of them."""
        return {
            "sha256": self.document["sha256"],
            "path": self.document["path"],
            "digest": document_rows.document_digest(self.document, self.metadata),
            "claims": len(self.claims),
            "claims_digest": claims_digest(row["digest"] for row in self.claims),
            "received": self.document["received"] is not None,
            "bodies": sorted([key, body] for key, body in self.bodies.items()),
        }


def add_documents(engine: Engine, actor: str, additions: Iterable[Addition]) -> tuple[str, ...]:
    """Add the documents that are not there yet, in one transaction; return their sha256."""
    prepared = {addition[0].sha256: _rows(*addition) for addition in additions}
    with command(engine, actor, "add", "documents") as running:
        there = _there(running.connection, prepared)
        new = [added for sha256, added in prepared.items() if sha256 not in there]
        if new:
            if len(new) == 1:
                running.subject = f"document:{new[0].document['sha256']}"
            _insert(running.connection, new)
            running.made = counted("documents", [added.made for added in new])
            running.touch(f"document:{added.document['sha256']}" for added in new)
    return tuple(added.document["sha256"] for added in new)


def _rows(added: Document, claims: Sequence[Claim]) -> _Rows:
    foreign = next((item.id for item in claims if item.document != added.sha256), None)
    if foreign is not None:
        raise ReconcileError(
            f"claim {foreign} names another document than {added.sha256}; extract it again"
        )
    canonical(added.text)
    records = [rows.claim_record(item) for item in {item.id: item for item in claims}.values()]
    return _Rows(
        document=document_rows.document_row(added),
        metadata=document_rows.metadata_rows(added),
        records=records,
        claims=[rows.claim_row(record, position=at) for at, record in enumerate(records)],
        hops=[row for record in records for row in rows.hop_rows(record)],
        bodies=rows.bodies(claims),
    )


def _there(connection: Connection, wanted: Collection[str]) -> set[str]:
    return {
        sha256
        for ids in chunks(wanted)
        for sha256 in fetch_keys(
            connection, select(document.c.sha256).where(document.c.sha256.in_(ids))
        )
    }


def claims_digest(digests: Iterable[str]) -> str:
    """Digest the claims of a document, in whatever order they come."""
    return digest(sorted(digests))


def _insert(connection: Connection, new: Sequence[_Rows]) -> None:
    bodies = {key: body for added in new for key, body in added.bodies.items()}
    records = (record for added in new for record in added.records)
    sources.register(connection, records, bodies)
    for table, values in (
        (document, [added.document for added in new]),
        (metadatum, [row for added in new for row in added.metadata]),
        (claim, [row for added in new for row in added.claims]),
        (hop, [row for added in new for row in added.hops]),
    ):
        if values:
            connection.execute(insert(table), values)
    search.index(
        connection, "claim", ((row["id"], row["sentence"]) for added in new for row in added.claims)
    )
    search.index(connection, "document", (_searched(added.document) for added in new))


def _searched(row: rows.Row) -> tuple[str, str]:
    return row["sha256"], f"{row['title'] or ''} {row['text']}"


def store_copies(engine: Engine, actor: str, copies: Iterable[tuple[str, str, float]]) -> None:
    """Keep which documents copy which others, and how much of each is copied (0 to 1)."""
    values = [
        {"document": copy, "copy_of": original, "share": float(share)}
        for copy, original, share in sorted(copies)
    ]
    with command(engine, actor, "copies", "documents") as running:
        present = {
            row.document: row
            for ids in chunks({str(item["document"]) for item in values})
            for row in running.connection.execute(
                select(document_copy).where(document_copy.c.document.in_(ids))
            )
        }
        changed = [
            item
            for item in values
            if (old := present.get(item["document"])) is None
            or (old.copy_of, old.share) != (item["copy_of"], item["share"])
        ]
        for item in changed:
            running.connection.execute(
                document_copy.delete().where(document_copy.c.document == item["document"])
            )
        if changed:
            running.connection.execute(insert(document_copy), changed)
            running.made = counted(
                "copies", [[item["document"], item["copy_of"], item["share"]] for item in changed]
            )
            running.touch(f"document:{item['document']}" for item in changed)
