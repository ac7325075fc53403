"""Reopen a settled group that a new claim does not fit, and say why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, select

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
    for group_id, why in _misfits(running.connection, joined).items():
        following = running.follow("reopen", f"group:{group_id}")
        following.reason = why
        _reopen(following, group_id, why)


def reopen_within(running: Command, joined: Mapping[str, Sequence[str]]) -> None:
    """Reopen them as a part of an editor's own act, so that taking it back settles them again."""
    for group_id, why in _misfits(running.connection, joined).items():
        _reopen(running, group_id, why)


@contextmanager
def corrected(running: Command, group_id: str | None, claim_id: str) -> Iterator[None]:
    """Correct a claim in the block; reopen its group if the verdict covered the claim before, and not after."""
    joined = {} if group_id is None else {group_id: [claim_id]}
    stood_outside = _misfits(running.connection, joined)
    yield
    if stood_outside:
        return
    for group, why in _misfits(running.connection, joined).items():
        _reopen(running, group, f"after a correction: {why}")


def _misfits(connection: Connection, joined: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Say of each settled group why the claims that joined it do not fit; those that fit are left out."""
    settled = [
        group_id
        for ids in chunks(joined)
        for (group_id,) in connection.execute(
            select(group_state.c.group_id).where(
                group_state.c.group_id.in_(ids), group_state.c.status == Status.SETTLED.value
            )
        )
    ]
    reasons = {group_id: _why(connection, group_id, joined[group_id]) for group_id in settled}
    return {group_id: why for group_id, why in reasons.items() if why}


def _why(connection: Connection, group_id: str, joined: Sequence[str]) -> str:
    verdict = reading_back.verdict_of(connection, group_id)
    if verdict is None:
        return "a new claim, and no verdict that could cover it"
    members = [
        item
        for (item,) in connection.execute(
            select(membership.c.claim).where(membership.c.group_id == group_id)
        )
    ]
    claims = {item.id: item for item in reading_back.claims_by_id(connection, members)}
    known = [item for key, item in claims.items() if key not in set(joined)]
    return next((why for key in joined if (why := misfit(verdict, claims[key], known))), "")


def _reopen(running: Command, group_id: str, why: str) -> None:
    state = running.row("group_state", group_id) or EMPTY_STATE
    running.put(
        "group_state", (group_id,), {**state, "status": Status.OPEN.value, "reopened_because": why}
    )
