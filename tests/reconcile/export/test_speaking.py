"""The program speaks the reader's language; editors and sources keep their own words."""

from __future__ import annotations

from dataclasses import replace

from reconcile.export.speaking import conflict_told, explanation, group_name
from reconcile.grouping.names import name_of
from reconcile.model import Conflict
from reconcile.relations import explain
from tests.reconcile.export.examples import RISES, WOUNDED

CLAIMS = {claim.id: claim for claim in WOUNDED.claims}
FRENCH = explain(RISES, CLAIMS["claim-12"], CLAIMS["claim-31"], "fr")
ENGLISH = explain(RISES, CLAIMS["claim-12"], CLAIMS["claim-31"], "en")


def test_an_explanation_is_said_again_in_the_language_that_is_asked_for():
    assert FRENCH != ENGLISH
    relation = replace(RISES, explanation=FRENCH)
    assert explanation(relation, CLAIMS, "en") == ENGLISH
    assert explanation(replace(RISES, explanation=ENGLISH), CLAIMS, "fr") == FRENCH


def test_an_explanation_that_is_in_that_language_stays_as_it_is_kept():
    # It says more than the two claims alone allow to say again.
    kept = FRENCH.replace("31", "32")
    assert explanation(replace(RISES, explanation=kept), CLAIMS, "fr") == kept
    assert explanation(RISES, CLAIMS, None) == RISES.explanation


def test_a_claim_that_has_left_the_group_leaves_its_explanation_as_it_is():
    assert explanation(replace(RISES, explanation=FRENCH), {}, "en") == FRENCH


def test_a_machines_name_is_translated_and_an_editors_is_not():
    question = WOUNDED.group.question
    machine = name_of(WOUNDED.claims, question, "fr")
    named = replace(WOUNDED, group=replace(WOUNDED.group, name=machine))
    assert group_name(named, "en") == name_of(WOUNDED.claims, question, "en") != machine
    assert group_name(named, None) == machine
    assert group_name(WOUNDED, "fr") == "People wounded, Port-Aven, March 2024"


def test_a_conflict_is_told_again_in_the_language_that_is_asked_for():
    ids = tuple(CLAIMS)[:2]
    french = "Ces affirmations ne peuvent être vraies ensemble : 12 ; 31."
    told = conflict_told(Conflict(ids, french), CLAIMS, "en")
    assert told.startswith("These claims cannot all be true: ")
    assert "“at least 12”" in told
    assert conflict_told(Conflict(ids, french), CLAIMS, "fr") == french
    assert conflict_told(Conflict(ids, french), CLAIMS, None) == french
    assert (
        conflict_told(Conflict(ids, "As an editor wrote."), CLAIMS, "en") == "As an editor wrote."
    )
    # A claim that has left the group cannot be named again.
    assert conflict_told(Conflict(("gone",), french), CLAIMS, "en") == french
