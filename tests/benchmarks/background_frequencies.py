"""Write ``reconcile/grouping/frequencies.tsv``: how often common words stand in press sentences.

    python -m tests.benchmarks.background_frequencies FOLDER > reconcile/grouping/frequencies.tsv

FOLDER holds text files (one sentence or paragraph a line) and CoNLL-U files. A word is counted once a
sentence; the figure is scaled to 20 000 sentences, half French and half English; words below 6 are
left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

from reconcile.grouping.statistics import BACKGROUND

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[a-z]{2,}")


def sentences(path: Path) -> Iterator[str]:
    """Give the sentences of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".conllu":
        yield from re.findall(r"^# text = (.*)$", text, re.MULTILINE)
    else:
        yield from (part for part in _SENTENCE.split(text) if len(part) > 30)


def main(folder: Path) -> None:
    """Print the table."""
    total: Counter[str] = Counter()
    for language in ("fr", "en"):
        counted: Counter[str] = Counter()
        read = 0
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".txt", ".conllu"} and language in "-".join(path.parts[-3:-1]).split(
                "-"
            ):
                for sentence in sentences(path):
                    read += 1
                    counted.update(set(_WORD.findall(anyascii(sentence).lower())))
        for word, count in counted.items():
            total[word] += count / read * BACKGROUND / 2
    print(
        "# Common words of the press, and in how many of 20 000 sentences (half French, half English) each stands."
    )
    print(
        "# Counted by tests/benchmarks/background_frequencies.py on Wikinews articles and UD treebanks."
    )
    for word, count in sorted(total.items()):
        if count >= 6:
            print(f"{word}\t{count:.0f}")


main(Path(sys.argv[1]))
