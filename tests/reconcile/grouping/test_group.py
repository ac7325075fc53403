"""Claims that answer the same question stand in one group."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.grouping import ContradictoryLinksError, explain, group, waterfall
from reconcile.model import Claim, PartialDate, Place, Quote, ReconcileError, Scope
from schema.vocabulary import Modality, PlaceRole, ScopeKind
from tests.benchmarks.claim_generator import generate


def claim(id: str, text: str) -> Claim:
    """A claim of which only the text is known."""
    return Claim(id, "d", Quote(text, 0, len(text)), text, "", None, None, None)


def told(
    id: str,
    measure: str,
    population: str,
    *places: str,
    text: str = "",
    kind: ScopeKind = ScopeKind.CUMULATIVE,
    as_of: str = "2023-11-10",
    whole: str | None = None,
) -> Claim:
    """A claim with its fields."""
    text = text or f"{population} {measure}"
    return Claim(
        id=id,
        document=f"d{id}",
        quote=Quote(text, 0, len(text)),
        sentence=text,
        language="en",
        measure=measure,
        counted=population,
        population=population,
        places=tuple(Place(key, key, PlaceRole.WHERE, 0, 0) for key in places),
        scope=Scope(kind, None, PartialDate.parse(as_of)),
        whole=whole,
    )


def together(*claims: Claim) -> set[frozenset[str]]:
    return {frozenset(item.claims) for item in group(claims)}


def one_group(*claims: Claim) -> bool:
    return len(group(claims)) == 1


def test_no_claims_make_no_groups() -> None:
    assert group([]) == []


def test_figures_that_differ_do_not_split_a_group() -> None:
    assert together(
        claim("a", "56 soldiers were wounded in Iraq"),
        claim("b", "More than 24 soldiers were wounded in Iraq"),
        claim("c", "The price of bread rose by 3 % in Lyon"),
    ) == {frozenset("ab"), frozenset("c")}


def test_a_question_is_one_in_french_and_english() -> None:
    assert one_group(
        claim("fr", "56 militaires américains ont été blessés"),
        claim("en", "fifty-six US service members have been injured"),
    )


def test_look_alike_earthquakes_stay_apart() -> None:
    assert together(
        claim("a", "L'an 2013, un séisme a tué 186 personnes dans la province du Sichuan."),
        claim("b", "En 2009, un séisme a tué 290 personnes dans la province de L'Aquila."),
        claim("c", "The 2013 earthquake in the province of Sichuan killed 196 people."),
    ) == {frozenset("ac"), frozenset("b")}


def test_killed_and_wounded_are_two_questions() -> None:
    assert not one_group(
        claim("a", "12 personnes ont été tuées dans l'explosion à Ravenna"),
        claim("b", "40 personnes ont été blessées dans l'explosion à Ravenna"),
    )


def test_the_period_is_no_part_of_the_question() -> None:
    assert one_group(
        told("a", "attacked", "US military personnel", "IQ", "SY", as_of="2023-10-24"),
        told("b", "attacked", "US military personnel", "IQ", "SY", as_of="2023-11-22"),
    )


def test_parts_are_kept_with_the_whole() -> None:
    assert one_group(
        told("a", "attacked", "US military personnel", "IQ", "SY"),
        told("b", "attacked", "US military personnel", "IQ", whole="a"),
        told("c", "attacked", "US military personnel", "SY", whole="a"),
    )


def test_stocks_of_two_countries_are_two_questions() -> None:
    def stationed(id: str, country: str, text: str) -> Claim:
        population = "US military personnel"
        return told(id, "stationed", population, country, text=text, kind=ScopeKind.STOCK)

    assert together(
        stationed("a", "SY", "About 900 US soldiers are stationed in Syria"),
        stationed("b", "SY", "Environ 900 soldats américains stationnés en Syrie"),
        stationed("c", "IQ", "2,500 US soldiers are stationed in Iraq"),
        stationed("d", "IQ", "près de 2 500 soldats américains stationnés en Irak"),
    ) == {frozenset("ab"), frozenset("cd")}


def test_incidents_of_other_years_in_one_place_are_two_questions() -> None:
    kind = ScopeKind.INCIDENT
    assert not one_group(
        told("a", "killed", "people", "CN/sichuan", kind=kind, as_of="2009-04-07"),
        told("b", "killed", "people", "CN/sichuan", kind=kind, as_of="2013-04-20"),
    )


def test_shares_and_counts_are_two_questions() -> None:
    from reconcile.model import Quantity
    from schema.vocabulary import Comparator

    share = Quantity("3 %", 0, 3, 3, 3, 3, Comparator.EXACT, unit="%")
    euros = Quantity("3 €", 0, 3, 3, 3, 3, Comparator.EXACT, unit="EUR")
    assert not one_group(
        replace(told("a", "rose", "wages", "FR"), quantity=share),
        replace(told("b", "rose", "wages", "FR"), quantity=euros),
    )


MADE = [claim(made.id, made.text) for made in generate(150, seed=9)]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_input_does_not_matter(seed: int) -> None:
    shuffled = MADE.copy()
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled) == group(MADE)


def test_the_order_of_input_does_not_matter_where_claims_are_many() -> None:
    claims = [claim(made.id, made.text) for made in generate(2_000, seed=4)]
    shuffled = claims.copy()
    random.Random(1).shuffle(shuffled)
    assert [item.claims for item in group(shuffled)] == [item.claims for item in group(claims)]


def test_a_groups_id_stays_when_a_later_claim_joins() -> None:
    first = [
        claim("a", "56 soldiers were wounded in Iraq"),
        claim("b", "57 soldiers wounded in Iraq"),
    ]
    before, after = group(first), group([*first, claim("c", "60 soldiers were wounded in Iraq")])
    assert len(before) == len(after) == 1
    assert before[0].id == after[0].id


def test_what_an_editor_joins_stays_joined() -> None:
    a, b = claim("a", "56 soldiers were wounded in Iraq"), claim("b", "Bread costs more in Lyon")
    assert {frozenset(item.claims) for item in group([a, b], must_link=[("a", "b")])} == {
        frozenset("ab")
    }


def test_what_an_editor_keeps_apart_stays_apart() -> None:
    same = "56 soldiers were wounded in Iraq"
    claims = [claim(id, same) for id in "abcd"]
    groups = group(claims, cannot_link=[("a", "b"), ("c", "d")])
    of = {member: item.id for item in groups for member in item.claims}
    assert of["a"] != of["b"]
    assert of["c"] != of["d"]


def test_links_that_contradict_one_another_are_refused_with_both_named() -> None:
    claims = [claim(id, "56 soldiers were wounded in Iraq") for id in "abc"]
    with pytest.raises(ContradictoryLinksError) as refused:
        group(claims, must_link=[("a", "b"), ("b", "c")], cannot_link=[("a", "c")])
    assert "cannot-link a – c" in str(refused.value)
    assert "must-link a – b, b – c" in str(refused.value)


def test_links_of_claims_that_are_gone_are_passed_over() -> None:
    assert (
        len(group([claim("a", "56 wounded")], must_link=[("a", "gone")], cannot_link=[("x", "y")]))
        == 1
    )


def test_two_claims_with_one_id_are_refused() -> None:
    with pytest.raises(ReconcileError, match="two claims have the id 'a'"):
        group([claim("a", "one"), claim("a", "two")])


def test_claims_without_content_words_stand_alone() -> None:
    assert together(claim("a", "…"), claim("b", "42"), claim("c", "")) == {
        frozenset("a"),
        frozenset("b"),
        frozenset("c"),
    }


def test_ten_thousand_identical_claims_are_one_group() -> None:
    text = "56 militaires américains ont été blessés en Irak"
    assert one_group(*(claim(f"{number:05}", text) for number in range(10_000)))


def test_a_word_that_stands_in_every_claim_joins_nothing() -> None:
    claims = [
        claim("a", "Orvia : un incendie détruit 12 maisons à Brest"),
        claim("b", "Orvia : le chômage baisse de 3 % en Espagne"),
        claim("c", "Orvia : 40 000 manifestants à Madrid contre la réforme"),
    ]
    assert len(group(claims)) == 3


def test_a_sentence_of_ten_thousand_words_is_read_in_part() -> None:
    long = "12 personnes ont été tuées à Brest " + "et puis encore autre chose de long " * 1_500
    assert len(group([claim("a", long), claim("b", "12 personnes ont été tuées à Brest")])) in (
        1,
        2,
    )


def test_a_mistyped_word_is_read_as_the_word_that_was_meant() -> None:
    texts = [f"{n} kangourous recensés près de Ballarat en Australie" for n in (10, 12, 14, 15)]
    claims = [claim(str(n), text) for n, text in enumerate(texts)]
    assert one_group(*claims, claim("x", "16 kangouroux recencés près de Balarat"))


def test_a_score_is_shown_feature_by_feature() -> None:
    a = claim("a", "56 militaires américains ont été blessés")
    b = claim("b", "fifty-six US service members have been injured")
    parts = {part.name: part.value * part.weight for part in waterfall(a, b, [a, b])}
    assert parts["bias"] < 0 < parts["words"]
    assert parts["measure"] > 0
    reasons = explain([a, b], group([a, b]))
    assert reasons["a"]["with"] == "b"
    assert reasons["a"]["probability"] > 0.5


def test_a_group_is_named_in_the_readers_language() -> None:
    claims = [
        replace(
            told("a", "wounded", "US military personnel", "IQ", "SY"),
            counted="militaires américains",
            language="fr",
            scope=Scope(ScopeKind.CUMULATIVE, PartialDate.parse("2023-10-07"), None),
        )
    ]
    assert group(claims, language="fr")[0].name == (
        "Militaires américains blessés, Irak et Syrie, depuis le 7 oct. 2023"
    )
    english = [replace(claims[0], counted="US forces", language="en")]
    assert group(english, language="en")[0].name == (
        "US forces wounded, Iraq and Syria, since 7 Oct 2023"
    )


def test_a_refusal_to_comment_joins_no_figure() -> None:
    silence = replace(
        claim("silence", "The embassy in Baghdad declined to comment."),
        measure="comment",
        modality=Modality.NO_COMMENT,
    )
    figure = claim("figure", "Two sites south of Baghdad were hit.")
    assert len(group([silence, figure])) == 2
