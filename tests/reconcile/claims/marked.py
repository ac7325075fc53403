"""Figures marked by hand in texts that stand beside the repository, kept without a sentence of them.

A file holds one text a line: its name, its sha256, and per figure the offsets of the number, of its speaker and of
its place, the interval, and one word for what is counted. The words themselves are read from the text.

``python -m tests.reconcile.claims.marked fr.jsonl GOLD…`` makes such a file of gold (see ``reconcile gold``).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reconcile.claims.scoring import Gold

FOLDER = Path(__file__).with_suffix("")
#: What is kept of a figure as it stands.
_KEPT = ("value", "low", "high", "comparator", "polarity", "tier")


def read_marked(language: str, texts: Path) -> Iterator[Gold]:
    """Give the marked figures of every text of a language; raise ``AssertionError`` on another text."""
    for line in (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        content = (texts / data["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == data["sha256"], data["file"]
        text = content.decode("utf-8")
        claims = tuple(_with_words(text, claim) for claim in data["claims"])
        traps = tuple({"start": start, "end": end} for start, end in data["traps"])
        yield Gold(data["file"], language, claims, traps)


def _with_words(text: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    start, end = claim["number"]
    words = {name: text[slice(*claim[name])] for name in ("speaker", "place") if name in claim}
    return {
        **claim,
        **words,
        "start": start,
        "number": text[start:end],
        "substring": text[start:end],
    }


def without_words(gold: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Turn the gold of one text into a line of such a file."""
    claims = [_offsets(claim, text) for claim in gold["claims"]]
    traps = [[trap["start"], trap["end"]] for trap in gold["traps"]]
    return {"file": gold["file"], "sha256": gold["sha256"], "claims": claims, "traps": traps}


def _offsets(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    start = claim["start"] + claim["substring"].find(claim["number"])
    kept: dict[str, Any] = {"number": [start, start + len(claim["number"])]}
    kept |= {name: claim[name] for name in _KEPT}
    if claim["counted"]:
        kept["counted"] = claim["counted"].split()[0]
    if claim["speaker"]:
        kept["speaker"] = [claim["speaker_start"], claim["speaker_end"]]
    at = text.find(claim["place"]) if claim["place"] else -1
    if at >= 0:
        kept["place"] = [at, at + len(claim["place"])]
    return kept


def main() -> None:
    """Write the marks of gold files whose texts stand in ``../shared``."""
    target, *paths = sys.argv[1:]
    lines = []
    for path in sorted(Path(name) for name in paths):
        gold = json.loads(path.read_text(encoding="utf-8"))
        shared = Path(__file__).resolve().parents[4] / "shared/corpora"
        content = (shared / f"wikinews-{gold['language']}" / gold["file"]).read_bytes()
        lines.append(json.dumps(without_words(gold, content.decode("utf-8")), ensure_ascii=False))
    (FOLDER / target).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
