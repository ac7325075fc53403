"""Whatever is changed behind the ledger's back is found and named."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from reconcile.ledger import Ledger, command
from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import entry_hash
from reconcile.model import Seal, Verdict
from schema.database import is_postgres
from schema.tables import journal
from schema.vocabulary import Credibility, Family, Reliability, Status
from tests.reconcile.ledger.tampering import TAMPERINGS
from tests.reconcile.ledger.told import (
    G_WOUNDED,
    KILLED_3,
    MISSED,
    MONDAY,
    RELAYED,
    TUESDAY,
    WEDNESDAY,
    WOUNDED_56,
    WOUNDED_70,
    WOUNDED_900,
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
    ledger.add_claim(MISSED)
    ledger.grade_source("red_cross", Reliability.A)
    ledger.grade_credibility(WOUNDED_70.id, Credibility.DOUBTFUL)
    ledger.merge_sources("red_cross", "mayor_of_lisbon")
    ledger.add_document(WEDNESDAY, [WOUNDED_900, RELAYED])
    ledger.store_groups([replace(G_WOUNDED, claims=(*G_WOUNDED.claims, WOUNDED_900.id))])
    ledger.store_copies([(WEDNESDAY.sha256, MONDAY.sha256, 0.4)])
    ledger.store_version(WEDNESDAY.sha256, TUESDAY.sha256)
    ledger.note("g-killed", "done")


def tamper(ledger: Ledger, *statements: str) -> None:
    """Write behind the ledger's back, as somebody could who owns the database."""
    postgres = is_postgres(ledger.engine)
    guards = ("SET session_replication_role = replica", "SET session_replication_role = origin")
    if not postgres:  # foreign keys cannot be put out of force within a transaction
        guards = ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
    with closing(ledger.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(guards[0])
        if not postgres:
            triggers = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount
        cursor.execute(guards[1])
        connection.commit()


def test_a_ledger_that_was_worked_in_holds(ledger: Ledger) -> None:
    live(ledger)
    assert ledger.verify() == []
    assert ledger.verify(ledger.seal()) == []


@pytest.mark.parametrize(("statements", "kind", "subject"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found_and_named(
    ledger: Ledger, statements: str, kind: str, subject: str | None
) -> None:
    live(ledger)
    tamper(ledger, *statements.split(";"))
    found = [(problem.kind, problem.subject) for problem in ledger.verify()]
    if subject is None:
        assert kind in [one for one, _ in found]
    else:
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


#: What only SQLite can be made to hold, and the kind and the subject of a problem that is found.
GARBAGE = {
    "places that are no JSON": (
        f"UPDATE claim SET places = '[{{' WHERE id = '{WOUNDED_56.id}'", "claim", f"claim {WOUNDED_56.id}",
    ),
    "an offset that is a word": (
        f"UPDATE claim SET quote_start = 'x' WHERE id = '{WOUNDED_56.id}'",
        "quote", f"claim {WOUNDED_56.id}",
    ),
    "a quote with a NUL": (
        f"UPDATE claim SET sentence = 'x' || char(0) WHERE id = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a quote that is no text": (
        f"UPDATE claim SET exact = CAST(x'ff41' AS TEXT) WHERE id = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a text that is bytes": (
        f"UPDATE document SET text = x'00ff' WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "bytes that are text": (
        f"UPDATE document SET received = 'x' WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "an assessment that is no JSON": (
        "UPDATE assessment SET body = '' WHERE group_id = 'g-wounded'", "assessment", "group g-wounded",
    ),
    "a question that is no JSON": (
        "UPDATE claim_group SET question = '?' WHERE id = 'g-wounded'", "group", "group g-wounded",
    ),
    "a correction that is no JSON": (
        "UPDATE correction SET corrected = '{' WHERE field = 'quantity'",
        "decision", f"correction/{WOUNDED_56.id}/quantity",
    ),
    "an entry that is no JSON": ("UPDATE journal SET after = '[' WHERE number = 5", "journal", "entry 5"),
    "an entry that is no text": (
        "UPDATE journal SET reason = CAST(x'ff' AS TEXT) WHERE number = 5", "journal", "entry 5",
    ),
    "an entry before the first": (
        "UPDATE journal SET number = -5 WHERE number = 1", "journal", "entry -5",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "kind", "subject"), GARBAGE.values(), ids=GARBAGE)
def test_what_no_ledger_wrote_is_named_and_hides_nothing_else(
    tmp_path: Path, statement: str, kind: str, subject: str
) -> None:
    with Ledger.open(tmp_path / "reconcile.db", actor="ada") as ledger:
        live(ledger)
        tamper(ledger, statement, "UPDATE verdict SET high = 99 WHERE group_id = 'g-wounded'")
        found = [(problem.kind, problem.subject) for problem in ledger.verify()]
        assert (kind, subject) in found
        assert ("decision", "verdict/g-wounded") in found


def test_a_journal_written_anew_with_hashes_that_fit_is_found_by_its_seal(ledger: Ledger) -> None:
    live(ledger)
    seal = ledger.seal()
    _write_anew(ledger, 5, reason="because I say so")
    assert [problem for problem in ledger.verify() if problem.kind == "journal"] == []
    (problem,) = [problem for problem in ledger.verify(seal) if problem.kind == "seal"]
    assert problem.entry == seal.count


def _write_anew(ledger: Ledger, number: int, **columns: str) -> None:
    """Change an entry and hash it and all that follow again, as who owns the database could."""
    with ledger.reading() as connection:
        entries = fetch(connection, select(journal).order_by(journal.c.number))
    entries[number - 1].update(columns)
    statements = []
    previous = entries[number - 2]["hash"]
    for entry in entries[number - 1 :]:
        entry["previous_hash"] = previous
        previous = entry["hash"] = entry_hash(entry)
        reason = entry["reason"].replace("'", "''")
        statements.append(
            f"UPDATE journal SET hash = '{entry['hash']}', previous_hash = '{entry['previous_hash']}',"
            f" reason = '{reason}' WHERE number = {entry['number']}"
        )
    tamper(ledger, *statements)


def test_a_clock_that_goes_backwards_changes_neither_order_nor_chain(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(ledger)
    first = ledger.judge(judged(Family.APART), group="g-wounded")
    long_ago = first.at - dt.timedelta(days=400)
    monkeypatch.setattr(command, "now", lambda: long_ago)
    second = ledger.judge(judged(Family.AGREEMENT), group="g-wounded")
    assert second.at == long_ago
    assert [entry.number for entry in ledger.history("g-wounded").items[:2]] == [
        second.number, first.number,
    ]  # fmt: skip
    ledger.undo()
    (kept,) = ledger.group("g-wounded").judgements.values()
    assert kept.family is Family.APART
    assert ledger.verify(ledger.seal()) == []
