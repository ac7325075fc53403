"""``reconcile add`` and ``reconcile watch``, as a user runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reconcile.cli.showing import visible
from tests.reconcile.reading import formats
from tests.reconcile.reading.formats import save

DISPATCH = (
    "Le ministère de la Santé a compté {} morts mercredi soir sur la côte orientale de l'île.\n"
)


def reconcile(
    folder: Path, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reconcile", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])},
        check=False,
    )


def test_what_is_new_is_printed_and_the_rest_goes_to_standard_error(tmp_path: Path) -> None:
    save(tmp_path, "a.txt", DISPATCH.format(29).encode())
    save(tmp_path, "empty.txt", b"")
    save(tmp_path, "LICENSE", b"All rights reserved.")
    done = reconcile(tmp_path, "add", ".", "absent.txt")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "a.txt: 1 claim",
        "1 document and 1 claim added; 1 group new or changed",
    ]
    errors = done.stderr.decode().splitlines()
    assert len(errors) == 3
    assert any("LICENSE" in line and line.startswith("Left out") for line in errors)
    assert any("empty.txt: is empty" in line for line in errors)
    assert any("absent.txt: does not exist" in line for line in errors)
    again = reconcile(tmp_path, "add", "a.txt")
    assert again.returncode == 0
    assert "already there, nothing added" in again.stdout.decode()


def test_json_lines_tell_what_became_of_each_document(tmp_path: Path) -> None:
    text = (
        DISPATCH.format(29)
        + "Les secours cherchent encore des disparus dans les collines et dans le port.\n" * 3
    )
    save(tmp_path, "a.txt", text.encode())
    save(tmp_path, "b.txt", ("Autre titre\n\n" + text).encode())
    done = reconcile(tmp_path, "add", "--json", "a.txt", "b.txt")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["path"], first["new"], first["copy_of"]) == ("a.txt", True, None)
    assert second["copy_of"] == first["sha256"]
    assert second["share"] > 0.9


def test_standard_input_is_read_for_a_dash(tmp_path: Path) -> None:
    done = reconcile(tmp_path, "add", "-", given=DISPATCH.format(29).encode())
    assert done.returncode == 0
    assert done.stdout.decode().startswith("-: 1 claim")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--published", "2023-02-30", "a.txt"),
        ("--colour", "red", "a.txt"),
        ("--language", "xx", "a.txt"),
        ("--manifest", "absent.csv", "a.txt"),
        ("--columns", "claim", "a.txt"),
        ("--columns", "colour=Red", "a.txt"),
        ("--jobs", "0", "a.txt"),
        (),
    ],
)
def test_wrong_use_is_status_two_and_leaves_no_ledger(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    save(tmp_path, "a.txt", DISPATCH.format(29).encode())
    done = reconcile(tmp_path, "add", *arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "reconcile.db").exists()


def test_columns_are_told_and_can_be_given(tmp_path: Path) -> None:
    save(tmp_path, "t.csv", b"when,said\n2023,12 soldiers were wounded\n")
    assert reconcile(tmp_path, "add", "t.csv").returncode == 1
    done = reconcile(tmp_path, "add", "--columns", "claim=said,published=when", "t.csv")
    assert done.returncode == 0
    assert "claim ← «said»" in done.stderr.decode()


def test_the_list_of_documents_says_where_each_piece_of_metadata_came_from(tmp_path: Path) -> None:
    save(
        tmp_path,
        "a.html",
        formats.html(head='<meta property="og:site_name" content="Le Courrier">'),
    )
    (tmp_path / "manifest.csv").write_text("file,published\na.html,2023-11-10\n")
    assert reconcile(tmp_path, "add", "--manifest", "manifest.csv", "a.html").returncode == 0
    first, came_from = reconcile(tmp_path, "documents").stdout.decode().splitlines()
    assert first.endswith("Convoi attaqué près du barrage")
    for said in (
        "title ← page, title element",
        "outlet ← page, meta og:site_name",
        "published ← manifest",
        "language ← page, html lang",
        "encoding ← guessed, bytes",
    ):
        assert said in came_from


def test_a_hostile_file_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    save(tmp_path, "a\x1b[2J\u202e.txt", b"")
    done = reconcile(tmp_path, "add", "a\x1b[2J\u202e.txt")
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert "\\x1b[2J\\u202e.txt" in done.stderr.decode()


def test_what_is_shown_holds_no_control_character() -> None:
    assert (
        visible("a\x1b[31mb\x07\u202ec\u2028d\ne\udc80")
        == "a\\x1b[31mb\\x07\\u202ec\\u2028d\\x0ae\\udc80"
    )
    assert visible("« déjà vu » — 12 000 €") == "« déjà vu » — 12 000 €"


def test_ctrl_c_stops_after_the_current_file_with_a_whole_ledger(tmp_path: Path) -> None:
    for number in range(400):
        save(tmp_path, f"{number:03}.txt", (DISPATCH.format(number + 2) * 3).encode())
    running = subprocess.Popen(
        [sys.executable, "-m", "reconcile", "add", "--json", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
            "PYTHONUNBUFFERED": "1",
        },
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    running.send_signal(signal.SIGINT)
    rest, errors = running.communicate(timeout=120)
    added = len((first + rest).splitlines())
    assert running.returncode == 130, errors.decode()
    assert 0 < added < 400
    assert f"{400 - added} inputs were not read" in errors.decode()
    from reconcile.ledger import Ledger

    with Ledger.open(tmp_path / "reconcile.db") as ledger:
        assert ledger.progress().documents == added
        assert ledger.verify() == []
        assert ledger.unfinished_groups() == ()


def test_watching_goes_on_until_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "reconcile", "watch", "--every", "1", "incoming"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
            "PYTHONUNBUFFERED": "1",
        },
    )
    assert running.stdout is not None
    time.sleep(1)
    save(tmp_path / "incoming", "a.txt", DISPATCH.format(29).encode())
    assert running.stdout.readline().decode() == "incoming/a.txt: 1 claim\n"
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (0, b"")


def test_a_missing_extra_is_one_clear_line(tmp_path: Path) -> None:
    path = save(tmp_path, "a.pdf", formats.pdf())
    script = (
        "import sys; sys.modules['pypdfium2'] = None\n"
        "from reconcile.cli import main\n"
        f"sys.exit(main(['add', {path!r}], standalone_mode=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])},
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "needs the extra «pdf»" in line
    assert "pip install 'reconcile-claims[pdf]'" in line


def test_every_bad_file_is_one_line_and_the_good_one_is_added(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    save(inbox, "good.txt", DISPATCH.format(29).encode())
    entry = formats.item("Titre", "Treize soldats ont été vus.", 1)
    bad = {
        "binary.txt": bytes(range(256)),
        "bomb.docx": formats.zip_bomb("word/document.xml", 60),
        "bomb.xlsx": formats.zip_bomb("xl/workbook.xml", 60),
        "cut.warc": formats.warc(("https://c.example/1", formats.html()))[:-100],
        "damaged.pdf": formats.pdf()[:200],
        "deep.html": b"<html><body>" + b"<div>" * 50_000,
        "empty.txt": b"",
        "entities.rss": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><item>&a;</item></rss>',
        "locked.pdf": formats.pdf(encrypted=True),
        "large.html": b"<html><body>" + b"<p>Douze soldats.</p>" * 2_500_000,
        "marked.txt": b"\xff\xfeD\x00e",
        "partly.rss": formats.rss(entry, "<item><title>Cassé</item>"),
    }
    for name, data in bad.items():
        save(inbox, name, data)
    done = reconcile(tmp_path, "add", "inbox")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert len(lines) == len(bad)
    assert all(any(f"inbox/{name}:" in line for line in lines) for name in bad)
    assert all(line.startswith("Error: ") for line in lines)
    added = [line.split(":")[0] for line in done.stdout.decode().splitlines()[:-1]]
    assert added == ["inbox/good.txt", "inbox/partly.rss#1"]


def test_what_changed_on_a_page_is_told(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://courrier.example/convoi">'
    lines = (
        DISPATCH.format(29).strip(),
        "Les secours cherchent encore des disparus dans les collines.",
    )
    save(tmp_path, "page.html", formats.html(lines, head=head))
    assert reconcile(tmp_path, "add", "page.html").returncode == 0
    save(tmp_path, "page.html", formats.html((DISPATCH.format(31).strip(), lines[1]), head=head))
    told = reconcile(tmp_path, "add", "page.html").stdout.decode().splitlines()
    assert "a new version of" in told[0]
    assert told[1:3] == [f"  - {DISPATCH.format(29).strip()}", f"  + {DISPATCH.format(31).strip()}"]
