"""How a database goes about the statements of a query: which large tables it would walk through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text

from reconcile.ledger import Ledger
from schema.database import is_postgres

#: The tables that grow with what is read and decided.
LARGE = (
    "claim", "claim_group", "document", "hop", "journal", "journal_touch", "judgement", "membership",
    "metadatum", "note", "relation", "assessment", "group_state", "opinion", "verdict", "placement",
)  # fmt: skip

#: The last entries are read backwards along the key, which SQLite calls a scan, and stop at their limit.
FORGIVEN = re.compile(r"\nFROM journal ORDER BY journal.number DESC\s+LIMIT \S+ OFFSET \S+\Z")

_ALIASES = {"here": "membership", "there": "membership", "later": "journal", "answer": "journal"}


def statements(ledger: Ledger, act: Callable[[Ledger], object]) -> list[tuple[str, Any]]:
    """Run a query or command and return the statements it ran, each with its parameters."""
    ran: list[tuple[str, Any]] = []

    def listen(_c: Any, _u: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        if re.match(r"SELECT|UPDATE|DELETE", statement) and "pg_" not in statement:
            ran.append((statement, parameters[0] if many else parameters))

    event.listen(ledger.engine, "before_cursor_execute", listen)
    try:
        act(ledger)
    finally:
        event.remove(ledger.engine, "before_cursor_execute", listen)
    return ran


def plan(ledger: Ledger, statement: str, parameters: Any, *, small: bool) -> str:
    """Ask for the plan of a statement; with ``small``, as if walking through a table were costly."""
    with ledger.engine.connect() as connection:
        if not is_postgres(connection):
            rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters).all()
            return "\n".join(str(row[-1]) for row in rows)
        if small:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        rows = connection.exec_driver_sql("EXPLAIN " + statement, parameters).all()
        return "\n".join(str(row[0]) for row in rows)


def walks(statement: str, plan: str) -> list[str]:
    """List the lines of a plan that walk through a whole large table."""
    if FORGIVEN.search(statement.strip()):
        return []
    found = []
    for line in plan.splitlines():
        walk = re.search(r"\bSCAN (\w+)\Z|Seq Scan on (\w+)", line)
        name = (walk.group(1) or walk.group(2)) if walk else ""
        if _ALIASES.get(name, name) in LARGE:
            found.append(line.strip())
    return found
