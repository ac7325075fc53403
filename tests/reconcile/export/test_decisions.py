"""A table that was edited in a spreadsheet comes back as proposed decisions, and overwrites nothing."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli import main
from reconcile.export import formats
from reconcile.export.decisions import Proposal, Refusal, accept, read_decisions
from reconcile.export.formats import Options
from reconcile.export.gather import drawn
from reconcile.export.rows import Grain
from reconcile.ledger import Ledger
from reconcile.model import StaleDecisionError
from schema.vocabulary import Family, RelationType, Status, Treatment


@pytest.fixture
def mine(kept: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(kept, tmp_path / "mine.db")
    with Ledger.open(tmp_path / "mine.db", actor="Bo") as opened:
        yield opened


def exported(ledger: Ledger, path: Path, grain: Grain) -> Path:
    with drawn(ledger, grain=grain) as table, path.open("wb") as out:
        formats.find(path.suffix[1:]).write(table, out, Options())
    return path


def edited(ledger: Ledger, folder: Path, grain: Grain, key: str, **cells: str) -> Path:
    """Export, then change cells of the row that ``key`` names, as a person would in a spreadsheet."""
    path = exported(ledger, folder / "table.csv", grain)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row[grain.value] == key:
            row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def proposed(ledger: Ledger, path: Path) -> list[Proposal | Refusal]:
    return list(read_decisions(ledger, path))


def group_of(ledger: Ledger) -> str:
    return ledger.inbox().items[0].id


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.xlsx", "t.jsonl", "t.json", "t.parquet"])
@pytest.mark.parametrize("grain", [Grain.CLAIM, Grain.GROUP])
def test_a_table_that_nobody_edited_proposes_nothing(
    mine: Ledger, tmp_path: Path, name: str, grain: Grain
):
    assert proposed(mine, exported(mine, tmp_path / name, grain)) == []


def test_an_edited_decision_is_proposed_and_not_made(mine: Ledger, tmp_path: Path):
    path = edited(
        mine,
        tmp_path,
        Grain.CLAIM,
        "claim-31",
        decision="Contradiction",
        decided_relation="disputes",
        reason="no",
    )
    before = mine.head()
    (proposal,) = proposed(mine, path)
    assert isinstance(proposal, Proposal)
    assert proposal.fields == (
        ("decision", "agreement", "Contradiction"),
        ("decided_relation", "", "disputes"),
        ("reason", "the toll rose overnight", "no"),
    )
    assert mine.head() == before
    accept(mine, proposal)
    judgement = mine.group(group_of(mine)).judgements["claim-12", "claim-31"]
    assert (judgement.family, judgement.type) == (Family.CONTRADICTION, RelationType.DISPUTES)
    assert (judgement.editor, judgement.reason) == ("Bo", "no")
    assert judgement.suggested is RelationType.COMPATIBLE


def test_an_emptied_decision_is_proposed_to_be_cleared(mine: Ledger, tmp_path: Path):
    path = edited(mine, tmp_path, Grain.CLAIM, "claim-31", decision="", reason="")
    (proposal,) = proposed(mine, path)
    assert isinstance(proposal, Proposal)
    assert proposal.cleared == ("claim-12", "claim-31")
    accept(mine, proposal)
    assert ("claim-12", "claim-31") not in mine.group(group_of(mine)).judgements


def test_an_edited_verdict_is_proposed(mine: Ledger, tmp_path: Path):
    path = edited(
        mine,
        tmp_path,
        Grain.GROUP,
        group_of(mine),
        best="30",
        high="35,0",
        treatment="report_range",
        reason="both",
    )
    (proposal,) = proposed(mine, path)
    assert isinstance(proposal, Proposal)
    assert proposal.verdict is not None
    accept(mine, proposal)
    verdict = mine.group(group_of(mine)).verdict
    assert (verdict.low, verdict.best, verdict.high) == (12, 30, 35)
    assert (verdict.treatment, verdict.status) == (Treatment.REPORT_RANGE, Status.SETTLED)


def test_a_changed_status_does_not_make_the_sources_figures_the_editors(
    mine: Ledger, tmp_path: Path
):
    mine.undo(mine.history(f"group:{group_of(mine)}").items[0].number)
    assert mine.group(group_of(mine)).verdict is None
    path = edited(
        mine, tmp_path, Grain.GROUP, group_of(mine), status="set aside", reason="not ours"
    )
    (proposal,) = proposed(mine, path)
    assert isinstance(proposal, Proposal)
    assert proposal.verdict is not None
    assert (proposal.verdict.low, proposal.verdict.status) == (None, Status.SET_ASIDE)


def test_what_was_decided_since_the_export_is_not_overwritten(mine: Ledger, tmp_path: Path):
    path = edited(mine, tmp_path, Grain.CLAIM, "claim-31", decision="apart")
    mine.note("claim:claim-31", "something new")
    (refusal,) = proposed(mine, path)
    assert isinstance(refusal, Refusal)
    assert "the group has changed since the table was exported" in refusal.why


def test_what_is_decided_while_one_looks_is_not_overwritten(mine: Ledger, tmp_path: Path):
    (proposal,) = proposed(mine, edited(mine, tmp_path, Grain.CLAIM, "claim-31", decision="apart"))
    assert isinstance(proposal, Proposal)
    mine.note("claim:claim-31", "something new")
    with pytest.raises(StaleDecisionError):
        accept(mine, proposal)


@pytest.mark.parametrize(
    ("grain", "cells", "why"),
    [
        (
            Grain.CLAIM,
            {"decision": "maybe"},
            "decision 'maybe' is none of agreement, contradiction",
        ),
        (
            Grain.CLAIM,
            {"decided_relation": "contradicts"},
            "is of the family contradiction, not agreement",
        ),
        (
            Grain.CLAIM,
            {"decision": "", "reason": "because"},
            "a relation or reason without a decision",
        ),
        (
            Grain.CLAIM,
            {"decision": "apart", "compared_with": "claim-99"},
            "compared with another claim",
        ),
        (Grain.CLAIM, {"decision": "apart", "group": "no-such"}, "no group no-such"),
        (Grain.CLAIM, {"decision": "apart", "journal_entries": ""}, "journal_entries is missing"),
        (Grain.GROUP, {"best": "many"}, "best 'many' is no number"),
        (Grain.GROUP, {"best": "99"}, "low, best and high must rise"),
        (Grain.GROUP, {"status": "done"}, "status 'done' is none of open"),
        (Grain.GROUP, {"reason": "", "best": "20"}, "settling it needs a reason"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_line(
    mine: Ledger, tmp_path: Path, grain, cells, why
):
    key = "claim-31" if grain is Grain.CLAIM else group_of(mine)
    (refusal,) = proposed(mine, edited(mine, tmp_path, grain, key, **cells))
    assert isinstance(refusal, Refusal)
    assert refusal.line == (4 if grain is Grain.CLAIM else 2)
    assert why in refusal.why


def test_a_workbook_is_read_on_both_its_sheets(mine: Ledger, tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    path = exported(mine, tmp_path / "t.xlsx", Grain.CLAIM)
    book = openpyxl.load_workbook(path)
    for sheet, column, text in (("claims", "decision", "apart"), ("groups", "best", 25)):
        lines = book[sheet]
        place = next(cell.column for cell in lines[1] if cell.value == column)
        rows = {lines.cell(row, 5).value: row for row in range(2, lines.max_row + 1)}
        lines.cell(rows["claim-31"] if sheet == "claims" else 2, place).value = text
    book.save(path)
    one, two = proposed(mine, path)
    assert isinstance(one, Proposal)
    assert isinstance(two, Proposal)
    assert one.judgement is not None
    assert two.verdict is not None
    assert two.verdict.best == 25


def test_the_command_tells_and_only_when_told_decides(mine: Ledger, tmp_path: Path):
    def typed(*words: str):
        ledger = ["--ledger", str(tmp_path / "mine.db"), "--editor", "Cy"]
        return CliRunner().invoke(main, [*ledger, "import-decisions", *words])

    path = edited(mine, tmp_path, Grain.CLAIM, "claim-31", decision="apart", reason="other day")
    told = typed(str(path))
    assert told.exit_code == 0
    assert "line 4: 31 people were wounded\n    decision: agreement → apart\n" in told.stdout
    assert told.stderr == "1 decision proposed, 0 refused\n"
    assert json.loads(typed(str(path), "--json").stdout)["judgement"]["family"] == "apart"
    made = typed(str(path), "--accept")
    assert (made.exit_code, made.stderr) == (0, "1 decision made, 0 refused\n")
    judgement = mine.group(group_of(mine)).judgements["claim-12", "claim-31"]
    assert (judgement.family, judgement.editor) == (Family.APART, "Cy")
    path.write_text(path.read_text().replace("apart", "agreement"))
    again = typed(str(path), "--accept")
    assert again.exit_code == 1
    assert "has changed since the table was exported" in again.stderr


def test_two_decisions_on_one_group_are_both_made(mine: Ledger, tmp_path: Path):
    path = edited(mine, tmp_path, Grain.CLAIM, "claim-31", decision="apart")
    text = path.read_text()
    assert text.count(";same day;") == 1
    path.write_text(text.replace(";same day;", ";the very same day;"))
    ledger = ["--ledger", str(tmp_path / "mine.db"), "--editor", "Cy"]
    made = CliRunner().invoke(main, [*ledger, "import-decisions", str(path), "--accept"])
    assert (made.exit_code, made.stderr) == (0, "2 decisions made, 0 refused\n")
