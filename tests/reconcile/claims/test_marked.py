"""Floors of extraction on texts marked once the rules stood; skipped where the texts are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.claims import extract
from reconcile.claims.scoring import Score, add_score
from reconcile.reading import Given, read
from tests.reconcile.claims.marked import read_marked

pytestmark = pytest.mark.corpus

#: Language → lowest share of figures right, of figures right with speaker, lowest precision.
FLOORS = {
    "en": (0.96, 0.94, 0.98),
    "fr": (0.95, 0.93, 0.98),
}


@pytest.mark.parametrize("language", FLOORS)
def test_scores_on_marked_texts_do_not_slip(shared: Path, language: str) -> None:
    texts = shared / "corpora" / f"wikinews-{language}"
    if not texts.exists():
        pytest.skip("no texts beside the repository")
    score = Score()
    for gold in read_marked(language, texts):
        for document in read(str(texts / gold.file), Given(language=language)):
            add_score(score, gold, extract(document))
    right, spoken, precision = FLOORS[language]
    assert score.recall("right") >= right
    assert score.recall("right with speaker") >= spoken
    assert score.precision >= precision
