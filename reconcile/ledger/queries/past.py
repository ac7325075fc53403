"""The journal as it is read: by subject, by editor, and what changed since."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, case, func, select

from reconcile.ledger import journal as chain
from reconcile.ledger.fetching import fetch, fetch_keys
from reconcile.ledger.undoing import is_undone
from reconcile.model.review import JournalEntry
from reconcile.model.views import Page
from schema.tables import claim, claim_group, journal, journal_touch, judgement, placement
from schema.tables import membership as members
from schema.vocabulary import RelationType

#: So much is read of what an entry left behind; the digests of what the machine made may be very long.
LONG = 20_000

_after = journal.c.after
_SHOWN = (
    *(column for column in journal.c if column.name != "after"),
    case((journal.c.before == "null", func.substr(_after, 1, LONG)), else_=_after).label("after"),
)

_KINDS = ("group", "claim", "source", "document")


def history(
    connection: Connection, subject: str | None, actor: str | None, offset: int, limit: int
) -> Page[JournalEntry]:
    """Read the journal backwards, whole or for one group, claim, source, document or editor.

    ``subject`` is ``group:ID`` and so on, or a bare id. The history of a claim has the adding of its document.
    """
    conditions: list[ColumnElement[bool]] = []
    if actor is not None:
        conditions.append(journal.c.actor == actor)
    if subject is not None:
        touched = select(journal_touch.c.entry).where(
            journal_touch.c.subject.in_(_named(connection, subject))
        )
        conditions.append(journal.c.number.in_(touched))
    total = connection.execute(
        select(func.count()).select_from(journal).where(*conditions)
    ).scalar()
    found = fetch(
        connection,
        select(*_SHOWN, is_undone().label("undone"))
        .where(*conditions)
        .order_by(journal.c.number.desc())
        .offset(offset)
        .limit(limit),
    )
    entries = tuple(chain.entry_from(row, undone=bool(row["undone"])) for row in found)
    return Page(entries, offset, int(total or 0))


def _named(connection: Connection, subject: str) -> list[str]:
    kind, colon, key = subject.partition(":")
    if not colon or kind not in _KINDS:
        kind, key = "", subject
    names = [f"{kind}:{key}"] if kind else [f"{one}:{key}" for one in _KINDS]
    if kind in ("", "claim"):
        document = connection.execute(select(claim.c.document).where(claim.c.id == key)).scalar()
        if document is not None:
            names.append(f"document:{document}")
    return names


def groups_changed_since(connection: Connection, entry: int) -> tuple[str, ...]:
    """Name the groups that entries after ``entry`` touched."""
    # Sorted here: told to sort by id, a database walks through all of them by id.
    changed = select(claim_group.c.id).where(claim_group.c.version > entry)
    return tuple(sorted(fetch_keys(connection, changed)))


def entry_hash(connection: Connection, number: int) -> str | None:
    """Give the hash of an entry, or of the beginning of all journals for 0; ``None`` where there is none."""
    if number == 0:
        return chain.GENESIS
    found = connection.execute(select(journal.c.hash).where(journal.c.number == number)).scalar()
    return None if found is None else str(found)


def constraints(
    connection: Connection,
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Say which claims editors' decisions hold together, and which they keep apart, as ordered pairs.

    A claim placed in a group belongs with the members that were there before it, which belong together, and is kept
    apart from those of the group it was taken out of. A judged pair belongs together, unless it was judged unrelated.
    """
    must: set[tuple[str, str]] = set()
    cannot: set[tuple[str, str]] = set()
    here, there = members.alias("here"), members.alias("there")
    brought = placement.alias("brought")
    # One that was there before, so that all hang together; failing that, any.
    native = func.min(case((brought.c.claim.is_(None), there.c.claim)))
    for one, other in connection.execute(
        select(here.c.claim, func.coalesce(native, func.min(there.c.claim)))
        .select_from(placement)
        .join(here, here.c.claim == placement.c.claim)
        .join(there, there.c.group_id == here.c.group_id)
        .outerjoin(brought, brought.c.claim == there.c.claim)
        .where(there.c.claim != here.c.claim)
        .group_by(here.c.claim)
    ):
        must.add(_pair(one, other))
    # Whoever brings a claim into a group has seen the others there: they stay.
    first = func.min(there.c.claim).over(partition_by=there.c.group_id)
    shaped = select(placement.c.group_id).distinct()
    for one, other in connection.execute(
        select(there.c.claim, first)
        .outerjoin(brought, brought.c.claim == there.c.claim)
        .where(there.c.group_id.in_(shaped), brought.c.claim.is_(None))
    ):
        if one != other:
            must.add(_pair(one, other))
    for one, other in connection.execute(
        select(placement.c.claim, there.c.claim)
        .select_from(placement)
        .join(there, there.c.group_id == placement.c.apart_from)
        .where(placement.c.apart_from != placement.c.group_id)
    ):
        cannot.add(_pair(one, other))
    for a, b, kind in connection.execute(select(judgement.c.a, judgement.c.b, judgement.c.type)):
        apart = kind == RelationType.UNRELATED.value
        (cannot if apart else must).add(_pair(a, b))
    return frozenset(must - cannot), frozenset(cannot)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
