"""Does a ledger still say what was put into it? The chain, the documents, the quotes, the decisions."""

from __future__ import annotations

from sqlalchemy import Connection

from reconcile.ledger.verifying import chain, decided, kept, made, orphans, searchable
from reconcile.model.review import Seal
from reconcile.model.views import Problem
from schema.database import tolerating


def verify(connection: Connection, seal: Seal | None = None) -> list[Problem]:
    """Re-read everything and list what does not hold, the journal's own problems first.

    The journal's hashes show what was changed in it without its chain being written anew; against that stands
    only a ``seal`` kept elsewhere.
    """
    with tolerating(connection):
        story = chain.read(connection, seal)
        problems = list(story.problems)
        problems += decided.check(connection, story)
        problems += kept.check(connection, story)
        problems += made.check(connection, story)
        problems += orphans.check(connection)
        problems += searchable.check(connection)
    return problems
