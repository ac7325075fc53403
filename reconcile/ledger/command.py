"""A command: one transaction, one journal entry.

A command reads and writes through a :class:`Command`, which records every decided row that it changes, as it
was and as it became. When the command's block ends, the entry is chained to the journal, what follows from the
rows is brought up to date, and all of it is committed; if the block raises, nothing is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy import text as sql

from reconcile.ledger import effects, journal, summary
from reconcile.ledger.canonical import canonical
from reconcile.ledger.errors import translated
from reconcile.ledger.fetching import fetch_one
from reconcile.ledger.journal import Change
from reconcile.model.errors import ReconcileError
from reconcile.model.review import JournalEntry
from schema.database import CHANNEL, is_postgres, writing
from schema.tables import DECIDED


def now() -> dt.datetime:
    """Tell the time: what entries are dated by, and nothing is ordered by."""
    return dt.datetime.now(dt.UTC)


class Command:
    """What a command does to the ledger; made by :func:`command`."""

    def __init__(self, connection: Connection, actor: str, action: str, subject: str) -> None:
        self.connection = connection
        self.actor = actor
        self.action = action
        self.subject = subject
        self.reason = ""
        self.at = now().isoformat(timespec="microseconds")
        self.changes: list[Change] = []
        #: What the machine made, as digests; ``None`` for a decision.
        self.made: dict[str, Any] | None = None
        self.target: int | None = None
        self.touched: set[str] = set()
        #: Groups whose line has to be brought up to date although no decided row says so.
        self.stirred: set[str] = set()
        self.entry: JournalEntry | None = None
        self._following: list[Command] = []

    @property
    def signed(self) -> dict[str, str]:
        """Who decides, and when: columns of most decisions."""
        return {"editor": self.actor, "decided": self.at}

    def row(self, table: str, *key: str) -> dict[str, Any] | None:
        """Read a decided row's content, without its key."""
        target = DECIDED[table]
        found = fetch_one(self.connection, select(target).where(*_where(table, key)))
        if found is None:
            return None
        names = {column.name for column in target.primary_key}
        return {name: value for name, value in found.items() if name not in names}

    def put(self, table: str, key: tuple[str, ...], after: Mapping[str, Any] | None) -> None:
        """Set a decided row, or remove it with ``None``; nothing happens where it stands so already."""
        before = self.row(table, *key)
        row = None if after is None else dict(after)
        if before == row:
            return
        self.apply(Change(table, key, before, row))

    def apply(self, change: Change) -> None:
        """Make a change whose ``before`` is known to hold, with all that follows from it."""
        effects.before(self.connection, change)
        target, keys = DECIDED[change.table], _columns(change.table, change.key)
        if change.after is None:
            self.connection.execute(delete(target).where(*_where(change.table, change.key)))
        elif change.before is None:
            self.connection.execute(insert(target).values(**keys, **change.after))
        else:
            self.connection.execute(
                update(target).where(*_where(change.table, change.key)).values(**change.after)
            )
        self.stirred |= effects.after(self.connection, change)
        self.changes.append(change)
        self.touched.add(change.subject)
        self.touched |= change.concerns

    def touch(self, subjects: Iterable[str]) -> None:
        """Say whom else the entry concerns."""
        self.touched |= set(subjects)

    def follow(self, action: str, subject: str) -> Command:
        """Begin what follows of itself from this command: an entry of its own, in the same transaction."""
        following = Command(self.connection, self.actor, action, subject)
        self._following.append(following)
        return following

    def close(self) -> None:
        """Append the entry, and those of what followed."""
        if self.changes or self.made is not None:
            self._append()
        for following in self._following:
            following.close()

    def _append(self) -> None:
        if ":" in self.subject:
            # Only now: taking back an entry is about what that entry was about.
            self.touched.add(self.subject)
        groups = {name.removeprefix("group:") for name in self.touched if name.startswith("group:")}
        groups |= self.stirred
        groups |= summary.groups_of_claims(
            self.connection,
            {name.removeprefix("claim:") for name in self.touched if name.startswith("claim:")},
        )
        self.touched |= {f"group:{group}" for group in groups}
        decided = self.made is None
        self.entry = journal.append(
            self.connection,
            at=self.at,
            actor=self.actor,
            action=self.action,
            subject=self.subject,
            before=journal.written(self.changes, "before") if decided else "null",
            after=journal.written(self.changes, "after") if decided else canonical(self.made),
            reason=self.reason,
            target=self.target,
            touched=self.touched,
        )
        summary.refresh(self.connection, groups, self.entry.number)
        if is_postgres(self.connection):
            self.connection.execute(
                sql("SELECT pg_notify(:channel, :entry)"),
                {"channel": CHANNEL, "entry": str(self.entry.number)},
            )


def _columns(table: str, key: tuple[str, ...]) -> dict[str, str]:
    names = [column.name for column in DECIDED[table].primary_key]
    return dict(zip(names, key, strict=True))


def _where(table: str, key: tuple[str, ...]) -> list[Any]:
    return [column == value for column, value in zip(DECIDED[table].primary_key, key, strict=True)]


@contextmanager
def command(
    engine: Engine, actor: str, action: str, subject: str, reason: str = ""
) -> Iterator[Command]:
    """Run a command's block in a writing transaction that ends with its journal entry."""
    with translated(), writing(engine) as connection:
        running = Command(connection, actor, action, subject)
        running.reason = reason
        yield running
        running.close()


def recorded(running: Command) -> JournalEntry:
    """Give the entry of a command that has ended; raise where it changed nothing."""
    if running.entry is None:
        raise ReconcileError(f"nothing to change: {running.subject} already stands so")
    return running.entry
