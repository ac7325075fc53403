"""The plain desk: the same decisions as questions and answers, without Textual."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from reconcile.model import GroupView
from schema.vocabulary import Family, Status
from tests.tui.claims import FIRST, SECOND, UNION, VAGUE

ROOT = Path(__file__).resolve().parents[2]


def answer(address: str, *answers: str, language: str = "en") -> str:
    """Run the plain desk with these answers; return what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", "--ledger", address, "--editor", "anne",
         "review", "--plain", "--language", language],
        cwd=ROOT, input="".join(f"{line}\n" for line in answers), text=True, encoding="utf-8",
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def group_of(address: str) -> GroupView:
    with Ledger.open(address) as ledger:
        return ledger.group(ledger.inbox().items[0].id)


def judged(address: str) -> dict[str, Family]:
    judgements = group_of(address).judgements.items()
    return {b if a == FIRST.id else a: item.family for (a, b), item in judgements}


def test_every_claim_and_its_suggestion_is_read_out(address: str) -> None:
    said = answer(address)
    assert "1 group · 0 settled · 1 contested" in said
    assert "B: health ministry, 10 Nov 2023, At least 56, since 7 Oct, undecided" in said
    assert "Suggestion: updates, rule R9." in said


def test_marks_are_kept_with_their_reasons(address: str) -> None:
    answer(address, "s", "x counted twice", "y", "q")
    assert judged(address) == {
        SECOND.id: Family.SUCCESSION,
        UNION.id: Family.CONTRADICTION,
        VAGUE.id: Family.AGREEMENT,
    }
    reasons = {item.reason for item in group_of(address).judgements.values()}
    assert "counted twice" in reasons


def test_undo_reaches_over_runs(address: str) -> None:
    answer(address, "a")
    said = answer(address, "u", "q")
    assert "Undone: = agree" in said
    assert judged(address) == {}


def test_a_claim_is_reached_by_its_letter_and_cleared(address: str) -> None:
    answer(address, "a", "B", "0")
    assert judged(address) == {}


def test_a_verdict_is_given_line_by_line(address: str) -> None:
    answer(address, "V", "56", "60", "", "ministry preferred")
    verdict = group_of(address).verdict
    assert verdict is not None
    assert (verdict.low, verdict.best, verdict.high) == (56, 60, None)
    assert verdict.status is Status.SETTLED


def test_an_unknown_answer_decides_nothing_and_lists_the_answers(address: str) -> None:
    said = answer(address, "perhaps", "é", "\x1b[31m", "agree")
    assert "“perhaps” is not an answer." in said
    assert "a: agreement" in said
    assert "\x1b" not in said
    assert judged(address) == {}


def test_it_speaks_french(address: str) -> None:
    said = answer(address, "a", language="fr")
    assert "Votre décision" in said
    assert "B = accord" in said


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    assert "reconcile add" in answer(str(tmp_path / "empty.db"))


@pytest.mark.parametrize("module", ["tui.plain", "tui.start", "tui.desk"])
def test_the_plain_desk_does_without_textual(module: str) -> None:
    program = (
        f"import sys, {module}; sys.exit('textual' in sys.modules or 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
