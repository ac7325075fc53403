"""Copies, backups, roles and open desks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.ledger.copying import copy, fingerprint
from reconcile.ledger.keeping import back_up, grant
from reconcile.ledger.soundness import check
from reconcile.model import LedgerError, ReconcileError
from schema.database import is_postgres, reading
from schema.roles import Role
from tests.reconcile.ledger.test_verifying import live
from tests.reconcile.ledger.told import judged, tell


def prints(ledger: Ledger) -> dict[str, tuple[int, str]]:
    with reading(ledger.engine) as connection:
        return fingerprint(connection)


def addresses(way: str, tmp_path: Path, new_postgres: Callable[[], str]) -> tuple[str, str]:
    kinds = {"sqlite": lambda name: str(tmp_path / name), "postgres": lambda _: new_postgres()}
    source, target = way.split(" to ")
    return kinds[source]("source.db"), kinds[target]("target.db")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "way", ["sqlite to postgres", "postgres to sqlite", "sqlite to sqlite", "postgres to postgres"]
)
def test_a_copy_is_lossless_and_can_be_worked_on(
    way: str, tmp_path: Path, new_postgres: Callable[[], str]
) -> None:
    source, target = addresses(way, tmp_path, new_postgres)
    with Ledger.open(source, actor="ada") as old, Ledger.open(target, actor="ada") as new:
        live(old)
        copy(old.engine, new.engine)
        assert prints(new) == prints(old)
        assert new.head() == old.head()
        assert new.verify(old.seal()) == old.verify(new.seal()) == []
        assert new.search("wounded") == old.search("wounded")
        assert new.inbox() == old.inbox()
        new.undo()
        assert new.verify() == []


def test_a_copy_into_a_ledger_that_holds_something_is_refused(
    ledger: Ledger, tmp_path: Path
) -> None:
    tell(ledger)
    with Ledger.open(tmp_path / "other.db") as other:
        tell(other)
        before = prints(other)
        with pytest.raises(LedgerError, match="holds a ledger already"):
            copy(ledger.engine, other.engine)
        assert prints(other) == before


def test_a_backup_is_a_ledger_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    live(ledger)
    back_up(ledger.engine, tmp_path / "backup.db")
    with Ledger.open(tmp_path / "backup.db", create=False) as kept:
        assert prints(kept) == prints(ledger)
        assert kept.verify() == []
        assert check(kept.engine) == []
    with pytest.raises(LedgerError, match="never overwrites"):
        back_up(ledger.engine, tmp_path / "backup.db")


def test_a_missing_guard_is_named(ledger: Ledger) -> None:
    assert check(ledger.engine) == []
    postgres = is_postgres(ledger.engine)
    name = "journal_append_only" if postgres else "journal_no_update"
    table = " ON journal" if postgres else ""
    with ledger.engine.connect() as connection:
        connection.execute(text(f"DROP TRIGGER {name}{table}"))
        connection.commit()
    assert check(ledger.engine) == [f"the guard {name} is missing"]
    if postgres:  # other tests use this database
        from schema.guards import guard

        with ledger.engine.begin() as connection:
            guard(connection, "journal")


@pytest.mark.postgres
def test_a_reader_cannot_decide_and_an_editor_cannot_rewrite_the_journal(
    postgres_url: str,
) -> None:
    with Ledger.open(postgres_url, actor="owner") as owner:
        tell(owner)
        with owner.engine.begin() as connection:
            for name in ("a_reader", "an_editor"):
                connection.execute(text(f"DROP ROLE IF EXISTS {name}"))
                connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        grant(owner.engine, Role.READER, "a_reader")
        grant(owner.engine, Role.EDITOR, "an_editor")
        try:
            _as_reader(postgres_url.replace("postgres:@", "a_reader:@"))
            _as_editor(postgres_url.replace("postgres:@", "an_editor:@"))
            assert owner.verify() == []
        finally:
            with owner.engine.begin() as connection:
                for name in ("a_reader", "an_editor"):
                    connection.execute(text(f"DROP OWNED BY {name}"))
                    connection.execute(text(f"DROP ROLE {name}"))


def _as_reader(url: str) -> None:
    with Ledger.open(url, actor="reader") as ledger:
        assert ledger.group("g-wounded").claims
        assert ledger.search("wounded").total
        assert ledger.verify() == []
        with pytest.raises(LedgerError, match="the editor's role"):
            ledger.judge(judged(), group="g-wounded")


def _as_editor(url: str) -> None:
    with Ledger.open(url, actor="editor") as ledger:
        ledger.judge(judged(), group="g-wounded")
        ledger.split_group("g-wounded", [judged().b])
        ledger.undo()
        for statement in (
            "UPDATE journal SET reason = ''",
            "DELETE FROM journal",
            "TRUNCATE journal",
            "DELETE FROM journal_touch",
            "UPDATE document SET text = ''",
            "ALTER TABLE journal DISABLE TRIGGER ALL",
        ):
            with (
                ledger.engine.connect() as connection,
                pytest.raises(Exception, match=r"permission denied|must be owner"),
            ):
                connection.execute(text(statement))


def test_roles_are_not_for_a_file(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path / "r.db") as ledger,
        pytest.raises(ReconcileError, match="PostgreSQL"),
    ):
        grant(ledger.engine, Role.READER, "bo")


def test_an_open_desk_is_told_what_another_changed(ledger_url: str) -> None:
    with Ledger.open(ledger_url, actor="ada") as desk, Ledger.open(ledger_url, actor="bo") as other:
        tell(desk)
        with desk.watch() as watch:
            assert watch.changed() == ()
            other.judge(judged(), group="g-wounded")
            assert watch.changed(timeout=5) == ("g-wounded",)
            assert watch.changed() == ()
            later = threading.Timer(0.3, lambda: other.note("g-killed", "call the hospital"))
            later.start()
            assert watch.changed(timeout=5) == ("g-killed",)
            later.join()


def test_the_data_version_rises_and_names_what_changed(ledger: Ledger) -> None:
    tell(ledger)
    seen = ledger.data_version()
    assert ledger.groups_changed_since(seen) == ()
    ledger.note("g-killed", "call the hospital")
    assert ledger.data_version() > seen
    assert ledger.groups_changed_since(seen) == ("g-killed",)
