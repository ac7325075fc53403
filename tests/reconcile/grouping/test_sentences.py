"""Sentences of some sixty questions, French and English mixed: what `reconcile group` makes of plain text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from reconcile.cli import main
from tests.benchmarks.clustering_quality import b_cubed, pairwise

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def group_of() -> dict[str, str]:
    """The group of each sentence."""
    given = "".join(
        json.dumps({"id": text, "text": text}, ensure_ascii=False) + "\n" for _, _, text in ROWS
    )
    told = CliRunner().invoke(main, ["group", "-"], input=given)
    return {line["id"]: line["group"] for line in map(json.loads, told.stdout.splitlines())}


def questions(group_of: dict[str, str], *asked: str) -> set[str]:
    return {group_of[text] for question, _, text in ROWS if question in asked}


def test_most_sentences_stand_with_those_of_their_question_alone(group_of: dict[str, str]) -> None:
    label = np.array([group_of[text] for _, _, text in ROWS])
    truth = np.array([question for question, _, _ in ROWS])
    assert pairwise(label, truth).precision >= 0.9
    assert pairwise(label, truth).recall >= 0.85
    assert b_cubed(label, truth).f1 >= 0.94


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferry-dead", "ferry-missing"),
        ("ferry-dead", "ferry2-dead"),
        ("unemp-fr", "unemp-es"),
        ("fire-ha", "fire2-ha"),
        ("quake-dead", "quake2-dead"),
        ("us-wounded", "us-attacks"),
        ("us-stationed", "us-syria"),
        ("seats-blue", "seats-lab"),
        ("hostages", "hostages-freed"),
        ("power", "storm-dead"),
        ("bus-dead", "bus2-dead"),
    ],
)
def test_look_alikes_are_kept_apart(group_of: dict[str, str], one: str, other: str) -> None:
    assert questions(group_of, one).isdisjoint(questions(group_of, other))


@pytest.mark.parametrize(
    "question",
    ["us-wounded", "us-attacks", "ferry-dead", "power", "refugees", "jobs-velt", "deny-base"],
)
def test_a_question_is_one_whatever_the_language_and_the_figure(
    group_of: dict[str, str], question: str
) -> None:
    assert len(questions(group_of, question)) == 1
