"""The exports opened by the programs that people open them with; what is read back is what the ledger holds."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reconcile.export import formats
from reconcile.export.columns import columns_of, names_of
from reconcile.export.formats import Options
from reconcile.export.gather import drawn
from reconcile.export.rows import ROW_TYPES, ClaimRow, Grain
from reconcile.export.table import Table
from reconcile.export.text import as_text
from reconcile.ledger import Ledger
from reconcile.model import Quote
from tests.reconcile.export.examples import THIRTY_ONE, WOUNDED, table

#: Claim → figure, low, high, quote, as the examples give them.
HELD = {
    "claim-12": ("Au moins 12", 12, None, "Au moins 12 personnes ont été blessées"),
    "claim-31": ("31", 31, 31, "31 people were wounded"),
    "claim-20": ("No more than 20", 0, 20, "No more than 20 people were wounded"),
}

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+33",
    "\ttab",
    'a "quoted" line\nand another, with ; and |',
    "nul\x00 here",
    "lone \ud800 surrogate",
    "</script><img src=x onerror=alert(1)>",
)


def written(
    ledger: Ledger, path: Path, name: str, grain: Grain = Grain.CLAIM, **options: bool
) -> Path:
    with drawn(ledger, grain=grain) as drawn_table, path.open("wb") as out:
        formats.find(name).write(drawn_table, out, Options(**options))
    return path


def write(source: Table, path: Path, name: str) -> Path:
    with path.open("wb") as out:
        formats.find(name).write(source, out, Options())
    return path


def saying(text: str) -> Table:
    quoted = replace(THIRTY_ONE, quote=Quote(text, 0, len(text)), sentence=text)
    return table(replace(WOUNDED, claims=(quoted,)))


def nothing(value: Any) -> Any:
    """What a reader gives for an empty cell, as None."""
    return None if value is None or value != value or value == "" else value


def test_openpyxl_reads_numbers_as_numbers_and_texts_as_texts(ledger: Ledger, tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written(ledger, tmp_path / "t.xlsx", "xlsx"))
    assert book.sheetnames == ["groups", "claims", "sources", "read me"]
    assert book.active.title == "claims"
    lines = list(book["claims"].iter_rows(values_only=True))
    assert lines[0] == names_of(ClaimRow)
    read = {
        row["claim"]: row for row in (dict(zip(lines[0], line, strict=True)) for line in lines[1:])
    }
    for claim, (figure, low, high, exact) in HELD.items():
        row = read[claim]
        assert (row["figure"], row["low"], row["high"], row["exact"]) == (figure, low, high, exact)
    assert read["claim-12"]["anchor"] is True
    sheet = book["claims"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.endswith("4")
    assert {cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink} == {
        "https://example.org/1",
        "https://example.org/2",
    }


def test_a_workbook_says_how_to_read_every_column(ledger: Ledger, tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written(ledger, tmp_path / "t.xlsx", "xlsx"))
    told = {(row[0], row[1]): row[3] for row in book["read me"].iter_rows(values_only=True)}
    sheets = {Grain.CLAIM: "claims", Grain.GROUP: "groups", Grain.SOURCE: "sources"}
    for grain, sheet in sheets.items():
        for column in columns_of(ROW_TYPES[grain]):
            assert told[sheet, column.name] == column.description
    count, head = ledger.head()
    assert told[None, "journal entries"] == str(count)
    assert told[None, "journal head"] == head


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_holds_no_formula_and_shows_the_quote(tmp_path: Path, text: str):
    openpyxl = pytest.importorskip("openpyxl")
    path = write(saying(text), tmp_path / "t.xlsx", "xlsx")
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    sheet = openpyxl.load_workbook(path)["claims"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "exact")
    shown = text.replace("\x00", "␀").replace("\ud800", "�")
    assert (cell.data_type, cell.value) == ("s", shown)


def test_a_cell_too_long_for_excel_is_cut_where_it_shows(tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    path = write(saying("😀" * 20_000), tmp_path / "t.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(path)["claims"]
    text = next(cell.value for cell in sheet[2] if sheet.cell(1, cell.column).value == "exact")
    assert text.endswith("😀…")
    assert len(text.encode("utf-16-le")) // 2 <= 32_767


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr("reconcile.export.xlsx.ROWS", 3)
    book = openpyxl.load_workbook(write(table(WOUNDED), tmp_path / "t.xlsx", "xlsx"))
    assert book.sheetnames == ["groups", "claims", "sources", "claims 2", "read me"]
    assert [row[0].value for row in book["claims 2"].iter_rows(min_col=5, max_col=5)] == [
        "claim",
        "claim-20",
    ]


def libreoffice_reads(path: Path, sheet: int = 1) -> list[dict[str, str]]:
    """Open a file in LibreOffice and give the rows that it shows on one of its sheets."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    # Separator, quote, UTF-8, first line; the last of the fields asks for a sheet by its number.
    shown = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"
    command = [office, f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    if path.suffix == ".csv":
        command += ["--infilter=CSV:44,34,76,1"]
    folder = path.parent / "read"
    command += ["--convert-to", shown, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (read,) = folder.glob("*.csv")
    with read.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_libreoffice_reads_the_table(ledger: Ledger, tmp_path: Path, name: str):
    path = written(ledger, tmp_path / f"t.{name}", name)
    read = {row["claim"]: row for row in libreoffice_reads(path, 2 if name == "xlsx" else 1)}
    for claim, (figure, low, high, exact) in HELD.items():
        row = read[claim]
        assert (row["figure"], row["exact"]) == (figure, exact)
        assert (row["low"], row["high"]) == (str(low), "" if high is None else str(high))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_libreoffice_computes_nothing(tmp_path: Path, name: str):
    path = write(saying("=1+1"), tmp_path / f"t.{name}", name)
    (row,) = libreoffice_reads(path, 2 if name == "xlsx" else 1)
    assert row["exact"].lstrip("'") == "=1+1"


def test_pandas_reads_the_table(ledger: Ledger, tmp_path: Path):
    pandas = pytest.importorskip("pandas")
    frames = {
        "csv": pandas.read_csv(written(ledger, tmp_path / "t.csv", "csv")),
        "tsv": pandas.read_csv(written(ledger, tmp_path / "t.tsv", "tsv"), sep="\t"),
        "json": pandas.read_json(written(ledger, tmp_path / "t.json", "json")),
        "jsonl": pandas.read_json(written(ledger, tmp_path / "t.jsonl", "jsonl"), lines=True),
        "parquet": pandas.read_parquet(written(ledger, tmp_path / "t.parquet", "parquet")),
        "xlsx": pandas.read_excel(
            written(ledger, tmp_path / "t.xlsx", "xlsx"), sheet_name="claims"
        ),
    }
    for name, frame in frames.items():
        read = {row["claim"]: row for row in frame.to_dict("records")}
        for claim, (figure, low, high, exact) in HELD.items():
            row = read[claim]
            found = (str(row["figure"]), row["low"], nothing(row["high"]), row["exact"])
            assert found == (figure, low, high, exact), name
        assert frame["low"].sum() == 43, name


def test_duckdb_reads_the_table(ledger: Ledger, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb")
    sources = {
        "csv": f"read_csv('{written(ledger, tmp_path / 't.csv', 'csv')}')",
        "tsv": f"read_csv('{written(ledger, tmp_path / 't.tsv', 'tsv')}', delim='\t')",
        "json": f"read_json('{written(ledger, tmp_path / 't.json', 'json')}')",
        "jsonl": f"read_json('{written(ledger, tmp_path / 't.jsonl', 'jsonl')}')",
        "parquet": f"'{written(ledger, tmp_path / 't.parquet', 'parquet')}'",
    }
    for name, source in sources.items():
        read = duckdb.sql(f"select claim, low, high, exact from {source}").fetchall()
        expected = {(claim, low, high, exact) for claim, (_, low, high, exact) in HELD.items()}
        assert set(read) == expected, name


@pytest.mark.parametrize("text", HOSTILE)
def test_duckdb_and_pandas_read_hostile_quotes(tmp_path: Path, text: str):
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    shown = text.replace("\x00", "␀").replace("\ud800", "�")
    csv = write(saying(text), tmp_path / "t.csv", "csv")
    assert duckdb.sql(f"select exact from read_csv('{csv}')").fetchall() == [(as_text(shown),)]
    assert list(pandas.read_csv(csv)["exact"]) == [as_text(shown)]
    parquet = write(saying(text), tmp_path / "t.parquet", "parquet")
    assert duckdb.sql(f"select exact from '{parquet}'").fetchall() == [(shown,)]
    lines = write(saying(text), tmp_path / "t.jsonl", "jsonl")
    kept = text.replace("\ud800", "�")
    assert json.loads(lines.read_text(encoding="utf-8"))["exact"] == kept


def test_parquet_keeps_types_lists_and_the_dictionary(ledger: Ledger, tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    read = parquet.read_table(written(ledger, tmp_path / "t.parquet", "parquet"))
    types = {field.name: str(field.type) for field in read.schema}
    assert (types["low"], types["start"], types["anchor"]) == ("double", "int64", "bool")
    assert types["attribution"].startswith("list<")
    for column in columns_of(ClaimRow):
        assert (
            read.schema.field(column.name).metadata[b"description"].decode() == column.description
        )
    heading = json.loads(read.schema.metadata[b"reconcile"])
    assert heading["journal head"] == ledger.head()[1]


def test_excel_and_libreoffice_find_the_byte_order_mark(ledger: Ledger, tmp_path: Path):
    data = written(ledger, tmp_path / "t.csv", "csv", excel=True).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfgroup,")
    assert io.BytesIO(data).read().count(b"\r\n") == 4
