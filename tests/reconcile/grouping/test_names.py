"""What a group is called, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reconcile.grouping.names import name_of, question_of
from reconcile.model import Claim, PartialDate, Place, Quote, Scope
from schema.vocabulary import PlaceRole, ScopeKind

CLAIM = Claim(
    id="1",
    document="d",
    quote=Quote("douze morts", 0, 11),
    sentence="Douze morts.",
    language="fr",
    measure="killed",
    counted=None,
    population="people",
    scope=Scope(ScopeKind.INCIDENT),
)


def where(*keys: str) -> tuple[Place, ...]:
    return tuple(Place(key, key, PlaceRole.WHERE, 0, 0) for key in keys)


def name(claim: Claim, language: str) -> str:
    return name_of([claim], question_of([claim]), language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "Personnes tuées, Irak"), ("en", "People killed, Iraq")],
)
def test_a_group_is_named_in_the_language_of_its_reader(language: str, expected: str) -> None:
    assert name(replace(CLAIM, places=where("IQ")), language) == expected


def test_a_place_within_another_is_not_named_beside_it() -> None:
    assert name(replace(CLAIM, places=where("IQ", "IQ/mosul")), "en") == "People killed, Iraq"


def test_the_nation_of_those_counted_is_named_and_not_coded() -> None:
    claim = replace(CLAIM, population="IR government", measure="accused")
    assert name(claim, "fr") == "Gouvernement iranien mis en cause"
    assert name(claim, "en") == "Iranian government accused"


def test_a_lemma_of_the_text_is_not_added_to_what_is_counted() -> None:
    claim = replace(
        CLAIM, counted="avions de combat", population="avions de combat", measure="avion"
    )
    assert name(claim, "fr") == "Avions de combat"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (PartialDate(2026, 3, 2), "Personnes tuées, depuis le 2 mars 2026"),
        (PartialDate(2026, 3), "Personnes tuées, depuis mars 2026"),
        (PartialDate(1987), "Personnes tuées, depuis 1987"),
    ],
)
def test_a_count_is_named_by_its_beginning(start: PartialDate, expected: str) -> None:
    claim = replace(CLAIM, scope=Scope(ScopeKind.CUMULATIVE, start=start))
    assert name(claim, "fr") == expected


@pytest.mark.parametrize(
    ("measure", "counted", "population", "expected"),
    [
        ("killed", "dead", "people", "People killed"),
        ("wounded", "residents", "residents", "People wounded"),
        ("without_power", "homes", "homes", "Homes without power"),
        ("attacked", "attacks", "US military personnel", "Attacks on American soldiers"),
        ("killed", "Palestinians", "PS people", "Palestinians killed"),
    ],
)
def test_a_name_reads_as_a_headline(
    measure: str, counted: str, population: str, expected: str
) -> None:
    claim = replace(CLAIM, language="en", measure=measure, counted=counted, population=population)
    assert name(claim, "en") == expected


def test_a_participle_agrees_with_its_noun() -> None:
    bases = replace(CLAIM, measure="evacuated", counted="bases", population="SY bases")
    assert name(bases, "fr") == "Bases évacuées"
    assert name(replace(bases, counted=None), "fr") == "Bases syriennes évacuées"


def test_without_words_for_it_a_group_is_named_by_its_passage() -> None:
    gust = replace(
        CLAIM, measure="h", population=None, quote=Quote("des rafales de 215 km/h", 0, 23)
    )
    assert name(gust, "fr") == "Des rafales de 215 km/h"


def test_what_the_reader_s_language_has_no_word_for_is_named_in_that_of_the_claims() -> None:
    delegates = replace(
        CLAIM,
        language="en",
        measure="pledged",
        counted="pledged delegates",
        population="pledged delegates",
        places=where("US"),
    )
    assert name(delegates, "fr") == "Pledged delegates, United States"
    assert name_of(
        [delegates, replace(delegates, language="fr", counted="délégués")],
        question_of([delegates]),
        "fr",
    ).endswith("États-Unis")
