"""CSV, TSV, JSON and JSON Lines, read back by other programs' readers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from reconcile.export import formats
from reconcile.export.columns import names_of
from reconcile.export.formats import Options
from reconcile.export.rows import ClaimRow, Grain, GroupRow
from reconcile.export.table import Table
from reconcile.model import Quote
from tests.reconcile.export.examples import DECIDED_WOUNDED, THIRTY_ONE, WOUNDED, table

HOSTILE = (
    "=HYPERLINK(1)",
    "+33 blessés",
    '-5 "quoted", and more',
    "@here",
    "\ttab first",
    "two\nlines",
    "old Mac\rline",
    "nul\x00 and escape\x1b[31m",
    "lone \ud800 surrogate",
    "</script><img onerror=alert(1)>",
    "‮ right to left",
)


def written(name: str, source: Table, **options: bool) -> bytes:
    out = io.BytesIO()
    formats.find(name).write(source, out, Options(**options))
    return out.getvalue()


def saying(text: str) -> Table:
    quoted = replace(THIRTY_ONE, quote=Quote(text, 0, len(text)), sentence=text)
    return table(replace(WOUNDED, claims=(quoted,)))


def read_csv(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter))


def test_csv_has_one_line_a_claim_under_the_names_of_the_dictionary():
    data = written("csv", table(DECIDED_WOUNDED))
    rows = read_csv(data)
    assert list(rows[0]) == list(names_of(ClaimRow))
    assert [row["claim"] for row in rows] == ["claim-12", "claim-31", "claim-20"]
    assert rows[0]["exact"] == "Au moins 12 personnes ont été blessées"
    assert (rows[0]["low"], rows[0]["high"]) == ("12", "")
    assert rows[1]["editor"] == "Ana"


def test_csv_by_group_holds_low_best_and_high():
    (row,) = read_csv(written("csv", table(DECIDED_WOUNDED, grain=Grain.GROUP)))
    assert list(row) == list(names_of(GroupRow))
    assert (row["low"], row["best"], row["high"]) == ("12", "31", "31")


def test_tsv_is_the_same_between_tabs():
    rows = read_csv(written("tsv", table(WOUNDED)), "\t")
    assert [row["figure"] for row in rows] == ["Au moins 12", "31", "No more than 20"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_begins_a_formula_and_no_quote_breaks_the_table(name: str, text: str):
    (row,) = read_csv(written(name, saying(text)), {"csv": ",", "tsv": "\t"}[name])
    assert row["exact"][0] not in "=+-@\t\r"
    assert row["figure"] == "31"


def test_a_text_that_looks_like_a_formula_is_marked_and_otherwise_unaltered():
    (row,) = read_csv(written("csv", saying("=1+1")))
    assert row["exact"] == "'=1+1"


def test_a_negative_number_is_a_number():
    quantity = replace(THIRTY_ONE.quantity, value=-5.0, low=-5.0, high=-5.0)
    view = replace(WOUNDED, claims=(replace(THIRTY_ONE, quantity=quantity),))
    (row,) = read_csv(written("csv", table(view)))
    assert row["value"] == "-5"


def test_control_characters_are_shown_and_lone_surrogates_replaced():
    (row,) = read_csv(written("csv", saying("nul\x00, lone \ud800")))
    assert row["exact"] == "nul␀, lone �"


def test_excel_in_french_gets_its_mark_its_semicolons_and_its_decimal_comma():
    view = replace(WOUNDED, claims=(replace(THIRTY_ONE, confidence=0.75),))
    data = written("csv", table(view, language="fr"), excel=True)
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert row["confidence"] == "0,75"


def test_excel_in_english_gets_its_mark_and_commas():
    data = written("csv", table(WOUNDED), excel=True)
    assert len(read_csv(data.removeprefix(b"\xef\xbb\xbf"))) == 3


def objects(name: str, source: Table) -> list[dict[str, Any]]:
    text = written(name, source).decode("utf-8")
    if name == "json":
        return json.loads(text)
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_keeps_lists_numbers_and_what_is_not_known(name: str):
    first, second, _ = objects(name, table(DECIDED_WOUNDED))
    assert list(first) == list(names_of(ClaimRow))
    assert first["attribution"] == ["Préfecture de Port-Aven"]
    assert (first["low"], first["high"], first["anchor"]) == (12, None, True)
    assert second["decision"] == "agreement"


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud800" not in text])
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_keeps_every_quote_to_the_letter(name: str, text: str):
    (row,) = objects(name, saying(text))
    assert row["exact"] == text


def test_json_of_nothing_is_an_empty_list():
    assert objects("json", table()) == []
    assert written("jsonl", table()) == b""


def test_the_same_table_gives_the_same_bytes():
    for name in formats.names():
        assert written(name, table(DECIDED_WOUNDED)) == written(name, table(DECIDED_WOUNDED))
