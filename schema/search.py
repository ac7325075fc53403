"""The full-text index: SQLite's FTS5 or PostgreSQL's tsvector over text that is folded beforehand.

Both see plain lower-case words without accents, so both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection
from sqlalchemy import text as sql

from schema.database import is_postgres
from schema.folding import fold

#: Longer texts are indexed in parts of so many characters: a tsvector has a limit.
PART = 50_000

#: No more than so many places are found.
MOST = 20_000

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


def create(connection: Connection) -> None:
    """Make the index."""
    if is_postgres(connection):
        connection.execute(
            sql("CREATE TABLE search (kind varchar(16), id varchar(64), body tsvector NOT NULL)")
        )
        connection.execute(sql("CREATE INDEX ix_search_body ON search USING gin (body)"))
        return
    connection.execute(
        sql("CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, body)")
    )


def drop(connection: Connection) -> None:
    """Take the index away; nothing is lost that the tables do not hold."""
    connection.execute(sql("DROP TABLE search"))


def index(connection: Connection, kind: str, texts: Iterable[tuple[str, str]]) -> None:
    """Index texts of one kind (``claim``, ``document``) by their ids."""
    rows = [
        {"kind": kind, "id": key, "body": part}
        for key, text in texts
        for part in _parts(fold(text))
    ]
    if not rows:
        return
    body = "to_tsvector('simple', :body)" if is_postgres(connection) else ":body"
    connection.execute(
        sql(f"INSERT INTO search (kind, id, body) VALUES (:kind, :id, {body})"), rows
    )


def _parts(folded: str) -> Iterator[str]:
    start = 0
    while len(folded) - start > PART:
        end = folded.rfind(" ", start, start + PART)
        end = end if end > start else start + PART
        yield folded[start:end]
        start = end
    yield folded[start:]


def query(postgres: bool, text: str) -> str:
    """Write what an editor typed as a query: all words, quoted ones in a row, the last one as a beginning.

    Empty where ``text`` holds no word.
    """
    phrases = [fold(quoted or word).split() for quoted, word in _PHRASE.findall(text)]
    terms = [words for words in phrases if words]
    if not terms:
        return ""
    open_end = "" if text.rstrip().endswith('"') else ("*", ":*")[postgres]
    if postgres:
        written = ["(" + " <-> ".join(words) + ")" for words in terms]
        if open_end:
            written[-1] = "(" + " <-> ".join([*terms[-1][:-1], terms[-1][-1] + open_end]) + ")"
        return " & ".join(written)
    return " ".join('"' + " ".join(words) + '"' for words in terms) + open_end


def remove(connection: Connection, kind: str, key: str, text: str) -> None:
    """Take a text out of the index again."""
    values = {"kind": kind, "id": key}
    if is_postgres(connection):
        connection.execute(sql("DELETE FROM search WHERE kind = :kind AND id = :id"), values)
        return
    # FTS5 finds rows by their words alone.
    words = " ".join(fold(text)[:PART].split()[:50])
    matched = "SELECT rowid FROM search WHERE search MATCH :words AND kind = :kind AND id = :id"
    connection.execute(
        sql(f"DELETE FROM search WHERE rowid IN ({matched})"), {**values, "words": f'"{words}"'}
    )


def find(connection: Connection, text: str) -> dict[str, list[str]]:
    """Find the ids of what holds all the words, by kind, sorted; of a common word no more than :data:`MOST`."""
    postgres = is_postgres(connection)
    wanted = query(postgres, text)
    found: dict[str, set[str]] = {}
    if wanted:
        match = "body @@ to_tsquery('simple', :wanted)" if postgres else "search MATCH :wanted"
        rows = connection.execute(
            sql(f"SELECT kind, id FROM search WHERE {match} LIMIT {MOST}"), {"wanted": wanted}
        )
        for kind, key in rows:
            found.setdefault(str(kind), set()).add(str(key))
    return {kind: sorted(keys) for kind, keys in found.items()}
