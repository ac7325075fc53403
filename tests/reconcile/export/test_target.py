"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile import adding
from reconcile.export.target import OutputError, writing
from reconcile.ledger import Ledger


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path):
    with writing(tmp_path / "table.csv") as out:
        out.write(b"a,b\n")
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
    assert (tmp_path / "table.csv").read_bytes() == b"a,b\n"


def test_a_file_that_exists_is_refused_without_force(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("mine")
    with pytest.raises(OutputError, match="exists already; say --force"), writing(path):
        pytest.fail("opened all the same")
    assert path.read_text() == "mine"
    with writing(path, force=True) as out:
        out.write(b"new")
    assert path.read_text() == "new"


def test_a_file_that_appears_while_writing_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "table.csv"
    with pytest.raises(OutputError, match="appeared while writing"), writing(path) as out:
        out.write(b"ours")
        path.write_text("theirs")
    assert path.read_text() == "theirs"
    assert [item.name for item in tmp_path.iterdir()] == ["table.csv"]


def test_an_error_half_way_leaves_what_was_there(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), writing(path, force=True) as out:
        out.write(b"half")
        raise ZeroDivisionError
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("table.csv", "old")]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with (
        pytest.raises(OutputError, match="no space left on device"),
        writing(tmp_path / "table.csv"),
        full.open("wb", buffering=0) as disk,
    ):
        disk.write(b"more than fits")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("small")
    text = folder / "a.txt"
    text.write_text("The mayor said that 12 people were hurt in Sabran on 3 March 2026.")
    with Ledger.open(str(folder / "r.db"), actor="Ada") as ledger:
        adding.add(ledger, [str(text)])
    return str(folder / "r.db")


@pytest.mark.parametrize(
    ("name", "options", "where"),
    [
        ("csv", [], "standard output"),
        ("xlsx", [], "standard output"),
        ("parquet", [], "standard output"),
        ("xlsx", ["-o", "/dev/full", "--force"], "/dev/full"),
    ],
)
def test_a_full_disk_is_one_line_whatever_the_format(
    name: str, options: list[str], where: str, small_ledger: str
):
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("this system has no /dev/full")
    command = [sys.executable, "-m", "reconcile", "--ledger", small_ledger, "export", "-f", name]
    with device.open("wb") as full:
        done = subprocess.run(
            [*command, *options], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = f"Error: {where}: could not be written: no space left on device\n"
    assert (done.returncode, done.stderr.decode()) == (1, told)
    # What stands for a device is still one.
    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(OutputError, match="no such file"), writing(tmp_path / "no" / "table.csv"):
        pytest.fail("opened all the same")


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path):
    with pytest.raises(OutputError, match="is a folder"), writing(tmp_path, force=True):
        pytest.fail("opened all the same")


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path):
    # Root may write to a read-only folder of a disk, but nobody makes a file in /proc.
    folder = Path("/proc") if os.geteuid() == 0 else tmp_path
    if not folder.is_dir():
        pytest.skip("this system has no /proc")
    if folder == tmp_path:
        folder.chmod(0o555)
    with pytest.raises(OutputError, match="cannot be written"), writing(folder / "table.csv"):
        pytest.fail("opened all the same")


def test_others_may_read_what_was_written(tmp_path: Path):
    before = os.umask(0o022)
    try:
        with writing(tmp_path / "table.csv") as out:
            out.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "table.csv").stat().st_mode) == 0o644
