"""What is counted, of whom, where and when."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim, PartialDate
from schema.vocabulary import ScopeKind


def figures(text: str, language: str) -> list[Claim]:
    return [claim for claim in extract_text(text, language=language) if claim.quantity]


@pytest.mark.parametrize(
    ("language", "text", "counted", "measure"),
    [
        ("fr", "Trois soldats français ont été tués.", "soldats français", "killed"),
        ("fr", "L'explosion a fait 12 morts.", "morts", "killed"),
        ("fr", "Un bilan de 213 morts.", "morts", "killed"),
        ("fr", "Le feu a détruit 200 maisons.", "maisons", "destroyed"),
        ("en", "A fire destroyed at least 200 makeshift homes.", "makeshift homes", "destroyed"),
        ("en", "Fire kills nine in Chittagong slum", "people", "killed"),
        ("en", "An earlier toll of 27 dead.", "dead", "killed"),
        ("en", "The number of confirmed cases surpassed one million.", "cases", "infected"),
        ("en", "The party won 24 seats.", "seats", "voted"),
        ("fr", "Les ventes ont augmenté de 12 %.", "ventes", "increased"),
        ("en", "The book sold 1,200 copies.", "copies", "sold"),
        ("fr", "L'usine a coûté 3 millions d'euros.", "euros", "cost"),
        ("en", "The mayor said the attack had killed twelve.", "people", "killed"),
        ("en", "Besides the deaths, 33 were injured.", "people", "wounded"),
        ("en", "A raid killed seven US soldiers.", "US soldiers", "killed"),
        ("en", "The flood killed two grandchildren.", "grandchildren", "killed"),
        ("en", "The colony has declined by over 40%.", "colony", "decreased"),
        ("en", "The rains destroyed a 25-room hotel.", "room", "destroyed"),
    ],
)
def test_a_figure_knows_what_it_counts(
    language: str, text: str, counted: str, measure: str
) -> None:
    claim = figures(text, language)[-1]
    assert (claim.counted, claim.measure) == (counted, measure)


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("fr", "Il y a eu 66 attaques, 32 en Irak et 34 en Syrie.", ["attaques"] * 3),
        (
            "fr",
            "Cinq soldats sont morts et quinze autres sont blessés.",
            ["soldats", "autres soldats"],
        ),
        ("en", "Five people died and at least 50 more were injured.", ["people"] * 2),
        ("fr", "Le bilan est passé de 12 à 34 morts.", ["morts"] * 2),
        ("en", "Infections rose to 118 and deaths reached 42.", ["Infections", "deaths"]),
        ("en", "The attack left five dead and 17 wounded.", ["dead", "wounded"]),
        ("en", "Six Chilean nationals died and seven more were hurt.", ["Chilean nationals"] * 2),
        ("en", "Six murders took place, and five of those involved a knife.", ["murders"] * 2),
        (
            "en",
            "Marches of 250 thousand protesters in London, 100 thousand in Paris.",
            ["protesters"] * 2,
        ),
    ],
)
def test_a_noun_that_is_left_out_is_taken_from_the_figure_before(
    language: str, text: str, counted: list[str]
) -> None:
    assert [claim.counted for claim in figures(text, language)] == counted


def test_coordinated_figures_keep_both_their_places() -> None:
    text = "Leurs convois ont été attaqués au moins sept fois au Mali et deux fois au Niger."
    seven, two = figures(text, "fr")
    assert [p.key for p in seven.where] == ["ML"]
    assert [p.key for p in two.where] == ["NE"]


def test_parts_that_sum_are_linked_to_their_whole() -> None:
    text = "Le ministère a compté 66 incendies – 32 au Chili et 34 au Pérou."
    whole, *parts = figures(text, "fr")
    assert [part.whole for part in parts] == [whole.id, whole.id]
    assert [p.key for p in whole.where] == ["CL", "PE"]
    assert whole.flags == ()


def test_parts_that_do_not_sum_are_flagged() -> None:
    whole, *_ = figures("66 attaques ont eu lieu : 32 en Irak et 20 en Syrie.", "fr")
    assert "parts_do_not_sum" not in whole.flags  # fewer than the whole: others may be elsewhere
    whole, *_ = figures("66 attaques ont eu lieu : 42 en Irak et 34 en Syrie.", "fr")
    assert "parts_do_not_sum" in whole.flags


def test_translation_damage_is_flagged_and_not_mended() -> None:
    (claim,) = figures("Ces attaques ont fait « plusieurs vies ».", "fr")
    assert claim.flags == ("odd_wording",)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Trois personnes ont été tuées par l'Iran.", "agent"),
        ("Trois attaques contre Israël.", "target"),
        ("Trois attaques en Israël.", "where"),
        ("Trois soldats israéliens.", "affiliation"),
        ("Trois attaques côté israélien.", "where"),
    ],
)
def test_only_a_place_where_it_happened_is_a_place(text: str, role: str) -> None:
    (claim,) = figures(text, "fr")
    assert [place.role.value for place in claim.places] == [role]


def test_a_place_is_taken_from_the_text_before_and_says_so() -> None:
    text = "Un avion s'est écrasé à Lagos. Il transportait 147 passagers."
    (claim,) = figures(text, "fr")
    assert [p.key for p in claim.where] == ["NG/lagos"]
    (evidence,) = [item for item in claim.evidence if item.field == "places"]
    assert evidence.support == "inherited"


def test_a_period_sets_the_scope_and_what_is_inferred_is_named() -> None:
    text = "Entre le 17 et le 24 octobre, les forces ont été attaquées dix fois."
    (claim,) = extract_text(text, language="fr", published=PartialDate(2023, 10, 24))
    assert claim.scope.kind is ScopeKind.CUMULATIVE
    assert (str(claim.scope.start), str(claim.scope.as_of)) == ("2023-10-17", "2023-10-24")
    assert "start" not in claim.scope.inferred
    (claim,) = extract_text(
        "Dix soldats sont morts.", language="fr", published=PartialDate(2023, 10, 24)
    )
    assert claim.scope.start is None
    assert "as_of" in claim.scope.inferred


@pytest.mark.parametrize(
    "text",
    ["She runs CentOS 8 and HR 6819.", "Two F-16 jets.", "At 9:54 a.m. on March 3, 2019."],
)
def test_numbers_in_names_dates_and_times_are_no_claims(text: str) -> None:
    assert [c.counted for c in figures(text, "en")] in ([], ["jets"], ["F-16 jets"])


def test_every_field_says_what_supports_it() -> None:
    (claim,) = figures("Au moins 12 soldats ont été tués en Irak, selon la police.", "fr")
    supported = {item.field for item in claim.evidence}
    assert supported >= {"quantity", "counted", "measure", "attribution", "places"}
    assert all(item.rule for item in claim.evidence)


def test_a_pronoun_for_nobody_counts_no_verb() -> None:
    assert figures("Nobody needs it.", "en") == []
    (claim,) = figures("Nobody was hurt.", "en")
    assert (claim.counted, claim.measure) == ("people", "wounded")


def test_a_figure_that_ends_the_text_takes_its_noun_from_before() -> None:
    assert [claim.counted for claim in figures("There were 12 dead, then 14", "en")] == ["dead"] * 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'accident a fait 20 morts, dont 25 enfants."),
        ("en", "The crash killed 20 people, including 25 children."),
    ],
)
def test_a_part_beyond_its_whole_is_flagged_on_both(language: str, text: str) -> None:
    for claim in figures(text, language):
        assert claim.flags == ("contradicts_itself",)


def test_parts_said_to_be_all_must_make_the_whole() -> None:
    whole, *parts = figures("Le naufrage a fait 20 morts, soit 12 hommes et 7 femmes.", "fr")
    assert whole.flags == ("parts_do_not_sum",)
    assert [part.whole for part in parts] == [whole.id, whole.id]
    whole, *_ = figures("Le naufrage a fait 20 morts, soit 12 hommes et 8 femmes.", "fr")
    assert whole.flags == ()


def test_more_than_all_of_them_cannot_have_voted() -> None:
    (claim,) = figures("Some 120% of residents voted.", "en")
    assert claim.flags == ("contradicts_itself",)


def test_a_comparator_that_may_hold_for_the_next_figure_too_is_kept_as_a_second_reading() -> None:
    text = "La base a été attaquée au moins dix fois en Irak et trois fois en Syrie."
    first, second = figures(text, "fr")
    assert second.quantity is not None
    assert (second.quantity.low, second.quantity.high) == (3, 3)
    assert second.flags == ("comparator_may_carry",)
    (other,) = [item for item in second.evidence if item.rule == "or_at_least"]
    assert text[other.start : other.end] == "au moins dix"
    assert first.flags == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le bilan est passé de 12 à 34 morts."),
        ("en", "The death toll rose from 12 to 34."),
    ],
)
def test_the_former_figure_of_a_change_is_not_of_today(language: str, text: str) -> None:
    published = PartialDate(2023, 11, 10)
    before, now = extract_text(text, language=language, published=published)
    assert before.measure == now.measure == "killed"
    assert (before.scope.as_of, now.scope.as_of) == (None, published)
    assert "as_of" not in before.scope.inferred
