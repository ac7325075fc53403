"""The migrations lead to what the models say, forward and back, on both databases and with data in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.model import LedgerError
from schema import database, tables
from tests.reconcile.ledger.test_verifying import live
from tests.reconcile.ledger.told import tell


def _kept(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Leave out the full-text index, which is not a model, and Alembic's own table."""
    return not (kind == "table" and name and name.startswith(("search", database.VERSION_TABLE)))


def test_the_migrated_schema_is_that_of_the_models(empty_database: str) -> None:
    with Ledger.open(empty_database) as ledger, database.reading(ledger.engine) as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": _kept,
                "version_table": database.VERSION_TABLE,
            },
        )
        assert compare_metadata(context, tables.metadata) == []


def test_the_program_knows_every_revision() -> None:
    config = Config()
    folder = Path(database.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [database.HEAD]
    ordered = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(ordered) == database.REVISIONS


@pytest.mark.parametrize("earlier", database.REVISIONS[:-1])
def test_a_ledger_with_data_goes_back_to_an_earlier_revision_and_forward_again(
    empty_database: str, earlier: str
) -> None:
    with Ledger.open(empty_database, actor="ada") as ledger:
        live(ledger)
        before = ledger.group("g-wounded"), ledger.inbox(), ledger.head()
        found = ledger.search("wounded")
        database.migrate(ledger.engine, earlier)
        with database.reading(ledger.engine) as connection:
            assert database.revision_of(connection) == earlier
        with pytest.raises(LedgerError, match="reconcile db upgrade"):
            Ledger.open(empty_database, upgrade=False)
    with Ledger.open(empty_database, actor="ada") as ledger:
        assert (ledger.group("g-wounded"), ledger.inbox(), ledger.head()) == before
        assert ledger.search("wounded") == found
        assert found.total > 0
        assert ledger.verify() == []
        ledger.undo()


def test_the_first_migration_can_be_taken_back_to_nothing(empty_database: str) -> None:
    with Ledger.open(empty_database) as ledger:
        tell(ledger)
        database.migrate(ledger.engine, "base")
        with database.reading(ledger.engine) as connection:
            assert database.revision_of(connection) is None


def test_a_ledger_newer_than_the_program_is_refused_and_left_alone(empty_database: str) -> None:
    with Ledger.open(empty_database) as ledger, database.writing(ledger.engine) as connection:
        connection.execute(text(f"UPDATE {database.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer version of reconcile") as refused:
        Ledger.open(empty_database)
    assert "9999" in str(refused.value)


def test_a_database_that_is_no_ledger_is_refused_and_left_alone(empty_database: str) -> None:
    engine = database.make_engine(database.database_url(empty_database))
    with database.writing(engine) as connection:
        connection.execute(text("CREATE TABLE recipes (name text)"))
    engine.dispose()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(empty_database)


def test_files_that_are_no_ledger_are_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("milk, eggs, and so on; " * 100)
    for address, said in (
        (tmp_path / "notes.txt", "not a ledger"),
        (tmp_path, "a folder"),
        (tmp_path / "no" / "such.db", "does not exist"),
        ("mysql://somewhere/db", "not supported"),
        ("postgresql://localhost:1/none?connect_timeout=1", "did not answer"),
        ("", "no ledger named"),
    ):
        with pytest.raises(LedgerError, match=said) as refused:
            Ledger.open(address)
        assert "\n" not in str(refused.value)
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "absent.db", create=False)
    assert not (tmp_path / "absent.db").exists()


def test_a_ledger_that_another_program_holds_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    path = tmp_path / "held.db"
    with Ledger.open(path) as ledger, Ledger.open(path) as other:
        with database.writing(other.engine), pytest.raises(LedgerError, match="locked by another"):
            tell(ledger)
        tell(ledger)
