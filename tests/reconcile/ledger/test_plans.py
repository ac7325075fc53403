"""Every query of the desk goes along an index, on both databases: no walk through a whole large table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Verdict
from schema.database import is_postgres
from schema.vocabulary import Credibility, Label, Reliability, Status
from tests.reconcile.ledger.plans import plan, statements, walks
from tests.reconcile.ledger.told import MISSED, MONDAY, WOUNDED_56, WOUNDED_70, judged, tell

PAIR = (WOUNDED_56.id, WOUNDED_70.id)
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
    "inbox by words": lambda ledger: ledger.inbox(text="wounded"),
    "progress": lambda ledger: ledger.progress(),
    "group, blind": lambda ledger: ledger.group("g-wounded", blind=True),
    "group by name": lambda ledger: ledger.find_group("people wounded lisbon"),
    "claim by its beginning": lambda ledger: ledger.find_claim(WOUNDED_56.id[:6]),
    "documents": lambda ledger: ledger.documents(),
    "claims of a source": lambda ledger: ledger.claims(source="red_cross"),
    "claims of a measure": lambda ledger: ledger.claims(measure="wounded"),
    "search": lambda ledger: ledger.search("wounded"),
    "history of a claim": lambda ledger: ledger.history(f"claim:{WOUNDED_56.id}"),
    "history of a source": lambda ledger: ledger.history("source:red_cross"),
    "arrivals": lambda ledger: ledger.arrivals(3),
    "clear": lambda ledger: (
        ledger.judge(judged(), group="g-wounded"),
        ledger.clear(*PAIR, group="g-wounded"),
    ),
    "second opinion": lambda ledger: ledger.give_opinion(judged(), group="g-wounded", expected=4),
    "set aside": lambda ledger: ledger.set_status("g-wounded", Status.SET_ASIDE, expected=4),
    "anchor": lambda ledger: ledger.set_anchor("g-wounded", WOUNDED_70.id),
    "assign": lambda ledger: ledger.assign("g-wounded", "bo"),
    "rename": lambda ledger: ledger.rename_group("g-wounded", "the wounded"),
    "correct": lambda ledger: ledger.correct_claim(WOUNDED_56.id, "quantity", 57),
    "grade a source": lambda ledger: ledger.grade_source("red_cross", Reliability.A),
    "grade a claim": lambda ledger: ledger.grade_credibility(PAIR[0], Credibility.DOUBTFUL),
    "merge": lambda ledger: ledger.merge_groups(["g-wounded", "g-killed"]),
    "split": lambda ledger: ledger.split_group("g-wounded", [WOUNDED_70.id]),
    "move": lambda ledger: ledger.move_claim(WOUNDED_70.id, "g-killed"),
    "add a claim": lambda ledger: ledger.add_claim(MISSED, "g-wounded"),
    "merge sources": lambda ledger: ledger.merge_sources("red_cross", "mayor_of_lisbon"),
    "undo a correction": lambda ledger: (
        ledger.correct_claim(WOUNDED_56.id, "quantity", 57),
        ledger.undo(),
    ),
    "undo a merge": lambda ledger: (
        ledger.merge_groups(["g-wounded", "g-killed"]),
        ledger.undo(),
        ledger.redo(),
    ),
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
