"""Look after a ledger's database: back it up, check it, grant roles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy import text as sql

from reconcile.ledger import copying
from reconcile.ledger.errors import translated
from reconcile.ledger.opening import open_engine
from reconcile.model.errors import LedgerError
from schema import database, roles
from schema.tables import APPEND_ONLY, metadata


def back_up(engine: Engine, path: Path) -> None:
    """Write the ledger to a new SQLite file, while others go on working in it."""
    if path.exists():
        raise LedgerError(f"{path}: is there already; a backup never overwrites")
    if database.is_postgres(engine):
        target = open_engine(path)
        try:
            copying.copy(engine, target)
        finally:
            target.dispose()
        return
    with translated(str(path)), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        with closing(sqlite3.connect(path)) as copy:
            raw.backup(copy)


def check(engine: Engine) -> list[str]:
    """List what is wrong with the database itself: its revision, structure, guards and integrity."""
    with translated(), database.reading(engine) as connection:
        revision = database.revision_of(connection)
        wrong = [] if revision == database.HEAD else [f"revision {revision}, not {database.HEAD}"]
        wrong += [
            f"table {name} is missing"
            for name in sorted(set(metadata.tables) - set(inspect(connection).get_table_names()))
        ]
        if database.is_postgres(connection):
            guards = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
            expected = {f"{table.name}_append_only" for table in APPEND_ONLY}
        else:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            expected = {
                f"{table.name}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")
            }
            for pragma in ("integrity_check", "foreign_key_check"):
                found = connection.execute(sql(f"PRAGMA {pragma}")).all()
                wrong += [f"{pragma}: {row}" for row in found if tuple(row) != ("ok",)]
        there = set(connection.execute(sql(guards)).scalars())
        wrong += [f"the guard {name} is missing" for name in sorted(expected - there)]
    return wrong


def grant(engine: Engine, role: roles.Role, to: str) -> list[str]:
    """Grant a role to a database user; return the statements that were run."""
    if not database.is_postgres(engine):
        raise LedgerError("roles are PostgreSQL's; who may write a SQLite file is set on the file")
    with translated(), database.writing(engine) as connection:
        schema = str(connection.execute(sql("SELECT current_schema()")).scalar())
        statements = roles.grants(role, to, schema)
        for statement in statements:
            connection.exec_driver_sql(statement)
    return statements
