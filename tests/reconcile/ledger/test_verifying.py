"""Whatever is changed behind the ledger's back is found and named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.model import Seal, Verdict
from schema.database import is_postgres
from schema.vocabulary import Credibility, Family, Reliability, Status
from tests.reconcile.ledger.told import (
    G_WOUNDED,
    KILLED_3,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    WOUNDED_56,
    WOUNDED_70,
    WOUNDED_900,
    count,
    judged,
    tell,
)


def live(ledger: Ledger) -> None:
    """A day's work with a bit of everything in it."""
    tell(ledger)
    ledger.judge(judged(Family.CONTRADICTION, "both counted Lisbon"), group="g-wounded")
    ledger.correct_claim(WOUNDED_56.id, "quantity", 57, "misread")
    ledger.correct_claim(KILLED_3.id, "origin", "Civil Protection")
    ledger.note("g-killed", "call the hospital")
    ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 57, 70, reason="a range"))
    ledger.split_group("g-killed", [KILLED_3.id])
    ledger.undo()
    ledger.redo()
    ledger.add_claim(count(MONDAY, "Storm hits Lisbon", 1, measure="storms"))
    ledger.grade_source("red_cross", Reliability.A)
    ledger.grade_credibility(WOUNDED_70.id, Credibility.DOUBTFUL)
    ledger.merge_sources("red_cross", "mayor_of_lisbon")
    ledger.add_document(WEDNESDAY, [WOUNDED_900])
    ledger.store_groups([replace(G_WOUNDED, claims=(*G_WOUNDED.claims, WOUNDED_900.id))])
    ledger.store_copies([(WEDNESDAY.sha256, MONDAY.sha256, 0.4)])
    ledger.store_version(WEDNESDAY.sha256, TUESDAY.sha256)
    ledger.note("g-killed", "done")


def tamper(ledger: Ledger, *statements: str) -> None:
    """Write behind the ledger's back, as somebody could who owns the database."""
    with ledger.engine.connect() as connection:
        if is_postgres(connection):
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            triggers = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            )
            for (name,) in triggers.fetchall():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(text(statement)).rowcount
        connection.commit()


def test_a_ledger_that_was_worked_in_holds(ledger: Ledger) -> None:
    live(ledger)
    assert ledger.verify() == []
    assert ledger.verify(ledger.seal()) == []


TAMPERINGS = {
    "an edited quote": (
        f"UPDATE claim SET exact = '65 people were wounded' WHERE id = '{WOUNDED_56.id}'",
        "quote", f"claim {WOUNDED_56.id}",
    ),
    "a changed figure": (
        f"UPDATE claim SET low = 7, value = 7 WHERE id = '{WOUNDED_70.id}'",
        "claim", f"claim {WOUNDED_70.id}",
    ),
    "a changed correction": (
        f"UPDATE claim SET high = 570 WHERE id = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a changed attribution": (
        f"UPDATE hop SET organisation = 'Blue Cross' WHERE claim = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a claim taken away": (
        f"DELETE FROM claim WHERE id = '{WOUNDED_900.id}'",
        "document", "in/Daily Wire.txt",
    ),
    "a removed entry": ("DELETE FROM journal WHERE number = 6", "journal", "entry 7"),
    "swapped entries": (
        "UPDATE journal SET number = -1 WHERE number = 5;"
        "UPDATE journal SET number = 5 WHERE number = 6;"
        "UPDATE journal SET number = 6 WHERE number = -1",
        "journal", "entry 5",
    ),
    "an altered reason": (
        "UPDATE journal SET reason = 'because' WHERE action = 'judge'", "journal", "entry 5",
    ),
    "another editor's name": (
        "UPDATE journal SET actor = 'bo' WHERE number = 9", "journal", "entry 9",
    ),
    "a replaced text": (
        f"UPDATE document SET text = replace(text, 'Storm', 'Flood') WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "a document under another date": (
        f"UPDATE document SET published = '2026-03-01' WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "a page shown as the newer version of another": (
        f"UPDATE document_version SET previous = '{MONDAY.sha256}'",
        "document", WEDNESDAY.sha256,
    ),
    "a copy passed off as an original": ("DELETE FROM document_copy", "document", WEDNESDAY.sha256),
    "a changed judgement": (
        "UPDATE judgement SET family = 'agreement'",
        "decision", f"judgement/{WOUNDED_56.id}/{WOUNDED_70.id}",
    ),
    "a forged verdict": (
        "INSERT INTO verdict (group_id, status, reason, editor, decided)"
        " VALUES ('g-killed', 'settled', '', 'ada', '2026-03-03')",
        "decision", "verdict/g-killed",
    ),
    "a note taken away": ("DELETE FROM note", "decision", "note/group:g-killed"),
    "a claim moved to another group": (
        f"UPDATE membership SET group_id = 'g-killed' WHERE claim = '{WOUNDED_70.id}'",
        "group", f"claim {WOUNDED_70.id}",
    ),
    "a group shown as settled": (
        "UPDATE claim_group SET status = 'settled' WHERE id = 'g-killed'",
        "group", "group g-killed",
    ),
    "a suggestion made milder": (
        "UPDATE relation SET type = 'compatible' WHERE rule = 'R8'",
        "assessment", "group g-wounded",
    ),
    "an entry hidden from a history": (
        "DELETE FROM journal_touch WHERE subject LIKE 'row:judgement%'", "index", "entry 5",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "kind", "subject"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found_and_named(
    ledger: Ledger, statements: str, kind: str, subject: str
) -> None:
    live(ledger)
    tamper(ledger, *statements.split(";"))
    found = [(problem.kind, problem.subject) for problem in ledger.verify()]
    assert (kind, subject) in found
    if kind == "journal":
        assert found[0] == (kind, subject)


def test_replaced_bytes_are_found(ledger: Ledger) -> None:
    live(ledger)
    other = "x'00'" if ledger.engine.dialect.name == "sqlite" else "'\\x00'::bytea"
    tamper(ledger, f"UPDATE document SET received = {other} WHERE outlet = 'Evening News'")
    (problem,) = ledger.verify()
    assert problem.message == "its bytes are not those that were received"


def test_a_journal_cut_short_is_found_by_its_seal(ledger: Ledger) -> None:
    tell(ledger)
    ledger.note("g-killed", "call the hospital")
    seal = ledger.seal()
    tamper(ledger, "DELETE FROM note", f"DELETE FROM journal WHERE number = {seal.count}",
           f"DELETE FROM journal_touch WHERE entry = {seal.count}",
           f"UPDATE claim_group SET version = {seal.count - 1} WHERE version = {seal.count}")  # fmt: skip
    assert ledger.verify() == []
    (problem,) = ledger.verify(seal)
    assert (problem.kind, problem.entry) == ("seal", seal.count)


def test_a_journal_written_anew_is_found_by_its_seal(ledger: Ledger) -> None:
    tell(ledger)
    forged = Seal(2, "f" * 64)
    (problem,) = ledger.verify(forged)
    assert (problem.kind, problem.entry) == ("seal", 2)


@pytest.mark.parametrize("table", ["journal", "document", "metadatum"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_journal_and_the_documents_refuse_to_be_changed(
    ledger: Ledger, table: str, change: str
) -> None:
    tell(ledger)
    column = {"journal": "reason", "document": "path", "metadatum": "value"}[table]
    with ledger.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text(change.format(table, column, "'x'")))
