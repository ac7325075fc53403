"""What a figure is of, where the word alone misleads: drones are not killed, a toll is of people."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim
from schema.vocabulary import Comparator, Polarity


def read(text: str, language: str) -> Claim:
    (claim,) = extract_text(text, language=language)
    return claim


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("La corvette a abattu quatre drones, selon la marine.", "intercepted"),
        ("Six avions de chasse ont été abattus, selon Kiev.", "intercepted"),
        ("La corvette a abattu quatre pirates, selon la marine.", "killed"),
    ],
)
def test_what_is_shot_down_is_not_killed(text: str, measure: str) -> None:
    assert read(text, "fr").measure == measure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The landslide death toll rose to 29, police said."),
        ("fr", "La police a compté 5 000 manifestants à Bordeaux."),
        ("en", "Police counted 5,000 demonstrators in Leeds."),
    ],
)
def test_a_measure_that_is_counted_is_of_people(language: str, text: str) -> None:
    assert read(text, language).population == "people"


def test_a_nation_stays_with_what_befell_it() -> None:
    assert read("12 Palestinian dead were counted, police said.", "en").population == "PS people"


def test_twice_is_two_times() -> None:
    claim = read("Foreign troops were attacked at least twice in Mali, the army said.", "en")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (2, None)
    assert (claim.measure, claim.population) == ("attacked", "military personnel")


def test_twice_as_many_stays_relative() -> None:
    claim = read("Twice as many people were killed in June, police said.", "en")
    assert claim.quantity is not None
    assert claim.quantity.comparator is Comparator.RELATIVE


@pytest.mark.parametrize(
    ("text", "measure", "whom"),
    [
        ("The army denied killing civilians in Bor.", "killed", "civilians"),
        ("The rebels denied having kidnapped the children.", "kidnapped", "children"),
    ],
)
def test_a_denial_is_of_the_verb_that_it_governs(text: str, measure: str, whom: str) -> None:
    claim = read(text, "en")
    assert (claim.measure, claim.population) == (measure, whom)
    assert claim.polarity is Polarity.DENIED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Neuf personnes ont été tuées, selon le ministère de l'Intérieur."),
        ("en", "Nine people were killed, the interior ministry said."),
        ("en", "Nine people were killed, according to the Ministry of the Interior."),
    ],
)
def test_a_ministry_without_a_country_is_one_in_both_languages(language: str, text: str) -> None:
    assert read(text, language).origin_key == "interior_ministry"


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("en", "The death toll rose to 29, police said.", "killed"),
        ("en", "The number of injured climbed to 45, police said.", "wounded"),
        ("fr", "Le nombre de blessés a grimpé à 45, selon la police.", "wounded"),
        ("en", "The number of deaths rose by 12 in Italy.", "increased"),
        ("fr", "Le nombre de morts a augmenté de 12 en Italie.", "increased"),
    ],
)
def test_a_count_that_rose_to_a_figure_counts_what_it_counted(
    language: str, text: str, measure: str
) -> None:
    assert read(text, language).measure == measure


def test_a_verb_after_the_noun_is_nearer_than_one_of_another_clause() -> None:
    claims = extract_text("The guards opened fire, and 12 people were hurt.", language="en")
    assert [claim.measure for claim in claims] == ["wounded"]


def test_no_one_is_none() -> None:
    claim = read("No one was killed in the raid, the army said.", "en")
    assert claim.quantity is not None
    assert (claim.quantity.value, claim.measure, claim.population) == (0, "killed", "people")


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "The company will cut 500 jobs, it said.", "intention"),
        ("en", "The company plans to cut 500 jobs, it said.", "intention"),
        ("fr", "L'entreprise va supprimer 500 postes, a-t-elle annoncé.", "intention"),
        ("fr", "On compte 214 blessés.", "certain"),
        ("fr", "L'armée compte environ 900 soldats au Tchad.", "certain"),
    ],
)
def test_what_will_be_done_is_an_intention(language: str, text: str, modality: str) -> None:
    assert read(text, language).modality == modality


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "The unions demanded 5% more pay on Monday.", "intention"),
        ("en", "The ministry set a target of at least 2% of output for defence.", "intention"),
        ("en", "The mayor asked for 300 blankets.", "intention"),
        ("en", "The mayor received the 300 blankets he had asked for.", "certain"),
        ("fr", "Les syndicats réclament 10 % d'augmentation.", "intention"),
        ("fr", "L'agence préconise environ 40 lits de plus.", "intention"),
        ("fr", "Le gouvernement garde un objectif de 3 % de déficit.", "intention"),
        ("fr", "Le ministre a demandé une enquête après la mort de 12 personnes.", "certain"),
    ],
)
def test_what_is_asked_for_is_not_had(language: str, text: str, modality: str) -> None:
    claims = extract_text(text, language=language)
    assert [claim.modality for claim in claims if claim.quantity] == [modality]


def test_a_denied_passive_is_of_its_subject() -> None:
    claim = read("The ministry denied that any soldiers had been killed in Bakhmut.", "en")
    assert (claim.measure, claim.population) == ("killed", "military personnel")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ambush had killed twelve and injured thirty, the governor said."),
        ("en", "A lorry bombing in Kabul killed twelve and wounded thirty."),
        ("fr", "L'embuscade a tué douze et en a blessé trente, selon la police."),
    ],
)
def test_what_killed_them_is_not_who_was_killed(language: str, text: str) -> None:
    claims = extract_text(text, language=language)
    assert [claim.measure for claim in claims] == ["killed", "wounded"]
    assert {claim.population for claim in claims} == {"people"}


@pytest.mark.parametrize(
    ("language", "text", "measure", "counted"),
    [
        (
            "fr",
            "La France a mené des frappes aériennes sur deux dépôts au Mali.",
            "struck",
            "dépôts",
        ),
        ("fr", "Ils ont confirmé les attaques contre les deux bases.", "attacked", "bases"),
        ("en", "The jets carried out strikes on three depots.", "struck", "depots"),
    ],
)
def test_targets_are_counted_by_what_was_done_to_them(
    language: str, text: str, measure: str, counted: str
) -> None:
    claim = read(text, language)
    assert (claim.measure, claim.counted) == (measure, counted)


def test_days_are_no_targets() -> None:
    claims = extract_text("Il y a eu des frappes sur deux jours de suite.", language="fr")
    assert [claim for claim in claims if claim.measure == "struck"] == []
