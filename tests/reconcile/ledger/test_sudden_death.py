"""A process killed in the middle of adding or deciding leaves a ledger that holds, with all it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sys
import time

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Judgement
from schema.vocabulary import Family
from tests.reconcile.ledger.many import dispatch, group_of

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


def _killed_after(url: str, start: int, seconds: float) -> list[str]:
    """Fork a worker, kill it after a while, and return what it had said by then."""
    said, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(said)
        try:
            _work(url, start, say)
        finally:
            os._exit(1)
    os.close(say)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the worker failed by itself"
    with os.fdopen(said) as lines:
        return lines.read().split("\n")[:-1]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_a_process_is_killed(ledger_url: str) -> None:
    rng = random.Random(7)
    Ledger.open(ledger_url, actor="ada").close()
    added: set[str] = set()
    decided: set[str] = set()
    for kill in range(KILLS):
        said = _killed_after(ledger_url, 100_000 * kill, 0.05 + 0.7 * rng.random())
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
