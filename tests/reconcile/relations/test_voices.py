"""Who counts as a voice of their own, and which claim the others are compared with."""

from __future__ import annotations

from dataclasses import replace

from reconcile.model import Claim, Hop
from reconcile.relations import assess
from tests.reconcile.relations.build import claim

QUAKE = {"places": ("IQ",), "start": "2024-02-01"}


def said(words: object, day: str, origin: str | None = None, **more: object) -> Claim:
    return claim(words, as_of=day, published=day, origin=origin, **{**QUAKE, **more})


def voices(*claims: Claim) -> list[set[str]]:
    return [set(ids) for ids in assess(claims).independent]


def test_a_headline_is_no_second_voice_beside_whom_its_article_names() -> None:
    headline = said(12, "2024-02-03", id="headline", document="d", outlet="The Gull")
    body = said(">=12", "2024-02-03", "fire service", id="body", document="d", outlet="The Gull")
    assert voices(headline, body) == [{"headline", "body"}]


def test_a_figure_that_only_another_paper_attributes_stays_the_papers_own() -> None:
    own = said(12, "2024-02-03", id="own", document="d", outlet="The Gull")
    other = said(12, "2024-02-03", "fire service", id="other", document="e", outlet="The Tern")
    assert len(voices(own, other)) == 2


def test_one_paper_does_not_make_one_voice_of_those_it_quotes() -> None:
    claims = [
        said(12, "2024-02-03", id="first", document="d", outlet="The Gull"),
        said(12, "2024-02-03", "fire service", id="fire", document="d", outlet="The Gull"),
        said(15, "2024-02-03", id="second", document="d", outlet="The Gull"),
        said(15, "2024-02-03", "hospital", id="hospital", document="d", outlet="The Gull"),
    ]
    assert voices(*claims) == [{"first", "fire"}, {"second", "hospital"}]


def test_a_part_that_a_paper_gives_is_of_whoever_gave_the_whole() -> None:
    whole = said(29, "2024-02-03", "fire service", id="whole", document="d", outlet="The Gull")
    part = said(18, "2024-02-03", id="part", document="d", outlet="The Gull", whole="whole")
    assert voices(whole, part) == [{"whole", "part"}]


def test_a_person_speaks_for_the_body_that_a_glossary_names() -> None:
    body = said(12, "2024-02-03", "Feuerwehr", id="body", origin_key="fire_service")
    person = said(8, "2024-02-04", "Ada Brandt", id="person", origin_key="ada_brandt")
    hop = Hop("Ada Brandt", None, False, "said", 0, 0, organisation_key="fire_service")
    assert len(voices(body, person)) == 2
    assert voices(body, replace(person, attribution=(hop,))) == [{"body", "person"}]


def test_one_identity_under_two_names_is_one_voice() -> None:
    french = said(12, "2024-02-03", "pompiers", id="fr", origin_key="fire_service")
    english = said(14, "2024-02-04", "fire brigade", id="en", origin_key="fire_service")
    assert voices(french, english) == [{"fr", "en"}]


def test_two_spokesmen_without_a_name_are_not_one() -> None:
    def spokesman(name: str, body: str) -> Claim:
        hop = Hop("spokesman", body, False, "said", 0, 0, role="spokesman")
        return replace(said(12, "2024-02-03", "spokesman", id=name), attribution=(hop,))

    assert len(voices(spokesman("a", "navy"), spokesman("b", "hospital"))) == 2


def test_the_others_are_compared_with_the_widest_latest_figure_of_a_named_source() -> None:
    claims = [
        said(2, "2024-02-09", None, id="paper", document="d1"),
        said(66, "2024-02-09", "ministry", id="whole", places=("IQ", "SY")),
        said(32, "2024-02-09", "ministry", id="part", whole="whole"),
        said(90, "2024-02-09", "lawmaker", id="hedged", modality="reported", places=("IQ", "SY")),
        said(">=40", "2024-02-08", "ministry", id="before", places=("IQ", "SY")),
        said(19, "2024-02-09", "ministry", id="shorter", start="2024-02-07", places=("IQ", "SY")),
        said(66, "2024-02-10", "official", id="unnamed", anonymous=True, places=("IQ", "SY")),
    ]
    assert assess(claims).anchor == "whole"


def test_what_its_source_corrected_is_not_what_others_are_compared_with() -> None:
    claims = [
        said(31, "2024-02-03", "ministry", id="wrong"),
        said(29, "2024-02-05", "ministry", id="right"),
    ]
    assert assess(claims).anchor == "right"
