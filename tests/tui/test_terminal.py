"""The desk in a real terminal, driven through tmux."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reconcile.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
#: A slow machine may take this long to paint; the tests wait for words, not for time.
PATIENCE = 30.0

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Terminal:
    """A tmux session of its own server, so that nothing else on the machine is touched."""

    def __init__(self, width: int, height: int, command: str, environment: dict[str, str]) -> None:
        self.name = f"desk-{uuid.uuid4().hex[:8]}"
        set_ = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height),
            f"cd {shlex.quote(str(ROOT))} && env -u COLUMNS -u LINES {set_} {command}; echo LEFT; exec cat",
        )  # fmt: skip

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self.name, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def painted(self) -> set[str]:
        """The colours on the screen, as the numbers of their escape sequences; greys left out."""
        sequences = re.findall(r"\x1b\[([0-9;]*)m", self._tmux("capture-pane", "-p", "-e"))
        found = set()
        for sequence in sequences:
            for red, green, blue in re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", sequence):
                if max(map(int, (red, green, blue))) - min(map(int, (red, green, blue))) > 24:
                    found.add(f"{red};{green};{blue}")
            bare = re.sub(r"[34]8;(?:2;\d+;\d+;\d+|5;\d+)", "", sequence)
            found |= {code for code in bare.split(";") if re.fullmatch(r"[349][1-6]|10[1-6]", code)}
        return found

    def wait_for(self, words: str) -> str:
        """Wait until ``words`` stand on the screen, and return it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screen = self.screen()
            if words in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words!r} did not appear in:\n{self.screen()}")

    def wait_until_gone(self, words: str) -> None:
        """Wait until ``words`` stand on the screen no more."""
        until = time.monotonic() + PATIENCE
        while words in self.screen():
            assert time.monotonic() < until, f"{words!r} is still there"
            time.sleep(0.05)

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self.name, "kill-server"], capture_output=True, check=False)


Start = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    """Start ``reconcile`` in a terminal: ``terminal("--ledger r.db review")``."""
    begun: list[Terminal] = []

    def start(arguments: str, *, width: int = 80, height: int = 24, **more: str) -> Terminal:
        environment = {
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "RECONCILE_SETTINGS": str(tmp_path / "desk.toml"),
            "PATH": os.environ["PATH"],
            **more,
        }
        command = f"{shlex.quote(sys.executable)} -m reconcile {arguments}"
        begun.append(Terminal(width, height, command, environment))
        return begun[-1]

    yield start
    for session in begun:
        session.close()


def test_marks_are_there_on_restart_and_undo_reaches_them(terminal: Start, address: str) -> None:
    arguments = f"--ledger {address} --editor anne review"
    desk = terminal(arguments)
    desk.wait_for("Wounded · Karsa")
    desk.press("Enter")
    desk.wait_for("? succession R9")
    desk.press("a")
    desk.wait_for("= agree")
    desk.press("Space", "x")
    desk.wait_for("x contradict")
    desk.press("u")
    desk.wait_for("Undone: x contradict")
    desk.press("q")
    desk.wait_for("1 group")
    desk.press("q")
    desk.wait_for("LEFT")
    again = terminal(arguments)
    again.wait_for("2 in review")
    again.press("Enter")
    screen = again.wait_for("? undetermined R4")
    assert "= agree" in screen
    again.press("u")
    again.wait_for("Undone: = agree")
    again.press("C-c")
    again.wait_for("LEFT")
    with Ledger.open(address) as ledger:
        assert ledger.group(ledger.inbox().items[0].id).judgements == {}


def test_the_passage_is_marked_by_signs_and_named_underneath(terminal: Start, address: str) -> None:
    desk = terminal(f"--ledger {address} review")
    desk.wait_for("Wounded · Karsa")
    desk.press("Enter")
    screen = desk.wait_for("figure: At least 56")
    assert ">>At least 56 people" in screen
    assert "[the health ministry said]" in screen


def test_forty_columns_and_ten_lines_are_enough_to_decide(terminal: Start, address: str) -> None:
    desk = terminal(f"--ledger {address} --editor anne review", width=40, height=10)
    desk.wait_for("Wounded")
    desk.press("Enter")
    desk.wait_for("56")
    desk.press("a")
    desk.wait_for("B = agree")
    desk.press("C-c")
    desk.wait_for("LEFT")


def test_without_a_terminal_the_desk_says_what_to_do(address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "--ledger", address, "review"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--plain" in done.stderr
    assert done.stdout == ""


@pytest.mark.corpus
def test_the_corpus_from_adding_to_export(terminal: Start, shared: Path, tmp_path: Path) -> None:
    """The whole path in a real terminal: add, decide, undo, quit, start again, export."""
    ledger = tmp_path / "corpus.db"
    corpus = shared / "corpus"
    arguments = f"--ledger {ledger} --editor anne review"
    desk = terminal(arguments, width=100, height=30)
    desk.wait_for("The ledger is empty")
    desk.press("C-n")
    desk.wait_for("Add documents")
    files = " ".join(str(path) for path in sorted(corpus.glob("*.txt")))
    desk.press("-l", files)
    desk.press("Tab", "Tab", "Tab")
    desk.press("-l", str(corpus / "manifest.csv"))
    desk.press("Enter")
    desk.wait_for("Added 5 documents")
    desk.press("Escape")
    desk.wait_until_gone("Add documents")
    desk.press("/")
    desk.press("-l", "wounded")
    desk.press("Enter")
    desk.wait_for("“wounded”")
    desk.press("Enter")
    desk.wait_for("GROUP")
    desk.press("x")
    desk.wait_for("x contradict")
    desk.press("Space", "a")
    desk.wait_for("= agree")
    desk.press("u")
    desk.wait_for("Undone: = agree")
    desk.press("C-c")
    desk.wait_for("LEFT")
    again = terminal(arguments, width=100, height=30)
    again.wait_for("settled")
    again.press("5")
    again.wait_for("Preview of the first groups")
    again.press("/")
    again.press("-l", str(tmp_path / "table.csv"))
    again.wait_for("table.csv")
    again.press("Enter")
    again.wait_for("written to")
    again.press("C-c")
    again.wait_for("LEFT")
    with Ledger.open(ledger) as kept:
        judgements = [
            item for line in kept.inbox().items for item in kept.group(line.id).judgements.values()
        ]
    assert [item.family.value for item in judgements] == ["contradiction"]
    table = (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert "anne" in table
    assert table.count("contradiction") >= 1


def test_nothing_is_coloured_when_no_color_is_asked_for(terminal: Start, address: str) -> None:
    desk = terminal(f"--ledger {address} review", NO_COLOR="1")
    desk.wait_for("Wounded · Karsa")
    desk.press("Enter")
    desk.wait_for("? contradiction R9")
    assert desk.painted() == set()
