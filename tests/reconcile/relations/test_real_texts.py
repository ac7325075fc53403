"""No false alarm on real texts: the dispatches beside the repository and the project's own."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.claims import extract
from reconcile.cli import main
from reconcile.model import Claim, Document, PartialDate
from reconcile.relations import relate
from schema.vocabulary import Family


def read(folder: Path, *, glossary: tuple[Path, ...] = ()) -> list[Claim]:
    claims: list[Claim] = []
    with (folder / "manifest.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            document = Document(
                row["file"],
                row["file"],
                row["file"],
                (folder / row["file"]).read_text(encoding="utf-8"),
                language=row["language"],
                outlet=row["outlet"] or row["agency"] or None,
                published=PartialDate.parse(row["published"]),
            )
            claims += extract(document, glossary=glossary)
    return claims


@pytest.mark.corpus
def test_no_two_figures_of_the_dispatches_contradict(shared: Path) -> None:
    counted = [claim for claim in read(shared / "corpus") if claim.quantity]
    alarms = [
        relation.explanation
        for relation in (relate(a, b, language="en") for a, b in combinations(counted, 2))
        if relation.family is Family.CONTRADICTION
    ]
    assert len(counted) > 10
    assert alarms == []


def test_the_projects_dispatches_hold_one_contradiction_of_figures(fixtures: Path) -> None:
    counted = [
        claim for claim in read(fixtures, glossary=(fixtures / "glossary.toml",)) if claim.quantity
    ]
    found = [
        {a.quantity.value, b.quantity.value}
        for a, b in combinations(counted, 2)
        if a.quantity and b.quantity and relate(a, b).family is Family.CONTRADICTION
    ]
    # Five or seventeen killed in the school; nothing else.
    assert [pair for pair in found if pair != {5, 17}] == []


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "found"),
    [("RTE3-FR-dev-set-3class.numeric.tsv", 5), ("RTE3-FR-dev-set-3class.tsv", 9)],
)
def test_of_ten_contradictions_suggested_between_sentences_eight_are_true(
    shared: Path, name: str, found: int
) -> None:
    path = shared / "corpora" / "rte3-fr-dev" / name
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pairs = "\n".join(json.dumps({"a": row["premise"], "b": row["hypothesis"]}) for row in rows)
    answers = CliRunner().invoke(main, ["compare", "-"], input=pairs).stdout.splitlines()
    suggested = [
        row["label_text"] == "contradiction"
        for row, answer in zip(rows, answers, strict=True)
        if json.loads(answer)["family"] == "contradiction"
    ]
    assert sum(suggested) >= found
    assert sum(suggested) / len(suggested) >= 0.8
