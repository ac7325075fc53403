"""Every command that the README shows is run, in the order in which it shows them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: Shown without a prompt because they need a terminal, or set up an environment of their own; each is run
#: by a test of its own (tests/tui, tests/test_make.py) or is the server that never ends.
ELSEWHERE = {"make demo", "make test", "reconcile --ledger tour.db review"}


def blocks(language: str) -> list[list[str]]:
    """List the lines of each fenced block of that language ("" for none)."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
    return [body.splitlines() for name, body in fenced if name == language]


def shown() -> list[str]:
    """List the commands behind a prompt in the README's console blocks."""
    lines = [line for block in blocks("console") for line in block]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def bare() -> list[list[str]]:
    """List the commands of each block that shows no prompt, without their comments."""
    return [[line.split("#")[0].strip() for line in block] for block in blocks("")]


def test_the_two_commands_come_first() -> None:
    assert bare()[0] == ["make demo", "make test"]


def test_every_command_without_a_prompt_is_run_by_another_test() -> None:
    assert {command for block in bare() for command in block} <= ELSEWHERE


@pytest.mark.slow
def test_the_tour_runs_as_shown(tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RECONCILE_EDITOR": "Ada",
        "PYTHONUTF8": "1",
    }
    commands = shown()
    assert len(commands) >= 8
    for command in commands:
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout or done.stderr, f"{command} said nothing"


def test_the_picture_is_there() -> None:
    for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file(), path
