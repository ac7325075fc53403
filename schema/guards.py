"""Triggers that refuse to alter or remove a row: the journal and the documents are append-only."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import text as sql

from schema.database import is_postgres

#: What the guards of a PostgreSQL ledger do.
REFUSAL = """
BEGIN
    RAISE EXCEPTION 'the table % is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END """
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $${REFUSAL}$$
"""


def guards_of(connection: Connection, table: str) -> dict[str, str]:
    """Write the triggers that guard ``table``, by name; on PostgreSQL one also refuses TRUNCATE."""
    if is_postgres(connection):
        name = f"{table}_append_only"
        when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
        return {name: f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION ledger_append_only()"}
    return {
        f"{table}_no_{verb.lower()}": (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN"
            f" SELECT RAISE(ABORT, 'the table {table} is append-only: {verb} is refused'); END"
        )
        for verb in ("UPDATE", "DELETE")
    }


def guard(connection: Connection, table: str) -> None:
    """Make ``table`` refuse UPDATE and DELETE (and, on PostgreSQL, TRUNCATE)."""
    if is_postgres(connection):
        connection.execute(sql(_FUNCTION))
    for statement in guards_of(connection, table).values():
        connection.execute(sql(statement))


def unguard(connection: Connection, table: str) -> None:
    """Take the triggers of :func:`guard` away; for migrations only."""
    on = f" ON {table}" if is_postgres(connection) else ""
    for name in guards_of(connection, table):
        connection.execute(sql(f"DROP TRIGGER IF EXISTS {name}{on}"))
