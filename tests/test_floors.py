"""What may not be loaded, seen in a fresh process: import contracts cannot see what a library brings."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "sqlalchemy", "numpy", "scipy", "alembic", "pandas")

LOADED = """
import sys
{code}
print(*sorted({heavy!r} & set(sys.modules)))
"""


def loaded_by(code: str) -> list[str]:
    """Run ``code`` in a fresh interpreter and list the heavy packages that it loaded."""
    script = LOADED.format(code=code, heavy=set(HEAVY))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1].split()


def test_the_probe_itself_sees_a_heavy_import() -> None:
    assert loaded_by("import sqlalchemy") == ["sqlalchemy"]


@pytest.mark.parametrize(
    "module", ["reconcile.claims", "reconcile.model", "reconcile.cli", "schema"]
)
def test_a_light_module_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") == []


def test_extracting_claims_needs_no_desk_no_database_and_no_arrays() -> None:
    code = (
        "from reconcile.claims import extract_text\n"
        "assert extract_text('Douze personnes ont été tuées.', language='fr')"
    )
    assert loaded_by(code) == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "from click.testing import CliRunner\n"
        "from reconcile.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0"
    )
    assert loaded_by(code) == []


@pytest.mark.parametrize("module", ["reconcile.ledger", "reconcile.export", "reconcile.adding"])
def test_the_reasoning_never_loads_the_desk(module: str) -> None:
    assert "textual" not in loaded_by(f"import {module}")
