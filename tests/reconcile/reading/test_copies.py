"""Near copies: the share that is copied, what is not a copy, which came first, and what changed."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.model import PartialDate, Span
from reconcile.reading import read
from reconcile.reading.copies import Dated, Words, changes, compare, is_earlier, sketch

DISPATCH = """Cyclone : le bilan monte à 29 morts

Le ministère de la Santé a compté vingt-neuf morts mercredi soir sur la côte orientale de l'île.
Dix-huit personnes ont péri dans le port, où la digue a cédé avant l'aube, et onze autres dans les collines.
Les secours cherchent encore une quarantaine de disparus, selon le porte-parole des pompiers, Marc Delorme.
Le gouvernement a décrété trois jours de deuil et demandé l'aide des pays voisins.
Quelque 6 000 habitants dorment dans des écoles, des églises et deux hangars de l'aéroport.
Les vols doivent reprendre vendredi si la piste est déblayée à temps, a indiqué l'exploitant."""

LINES = DISPATCH.split("\n")


def share(copy: str, original: str) -> float:
    return compare(Words.of(copy), Words.of(original)).share


def test_half_a_dispatch_is_wholly_copied_and_holds_half_of_it() -> None:
    half = "\n".join(LINES[2:5])
    common = compare(Words.of(half), Words.of(DISPATCH))
    assert common.share == 1.0
    assert 0.4 < common.contained < 0.6
    (passage,) = common.passages
    assert passage.copy.of(half) == half.rstrip(".")
    assert passage.original.of(DISPATCH) == half.rstrip(".")
    assert passage.likeness == 1.0


def test_another_headline_and_dateline_leave_most_of_it_copied() -> None:
    reprint = "Tempête : une île en deuil\n\nPORT-SABRAN (AFP) — " + "\n".join(LINES[2:])
    assert 0.85 < share(reprint, DISPATCH) < 1.0


def test_a_changed_figure_leaves_the_passage_whole() -> None:
    updated = DISPATCH.replace("vingt-neuf morts", "trente et un morts").replace("onze", "treize")
    common = compare(Words.of(updated), Words.of(DISPATCH))
    assert common.share > 0.9
    assert len(common.passages) == 1
    assert common.passages[0].likeness < 1.0


def test_paragraphs_in_another_order_are_still_copied() -> None:
    turned = "\n".join(reversed(LINES[2:]))
    assert share(turned, DISPATCH) > 0.85


def test_two_articles_on_one_event_are_no_copies() -> None:
    other = (
        "Vingt-neuf personnes ont trouvé la mort dans le cyclone, d'après le ministère de la Santé. La digue du "
        "port a cédé tôt mercredi. « Nous avons tout perdu », raconte une habitante réfugiée dans une école. Le "
        "porte-parole des pompiers, Marc Delorme, parle d'une quarantaine de disparus. Trois jours de deuil "
        "ont été décrétés."
    )
    assert share(other, DISPATCH) < 0.2
    assert share(DISPATCH, other) < 0.2


def test_no_two_of_the_projects_dispatches_are_taken_for_copies_but_the_wire_story(
    fixtures: Path,
) -> None:
    texts = {
        path.name[:2]: next(read(str(path))).text
        for path in sorted((fixtures / "dispatches").glob("*.txt"))
    }
    alike = [
        (a, b)
        for a, b in combinations(texts, 2)
        if max(share(texts[a], texts[b]), share(texts[b], texts[a])) >= 0.6
    ]
    assert alike == [("02", "03")]


def test_what_is_masked_counts_for_nothing() -> None:
    text = "date 2026-03 un deux trois quatre cinq six sept"
    assert Words.of(text, (Span(0, 13),)).words == (
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
    )
    assert sketch(text, (Span(0, 13),)) == sketch("un deux trois quatre cinq six sept")


@given(st.lists(st.sampled_from("abcdefghij"), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_an_excerpt_shares_every_shingle_of_its_sample(
    words: list[str], start: int, end: int
) -> None:
    excerpt = words[min(start, end) : max(start, end)]
    assert set(sketch(" ".join(excerpt))) <= set(sketch(" ".join(words)))


@given(st.text(max_size=300), st.text(max_size=300))
def test_shares_are_parts_of_one(a: str, b: str) -> None:
    common = compare(Words.of(a), Words.of(b))
    assert 0.0 <= common.share <= 1.0
    assert 0.0 <= common.contained <= 1.0


MARCH_4 = PartialDate(2026, 3, 4)
MARCH_5 = PartialDate(2026, 3, 5)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (Dated(published=MARCH_4, number=2), Dated(published=MARCH_5, number=1)),
        (
            Dated(published=MARCH_4, agency="AFP", number=2),
            Dated(published=MARCH_4, outlet="L'Écho", number=1),
        ),
        (
            Dated(published=MARCH_4, words=400, number=2),
            Dated(published=MARCH_4, words=200, number=1),
        ),
        (
            Dated(published=PartialDate(2026, 3), words=100, number=1),
            Dated(published=MARCH_4, words=100, number=2),
        ),
        (Dated(words=100, number=1), Dated(published=MARCH_4, words=100, number=2)),
    ],
    ids=[
        "by-day",
        "wire-first",
        "longer-first",
        "a-month-settles-nothing",
        "an-unknown-date-settles-nothing",
    ],
)
def test_the_original_is_the_earlier_text(earlier: Dated, later: Dated) -> None:
    assert is_earlier(earlier, later)
    assert not is_earlier(later, earlier)


def test_what_changed_between_two_versions_is_told_sentence_by_sentence() -> None:
    updated = DISPATCH.replace("vingt-neuf morts", "trente et un morts").replace(
        LINES[5] + "\n", ""
    )
    first, second = changes(DISPATCH, updated)
    assert "vingt-neuf" in first.old
    assert "trente et un" in first.new
    assert first.before.of(DISPATCH).strip() == first.old
    assert (second.old, second.new) == (LINES[5], "")
    assert changes(DISPATCH, DISPATCH) == ()


def test_spacing_alone_is_no_change() -> None:
    assert changes("Douze morts. Dix blessés.", "Douze morts.\n\nDix  blessés.\n") == ()
