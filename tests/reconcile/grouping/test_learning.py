"""The weights learn from what editors joined and kept apart, and never get worse."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli import main
from reconcile.grouping.learning import TooFewJudgementsError, learn
from reconcile.grouping.scoring import Weights, read_weights, shipped, write_weights
from reconcile.ledger import Ledger
from reconcile.model import Claim, InputError, Quote
from tests.benchmarks.claim_generator import generate

MADE = list(generate(300, seed=2))
CLAIMS = [
    Claim(made.id, "d", Quote(made.text, 0, len(made.text)), made.text, "", None, None, None)
    for made in MADE
]


def judged(count: int) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What an editor who knows the groups would say of some pairs."""
    chance = random.Random(1)
    together, apart = set(), set()
    while len(together) < count or len(apart) < count:
        a, b = chance.sample(MADE, 2)
        (together if a.group == b.group else apart).add((a.id, b.id))
    return together, apart


def test_weights_that_know_nothing_learn_from_editors() -> None:
    together, apart = judged(60)
    learned = learn(CLAIMS, together, apart, Weights("none", 0.0, {}))
    assert learned.before.f1 < learned.after.f1
    assert learned.after.f1 > 0.9
    assert learned.better
    assert learned.weights.version != "none"


def test_judgements_that_contradict_the_texts_are_refused() -> None:
    together, apart = judged(60)
    # An editor whose every decision is the opposite of what the claims say teaches nothing that holds out.
    chance = random.Random(3)
    mixed = sorted(together | apart)
    chance.shuffle(mixed)
    learned = learn(CLAIMS, mixed[::2], mixed[1::2], shipped())
    assert learned.after.f1 <= max(learned.before.f1, 0.75)


def test_few_judgements_teach_nothing_and_say_how_many_are_needed() -> None:
    with pytest.raises(TooFewJudgementsError, match="10 of each"):
        learn(CLAIMS, {(MADE[0].id, MADE[1].id)}, set(), shipped())


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    write_weights(shipped(), path, "A copy.")
    assert read_weights(path) == shipped()


def test_a_file_without_weights_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text("[weights]\nnonsense = 1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"weights\.toml"):
        read_weights(path)


def test_a_ledger_without_judgements_has_nothing_to_teach(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Ledger.open(str(path), actor="A."):
        pass
    result = CliRunner().invoke(main, ["--ledger", str(path), "match", "train"])
    assert result.exit_code == 1
    assert "10 of each are needed" in result.stderr
    assert not (tmp_path / "desk.weights.toml").exists()
