"""Check documents against their hashes, every quote against its text, every claim against its digest."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from reconcile.ledger import document_rows, reading_back, rows
from reconcile.ledger.adding import claims_digest
from reconcile.ledger.canonical import digest
from reconcile.ledger.fetching import fetch
from reconcile.ledger.verifying import speakers
from reconcile.ledger.verifying.chain import Made, Story
from reconcile.ledger.verifying.naming import UNREADABLE, naming
from reconcile.ledger.verifying.speakers import Said
from reconcile.model.views import Problem
from schema.tables import claim, document, document_copy, document_version, metadatum

Row = Mapping[str, Any]

#: How many documents are read at a time.
STRETCH = 50


def check(connection: Connection, story: Story) -> Iterator[Problem]:
    """List documents and claims that are not what was added, and quotes that do not stand."""
    missing = dict(story.documents)
    said = Said()
    corrections = _corrections(story)
    by_hand = story.table("added_claim")
    after = ""
    while found := fetch(
        connection,
        select(document)
        .where(document.c.sha256 > after)
        .order_by(document.c.sha256)
        .limit(STRETCH),
    ):
        after = found[-1]["sha256"]
        ids = [row["sha256"] for row in found]
        metadata = _by_document(connection, metadatum, ids, metadatum.c.position)
        claims = _by_document(connection, claim, ids, claim.c.id)
        for row in found:
            made = missing.pop(row["sha256"], None)
            name, entry = f"{row['path']} ({row['sha256'][:12]})", made.entry if made else None
            wrong = _check_document(name, row, metadata.get(row["sha256"], []), made)
            yield from naming("document", name, wrong, entry)
            own = claims.get(row["sha256"], [])
            for one in own:
                by_hand.pop((one["id"],), None)
            yield from _check_claims(connection, row, own, made, story, corrections, said)
    for sha256, made in missing.items():
        yield Problem("document", sha256, "is gone although it was added", made.entry)
    for key in by_hand:
        added = story.rows["added_claim", key][1]
        yield Problem("claim", f"claim {key[0]}", "is gone although it was added by hand", added)
    yield from speakers.check(connection, story, said)
    yield from _check_copies(connection, story)
    yield from _check_versions(connection, story)


def _by_document(
    connection: Connection, table: Any, ids: Sequence[str], order: Any
) -> dict[str, list[rows.Row]]:
    found: dict[str, list[rows.Row]] = defaultdict(list)
    for row in fetch(connection, select(table).where(table.c.document.in_(ids)).order_by(order)):
        found[row["document"]].append(row)
    return found


def _check_document(
    name: str, row: Row, metadata: Sequence[rows.Row], made: Made | None
) -> Iterator[Problem]:
    if made is None:
        yield Problem("document", name, "is there although no entry added it")
        return
    if hashlib.sha256(row["text"].encode()).hexdigest() != row["text_sha256"]:
        yield Problem("document", name, "its text is not the one that was read", made.entry)
    if row["received"] is not None and _bytes_hash(row["received"]) != row["sha256"]:
        yield Problem("document", name, "its bytes are not those that were received", made.entry)
    if row["received"] is None and made.received:
        yield Problem("document", name, "its bytes are gone, which were kept", made.entry)
    if document_rows.document_digest(row, metadata) != made.digest:
        yield Problem("document", name, "its metadata are not those it was added with", made.entry)


def _bytes_hash(packed: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return ""


Corrections = Mapping[str, Sequence[tuple[dict[str, Any], int]]]


def _corrections(story: Story) -> Corrections:
    found: dict[str, list[tuple[dict[str, Any], int]]] = defaultdict(list)
    for (table, key), (row, entry) in story.rows.items():
        if table == "correction" and row is not None:
            found[key[0]].append((row, entry))
    return found


def _check_claims(
    connection: Connection,
    read: Row,
    found: Sequence[rows.Row],
    made: Made | None,
    story: Story,
    corrections: Corrections,
    said: Said,
) -> Iterator[Problem]:
    """Check the claims of one document, and that they are those that were added with it."""
    entry = made.entry if made else None
    digests = []
    altered = False
    for row, hops in reading_back.with_chains(connection, found):
        name = f"claim {row['id']}"
        wrong = list(naming("quote", name, _check_quote(name, read, row, entry), entry))
        wrong += naming("claim", name, _check_address(name, row, hops, said), entry)
        now, mended = _as_extracted(name, row, hops, corrections.get(row["id"], ()))
        wrong += mended
        if row["by_hand"]:
            wrong += _check_by_hand(name, row["id"], now, story)
        else:
            digests.append(now)
            if now != row["digest"]:
                altered = True
                said_so = "is not as it was extracted: a field was changed"
                wrong.append(Problem("claim", name, said_so, entry))
        yield from wrong
    if made is None or altered:
        return
    if len(digests) != made.claims:
        counted = f"holds {len(digests)} claims, but {made.claims} were added"
        yield Problem("document", read["path"], counted, made.entry)
    elif claims_digest(digests) != made.claims_digest:
        yield Problem(
            "document", read["path"], "its claims are not those that were added", made.entry
        )


def _check_quote(name: str, read: Row, row: Row, entry: int | None) -> Iterator[Problem]:
    if read["text"][row["quote_start"] : row["quote_end"]] != row["exact"]:
        where = f"“{row['exact']}” does not stand at {row['quote_start']}–{row['quote_end']}"
        yield Problem("quote", name, f"{where} of {read['path']}", entry)


def _check_address(name: str, row: Row, hops: Sequence[Row], said: Said) -> Iterator[Problem]:
    record = rows.record_of(row, hops)
    said.hear(record)
    yield from speakers.check_addresses(name, row, hops, record)


def _as_extracted(
    name: str, row: Row, hops: Sequence[Row], corrections: Sequence[tuple[rows.Row, int]]
) -> tuple[str, list[Problem]]:
    """Digest a claim as it was before it was corrected; empty where it cannot be, with what is wrong of corrections."""
    record = rows.record_of(row, hops)
    wrong = []
    for correction, entry in corrections:
        fields = [key for key, value in correction["corrected"].items() if record[key] != value]
        if fields:
            wrong.append(Problem("claim", name, f"{fields[0]} is not as it was corrected", entry))
        record.update(correction["extracted"])
    try:
        return digest(record), wrong
    except UNREADABLE:
        return "", wrong


def _check_by_hand(name: str, claim_id: str, now: str, story: Story) -> Iterator[Problem]:
    added, entry = story.rows.get(("added_claim", (claim_id,)), (None, 0))
    if added is None or digest(added["record"]) != now:
        yield Problem("claim", name, "is not as it was added by hand", entry or None)


def _check_copies(connection: Connection, story: Story) -> Iterator[Problem]:
    expected = dict(story.copies)
    for row in fetch(connection, select(document_copy)):
        should = expected.pop(row["document"], None)
        if should is None or should[:2] != (row["copy_of"], row["share"]):
            entry = should[2] if should else None
            yield Problem("document", row["document"], "is not the copy it was found to be", entry)
    for sha256, (_, _, entry) in expected.items():
        yield Problem("document", sha256, "was found to be a copy, which is gone", entry)


def _check_versions(connection: Connection, story: Story) -> Iterator[Problem]:
    expected = dict(story.versions)
    for row in fetch(connection, select(document_version)):
        previous, entry = expected.pop(row["document"], (None, None))
        if previous != row["previous"]:
            said = "is not the newer version of the page that it was found to be"
            yield Problem("document", row["document"], said, entry)
    for sha256, (_, entry) in expected.items():
        yield Problem("document", sha256, "was found to be a newer version, which is gone", entry)
