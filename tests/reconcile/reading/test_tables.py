"""Tables of claims that people already keep come in with their claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.model import InputError, PartialDate
from reconcile.reading import Given, Reading, readings
from reconcile.reading.table.columns import match
from reconcile.reading.table.reader import number_of
from tests.reconcile.reading import formats
from tests.reconcile.reading.formats import save

HEADINGS = ["Date", "Média", "Source", "Déclaration", "Chiffre", "Lien"]
ROWS = [
    [
        "2023-11-10",
        "Le Courrier",
        "le ministère",
        "12 soldats ont été blessés",
        12,
        "https://c.example/1",
    ],
    ["2023-11-10", "Le Courrier", "le maire", "Le pont est fermé", None, "https://c.example/1"],
    [
        "2023-11-11",
        "La Gazette",
        "l'armée",
        "1 400 habitants sont partis",
        1400,
        "https://g.example/2",
    ],
]


def csv_of(delimiter: str) -> bytes:
    lines = [HEADINGS, *([str(cell or "") for cell in row] for row in ROWS)]
    return "\n".join(delimiter.join(line) for line in lines).encode()


def check(found: list[Reading]) -> None:
    first, second = found
    assert [first.document.outlet, second.document.outlet] == ["Le Courrier", "La Gazette"]
    assert first.document.published == PartialDate(2023, 11, 10)
    assert first.document.url == "https://c.example/1"
    assert first.claims is not None
    assert second.claims is not None
    wounded, closed = first.claims
    assert wounded.quote.exact == "12 soldats ont été blessés"
    assert wounded.quote.stands_in(first.document.text)
    assert wounded.origin == "le ministère"
    hop = wounded.attribution[0]
    assert first.document.text[hop.start : hop.end] == "le ministère"
    assert wounded.quantity is not None
    assert (wounded.quantity.low, wounded.quantity.high) == (12, 12)
    assert first.document.text[wounded.quantity.start : wounded.quantity.end] == "12"
    assert closed.quantity is None
    assert second.claims[0].quantity is not None
    assert second.claims[0].quantity.value == 1400


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_claims_is_read_by_its_headings(tmp_path: Path, delimiter: str) -> None:
    check(list(readings(save(tmp_path, "claims.csv", csv_of(delimiter)))))


def test_a_spreadsheet_of_claims_is_read_by_its_headings(tmp_path: Path) -> None:
    check(list(readings(save(tmp_path, "claims.xlsx", formats.xlsx([list(HEADINGS), *ROWS])))))


def test_json_lines_of_claims_are_read_by_their_keys(tmp_path: Path) -> None:
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    check(list(readings(save(tmp_path, "claims.jsonl", formats.jsonl(rows)))))


def test_a_title_above_the_headings_is_no_part_of_the_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Suivi des bilans"],
        [],
        ["mis à jour chaque soir", None],
        list(HEADINGS),
        *ROWS,
    ]
    check(list(readings(save(tmp_path, "claims.xlsx", formats.xlsx(rows)))))
    titled = b"Suivi des bilans\n;;;;;\n" + csv_of(";")
    check(list(readings(save(tmp_path, "claims.csv", titled))))


def test_the_line_that_tells_excel_the_delimiter_is_no_heading(tmp_path: Path) -> None:
    check(list(readings(save(tmp_path, "claims.csv", b"sep=;\r\n" + csv_of(";")))))


def test_a_sheet_of_remarks_beside_the_claims_is_named_and_passed_over(tmp_path: Path) -> None:
    import io

    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Remarques"
    book.active.append(["À lire avant tout"])
    book.active.append(["Les bilans sont provisoires."])
    sheet = book.create_sheet("Bilans")
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    found = list(readings(save(tmp_path, "claims.xlsx", out.getvalue())))
    check(found)
    columns = next(item for item in found[0].document.metadata if item.field == "columns")
    assert columns.value.endswith("sheets without claims: «Remarques»")


@pytest.mark.parametrize(
    ("headings", "dates", "published"),
    [
        # 25 can only be a day: the column puts the day first.
        (
            "claim,date,who",
            ("03/05/2024", "25/05/2024"),
            [PartialDate(2024, 5, 3), PartialDate(2024, 5, 25)],
        ),
        (
            "claim,date,who",
            ("03/05/2024", "03/25/2024"),
            [PartialDate(2024, 3, 5), PartialDate(2024, 3, 25)],
        ),
        ("claim,date,who", ("03/05/2024", "04/05/2024"), [None, None]),
        (
            "déclaration,date,qui",
            ("03/05/2024", "04/05/2024"),
            [PartialDate(2024, 5, 3), PartialDate(2024, 5, 4)],
        ),
        (
            "claim,date,who",
            ("25/05/2024", "05/25/2024"),
            [PartialDate(2024, 5, 25), PartialDate(2024, 5, 25)],
        ),
        (
            "claim,date,who",
            ("5 mars 2024", "March 6 2024"),
            [PartialDate(2024, 3, 5), PartialDate(2024, 3, 6)],
        ),
        ("claim,date,who", ("31/02/2024", "last week"), [None, None]),
    ],
)
def test_dates_are_read_as_their_column_writes_them(
    tmp_path: Path, headings: str, dates: tuple[str, str], published: list[PartialDate | None]
) -> None:
    lines = [headings, *(f"Two boats sank near quay {day},{day},the mayor" for day in dates)]
    found = readings(save(tmp_path, "claims.csv", "\n".join(lines).encode()))
    assert [reading.document.published for reading in found] == published


def test_the_document_says_which_columns_were_taken_for_what(tmp_path: Path) -> None:
    (first, _) = readings(save(tmp_path, "claims.csv", csv_of(",")))
    origins = {item.field: item.detail for item in first.document.metadata}
    assert origins["outlet"] == "column «Média»"
    assert "claim ← «Déclaration»" in next(
        item.value for item in first.document.metadata if item.field == "columns"
    )


def test_a_heading_that_is_only_like_a_claim_must_be_confirmed(tmp_path: Path) -> None:
    path = save(tmp_path, "t.csv", b"when,statment made\n2023,12 soldiers were wounded\n")
    with pytest.raises(InputError, match="--columns claim="):
        list(readings(path))
    (reading,) = readings(path, Given(columns={"claim": "statment made", "published": "when"}))
    assert reading.claims is not None
    assert reading.claims[0].quote.exact == "12 soldiers were wounded"
    assert reading.document.published == PartialDate(2023)


def test_a_heading_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = save(tmp_path, "t.csv", csv_of(","))
    with pytest.raises(InputError, match="no column «Claim»"):
        list(readings(path, Given(columns={"claim": "Claim"})))


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = save(
        tmp_path, "c.jsonl", b'{"claim": "Two died."}\n{"claim": \n{"claim": "Three died."}\n'
    )
    found = []
    with pytest.raises(InputError, match="1 of its rows could not be read: «line 2» is not JSON"):
        for reading in readings(path):
            found.append(reading.document.text)
    assert found == ["Two died.\nThree died.\n"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Énoncé", "claim"),
        ("Claim text", "claim"),
        ("date_of_publication", "published"),
        ("Statement ", "claim"),
    ],
)
def test_headings_are_matched_whatever_their_accents_and_case(heading: str, field: str) -> None:
    columns = match([heading, "claim" if field != "claim" else "x"], {}, "t.csv")
    assert columns.headings.get(field) == heading


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        ("1 400", 1400),
        ("1,400", 1400),
        ("1.400", 1400),
        ("2,5", 2.5),
        ("12 ou 13", None),
        ("", None),
    ],
)
def test_a_cell_is_a_number_or_it_is_not(cell: str, number: float | None) -> None:
    assert number_of(cell) == number


def test_one_json_object_with_a_list_is_a_table(tmp_path: Path) -> None:
    data = b'{\n  "kept by": "Ada",\n  "claims": [\n    {"claim": "12 soldiers were wounded", "speaker": "the army"}\n  ]\n}'
    (reading,) = readings(save(tmp_path, "claims.json", data))
    assert reading.claims is not None
    assert (reading.claims[0].quote.exact, reading.claims[0].origin) == (
        "12 soldiers were wounded",
        "the army",
    )


@pytest.mark.parametrize(
    ("first_line", "reader"),
    [
        ("claim,source", "table"),
        ("Statement, 3 May 2023", "text"),
        ("Statement, by the mayor", "text"),
    ],
)
def test_only_headings_make_a_nameless_file_a_table(
    tmp_path: Path, first_line: str, reader: str
) -> None:
    path = save(
        tmp_path, "notes", f"{first_line}\nTwelve soldiers were wounded,the army\n".encode()
    )
    (reading,) = readings(path)
    assert reading.document.reader == reader
