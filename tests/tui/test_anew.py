"""After a decision the machine looks again at what it concerns, and the editor is not kept waiting."""

from __future__ import annotations

import json
import subprocess
import sys

from reconcile import relations
from reconcile.ledger import Ledger
from reconcile.model import GroupView
from tests.conftest import ROOT
from tests.tui.conftest import Opened
from tui.screens.verdict import VerdictDialog


def reconcile(address: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "--ledger", address, "--editor", "anne", *words],
        cwd=ROOT, text=True, encoding="utf-8", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def only(ledger: Ledger) -> GroupView:
    return ledger.group(ledger.inbox().items[0].id)


async def test_a_judgement_its_clearing_and_their_undo_are_each_followed_by_a_new_assessment(
    opened: Opened,
) -> None:
    async with opened() as desk:
        await desk.press("enter")
        for key, decided in (("d", 1), ("0", 0), ("u", 1), ("u", 0)):
            await desk.press(key)
            await desk.rest()
            view = only(desk.ledger)
            said = relations.assess(view.claims, confirmed=tuple(view.judgements.values()))
            assert len(view.judgements) == decided
            assert view.assessment.label is said.label
            assert view.assessment.consistent is said.consistent
            assert view.assessment.bounds == said.bounds
            assert view.assessment.best == said.best


async def test_the_anchor_stays_while_an_editor_compares_with_it(opened: Opened) -> None:
    async with opened() as desk:
        before = only(desk.ledger).assessment.anchor
        await desk.press("enter", "d")
        await desk.rest()
        assert only(desk.ledger).assessment.anchor == before


async def test_a_grade_is_a_constraint_of_what_is_assessed_anew(
    opened: Opened, address: str
) -> None:
    async with opened() as desk:
        await desk.press("4")
        await desk.rest()
        entry = desk.ledger.data_version()
        await desk.press("r", "down", "enter")
        await desk.rest()
        graded, followed = reversed(desk.ledger.history(limit=2).items)
        assert graded.number == entry + 1
        assert graded.action == "grade_source"
        assert followed.action == "assess"


async def test_the_verdict_suggests_the_latest_figure_of_the_best_origin(opened: Opened) -> None:
    async with opened() as desk:
        await desk.press("enter", "d")
        await desk.rest()
        best = only(desk.ledger).assessment.best
        assert best is not None
        await desk.press("V")
        assert isinstance(desk.app.screen, VerdictDialog)
        assert desk.app.screen.query_one("#best").value == f"{best:g}"  # type: ignore[attr-defined] - an Input


def test_a_judgement_of_the_command_line_is_followed_too_and_undone_alone(address: str) -> None:
    with Ledger.open(address) as ledger:
        view = only(ledger)
        a, b = view.claims[0].id, view.claims[1].id
    entry = json.loads(reconcile(address, "judge", view.group.id, a, b, "apart", "--json"))
    with Ledger.open(address) as ledger:
        assert [item.action for item in ledger.history(limit=2).items] == ["assess", "judge"]
    undone = json.loads(reconcile(address, "undo", "--json"))
    assert undone["target"] == entry["number"]
    with Ledger.open(address) as ledger:
        assert only(ledger).judgements == {}
        assert ledger.verify() == []
