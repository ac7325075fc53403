"""Copy a ledger to another database, row by row, and prove that nothing was lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from reconcile.ledger.canonical import canonical
from reconcile.ledger.errors import translated
from reconcile.model.errors import LedgerError
from schema import search
from schema.database import is_postgres, reading, writing
from schema.tables import claim, document, journal, metadata

#: How many rows are read and written at a time.
STRETCH = 1000

Progress = Callable[[str, int], None]


def copy(source: Engine, target: Engine, progress: Progress | None = None) -> dict[str, int]:
    """Copy every row of ``source`` into the empty ledger ``target``; return how many of each table.

    All of it is one transaction on either side. Raise :class:`LedgerError` where ``target`` holds anything, or
    where what was written is not what was read.
    """
    counts: dict[str, int] = {}
    with translated(), snapshot(source) as taken, writing(target) as given:
        if given.execute(select(func.count()).select_from(journal)).scalar():
            raise LedgerError("the target holds a ledger already; copy into an empty one")
        for table in metadata.sorted_tables:
            read, written = _copy_table(taken, given, table)
            if read != written:
                raise LedgerError(
                    f"{table.name}: rows changed while they were copied; nothing was kept"
                )
            counts[table.name] = read[0]
            if progress:
                progress(table.name, read[0])
        index_texts(given)
    return counts


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read a ledger as it is at one moment, whatever others write meanwhile."""
    if not is_postgres(engine):
        with reading(engine) as connection:
            yield connection
        return
    with engine.connect() as connection:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def fingerprint(connection: Connection) -> dict[str, tuple[int, str]]:
    """Count the rows of each table and digest them, in whatever order they come."""
    return {
        table.name: _fingerprint(_stretches(connection, table)) for table in metadata.sorted_tables
    }


def _copy_table(
    taken: Connection, given: Connection, table: Table
) -> tuple[tuple[int, str], tuple[int, str]]:
    def passed() -> Iterator[list[dict[str, Any]]]:
        for rows in _stretches(taken, table):
            given.execute(insert(table), rows)
            yield rows

    return _fingerprint(passed()), _fingerprint(_stretches(given, table))


def _stretches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    result = connection.execute(select(table).execution_options(yield_per=STRETCH))
    for part in result.mappings().partitions(STRETCH):
        yield [{str(name): value for name, value in row.items()} for row in part]


def _fingerprint(stretches: Iterator[list[dict[str, Any]]]) -> tuple[int, str]:
    count, total = 0, 0
    for rows in stretches:
        for row in rows:
            plain = {
                name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
                for name, value in row.items()
            }
            total += int(hashlib.sha256(canonical(plain).encode()).hexdigest(), 16)
            count += 1
    return count, f"{total % 2**256:064x}"


def index_texts(connection: Connection) -> None:
    """Fill the full-text index, which each database keeps in a form of its own."""
    title = func.coalesce(document.c.title, "")
    for kind, query in (
        ("claim", select(claim.c.id, claim.c.sentence)),
        ("document", select(document.c.sha256, title + " " + document.c.text)),
    ):
        streamed = query.execution_options(yield_per=STRETCH)
        for part in connection.execute(streamed).partitions(STRETCH):
            search.index(connection, kind, [(row[0], row[1]) for row in part])
