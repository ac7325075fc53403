"""Numbers that are never a quantity."""

from __future__ import annotations

import pytest

from reconcile.claims.masks import find_masks
from reconcile.claims.quantities import FigureKind, find_quantities


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tout a commencé en 2012 dans la région.", "date"),
        ("Ils sont venus le 7 octobre 2023 au matin.", "date"),
        ("Il y est né le 1er juin 2009 à l'aube.", "date"),
        ("Les faits datent des années 1970 déjà.", "date"),
        ("Le vote a lieu à 15 heures dimanche.", "clock"),
        ("Le train part à 14h30 de la gare.", "clock"),
        ("Un homme âgé de 32 ans est venu.", "age"),
        ("Jean Durand, 45 ans, est venu.", "age"),
        ("Une femme de 28 ans est venue.", "age"),
        ("Le 9e régiment est parti hier.", "ordinal"),
        ("La vingt et unième édition a lieu ici.", "ordinal"),
        ("Deux jours plus tard, il est revenu.", "offset"),
        ("Il y a deux jours, il est revenu.", "offset"),
        ("Un avion F-16 a survolé la ville.", "name"),
        ("Un appareil MD-83 a survolé la ville.", "name"),
        ("Un Boeing 737-800 a survolé la ville.", "name"),
        ("Le vol 447 a disparu hier soir.", "name"),
        ("Selon l'article 49 de la loi, c'est non.", "name"),
        ("Il invoque l'article 49.3 de la loi.", "name"),
        ("Il a gagné 6-4, 6-3 en finale.", "score"),
        ("Appelez le 01 23 45 67 89 sans tarder.", "phone"),
        ("Il habite au 12, rue des Lilas à Lyon.", "address"),
        ("Quatre responsables ont déclaré que tout va bien.", "speakers"),
        ("Selon deux responsables, tout va bien.", "speakers"),
        ("Tout va bien, ont indiqué à la presse deux sources locales.", "speakers"),
        ("L'une des maisons a brûlé hier soir.", "pronoun"),
        ("Le service est ouvert 24 heures sur 24 ici.", "idiom"),
        ("Le taux est de 12 pour 100 000 habitants.", "denominator"),
    ],
)
def test_french_numbers_that_count_nothing(text: str, reason: str) -> None:
    assert reason in {mask.reason for mask in find_masks(text, "fr")}
    if reason != "denominator":
        assert find_quantities(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It happened on October 7, 2023 at dawn.", "date"),
        ("The 2016 election was held there.", "date"),
        ("It was built in the 1970s by them.", "date"),
        ("It struck at 3:30 a.m. in the morning.", "clock"),
        ("The crash was at 1354 UTC that day.", "clock"),
        ("The bell rang at noon (UTC+0900) that day.", "clock"),
        ("The bell rang at noon (GMT-5) that day.", "clock"),
        ("Her role in the film 88 was praised.", "name"),
        ("A sixteen-year-old spoke in the hall.", "age"),
        ("John Smith, 45, spoke in the hall.", "age"),
        ("Another brother, 22, spoke in the hall.", "age"),
        ("The dead were aged nine, ten and 49.", "age"),
        ("The singer Joan Baxter was 90.", "age"),
        ("We have aims: 1) to learn and 2) to mend.", "list"),
        ("He died at the age of 99 in town.", "age"),
        ("The 21st edition was held in town.", "ordinal"),
        ("Two days later he came back home.", "offset"),
        ("It was found three years ago there.", "offset"),
        ("COVID-19 and H1N1 spread in the town.", "name"),
        ("Flight 370 was lost over the sea.", "name"),
        ("An Airbus A380 was lost over the sea.", "name"),
        ("He drives in Formula One every year.", "name"),
        ("They won 3-1 in the final match.", "score"),
        ("Call 202-555-0123 before it closes.", "phone"),
        ("He lives at 10 Downing Street there.", "address"),
        ("Three officials said that all was well.", "speakers"),
        ("According to two sources, all was well.", "speakers"),
        ("One of them came back to the house.", "pronoun"),
        ("See https://example.org/2012/03 for the rest.", "code"),
        ("This is a four-wheel vehicle at best.", "compound"),
        ("The server at 192.168.0.1 is down now.", "code"),
    ],
)
def test_english_numbers_that_count_nothing(text: str, reason: str) -> None:
    assert reason in {mask.reason for mask in find_masks(text, "en")}
    assert find_quantities(text, "en") == []


def test_a_number_of_a_list_is_no_figure() -> None:
    found = find_quantities("1. Trois maisons ont brûlé.\n2. Cinq navires ont coulé.", "fr")
    assert [figure.quantity.value for figure in found] == [3, 5]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2 000 Marines sont partis.", "fr", 2000),
        ("Plus de 2000 personnes sont venues.", "fr", 2000),
        ("1500 manifestants sont venus.", "fr", 1500),
        ("En Irak 32 soldats sont blessés.", "fr", 32),
        ("Deux témoins sont morts.", "fr", 2),
        ("Trois experts ont été tués, a indiqué la police.", "fr", 3),
        ("La police a déclaré que trois experts sont arrivés.", "fr", 3),
        ("Three officials were killed, the police said.", "en", 3),
        ("A 12-member crew was on board.", "en", 12),
        ("A magnitude-4.9 earthquake struck.", "en", 4.9),
    ],
)
def test_a_count_is_not_taken_for_something_else(text: str, language: str, value: float) -> None:
    assert [figure.quantity.value for figure in find_quantities(text, language)] == [value]


def test_masks_keep_their_offsets() -> None:
    text = "Le F-16 a volé le 7 octobre."
    assert [mask.span.of(text) for mask in find_masks(text, "fr")] == ["F-16", "7 octobre"]


def test_a_toll_at_a_place_is_no_age() -> None:
    (figure,) = find_quantities("The toll in Homs was 78.", "en")
    assert figure.quantity.value == 78


def test_both_ends_of_a_range_of_ages_or_times_are_hidden() -> None:
    assert find_quantities("They came from 5 to 7 p.m. on foot.", "en") == []
    assert find_quantities("Men aged between 18 and 25 were called.", "en") == []
    assert find_quantities("Ils sont venus de 8 h 30 à 9 h 15 en car.", "fr") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("L'âge moyen est de 45 ans ici.", "fr"), ("Their average age is 45 now.", "en")],
)
def test_an_age_counts_where_the_sentence_is_about_age(text: str, language: str) -> None:
    (figure,) = find_quantities(text, language)
    assert (figure.kind, figure.quantity.value, figure.quantity.unit) == (
        FigureKind.AGE,
        45,
        "year",
    )


def test_a_soft_hyphen_parts_no_word() -> None:
    (figure,) = find_quantities("qua\u00adrante blessés", "fr")
    assert figure.quantity.value == 40
