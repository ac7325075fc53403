"""Copies, backups, roles and open desks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.ledger.copying import copy, fingerprint
from reconcile.ledger.keeping import as_it_is, back_up, grant
from reconcile.ledger.soundness import check
from reconcile.model import LedgerError, ReconcileError
from schema import database, guards
from schema.database import is_postgres, reading
from schema.roles import Role
from tests.reconcile.ledger.test_verifying import live
from tests.reconcile.ledger.told import judged, tell

ROOT = Path(__file__).resolve().parents[3]


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


def test_a_watch_is_closed_while_a_thread_still_asks_it(tmp_path: Path) -> None:
    # In a process of its own: SQLite's library takes the process along when it is not waited for.
    source = """
import sys, threading, time
from reconcile.ledger import Ledger

with Ledger.open(sys.argv[1], actor="ada") as ledger:
    for _ in range(60):
        watch, ended = ledger.watch(), threading.Event()

        def ask(watch=watch, ended=ended):
            while not ended.is_set():
                watch.noticed()

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.002)
        watch.close()
        assert not watch.noticed()
        ended.set()
        asking.join()
"""
    command = [sys.executable, "-c", source, str(tmp_path / "r.db")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_data_version_rises_and_names_what_changed(ledger: Ledger) -> None:
    tell(ledger)
    seen = ledger.data_version()
    assert ledger.groups_changed_since(seen) == ()
    ledger.note("g-killed", "call the hospital")
    assert ledger.data_version() > seen
    assert ledger.groups_changed_since(seen) == ("g-killed",)


def test_a_desk_that_lost_its_connection_listens_again(postgres_url: str) -> None:
    with Ledger.open(postgres_url, actor="ada") as desk, Ledger.open(postgres_url) as other:
        tell(desk)
        with desk.watch() as watch:
            with other.engine.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
                    )
                )
            with pytest.raises(LedgerError, match="did not answer"):
                watch.noticed(1)
            other.note("g-killed", "meanwhile")
            assert watch.changed() == ("g-killed",)
            other.note("g-killed", "and again")
            assert watch.noticed(5)


def test_a_writer_waits_for_another_no_longer_than_it_must(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(ledger)
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 200)
    with Ledger.open(ledger.engine.url.render_as_string(hide_password=False)) as other:
        with database.writing(ledger.engine), pytest.raises(LedgerError, match="locked by another"):
            other.note("g-killed", "now")
        other.note("g-killed", "later")


def test_a_backup_that_fails_leaves_nothing_under_its_name(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(ledger)
    with pytest.raises(LedgerError, match="does not exist"):
        back_up(ledger.engine, tmp_path / "nowhere" / "backup.db")
    with monkeypatch.context() as patched:
        patched.setattr("reconcile.ledger.keeping.give_name", _no_room)
        with pytest.raises(OSError, match="no room"):
            back_up(ledger.engine, tmp_path / "backup.db")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []
    back_up(ledger.engine, tmp_path / "backup.db")


def _no_room(_temporary: Path, _path: Path) -> None:
    raise OSError("no room")


def test_restoring_leaves_the_backup_as_it_is(ledger_url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with Ledger.open(backup, actor="ada") as old:
        live(old)
        expected = prints(old)
        database.migrate(old.engine, "0003")
    before = backup.read_bytes()
    with as_it_is(backup) as kept, Ledger.open(ledger_url) as new:
        copy(kept.engine, new.engine)
        assert {**prints(new), **DERIVED} == {**expected, **DERIVED}
        assert new.verify() == []
    assert backup.read_bytes() == before


#: What is made again from the texts.
DERIVED = {"document_index": (0, ""), "shingle": (0, "")}


def test_what_guards_the_journal_is_checked_by_what_it_does(ledger: Ledger) -> None:
    postgres = is_postgres(ledger.engine)
    dropped = (
        "DROP TRIGGER journal_append_only ON journal"
        if postgres
        else "DROP TRIGGER journal_no_update"
    )
    idle = (
        "CREATE TRIGGER journal_append_only BEFORE UPDATE ON journal FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        if postgres
        else "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT 1; END"
    )
    name = "journal_append_only" if postgres else "journal_no_update"
    with ledger.engine.connect() as connection:
        connection.execute(text(dropped))
        connection.execute(text(idle))
        connection.commit()
    try:
        assert check(ledger.engine) == [f"the guard {name} does not refuse what it should"]
    finally:
        with ledger.engine.begin() as connection:
            guards.unguard(connection, "journal")
            guards.guard(connection, "journal")


def test_a_view_that_shows_something_else_and_a_missing_index_are_named(
    empty_database: str,
) -> None:
    with Ledger.open(empty_database) as ledger:
        with ledger.engine.begin() as connection:
            connection.execute(text("DROP VIEW history"))
            connection.execute(
                text("CREATE VIEW history AS SELECT number, 'ada' AS actor FROM journal")
            )
            connection.execute(text("DROP INDEX ix_claim_group_label"))
        assert check(ledger.engine) == [
            "the index ix_claim_group_label is missing, so that the desk is slow",
            "the view history shows something else than it should",
        ]


def test_a_database_of_somebody_else_is_not_touched_in_a_single_byte(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["recipes.db"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize("name", ["é ü", "a b?c#d%20e"])
def test_a_ledger_that_may_only_be_read_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with Ledger.open(folder / f"{name}.db", actor="ada") as ledger:
        live(ledger)
    (folder / f"{name}.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        _read_only(folder / f"{name}.db")
        assert [one.name for one in folder.iterdir()] == [f"{name}.db"]
    finally:
        folder.chmod(0o755)


def _read_only(path: Path) -> None:
    """Read a ledger in a process that may not override permissions, as the superuser's may."""
    script = (
        "import sys; from reconcile.ledger import Ledger; from reconcile.model import LedgerError\n"
        "with Ledger.open(sys.argv[1], create=False) as ledger:\n"
        "    assert ledger.verify() == []\n"
        "    try:\n        ledger.assign('g-killed', 'bo')\n"
        "    except LedgerError as error:\n        print(error)\n"
    )
    held = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps=-all"]
    if os.geteuid() != 0:
        held = []
    elif shutil.which("setpriv") is None:
        pytest.skip("the superuser may write whatever it likes")
    done = subprocess.run(
        [*held, sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "may not be written" in done.stdout
