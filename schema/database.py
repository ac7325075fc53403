"""Open a database: engine, pragmas, transactions, migrations; SQLite or PostgreSQL.

Everything dialect-specific about connecting is here. SQLite runs with foreign keys, a write-ahead log, a busy
timeout and full synchronisation; writers begin with ``BEGIN IMMEDIATE``, so that two never deadlock. On
PostgreSQL writers take one advisory lock for the length of their transaction, which a pool in transaction
mode allows, and wait for it no longer than SQLite's do.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, inspect, make_url
from sqlalchemy import text as sql

#: The newest revision that this program knows; held to the migrations by a test.
HEAD = "0006"
#: Every revision, oldest first.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
VERSION_TABLE = "ledger_version"
#: How long a writer waits for another one.
BUSY_MILLISECONDS = 30_000
#: The advisory lock of a PostgreSQL ledger's writers, and of its migrations.
WRITER_LOCK = 0x5245434F
#: The channel on which a PostgreSQL ledger tells what changed.
CHANNEL = "reconcile_ledger"

# One encoder for all: making one for each value costs more than the encoding.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_SQLITE = "sqlite"
_POSTGRES = "postgresql"


class DatabaseError(Exception):
    """The database cannot be used as a ledger; the message says why and what to do."""


def database_url(address: str | Path) -> URL:
    """Read a plain path or an SQLAlchemy URL; raise :class:`DatabaseError` on any other database."""
    text = str(address)
    if not re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
        if not text:
            raise DatabaseError("no ledger named: give a file or an SQLAlchemy URL")
        return URL.create(_SQLITE, database=text)
    try:
        url = make_url(text)
    except Exception as error:
        raise DatabaseError(f"{text}: not an SQLAlchemy URL ({error})") from error
    backend = url.drivername.partition("+")[0]
    if backend in ("postgres", _POSTGRES):
        return url.set(drivername="postgresql+psycopg")
    if backend == _SQLITE:
        return url.set(drivername=_SQLITE)
    raise DatabaseError(
        f"{url.render_as_string()}: {backend} is not supported; use a file, sqlite:// or postgresql://"
    )


def is_postgres(bind: Engine | Connection) -> bool:
    """Tell whether the ledger is on PostgreSQL."""
    return bind.dialect.name == _POSTGRES


def make_engine(url: URL) -> Engine:
    """Make the engine of a ledger; raise :class:`DatabaseError` where the driver is not installed."""
    if url.get_backend_name() == _POSTGRES:
        try:
            return create_engine(
                url,
                # A pooler in transaction mode hands each transaction another server, which knows no
                # statement that was prepared before.
                connect_args={"prepare_threshold": None},
                pool_pre_ping=True,
                json_serializer=_ENCODER.encode,
            )
        except ModuleNotFoundError as error:
            raise DatabaseError(
                f"{url.render_as_string()}: the PostgreSQL driver is not installed;"
                " pip install 'reconcile-claims[postgres]'"
            ) from error
    options: dict[str, Any] = {}
    if url.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    elif _is_out_of_reach(Path(url.database or "")):
        options["creator"] = partial(_connect_immutable, Path(url.database or ""))
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False},
        json_serializer=_ENCODER.encode,
        json_deserializer=_read_json,
        **options,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: it would begin them deferred, and not for DDL.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "foreign_keys = ON",
        # A decision that was acknowledged outlives a loss of power.
        "synchronous = FULL",
        "cache_size = -65536",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _is_out_of_reach(path: Path) -> bool:
    """Tell whether neither a file nor its folder may be written: a disc, a snapshot, an evidence locker.

    SQLite reads a write-ahead log only where it may write beside it; without one, the file is all there is.
    """
    log = path.with_name(path.name + "-wal")
    return (
        path.is_file()
        and not os.access(path, os.W_OK)
        and not os.access(path.absolute().parent, os.W_OK)
        and not (log.exists() and log.stat().st_size)
    )


def _connect_immutable(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def log_ahead(engine: Engine) -> None:
    """Let readers of a SQLite ledger go on while somebody writes; the file remembers it.

    Only for what is known to be a ledger: it changes the file.
    """
    if is_postgres(engine):
        return
    # Outside a transaction, where alone it can be changed; who may not write the file reads it as it is.
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() == ("delete",):
            cursor.execute("PRAGMA journal_mode = WAL")


class Unreadable(str):
    """The text of a JSON column that is no JSON, as :func:`tolerating` gives it."""

    __slots__ = ()


_TOLERANT: ContextVar[bool] = ContextVar("tolerant", default=False)


@contextmanager
def tolerating(connection: Connection) -> Iterator[None]:
    """Within the block, read what no ledger wrote all the same, so that the row can be named.

    JSON that is none comes as :class:`Unreadable`, bytes that are no UTF-8 as lone surrogates. PostgreSQL keeps
    neither.
    """
    driver: Any = connection.connection.driver_connection
    token = _TOLERANT.set(True)
    if not is_postgres(connection):
        driver.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        _TOLERANT.reset(token)
        if not is_postgres(connection):
            driver.text_factory = str


def _read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError) as error:
        if _TOLERANT.get():
            return Unreadable(text)
        raise DatabaseError(
            "the ledger is damaged: a value of it cannot be read; `reconcile verify` names it"
        ) from error


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection for queries; on SQLite they all see the same moment."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open the one writer's transaction: all of it is kept, or nothing."""
    with engine.connect() as connection:
        connection = connection.execution_options(writer=True)
        with connection.begin():
            if is_postgres(connection):
                connection.execute(
                    sql(
                        "SELECT set_config('lock_timeout', :wait, true), pg_advisory_xact_lock(:lock)"
                    ),
                    {"wait": f"{BUSY_MILLISECONDS}ms", "lock": WRITER_LOCK},
                )
            yield connection


def revision_of(connection: Connection) -> str | None:
    """Read the ledger's revision; ``None`` where the database holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    row = connection.execute(sql(f"SELECT version_num FROM {VERSION_TABLE}")).first()
    return str(row[0]) if row else None


def is_empty(connection: Connection) -> bool:
    """Tell whether the database holds no table at all."""
    return not inspect(connection).get_table_names()


def migrate(engine: Engine, target: str = HEAD) -> None:
    """Run the migrations that lead to ``target``, forward or back, in one transaction."""
    from alembic import command
    from alembic.config import Config

    with writing(engine) as connection:
        current = revision_of(connection)
        if current == target:
            return
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        order = ("base", *REVISIONS)
        if order.index(target) >= order.index(current or "base"):
            command.upgrade(config, target)
        else:
            command.downgrade(config, target)
