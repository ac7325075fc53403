"""The wheel holds what an installed program needs, and the pins name no address."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("reconcile_claims-*.whl")
    return built


def test_the_wheel_holds_fixtures_packs_migrations_and_styles(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for path in (
        "reconcile/fixtures/manifest.csv",
        "reconcile/fixtures/dispatches/01-echo-de-sabran.txt",
        "reconcile/languages/fr.toml",
        "schema/migrations/env.py",
    ):
        assert path in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {
        "reconcile",
        "schema",
        "tui",
    }


def test_the_demo_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "demo", "--no-review"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "10 documents" in done.stdout


def test_requirements_are_hashed_and_name_no_address() -> None:
    for name in ("build", "core", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^ =]*==[^ ]+", text, flags=re.MULTILINE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert "index-url" not in text


def test_every_dependency_of_the_package_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = (ROOT / "requirements" / "core.txt").read_text(encoding="utf-8").lower()
    for dependency in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9_.-]+", dependency)
        assert name
        assert re.search(
            rf"^{re.escape(name.group().lower())}(\[[a-z,]+\])?==", pinned, re.MULTILINE
        ), dependency
