"""The group as a whole: sums, independence, labels, editors' judgements, what to ask, bad input."""

from __future__ import annotations

import dataclasses
import math
import random

import pytest

from reconcile.model import Claim, Judgement, Link, Quantity
from reconcile.relations import assess, bounds, explain, fingerprint, relate
from schema.vocabulary import (
    Comparator,
    Credibility,
    Family,
    Label,
    RelationType,
    Reliability,
)
from tests.reconcile.relations.build import claim, date

SINCE = {"start": "2023-10-07", "places": ("IQ",)}


def toll(words: object, day: str, origin: str, **more: object) -> Claim:
    return claim(words, as_of=day, published=day, origin=origin, **{**SINCE, **more})


# --- bounds ------------------------------------------------------------------------------------------


def test_a_region_nobody_counted_is_bounded_by_those_around_it() -> None:
    claims = [toll(10, "2023-10-24", "A"), toll(66, "2023-11-22", "A")]
    found, _ = bounds(claims, start=date("2023-10-25"), end=date("2023-11-22"))
    assert found is not None
    assert (found.low, found.high) == (56, 56)
    found, _ = bounds(claims, start=date("2023-10-25"), end=date("2023-11-01"))
    assert found is not None
    assert (found.low, found.high) == (0, 56)


def test_a_country_is_bounded_by_the_total_less_the_other_country() -> None:
    claims = [
        toll(66, "2023-11-22", "A", places=("IQ", "SY")),
        toll("<=34", "2023-11-22", "B", places=("SY",)),
    ]
    found, _ = bounds(claims, places=frozenset({"IQ"}))
    assert found is not None
    assert (found.low, found.high) == (32, 66)


def test_a_region_holds_its_countries_and_maybe_more() -> None:
    claims = [
        toll(10, "2023-11-22", "A", places=("IQ",)),
        toll(3, "2023-11-22", "A", places=("SY",)),
        toll("<=20", "2023-11-22", "B", places=("region/middle_east",)),
    ]
    found, _ = bounds(claims, places=frozenset({"region/middle_east"}))
    assert found is not None
    assert (found.low, found.high) == (13, 20)


def test_a_stray_place_does_not_widen_the_question() -> None:
    claims = [
        toll(66, "2023-11-22", "A", places=("IQ", "SY")),
        toll(40, "2023-11-10", "B", places=("IQ", "SY")),
        toll(">=2", "2023-11-10", "C", places=("IQ", "PS")),
    ]
    found = assess(claims).bounds
    assert found is not None
    assert (found.low, found.high) == (66, 66)


def test_counts_are_whole_numbers() -> None:
    # Between 10.5 and 11.5 things there are 11.
    one = dataclasses.replace(
        toll(11, "2023-11-22", "A"),
        quantity=Quantity("about 11", 0, 8, 11, 10.5, 11.5, Comparator.ABOUT),
    )
    found = assess([one, toll(">=5", "2023-11-22", "B")]).bounds
    assert found is not None
    assert (found.low, found.high) == (11, 11)


def test_shares_do_not_add_up() -> None:
    year = toll(3, "2023-12-31", "A", unit="%", start="2023-01-01")
    quarter = toll(5, "2023-03-31", "B", unit="%", start="2023-01-01")
    assert assess([year, quarter]).consistent is True


def test_a_fraction_is_not_counted_in_whole_numbers() -> None:
    one = dataclasses.replace(
        toll(51, "2023-11-10", "A"),
        quantity=Quantity("51.3", 0, 4, 51.3, 51.3, 51.3, Comparator.EXACT),
    )
    assert assess([one, toll(">=40", "2023-11-10", "B")]).consistent is True


def test_an_event_is_a_part_of_the_running_count() -> None:
    claims = [
        toll("<=5", "2023-11-10", "A"),
        toll(9, "2023-11-09", "B", kind="incident", start="2023-11-09"),
    ]
    assert assess(claims).consistent is False


def test_two_events_do_not_bind_each_other() -> None:
    claims = [
        toll(30, "2023-11-09", "A", kind="incident", start="2023-11-09"),
        toll(9, "2023-11-12", "B", kind="incident", start="2023-11-12"),
    ]
    assessment = assess(claims)
    assert assessment.consistent is True
    assert assessment.relations[0].family is Family.APART


def test_strengths_of_two_dates_do_not_bind_each_other() -> None:
    claims = [
        toll(900, "2023-11-09", "A", kind="stock"),
        toll(2500, "2023-11-12", "B", kind="stock"),
    ]
    assert assess(claims).consistent is True


# --- conflicts ---------------------------------------------------------------------------------------


def test_the_origin_with_the_better_grade_is_kept() -> None:
    claims = [toll(12, "2023-11-10", "A", id="a"), toll(30, "2023-11-10", "B", id="b")]
    assert assess(claims, grades={"A": Reliability.A, "B": Reliability.E}).set_aside == ("b",)
    assert assess(claims, grades={"A": Reliability.E, "B": Reliability.A}).set_aside == ("a",)


def test_ten_articles_of_one_origin_have_one_vote() -> None:
    many = [toll(12, "2023-11-10", "A", id=f"a{n}", outlet=f"paper {n}") for n in range(10)]
    others = [toll(30, "2023-11-10", "B", id="b"), toll(30, "2023-11-10", "C", id="c")]
    assert set(assess([*many, *others]).set_aside) == {f"a{n}" for n in range(10)}


def test_all_smallest_conflicts_are_listed() -> None:
    claims = [
        toll(12, "2023-11-10", "A", id="a"),
        toll(30, "2023-11-10", "B", id="b"),
        toll(50, "2023-11-10", "C", id="c"),
    ]
    found = {frozenset(conflict.claims) for conflict in assess(claims).conflicts}
    assert found == {frozenset("ab"), frozenset("bc"), frozenset("ac")}


def test_a_conflict_of_three_is_smallest_and_found_once() -> None:
    claims = [
        toll(">=13", "2023-11-10", "A", id="both", places=("IQ", "SY")),
        toll("<=4", "2023-11-10", "B", id="iraq", places=("IQ",)),
        toll("<=5", "2023-11-10", "C", id="syria", places=("SY",)),
        toll(">=1", "2023-11-10", "D", id="bystander", places=("SY",)),
    ]
    assessment = assess(claims)
    assert [set(c.claims) for c in assessment.conflicts] == [{"both", "iraq", "syria"}]
    assert len(assessment.set_aside) == 1
    assert assessment.partial == ""


def test_every_conflict_is_irreducible() -> None:
    draw = random.Random(5)
    claims = [
        toll(
            draw.choice((f"<={draw.randint(1, 60)}", f">={draw.randint(1, 60)}")),
            f"2023-11-{draw.randint(10, 28)}",
            f"origin {number}",
            id=f"c{number}",
            start=draw.choice(("2023-10-07", "2023-11-05")),
            places=draw.choice((("IQ",), ("SY",), ("IQ", "SY"))),
        )
        for number in range(14)
    ]
    by_id = {one.id: one for one in claims}
    assessment = assess(claims)
    assert assessment.conflicts
    for conflict in assessment.conflicts:
        members = [by_id[i] for i in conflict.claims]
        assert assess(members).consistent is False
        for left_out in members:
            assert assess([m for m in members if m is not left_out]).consistent is True
    rest = [one for one in claims if one.id not in assessment.set_aside]
    assert assess(rest).consistent is True


def test_a_conflict_is_told_in_one_sentence() -> None:
    claims = [toll(12, "2023-11-10", "A"), toll(30, "2023-11-10", "B")]
    assert assess(claims, language="en").conflicts[0].explanation == (
        "These claims cannot all be true: 12 (A, 10 Nov); 30 (B, 10 Nov)."
    )


# --- sums --------------------------------------------------------------------------------------------


def test_parts_that_do_not_make_their_total_are_flagged() -> None:
    whole = toll(66, "2023-11-22", "A", id="whole", places=("IQ", "SY"), document="d")
    parts = [
        toll(n, "2023-11-22", "A", id=p, places=(p,), whole="whole", document="d")
        for n, p in ((32, "IQ"), (24, "SY"))
    ]
    assessment = assess([whole, *parts])
    assert assessment.consistent is False
    assert {frozenset(c.claims) for c in assessment.conflicts} == {frozenset({"whole", "IQ", "SY"})}


def test_parts_that_make_their_total_are_not() -> None:
    whole = toll(66, "2023-11-22", "A", id="whole", places=("IQ", "SY"), document="d")
    parts = [
        toll(n, "2023-11-22", "A", id=p, places=(p,), whole="whole", document="d")
        for n, p in ((32, "IQ"), (34, "SY"))
    ]
    assert assess([whole, *parts]).conflicts == ()


def test_more_children_than_dead_are_flagged() -> None:
    whole = toll(11, "2023-11-22", "A", id="whole", document="d")
    part = toll(
        12, "2023-11-22", "A", id="part", population="children", whole="whole", document="d"
    )
    assessment = assess([whole, part])
    assert assessment.consistent is False
    assert {frozenset(c.claims) for c in assessment.conflicts} == {frozenset({"whole", "part"})}


def test_fewer_children_than_dead_are_fine() -> None:
    whole = toll(40, "2023-11-22", "A", id="whole", document="d")
    part = toll(
        12, "2023-11-22", "A", id="part", population="children", whole="whole", document="d"
    )
    assessment = assess([whole, part])
    assert assessment.conflicts == ()
    assert assessment.relations[0].type is RelationType.PART_OF


def test_sums_are_checked_across_texts_too() -> None:
    claims = [
        toll(13, "2023-10-24", "A", id="both", places=("IQ", "SY")),
        toll(10, "2023-10-24", "B", id="iraq", places=("IQ",)),
        toll(9, "2023-10-24", "C", id="syria", places=("SY",)),
    ]
    assessment = assess(claims)
    assert [set(c.claims) for c in assessment.conflicts] == [{"both", "iraq", "syria"}]


# --- independence ------------------------------------------------------------------------------------


def test_five_articles_two_independent_origins() -> None:
    claims = [
        toll(56, "2023-11-10", "Pentagon", id="a", outlet="Reuters"),
        toll(56, "2023-11-11", "Pentagon", id="b", outlet="AFP"),
        claim(56, id="c", as_of="2023-11-11", published="2023-11-11", outlet="Le Jour",
              via=("AFP",), origin="officials", **SINCE),
        toll(56, "2023-11-12", "B", id="d", document="copy"),
        toll(56, "2023-11-12", "Hospital", id="e", document="original"),
    ]  # fmt: skip
    assessment = assess(claims, copies={"copy": "original"})
    assert {frozenset(ids) for ids in assessment.independent} == {
        frozenset("abc"),
        frozenset("de"),
    }
    assert Link("c", "b", "cites") in assessment.lineage
    assert {link.reason for link in assessment.lineage} == {"origin", "cites", "copy"}
    assert len(assessment.lineage) == 3


def test_two_speakers_in_one_article_are_two_origins() -> None:
    a = toll(14000, "2023-11-10", "police", document="d")
    b = toll(55000, "2023-11-10", "unions", document="d")
    copy = toll(55000, "2023-11-11", "unions", document="copy")
    assessment = assess([a, b, copy], copies={"copy": "d"})
    assert {frozenset(ids) for ids in assessment.independent} == {
        frozenset({a.id}),
        frozenset({b.id, copy.id}),
    }
    assert assessment.label is Label.CONTESTED


def test_two_speakers_in_one_sentence_are_two_origins() -> None:
    sentence = "14 000 manifestants selon la police et 55 000 selon les syndicats, à Sabran."
    a = toll(14000, "2023-11-10", "police", document="d", sentence=sentence)
    b = toll(55000, "2023-11-10", "unions", document="d", sentence=sentence)
    assert len(assess([a, b]).independent) == 2


def test_a_reprint_after_the_origin_spoke_again_is_stale() -> None:
    claims = [
        toll(19, "2023-10-27", "Pentagon", id="old"),
        toll(40, "2023-11-05", "Pentagon", id="new"),
        claim(19, id="late", as_of="2023-10-27", published="2023-11-10", origin="Pentagon",
              outlet="Daily", **SINCE),
        claim(19, id="late, undated", published="2023-11-11", origin="Pentagon",
              outlet="Weekly", **SINCE),
    ]  # fmt: skip
    assert set(assess(claims).stale) == {"late", "late, undated"}


# --- labels, attention, asking -----------------------------------------------------------------------


def test_two_origins_that_agree_corroborate() -> None:
    claims = [toll(56, "2023-11-10", "A"), toll(56, "2023-11-10", "B")]
    assessment = assess(claims)
    assert assessment.label is Label.CORROBORATED
    assert {grade for _, grade in assessment.credibility} == {Credibility.CONFIRMED}


def test_one_origin_is_a_single_source_however_often_printed() -> None:
    claims = [toll(56, "2023-11-10", "A", outlet=f"paper {n}") for n in range(3)]
    assert assess(claims).label is Label.SINGLE_SOURCE
    assert assess(claims[:1]).label is Label.SINGLE_SOURCE


def test_a_rise_is_evolving_and_a_contradiction_contested() -> None:
    rise = [toll(12, "2023-11-10", "A"), toll(30, "2023-11-12", "B")]
    clash = [toll(12, "2023-11-10", "A"), toll(30, "2023-11-10", "B")]
    assert assess(rise).label is Label.EVOLVING
    assert assess(clash).label is Label.CONTESTED


def test_a_source_that_corrected_itself_leaves_no_live_contradiction() -> None:
    claims = [toll(1400, "2023-11-01", "Israel", id="old"), toll(1200, "2023-11-10", "Israel")]
    assessment = assess([*claims, toll("~1200", "2023-11-11", "B")])
    assert assessment.consistent is True
    assert assessment.label is Label.EVOLVING


def test_attention_goes_to_contradictions_of_independent_origins_first() -> None:
    clash = assess([toll(12, "2023-11-10", "A"), toll(30, "2023-11-10", "B")])
    dispute = assess(
        [
            toll("~12", "2023-11-10", "A"),
            toll(None, "2023-11-10", "B", kind="statement", polarity="denied",
                 modality="intention"),
        ]
    )  # fmt: skip
    unknown = assess([claim(12, origin="A"), claim(30, origin="B")])
    rise = assess([toll(12, "2023-11-10", "A"), toll(30, "2023-11-12", "B")])
    agree = assess([toll(12, "2023-11-10", "A"), toll(12, "2023-11-10", "B")])
    alone = assess([toll(12, "2023-11-10", "A")])
    groups = [clash, dispute, unknown, agree, alone, rise]
    order = [group.attention for group in groups]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(groups)


def test_the_field_that_would_settle_most_pairs_is_asked_first() -> None:
    claims = [
        toll(30, "2023-11-10", "A", id="unclear", start=None),
        toll(12, "2023-11-10", "B"),
        toll(13, "2023-11-10", "C"),
    ]
    first = assess(claims).ask[0]
    assert (first.claim, first.field, first.settles) == ("unclear", "start", 2)


def test_the_best_figure_is_the_latest_of_the_best_graded_origin() -> None:
    claims = [toll(12, "2023-11-10", "A"), toll(30, "2023-11-12", "A"), toll(44, "2023-11-14", "B")]
    assert assess(claims, grades={"A": Reliability.A}).best == 30
    assert assess(claims).best == 44


# --- editors' judgements -----------------------------------------------------------------------------


def test_a_contradiction_without_figures_is_a_conflict_too() -> None:
    a = toll(None, "2023-11-10", "A", id="a", kind="statement", measure="opened")
    b = toll(None, "2023-11-10", "B", id="b", kind="statement", measure="opened", polarity="denied")
    assessment = assess([a, b])
    assert assessment.consistent is False
    assert [set(c.claims) for c in assessment.conflicts] == [{"a", "b"}]


def test_what_an_editor_found_to_agree_is_no_conflict() -> None:
    a, b = toll(12, "2023-11-10", "A", id="a"), toll(30, "2023-11-10", "B", id="b")
    decided = Judgement("a", "b", Family.AGREEMENT)
    assessment = assess([a, b], confirmed=[decided])
    assert assessment.consistent is True
    assert assessment.label is Label.CORROBORATED


def test_what_an_editor_put_apart_does_not_bind() -> None:
    a, b = toll(12, "2023-11-10", "A", id="a"), toll(30, "2023-11-10", "B", id="b")
    decided = Judgement("b", "a", Family.APART)
    assert assess([a, b], confirmed=[decided]).consistent is True


def test_what_an_editor_found_to_contradict_cannot_hold_together() -> None:
    a, b = toll(12, "2023-11-10", "A", id="a"), toll(30, "2023-11-12", "B", id="b")
    decided = Judgement("a", "b", Family.CONTRADICTION)
    assessment = assess([a, b], confirmed=[decided])
    assert assessment.consistent is False
    assert [set(c.claims) for c in assessment.conflicts] == [{"a", "b"}]
    assert len(assessment.set_aside) == 1
    assert assessment.label is Label.CONTESTED


def test_what_an_editor_found_superseded_no_longer_binds() -> None:
    a, b = toll(30, "2023-11-10", "A", id="a"), toll(12, "2023-11-12", "B", id="b")
    decided = Judgement("a", "b", Family.SUCCESSION)
    assessment = assess([a, b], confirmed=[decided])
    assert assessment.consistent is True
    assert assessment.bounds is not None
    assert assessment.bounds.high == 12


# --- bad input ---------------------------------------------------------------------------------------

BAD = {
    "no dates": claim(12, id="bad", origin="A"),
    "as-of before start": claim(12, id="bad", as_of="2023-10-01", start="2023-11-01"),
    "negative": claim(-3, id="bad", as_of="2023-11-10"),
    "no figure at all": claim(None, id="bad", as_of="2023-11-10", sentence="some"),
    "another unit": claim(12, id="bad", as_of="2023-11-10", unit="%"),
    "no measure": claim(12, id="bad", as_of="2023-11-10", measure=None),
    "infinite on both ends": dataclasses.replace(
        claim(12, id="bad", as_of="2023-11-10"),
        quantity=Quantity("x", 0, 1, None, None, None, Comparator.VAGUE),
    ),
    "crossed": dataclasses.replace(
        claim(12, id="bad", as_of="2023-11-10"),
        quantity=Quantity("x", 0, 1, None, 9, 3, Comparator.BETWEEN),
    ),
    "not a number": dataclasses.replace(
        claim(12, id="bad", as_of="2023-11-10"),
        quantity=Quantity("x", 0, 1, math.nan, math.nan, math.nan, Comparator.EXACT),
    ),
    "relative": dataclasses.replace(
        claim(12, id="bad", as_of="2023-11-10"),
        quantity=Quantity("twice", 0, 1, 2, None, None, Comparator.RELATIVE),
    ),
    "huge": claim(1e30, id="bad", as_of="2023-11-10"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_claim_has_a_defined_answer_and_a_reason(bad: Claim) -> None:
    good = toll(30, "2023-11-10", "B")
    relation = relate(bad, good)
    assert relation.explanation.endswith(".")
    assert relation.type not in (RelationType.CONTRADICTS, RelationType.CORRECTS)
    assert len(assess([bad, good]).relations) == 1
    assert assess([bad]).relations == ()


def test_no_claim_at_all() -> None:
    assert assess([]).label is Label.UNDETERMINED
    assert bounds([]) == (None, ())


def test_a_group_of_one_is_bounded_by_itself() -> None:
    assessment = assess([toll(">=5791", "2023-10-24", "A")])
    assert assessment.consistent is True
    assert assessment.bounds is not None
    assert (assessment.bounds.low, assessment.bounds.high) == (5791, None)


def test_a_group_of_ten_thousand_is_answered_and_said_to_be_partial() -> None:
    claims = [
        toll(n // 20 + 1, f"{2000 + n // 365 % 24}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}",
             f"origin {n % 7}", start="1999-01-01", id=f"c{n}")
        for n in range(10_000)
    ]  # fmt: skip
    assessment = assess(claims, language="en")
    assert "10,000" in assessment.partial
    assert len(assessment.independent) == 7


def test_the_order_of_the_claims_does_not_matter() -> None:
    claims = [
        toll(n * 7 % 40, f"2023-11-{n + 1:02d}", f"origin {n % 3}", id=f"c{n}") for n in range(9)
    ]
    shuffled = claims[:]
    random.Random(1).shuffle(shuffled)
    assert assess(claims) == assess(shuffled)
    assert fingerprint(claims) == fingerprint(shuffled)


def test_the_fingerprint_changes_with_whatever_the_assessment_depends_on() -> None:
    claims = [toll(12, "2023-11-10", "A", id="a"), toll(30, "2023-11-12", "B", id="b")]
    decided = [Judgement("a", "b", Family.APART)]
    prints = {
        fingerprint(claims),
        fingerprint(claims[:1]),
        fingerprint(claims, confirmed=decided),
        fingerprint(claims, grades={"A": Reliability.A}),
        fingerprint(claims, copies={claims[0].document: "x"}),
        fingerprint(claims, language="en"),
    }
    assert len(prints) == 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_kept_suggestion_can_be_explained_in_either_language(language: str) -> None:
    a, b = toll(12, "2023-11-10", "A"), toll(30, "2023-11-12", "B")
    kept = relate(a, b, language="fr")
    assert explain(kept, a, b, language) == relate(a, b, language=language).explanation
    assert explain(kept, b, a, language) == relate(a, b, language=language).explanation


def test_of_two_figures_of_one_day_the_first_named_stays_first() -> None:
    a, b = toll(56, "2023-11-10", "A"), toll(56, "2023-11-10", "B")
    kept = relate(a, b, language="en")
    assert explain(kept, b, a, "en") == kept.explanation
