"""Near copies and versions: the index that finds them, and the links that are kept.

The index holds a posting for each sampled shingle of a text. Adding a document asks for the postings of its own
shingles alone, and a shingle keeps no more than :data:`MOST` of them, so that the work does not grow with the
number of documents, nor with a phrase that stands under all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select

from reconcile.ledger.command import command
from reconcile.ledger.fetching import fetch_keys
from reconcile.ledger.folding import shorten
from reconcile.ledger.summary import chunks
from schema.database import writing
from schema.tables import (
    assessment,
    claim,
    claim_group,
    document,
    document_copy,
    document_index,
    document_version,
    journal,
    journal_touch,
    membership,
    shingle,
)

#: Postings kept of one shingle.
MOST = 200
#: Shingles asked for in one statement.
_ASKED = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that shares sampled shingles with another, and in which order it came in."""

    sha256: str
    shared: int
    number: int


def waiting(connection: Connection) -> tuple[str, ...]:
    """List the documents that have not been looked at yet, the earliest first."""
    statement = (
        select(document.c.sha256)
        .outerjoin(document_index, document_index.c.document == document.c.sha256)
        .where(document_index.c.number.is_(None))
        .order_by(document.c.published, document.c.sha256)
    )
    return tuple(fetch_keys(connection, statement))


def candidates(
    connection: Connection, values: Sequence[int], *, least: int = 2, limit: int = 12
) -> tuple[Candidate, ...]:
    """List the documents that share at least ``least`` shingles, those that share most first."""
    tally: Counter[int] = Counter()
    for start in range(0, len(values), _ASKED):
        part = values[start : start + _ASKED]
        tally.update(
            connection.execute(select(shingle.c.number).where(shingle.c.value.in_(part))).scalars()
        )
    best = sorted(
        ((number, shared) for number, shared in tally.items() if shared >= least),
        key=lambda item: (-item[1], item[0]),
    )[:limit]
    rows = connection.execute(
        select(document_index.c.number, document_index.c.document).where(
            document_index.c.number.in_([number for number, _ in best])
        )
    )
    names = {row.number: row.document for row in rows}
    return tuple(Candidate(names[number], shared, number) for number, shared in best)


def index(
    engine: Engine, sha256: str, values: Sequence[int], *, words: int, address: str | None
) -> int:
    """Enter a document into the index; give the number it is entered under."""
    with writing(engine) as connection:
        present = connection.execute(
            select(document_index.c.number).where(document_index.c.document == sha256)
        ).scalar()
        if present is not None:
            return int(present)
        last = connection.execute(select(func.max(document_index.c.number))).scalar()
        number = int(last or 0) + 1
        connection.execute(
            insert(document_index),
            {
                "number": number,
                "document": sha256,
                "words": words,
                "address": address and shorten(address),
            },
        )
        full = _full(connection, values)
        rows = [{"value": value, "number": number} for value in values if value not in full]
        if rows:
            connection.execute(insert(shingle), rows)
    return number


def _full(connection: Connection, values: Sequence[int]) -> set[int]:
    """Name the shingles that have as many postings as are kept."""
    found: set[int] = set()
    for start in range(0, len(values), _ASKED):
        part = values[start : start + _ASKED]
        found |= {
            int(value)
            for value in connection.execute(
                select(shingle.c.value)
                .where(shingle.c.value.in_(part))
                .group_by(shingle.c.value)
                .having(func.count() >= MOST)
            ).scalars()
        }
    return found


def latest_at(connection: Connection, address: str) -> tuple[str, str] | None:
    """Give the sha256 of the newest document at an address, and that of its text."""
    row = connection.execute(
        select(document.c.sha256, document.c.text_sha256)
        .join(document_index, document_index.c.document == document.c.sha256)
        .where(document_index.c.address == shorten(address))
        .order_by(document_index.c.number.desc())
        .limit(1)
    ).first()
    return None if row is None else (row.sha256, row.text_sha256)


def store_version(engine: Engine, actor: str, sha256: str, previous: str) -> None:
    """Keep that a document is a newer version of another."""
    with command(engine, actor, "version", "documents") as running:
        present = running.connection.execute(
            select(document_version.c.previous).where(document_version.c.document == sha256)
        ).scalar()
        if present is not None:
            return
        running.connection.execute(
            insert(document_version), {"document": sha256, "previous": previous}
        )
        running.made = {"version": [sha256, previous]}
        running.touch((f"document:{sha256}", f"document:{previous}"))


def previous_of(connection: Connection, sha256: str) -> str | None:
    """Give the document of which this one is a newer version."""
    found = connection.execute(
        select(document_version.c.previous).where(document_version.c.document == sha256)
    ).scalar()
    return None if found is None else str(found)


def copied_from(connection: Connection, sha256: str) -> tuple[str, float] | None:
    """Give the document that this one copies, and the share of it that is copied."""
    row = connection.execute(
        select(document_copy.c.copy_of, document_copy.c.share).where(
            document_copy.c.document == sha256
        )
    ).first()
    return None if row is None else (row.copy_of, row.share)


def groups_of(connection: Connection, documents: Collection[str]) -> tuple[str, ...]:
    """Name the groups that hold claims of these documents."""
    found: dict[str, None] = {}
    for part in chunks(documents):
        statement = (
            select(membership.c.group_id)
            .join(claim, claim.c.id == membership.c.claim)
            .where(claim.c.document.in_(part))
            .distinct()
        )
        found |= dict.fromkeys(fetch_keys(connection, statement))
    return tuple(sorted(found))


def there(connection: Connection, sha256: str) -> bool:
    """Tell whether a document is kept."""
    statement = select(document.c.sha256).where(document.c.sha256 == sha256)
    return connection.execute(statement).first() is not None


def ungrouped(connection: Connection) -> bool:
    """Tell whether a claim has no group yet, as a run that was cut short leaves it."""
    statement = (
        select(claim.c.id)
        .outerjoin(membership, membership.c.claim == claim.c.id)
        .where(membership.c.claim.is_(None))
        .limit(1)
    )
    return connection.execute(statement).first() is not None


def unfinished(connection: Connection) -> tuple[str, ...]:
    """Name the groups that a run which was cut short left unassessed.

    Those are groups with claims and no assessment, and those that were grouped, or whose documents were linked,
    after the last time anything was assessed.
    """
    never = (
        select(claim_group.c.id)
        .outerjoin(assessment, assessment.c.group_id == claim_group.c.id)
        .where(assessment.c.group_id.is_(None), claim_group.c.claims > 0)
    )
    found = set(fetch_keys(connection, never))
    last = connection.execute(
        select(journal.c.number)
        .where(journal.c.action == "assess")
        .order_by(journal.c.number.desc())
        .limit(1)
    ).scalar()
    entries = list(
        connection.execute(
            select(journal.c.number).where(
                journal.c.number > (last or 0), journal.c.action.in_(("group", "copies"))
            )
        ).scalars()
    )
    touched = []
    for start in range(0, len(entries), _ASKED):
        part = entries[start : start + _ASKED]
        touched += fetch_keys(
            connection, select(journal_touch.c.subject).where(journal_touch.c.entry.in_(part))
        )
    named = {subject.removeprefix("group:") for subject in touched if subject.startswith("group:")}
    linked = {item.removeprefix("document:") for item in touched if item.startswith("document:")}
    for ids in chunks(named):
        statement = select(claim_group.c.id).where(
            claim_group.c.id.in_(ids), claim_group.c.claims > 0
        )
        found |= set(fetch_keys(connection, statement))
    return tuple(sorted(found | set(groups_of(connection, linked))))
