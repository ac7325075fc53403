"""Re-read the journal: each entry's hash, its link to the one before, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import GENESIS, changes_of, entry_hash
from reconcile.ledger.rows import Row
from reconcile.model.review import Seal
from reconcile.model.views import Problem
from schema.tables import journal, journal_touch

#: How many entries are read at a time: those of the machine may be long.
STRETCH = 500

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """What the machine had made, by the last entry that says so."""

    digest: str
    entry: int
    claims_digest: str = ""
    claims: int = 0


@dataclass(slots=True)
class Story:
    """The state of a ledger as its journal tells it."""

    problems: list[Problem] = field(default_factory=list)
    #: Each decided row with the entry that wrote it last; ``None`` where it is gone.
    rows: dict[Key, tuple[dict[str, Any] | None, int]] = field(default_factory=dict)
    documents: dict[str, Made] = field(default_factory=dict)
    groups: dict[str, Made] = field(default_factory=dict)
    assessments: dict[str, Made] = field(default_factory=dict)
    copies: dict[str, tuple[str, float, int]] = field(default_factory=dict)
    #: Which document each newer version of a page replaces, with the entry.
    versions: dict[str, tuple[str, int]] = field(default_factory=dict)
    count: int = 0

    def table(self, name: str) -> dict[tuple[str, ...], dict[str, Any]]:
        """Give the rows that a decided table should hold."""
        return {
            key: row
            for (table, key), (row, _) in self.rows.items()
            if table == name and row is not None
        }


def read(connection: Connection, seal: Seal | None) -> Story:
    """Walk the chain from its first entry; after the first break in it, only contents are followed."""
    story = Story()
    indexed = _indexed(connection)
    previous, whole = GENESIS, True
    for row in _entries(connection):
        broken = _broken(row, story.count + 1, previous)
        if broken and whole:
            story.problems.append(
                Problem("journal", f"entry {row['number']}", broken, row["number"])
            )
            whole = False
        if seal is not None and row["number"] == seal.count and row["hash"] != seal.hash:
            said = "is not the entry that was sealed: the journal was written anew"
            story.problems.append(Problem("seal", f"entry {row['number']}", said, row["number"]))
        previous, story.count = row["hash"], row["number"]
        try:
            _follow(story, row, indexed)
        except (KeyError, TypeError, ValueError) as error:
            if whole:
                said = f"cannot be read ({error})"
                story.problems.append(
                    Problem("journal", f"entry {row['number']}", said, row["number"])
                )
                whole = False
    if seal is not None and story.count < seal.count:
        said = f"ends at entry {story.count}, but {seal.count} were sealed: entries were cut off"
        story.problems.append(Problem("seal", "journal", said, story.count + 1))
    return story


def _entries(connection: Connection) -> Iterator[Row]:
    after = -1
    while found := fetch(
        connection,
        select(journal).where(journal.c.number > after).order_by(journal.c.number).limit(STRETCH),
    ):
        yield from found
        after = found[-1]["number"]


def _broken(row: Row, expected: int, previous: str) -> str:
    if row["number"] != expected:
        return f"follows entry {expected - 1}: what stood between was removed"
    if row["previous_hash"] != previous:
        return "does not follow from the entry before it: one of the two was replaced or moved"
    if entry_hash(row) != row["hash"]:
        return f"({row['actor']}, {row['action']}) does not have the hash it was written with: it was altered"
    return ""


def _indexed(connection: Connection) -> set[int]:
    """Read which decided rows the index of subjects knows by entry, as hashes to spare memory."""
    found = connection.execute(
        select(journal_touch.c.subject, journal_touch.c.entry).where(
            journal_touch.c.subject >= "row:", journal_touch.c.subject < "row;"
        )
    )
    return {hash((subject, entry)) for subject, entry in found}


def _follow(story: Story, row: Row, indexed: set[int]) -> None:
    number = row["number"]
    if row["before"] == "null":
        _follow_machine(story, json.loads(row["after"]), number)
        return
    for change in changes_of(row):
        key = (change.table, change.key)
        stood, _ = story.rows.get(key, (None, 0))
        if stood != change.before:
            said = f"changes {change.subject.removeprefix('row:')}, which was not as the entry says"
            story.problems.append(Problem("journal", f"entry {number}", said, number))
        if hash((change.subject, number)) not in indexed:
            said = f"is missing from the history of {change.subject.removeprefix('row:')}"
            story.problems.append(Problem("index", f"entry {number}", said, number))
        story.rows[key] = (change.after, number)
        if change.table == "made_group" and change.after is None:
            story.groups.pop(change.key[0], None)
            story.assessments.pop(change.key[0], None)


def _follow_machine(story: Story, made: dict[str, Any], number: int) -> None:
    for item in made.get("documents", ()):
        story.documents[item["sha256"]] = Made(
            item["digest"], number, item["claims_digest"], item["claims"]
        )
    for group, digest in made.get("groups", ()):
        story.groups[group] = Made(digest, number)
    for group, digest in made.get("assessments", ()):
        story.assessments[group] = Made(digest, number)
    for document, copy_of, share in made.get("copies", ()):
        story.copies[document] = (copy_of, share, number)
    if "version" in made:
        document, previous = made["version"]
        story.versions[document] = (previous, number)
