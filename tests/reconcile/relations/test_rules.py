"""Each rule of the table, and the ways out of a contradiction, on literal claims."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from reconcile.claims import extract_text
from reconcile.model import Claim, Hop
from reconcile.relations import assess, relate
from reconcile.relations.matching import match
from schema.vocabulary import Family, RelationType
from tests.reconcile.relations.build import claim


def found(a: Claim, b: Claim) -> tuple[str, str]:
    relation = relate(a, b, language="en")
    return relation.type.value, relation.rule


def test_r1_claims_that_count_different_things_are_unrelated() -> None:
    a = claim(12, measure="killed", as_of="2023-11-10")
    assert found(a, claim(12, measure="wounded", as_of="2023-11-10")) == ("unrelated", "R1")


def test_r1_claims_about_different_populations_are_unrelated() -> None:
    a = claim(12, population="civilians", as_of="2023-11-10")
    assert found(a, claim(12, population="military personnel", as_of="2023-11-10")) == (
        "unrelated",
        "R1",
    )


def test_r1_a_share_is_never_compared_with_a_count() -> None:
    a = claim(12, unit="%", as_of="2023-11-10")
    assert found(a, claim(30, as_of="2023-11-10")) == ("unrelated", "R1")


def test_kilometres_are_compared_with_miles() -> None:
    a = claim(100, unit="mi", kind="stock", measure="length", as_of="2023-11-10")
    b = claim(161, unit="km", kind="stock", measure="length", as_of="2023-11-10")
    assert relate(a, b).family is Family.AGREEMENT


def test_dollars_are_kept_apart_from_euros() -> None:
    a = claim(100, unit="USD", measure="cost", as_of="2023-11-10")
    assert found(a, claim(90, unit="EUR", measure="cost", as_of="2023-11-10")) == (
        "unrelated",
        "R1",
    )


def test_words_of_a_language_stand_for_their_concepts() -> None:
    a = claim(12, measure="tués", population="personnes", as_of="2023-11-10", places=("irak",),
              start="2023-10-07", origin="A")  # fmt: skip
    b = claim(12, measure="killed", population="people", as_of="2023-11-10", places=("iraq",),
              start="2023-10-07", origin="B", language="en")  # fmt: skip
    assert found(a, b) == ("corroborates", "R5")


def test_a_figure_without_a_stated_kind_is_a_count() -> None:
    a = claim(
        12, kind="statement", as_of="2023-11-10", places=("IQ",), start="2023-10-07", origin="A"
    )
    b = claim(
        30, kind="statement", as_of="2023-11-10", places=("IQ",), start="2023-10-07", origin="B"
    )
    assert found(a, b) == ("contradicts", "R8")


def test_r2_a_denial_contradicts_the_statement() -> None:
    a = claim(measure="helped", kind="statement", origin="White House", published="2023-10-25")
    b = claim(
        measure="helped",
        kind="statement",
        origin="Tehran",
        polarity="denied",
        published="2023-10-26",
    )
    assert found(a, b) == ("contradicts", "R2")


def test_r2_denying_an_intention_disputes_a_fact() -> None:
    a = claim("~12", measure="evacuated", published="2023-10-27", origin="A")
    b = claim(
        measure="evacuated",
        kind="statement",
        polarity="denied",
        modality="intention",
        published="2023-10-27",
        origin="B",
    )
    assert found(a, b) == ("disputes", "R2")


def test_a_refusal_to_comment_is_not_a_denial() -> None:
    a = claim(measure="struck", kind="statement", published="2023-10-27")
    b = claim(
        measure="struck",
        kind="statement",
        polarity="denied",
        modality="no_comment",
        published="2023-10-27",
    )
    assert relate(a, b).family is Family.UNDETERMINED


def test_denying_one_figure_leaves_another_standing() -> None:
    a = claim(40, polarity="denied", as_of="2023-11-10", origin="A")
    b = claim(12, as_of="2023-11-10", origin="B")
    assert relate(a, b).type is RelationType.COMPATIBLE


def test_r3_a_declared_part_is_part_of_its_whole() -> None:
    whole = claim(66, id="whole", as_of="2023-11-22", places=("IQ", "SY"))
    part = claim(32, as_of="2023-11-22", places=("IQ",), whole="whole")
    assert found(part, whole) == ("part_of", "R3")


def test_r3_a_town_lies_in_its_country_and_a_country_in_its_region() -> None:
    town = claim(3, as_of="2023-11-22", places=("IQ/mosul",))
    country = claim(30, as_of="2023-11-22", places=("IQ",))
    region = claim(40, as_of="2023-11-22", places=("region/middle_east",))
    assert found(town, country) == ("part_of", "R3")
    assert found(town, region) == ("part_of", "R3")


def test_two_countries_are_apart() -> None:
    a = claim(10, as_of="2023-10-24", places=("IQ",))
    b = claim(3, as_of="2023-10-24", places=("SY",))
    assert relate(a, b).type is RelationType.DIFFERENT_SCOPE


def test_r4_without_dates_nothing_can_be_said_and_the_date_is_to_be_asked() -> None:
    relation = relate(claim(12, origin="A"), claim(30, origin="B"))
    assert (relation.type, relation.rule) == (RelationType.UNDETERMINED, "R4")
    assert relation.missing == "as_of"


def test_r4_the_same_words_of_the_same_origin_are_a_repetition() -> None:
    assert found(claim(12, origin="A"), claim(12, origin="A")) == ("repeats", "R4")


def test_r5_two_origins_with_one_figure_corroborate() -> None:
    a = claim(56, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(56, as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("corroborates", "R5")


def test_r5_one_origin_twice_is_a_repetition() -> None:
    a = claim(56, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(56, as_of="2023-11-10", start="2023-10-07", origin="A")
    assert found(a, b) == ("repeats", "R5")


def test_r5_a_copied_text_repeats_whatever_its_origin_is_called() -> None:
    a = claim(56, as_of="2023-11-10", start="2023-10-07", origin="A", document="sha-a")
    b = claim(56, as_of="2023-11-10", start="2023-10-07", origin="B", document="sha-b")
    assert relate(a, b, copies={"sha-b": "sha-a"}).type is RelationType.REPEATS


def test_r6_a_figure_within_the_other_refines_it() -> None:
    a = claim("20..99", as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(56, as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("refines", "R6")


def test_r7_overlapping_figures_are_compatible() -> None:
    a = claim("~1400", as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(">1400", as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("compatible", "R7")


def test_r8_disjoint_figures_of_one_scope_contradict() -> None:
    a = claim(12, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(30, as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("contradicts", "R8")


def test_r8_an_origin_that_restates_its_figure_corrects_it() -> None:
    a = claim(12, as_of="2023-11-10", start="2023-10-07", origin="A", published="2023-11-10")
    b = claim(30, as_of="2023-11-10", start="2023-10-07", origin="A", published="2023-11-11")
    assert found(a, b) == ("corrects", "R8")


def test_r8_two_crowd_figures_of_one_day_contradict() -> None:
    a = claim(14000, kind="incident", measure="marched", published="2023-03-07", origin="police")
    b = claim(55000, kind="incident", measure="marched", published="2023-03-07", origin="union")
    assert found(a, b) == ("contradicts", "R8")


def test_r9_a_rising_toll_is_not_a_contradiction() -> None:
    a = claim(12, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(30, as_of="2023-11-12", start="2023-10-07", origin="B")
    assert found(a, b) == ("compatible", "R9")


def test_r9_an_origin_updates_its_own_toll() -> None:
    a = claim(12, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(30, as_of="2023-11-12", start="2023-10-07", origin="A")
    assert found(a, b) == ("updates", "R9")


def test_r9_a_later_and_lower_toll_contradicts() -> None:
    a = claim(30, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(12, as_of="2023-11-12", start="2023-10-07", origin="B")
    assert found(a, b) == ("contradicts", "R9")


def test_r9_an_origin_that_lowers_its_toll_corrects_it() -> None:
    a = claim(30, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(12, as_of="2023-11-12", start="2023-10-07", origin="A")
    assert found(a, b) == ("corrects", "R9")


def test_r10_part_of_the_period_cannot_hold_more_than_the_whole() -> None:
    a = claim(">=40", as_of="2023-10-24", start="2023-10-17", origin="A")
    b = claim(19, as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("contradicts", "R10")


def test_r10_the_same_origin_over_a_longer_period_updates() -> None:
    a = claim(">=19", as_of="2023-10-27", start="2023-10-17", origin="A")
    b = claim(">=40", as_of="2023-11-10", start="2023-10-07", origin="A")
    assert found(a, b) == ("updates", "R10")


def test_r10_a_longer_period_is_another_scope() -> None:
    a = claim(">=19", as_of="2023-10-27", start="2023-10-17", origin="A")
    b = claim(">=40", as_of="2023-11-10", start="2023-10-07", origin="B")
    assert found(a, b) == ("different_scope", "R10")


def test_r11_a_strength_may_change_from_one_date_to_another() -> None:
    a = claim(900, as_of="2023-10-24", kind="stock", origin="A")
    b = claim(2000, as_of="2023-11-22", kind="stock", origin="B")
    c = claim(2000, as_of="2023-11-22", kind="stock", origin="A")
    assert found(a, b) == ("different_scope", "R11")
    assert found(a, c) == ("updates", "R11")


def test_two_strengths_of_one_year_need_not_be_of_one_moment() -> None:
    a = claim(3000, as_of="2014", kind="stock", origin="A")
    b = claim(520, as_of="2014", kind="stock", origin="B")
    assert relate(a, b).family is Family.UNDETERMINED


def test_two_at_least_never_contradict() -> None:
    a = claim(">=40", as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(">=12", as_of="2023-11-10", start="2023-10-07", origin="B")
    c = claim(">=12", as_of="2023-11-12", start="2023-10-07", origin="B")
    assert relate(a, b).family is Family.AGREEMENT
    assert relate(a, c).family is Family.AGREEMENT


def test_a_figure_rounded_to_the_ten_is_not_a_contradiction() -> None:
    a = claim(394, as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(390, as_of="2023-11-11", start="2023-10-07", origin="B")
    assert found(a, b) == ("compatible", "R9")


def test_a_count_since_nobody_knows_when_is_to_be_asked_not_alarmed_about() -> None:
    a = claim(30, as_of="2023-11-10", origin="A")
    b = claim(12, as_of="2023-11-10", start="2023-11-01", origin="B")
    relation = relate(a, b)
    assert (relation.type, relation.rule) == (RelationType.UNDETERMINED, "R4")
    assert relation.missing == "start"


def test_the_earlier_claim_comes_first_in_the_relation() -> None:
    a = claim(12, id="early", as_of="2023-11-10", start="2023-10-07", origin="A")
    b = claim(30, id="late", as_of="2023-11-12", start="2023-10-07", origin="B")
    assert (relate(b, a).a, relate(b, a).b) == ("early", "late")


GUESSED = ("kind", "as_of")


def test_one_text_that_gives_two_figures_does_not_contradict_itself() -> None:
    a = claim(12, document="d", origin="A", published="2023-11-10", start="2023-10-07")
    b = claim(30, document="d", published="2023-11-10", start="2023-10-07")
    assert relate(a, b).family is Family.UNDETERMINED


def test_three_wounded_today_and_56_in_all_are_no_contradiction() -> None:
    a = claim(
        3, kind="incident", origin="A", published="2023-11-10", places=("IQ",), inferred=GUESSED
    )
    b = claim(
        56, kind="incident", origin="B", published="2023-11-10", places=("IQ",), inferred=GUESSED
    )
    relation = relate(a, b)
    assert (relation.type, relation.missing) == (RelationType.UNDETERMINED, "start")


def test_a_later_and_lower_toll_may_be_of_another_event() -> None:
    a = claim(
        24, kind="incident", origin="A", published="2023-10-27", places=("IQ",), inferred=GUESSED
    )
    b = claim(
        3, kind="incident", origin="B", published="2023-11-10", places=("IQ",), inferred=GUESSED
    )
    assert relate(a, b).family is Family.UNDETERMINED


def test_without_place_and_period_only_one_story_is_opposed() -> None:
    crowd = "La manifestation de Sabran a réuni {} personnes"
    a = claim(14000, kind="incident", origin="A", published="2023-03-07", inferred=GUESSED,
              sentence=crowd.format("14 000"))  # fmt: skip
    b = claim(55000, kind="incident", origin="B", published="2023-03-07", inferred=GUESSED,
              sentence=crowd.format("55 000"))  # fmt: skip
    c = claim(300, kind="incident", origin="C", published="2023-03-07", inferred=GUESSED,
              sentence="Un séisme a frappé les montagnes du nord")  # fmt: skip
    assert relate(a, b).type is RelationType.CONTRADICTS
    assert relate(a, c).family is Family.UNDETERMINED


def test_one_origin_in_one_text_does_not_contradict_itself() -> None:
    since = {"document": "d", "origin": "A", "as_of": "2023-11-10", "start": "2023-10-07"}
    a, b = claim(302, **since), claim(225, **since)
    assert relate(a, b).family is Family.UNDETERMINED
    assert assess([a, b]).consistent is None


def test_a_part_of_the_place_over_a_longer_period_is_no_part() -> None:
    whole = claim(">=13", start="2023-10-17", as_of="2023-10-24", places=("IQ", "SY"), origin="A")
    later = claim(34, start="2023-10-07", as_of="2023-11-22", places=("SY",), origin="A")
    assert found(whole, later) == ("different_scope", "R3")


# --- two texts without any date ----------------------------------------------------------------------


def undated(a: str, b: str) -> RelationType | None:
    sides = [extract_text(text, path=name, language="fr") for text, name in ((a, "a"), (b, "b"))]
    relation = match(*sides)
    return relation.type if relation else None


def test_undated_texts_that_plainly_speak_of_the_same_are_opposed() -> None:
    a = "L'alliance de Sabran rassemble 19 membres, dit son secrétaire."
    assert undated(a, "L'alliance de Sabran compte 16 membres.") is RelationType.CONTRADICTS
    assert undated(a, "L'alliance de Sabran compte 19 membres.") is not RelationType.CONTRADICTS


def test_undated_texts_about_different_things_are_not() -> None:
    a = "L'alliance de Sabran rassemble 19 membres, dit son secrétaire."
    assert undated(a, "Le club de pétanque compte 16 membres.") is not RelationType.CONTRADICTS
    assert undated(a, "L'alliance de Sabran a 16 bateaux.") is not RelationType.CONTRADICTS


def test_the_pair_rules_load_no_solver() -> None:
    code = (
        "import sys, reconcile.relations, reconcile.cli.compare, reconcile.cli.bounds;"
        "print({'numpy', 'scipy', 'sqlalchemy', 'textual'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_office_of_one_place_is_one_voice() -> None:
    first = claim(120, origin="governor", as_of="2024-05-02", start="2024-04-30", places=("TR",))
    second = claim(98, origin="governor", as_of="2024-05-06", start="2024-04-30", places=("TR",))
    as_offices = [
        replace(one, attribution=(Hop("governor", None, False, "said", 0, 0, role="governor"),))
        for one in (first, second)
    ]
    assert relate(*as_offices).type is RelationType.CORRECTS


def test_a_text_that_says_a_figure_was_revised_corrects_it() -> None:
    a = claim(120, origin="gouverneur", as_of="2024-05-02", start="2024-04-30", places=("TR",))
    b = claim(98, as_of="2024-05-06", start="2024-04-30", places=("TR",),
              sentence="Le gouverneur a revu le bilan à la baisse, à 98 morts.")  # fmt: skip
    assert relate(a, b).type is RelationType.CORRECTS
    assert relate(a, b).explanation.endswith("le texte dit lui-même que le chiffre a été revu.")


def test_some_cannot_be_more_than_all() -> None:
    same = {"as_of": "2024-05-02", "start": "2024-05-01", "places": ("TR",)}
    everyone = claim(4, origin="A", population="people", **same)
    children = claim(11, origin="B", population="children", **same)
    assert relate(everyone, children).type is RelationType.CONTRADICTS
    assert relate(everyone, claim(3, origin="B", population="children", **same)).type is (
        RelationType.PART_OF
    )


def test_nobody_denies_intending_what_was_done_before() -> None:
    done = claim(measure="evacuated", kind="statement", origin="A", population="bases",
                 as_of="2023-10-20", published="2023-11-10")  # fmt: skip
    denial = claim(measure="evacuated", kind="statement", origin="B", population="bases",
                   as_of="2023-10-27", published="2023-10-27", polarity="denied",
                   modality="intention")  # fmt: skip
    assert relate(done, denial).family is Family.UNDETERMINED


def test_what_counts_since_a_day_is_no_stock() -> None:
    year = claim(310, kind="stock", inferred=("kind",), origin="A", places=("TR",),
                 start="2024-01-01", as_of="2024-12-31")  # fmt: skip
    month = claim(42, kind="stock", inferred=("kind",), origin="B", places=("TR",),
                  start="2024-12-01", as_of="2024-12-31")  # fmt: skip
    assert relate(year, month).family is Family.APART
