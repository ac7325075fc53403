"""Eight editors decide on the same groups at once: nothing is lost, doubled or silently overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from tests.reconcile.ledger.many import fill

#: A minute before a release; a few seconds otherwise.
SECONDS = os.environ.get("LEDGER_SECONDS", "3")
EDITORS = 8
GROUPS = 500
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_eight_editors_at_once_lose_and_double_nothing(ledger_url: str) -> None:
    with Ledger.open(ledger_url, actor="setup") as ledger:
        fill(ledger, GROUPS)
        first = ledger.head()[0]
        reports = _run(ledger_url)
        acknowledged = {
            number: (str(report["name"]), group, reason)
            for report in reports
            for number, group, reason in report["acknowledged"]
        }
        assert len(acknowledged) == sum(len(report["acknowledged"]) for report in reports)
        assert sorted(acknowledged) == list(range(first + 1, ledger.head()[0] + 1))
        stale = sum(report["stale"] for report in reports)
        sys.stderr.write(
            f"\n{ledger.engine.dialect.name}: {len(acknowledged)} decisions by {EDITORS} editors in"
            f" {SECONDS} s ({len(acknowledged) / float(SECONDS):.0f} a second), {stale} refused as stale\n"
        )
        _check_journal(ledger, first, acknowledged)
        assert ledger.verify() == []


def _run(url: str) -> list[dict]:  # type: ignore[type-arg] # JSON of the deciders
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reconcile.ledger.many", url, f"editor {number}",
             str(GROUPS), SECONDS],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(EDITORS)
    ]  # fmt: skip
    reports = []
    for process in running:
        out, err = process.communicate(timeout=float(SECONDS) + 120)
        assert process.returncode == 0, err
        reports.append(json.loads(out))
    return reports


def _check_journal(
    ledger: Ledger, first: int, acknowledged: dict[int, tuple[str, str, str]]
) -> None:
    """Check that the entries are those acknowledged, and that no decision was laid over an unseen one."""
    last: dict[str, object] = {}
    for entry in reversed(_entries(ledger, first)):
        name, group, reason = acknowledged[entry.number]
        assert (entry.actor, entry.subject) == (name, f"group:{group}")
        assert reason in (entry.reason, entry.action)
        ((key, before),) = entry.before.items()
        assert last.get(key) == before
        last[key] = entry.after[key]


def _entries(ledger: Ledger, first: int) -> list:  # type: ignore[type-arg] # of entries
    found = []
    while True:
        page = ledger.history(offset=len(found), limit=1000)
        found += [entry for entry in page.items if entry.number > first]
        if len(found) % 1000 or not page.items:
            return found
