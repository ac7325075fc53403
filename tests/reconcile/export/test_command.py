"""``reconcile export``, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reconcile.cli import main
from reconcile.export import formats
from reconcile.ledger import Ledger


@pytest.fixture
def typed(kept: Path):
    """Types a command after ``reconcile --ledger``."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["--ledger", str(kept), *words])

    return run


def test_without_options_the_claims_go_to_standard_output_as_csv(typed):
    result = typed("export")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert [row["claim"] for row in rows] == ["claim-12", "claim-20", "claim-31"]
    assert rows[2]["decision"] == "agreement"


def test_by_group_gives_one_row_with_the_verdict(typed):
    (row,) = json.loads(typed("export", "-f", "json", "--by", "group").stdout)
    assert (row["low"], row["best"], row["high"]) == (12, 31, 31)
    assert (row["status"], row["editor"]) == ("settled", "Ana")


def test_by_source_gives_counts(typed):
    rows = [
        json.loads(line)
        for line in typed("export", "-f", "jsonl", "--by", "source").stdout.splitlines()
    ]
    assert [(row["name"], row["claims"]) for row in rows] == [
        ("Port-Aven hospital", 1),
        ("Préfecture de Port-Aven", 2),
    ]


@pytest.mark.parametrize("name", sorted(formats.BUILT_IN))
def test_every_format_writes_its_file(typed, tmp_path: Path, name: str):
    path = tmp_path / f"out.{name}"
    result = typed("export", "-f", name, "-o", str(path))
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert path.stat().st_size > 500
    assert list(tmp_path.iterdir()) == [path]


def test_the_format_is_guessed_from_the_name_of_the_file(typed, tmp_path: Path):
    typed("export", "-o", str(tmp_path / "table.jsonl"))
    assert len((tmp_path / "table.jsonl").read_text().splitlines()) == 3
    unknown = typed("export", "-o", str(tmp_path / "table.doc"))
    assert unknown.exit_code == 2
    assert "Name one with -f" in unknown.stderr


def test_a_file_that_exists_is_kept_unless_forced(typed, tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("mine")
    refused = typed("export", "-o", str(path))
    assert refused.exit_code == 1
    assert refused.stderr == f"Error: {path}: exists already; say --force to replace it\n"
    assert path.read_text() == "mine"
    assert typed("export", "-o", str(path), "--force").exit_code == 0
    assert path.read_text().startswith("group,")


def test_an_empty_selection_is_said_and_writes_nothing(typed, tmp_path: Path):
    path = tmp_path / "table.csv"
    result = typed("export", "-o", str(path), "--place", "Nowhere")
    assert result.exit_code == 1
    assert "nothing in the ledger is so chosen; nothing was written" in result.stderr
    assert not path.exists()


def test_a_ledger_without_claims_is_said(tmp_path: Path):
    path = tmp_path / "empty.db"
    Ledger.open(path).close()
    result = CliRunner().invoke(main, ["--ledger", str(path), "export"])
    assert result.exit_code == 1
    assert "the ledger holds no claim" in result.stderr


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path):
    result = CliRunner().invoke(main, ["--ledger", str(tmp_path / "no.db"), "export"])
    assert result.exit_code == 1
    assert "no such ledger" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-f", "pdf"), "'pdf' is none of csv, tsv"),
        (("--from", "yesterday"), "is not a date of the form"),
        (("--since", "noon"), "is not a day or time"),
        (("--from", "2024", "--to", "2023"), "--to 2023 is before --from 2024"),
        (("--status", "done"), "is not one of"),
        (("--by", "page"), "is not one of"),
    ],
)
def test_what_is_asked_wrongly_ends_with_status_2(typed, words: tuple[str, ...], said: str):
    result = typed("export", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_claims_are_chosen_by_source_and_period(typed):
    def chosen(*words: str) -> list[str]:
        text = typed("export", "-f", "jsonl", *words).stdout
        return [json.loads(line)["claim"] for line in text.splitlines()]

    assert chosen("--source", "Préfecture de Port-Aven") == ["claim-12", "claim-20"]
    assert chosen("--from", "2024-03-08") == ["claim-20", "claim-31"]
    assert chosen("--status", "settled", "--search", "wounded")
    assert chosen("--status", "open") == []
    assert chosen("--since", "2100-01-01") == []


def test_french_excel_gets_semicolons(typed):
    text = typed("export", "-f", "csv", "--excel", "--language", "fr").stdout
    assert text.startswith("\ufeffgroup;question;")


def test_nothing_binary_goes_to_a_terminal(kept: Path):
    here, there = pty.openpty()
    command = [sys.executable, "-m", "reconcile", "--ledger", str(kept), "export", "-f", "xlsx"]
    done = subprocess.run(command, stdout=there, stderr=subprocess.PIPE, text=True, check=False)
    os.close(there)
    os.close(here)
    assert done.returncode == 2
    assert "xlsx is not for a terminal; name a file with -o FILE" in done.stderr


def test_binary_formats_go_down_a_pipe(kept: Path):
    command = [sys.executable, "-m", "reconcile", "--ledger", str(kept), "export", "-f", "parquet"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout[:4] == done.stdout[-4:] == b"PAR1"


def test_a_reader_that_hangs_up_is_no_error(kept: Path):
    command = f"{sys.executable} -m reconcile --ledger {kept} export | true"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_passwords_are_not_in_what_is_exported():
    from reconcile.cli.export import ledger_name

    assert ledger_name("postgresql://ana:secret@db.example.org/news?sslmode=require") == "news"
    assert ledger_name("sqlite:////home/ana/r.db") == "r.db"
    assert ledger_name("/home/ana/r.db") == "r.db"
