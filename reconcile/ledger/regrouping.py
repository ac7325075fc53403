"""Merge groups, split members off, move a claim: the machine never moves what an editor has placed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, select

from reconcile.ledger import journal, reopening
from reconcile.ledger.canonical import digest
from reconcile.ledger.command import Command, command, recorded
from reconcile.ledger.guarding import (
    check_member,
    expect,
    expect_unchanged,
    group_of,
    group_version,
)
from reconcile.model.errors import ReconcileError
from reconcile.model.review import JournalEntry
from schema.tables import claim_group, membership


def merge_groups(
    engine: Engine,
    actor: str,
    groups: Sequence[str],
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Put the claims of all groups into the first; the emptied ones leave the inbox.

    If the first is settled and its verdict does not cover what comes, it is reopened.
    """
    first, *others = dict.fromkeys(groups) or [""]
    if not others:
        raise ReconcileError("merging needs at least two different groups")
    with command(engine, actor, "merge", f"group:{first}", reason) as running:
        for group in (first, *others):
            group_version(running.connection, group)
        named = [f"group:{group}" for group in (first, *others)]
        expect_unchanged(running.connection, named, expected)
        brought = []
        for group in others:
            running.touch([f"group:{group}"])
            for item in members(running.connection, group):
                _place(running, item, first, None)
                brought.append(item)
        reopening.reopen_within(running, {first: brought})
    return recorded(running)


def split_group(
    engine: Engine,
    actor: str,
    group: str,
    claims: Sequence[str],
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Split claims off into a new group of their own; ``JournalEntry.made_groups`` names it."""
    with command(engine, actor, "split", f"group:{group}", reason) as running:
        connection = running.connection
        expect(connection, group, expected)
        chosen = list(dict.fromkeys(claims))
        for item in chosen:
            check_member(connection, item, group)
        if not chosen or set(chosen) == set(members(connection, group)):
            raise ReconcileError("splitting takes some of a group's claims, neither none nor all")
        new = _make_like(running, group, chosen)
        for item in chosen:
            _place(running, item, new, group)
    return recorded(running)


def move_claim(
    engine: Engine,
    actor: str,
    claim: str,
    group: str,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Move a claim into another group, which is reopened if it is settled and its verdict does not cover the claim."""
    with command(engine, actor, "move", f"claim:{claim}", reason) as running:
        group_version(running.connection, group)
        stood_in = group_of(running.connection, claim)
        expect_unchanged(running.connection, [f"claim:{claim}", f"group:{group}"], expected)
        if stood_in == group:
            raise ReconcileError(f"claim {claim} is in group {group} already")
        _place(running, claim, group, stood_in)
        reopening.reopen_within(running, {group: [claim]})
    return recorded(running)


def members(connection: Connection, group: str) -> list[str]:
    """List the claims of a group by id."""
    return [
        item
        for (item,) in connection.execute(
            select(membership.c.claim)
            .where(membership.c.group_id == group)
            .order_by(membership.c.claim)
        )
    ]


def new_group_id(connection: Connection, *what: str) -> str:
    """Make an id that no group has: it depends on where the journal stands."""
    return digest([journal.head(connection).count, *what])[:16]


def _make_like(running: Command, group: str, claims: Sequence[str]) -> str:
    """Make a group that asks what ``group`` asks."""
    row = running.connection.execute(
        select(claim_group.c.title, claim_group.c.question).where(claim_group.c.id == group)
    ).one()
    new = new_group_id(running.connection, group, *claims)
    running.put("made_group", (new,), {"name": row.title, "question": row.question})
    return new


def _place(running: Command, claim: str, group: str, apart_from: str | None) -> None:
    running.put("placement", (claim,), {"group_id": group, "apart_from": apart_from})
