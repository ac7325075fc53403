"""Measuring extraction: what counts as right, and what as false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.claims import extract_text
from reconcile.claims.scoring import Gold, Score, add_score, read_gold, table
from reconcile.cli import main
from reconcile.model import InputError

TEXT = "Au moins 12 soldats ont été tués, selon la police. Le F-16 a décollé à 13h02."


def gold(**changes: object) -> Gold:
    claim = {
        "substring": "Au moins 12 soldats",
        "start": 0,
        "number": "12",
        "value": 12,
        "low": 12,
        "high": None,
        "comparator": "at_least",
        "counted": "soldats",
        "speaker": "la police",
        "polarity": "asserted",
        "tier": 1,
    } | changes
    trap = {"start": TEXT.index("F-16"), "end": TEXT.index("F-16") + 4}
    return Gold("a.txt", "fr", (claim,), (trap,))


def score(marked: Gold) -> Score:
    total = Score()
    add_score(total, marked, extract_text(TEXT, language="fr"))
    return total


def test_a_figure_is_right_when_value_interval_comparator_and_noun_are() -> None:
    total = score(gold())
    assert (total.gold, total.found, total.precision) == (1, 1, 1.0)
    assert total.recall("right with speaker") == 1.0
    assert total.notes == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"value": 13}, "value"),
        ({"high": 12}, "interval"),
        ({"comparator": "exact"}, "comparator"),
        ({"counted": "civils"}, "counted"),
        ({"speaker": None}, "speaker"),
        ({"speaker": "le ministre"}, "speaker"),
        ({"polarity": "denied"}, "polarity"),
    ],
)
def test_every_field_can_be_wrong(changes: dict[str, object], wrong: str) -> None:
    total = score(gold(**changes))
    assert total.right[wrong] == 0
    assert total.right["right with speaker"] == int(wrong == "polarity")


def test_what_the_gold_does_not_hold_is_false() -> None:
    total = score(Gold("a.txt", "fr", (), ()))
    assert (total.false, total.precision) == (1, 0.0)


def test_what_nobody_asked_for_is_neither_right_nor_false() -> None:
    total = score(gold(tier=2))
    assert (total.gold, total.false, total.precision) == (0, 0, 1.0)
    assert {name: recall for name, _, recall in table(total)}["right"] == 1.0


def test_what_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json"):
        read_gold(path)


def test_the_command_prints_each_field(fixtures: Path) -> None:
    options = [str(fixtures / "gold"), "--glossary", str(fixtures / "glossary.toml"), "--json"]
    result = CliRunner().invoke(main, ["score", *options])
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert printed["right"]["recall"] > 0.9
    assert printed["figure"]["precision"] > 0.97
    assert printed["traps"] == 0


def test_the_command_says_what_it_lacks(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["score", str(tmp_path)])
    assert result.exit_code == 1
    assert "no gold" in result.stderr


def test_extract_reads_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(
        main,
        [
            "extract",
            "--language",
            "fr",
            "--published",
            "2023-11-10",
            str(path),
            str(tmp_path / "none.txt"),
        ],
    )
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["document"] == str(path)
    assert TEXT[line["start"] : line["end"]] == line["exact"]
    assert line["published"] == "2023-11-10"
    result = CliRunner().invoke(main, ["extract", "--language", "fr", "-"], input=TEXT)
    assert json.loads(result.stdout)["document"] == "-"


def test_extract_refuses_a_bad_date_and_an_unknown_language() -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["extract", "--published", "yesterday"]).exit_code == 2
    assert runner.invoke(main, ["extract", "--language", "xx"]).exit_code == 2


def test_a_moment_of_publication_is_of_the_day_on_its_own_clock() -> None:
    options = ["extract", "--language", "fr", "--published", "2023-11-10T23:30:00-05:00", "-"]
    result = CliRunner().invoke(main, options, input=TEXT)
    assert json.loads(result.stdout.splitlines()[0])["published"] == "2023-11-10"


def test_what_an_editor_corrects_comes_back_as_gold(tmp_path: Path) -> None:
    path = tmp_path / "dispatch.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Trois civils sont morts à Lyon.", encoding="utf-8")
    runner = CliRunner()
    ledger = ["--ledger", str(tmp_path / "r.db")]
    options = ["--language", "fr", str(path), str(tmp_path / "other.txt")]
    assert runner.invoke(main, [*ledger, "add", *options]).exit_code == 0
    listed = runner.invoke(main, [*ledger, "claims", "soldats", "--json"])
    claim = json.loads(listed.stdout.splitlines()[0])["id"]
    corrected = runner.invoke(main, [*ledger, "correct", claim, "counted", "légionnaires"])
    assert corrected.exit_code == 0
    folder = tmp_path / "corrected"
    assert runner.invoke(main, [*ledger, "gold", str(folder)]).exit_code == 0
    assert sorted(item.name for item in folder.iterdir()) == ["dispatch.json", "dispatch.txt"]
    (marked,) = read_gold(folder / "dispatch.json").claims
    assert (marked["counted"], marked["substring"]) == ("légionnaires", "Au moins 12")
    scored = runner.invoke(main, ["score", str(folder), "--json"])
    assert json.loads(scored.stdout)["counted"]["recall"] == 0.0
    assert json.loads(scored.stdout)["value"]["recall"] == 1.0


def test_gold_of_corrections_asks_for_every_field_and_gives_back_what_was_right(
    tmp_path: Path,
) -> None:
    text = "Au moins 12 soldats ont été tués mardi en Syrie, selon la police. L'armée nie avoir bombardé le port."
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "dispatch.txt").write_text(f"{text} {folder}", encoding="utf-8")
    runner = CliRunner()
    ledger = ["--ledger", str(tmp_path / "r.db")]
    paths = [str(tmp_path / folder / "dispatch.txt") for folder in ("one", "two")]
    options = ["--language", "fr", "--published", "2023-11-10", *paths]
    assert runner.invoke(main, [*ledger, "add", *options]).exit_code == 0
    folder = tmp_path / "gold"
    assert runner.invoke(main, [*ledger, "gold", "--all", str(folder)]).exit_code == 0
    # Two documents of one name are two files.
    assert len(list(folder.glob("*.json"))) == len(list(folder.glob("*.txt"))) == 2
    printed = json.loads(runner.invoke(main, ["score", str(folder), "--json"]).stdout)
    asked = ("value", "measure", "population", "unit", "kind", "start", "as of", "statement")
    for name in asked:
        assert printed[name] == {"precision": 1.0, "recall": 1.0}


def test_a_statement_that_is_marked_otherwise_is_wrong() -> None:
    text = "L'armée nie avoir bombardé le port."
    (claim,) = extract_text(text, language="fr")
    marked = {
        "exact": text[:-1],
        "start": 0,
        "end": len(text) - 1,
        "measure": claim.measure,
        "population": None,
        "origin": claim.origin,
        "polarity": "asserted",
        "modality": "certain",
    }
    total = Score()
    add_score(total, Gold("a.txt", "fr", (), (), (marked,)), [claim])
    assert (total.statements, total.stated, total.stated_right) == (1, 1, 0)
    assert total.notes == [f"a.txt: {text[:-1]!r}: polarity"]
