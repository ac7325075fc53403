"""The five dispatches, as domain.md lists what must come out of them; literal claims, no texts."""

from __future__ import annotations

from itertools import combinations

import pytest

from reconcile.model import Claim
from reconcile.relations import assess, bounds, relate
from reconcile.relations.places import within
from schema.vocabulary import Family, Label, RelationType
from tests.reconcile.relations.build import claim, date

US = "US military personnel"
ATTACKS = [
    claim(">=13", id="13", measure="attacked", origin="Pentagon", published="2023-10-24",
          start="2023-10-17", as_of="2023-10-24", places=("IQ", "SY")),
    claim(">=10", id="10", measure="attacked", origin="Pentagon", published="2023-10-24",
          start="2023-10-17", as_of="2023-10-24", places=("IQ",), modality="provisional"),
    claim(3, id="3", measure="attacked", origin="Pentagon", published="2023-10-24",
          start="2023-10-17", as_of="2023-10-24", places=("SY",), modality="provisional"),
    claim(">=19", id="19", measure="attacked", origin="Pentagon", published="2023-10-27",
          start="2023-10-17", as_of="2023-10-27", places=("IQ", "SY")),
    claim(">=40", id="40", measure="attacked", published="2023-11-10",
          start="2023-10-07", as_of="2023-11-10", places=("IQ", "SY"), outlet="Reuters"),
    claim(">40", id="40+", measure="attacked", published="2023-11-10",
          start="2023-10-07", as_of="2023-11-10", places=("region/middle_east",), outlet="Reuters"),
    claim(66, id="66", measure="attacked", origin="Defence Department", published="2023-11-22",
          start="2023-10-07", as_of="2023-11-22", places=("IQ", "SY")),
    claim(32, id="32", measure="attacked", origin="Defence Department", published="2023-11-22",
          start="2023-10-07", as_of="2023-11-22", places=("IQ",), whole="66"),
    claim(34, id="34", measure="attacked", origin="Defence Department", published="2023-11-22",
          start="2023-10-07", as_of="2023-11-22", places=("SY",), whole="66"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), list(combinations(ATTACKS, 2)), ids=lambda c: c.id)
def test_no_two_figures_on_the_attacks_contradict(a: Claim, b: Claim) -> None:
    assert relate(a, b).family is not Family.CONTRADICTION


def test_all_figures_on_the_attacks_can_be_right_at_once() -> None:
    assessment = assess(ATTACKS)
    assert assessment.consistent is True
    assert assessment.conflicts == ()
    assert assessment.label is Label.EVOLVING
    assert assessment.bounds is not None
    assert (assessment.bounds.low, assessment.bounds.high) == (66, None)


def test_between_two_dispatches_the_attacks_are_bounded_by_what_both_say() -> None:
    # 66 by 22 November less the 13 of the first week; nothing bounds them from below.
    one_place = [c for c in ATTACKS if c.places[0].key != "region/middle_east"]
    for first in ("2023-10-24", "2023-10-25"):
        found, aside = bounds(one_place, start=date(first), end=date("2023-11-10"))
        assert aside == ()
        assert found is not None
        assert (found.low, found.high) == (0, 53)


def test_the_bounds_worked_out_by_hand_between_9_and_53() -> None:
    # By hand "19 since the 17th" was read of Iraq alone, where 13 less 3 leave 10 for the first week.
    def count(words: object, start: str, as_of: str, *places: str) -> Claim:
        return claim(words, measure="attacked", origin="P", start=start, as_of=as_of, places=places)

    first, both = ("2023-10-17", "2023-10-24"), ("IQ", "SY")
    claims = [
        count(13, *first, *both), count(">=10", *first, "IQ"), count(3, *first, "SY"),
        count(">=19", "2023-10-17", "2023-10-27", "IQ"),
        count(">=40", "2023-10-07", "2023-11-10", *both), count(">40", "2023-10-07", "2023-11-10", *both),
        count(66, "2023-10-07", "2023-11-22", *both),
        count(32, "2023-10-07", "2023-11-22", "IQ"), count(34, "2023-10-07", "2023-11-22", "SY"),
    ]  # fmt: skip
    assert assess(claims).consistent is True
    found, _ = bounds(claims, start=date("2023-10-24"), end=date("2023-11-10"))
    assert found is not None
    assert (found.low, found.high) == (9, 53)


def test_two_countries_the_other_way_round_are_found_as_the_smallest_conflict() -> None:
    wrong = [
        claim(12, id="12 SY", measure="attacked", origin="outlet", published="2023-10-26",
              start="2023-10-17", as_of="2023-10-26", places=("SY",)),
        claim(4, id="4 IQ", measure="attacked", origin="outlet", published="2023-10-26",
              start="2023-10-17", as_of="2023-10-26", places=("IQ",)),
    ]  # fmt: skip
    assessment = assess([*ATTACKS, *wrong])
    assert assessment.consistent is False
    assert set(assessment.conflicts[0].claims) == {"10", "4 IQ"}
    assert assessment.set_aside == ("4 IQ",)
    assert assessment.label is Label.CONTESTED


def test_the_countries_of_the_attacks_are_parts_of_the_total() -> None:
    by_id = {c.id: c for c in ATTACKS}
    assert relate(by_id["10"], by_id["13"]).type is RelationType.PART_OF
    assert relate(by_id["32"], by_id["66"]).type is RelationType.PART_OF
    assert relate(by_id["32"], by_id["34"]).family is Family.APART


WOUNDED = [
    claim(">24", id=">24", measure="wounded", population=US, origin="responsables américains",
          published="2023-10-27", start="2023-10-20", as_of="2023-10-27", places=("SY", "IQ"),
          inferred=("start", "as_of")),
    claim(56, id="56", measure="wounded", population=US, origin="Pentagone",
          published="2023-11-10", start="2023-10-07", as_of="2023-11-10", places=("IQ", "SY")),
    claim("20..99", id="dozens", measure="wounded", population=US,
          published="2023-11-22", as_of="2023-11-22", places=("SY", "IQ"), inferred=("as_of",)),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), list(combinations(WOUNDED, 2)), ids=lambda c: c.id)
def test_the_figures_on_the_wounded_are_compatible(a: Claim, b: Claim) -> None:
    assert relate(a, b).type is RelationType.COMPATIBLE


def test_the_reason_is_said_in_french_and_english() -> None:
    a, b, _ = WOUNDED
    assert relate(a, b, language="fr").explanation == (
        "56 (Pentagone, 10 nov.) ne contredit pas « plus de 24 » (responsables américains, 27 oct.) : "
        "le chiffre est postérieur et couvre une période plus longue, dont le début n’est qu’approché."
    )
    assert relate(a, b, language="en").explanation == (
        "56 (Pentagone, 10 Nov) does not contradict “more than 24” (responsables américains, 27 Oct): "
        "the figure is later and covers a longer period, whose start is only inferred."
    )


def test_the_killed_of_gaza_are_compatible() -> None:
    a = claim(">=5791", origin="ministère de la Santé du Hamas", published="2023-10-24",
              start="2023-10-07", as_of="2023-10-24", places=("PS/gaza",))  # fmt: skip
    b = claim(6000, modality="reported", outlet="The Sun", published="2023-10-27",
              start="2023-10-07", as_of="2023-10-27", places=("PS/gaza",))  # fmt: skip
    assert relate(a, b).type is RelationType.COMPATIBLE


def test_the_killed_of_israel_agree() -> None:
    a = claim(">1400", origin="autorités israéliennes", published="2023-10-24",
              start="2023-10-07", as_of="2023-10-24", places=("IL",))  # fmt: skip
    b = claim("~1400", outlet="The Sun", published="2023-10-27",
              start="2023-10-07", as_of="2023-10-27", places=("IL",))  # fmt: skip
    assert relate(a, b).family is Family.AGREEMENT


def test_the_stationed_agree_since_neither_paper_dates_its_figure() -> None:
    syria = [
        claim("~900", measure="stationed", kind="stock", published=day, places=("SY",),
              as_of=day, inferred=("as_of",), outlet=outlet)
        for day, outlet in (("2023-10-24", "AFP"), ("2023-11-22", "autre"))
    ]  # fmt: skip
    iraq = [
        claim(words, measure="stationed", kind="stock", published=day, places=("IQ",),
              as_of=day, inferred=("as_of",), outlet=outlet)
        for words, day, outlet in ((2490, "2023-10-24", "AFP"), (2500, "2023-11-22", "autre"))
    ]  # fmt: skip
    assert relate(*syria).family is Family.AGREEMENT
    assert relate(*iraq).family is Family.AGREEMENT
    assert relate(syria[0], iraq[0]).family is Family.APART


def test_the_bases_are_the_one_dispute_among_the_figures() -> None:
    a = claim("~12", measure="evacuated", population="bases", origin="renseignement occidental",
              via=("Tortoise Media",), published="2023-10-27", places=("SY",), kind="incident",
              as_of="2023-10-27", inferred=("as_of",), anonymous=True)  # fmt: skip
    b = claim(measure="evacuated", population="bases", origin="responsable américain",
              via=("VOA News",), published="2023-10-27", places=("region/middle_east",),
              kind="statement", polarity="denied", modality="intention", anonymous=True,
              sentence="no plan to evacuate")  # fmt: skip
    assert relate(a, b).type is RelationType.DISPUTES
    assert assess([a, b]).label is Label.CONTESTED


def test_iran_denies_what_the_white_house_says() -> None:
    a = claim(measure="facilitated", kind="statement", origin="Maison Blanche",
              published="2023-10-27", sentence="Iran helps")  # fmt: skip
    b = claim(measure="facilitated", kind="statement", origin="Téhéran", polarity="denied",
              published="2023-11-10", sentence="Iran does not")  # fmt: skip
    assert relate(a, b).type is RelationType.CONTRADICTS


ACCUSED = {
    "measure": "accused",
    "kind": "statement",
    "published": "2023-11-10",
}


def test_a_denial_is_of_what_its_speaker_is_accused_of() -> None:
    iran = claim(origin="John Kirby", affiliated=("IR",), **ACCUSED,
                 sentence="Un porte-parole accuse l'Iran d'aider ces groupes.")  # fmt: skip
    others = claim(origin="Ahmad", affiliated=("US",), **ACCUSED,
                   sentence="Un porte-parole accuse les États-Unis de tout.")  # fmt: skip
    denial = claim(origin="Téhéran", polarity="denied", **ACCUSED,
                   sentence="Téhéran a démenti tout lien avec ces groupes.")  # fmt: skip
    assert relate(iran, denial).type is RelationType.CONTRADICTS
    assert relate(others, denial).family is Family.UNDETERMINED


def test_the_accused_who_blames_others_in_the_same_breath_contradicts() -> None:
    both = {"measure": "responsible", "kind": "statement", "published": "2023-10-18",
            "document": "d", "places": ("PS/gaza",),
            "sentence": "L'un parle d'une frappe et l'autre d'un tir raté."}  # fmt: skip
    a = claim(origin="Hamas", affiliated=("IL",), **both)
    b = claim(origin="Israël", affiliated=("IL", "PS"), **both)
    assert relate(a, b).type is RelationType.CONTRADICTS


def test_two_statements_with_the_same_verb_need_not_be_on_the_same_thing() -> None:
    a = claim(origin="A", **ACCUSED, sentence="A accuse ses voisins du nord de pêcher trop.")
    b = claim(origin="B", **ACCUSED, sentence="Le juge B accuse un ancien ministre de fraude.")
    assert relate(a, b).family is Family.UNDETERMINED


def test_two_culprits_for_one_hospital_contradict() -> None:
    a = claim(measure="struck", population="hospital", kind="statement", origin="Hamas",
              published="2023-10-18", places=("PS/gaza",), agents=("IL",), sentence="a strike")  # fmt: skip
    b = claim(measure="struck", population="hospital", kind="statement", origin="Israël",
              published="2023-10-18", places=("PS/gaza",), agents=("PS",), sentence="a rocket")  # fmt: skip
    assert relate(a, b).type is RelationType.CONTRADICTS


def test_denying_an_attack_does_not_deny_that_forty_were_counted() -> None:
    denial = claim(measure="attacked", kind="statement", origin="Téhéran", polarity="denied",
                   population="bases", published="2023-11-10", sentence="not us")  # fmt: skip
    assert all(relate(denial, one).family is not Family.CONTRADICTION for one in ATTACKS)


def test_iraq_and_syria_lie_in_the_middle_east() -> None:
    assert within("IQ", "region/middle_east")
    assert within("IQ/mosul", "region/middle_east")
    assert not within("FR", "region/middle_east")
