"""The journal: entries chained by their hashes, and the index of whom each concerns."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from reconcile import __version__
from reconcile.ledger.canonical import canonical, sha256
from reconcile.model.review import JournalEntry
from schema.tables import DECIDED, journal, journal_touch

#: The hash that the first entry names as the one before it.
GENESIS = "0" * 64
PROGRAM = f"reconcile {__version__}"

#: The columns that an entry's hash covers, which is all of them.
HASHED = (
    "number",
    "at",
    "actor",
    "action",
    "subject",
    "before",
    "after",
    "reason",
    "target",
    "program",
    "previous_hash",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One decided row as it was and as it became; ``None``: there was, or is, none."""

    table: str
    key: tuple[str, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before)

    @property
    def subject(self) -> str:
        """How the journal's index names the row."""
        return "/".join((f"row:{self.table}", *self.key))

    @property
    def concerns(self) -> set[str]:
        """The claims, groups, sources and documents that the row is about, or was about."""
        return {
            subject
            for side in (self.before or {}, self.after or {})
            for subject in self.subjects_of(side)
        }

    def subjects_of(self, side: Mapping[str, Any]) -> set[str]:
        """Name what the row is about with one side's columns."""
        columns = DECIDED[self.table].columns
        keys = (column.name for column in DECIDED[self.table].primary_key)
        row = {**dict(zip(keys, self.key, strict=True)), **side}
        return {
            f"{kind}:{row[column.name]}" if kind else str(row[column.name])
            for column in columns
            if (kind := column.info.get("subject")) is not None and row.get(column.name)
        }


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: how many there are, and its hash."""

    count: int
    hash: str


def head(connection: Connection) -> Head:
    """Read the head of the journal."""
    row = connection.execute(
        select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1)
    ).first()
    return Head(row.number, row.hash) if row else Head(0, GENESIS)


def entry_hash(row: Mapping[str, Any]) -> str:
    """Hash an entry's row: sha256 over the canonical JSON of its columns but ``hash``."""
    return sha256(canonical({name: row[name] for name in HASHED}))


def written(changes: Iterable[Change], side: str) -> str:
    """Write one side of an entry's changes as canonical JSON."""
    return canonical([[c.table, list(c.key), getattr(c, side)] for c in changes])


def changes_of(row: Mapping[str, Any]) -> list[Change]:
    """Read the decided rows that an entry changed; none for what the machine made."""
    if row["before"] == "null":
        return []
    before, after = json.loads(row["before"]), json.loads(row["after"])
    return [
        Change(table, tuple(key), old, new)
        for (table, key, old), (_, _, new) in zip(before, after, strict=True)
    ]


def append(
    connection: Connection,
    *,
    at: str,
    actor: str,
    action: str,
    subject: str,
    before: str,
    after: str,
    reason: str,
    target: int | None,
    touched: Iterable[str],
) -> JournalEntry:
    """Add an entry to the chain, within the caller's writing transaction."""
    last = head(connection)
    row: dict[str, Any] = {
        "number": last.count + 1,
        "at": at,
        "actor": actor,
        "action": action,
        "subject": subject,
        "before": before,
        "after": after,
        "reason": reason,
        "target": target,
        "program": PROGRAM,
        "previous_hash": last.hash,
    }
    row["hash"] = entry_hash(row)
    connection.execute(insert(journal), row)
    rows = [{"subject": subject, "entry": row["number"]} for subject in sorted(set(touched))]
    if rows:
        connection.execute(insert(journal_touch), rows)
    return entry_from(row)


def entry_from(row: Mapping[str, Any], *, undone: bool = False) -> JournalEntry:
    """Read an entry back; its sides as objects of ``table/key`` to row, or a machine's digests."""
    return JournalEntry(
        number=row["number"],
        at=dt.datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        before=_side(row["before"]),
        after=_side(row["after"]),
        reason=row["reason"],
        previous_hash=row["previous_hash"],
        hash=row["hash"],
        target=row["target"],
        program=row["program"],
        undone=undone,
    )


def counted(what: str, made: Sequence[Any]) -> dict[str, Any]:
    """Write what the machine made for the journal, its number first, so that it can be told from the beginning."""
    return {_COUNT: len(made), what: list(made)}


#: Sorts before every name, so that canonical JSON begins with it.
_COUNT = "_count"
_BEGINNING = re.compile(r'\{"_count":(\d+),"(\w+)":')


def _side(text: str) -> Any:
    """Read one side of an entry; of one that was cut off for its length, how much there was."""
    try:
        value = json.loads(text)
    except ValueError:
        begun = _BEGINNING.match(text)
        return {begun[2]: int(begun[1])} if begun else {}
    if isinstance(value, dict):
        value.pop(_COUNT, None)
    if not isinstance(value, list):
        return value
    return {"/".join((table, *key)): row for table, key, row in value}
