"""A group opened: its claims, what the machine says, what editors decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from reconcile.ledger import assessing, grouping_store, reading_back, rows
from reconcile.ledger.fetching import fetch, fetch_one
from reconcile.ledger.folding import fold_title
from reconcile.ledger.summary import chunks
from reconcile.model.claim import Claim
from reconcile.model.errors import ReconcileError
from reconcile.model.group import Group
from reconcile.model.review import Judgement
from reconcile.model.views import GroupView
from schema.tables import (
    assessment,
    claim,
    claim_group,
    correction,
    credibility,
    group_state,
    journal,
    judgement,
    membership,
    note,
    opinion,
    relation,
)
from schema.vocabulary import Credibility, Status


def group(connection: Connection, group_id: str, *, blind: str | None = None) -> GroupView:
    """Open a group. ``blind`` names an editor who is to see nobody's judgements but their own opinions.

    Raise :class:`ReconcileError` where there is no such group.
    """
    line = fetch_one(connection, select(claim_group).where(claim_group.c.id == group_id))
    if line is None:
        raise ReconcileError(f"no group {group_id} in this ledger; see `reconcile groups`")
    found = _members(connection, group_id)
    ids = [row["id"] for row in found]
    state = (
        fetch_one(connection, select(group_state).where(group_state.c.group_id == group_id)) or {}
    )
    said = assessing.assessment_from(*_assessment(connection, group_id))
    judgements = _judgements(connection, ids)
    status = Status(line["status"])
    opinions = _opinions(connection, ids)
    if blind is not None:
        opinions = {key: value for key, value in opinions.items() if key[2] == blind}
        judgements = {(a, b): value for (a, b, _), value in opinions.items()}
        status = Status.IN_REVIEW if judgements else Status.OPEN
    return GroupView(
        group=Group(
            id=group_id,
            claims=tuple(ids),
            question=grouping_store.question_from(line["question"]),
            name=line["title"],
        ),
        status=status,
        version=line["version"],
        claims=tuple(reading_back.with_hops(connection, found)),
        documents=reading_back.heads(connection, {row["document"] for row in found}),
        assessment=said,
        judgements=judgements,
        verdict=None if blind else reading_back.verdict_of(connection, group_id),
        anchor=anchor_of(state, ids) or said.anchor,
        notes=_notes(connection, group_id, ids, blind),
        assigned_to=line["assigned_to"],
        reopened_because=None if blind else state.get("reopened_because"),
        updated=_updated(connection, line["version"]),
        opinions=opinions,
        credibility=_credibility(connection, ids, blind),
        corrected=_corrected(connection, ids),
    )


def anchor_of(state: Mapping[str, Any], members: Collection[str]) -> str | None:
    """Give the claim that an editor chose to compare with, while it is in the group."""
    anchor = state.get("anchor")
    return str(anchor) if anchor in members else None


def sort_key(claim: Mapping[str, Any] | Claim) -> tuple[str, str, str, int]:
    """Order claims by as-of date, failing that by publication, then by publication and place in the text."""
    if isinstance(claim, Claim):
        as_of, published = str(claim.scope.as_of or ""), str(claim.published or "")
        document, start = claim.document, claim.quote.start
    else:
        as_of, published = claim["as_of"] or "", claim["published"] or ""
        document, start = claim["document"], claim["quote_start"]
    return (as_of or published or "~", published or "~", document, start)


def _members(connection: Connection, group_id: str) -> list[Mapping[str, Any]]:
    found = fetch(
        connection,
        select(claim)
        .select_from(claim.join(membership, membership.c.claim == claim.c.id))
        .where(membership.c.group_id == group_id),
    )
    return sorted(found, key=sort_key)


def _assessment(
    connection: Connection, group_id: str
) -> tuple[Mapping[str, Any] | None, Sequence[Mapping[str, Any]]]:
    head = fetch_one(connection, select(assessment).where(assessment.c.group_id == group_id))
    relations = select(relation).where(relation.c.group_id == group_id)
    return head, fetch(connection, relations.order_by(relation.c.a, relation.c.b))


def _within(connection: Connection, table: Any, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    """Read the rows on pairs of which both claims are in the group."""
    inside = set(ids)
    return [
        row
        for part in chunks(ids)
        for row in fetch(
            connection, select(table).where(table.c.a.in_(part)).order_by(table.c.a, table.c.b)
        )
        if row["b"] in inside
    ]


def _judgements(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], Judgement]:
    return {
        (row["a"], row["b"]): reading_back.judgement_from(row)
        for row in _within(connection, judgement, ids)
    }


def _opinions(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str, str], Judgement]:
    return {
        (row["a"], row["b"], row["editor"]): reading_back.judgement_from(row)
        for row in _within(connection, opinion, ids)
    }


def _by(table: Table, editor: str | None) -> list[ColumnElement[bool]]:
    """Leave out what others than ``editor`` decided, if one is named."""
    return [] if editor is None else [table.c.editor == editor]


def _notes(
    connection: Connection, group_id: str, ids: Sequence[str], editor: str | None
) -> dict[str, str]:
    """Read the notes on a group and its claims, by bare id; those of one editor, or all."""
    subjects = [f"group:{group_id}", *(f"claim:{item}" for item in ids)]
    return {
        row.subject.partition(":")[2]: row.text
        for part in chunks(subjects)
        for row in connection.execute(
            select(note.c.subject, note.c.text).where(note.c.subject.in_(part), *_by(note, editor))
        )
    }


def _credibility(
    connection: Connection, ids: Sequence[str], editor: str | None
) -> dict[str, Credibility]:
    return {
        row.claim: Credibility(row.credibility)
        for part in chunks(ids)
        for row in connection.execute(
            select(credibility.c.claim, credibility.c.credibility).where(
                credibility.c.claim.in_(part), *_by(credibility, editor)
            )
        )
    }


def _corrected(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    corrected: dict[str, dict[str, Any]] = {}
    for part in chunks(ids):
        for row in connection.execute(
            select(correction.c.claim, correction.c.field, correction.c.extracted).where(
                correction.c.claim.in_(part)
            )
        ):
            corrected.setdefault(row.claim, {})[row.field] = row.extracted
    return corrected


def _updated(connection: Connection, version: int) -> dt.datetime | None:
    at = connection.execute(select(journal.c.at).where(journal.c.number == version)).scalar()
    return rows.moment_of(at)


def find_group(connection: Connection, text: str) -> str:
    """Find the one group that ``text`` names by id, by the beginning of its id, or by its name.

    Raise :class:`ReconcileError` where there is none, or more than one.
    """
    wanted = text.strip()
    row = connection.execute(select(claim_group.c.id).where(claim_group.c.id == wanted)).first()
    if row is not None:
        return str(row.id)
    conditions = [claim_group.c.folded == fold_title(wanted)]
    if wanted:
        conditions.append(claim_group.c.id.startswith(wanted, autoescape=True))
    found = connection.execute(
        select(claim_group.c.id, claim_group.c.title)
        .where(or_(*conditions), claim_group.c.claims > 0)
        .order_by(claim_group.c.id)
        .limit(6)
    ).all()
    if not found:
        raise ReconcileError(f"no group {text!r} in this ledger; see `reconcile groups`")
    if len(found) > 1:
        named = ", ".join(f"{row.id} ({row.title})" for row in found[:5])
        raise ReconcileError(f"{text!r} names several groups: {named}; give more of the id")
    return str(found[0].id)
