"""Is the database itself as the program made it: revision, tables, indexes, views, guards, integrity."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from reconcile.ledger.errors import translated
from schema import database, guards, views
from schema.tables import APPEND_ONLY, metadata

_TRIGGERS = """
    SELECT tgname, prosrc FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid
    JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace
"""


def check(engine: Engine) -> list[str]:
    """List what is wrong with the database itself; what it holds, ``verify`` checks."""
    with translated(), database.reading(engine) as connection:
        revision = database.revision_of(connection)
        if revision != database.HEAD:
            return [f"revision {revision}, not {database.HEAD}; run `reconcile db upgrade`"]
        looks = (_tables, _indexes, _guards, _views)
        wrong = [line for look in looks for line in look(connection)]
        if not database.is_postgres(connection):
            wrong += _integrity(connection)
    return wrong


def _tables(connection: Connection) -> Iterator[str]:
    there = set(inspect(connection).get_table_names())
    for name in sorted({*metadata.tables, "search"} - there):
        yield f"the table {name} is missing"


def _indexes(connection: Connection) -> Iterator[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'index'"
    if database.is_postgres(connection):
        named = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
    there = set(connection.execute(sql(named)).scalars())
    expected = {str(index.name) for table in metadata.tables.values() for index in table.indexes}
    for name in sorted(expected - there):
        yield f"the index {name} is missing, so that the desk is slow"


def _guards(connection: Connection) -> Iterator[str]:
    expected = {
        name: statement
        for table in APPEND_ONLY
        for name, statement in guards.guards_of(connection, table.name).items()
    }
    written = _TRIGGERS
    if database.is_postgres(connection):
        expected = dict.fromkeys(expected, guards.REFUSAL)
    else:
        written = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    there = {row[0]: row[1] for row in connection.execute(sql(written))}
    for name in sorted(expected.keys() - there.keys()):
        yield f"the guard {name} is missing"
    for name in sorted(there):
        if name not in expected:
            yield f"the trigger {name} is not the ledger's"
        elif there[name].strip() != expected[name].strip():
            yield f"the guard {name} does not refuse what it should"


def _views(connection: Connection) -> Iterator[str]:
    there = set(inspect(connection).get_view_names())
    for name, statement in views.definitions(connection).items():
        if name not in there:
            yield f"the view {name} is missing"
        elif not _shows(connection, name, statement):
            yield f"the view {name} shows something else than it should"


def _shows(connection: Connection, name: str, statement: str) -> bool:
    """Tell whether a view is defined as the program defines it."""
    if not database.is_postgres(connection):
        written = sql("SELECT sql FROM sqlite_master WHERE name = :name")
        return bool(connection.execute(written, {"name": name}).scalar() == statement)
    # PostgreSQL keeps no text of it: one that is made in passing is written out in the same way.
    fresh = statement.replace(f"CREATE VIEW {name}", f"CREATE TEMPORARY VIEW fresh_{name}", 1)
    same = sql("SELECT pg_get_viewdef(to_regclass(:one)) = pg_get_viewdef(to_regclass(:other))")
    try:
        with connection.begin_nested() as passing:
            connection.exec_driver_sql(fresh)
            found = connection.execute(same, {"one": name, "other": f"fresh_{name}"}).scalar()
            passing.rollback()
    except DBAPIError:  # on a standby, or for who may make nothing: it cannot be told
        return True
    return bool(found)


def _integrity(connection: Connection) -> Iterator[str]:
    for pragma in ("integrity_check", "foreign_key_check"):
        for row in connection.execute(sql(f"PRAGMA {pragma}")):
            if tuple(row) != ("ok",):
                yield f"{pragma}: " + " ".join(str(part) for part in row)
