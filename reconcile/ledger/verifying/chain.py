"""Re-read the journal: each entry's hash, its link to the one before, and what it changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import GENESIS, Change, changes_of, entry_hash
from reconcile.ledger.rows import Row
from reconcile.ledger.verifying.naming import UNREADABLE
from reconcile.model.errors import ReconcileError
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
    #: Whether its bytes were kept; unknown of what was added before the journal said so.
    received: bool | None = None


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
    #: The bodies that speakers were found to speak for, by the speakers' keys.
    bodies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: Whether every entry by which documents came says for whom their speakers speak.
    tells_bodies: bool = True
    #: Whom editors' corrections named, or had no longer named, at any time.
    once_named: set[str] = field(default_factory=set)
    #: The claims that editors added at any time, by id.
    once_added: dict[str, dict[str, Any]] = field(default_factory=dict)
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
    indexed = _Index(connection)
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
        except UNREADABLE as error:
            if whole:
                said = f"cannot be read ({error})"
                story.problems.append(
                    Problem("journal", f"entry {row['number']}", said, row["number"])
                )
                whole = False
    if seal is not None and story.count < seal.count:
        said = f"ends at entry {story.count}, but {seal.count} were sealed: entries were cut off"
        story.problems.append(Problem("seal", "journal", said, story.count + 1))
    if indexed.rows:
        said = f"tells {len(indexed.rows)} times of rows that no entry changed"
        story.problems.append(Problem("index", "journal", said))
    return story


def _entries(connection: Connection) -> Iterator[Row]:
    stretch = select(journal).order_by(journal.c.number).limit(STRETCH)
    found = fetch(connection, stretch)
    while found:
        yield from found
        found = fetch(connection, stretch.where(journal.c.number > found[-1]["number"]))


def _broken(row: Row, expected: int, previous: str) -> str:
    if row["number"] != expected:
        return f"follows entry {expected - 1}: what stood between was removed"
    if row["previous_hash"] != previous:
        return "does not follow from the entry before it: one of the two was replaced or moved"
    if not _has_its_hash(row):
        return f"({row['actor']}, {row['action']}) does not have the hash it was written with: it was altered"
    return ""


def _has_its_hash(row: Row) -> bool:
    try:
        return bool(entry_hash(row) == row["hash"])
    except ReconcileError:  # it holds what no entry can
        return False


class _Index:
    """What the index of subjects knows, as hashes to spare memory: of decided rows apart, to see what is too much."""

    def __init__(self, connection: Connection) -> None:
        self.rows: set[int] = set()
        self.others: set[int] = set()
        statement = select(journal_touch.c.subject, journal_touch.c.entry)
        for subject, entry in connection.execute(statement.execution_options(yield_per=10_000)):
            (self.rows if subject.startswith("row:") else self.others).add(hash((subject, entry)))

    def lacks(self, subject: str, entry: int) -> bool:
        """Tell whether the history of a subject lacks an entry."""
        known = hash((subject, entry))
        if not subject.startswith("row:"):
            return known not in self.others
        if known not in self.rows:
            return True
        self.rows.remove(known)
        return False


def _follow(story: Story, row: Row, indexed: _Index) -> None:
    number = row["number"]
    told = {row["subject"]} if ":" in row["subject"] else set()
    if row["before"] == "null":
        told |= _follow_machine(story, json.loads(row["after"]), number)
    else:
        for change in changes_of(row):
            told |= _follow_change(story, change, number)
    for subject in sorted(told):
        if indexed.lacks(subject, number):
            said = f"is missing from the history of {subject.removeprefix('row:')}"
            story.problems.append(Problem("index", f"entry {number}", said, number))


def _follow_change(story: Story, change: Change, number: int) -> set[str]:
    """Follow what an editor changed; return whom it concerns."""
    key = (change.table, change.key)
    stood, _ = story.rows.get(key, (None, 0))
    if stood != change.before:
        said = f"changes {change.subject.removeprefix('row:')}, which was not as the entry says"
        story.problems.append(Problem("journal", f"entry {number}", said, number))
    story.rows[key] = (change.after, number)
    if change.table == "added_claim" and change.after is not None:
        story.once_added[change.key[0]] = change.after["record"]
    for side in (change.before, change.after):
        if change.table == "correction" and side is not None:
            story.once_named |= _names(side["extracted"]) | _names(side["corrected"])
    if change.table == "made_group" and change.after is None:
        story.groups.pop(change.key[0], None)
        story.assessments.pop(change.key[0], None)
    return {change.subject, *change.concerns}


def _names(columns: Mapping[str, Any]) -> set[str]:
    """Name whoever speaks in the columns of a claim that were corrected."""
    steps = columns.get("hops") or ()
    named = {step[part] for step in steps for part in ("speaker", "organisation")}
    return {name for name in (columns.get("origin"), columns.get("origin_key"), *named) if name}


def _follow_machine(story: Story, made: dict[str, Any], number: int) -> set[str]:
    """Follow what the machine made; return whom it concerns."""
    told = set()
    for item in made.get("documents", ()):
        told.add(f"document:{item['sha256']}")
        story.documents[item["sha256"]] = Made(
            item["digest"], number, item["claims_digest"], item["claims"], item.get("received")
        )
        story.tells_bodies &= "bodies" in item
        for speaker, body in item.get("bodies", ()):
            story.bodies[speaker].add(body)
    for group, digest in made.get("groups", ()):
        told.add(f"group:{group}")
        story.groups[group] = Made(digest, number)
    for group, digest in made.get("assessments", ()):
        told.add(f"group:{group}")
        story.assessments[group] = Made(digest, number)
    for document, copy_of, share in made.get("copies", ()):
        told.add(f"document:{document}")
        story.copies[document] = (copy_of, share, number)
    if "version" in made:
        document, previous = made["version"]
        told |= {f"document:{document}", f"document:{previous}"}
        story.versions[document] = (previous, number)
    return told
