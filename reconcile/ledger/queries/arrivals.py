"""What came into a ledger, in the order in which it came: the journal knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import Change, changes_of
from schema.tables import journal

#: What is corrected in these fields has nothing to do with the question that a claim answers.
_BESIDE_THE_QUESTION = frozenset({"attribution", "modality", "origin", "origin_key", "polarity"})


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The documents, and the claims added by hand, each with the entry by which it came."""

    documents: Mapping[str, int]
    claims: Mapping[str, int]
    #: Whether a claim that had been there was taken away, or corrected in what it is about.
    rewritten: bool


def since(connection: Connection, entry: int) -> Arrivals:
    """Read what came after an entry of the journal; 0 for all."""
    documents: dict[str, int] = {}
    claims: dict[str, int] = {}
    rewritten = False
    for row in fetch(
        connection,
        select(journal.c.number, journal.c.action, journal.c.before, journal.c.after)
        .where(
            journal.c.number > entry,
            journal.c.action.in_(("add", "add_claim", "correct", "undo", "redo")),
        )
        .order_by(journal.c.number),
    ):
        if row["action"] == "add":
            for made in json.loads(row["after"])["documents"]:
                documents[made["sha256"]] = row["number"]
            continue
        for change in changes_of(row):
            if change.table == "added_claim" and change.after is not None:
                claims[change.key[0]] = row["number"]
            rewritten |= _rewrites(change)
    return Arrivals(documents, claims, rewritten)


def _rewrites(change: Change) -> bool:
    if change.table == "added_claim":
        return change.after is None
    return change.table == "correction" and change.key[1] not in _BESIDE_THE_QUESTION
