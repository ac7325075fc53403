"""The project's own dispatches and their gold agree with one another."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
GOLD = sorted((FIXTURES / "gold").glob("*.json"))


def test_every_dispatch_has_its_gold_and_its_line_in_the_manifest() -> None:
    texts = {path.stem for path in (FIXTURES / "dispatches").glob("*.txt")}
    with (FIXTURES / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        listed = {Path(row["file"]).stem for row in csv.DictReader(manifest)}
    assert len(texts) >= 8
    assert texts == listed == {path.stem for path in GOLD}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_quotes_the_very_characters_of_its_dispatch(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (FIXTURES / "dispatches" / gold["file"]).read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]
    for item in gold["claims"] + gold["traps"]:
        assert text[item["start"] : item["end"]] == item["substring"]
    for claim in gold["claims"]:
        assert claim["number"] in claim["substring"]
        if claim["speaker"]:
            assert text[claim["speaker_start"] : claim["speaker_end"]] == claim["speaker"]
        if claim["part_of"]:
            assert claim["part_of"] in {other["substring"] for other in gold["claims"]}


def test_relations_name_claims_of_the_gold() -> None:
    known = {
        (gold["file"], claim["substring"])
        for gold in (json.loads(path.read_text(encoding="utf-8")) for path in GOLD)
        for claim in gold["claims"]
    }
    for pair in json.loads((FIXTURES / "relations.json").read_text(encoding="utf-8")):
        assert tuple(pair["a"]) in known
        assert tuple(pair["b"]) in known
