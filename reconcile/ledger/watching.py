"""Tell an open desk what others changed: LISTEN/NOTIFY on PostgreSQL, ``data_version`` on SQLite."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from reconcile.ledger.errors import translated
from reconcile.ledger.journal import head
from reconcile.ledger.queries import past
from schema.database import CHANNEL, is_postgres, reading

#: How often a SQLite file is asked whether it has changed, in seconds.
PAUSE = 0.2


class Watch:
    """An eye on a ledger, with a connection of its own; to be used from one thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with translated(), reading(engine) as connection:
            self._seen = head(connection).count
        self._connection: Connection = engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        )
        if is_postgres(engine):
            self._connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        else:
            self._version = self._data_version()

    def changed(self, timeout: float = 0.0) -> tuple[str, ...]:
        """Wait up to ``timeout`` seconds for a change; name the groups touched since the last call."""
        with translated():
            if is_postgres(self._engine):
                self._wait_for_notice(timeout)
            else:
                self._wait_for_version(timeout)
            with reading(self._engine) as connection:
                count = head(connection).count
                if count == self._seen:
                    return ()
                groups = past.groups_changed_since(connection, self._seen)
        self._seen = count
        return groups

    def _wait_for_notice(self, timeout: float) -> None:
        driver: Any = self._connection.connection.driver_connection
        for _notice in driver.notifies(timeout=timeout, stop_after=1):
            return

    def _wait_for_version(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        while (version := self._data_version()) == self._version and time.monotonic() < until:
            time.sleep(min(PAUSE, max(0.0, until - time.monotonic())))
        self._version = version

    def _data_version(self) -> int:
        driver: Any = self._connection.connection.driver_connection
        return int(driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the connection back to nobody: one that listens is not for others."""
        self._connection.invalidate()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
