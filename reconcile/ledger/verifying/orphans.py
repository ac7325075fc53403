"""Find rows that refer to what is not there, on either database, whatever guards were down."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKey, select

from reconcile.model.views import Problem
from schema.tables import metadata

#: So many are named of each kind.
MOST = 20


def check(connection: Connection) -> Iterator[Problem]:
    """List, for every reference of every table, the rows whose other end is gone."""
    for table in metadata.sorted_tables:
        for reference in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            yield from _lost(connection, reference)


def _lost(connection: Connection, reference: ForeignKey) -> Iterator[Problem]:
    column, target = reference.parent, reference.column
    there = target.table.alias("there")
    key = [one for one in column.table.primary_key if one is not column]
    lost = (
        select(column, *key)
        .select_from(column.table.outerjoin(there, there.c[target.name] == column))
        .where(column.is_not(None), there.c[target.name].is_(None))
        .limit(MOST)
    )
    for missing, *rest in connection.execute(lost):
        subject = "/".join((column.table.name, *(str(part) for part in (rest or [missing]))))
        yield Problem(
            "orphan", subject, f"refers to {target.table.name} {missing}, which is not there"
        )
