"""Every query of the desk goes along an index, on both databases: no walk through a whole large table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text

from reconcile.ledger import Ledger
from reconcile.model import Verdict
from schema.database import is_postgres
from schema.vocabulary import Label, Status
from tests.reconcile.ledger.told import MONDAY, WOUNDED_56, judged, tell

#: The tables that grow with what is read and decided.
LARGE = (
    "claim", "claim_group", "document", "hop", "journal", "journal_touch", "judgement", "membership",
    "metadatum", "note", "relation", "assessment", "group_state", "opinion", "verdict", "placement",
)  # fmt: skip

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

#: The last entries are read backwards along the key, which SQLite calls a scan, and stop at their limit.
FORGIVEN = re.compile(r"\nFROM journal ORDER BY journal.number DESC\s+LIMIT \S+ OFFSET \S+\Z")


@pytest.mark.parametrize("act", QUERIES.values(), ids=QUERIES)
def test_no_query_of_the_desk_walks_through_a_large_table(ledger: Ledger, act: Act) -> None:
    tell(ledger)
    ledger.note("group:g-killed", "look")
    ledger.note("group:g-killed", "look again")
    ledger.undo()
    ran: list[tuple[str, Any]] = []

    def listen(_c: Any, _u: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        if re.match(r"SELECT|UPDATE|DELETE", statement) and "pg_" not in statement:
            ran.append((statement, parameters[0] if many else parameters))

    event.listen(ledger.engine, "before_cursor_execute", listen)
    if act is not QUERIES["redo"]:
        act(ledger)
    else:
        ledger.redo()
    event.remove(ledger.engine, "before_cursor_execute", listen)
    assert ran
    for statement, parameters in ran:
        plan = _plan(ledger, statement, parameters)
        if not FORGIVEN.search(statement.strip()):
            assert not _walks(plan), f"{statement}\n\n{plan}"


def _plan(ledger: Ledger, statement: str, parameters: Any) -> str:
    with ledger.engine.connect() as connection:
        if not is_postgres(connection):
            rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters).all()
            return "\n".join(str(row[-1]) for row in rows)
        # The tables of a test are so small that walking through them is quickest; that is not the question.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        rows = connection.exec_driver_sql("EXPLAIN " + statement, parameters).all()
        return "\n".join(str(row[0]) for row in rows)


def _walks(plan: str) -> list[str]:
    aliases = {"here": "membership", "there": "membership", "later": "journal", "answer": "journal"}
    walks = []
    for line in plan.splitlines():
        found = re.search(r"\bSCAN (\w+)\Z|Seq Scan on (\w+)", line)
        name = (found.group(1) or found.group(2)) if found else ""
        if aliases.get(name, name) in LARGE:
            walks.append(line)
    return walks


def test_a_walk_would_be_seen(ledger: Ledger) -> None:
    tell(ledger)
    marker = "%(word)s" if is_postgres(ledger.engine) else ":word"
    plan = _plan(ledger, f"SELECT id FROM claim WHERE sentence = {marker}", {"word": "x"})
    assert _walks(plan)
