"""On what an entry rests: what forbids that it be taken back, or done again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.guarding import OF_A_GROUP
from reconcile.ledger.journal import Change, changes_of
from reconcile.ledger.reopening import EMPTY_STATE
from reconcile.ledger.summary import chunks
from schema.tables import (
    claim,
    claim_group,
    document,
    journal,
    journal_touch,
    membership,
    source,
    source_merge,
)
from schema.vocabulary import Status

TAKING_BACK = ("redo", "undo")
#: Decisions that rest on a claim being what it is, where it is.
_ON_A_CLAIM = ("judge", "second_opinion", "set_anchor")
#: Decisions that may rest on which claims a group holds, and on what they say.
_ON_A_GROUP = ("set_status", "settle")

Row = Mapping[str, Any]


def resting_on(connection: Connection, number: int, changes: Sequence[Change]) -> set[int]:
    """Find the later entries that rest on what entry ``number`` did, whether or not they have been taken back."""
    states = [change for change in changes if change.table == "group_state"]
    others = {change.subject for change in changes if change.table != "group_state"}
    resting = _touching(connection, number, others)
    for change in states:
        for row in _entries(connection, _touching(connection, number, {change.subject})):
            if any(_collide(change, later) for later in changes_of(row)):
                resting.add(row["number"])
    resting |= _touching(connection, number, _made(changes))
    claims = {c.key[0] for c in changes if c.table in ("placement", "correction")}
    resting |= _touching(connection, number, {f"claim:{one}" for one in claims}, _ON_A_CLAIM)
    groups = {f"group:{one}" for one in _groups(connection, changes, claims)}
    for row in _entries(connection, _touching(connection, number, groups, _ON_A_GROUP)):
        if any(_settles(later) for later in changes_of(row)):
            resting.add(row["number"])
    return resting


def overtaken_by(connection: Connection, number: int, changes: Sequence[Change]) -> set[int]:
    """Find the later entries that changed what entry ``number`` decided on: a verdict's claims, a pair's figures."""
    pairs = {key for c in changes if c.table in ("judgement", "opinion") for key in c.key[:2]}
    found = _touching(connection, number, {f"claim:{key}" for key in pairs}, ("correct",))
    settled = {f"group:{change.key[0]}" for change in changes if _settles(change)}
    return found | _touching(connection, number, settled, OF_A_GROUP)


def _made(changes: Sequence[Change]) -> set[str]:
    """Name the groups and claims that an entry made."""
    kinds = {"made_group": "group", "added_claim": "claim"}
    return {
        f"{kinds[change.table]}:{change.key[0]}"
        for change in changes
        if change.table in kinds and change.before is None
    }


def _groups(connection: Connection, changes: Sequence[Change], claims: Collection[str]) -> set[str]:
    """Name the groups whose claims an entry changed: where they came to, were, and go back to."""
    named = {
        side[column]
        for change in changes
        if change.table == "placement"
        for side in (change.before, change.after)
        if side
        for column in ("group_id", "apart_from")
    }
    for part in chunks(claims):
        seats = select(membership.c.group_id, membership.c.machine_group)
        for row in connection.execute(seats.where(membership.c.claim.in_(part))):
            named |= {row.group_id, row.machine_group}
    return named - {None}


def _settles(change: Change) -> bool:
    return (
        change.table == "group_state"
        and change.after is not None
        and change.after["status"] == Status.SETTLED.value
    )


def _collide(change: Change, later: Change) -> bool:
    """Tell whether a later change is of the same columns of the same row."""
    same = (change.table, change.key) == (later.table, later.key)
    return same and not _moved(change).isdisjoint(_moved(later))


def _moved(change: Change) -> set[str]:
    before, after = change.before or EMPTY_STATE, change.after or EMPTY_STATE
    return {name for name in EMPTY_STATE if before[name] != after[name]}


def fitted_to(change: Change, stands: dict[str, Any] | None) -> Change | None:
    """Fit a change to the row as it now stands; ``None`` where it was changed otherwise since.

    The columns of a group's standing are decisions of their own: a status can be taken back although the group
    was assigned to somebody since.
    """
    if stands == change.before:
        return change
    if change.table != "group_state":
        return None
    before, now = change.before or EMPTY_STATE, stands or EMPTY_STATE
    moved = _moved(change)
    if any(now[name] != before[name] for name in moved):
        return None
    after = {**now, **{name: (change.after or EMPTY_STATE)[name] for name in moved}}
    return Change(change.table, change.key, stands, None if after == EMPTY_STATE else after)


def what_is_wanting(connection: Connection, change: Change) -> tuple[str, str] | None:
    """Name what a row that is to stand again refers to and is not there, or not where it was, and how."""
    if change.after is None or change.table in ("added_claim", "made_group"):
        return None
    for subject in sorted(change.subjects_of(change.after)):
        kind, _, key = subject.partition(":")
        column = _THERE[kind]
        if not connection.execute(select(column).where(column == key)).first():
            made = {"claim": "added_claim", "group": "made_group"}.get(kind)
            return f"row:{made}/{key}" if made else f"{kind}:{key}", "is not there"
    if change.table == "source_merge":
        return _crossed(connection, change)
    group = change.key[0] if change.table == "group_state" else change.after.get("group_id")
    for member in _members(change):
        seat = select(membership.c.group_id).where(membership.c.claim == member)
        if connection.execute(seat).scalar() != group:
            return f"claim:{member}", f"is no longer in group {group}"
    return None


def _crossed(connection: Connection, change: Change) -> tuple[str, str] | None:
    """Say which merge has made one of two sources more, or less, than it was when they were merged."""
    into = (change.after or {})["into"]
    kept = select(source_merge.c.source).where(source_merge.c.source == into)
    if connection.execute(kept).first():
        return f"row:source_merge/{into}", "is merged into another"
    others = select(source_merge.c.source).where(source_merge.c.into == change.key[0])
    other = connection.execute(others.limit(1)).scalar()
    return None if other is None else (f"row:source_merge/{other}", "is merged into it")


_THERE = {
    "claim": claim.c.id,
    "group": claim_group.c.id,
    "source": source.c.key,
    "document": document.c.sha256,
}


def _members(change: Change) -> tuple[str, ...]:
    """Name the claims that must be in the group on whose screen it was decided, where the decision stands anew."""
    if change.table in ("judgement", "opinion") and change.before is None:
        return change.key[:2]
    anchor = (change.after or {}).get("anchor") if change.table == "group_state" else None
    if anchor and anchor != (change.before or {}).get("anchor"):
        return (anchor,)
    return ()


def _entries(connection: Connection, numbers: Collection[int]) -> list[Row]:
    ordered = sorted(numbers)
    columns = (journal.c.number, journal.c.before, journal.c.after)
    return [
        row
        for start in range(0, len(ordered), 500)
        for row in fetch(
            connection,
            select(*columns).where(journal.c.number.in_(ordered[start : start + 500])),
        )
    ]


def _touching(
    connection: Connection, number: int, subjects: Collection[str], actions: Sequence[str] = ()
) -> set[int]:
    conditions = [journal.c.action.not_in(TAKING_BACK), journal.c.action != "assess"]
    if actions:
        conditions = [journal.c.action.in_(actions)]
    return {
        entry
        for part in chunks(subjects)
        for (entry,) in connection.execute(
            select(journal_touch.c.entry)
            .distinct()
            .select_from(journal_touch.join(journal, journal.c.number == journal_touch.c.entry))
            .where(journal_touch.c.subject.in_(part), journal_touch.c.entry > number, *conditions)
        )
    }
