"""Plain text: encodings, the first line, and offsets that are those of the file as decoded."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.model import Document, InputError, PartialDate, Span
from reconcile.reading import Given, Manifest, read

FRENCH = "Le cœur de la cité bat à Évry, où l’été coûte déjà 12 € l’entrée, dit le préfet."


def only(path: Path, given: Given | None = None) -> Document:
    (document,) = read(str(path), given)
    return document


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_a_text_in_any_newsroom_encoding_reads_the_same(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_bytes(FRENCH.encode(encoding))
    document = only(path)
    assert document.text == FRENCH
    assert {item.value for item in document.metadata if item.field == "encoding"} == {name}


def test_latin_9_is_told_from_cp1252_by_its_ligatures_and_euro_sign(tmp_path: Path) -> None:
    text = "Le cœur de la cité bat à Évry, où l'été coûte déjà 12 € l'entrée, dit le préfet."
    path = tmp_path / "dispatch.txt"
    path.write_bytes(text.encode("iso8859_15"))
    assert only(path).text == text


def test_a_few_stray_bytes_do_not_make_every_accent_another(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    damaged = "Trois blessés à l'hôpital.".encode() + b"\xff" + " Deux à la gare.".encode()
    path.write_bytes(damaged)
    (document,) = read(str(path))
    assert document.text == "Trois blessés à l'hôpital.\ufffd Deux à la gare."
    encoding = next(item for item in document.metadata if item.field == "encoding")
    assert (encoding.value, encoding.confidence) == ("utf-8, damaged", 0.5)


def test_nothing_is_normalised_so_that_offsets_stay_those_of_the_file(tmp_path: Path) -> None:
    text = "Un\r\ndeux\u00a0000\u202f000 e\u0301te\u0301 ﬁn\x85 \u200e\n"
    path = tmp_path / "dispatch.txt"
    path.write_bytes(text.encode())
    assert only(path).text == text


def test_a_leading_month_is_metadata_and_no_prose(tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text(" date 2023-11 Des tirs ont visé la base hier.\n", encoding="utf-8")
    document = only(path)
    assert document.published == PartialDate(2023, 11)
    assert document.masked == (Span(0, 14),)
    assert document.text[14:].startswith("Des tirs")


def test_a_word_that_is_no_date_line_stays_prose(tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text("date 2023-13 Des tirs ont visé la base.\n", encoding="utf-8")
    assert only(path).masked == ()


def test_a_line_that_is_only_a_date_dates_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Bridge closed\n2019-01-04\n\nThe bridge is closed.\n", encoding="utf-8")
    document = only(path)
    assert document.published == PartialDate(2019, 1, 4)
    assert [span.of(document.text) for span in document.masked] == ["2019-01-04"]
    assert document.title == "Bridge closed"


def test_the_manifest_binds_over_the_page_and_an_option_over_both(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" date 2023-11 Des tirs ont visé la base hier.\n", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(
        "file,outlet,agency,published,language,note\na.txt,,AFP,2023-11-10,fr,sent twice\n"
    )
    manifest = Manifest.load(str(tmp_path / "manifest.csv"))
    document = only(path, Given(manifest=manifest))
    assert (document.agency, document.published) == ("AFP", PartialDate(2023, 11, 10))
    # What the page says is kept beside it.
    assert [item.value for item in document.metadata if item.field == "published"] == [
        "2023-11-10",
        "2023-11",
    ]
    told = only(path, Given(manifest=manifest, published=PartialDate(2024)))
    assert told.published == PartialDate(2024)


def test_a_manifest_with_an_impossible_date_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,2023-11-10\nb.txt,2023-02-30\n")
    with pytest.raises(InputError, match="line 3"):
        Manifest.load(str(tmp_path / "manifest.csv"))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (b"  \n\t", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\xff\xfeD\x00e\x00s\x00 ", "UTF-16"),
        (b"\x1b\x07\x08" * 30, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, complaint: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=complaint) as refused:
        list(read(str(path)))
    assert str(path) in str(refused.value)


def test_control_and_bidirectional_characters_are_kept_in_the_record(tmp_path: Path) -> None:
    text = "Le bilan \x1b[31mest de 12 morts\x1b[0m \u202eselon\u202c la police, dit-on ici.\n"
    path = tmp_path / "dispatch.txt"
    path.write_bytes(text.encode())
    assert only(path).text == text


def test_a_million_characters_without_a_full_stop_are_one_text(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("et douze blessés " * 60_000, encoding="utf-8")
    assert len(only(path).text) == 1_020_000


def test_the_language_is_guessed_where_nobody_said_it(tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text("Le ministre a démenti que douze soldats aient été blessés hier.")
    document = only(path)
    assert document.language == "fr"
    assert only(path, Given(language="en")).language == "en"


def test_the_five_dispatches_are_read_with_their_dates(shared: Path) -> None:
    manifest = Manifest.load(str(shared / "corpus" / "manifest.csv"))
    documents = [
        only(path, Given(manifest=manifest)) for path in sorted((shared / "corpus").glob("*.txt"))
    ]
    assert [str(document.published) for document in documents] == [
        "2023-10-24",
        "2023-11-22",
        "2023-11-10",
        "2023-10-27",
        "2023-10-18",
    ]
    assert {document.language for document in documents} == {"fr"}
    assert documents[4].dateline == "BEYROUTH (AP)"
    assert [len(document.masked) for document in documents] == [0, 0, 1, 1, 0]
