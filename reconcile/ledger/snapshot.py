"""One moment of a ledger: what is read from it was all true at once, whoever goes on deciding meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from reconcile.ledger import copying, rows
from reconcile.ledger import journal as chain
from reconcile.ledger.errors import translated
from reconcile.ledger.queries import many, opened, speakers
from reconcile.model.source import Source
from reconcile.model.views import GroupView
from schema.tables import journal, source_merge
from schema.vocabulary import Status

_PAGE = 1000


class Snapshot:
    """The questions that an export asks, all answered of the same moment."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def head(self) -> tuple[int, str]:
        """Give the number of entries of the journal, and the hash of the last."""
        last = chain.head(self.connection)
        return last.count, last.hash

    def last_change(self) -> dt.datetime | None:
        """Give the time of the journal's last entry."""
        statement = select(journal.c.at).order_by(journal.c.number.desc()).limit(1)
        return rows.moment_of(self.connection.execute(statement).scalar())

    def sources(self) -> dict[str, Source]:
        """Give every source by key; one that was merged into another gives that one."""
        found: dict[str, Source] = {}
        offset = 0
        while True:
            page = speakers.sources(self.connection, "", offset, _PAGE)
            found.update((source.key, source) for source in page.items)
            offset += len(page.items)
            if not page.items or offset >= page.total:
                break
        into = {row.source: row.into for row in self.connection.execute(select(source_merge))}
        for merged in into:
            root, steps = merged, 0
            while root in into and steps <= len(into):
                root, steps = into[root], steps + 1
            if root in found:
                found[merged] = found[root]
        return found

    def groups(
        self, *, statuses: Collection[Status] = (), for_readers: bool = False
    ) -> Iterator[GroupView]:
        """Open every group that holds claims, or those of some statuses.

        They come in the order of the inbox, or ``for_readers`` with what is settled first.
        """
        with translated():
            yield from many.groups(self.connection, statuses=statuses, for_readers=for_readers)

    def group(self, group_id: str) -> GroupView:
        """Open one group."""
        return opened.group(self.connection, group_id)

    def find_group(self, text: str) -> str:
        """Find the id of the one group named by its id, the beginning of it, or its name."""
        return opened.find_group(self.connection, text)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Snapshot]:
    """Open a moment of a ledger; it lasts as long as the block."""
    with translated(), copying.snapshot(engine) as connection:
        yield Snapshot(connection)
