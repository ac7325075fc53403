"""Undo and redo: new entries that take others back or do them again; nothing is ever destroyed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, ScalarSelect, func, select

from reconcile.ledger.command import Command, command, recorded
from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import Change, changes_of
from reconcile.ledger.resting import (
    TAKING_BACK,
    fitted_to,
    overtaken_by,
    resting_on,
    what_is_wanting,
)
from reconcile.model.errors import ReconcileError
from reconcile.model.review import JournalEntry
from schema.tables import journal, journal_touch

#: What the machine makes: it is never taken back, only made anew.
MACHINE = ("add", "assess", "copies", "group", "version")

Row = Mapping[str, Any]


def last_word() -> ScalarSelect[str]:
    """Select whether an entry was last undone or redone; null where it never was either."""
    later = journal.alias("later")
    return (
        select(later.c.action)
        .where(later.c.target == journal.c.number)
        .order_by(later.c.number.desc())
        .limit(1)
        .correlate(journal)
        .scalar_subquery()
    )


def is_undone() -> ColumnElement[bool]:
    """Tell in SQL whether an entry has been taken back and not been redone."""
    return func.coalesce(last_word(), "") == "undo"


def undo(engine: Engine, actor: str, number: int | None, *, reason: str = "") -> JournalEntry:
    """Take an entry back, by default the actor's own last action that still stands.

    Raise :class:`ReconcileError` where later entries rest on it, naming them.
    """
    with command(engine, actor, "undo", "journal", reason) as running:
        row = _entry(running, number) if number is not None else _own_last(running)
        if row["action"] == "undo":
            _redo(running, _entry(running, row["target"]))
        else:
            _undo(running, row)
    return recorded(running)


def redo(
    engine: Engine, actor: str, number: int | None = None, *, reason: str = ""
) -> JournalEntry:
    """Do again what was taken back, by default what the actor took back last."""
    with command(engine, actor, "redo", "journal", reason) as running:
        row = _entry(running, number) if number is not None else _own_last_undone(running)
        _redo(running, _entry(running, row["target"]) if row["action"] == "undo" else row)
    return recorded(running)


def _undo(running: Command, row: Row) -> None:
    number, changes = row["number"], changes_of(row)
    if row["action"] in MACHINE or not changes:
        raise ReconcileError(
            f"entry {number} ({row['action']}) is no decision, so it cannot be undone"
        )
    if row["action"] == "redo":
        raise ReconcileError(
            f"entry {number} redid entry {row['target']}; undo entry {row['target']} instead"
        )
    if row["undone"]:
        raise ReconcileError(f"entry {number} has been undone already; redo does it again")
    if resting := _in_force(running.connection, resting_on(running.connection, number, changes)):
        raise ReconcileError(
            f"entry {number} cannot be undone: later entries rest on it — {_named(resting)};"
            " undo these first"
        )
    running.action = "undo"
    _apply(running, row, [change.inverse for change in reversed(changes)])


def _redo(running: Command, row: Row) -> None:
    if not row["undone"]:
        raise ReconcileError(f"entry {row['number']} has not been undone: there is nothing to redo")
    number, changes = row["number"], changes_of(row)
    if since := _in_force(running.connection, overtaken_by(running.connection, number, changes)):
        raise ReconcileError(
            f"entry {number} cannot be redone: what it decided on has changed since — {_named(since)};"
            " decide anew on what there is now"
        )
    running.action = "redo"
    _apply(running, row, changes)


def _apply(running: Command, row: Row, changes: Sequence[Change]) -> None:
    running.target = row["number"]
    running.subject = row["subject"]
    for change in changes:
        fitted = fitted_to(change, running.row(change.table, *change.key))
        if fitted is None:
            raise _standing_in_the_way(running, row, change.subject, "was changed since")
        if wanting := what_is_wanting(running.connection, fitted):
            raise _standing_in_the_way(running, row, *wanting)
        running.apply(fitted)


def _standing_in_the_way(running: Command, row: Row, subject: str, how: str) -> ReconcileError:
    since = _last_touch(running.connection, subject)
    return ReconcileError(
        f"entry {row['number']} cannot be {running.action}ne: {_shown(subject)} {how}"
        f" — {_named([since])}; undo that first"
    )


def _shown(subject: str) -> str:
    return subject.removeprefix("row:").replace(":", " ", 1)


def _entries(connection: Connection, *conditions: ColumnElement[bool], limit: int) -> Sequence[Row]:
    return fetch(
        connection,
        select(journal, is_undone().label("undone"))
        .where(*conditions)
        .order_by(journal.c.number.desc())
        .limit(limit),
    )


def _in_force(connection: Connection, numbers: Collection[int]) -> list[Row]:
    """Read those of some entries that have not been taken back."""
    return [
        row
        for ids in _number_chunks(numbers)
        for row in _entries(connection, journal.c.number.in_(ids), ~is_undone(), limit=len(ids))
    ]


def _entry(running: Command, number: int) -> Row:
    found = _entries(running.connection, journal.c.number == number, limit=1)
    if not found:
        raise ReconcileError(f"no entry {number} in the journal; see `reconcile history`")
    return found[0]


def _own_last(running: Command) -> Row:
    found = _entries(
        running.connection,
        journal.c.actor == running.actor,
        journal.c.action.not_in([*MACHINE, *TAKING_BACK, "reopen"]),
        journal.c.before != "null",
        ~is_undone(),
        limit=1,
    )
    if not found:
        raise ReconcileError(f"{running.actor} has decided nothing that still stands")
    return found[0]


def _own_last_undone(running: Command) -> Row:
    """Find the actor's last undo that no redo has answered."""
    later = journal.alias("answer")
    answered = (
        select(later.c.number)
        .where(later.c.target == journal.c.target, later.c.number > journal.c.number)
        .exists()
    )
    found = _entries(
        running.connection,
        journal.c.actor == running.actor,
        journal.c.action == "undo",
        ~answered,
        limit=1,
    )
    if not found:
        raise ReconcileError(f"{running.actor} has undone nothing that could be redone")
    return found[0]


def _number_chunks(numbers: Collection[int]) -> list[list[int]]:
    ordered = sorted(numbers)
    return [ordered[start : start + 500] for start in range(0, len(ordered), 500)]


def _last_touch(connection: Connection, subject: str) -> Row:
    number = connection.execute(
        select(func.max(journal_touch.c.entry)).where(journal_touch.c.subject == subject)
    ).scalar()
    return _entries(connection, journal.c.number == (number or 0), limit=1)[0]


def _named(entries: Sequence[Row]) -> str:
    shown = [
        f"entry {row['number']} ({row['actor']}, {row['action']},"
        f" {dt.datetime.fromisoformat(row['at']):%Y-%m-%d %H:%M UTC})"
        for row in sorted(entries, key=lambda row: int(row["number"]))[:5]
    ]
    more = len(entries) - len(shown)
    return "; ".join(shown) + (f" and {more} more" if more > 0 else "")
