"""From the project's dispatches to every format: what other programs read is what the ledger holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reconcile.cli import main
from reconcile.ledger import Ledger
from reconcile.model.contract import number

Held = dict[str, tuple[str, Any, Any, str, int, int]]


@pytest.fixture(scope="module")
def made(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the dispatches, made as a person would make it."""
    path = tmp_path_factory.mktemp("fixtures") / "r.db"
    texts = sorted(str(text) for text in (fixtures / "dispatches").glob("*.txt"))
    manifest = ["--manifest", str(fixtures / "manifest.csv")]
    result = typed(path, "add", *manifest, *texts)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def held(made: Path) -> Held:
    with Ledger.open(made) as ledger:
        found = {
            claim.id: (
                claim.quantity.raw if claim.quantity else "",
                number(claim.quantity.low) if claim.quantity else None,
                number(claim.quantity.high) if claim.quantity else None,
                claim.quote.exact,
                claim.quote.start,
                claim.quote.end,
            )
            for claim in ledger.all_claims()
        }
    assert len(found) > 30
    return found


def typed(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(path), *words])


def exported(made: Path, path: Path, *words: str) -> Path:
    result = typed(made, "export", "-o", str(path), *words)
    assert result.exit_code == 0, result.output
    return path


def nothing(value: Any) -> Any:
    return None if value is None or value != value else value


def test_pandas_reads_what_the_ledger_holds(made: Path, held: Held, tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    readers = {
        "csv": pandas.read_csv,
        "tsv": lambda path: pandas.read_csv(path, sep="\t"),
        "json": pandas.read_json,
        "jsonl": lambda path: pandas.read_json(path, lines=True),
        "parquet": pandas.read_parquet,
        "xlsx": lambda path: pandas.read_excel(path, sheet_name="claims"),
    }
    for name, reader in readers.items():
        frame = reader(exported(made, tmp_path / f"t.{name}"))
        read = {
            row["claim"]: (
                str(nothing(row["figure"]) or ""),
                nothing(row["low"]),
                nothing(row["high"]),
                row["exact"],
                row["start"],
                row["end"],
            )
            for row in frame.to_dict("records")
        }
        assert read == held, name


def test_duckdb_reads_what_the_ledger_holds(made: Path, held: Held, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb")
    for name in ("csv", "parquet", "jsonl"):
        path = exported(made, tmp_path / f"t.{name}")
        source = f"read_csv('{path}', all_varchar=false)" if name == "csv" else f"'{path}'"
        rows = duckdb.sql(
            f"select claim, coalesce(figure, ''), low, high, exact, start, \"end\" from {source}"
        ).fetchall()
        assert {row[0]: tuple(row[1:]) for row in rows} == held, name


def test_openpyxl_reads_what_the_ledger_holds(made: Path, held: Held, tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(exported(made, tmp_path / "t.xlsx"), read_only=True)
    lines = book["claims"].iter_rows(values_only=True)
    names = next(lines)
    for line in lines:
        row = dict(zip(names, line, strict=True))
        read = (
            row["figure"] or "",
            row["low"],
            row["high"],
            row["exact"],
            row["start"],
            row["end"],
        )
        assert read == held[row["claim"]]


def test_the_linked_data_formats_hold_every_quote(made: Path, held: Held, tmp_path: Path):
    quotes = {claim[3] for claim in held.values()}
    for name in ("claimreview", "webannotation", "prov"):
        text = exported(made, tmp_path / f"{name}.json", "-f", name).read_text(encoding="utf-8")
        json.loads(text)
        for quote in quotes:
            assert json.dumps(quote, ensure_ascii=False) in text, name


def test_the_report_and_markdown_hold_every_quote(made: Path, held: Held, tmp_path: Path):
    page = exported(made, tmp_path / "r.html", "--language", "fr").read_text(encoding="utf-8")
    shown = (
        re.sub(r"<[^>]+>", "", page)
        .replace("&#39;", "'")
        .replace("&#34;", '"')
        .replace("&amp;", "&")
    )
    for _, _, _, exact, start, end in held.values():
        assert exact in shown
        assert f"caractères {start}–{end}" in shown
    text = exported(made, tmp_path / "r.md").read_text(encoding="utf-8")
    assert text.count("“") >= len(held)


def test_no_figure_is_bound_to_words_that_it_does_not_stand_in(made: Path, tmp_path: Path):
    path = exported(made, tmp_path / "t.jsonl")
    with Ledger.open(made) as ledger:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = ledger.document(row["document_sha256"]).text
            assert text[row["start"] : row["end"]] == row["exact"]
            if row["figure"] is not None:
                assert text[row["figure_start"] : row["figure_end"]] == row["figure"]


def test_the_same_ledger_exports_the_same_bytes(made: Path, tmp_path: Path):
    for name in ("csv", "xlsx", "html", "parquet", "webannotation"):
        one = exported(made, tmp_path / f"1.{name}", "-f", name)
        two = exported(made, tmp_path / f"2.{name}", "-f", name)
        assert one.read_bytes() == two.read_bytes(), name


def test_the_bundle_of_the_dispatches_verifies(made: Path, tmp_path: Path):
    path = tmp_path / "case.zip"
    assert typed(made, "bundle", "-o", str(path)).exit_code == 0
    verified = typed(tmp_path / "none.db", "verify", str(path))
    assert verified.exit_code == 0, verified.output


@pytest.mark.corpus
def test_the_reconciled_table_of_the_corpus(shared: Path, tmp_path: Path):
    path = tmp_path / "corpus.db"
    texts = sorted(str(text) for text in (shared / "corpus").glob("*.txt"))
    assert (
        typed(path, "add", "--manifest", str(shared / "corpus" / "manifest.csv"), *texts).exit_code
        == 0
    )
    rows = [json.loads(line) for line in typed(path, "export", "-f", "jsonl").stdout.splitlines()]
    figures = {
        (row["low"], row["high"]) for row in rows if row["comparator"] not in (None, "vague")
    }
    for interval in (
        (13, None),
        (10, None),
        (3, 3),
        (19, None),
        (40, None),
        (66, 66),
        (56, 56),
        (25, None),
        (5791, None),
    ):
        assert interval in figures
    assert all(row["exact"] == row["sentence"] or row["exact"] in row["sentence"] for row in rows)
