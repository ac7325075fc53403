"""Search over everything that is kept: groups, sources, claims, documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.folding import fold
from reconcile.ledger.queries.inbox import named
from reconcile.model.views import Hit, Page
from schema import search as index
from schema.tables import claim, claim_group, document, membership, source

#: Characters of a document shown on either side of what was found.
CONTEXT = 60

Found = tuple[list[Hit], int]


def search(connection: Connection, text: str, offset: int, limit: int) -> Page[Hit]:
    """Find all words of ``text``, quoted ones in a row and the last as a beginning, without case or accents.

    Groups come first, then sources, claims and documents.
    """
    if not fold(text):
        return Page((), offset, 0)
    places = index.find(connection, text)
    hits: list[Hit] = []
    total = 0
    finders: tuple[Callable[[int, int], Found], ...] = (
        lambda start, room: _groups(connection, text, start, room),
        lambda start, room: _sources(connection, text, start, room),
        lambda start, room: _claims(connection, places.get("claim", []), start, room),
        lambda start, room: _documents(connection, places.get("document", []), text, start, room),
    )
    for finder in finders:
        found, count = finder(max(0, offset - total), max(0, limit - len(hits)))
        hits += found
        total += count
    return Page(tuple(hits), offset, total)


def _count(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> int:
    return int(connection.execute(select(func.count()).where(*conditions)).scalar() or 0)


def _groups(connection: Connection, text: str, offset: int, limit: int) -> Found:
    conditions = [claim_group.c.claims > 0, named(connection, text)]
    found = fetch(
        connection,
        select(claim_group.c.id, claim_group.c.title, claim_group.c.label)
        .where(*conditions)
        .order_by(claim_group.c.attention.desc(), claim_group.c.id)
        .offset(offset)
        .limit(limit),
    )
    hits = [Hit("group", row["id"], row["title"], row["label"], row["id"]) for row in found]
    return hits, _count(connection, conditions)


def _sources(connection: Connection, text: str, offset: int, limit: int) -> Found:
    conditions = [source.c.key.contains(word, autoescape=True) for word in fold(text).split()]
    found = fetch(
        connection,
        select(source.c.key, source.c.name, source.c.kind)
        .where(*conditions)
        .order_by(source.c.key)
        .offset(offset)
        .limit(limit),
    )
    hits = [Hit("source", row["key"], row["name"], row["kind"]) for row in found]
    return hits, _count(connection, conditions)


def _claims(connection: Connection, ids: Sequence[str], offset: int, limit: int) -> Found:
    found = fetch(
        connection,
        select(claim.c.id, claim.c.exact, claim.c.sentence, membership.c.group_id)
        .select_from(claim.outerjoin(membership))
        .where(claim.c.id.in_(ids[offset : offset + limit]))
        .order_by(claim.c.id),
    )
    hits = [
        Hit("claim", row["id"], row["exact"], row["sentence"], row["group_id"]) for row in found
    ]
    return hits, len(ids)


def _documents(
    connection: Connection, ids: Sequence[str], text: str, offset: int, limit: int
) -> Found:
    found = fetch(
        connection,
        select(document.c.sha256, document.c.title, document.c.path, document.c.text)
        .where(document.c.sha256.in_(ids[offset : offset + limit]))
        .order_by(document.c.sha256),
    )
    hits = [
        Hit("document", row["sha256"], row["title"] or row["path"], _excerpt(row["text"], text))
        for row in found
    ]
    return hits, len(ids)


def _excerpt(text: str, wanted: str) -> str:
    """Cut the text around the first of the words that stands in it as it was typed."""
    low = text.casefold()
    words = wanted.replace('"', " ").casefold().split()
    at = min((place for word in words if (place := low.find(word)) >= 0), default=0)
    return " ".join(text[max(0, at - CONTEXT) : at + 2 * CONTEXT].split())
