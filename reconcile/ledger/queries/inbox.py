"""The inbox: groups a page at a time, along an index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, func, or_, select

from reconcile.ledger.fetching import fetch, fetch_keys
from reconcile.ledger.folding import fold
from reconcile.ledger.journal import head
from reconcile.ledger.rows import date_of
from reconcile.ledger.summary import chunks
from reconcile.model.errors import ReconcileError
from reconcile.model.views import GroupLine, Page, Progress
from schema.database import is_postgres
from schema.tables import claim, claim_group, document, journal
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


class Counter:
    """Counts documents and claims once, and again only after an entry that may have changed how many there are.

    Counting a million rows takes longer than an editor should wait after each keypress.
    """

    def __init__(self) -> None:
        self._known = (-1, 0, 0)

    def read(self, connection: Connection) -> tuple[int, int]:
        """Count the documents and the claims."""
        entry, documents, claims = self._known
        now = head(connection).count
        if entry < 0 or entry > now or _may_have_changed(connection, entry):
            documents, claims = (
                int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
                for table in (document, claim)
            )
        self._known = (now, documents, claims)
        return documents, claims


def _may_have_changed(connection: Connection, entry: int) -> bool:
    adding = ("add", "add_claim")
    earlier = journal.alias("earlier")
    taken_back = select(earlier.c.number).where(
        earlier.c.number == journal.c.target, earlier.c.action.in_(adding)
    )
    found = connection.execute(
        select(journal.c.number)
        .where(
            journal.c.number > entry,
            or_(journal.c.action.in_(adding), taken_back.exists()),
        )
        .limit(1)
    )
    return found.first() is not None


def progress(connection: Connection, counter: Counter) -> Progress:
    """Count how far the editors have come."""

    def count(*conditions: ColumnElement[bool]) -> Any:
        return select(func.count()).where(_G.claims > 0, *conditions).scalar_subquery()

    documents, claims = counter.read(connection)
    row = connection.execute(
        select(
            count().label("groups"),
            count(chosen(connection, _G.status == Status.SETTLED.value)).label("settled"),
            count(_G.contradictions > 0, _G.done == 0).label("contested"),
        )
    ).one()
    return Progress(documents, claims, row.groups, row.settled, row.contested)


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
        conditions.append(chosen(connection, _G.status == Status(status).value))
    if label is not None:
        conditions.append(chosen(connection, _G.label == Label(label).value))
    if assigned_to is not None:
        conditions.append(chosen(connection, _G.assigned_to == assigned_to))
    if fold(text):
        conditions.append(named(connection, text))
    total = connection.execute(
        select(func.count()).select_from(claim_group).where(*conditions)
    ).scalar()
    order = SORTS[sort]
    if status is not None and sort == "attention":
        order = order[1:]  # one status is wholly done or wholly not
    # First the ids, which the index gives without touching a row, however far down the page is.
    ids = fetch_keys(
        connection, select(_G.id).where(*conditions).order_by(*order).offset(offset).limit(limit)
    )
    lines = {
        row["id"]: line_from(row)
        for part in chunks(ids)
        for row in fetch(connection, select(*LINE).where(_G.id.in_(part)))
    }
    return Page(tuple(lines[key] for key in ids), offset, int(total or 0))


def chosen(connection: Connection, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say that a condition picks the index.

    SQLite, once it has counted a ledger in which nobody has decided yet, holds that every group has the same
    status, and looks at each instead of in the index.
    """
    return condition if is_postgres(connection) else func.unlikely(condition, type_=Boolean)


def named(connection: Connection, text: str) -> ColumnElement[bool]:
    """Say that a group's title holds all words of ``text``.

    Asked apart, so that the titles are read in their index and only the groups that are found are sorted.
    """
    one = claim_group.alias("named")
    place = func.strpos if is_postgres(connection) else func.instr
    return _G.id.in_(
        select(one.c.id).where(*(place(one.c.folded, word) > 0 for word in fold(text).split()))
    )


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
