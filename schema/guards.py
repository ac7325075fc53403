"""Triggers that refuse to alter or remove a row: the journal and the documents are append-only."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import text as sql

from schema.database import is_postgres

_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the table % is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def guard(connection: Connection, table: str) -> None:
    """Make ``table`` refuse UPDATE and DELETE (and, on PostgreSQL, TRUNCATE)."""
    if is_postgres(connection):
        connection.execute(sql(_FUNCTION))
        connection.execute(
            sql(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            )
        )
        return
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            sql(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN"
                f" SELECT RAISE(ABORT, 'the table {table} is append-only: {verb} is refused'); END"
            )
        )


def unguard(connection: Connection, table: str) -> None:
    """Take the triggers of :func:`guard` away; for migrations only."""
    if is_postgres(connection):
        connection.execute(sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))
        return
    for verb in ("update", "delete"):
        connection.execute(sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
