"""Rebuild the decisions from the journal and compare them with the rows that stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.queries.inbox import LINE
from reconcile.ledger.summary import EXPECTED
from reconcile.ledger.verifying.chain import Story
from reconcile.model.views import Problem
from schema.tables import (
    DECIDED,
    claim_group,
    group_state,
    journal_touch,
    membership,
    placement,
)


def check(connection: Connection, story: Story) -> Iterator[Problem]:
    """List the decided rows that the journal does not account for, and what does not follow from them."""
    for name, table in DECIDED.items():
        keys = [column.name for column in table.primary_key]
        expected = story.table(name)
        for row in fetch(connection, select(table)):
            key = tuple(str(row.pop(column)) for column in keys)
            should = expected.pop(key, None)
            if should == row:
                continue
            entry = story.rows.get((name, key), (None, 0))[1] or None
            said = _difference(should, row) if should else "is there although no entry put it there"
            yield Problem("decision", "/".join((name, *key)), said, entry)
        for key in expected:
            entry = story.rows[name, key][1]
            yield Problem(
                "decision", "/".join((name, *key)), "is gone although it was decided", entry
            )
    yield from _seats(connection)
    yield from _lines(connection)


def _difference(should: dict[str, Any], row: dict[str, Any]) -> str:
    names = [name for name in row if row[name] != should.get(name)]
    name = names[0]
    return f"{name} is {row[name]!r}, but {should.get(name)!r} was decided"


def _seats(connection: Connection) -> Iterator[Problem]:
    """Check that each claim is where an editor placed it, or where the machine put it."""
    should = func.coalesce(placement.c.group_id, membership.c.machine_group)
    for claim, group, right in connection.execute(
        select(membership.c.claim, membership.c.group_id, should)
        .select_from(membership.outerjoin(placement, placement.c.claim == membership.c.claim))
        .where(func.coalesce(should, "") != membership.c.group_id)
    ):
        yield Problem("group", f"claim {claim}", f"is in group {group}, but belongs in {right}")
    for claim, right in connection.execute(
        select(placement.c.claim, placement.c.group_id)
        .select_from(placement.outerjoin(membership, membership.c.claim == placement.c.claim))
        .where(membership.c.claim.is_(None))
    ):
        yield Problem("group", f"claim {claim}", f"is in no group, but belongs in {right}")


def _lines(connection: Connection) -> Iterator[Problem]:
    """Check each group's line in the inbox against what it follows from, a stretch at a time."""
    names = [column.name for column in LINE if column.name in EXPECTED]
    version = (
        select(func.max(journal_touch.c.entry))
        .where(journal_touch.c.subject == "group:" + claim_group.c.id)
        .scalar_subquery()
    )
    after = ""
    while True:
        found = fetch(
            connection,
            select(
                claim_group.c.id,
                claim_group.c.version,
                claim_group.c.title,
                func.coalesce(group_state.c.name, claim_group.c.name).label("right_title"),
                func.coalesce(version, 0).label("right_version"),
                *(claim_group.c[name] for name in names),
                *(EXPECTED[name].label(f"right_{name}") for name in names),
            )
            .select_from(claim_group.outerjoin(group_state))
            .where(claim_group.c.id > after)
            .order_by(claim_group.c.id)
            .limit(500),
        )
        if not found:
            return
        after = found[-1]["id"]
        for row in found:
            for name in ("title", "version", *names):
                if row[name] != row[f"right_{name}"]:
                    said = f"{name} is {row[name]!r} in the inbox, but {row[f'right_{name}']!r} follows"
                    yield Problem("group", f"group {row['id']}", said)
                    break
