"""Optimistic versions: a decision on something that has changed since it was shown is refused."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from reconcile.model.errors import ReconcileError, StaleDecisionError
from schema.tables import claim, claim_group, journal, journal_touch, membership

#: What changes which claims a group holds, or what they say.
OF_A_GROUP = ("add_claim", "correct", "group", "merge", "move", "split")


def group_version(connection: Connection, group_id: str) -> int:
    """Read a group's version; raise :class:`ReconcileError` where there is no such group."""
    row = connection.execute(
        select(claim_group.c.version).where(claim_group.c.id == group_id)
    ).first()
    if row is None:
        raise ReconcileError(f"no group {group_id} in this ledger; see `reconcile groups`")
    return int(row.version)


def expect(connection: Connection, group_id: str, expected: int | None) -> None:
    """Refuse where the group has changed since entry ``expected``, saying who did what, when."""
    group_version(connection, group_id)
    expect_unchanged(connection, [f"group:{group_id}"], expected)


def expect_unchanged(connection: Connection, subjects: Iterable[str], expected: int | None) -> None:
    """Refuse where an entry after number ``expected`` touched any of the subjects, saying who did what.

    What the machine says anew of the same claims takes nothing back and makes no decision stale.
    """
    if expected is None:
        return
    for subject in subjects:
        if connection.execute(_since(subject, expected, journal.c.number).limit(1)).first():
            raise _stale(connection, subject, expected)


def expect_same_claims(connection: Connection, group_id: str, expected: int | None) -> None:
    """Refuse where a group holds other claims since entry ``expected``, or they say something else.

    For a second opinion: what another editor judged meanwhile must neither stop it nor be told.
    """
    group_version(connection, group_id)
    if expected is None:
        return
    subject, claims = f"group:{group_id}", journal.c.action.in_(OF_A_GROUP)
    if connection.execute(
        _since(subject, expected, journal.c.number).where(claims).limit(1)
    ).first():
        raise _stale(connection, subject, expected, claims)


def _since(subject: str, expected: int, *columns: Any) -> Select[Any]:
    """Select the entries after ``expected`` that touched a subject, assessments apart."""
    return (
        select(*columns)
        .select_from(journal.join(journal_touch, journal_touch.c.entry == journal.c.number))
        .where(
            journal_touch.c.subject == subject,
            journal_touch.c.entry > expected,
            journal.c.action != "assess",
        )
    )


def _stale(
    connection: Connection, subject: str, expected: int, *conditions: ColumnElement[bool]
) -> StaleDecisionError:
    columns = (journal.c.number, journal.c.at, journal.c.actor, journal.c.action, journal.c.after)
    told = _since(subject, expected, *columns).where(*conditions)
    latest = told.order_by(journal.c.number.desc()).limit(3)
    entries = connection.execute(latest).all()
    said = "; ".join(
        f"{row.actor} — {row.action}{_decided(row.after)} at {_clock(row.at)} (entry {row.number})"
        for row in reversed(entries)
    )
    return StaleDecisionError(
        f"{subject.replace(':', ' ', 1)} has changed since it was shown: {said}. Look again, then decide"
    )


def _clock(at: str) -> str:
    moment = dt.datetime.fromisoformat(at)
    return moment.strftime("%H:%M:%S UTC on %Y-%m-%d")


def _decided(after: str) -> str:
    """Say in brackets what was decided, for a judgement or a verdict."""
    if len(after) > 10_000:
        return ""
    sides = json.loads(after)
    if not isinstance(sides, list):
        return ""
    words = [
        word
        for _, _, row in sides
        if row and (word := row.get("type") or row.get("family") or row.get("status"))
    ]
    return f" ({', '.join(words)})" if words else ""


def group_of(connection: Connection, claim_id: str) -> str | None:
    """Find the group a claim is in; raise :class:`ReconcileError` where there is no such claim."""
    if not connection.execute(select(claim.c.id).where(claim.c.id == claim_id)).first():
        raise ReconcileError(f"no claim {claim_id} in this ledger; see `reconcile claims`")
    row = connection.execute(
        select(membership.c.group_id).where(membership.c.claim == claim_id)
    ).first()
    return str(row.group_id) if row else None


def check_member(connection: Connection, claim_id: str, group_id: str) -> None:
    """Raise :class:`ReconcileError` unless the claim is in the group."""
    stands_in = group_of(connection, claim_id)
    if stands_in != group_id:
        raise ReconcileError(
            f"claim {claim_id} is in {f'group {stands_in}' if stands_in else 'no group'},"
            f" not in group {group_id}; look at the group again"
        )
