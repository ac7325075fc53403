"""The SQL views say what the ledger says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.model import Verdict
from schema.views import NAMES
from schema.vocabulary import Family, Reliability, Status
from tests.reconcile.ledger.told import WOUNDED_56, WOUNDED_70, judged, tell


def rows(ledger: Ledger, query: str) -> list[dict[str, Any]]:
    with ledger.reading() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def test_reconciled_has_a_row_a_claim_with_its_decision(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(Family.CONTRADICTION, "both counted Lisbon"), group="g-wounded")
    ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 60, 70, reason="a range"))
    found = rows(ledger, "SELECT * FROM reconciled ORDER BY published, quote_start")
    assert len(found) == 4
    anchor, other = (
        next(row for row in found if row["claim"] == claim.id) for claim in (WOUNDED_56, WOUNDED_70)
    )
    assert (anchor["is_anchor"], anchor["decision"]) == (1, None)
    assert (other["quote"], other["low"], other["attribution"]) == (
        "70 people were wounded", 70, "Mayor of Lisbon",
    )  # fmt: skip
    assert (other["suggested"], other["rule"]) == ("contradicts", "R8")
    assert (other["decision"], other["editor"], other["reason"]) == (
        "contradiction", "ada", "both counted Lisbon",
    )  # fmt: skip
    assert (other["verdict_best"], other["status"]) == (60, "settled")


def test_who_said_what_names_merged_sources_as_one(ledger: Ledger) -> None:
    tell(ledger)
    ledger.merge_sources("red_cross", "mayor_of_lisbon")
    ledger.grade_source("red_cross", Reliability.A)
    found = rows(ledger, "SELECT * FROM who_said_what WHERE name = 'Red Cross' ORDER BY value")
    assert [(row["named_as"], row["value"], row["reliability"]) for row in found] == [
        ("Red Cross", 56, "A"),
        ("Mayor of Lisbon", 70, "A"),
    ]


def test_history_shows_what_was_undone(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(), group="g-wounded")
    ledger.undo()
    found = rows(ledger, "SELECT action, undone FROM history LIMIT 2")
    assert found == [{"action": "undo", "undone": 0}, {"action": "judge", "undone": 1}]


def test_sources_merged_twice_are_named_after_the_one_that_is_kept(ledger: Ledger) -> None:
    tell(ledger)
    ledger.merge_sources("red_cross", "mayor_of_lisbon")
    ledger.merge_sources("morning_post", "red_cross")
    found = rows(ledger, "SELECT DISTINCT name FROM who_said_what ORDER BY name")
    assert [row["name"] for row in found] == ["Evening News", "Morning Post"]
    assert {one.name for one in ledger.sources().items} == {"Evening News", "Morning Post"}
    ledger.undo()
    assert {one.name for one in ledger.sources().items} == {
        "Evening News", "Morning Post", "Red Cross",
    }  # fmt: skip


def test_the_views_are_read_without_the_program(tmp_path: Path) -> None:
    pandas, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    path = tmp_path / "reconcile.db"
    with Ledger.open(path, actor="ada") as ledger:
        tell(ledger)
        ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 60, 70, reason="a range"))
        # While somebody decides: the readers neither wait nor stop them.
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as plain:
            frames = {name: pandas.read_sql(f"SELECT * FROM {name}", plain) for name in NAMES}
    assert [len(frames[name]) for name in NAMES] == [4, 4, 5]
    reconciled = frames["reconciled"].set_index("claim")
    assert reconciled.loc[WOUNDED_70.id, ["low", "verdict_best"]].tolist() == [70, 60]
    counted = duckdb.from_df(frames["who_said_what"]).aggregate("name, max(value)", "name")
    assert ("Red Cross", 56.0) in counted.fetchall()
