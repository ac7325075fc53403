"""A ledger as plain rows, table by table, and a new ledger from them: what bundles and copies are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, String, Table, func, insert, select

from reconcile.ledger.copying import index_texts
from reconcile.ledger.errors import translated
from reconcile.model.errors import LedgerError
from schema.database import is_postgres, writing
from schema.tables import metadata

Row = Mapping[str, Any]

#: Rows that are read or written at a time.
BATCH = 1000


def tables() -> list[Table]:
    """List the ledger's tables, each after those that it refers to."""
    return list(metadata.sorted_tables)


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Read the rows of a table, ordered by primary key in the same way on every database."""
    keys = [
        column.collate("C")
        if is_postgres(connection) and isinstance(column.type, String)
        else column
        for column in table.primary_key.columns
    ]
    statement = select(table).order_by(*keys).execution_options(yield_per=BATCH)
    for row in connection.execute(statement).mappings():
        yield {str(name): value for name, value in row.items()}


def load(engine: Engine, contents: Iterable[tuple[str, Iterable[Row]]]) -> None:
    """Fill an empty ledger with rows, all of them or none; the tables come as :func:`tables` lists them.

    Raise :class:`LedgerError` where the ledger holds anything already, or the rows do not fit it.
    """
    known = {table.name: table for table in tables()}
    with translated(), writing(engine) as connection:
        for table in known.values():
            if connection.execute(select(func.count()).select_from(table)).scalar():
                raise LedgerError("the ledger is not empty; open a bundle into a new one")
        for name, rows in contents:
            if name not in known:
                raise LedgerError(f"{name}: no table of this version of the ledger")
            _fill(connection, known[name], rows)
        index_texts(connection)


def _fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    batch: list[Row] = []
    for row in rows:
        if set(row) != set(table.columns.keys()):
            raise LedgerError(
                f"{table.name}: the columns are not those of this version of the ledger"
            )
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
