"""The inbox: groups a page at a time, along an index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.folding import fold
from reconcile.ledger.rows import date_of
from reconcile.model.errors import ReconcileError
from reconcile.model.views import GroupLine, Page, Progress
from schema.tables import claim, claim_group, document
from schema.vocabulary import Label, Status

_G = claim_group.c

#: The orders in which the inbox can be read.
SORTS: dict[str, tuple[Any, ...]] = {
    "attention": (_G.done, _G.attention.desc(), _G.id),
    "name": (_G.folded, _G.id),
    "claims": (_G.claims.desc(), _G.id),
    "recent": (_G.last.desc(), _G.id),
    "changed": (_G.version.desc(), _G.id),
}


def progress(connection: Connection) -> Progress:
    """Count how far the editors have come."""

    def count(*conditions: ColumnElement[bool]) -> Any:
        return select(func.count()).where(_G.claims > 0, *conditions).scalar_subquery()

    row = connection.execute(
        select(
            select(func.count()).select_from(document).scalar_subquery().label("documents"),
            select(func.count()).select_from(claim).scalar_subquery().label("claims"),
            count().label("groups"),
            count(_G.status == Status.SETTLED.value).label("settled"),
            count(_G.label == Label.CONTESTED.value, _G.done == 0).label("contested"),
        )
    ).one()
    return Progress(row.documents, row.claims, row.groups, row.settled, row.contested)


def inbox(
    connection: Connection,
    *,
    status: Status | None,
    text: str,
    label: Label | None,
    assigned_to: str | None,
    sort: str,
    offset: int,
    limit: int,
) -> Page[GroupLine]:
    """Read a page of the groups that hold claims."""
    if sort not in SORTS:
        raise ReconcileError(f"{sort}: no order of the inbox; one of {', '.join(SORTS)}")
    conditions = [_G.claims > 0]
    if status is not None:
        conditions.append(_G.status == Status(status).value)
    if label is not None:
        conditions.append(_G.label == Label(label).value)
    if assigned_to is not None:
        conditions.append(_G.assigned_to == assigned_to)
    conditions += [_G.folded.contains(word, autoescape=True) for word in fold(text).split()]
    total = connection.execute(
        select(func.count()).select_from(claim_group).where(*conditions)
    ).scalar()
    order = SORTS[sort]
    if status is not None and sort == "attention":
        order = order[1:]  # one status is wholly done or wholly not
    found = fetch(
        connection,
        select(*LINE).where(*conditions).order_by(*order).offset(offset).limit(limit),
    )
    return Page(tuple(line_from(row) for row in found), offset, int(total or 0))


LINE = tuple(
    column for column in _G if column.name not in ("question", "digest", "name", "folded", "done")
)


def line_from(row: Mapping[str, Any]) -> GroupLine:
    """Read a line of the inbox back."""
    return GroupLine(
        id=row["id"],
        name=row["title"],
        status=Status(row["status"]),
        label=Label(row["label"]),
        attention=row["attention"],
        claims=row["claims"],
        documents=row["documents"],
        origins=row["origins"],
        undecided=row["undecided"],
        contradictions=row["contradictions"],
        low=row["low"],
        high=row["high"],
        first=date_of(row["first"]),
        last=date_of(row["last"]),
        assigned_to=row["assigned_to"],
    )
