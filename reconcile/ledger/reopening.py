"""Reopen a settled group that a new claim does not fit, and say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from reconcile.ledger import reading_back
from reconcile.ledger.command import Command
from reconcile.ledger.summary import chunks
from reconcile.review.fitting import misfit
from schema.tables import group_state, membership
from schema.vocabulary import Status

EMPTY_STATE = {
    "status": None,
    "anchor": None,
    "name": None,
    "assigned_to": None,
    "reopened_because": None,
}


def reopen(running: Command, joined: Mapping[str, Sequence[str]]) -> None:
    """Reopen those settled groups that the claims which joined them do not fit, each with an entry."""
    connection = running.connection
    settled = [
        group_id
        for ids in chunks(joined)
        for (group_id,) in connection.execute(
            select(group_state.c.group_id).where(
                group_state.c.group_id.in_(ids), group_state.c.status == Status.SETTLED.value
            )
        )
    ]
    for group_id in settled:
        verdict = reading_back.verdict_of(connection, group_id)
        members = [
            item
            for (item,) in connection.execute(
                select(membership.c.claim).where(membership.c.group_id == group_id)
            )
        ]
        claims = {item.id: item for item in reading_back.claims_by_id(connection, members)}
        new = [claims[item] for item in joined[group_id]]
        known = [item for key, item in claims.items() if key not in set(joined[group_id])]
        reasons = (
            [misfit(verdict, item, known) for item in new]
            if verdict
            else ["a new claim, and no verdict that could cover it"]
        )
        why = next((reason for reason in reasons if reason), "")
        if why:
            _reopen(running.follow("reopen", f"group:{group_id}"), group_id, why)


def _reopen(following: Command, group_id: str, why: str) -> None:
    following.reason = why
    state = following.row("group_state", group_id) or EMPTY_STATE
    following.put(
        "group_state", (group_id,), {**state, "status": Status.OPEN.value, "reopened_because": why}
    )
