"""The wheel holds what an installed program needs, and the pins name no address."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


#: What a wheel is made of; the tree itself is not built in, for other tests read it meanwhile.
SOURCES = ("reconcile", "schema", "tui", "fixtures", "pyproject.toml", "README.md", "LICENSE")
#: A virtual environment that `uv` made has no pip, so that the backend is asked itself.
BUILD = "import sys; from hatchling import build; build.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree, folder = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, tree / name)
    command = [sys.executable, "-c", BUILD, str(folder)]
    subprocess.run(command, check=True, cwd=tree, capture_output=True)
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


@pytest.mark.slow
def test_the_wheel_installs_and_its_command_runs_the_demo_from_any_folder(
    wheel: Path, tmp_path: Path
) -> None:
    environment, elsewhere = tmp_path / "environment", tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    # What the package needs is borrowed from here; a path file's own path files are not read, so that the
    # package itself is the wheel's.
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    shown = subprocess.run(
        [str(environment / "bin" / "reconcile"), "demo", "--no-review"],
        cwd=elsewhere,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "10 documents" in shown.stdout
    where = [str(python), "-c", "import reconcile, tui; print(reconcile.__file__, tui.__file__)"]
    printed = subprocess.run(where, check=True, capture_output=True, text=True, cwd=elsewhere)
    assert printed.stdout.count(str(site)) == 2


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
