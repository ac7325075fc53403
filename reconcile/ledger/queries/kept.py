"""Documents and claims, one by one and a page at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from reconcile.ledger import document_rows, reading_back
from reconcile.ledger.fetching import fetch, fetch_one
from reconcile.model.claim import Claim
from reconcile.model.document import Document
from reconcile.model.errors import LedgerError, ReconcileError
from reconcile.model.views import DocumentHead, Page
from schema.tables import claim, document, membership, metadatum
from schema.vocabulary import Modality, Polarity

#: How many claims are read at a time when all are asked for.
STRETCH = 2000


def find_document(connection: Connection, text: str) -> str:
    """Find the one document that ``text`` names by its sha256, the beginning of it, or its path."""
    found = connection.execute(
        select(document.c.sha256)
        .where(
            or_(
                document.c.sha256.startswith(text, autoescape=True),
                document.c.path == text,
                document.c.path.endswith("/" + text, autoescape=True),
            )
        )
        .limit(3)
    ).all()
    if len(found) == 1:
        return str(found[0].sha256)
    what = "names several documents; give more of the sha256" if found else "is no document"
    raise ReconcileError(f"{text!r} {what} of this ledger; see `reconcile documents`")


def get_document(connection: Connection, sha256: str) -> Document:
    """Read a document with its text and metadata; its bytes are read by :func:`received`."""
    row = fetch_one(connection, select(document).where(document.c.sha256 == sha256))
    if row is None:
        raise ReconcileError(f"no document {sha256} in this ledger; see `reconcile documents`")
    metadata = fetch(
        connection,
        select(metadatum).where(metadatum.c.document == sha256).order_by(metadatum.c.position),
    )
    return document_rows.document_from(row, metadata)


def received(connection: Connection, sha256: str) -> bytes:
    """Give the bytes of a document as they were received."""
    row = connection.execute(select(document.c.received).where(document.c.sha256 == sha256)).first()
    if row is None:
        raise ReconcileError(f"no document {sha256} in this ledger; see `reconcile documents`")
    if row.received is None:
        raise LedgerError(f"{sha256}: the bytes as received were not kept, only the text")
    return zlib.decompress(row.received)


def documents(connection: Connection, offset: int, limit: int, text: str) -> Page[DocumentHead]:
    """List documents by date of publication, the newest first."""
    wanted = f"%{text.lower()}%"
    conditions = [
        or_(
            *(
                func.lower(column).like(wanted)
                for column in (
                    document.c.path,
                    document.c.outlet,
                    document.c.agency,
                    document.c.title,
                    document.c.url,
                )
            )
        )
    ]
    if not text:
        conditions = []
    total = connection.execute(
        select(func.count()).select_from(document).where(*conditions)
    ).scalar()
    found = fetch(
        connection,
        reading_back.head_query()
        .where(*conditions)
        .order_by(func.coalesce(document.c.published, "").desc(), document.c.sha256)
        .offset(offset)
        .limit(limit),
    )
    return Page(tuple(reading_back.head_from(row) for row in found), offset, int(total or 0))


def get_claim(connection: Connection, claim_id: str) -> Claim:
    """Read a claim as it now stands."""
    found = reading_back.claims_by_id(connection, [claim_id])
    if not found:
        raise ReconcileError(f"no claim {claim_id} in this ledger; see `reconcile claims`")
    return found[0]


def find_claim(connection: Connection, text: str) -> str:
    """Find the one claim whose id begins with ``text``."""
    found = connection.execute(
        select(claim.c.id).where(claim.c.id.startswith(text, autoescape=True)).limit(2)
    ).all()
    if len(found) == 1:
        return str(found[0].id)
    what = "names several claims; give more of the id" if found else "is no claim"
    raise ReconcileError(f"{text!r} {what} of this ledger; see `reconcile claims`")


def claims_of(connection: Connection, sha256: str) -> tuple[Claim, ...]:
    """List a document's claims as they stand in its text."""
    found = fetch(
        connection,
        select(claim)
        .where(claim.c.document == sha256)
        .order_by(claim.c.quote_start, claim.c.quote_end, claim.c.id),
    )
    return tuple(reading_back.with_hops(connection, found))


def claims(
    connection: Connection,
    offset: int,
    limit: int,
    *,
    text: str = "",
    measure: str | None = None,
    document_sha256: str | None = None,
    group: str | None = None,
    source: str | None = None,
    polarity: Polarity | None = None,
    modality: Modality | None = None,
    with_figure: bool | None = None,
) -> Page[Claim]:
    """List claims, document by document, in the order of the text."""
    conditions: list[ColumnElement[bool]] = []
    if text:
        conditions.append(func.lower(claim.c.sentence).contains(text.lower(), autoescape=True))
    for column, value in (
        (claim.c.measure, measure),
        (claim.c.document, document_sha256),
        (claim.c.source, source),
        (claim.c.polarity, polarity and polarity.value),
        (claim.c.modality, modality and modality.value),
    ):
        if value is not None:
            conditions.append(column == value)
    if group is not None:
        members = select(membership.c.claim).where(membership.c.group_id == group)
        conditions.append(claim.c.id.in_(members))
    if with_figure is not None:
        conditions.append(claim.c.comparator.is_not(None) == with_figure)
    total = connection.execute(select(func.count()).select_from(claim).where(*conditions)).scalar()
    found = fetch(
        connection,
        select(claim)
        .where(*conditions)
        .order_by(claim.c.document, claim.c.position, claim.c.id)
        .offset(offset)
        .limit(limit),
    )
    page = tuple(reading_back.with_hops(connection, found))
    return Page(page, offset, int(total or 0))


def all_rows(
    connection: Connection,
) -> Iterator[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Read every claim's row with its attribution, by id, without holding them all."""
    after = ""
    while True:
        found = fetch(
            connection, select(claim).where(claim.c.id > after).order_by(claim.c.id).limit(STRETCH)
        )
        if not found:
            return
        after = found[-1]["id"]
        yield from reading_back.with_chains(connection, found)
