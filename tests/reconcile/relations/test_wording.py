"""Sentences read by their words: what is denied, of which day, and what makes two of them contrary."""

from __future__ import annotations

import pytest

from reconcile.relations.contrary import contrary
from reconcile.relations.denial import Denial
from reconcile.relations.wording import Wording, sentences, wording
from reconcile.relations.writing import amount, statement


def read(text: str, language: str) -> Wording:
    found = wording(text, language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("fr", "Le maire n'a pas signé le bail.", {"signé"}),
        ("fr", "Le maire ne signe pas le bail.", {"signe"}),
        ("fr", "Aucun élu n'a signé le bail.", {"signé"}),
        ("fr", "Le maire a refusé de signer le bail.", {"signer"}),
        ("fr", "Le maire dément avoir signé le bail.", {"signé", "bail"}),
        ("fr", "Le maire n'a signé que le bail.", set()),
        ("fr", "Le maire n'a pas seulement signé le bail.", set()),
        ("fr", "Le maire ne dément pas avoir signé.", set()),
        ("en", "The mayor did not sign the lease.", {"sign"}),
        ("en", "The mayor didn't sign the lease.", {"sign"}),
        ("en", "The mayor never signed the lease.", {"signed"}),
        ("en", "The mayor denied signing the lease.", {"signing", "lease"}),
        ("en", "The mayor failed to sign the lease.", {"sign"}),
        ("en", "The mayor did not sign the lease until May.", set()),
        ("en", "Not all mayors signed.", set()),
        ("en", "The mayor did not deny signing the lease.", set()),
    ],
)
def test_what_a_sentence_denies(language: str, text: str, denied: set[str]) -> None:
    words = read(text, language).words
    assert {word.text for word in words if word.denied is Denial.YES} == denied


def test_no_longer_is_not_never() -> None:
    for language, text in (
        ("fr", "La gare n'accueille plus de trains."),
        ("en", "The station no longer receives trains."),
    ):
        assert Denial.NO_LONGER in {word.denied for word in read(text, language).words}


def test_a_dotted_abbreviation_ends_no_sentence() -> None:
    assert sentences("M. Arnal a signé. Le bail court.", "fr") == [
        "M. Arnal a signé.",
        "Le bail court.",
    ]


def test_who_says_it_is_no_part_of_what_is_said() -> None:
    said = read("The mill was sold, the union said.", "en")
    assert [word.text for word in said.words] == ["mill", "sold"]


@pytest.mark.parametrize(
    ("language", "a", "b", "reason"),
    [
        ("fr", "Le moulin de Tal a été vendu.", "Le moulin de Tal n'a pas été vendu.", "denies_wording"),
        ("fr", "Le moulin de Tal a été fondé en 1820.", "Le moulin de Tal a été fondé en 1870.", "other_day"),
        ("en", "The Tal mill was built by Orin Hale.", "The Tal mill was built by Suse Brandt.", "other_name"),
        ("en", "Tal beat Orm in the final.", "Orm beat Tal in the final.", "other_way_round"),
        ("en", "The Tal council passed the plan.", "The Tal council rejected the plan.", "opposite"),
        ("en", "The Tal mill has 14 wheels.", "The Tal mill has 9 wheels.", "other_figure"),
    ],
)  # fmt: skip
def test_what_makes_two_sentences_contrary(language: str, a: str, b: str, reason: str) -> None:
    found = contrary(read(a, language), read(b, language))
    assert found is not None
    assert found.reason == reason
    turned = contrary(read(b, language), read(a, language))
    assert turned is not None
    assert (turned.reason, turned.words) == (reason, found.words[::-1])


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("en", "The Tal mill was sold.", "The Orm mill was not sold."),
        ("en", "The Tal mill was sold.", "Was the Tal mill not sold?"),
        ("en", "The Tal mill was sold.", "The Tal mill may not be sold."),
        ("en", "If the Tal mill closes, the town suffers.", "The town did not suffer."),
        ("en", "Some mills in Tal were sold.", "Some mills in Tal were not sold."),
        ("en", "The mill in Tal was sold.", "The mill in Tal was not sold in three lots to Hale."),
        ("fr", "Orin Hale est né à Tal.", "Orin Hale est mort à Orm."),
        ("fr", "Orin Hale est né à Lyon.", "Orin Hale est né en France."),
        ("fr", "Le moulin de Tal a 97 roues.", "Le moulin de Tal a 100 roues."),
        ("fr", "Le moulin de Tal a brûlé lundi.", "Le moulin de Tal n'a pas brûlé jeudi."),
    ],
)
def test_what_leaves_two_sentences_both_true(language: str, a: str, b: str) -> None:
    assert contrary(read(a, language), read(b, language)) is None


@pytest.mark.parametrize(
    ("value", "unit", "french", "english"),
    [
        (27.5e9, "USD", "27,5\u00a0milliards de dollars", "27.5 billion dollars"),
        (1.5e6, "EUR", "1,5\u00a0million d’euros", "1.5 million euros"),
        (2e6, "EUR", "2\u00a0millions d’euros", "2 million euros"),
        (7.2, "%", "7,2\u00a0%", "7.2%"),
        (1, "day", "1\u00a0jour", "1 day"),
        (2, "h", "2\u00a0heures", "2 hours"),
        (1_234_567, "", "1\u202f234\u202f567", "1,234,567"),
    ],
)
def test_amounts_are_written_as_newspapers_write_them(
    value: float, unit: str, french: str, english: str
) -> None:
    assert amount(value, unit, "fr") == french
    assert amount(value, unit, "en") == english


def test_quotations_within_are_closed_and_stand_in_other_marks() -> None:
    assert statement("dit « oui", "fr") == "« dit “oui” »"
    assert statement('He said "yes".', "en") == "“He said ‘yes’”"
    assert statement("mot " * 40, "fr").endswith("mot… »")
