"""What changed between two exports, two dates or two seals."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli import main
from reconcile.export import formats
from reconcile.export.diff import Kind, between_entries, between_tables, entry_before
from reconcile.export.formats import Options
from reconcile.export.gather import drawn
from reconcile.export.rows import Grain
from reconcile.ledger import Ledger
from reconcile.model import InputError

TABLES = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "jsonl": "jsonl",
    "xlsx": "xlsx",
    "parquet": "parquet",
}


@pytest.fixture
def mine(kept: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(kept, tmp_path / "mine.db")
    with Ledger.open(tmp_path / "mine.db", actor="Bo") as opened:
        yield opened


def exported(
    ledger: Ledger, path: Path, grain: Grain = Grain.CLAIM, *, excel: bool = False
) -> Path:
    with drawn(ledger, grain=grain, language="fr") as table, path.open("wb") as out:
        formats.find(TABLES[path.suffix[1:]]).write(table, out, Options(excel=excel))
    return path


def altered(path: Path, column: str, claim: str, text: str) -> Path:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["claim"] == claim:
            row[column] = text
    other = path.with_name("altered.csv")
    with other.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return other


@pytest.mark.parametrize(
    ("suffix", "grain"),
    [(suffix, grain) for suffix in sorted(TABLES) for grain in Grain if suffix != "xlsx"]
    # Of a workbook the sheet of claims is read.
    + [("xlsx", Grain.CLAIM)],
)
def test_one_table_in_two_forms_does_not_differ(
    ledger: Ledger, tmp_path: Path, suffix: str, grain: Grain
):
    one = exported(ledger, tmp_path / "one.csv", grain)
    assert list(between_tables(one, exported(ledger, tmp_path / f"two.{suffix}", grain))) == []


def test_what_excel_did_to_the_separators_is_no_change(ledger: Ledger, tmp_path: Path):
    one = exported(ledger, tmp_path / "one.csv")
    assert list(between_tables(one, exported(ledger, tmp_path / "two.csv", excel=True))) == []


def test_a_cell_that_changed_is_told_with_both_values(ledger: Ledger, tmp_path: Path):
    one = exported(ledger, tmp_path / "one.csv")
    (change,) = between_tables(one, altered(one, "high", "claim-31", "40"))
    assert (change.kind, change.key, change.name) == (
        Kind.CHANGED,
        "claim-31",
        "31 people were wounded",
    )
    assert change.fields == (("high", "31", "40"),)


def test_rows_that_came_and_went_are_told(ledger: Ledger, tmp_path: Path):
    one = exported(ledger, tmp_path / "one.jsonl")
    lines = one.read_text().splitlines(keepends=True)
    fewer = tmp_path / "fewer.jsonl"
    fewer.write_text("".join(lines[1:]))
    assert [change.kind for change in between_tables(one, fewer)] == [Kind.REMOVED]
    assert [change.kind for change in between_tables(fewer, one)] == [Kind.ADDED]


def test_a_decision_shows_between_two_exports(mine: Ledger, tmp_path: Path):
    one = exported(mine, tmp_path / "one.csv")
    mine.clear("claim-12", "claim-31", group=mine.inbox().items[0].id)
    (change,) = (
        change
        for change in between_tables(one, exported(mine, tmp_path / "two.csv"))
        if change.key == "claim-31"
    )
    assert ("decision", "agreement", "") in change.fields


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", "a,b\n1,2\n", "the columns are not those of one"),
        ("t.csv", "claim,low\nx,1,2\n", "more cells than columns"),
        ("t.json", '[{"claim": "x"', "cannot be read as .json"),
        ("t.jsonl", "[1]\n", "a row is not an object"),
        ("t.xlsx", "no workbook", "not a workbook"),
        ("t.doc", "", "not a table"),
    ],
)
def test_what_is_no_export_is_said(ledger: Ledger, tmp_path: Path, name: str, text: str, said: str):
    one = exported(ledger, tmp_path / "one.csv")
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=said):
        list(between_tables(one, tmp_path / name))


def test_tables_of_different_grain_are_not_compared(ledger: Ledger, tmp_path: Path):
    one = exported(ledger, tmp_path / "one.csv")
    other = exported(ledger, tmp_path / "other.csv", Grain.GROUP)
    with pytest.raises(InputError, match="its rows are groups"):
        list(between_tables(one, other))


def test_between_two_entries_the_sum_is_told_not_the_way(mine: Ledger):
    group = mine.inbox().items[0].id
    first = mine.head()[0]
    mine.note(f"group:{group}", "one")
    mine.note(f"group:{group}", "two")
    mine.clear("claim-12", "claim-31", group=group)
    mine.undo()
    (change,) = between_entries(mine, first, mine.head()[0])
    assert (change.what, change.kind, change.by) == ("note", Kind.ADDED, "Bo")
    assert change.fields == (("text", "", "two"),)


def test_a_date_finds_the_last_entry_up_to_it(mine: Ledger):
    entries = mine.history().items
    assert entry_before(mine, entries[3].at) >= entries[3].number
    assert entry_before(mine, entries[-1].at - dt.timedelta(seconds=1)) == 0
    assert entry_before(mine, entries[0].at) == entries[0].number


def test_the_command_compares_files_dates_and_seals(mine: Ledger, tmp_path: Path):
    def typed(*words: str):
        return CliRunner().invoke(main, ["--ledger", str(tmp_path / "mine.db"), "diff", *words])

    one = exported(mine, tmp_path / "one.csv")
    two = altered(one, "reason", "claim-31", "a slip")
    told = typed(str(one), str(two))
    assert told.exit_code == 0
    assert (
        "~ claim claim-31  31 people were wounded\n    reason: the toll rose overnight → a slip"
        in told.stdout
    )
    assert typed(str(one), str(two), "--exit-code").exit_code == 1
    same = typed(str(one), str(one), "--exit-code")
    assert (same.exit_code, same.stderr) == (0, "nothing changed\n")

    count, head = mine.head()
    seal = tmp_path / "seal.json"
    seal.write_text(json.dumps({"count": count, "hash": head}))
    mine.note("claim:claim-20", "ask again")
    (line,) = typed(str(seal), "now", "--json").stdout.splitlines()
    assert json.loads(line)["fields"] == [["text", "", "ask again"]]
    assert "+ document" in typed("2000-01-01", "now").stdout

    seal.write_text(json.dumps({"count": count, "hash": "0" * 64}))
    foreign = typed(str(seal), "now")
    assert foreign.exit_code == 1
    assert "is not of this ledger" in foreign.stderr
    assert typed("yesterday", "now").exit_code == 2
    assert typed("now", "2000-01-01").exit_code == 2
    assert typed(str(one), "now").exit_code == 2
