"""The two commands on a clean clone, without uv, as on a fresh machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists() or shutil.which("make") is None:
        pytest.skip("needs make and a git checkout")
    folder = tmp_path_factory.mktemp("clone") / "reconcile"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


def make(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    """Run make without this environment's own programs in its way."""
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *targets],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_demo_sets_itself_up_once_and_prints_a_summary_without_a_terminal(clone: Path) -> None:
    first = make(clone, "demo")
    assert first.returncode == 0, first.stderr
    assert "10 documents" in first.stdout
    again = make(clone, "demo")
    assert again.returncode == 0, again.stderr
    assert "setting up" in first.stderr
    assert "setting up" not in again.stderr
    assert again.stdout == first.stdout


def test_the_test_target_runs_the_tests(clone: Path) -> None:
    shown = make(clone, "--dry-run", "test")
    assert shown.returncode == 0
    assert "-m pytest" in shown.stdout
    ci = (clone / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check" in ci
    assert (
        "test" in (clone / "Makefile").read_text(encoding="utf-8").split("check:")[1].split("\n")[0]
    )
