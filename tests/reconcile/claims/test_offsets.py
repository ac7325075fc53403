"""Bad input: no exception, bounded time, and every offset exact."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.claims import extract_text
from reconcile.model import Claim, PartialDate

#: Bits of news that the machine must not stumble over, in any order.
PIECES = [
    "Au moins 12 soldats ont été tués",
    "selon le ministère",
    "a déclaré M. Dupont",
    "« Il y a 5.791 morts »",
    "5,791",
    "1\u202f400 personnes",
    "1\u00a0400",
    "“They killed 56,” she said.",
    "said Jane Smith",
    "according to officials",
    "nie",
    '"',
    "«",
    "»",
    "“",
    ".",
    ",",
    ";",
    ":",
    "\n",
    "\n\n",
    "&nbsp;<b>12</b>",
    "عدد القتلى 56 شخصا",
    "e\u0301vacue\u0301es",
    "F-16",
    "13h02",
    "le 7 octobre 2023",
    "des dizaines de milliers",
    "entre 20 et 30",
    "(AFP)",
    "d'",
    "qu’",
    "l’",
    "M.",
    "…",
    "\u200b",
    "🔥",
    "10-50",
    "-",
    "%",
    "$5 million",
    "a-t-il ajouté",
    "he added",
    "dont 3",
    "au lieu de",
    "a nié avoir attaqué le port",
    "denied killing civilians",
    "n'envisagent pas d'évacuer les bases",
    "said it had withdrawn",
    "these allegations",
    "ces accusations",
    "were false",
    "la veille",
    "in the three months to September",
    "au premier semestre 2020",
    "à Washington,",
    "le ministère irakien de la Santé",
    "confirmed the arrest of",
]


def stand(text: str, claims: list[Claim]) -> bool:
    for claim in claims:
        assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert claim.quote.exact.strip()
        if claim.quantity is not None:
            quantity = claim.quantity
            assert text[quantity.start : quantity.end] == quantity.raw
            assert claim.quote.start <= quantity.start <= quantity.end <= claim.quote.end
        for hop in claim.attribution:
            assert 0 <= hop.start <= hop.end <= len(text)
        for place in claim.places:
            assert " ".join(text[place.start : place.end].split()) == place.name
        for item in claim.evidence:
            assert item.start is None or text[item.start : item.end]
    assert len({claim.id for claim in claims}) == len(claims)
    return True


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.sampled_from(["fr", "en", "es"]),
    st.booleans(),
)
def test_offsets_are_exact_in_any_jumble_of_news(
    pieces: list[str], language: str, spaced: bool
) -> None:
    text = (" " if spaced else "").join(pieces)
    assert stand(text, extract_text(text, language=language, published=PartialDate(2023, 11, 10)))


@settings(max_examples=40)
@given(st.text(max_size=200), st.sampled_from(["fr", "en", "es"]))
def test_any_text_at_all_is_read(text: str, language: str) -> None:
    assert stand(text, extract_text(text, language=language))


@settings(max_examples=15)
@given(st.lists(st.sampled_from(PIECES), max_size=15))
def test_extraction_is_deterministic(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert extract_text(text, language="fr") == extract_text(text, language="fr")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "12 34 56 78 " * 200,
        "12 morts et " * 500,
        "a" * 20_000,
        "<p>Au moins <b>12</b> morts</p>",
        "Trois soldats ont été tués.Deux civils ont été blessés.Fin.",
        "\u202e12 morts\u202c",
        "« " * 500,
        "selon " * 2000,
    ],
)
def test_what_no_newsroom_sends_is_survived(text: str) -> None:
    assert stand(text, extract_text(text, language="fr"))


def test_sentences_without_a_space_between_are_told_apart() -> None:
    text = "Trois soldats ont été tués.Deux civils ont été blessés."
    claims = [claim for claim in extract_text(text, language="fr") if claim.quantity]
    assert [claim.sentence for claim in claims] == [text[:27], text[27:]]


def test_decomposed_accents_read_as_composed_ones() -> None:
    text = unicodedata.normalize("NFD", "Trois soldats ont été blessés, a déclaré le Pentagone.")
    (claim,) = extract_text(text, language="fr")
    assert (claim.measure, claim.origin_key) == ("wounded", "us_defence_department")


def test_a_future_date_of_publication_is_taken_as_it_is() -> None:
    (claim,) = extract_text(
        "Trois soldats sont morts mardi.", language="fr", published=PartialDate(2999, 1, 1)
    )
    assert claim.published == PartialDate(2999, 1, 1)


def test_a_language_without_a_pack_gives_no_claim() -> None:
    assert extract_text("Drei Soldaten wurden getötet.", language="de") == []
