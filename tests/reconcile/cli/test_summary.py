"""``reconcile demo`` tells a newcomer in two screens what the tool is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile import adding
from reconcile.cli import main
from reconcile.cli.summary import summary
from reconcile.ledger import Ledger
from tests.reconcile.reading.formats import save


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the demonstration prints where there is no terminal."""
    ledger = str(tmp_path_factory.mktemp("demo") / "d.db")
    done = CliRunner().invoke(main, ["--ledger", ledger, "demo"])
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_it_fits_two_screens(told: list[str]) -> None:
    assert 30 <= len(told) <= 66
    assert max(map(len, told)) <= 160


def test_it_says_how_much_there_is_and_how_the_answers_stand(told: list[str]) -> None:
    assert any(line.startswith("10 documents make ") for line in told)
    assert any("contested: figures that cannot all be right" in line for line in told)
    assert any("corroborated: independent origins agree" in line for line in told)


def test_it_shows_figures_with_their_sources_and_why_they_differ(told: list[str]) -> None:
    text = "\n".join(told)
    first = told.index(next(line for line in told if line.startswith("1. ")))
    assert "[contested;" in told[first]
    assert "Ines Corvalan (in The Harbour Post)" in text
    for sign in ("   × ", "   ^ ", "   = ", "   ≠ "):
        assert any(line.startswith(sign) for line in told), sign
    assert "no number satisfies both" in " ".join(text.split())


def test_it_ends_with_what_to_do_next(told: list[str]) -> None:
    for command in ("review", "who ", "export -o report.html"):
        assert any(f" {command}" in line and "--ledger" in line for line in told[-5:])


def test_nothing_in_it_commands_a_terminal(tmp_path: Path) -> None:
    for number, figure in enumerate(("douze", "treize")):
        text = f"Le \x1b[31mmaire\u202e a compté {figure} morts mardi 3 mars 2026 à Sabran."
        save(tmp_path, f"{number}.txt", text.encode())
    with Ledger.open(str(tmp_path / "r.db"), actor="Ada") as ledger:
        adding.add(ledger, [str(tmp_path / "0.txt"), str(tmp_path / "1.txt")])
        shown = "".join(summary(ledger))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
