"""Check that what is kept can be found: the full-text index has every claim and document, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from reconcile.ledger.folding import fold
from reconcile.model.views import Problem
from schema.tables import claim, document

#: How many rows are read at a time.
STRETCH = 5000
#: So many are named.
MOST = 20

Place = tuple[str, str]


def check(connection: Connection) -> Iterator[Problem]:
    """List claims and documents that a search would miss, and what it would find that is not there."""
    if _tally(_kept(connection)) == _tally(_indexed(connection)):
        return
    kept, indexed = set(_kept(connection)), set(_indexed(connection))
    for kind, key in sorted(kept - indexed)[:MOST]:
        yield Problem("search", f"{kind} {key}", "is not in the index, so no search finds it")
    for kind, key in sorted(indexed - kept)[:MOST]:
        yield Problem("search", f"{kind} {key}", "is in the index, but not in the ledger")


def _kept(connection: Connection) -> Iterator[Place]:
    title = func.coalesce(document.c.title, "") + " " + document.c.text
    for kind, query in (
        ("claim", select(claim.c.id, claim.c.sentence)),
        ("document", select(document.c.sha256, title)),
    ):
        found = connection.execute(query.execution_options(yield_per=STRETCH))
        yield from ((kind, str(key)) for key, text in found if fold(str(text)))


def _indexed(connection: Connection) -> Iterator[Place]:
    statement = sql("SELECT DISTINCT kind, id FROM search")
    found = connection.execute(statement.execution_options(yield_per=STRETCH))
    return ((str(kind), str(key)) for kind, key in found)


def _tally(places: Iterable[Place]) -> tuple[int, int]:
    """Count and digest places in whatever order they come, without holding them."""
    count, total = 0, 0
    for kind, key in places:
        total += int.from_bytes(
            hashlib.blake2b(f"{kind}:{key}".encode(errors="replace"), digest_size=8).digest()
        )
        count += 1
    return count, total % 2**64
