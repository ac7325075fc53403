"""Tell an open desk what others changed: LISTEN/NOTIFY on PostgreSQL, ``data_version`` on SQLite."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from reconcile.ledger.errors import driven, translated
from reconcile.ledger.journal import head
from reconcile.ledger.queries import past
from schema.database import CHANNEL, is_postgres, reading

#: How often a SQLite file is asked whether it has changed, in seconds.
PAUSE = 0.2


class Watch:
    """An eye on a ledger, with a connection of its own.

    A connection that is lost is made anew by the next call; what changed meanwhile is told by it. Behind a pool in
    transaction mode nothing is heard, and :meth:`changed` tells what it reads. Several threads may call it: one
    after another, and :meth:`close` after what is under way.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._closed = False
        # A driver's connection that is closed while another thread asks it something takes the process along.
        self._turn = threading.Lock()
        self._version = 0
        with translated(), reading(engine) as connection:
            self._seen = head(connection).count
        with self._listening():
            pass

    def noticed(self, timeout: float = 0.0) -> bool:
        """Wait up to ``timeout`` seconds for word of a change, without asking the ledger what it is.

        None comes once the watch is closed.
        """
        with self._turn, self._listening() as driver:
            if driver is None:
                return False
            if not is_postgres(self._engine):
                return self._wait_for_version(driver, timeout)
            return any(True for _notice in driver.notifies(timeout=timeout, stop_after=1))

    def changed(self, timeout: float = 0.0) -> tuple[str, ...]:
        """Wait up to ``timeout`` seconds for a change; name the groups touched since the last call."""
        self.noticed(timeout)
        with translated(), reading(self._engine) as connection:
            count = head(connection).count
            if count == self._seen:
                return ()
            groups = past.groups_changed_since(connection, self._seen)
        self._seen = count
        return groups

    @contextmanager
    def _listening(self) -> Iterator[Any]:
        """Give the driver's connection that listens; drop it where it fails, so that the next call makes another."""
        with translated(), driven(self._engine):
            try:
                if self._connection is None and not self._closed:
                    self._connection = self._listen()
                listening = self._connection
                yield listening.connection.driver_connection if listening is not None else None
            except self._engine.dialect.loaded_dbapi.Error:
                self._drop()
                raise

    def _listen(self) -> Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if is_postgres(self._engine):
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        else:
            self._version = _data_version(connection.connection.driver_connection)
        return connection

    def _wait_for_version(self, driver: Any, timeout: float) -> bool:
        until = time.monotonic() + timeout
        while (version := _data_version(driver)) == self._version and time.monotonic() < until:
            time.sleep(min(PAUSE, max(0.0, until - time.monotonic())))
        before, self._version = self._version, version
        return version != before

    def close(self) -> None:
        """Listen no more, once what is under way has ended."""
        with self._turn:
            self._closed = True
            self._drop()

    def _drop(self) -> None:
        # Given back to nobody: a connection that listens is not for others.
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _data_version(driver: Any) -> int:
    return int(driver.execute("PRAGMA data_version").fetchone()[0])
