"""The audit, listing, deciding and database commands, as a script would run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reconcile.cli import main
from reconcile.ledger import Ledger
from tests.reconcile.ledger.test_verifying import live, tamper
from tests.reconcile.ledger.told import KILLED_3, MONDAY, WOUNDED_56, WOUNDED_70, document, tell

Run = Callable[..., Result]


@pytest.fixture
def run(ledger: Ledger, ledger_url: str) -> Run:
    """Run a command as Bo on a ledger that tells the story of the storm."""
    tell(ledger)

    def run(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, ["--ledger", ledger_url, "--editor", "bo", *words])
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        return result

    return run


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_who_shows_quote_document_path_and_standing(run: Run) -> None:
    out = run("who", "red cross").stdout
    for part in ("56", "56 people were wounded", "Morning Post > Red Cross", "open, contested"):
        assert part in out
    (found,) = lines(run("who", "Red Cross", "--json"))
    assert found["claim"]["quantity"]["value"] == 56
    assert found["document"]["path"] == MONDAY.path
    assert found["group"] == "g-wounded"
    assert "no source like" in run("who", "nobody at all", status=1).stderr


def test_listings_speak_json_lines(run: Run) -> None:
    assert [one["outlet"] for one in lines(run("documents", "--json"))] == [
        "Evening News", "Morning Post",
    ]  # fmt: skip
    assert [one["id"] for one in lines(run("groups", "--json"))] == ["g-wounded", "g-killed"]
    assert len(lines(run("claims", "--json"))) == 4
    assert [one["id"] for one in lines(run("claims", "--group", "g-k", "--json"))]
    assert len(lines(run("claims", "--json", "--limit", "3", "--offset", "2"))) == 2
    assert "red_cross" in [one["key"] for one in lines(run("sources", "--json"))]
    assert {one["kind"] for one in lines(run("search", "wounded", "--json"))} == {
        "group", "claim", "document",
    }  # fmt: skip
    (metadata,) = lines(run("documents", "morning", "--metadata", "--json"))[0]["metadata"]
    assert (metadata["field"], metadata["provenance"]) == ("outlet", "option")


def test_listings_read_well(run: Run) -> None:
    assert "contested" in run("groups", "--label", "contested").stdout
    assert run("groups", "--status", "settled").stdout == ""
    assert "≥ 5" in run("claims", "--measure", "killed").stdout
    assert "--outlet" in run("documents", "--metadata").stdout
    assert "Mayor of Lisbon" in run("sources", "mayor").stdout
    assert "nothing found" in run("search", "unicorn", status=1).stderr


def test_text_that_would_steer_a_terminal_is_printed_harmless(ledger: Ledger, run: Run) -> None:
    title = "\x1b]0;owned\x07\x1b[2J \u202e[red]bold[/red]"
    ledger.add_document(document(f"{title}. Text.", outlet=title, published="2026-03-05"), [])
    out = run("documents").stdout
    assert "[red]bold[/red]" in out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_a_script_decides_and_takes_it_back(run: Run) -> None:
    pair = (WOUNDED_56.id[:6], WOUNDED_70.id)
    out = run("judge", "g-w", *pair, "corrects", "-m", "the mayor counted later").stdout
    assert out.startswith("entry 5: judge group:g-wounded")
    shown = json.loads(run("show", "g-w", "--json").stdout)
    (judgement,) = shown["judgements"].values()
    assert (judgement["family"], judgement["suggested"]) == ("succession", "contradicts")
    assert "corrects" in run("show", "g-w").stdout
    run("undo")
    assert json.loads(run("show", "g-w", "--json").stdout)["judgements"] == {}
    run("redo")
    run("settle", "g-w", "--low", "56", "--high", "70", "--treatment", "report_range")
    assert "verdict: 56–70" in run("show", "g-w").stdout


def test_a_decision_on_an_old_version_is_refused(run: Run) -> None:
    version = str(json.loads(run("show", "g-w", "--json").stdout)["version"])
    run("note", "g-wounded", "look")
    refused = run("status", "g-w", "set_aside", "--expect", version, status=1)
    assert "bo — note" in refused.stderr


def test_every_decision_has_its_command(run: Run) -> None:
    run("status", "g-k", "in_review", "-m", "begun")
    run("assign", "g-k", "ada")
    run("correct", KILLED_3.id[:8], "quantity", "4")
    run("correct", KILLED_3.id[:8], "scope.as_of", "2026-03-01")
    run("grade", "source:red_cross", "B")
    run("grade", f"claim:{KILLED_3.id}", "3")
    run("merge-sources", "red_cross", "mayor_of_lisbon")
    run("move", WOUNDED_70.id, "g-k")
    run("merge", "g-k", "g-w")
    assert "made group" in run("split", "g-k", KILLED_3.id).stdout
    out = run("history", "--by", "bo").stdout
    for action in ("set_status", "assign", "correct", "grade_source", "merge_sources", "split"):
        assert action in out
    for _ in range(10):
        run("undo")
    assert "has decided nothing" in run("undo", status=1).stderr


def test_history_of_a_group_a_claim_a_source_and_an_editor(run: Run) -> None:
    run("judge", "g-w", WOUNDED_56.id, WOUNDED_70.id, "contradiction", "-m", "both Lisbon")
    run("grade", "source:red_cross", "A")
    actions = [one["action"] for one in lines(run("history", "g-w", "--json"))]
    assert [action for action in actions if action != "assess"] == ["judge", "group"]
    # What the editor decided, and the grade of a source, are looked at anew.
    assert actions.count("assess") == 3
    assert [one["action"] for one in lines(run("history", WOUNDED_56.id, "--json"))] == [
        "judge", "add",
    ]  # fmt: skip
    assert [one["action"] for one in lines(run("history", "red cross", "--json"))] == [
        "grade_source"
    ]
    by_bo = [one["action"] for one in lines(run("history", "--by", "bo", "--json"))]
    assert [action for action in by_bo if action != "assess"] == ["grade_source", "judge"]
    assert "both Lisbon" in run("history", "people wounded lisbon").stdout
    assert "names no group" in run("history", "nowhere", status=1).stderr


def test_verify_and_seal(run: Run, ledger: Ledger, tmp_path: Path) -> None:
    live(ledger)
    run("seal", str(tmp_path / "monday.seal"))
    assert "never overwritten" in run("seal", str(tmp_path / "monday.seal"), status=1).stderr
    assert "the ledger holds" in run("verify", "--seal", str(tmp_path / "monday.seal")).stderr
    tamper(ledger, f"UPDATE claim SET value = 7 WHERE id = '{WOUNDED_70.id}'")
    found = run("verify", status=1)
    assert f"claim: claim {WOUNDED_70.id}" in found.stdout
    assert lines(run("verify", "--json", status=1))[0]["kind"] == "claim"
    (tmp_path / "no.seal").write_text("hello")
    assert "not a seal" in run("verify", "--seal", str(tmp_path / "no.seal"), status=1).stderr


def test_the_database_is_copied_backed_up_and_restored(run: Run, tmp_path: Path) -> None:
    head = lines(run("seal"))[0]["hash"]
    assert head in run("db", "copy", str(tmp_path / "copy.db")).stdout
    run("db", "backup", str(tmp_path / "backup.db"))
    restored = CliRunner().invoke(
        main,
        ["--ledger", str(tmp_path / "new.db"), "db", "restore", str(tmp_path / "backup.db")],
    )
    assert head in restored.stdout
    assert "revision" in run("db", "upgrade").stdout
    assert "sound" in run("db", "check").stderr


def test_a_ledger_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    for words in (["groups"], ["verify"], ["undo"], ["db", "check"], ["db", "upgrade"]):
        result = CliRunner().invoke(main, ["--ledger", str(tmp_path / "absent.db"), *words])
        assert result.exit_code == 1
        assert "no such ledger" in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["judge", "g-w", "a", "b", "perhaps"],
        ["groups", "--status", "done"],
        ["undo", "last"],
        ["history", "--limit", "-1"],
        ["grade", "red_cross", "A"],
        ["grade", "source:red_cross", "3"],
        ["db", "grant", "bo"],
    ],
)
def test_used_wrongly_is_exit_status_2(run: Run, words: list[str]) -> None:
    run(*words, status=2)
