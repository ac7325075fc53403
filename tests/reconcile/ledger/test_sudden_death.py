"""A process killed in the middle of adding or deciding leaves a ledger that holds, with all it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from reconcile.ledger.copying import copy
from reconcile.ledger.keeping import back_up
from reconcile.ledger.opening import revision
from reconcile.model import Judgement
from schema import database
from schema.vocabulary import Family
from tests.reconcile.ledger.many import dispatch, fill, group_of

#: Two hundred before a release.
KILLS = int(os.environ.get("LEDGER_KILLS", "8"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def _work(url: str, start: int, pipe: int) -> None:
    """Add, group and decide until killed, saying what is done once it is acknowledged."""
    with Ledger.open(url, actor="ada") as ledger:
        for number in range(start, start + 100_000):
            kept, claims = dispatch(number)
            ledger.add_document(kept, claims)
            os.write(pipe, f"added {kept.sha256}\n".encode())
            ledger.store_groups([group_of(number)])
            judgement = Judgement(claims[0].id, claims[1].id, Family.CONTRADICTION)
            entry = ledger.judge(judgement, group=f"storm-{number}")
            os.write(pipe, f"judged {entry.hash}\n".encode())
            if number % 3 == 0:
                entry = ledger.undo()
                os.write(pipe, f"undone {entry.hash}\n".encode())


def _killed_after(seconds: float, work: Callable[[int], None]) -> list[str]:
    """Fork a worker, kill it after a while, and return what it had said by then."""
    said, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(said)
        failed = 1
        try:
            work(say)
            failed = 0
        finally:
            os._exit(failed)
    os.close(say)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the worker failed by itself"
    with os.fdopen(said) as lines:
        return lines.read().split("\n")[:-1]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_a_process_is_killed(ledger_url: str) -> None:
    rng = random.Random(7)
    Ledger.open(ledger_url, actor="ada").close()
    added: set[str] = set()
    decided: set[str] = set()
    for kill in range(KILLS):
        said = _killed_after(0.05 + 0.7 * rng.random(), partial(_work, ledger_url, 100_000 * kill))
        for line in said:
            what, _, key = line.partition(" ")
            (added if what == "added" else decided).add(key)
        with Ledger.open(ledger_url, actor="ada") as ledger:
            assert ledger.verify() == []
            head = ledger.head()[0]
            hashes = {entry.hash for entry in ledger.history(limit=head).items}
            kept = {one.sha256 for one in ledger.documents(limit=head + 1).items}
        assert decided <= hashes
        assert added <= kept
    sys.stderr.write(
        f"\n{KILLS} kills: {len(added)} documents, {len(decided)} decisions, none lost\n"
    )
    assert added
    assert decided


def _upgrade(url: str, pipe: int) -> None:
    Ledger.open(url, actor="ada").close()
    os.write(pipe, b"upgraded\n")


@pytest.mark.slow
def test_a_ledger_whose_upgrade_is_killed_is_as_it_was_or_upgraded(empty_database: str) -> None:
    rng = random.Random(11)
    with Ledger.open(empty_database, actor="ada") as ledger:
        fill(ledger, 100)
        head = ledger.head()
    cut_short = 0
    for _ in range(max(4, KILLS // 4)):
        earlier = rng.choice(database.REVISIONS[:-1])
        with Ledger.open(empty_database) as ledger:
            database.migrate(ledger.engine, earlier)
        said = _killed_after(0.4 * rng.random(), partial(_upgrade, empty_database))
        found = revision(empty_database)
        assert found in (earlier, database.HEAD)
        assert not said or found == database.HEAD
        cut_short += found == earlier
        with Ledger.open(empty_database) as ledger:
            assert ledger.head() == head
            assert ledger.verify() == []
    sys.stderr.write(f"\n{cut_short} upgrades cut short\n")


def _back_up(url: str, target: Path, pipe: int) -> None:
    with Ledger.open(url, actor="ada") as ledger:
        back_up(ledger.engine, target)
    os.write(pipe, b"written\n")


@pytest.mark.slow
def test_a_backup_that_is_killed_is_whole_or_not_there(ledger_url: str, tmp_path: Path) -> None:
    rng = random.Random(13)
    with Ledger.open(ledger_url, actor="ada") as ledger:
        fill(ledger, 300)
        head = ledger.head()
    there = 0
    for kill in range(max(4, KILLS // 4)):
        target = tmp_path / f"backup {kill}.db"
        said = _killed_after(0.6 * rng.random(), partial(_back_up, ledger_url, target))
        assert target.exists() or not said
        if target.exists():
            there += 1
            with Ledger.open(target, create=False) as kept:
                assert kept.head() == head
                assert kept.verify() == []
    sys.stderr.write(f"\n{there} backups done before they were killed\n")


def _copy(url: str, target: str, pipe: int) -> None:
    with Ledger.open(url, actor="ada") as old, Ledger.open(target, actor="ada") as new:
        copy(old.engine, new.engine)
    os.write(pipe, b"copied\n")


@pytest.mark.slow
def test_a_copy_that_is_killed_is_whole_or_empty(empty_database: str, tmp_path: Path) -> None:
    rng = random.Random(17)
    source = str(tmp_path / "source.db")
    with Ledger.open(source, actor="ada") as ledger:
        fill(ledger, 100)
        head = ledger.head()
    Ledger.open(empty_database).close()
    for _ in range(max(4, KILLS // 4)):
        said = _killed_after(0.4 * rng.random(), partial(_copy, source, empty_database))
        with Ledger.open(empty_database) as new:
            assert new.head() == head or (not said and new.head()[0] == 0)
            assert new.verify() == []
            if new.head() == head:
                break
    else:
        _copy(source, empty_database, os.open(os.devnull, os.O_WRONLY))
    with Ledger.open(empty_database) as new:
        assert new.head() == head
