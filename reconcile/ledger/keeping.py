"""Look after a ledger's database: back it up, check it, grant roles."""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy import text as sql

from reconcile.ledger import copying
from reconcile.ledger.errors import driven, translated
from reconcile.ledger.ledger import Ledger
from reconcile.ledger.opening import open_engine, revision
from reconcile.model.errors import LedgerError
from reconcile.whole_files import give_name
from schema import database, roles
from schema.tables import APPEND_ONLY, metadata


def back_up(engine: Engine, path: Path) -> None:
    """Write the ledger to a new SQLite file, while others go on working in it."""
    taken = LedgerError(f"{path}: is there already; a backup never overwrites")
    if path.exists():
        raise taken
    if not path.absolute().parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it first")
    # Under its name it is whole or not there: who cuts this short must not take the rest for a backup.
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _write(engine, partial)
        give_name(partial, path)
    except FileExistsError:
        raise taken from None
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + left).unlink(missing_ok=True)


def _write(engine: Engine, path: Path) -> None:
    if not database.is_postgres(engine):
        _copy_pages(engine, path)
        return
    target = open_engine(path)
    try:
        copying.copy(engine, target)
    finally:
        target.dispose()


def _copy_pages(engine: Engine, path: Path) -> None:
    with translated(str(path)), driven(engine, str(path)), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        with closing(sqlite3.connect(path)) as copy:
            raw.backup(copy)


@contextmanager
def as_it_is(path: Path) -> Iterator[Ledger]:
    """Open a backup without changing it: one of an earlier revision is brought up to date in a copy of it."""
    if revision(path) == database.HEAD:
        with Ledger.open(path, create=False, upgrade=False) as ledger:
            yield ledger
        return
    with tempfile.TemporaryDirectory(prefix="reconcile") as folder:
        copy = Path(folder) / "ledger.db"
        engine = database.make_engine(database.database_url(path))
        try:
            _copy_pages(engine, copy)
        finally:
            engine.dispose()
        with Ledger.open(copy, create=False) as ledger:
            yield ledger


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
