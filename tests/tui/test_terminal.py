"""The desk in a real terminal, driven through tmux."""

from __future__ import annotations

import os
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

    def wait_for(self, words: str) -> str:
        """Wait until ``words`` stand on the screen, and return it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screen = self.screen()
            if words in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words!r} did not appear in:\n{self.screen()}")

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
    again.wait_for("2 to decide")
    again.press("Enter")
    screen = again.wait_for("? contradiction R9")
    assert "= agree" in screen
    again.press("u")
    again.wait_for("? succession R9")
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
