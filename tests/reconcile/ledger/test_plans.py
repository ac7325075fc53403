"""Every query of the desk goes along an index, on both databases: no walk through a whole large table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Verdict
from schema.database import is_postgres
from schema.vocabulary import Label, Status
from tests.reconcile.ledger.plans import plan, statements, walks
from tests.reconcile.ledger.told import MONDAY, WOUNDED_56, judged, tell

Act = Callable[[Ledger], object]

QUERIES: dict[str, Act] = {
    "inbox": lambda ledger: ledger.inbox(),
    "inbox of a status": lambda ledger: ledger.inbox(status=Status.OPEN),
    "inbox of a label": lambda ledger: ledger.inbox(label=Label.CONTESTED),
    "inbox by name": lambda ledger: ledger.inbox(sort="name"),
    "inbox by size": lambda ledger: ledger.inbox(sort="claims"),
    "inbox by date": lambda ledger: ledger.inbox(sort="recent"),
    "inbox by change": lambda ledger: ledger.inbox(sort="changed"),
    "inbox of an editor": lambda ledger: ledger.inbox(assigned_to="bo"),
    "group": lambda ledger: ledger.group("g-wounded"),
    "group of a claim": lambda ledger: ledger.group_of(WOUNDED_56.id),
    "document": lambda ledger: ledger.document(MONDAY.sha256),
    "claims of a document": lambda ledger: ledger.claims_of(MONDAY.sha256),
    "claims": lambda ledger: ledger.claims(),
    "history": lambda ledger: ledger.history(),
    "history of a group": lambda ledger: ledger.history("group:g-wounded"),
    "history of an editor": lambda ledger: ledger.history(actor="ada"),
    "who": lambda ledger: ledger.who("red_cross"),
    "what changed": lambda ledger: ledger.groups_changed_since(2),
    "head": lambda ledger: ledger.head(),
    "judge": lambda ledger: ledger.judge(judged(), group="g-wounded", expected=4),
    "settle": lambda ledger: ledger.settle(Verdict("g-wounded", Status.SETTLED, 1, reason="so")),
    "note": lambda ledger: ledger.note("group:g-wounded", "look"),
    "undo": lambda ledger: ledger.undo(),
    "redo": lambda ledger: ledger.redo(),
}


@pytest.mark.parametrize("act", QUERIES.values(), ids=QUERIES)
def test_no_query_of_the_desk_walks_through_a_large_table(ledger: Ledger, act: Act) -> None:
    tell(ledger)
    ledger.note("group:g-killed", "look")
    ledger.note("group:g-killed", "look again")
    ledger.undo()
    ran = statements(ledger, act)
    assert ran
    for statement, parameters in ran:
        # A test's tables are so small that walking through them is quickest; that is not the question.
        found = plan(ledger, statement, parameters, small=True)
        assert not walks(statement, found), f"{statement}\n\n{found}"


def test_a_walk_would_be_seen(ledger: Ledger) -> None:
    tell(ledger)
    marker = "%(word)s" if is_postgres(ledger.engine) else ":word"
    statement = f"SELECT id FROM claim WHERE sentence = {marker}"
    assert walks(statement, plan(ledger, statement, {"word": "x"}, small=True))
