"""Tables of the program are read from TOML, or from the copy that was kept of it, with the same result."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reconcile.languages import available
from reconcile.languages.compiled import cache_folder, read_table

PACKS = Path(__file__).resolve().parents[3] / "reconcile" / "languages"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("RECONCILE_CACHE", str(folder))
    return folder


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "words.toml"
    path.write_text('[units]\nkm = 1000.0\nfew = 3\nnames = ["kilomètre"]\n', "utf-8")
    return str(path)


@pytest.mark.parametrize("language", available())
def test_a_kept_pack_is_the_pack(language: str, kept: Path) -> None:
    path = PACKS / f"{language}.toml"
    parsed = tomllib.loads(path.read_text("utf-8"))
    assert read_table(str(path)) == parsed
    assert len(list(kept.iterdir())) == 1
    again = read_table(str(path))
    assert again == parsed
    assert list(again) == list(parsed)


def test_a_kept_table_keeps_whole_numbers_whole(table: str, kept: Path) -> None:
    read_table(table)
    again = read_table(table)
    assert repr(again) == "{'units': {'km': 1000.0, 'few': 3, 'names': ['kilomètre']}}"


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b"null"])
def test_a_damaged_copy_is_made_anew(damage: bytes, table: str, kept: Path) -> None:
    first = read_table(table)
    (copy,) = kept.iterdir()
    whole = copy.read_bytes()
    copy.write_bytes(damage)
    assert read_table(table) == first
    assert copy.read_bytes() == whole


def test_a_copy_with_other_words_is_not_believed(table: str, kept: Path) -> None:
    read_table(table)
    (copy,) = kept.iterdir()
    copy.write_bytes(copy.read_bytes().replace(b"1000.0", b"2000.0"))
    assert read_table(table)["units"]["km"] == 1000.0


def test_a_changed_file_is_read_anew(table: str, kept: Path) -> None:
    read_table(table)
    Path(table).write_text("[units]\nkm = 1.0\n", "utf-8")
    assert read_table(table) == {"units": {"km": 1.0}}


def test_a_folder_that_cannot_be_made_is_no_error(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("RECONCILE_CACHE", str(tmp_path / "file" / "kept"))
    assert read_table(table)["units"]["few"] == 3


def test_an_empty_folder_name_keeps_nothing(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONCILE_CACHE", "")
    assert cache_folder() == ""
    assert read_table(table)["units"]["few"] == 3


def test_a_table_that_json_cannot_hold_is_parsed_each_time(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "days.toml"
    path.write_text("day = 2023-10-07\n", "utf-8")
    assert read_table(str(path)) == tomllib.loads("day = 2023-10-07")
    assert not kept.exists()
