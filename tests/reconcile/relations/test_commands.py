"""``reconcile compare`` and ``reconcile bounds``: lines in, lines out, and what happens to bad ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reconcile.cli import main
from reconcile.ledger import Ledger
from reconcile.model import Claim, Document, Group, Question
from reconcile.model.contract import claim_to_json
from tests.reconcile.relations.build import claim, date


def compare(*lines: object, options: tuple[str, ...] = ()) -> Result:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return CliRunner().invoke(main, ["compare", *options, "-"], input=text)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def since(words: object, day: str, origin: str) -> dict[str, Any]:
    return claim_to_json(claim(words, as_of=day, start="2023-10-07", origin=origin, places=("IQ",)))


def test_claims_of_the_contract_are_compared_in_the_order_of_the_input() -> None:
    result = compare(
        {"a": since(12, "2023-11-10", "A"), "b": since(30, "2023-11-12", "B")},
        {"a": since(12, "2023-11-10", "A"), "b": since(30, "2023-11-10", "B")},
        {"a": since(30, "2023-11-10", "A"), "b": since(30, "2023-11-10", "B")},
    )
    assert result.exit_code == 0
    assert [(one["relation"], one["family"], one["rule"]) for one in answers(result)] == [
        ("compatible", "agreement", "R9"),
        ("contradicts", "contradiction", "R8"),
        ("corroborates", "agreement", "R5"),
    ]


def test_explanations_are_in_the_language_asked_for() -> None:
    line = {"a": since(12, "2023-11-10", "A"), "b": since(30, "2023-11-12", "B")}
    french, english = (
        answers(compare(line, options=("--language", code)))[0]["explanation"]
        for code in ("fr", "en")
    )
    assert french.startswith("30 (B, 12 nov.) ne contredit pas 12 (A, 10 nov.)")
    assert english.startswith("30 (B, 12 Nov) does not contradict 12 (A, 10 Nov)")


def test_two_texts_with_a_date_and_an_origin_are_compared() -> None:
    result = compare(
        {
            "a": {"text": "Le séisme a fait 12 morts à Mossoul.", "published": "2023-11-10", "origin": "police"},
            "b": {"text": "Le séisme a fait 30 morts à Mossoul.", "published": "2023-11-12", "origin": "mairie"},
        }
    )  # fmt: skip
    assert result.exit_code == 0
    assert answers(result)[0]["family"] == "agreement"
    assert "mairie" in answers(result)[0]["explanation"]


def test_texts_that_claim_nothing_are_undetermined() -> None:
    result = compare({"a": "Il pleut.", "b": ""})
    assert result.exit_code == 0
    assert answers(result)[0]["relation"] == "undetermined"


def test_bad_lines_are_named_and_skipped() -> None:
    good = {"a": since(12, "2023-11-10", "A"), "b": since(30, "2023-11-12", "B")}
    odd = {"quantity": {"low": "many", "high": 3, "comparator": "exact"}}
    bad = [
        "not json",
        "[]",
        {"a": "12 morts"},
        {"a": "12 morts", "b": 3},
        {"a": {"published": "2023-11-10"}, "b": "12 morts"},
        {"a": {"text": "12 morts", "published": "yesterday"}, "b": "12 morts"},
        {"a": odd, "b": since(3, "2023-11-10", "A")},
    ]
    result = compare(good, *bad, "", good)
    assert result.exit_code == 1
    assert len(answers(result)) == 2
    for number in range(2, 9):
        assert f"line {number}:" in result.stderr
    assert "Traceback" not in result.stderr


def test_half_characters_do_not_stop_the_rest() -> None:
    result = compare(
        '{"a": {"text": "12 morts \\ud800", "published": "2023-11-10"}, "b": "12 morts"}',
        {"a": since(12, "2023-11-10", "A"), "b": since(30, "2023-11-12", "B")},
    )
    assert answers(result)[-1]["relation"] == "compatible"


def test_an_unknown_language_is_a_wrong_use() -> None:
    assert compare({"a": "x", "b": "y"}, options=("--language", "tlh")).exit_code == 2


# --- bounds ------------------------------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with one group: 10 by 24 October, 66 in all, of which at most 34 in Syria."""
    text = "10 66 34"
    document = Document("d" * 64, "e" * 64, "a.txt", text, published=date("2023-11-22"))
    claims = [
        _quoted(document, 0, claim(10, as_of="2023-10-24", **_SINCE)),
        _quoted(document, 3, claim(66, as_of="2023-11-22", **_SINCE)),
        _quoted(document, 6, claim("<=34", as_of="2023-11-22", **{**_SINCE, "places": ("SY",)})),
    ]
    path = tmp_path / "r.db"
    with Ledger.open(path, actor="test") as opened:
        opened.add_document(document, claims)
        ids = tuple(one.id for one in claims)
        opened.store_groups([Group("attacks", ids, Question("attacked", None), "attacks")])
    return path


_SINCE: dict[str, Any] = {
    "measure": "attacked",
    "start": "2023-10-07",
    "places": ("IQ", "SY"),
    "origin": "Pentagon",
}


def _quoted(document: Document, start: int, one: Claim) -> Claim:
    import dataclasses

    from reconcile.model import Quote, Span

    quote = Quote.cut(document.text, Span(start, start + 2))
    assert one.quantity is not None
    figure = dataclasses.replace(one.quantity, raw=quote.exact, start=start, end=start + 2)
    return dataclasses.replace(one, document=document.sha256, quote=quote, quantity=figure)


def bounds(ledger: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), "bounds", "attacks", *options])


def test_a_period_nobody_counted_is_bounded(ledger: Path) -> None:
    result = bounds(ledger, "--from", "2023-10-25", "--to", "2023-11-22")
    assert (result.exit_code, result.stdout) == (0, "56 to 56\n")


def test_a_place_nobody_counted_is_bounded(ledger: Path) -> None:
    result = bounds(ledger, "--place", "IQ", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["low"], found["high"]) == (32, 66)


def test_a_wrong_date_place_or_order_is_a_wrong_use(ledger: Path) -> None:
    assert bounds(ledger, "--from", "soon").exit_code == 2
    assert bounds(ledger, "--place", "Atlantis").exit_code == 2
    assert bounds(ledger, "--from", "2023-11-22", "--to", "2023-11-01").exit_code == 2


def test_a_group_that_is_not_there_is_said_so(ledger: Path) -> None:
    result = CliRunner().invoke(main, ["--ledger", str(ledger), "bounds", "nothing like it"])
    assert result.exit_code == 1
    assert "nothing like it" in result.stderr
