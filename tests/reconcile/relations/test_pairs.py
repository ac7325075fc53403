"""Pairs of texts as an editor would judge them: French and English, written for this test."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from reconcile.cli import main
from tests.reconcile.relations.pair_file import TextPair, text_pairs

Judged = list[tuple[TextPair, dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    """Every pair with what ``compare`` says of it, as it stands and the other way round."""
    pairs = text_pairs()
    lines = [json.dumps({"a": p.a, "b": p.b}) for p in pairs]
    lines += [json.dumps({"a": p.b, "b": p.a}) for p in pairs]
    result = CliRunner().invoke(main, ["compare", "-"], input="\n".join(lines))
    assert result.exit_code == 0, result.stderr
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    return list(zip(pairs, answers[: len(pairs)], answers[len(pairs) :], strict=True))


def test_there_are_pairs_enough_of_every_family() -> None:
    pairs = text_pairs()
    for family in ("agreement", "contradiction", "succession", "apart", "undetermined"):
        assert sum(family in pair.families for pair in pairs) >= 15, family


def test_nothing_is_called_a_contradiction_that_an_editor_would_leave_alone(
    judged: Judged,
) -> None:
    alarms = [
        (pair.shows, answer["explanation"])
        for pair, *answers in judged
        for answer in answers
        if answer["family"] == "contradiction" and "contradiction" not in pair.families
    ]
    assert alarms == []


def test_nine_of_ten_contradictions_are_found(judged: Judged) -> None:
    true = [answer["family"] for pair, answer, _ in judged if pair.families == {"contradiction"}]
    assert len(true) >= 80
    assert true.count("contradiction") >= 0.9 * len(true)


def test_nineteen_of_twenty_pairs_are_put_in_a_family_that_an_editor_would_choose(
    judged: Judged,
) -> None:
    wrong = [pair.shows for pair, answer, _ in judged if answer["family"] not in pair.families]
    assert len(wrong) <= 0.05 * len(judged), wrong


def test_the_order_of_the_two_texts_changes_nothing(judged: Judged) -> None:
    differing = [pair.shows for pair, a, b in judged if a["family"] != b["family"]]
    assert differing == []


def test_every_pair_is_explained_in_one_sentence_that_names_both_sides(judged: Judged) -> None:
    for pair, answer, _ in judged:
        said = answer["explanation"]
        assert said.endswith("."), pair.shows
        assert not {"{", "["} & set(said), pair.shows
        assert said.count(" (") + said.count("“ (") >= 2, (pair.shows, said)
