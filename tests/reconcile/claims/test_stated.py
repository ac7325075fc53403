"""Statements without a figure, clause by clause: what is stated, of whom, in which words, and what is not."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim
from schema.vocabulary import Modality, PlaceRole, Polarity


def statements(text: str, language: str) -> list[Claim]:
    return [claim for claim in extract_text(text, language=language) if claim.quantity is None]


@pytest.mark.parametrize(
    ("language", "text", "measure", "exact"),
    [
        ("en", "The navy said it had withdrawn from Varna.", "withdrawn", "it had withdrawn"),
        ("en", "Villagers said soldiers shelled the well.", "struck", "soldiers shelled the well"),
        (
            "en",
            "The Lusian militia admitted carrying out the raid.",
            "attacked",
            "carrying out the raid",
        ),
        (
            "en",
            "Police confirmed the arrest of the banker.",
            "arrested",
            "Police confirmed the arrest of the banker",
        ),
        (
            "en",
            "The harbour was evacuated, the mayor said.",
            "evacuated",
            "The harbour was evacuated",
        ),
        ("fr", "L'armée a déclaré s'être retirée.", "withdrawn", "s'être retirée"),
        (
            "fr",
            "Selon la radio, la caserne a été détruite.",
            "destroyed",
            "la caserne a été détruite",
        ),
        (
            "fr",
            "Le procureur a indiqué que le notaire avait été arrêté.",
            "arrested",
            "le notaire avait été arrêté",
        ),
    ],
)
def test_a_verb_of_the_glossary_states_something_in_the_shortest_passage(
    language: str, text: str, measure: str, exact: str
) -> None:
    (claim,) = statements(text, language)
    assert (claim.measure, claim.quote.exact) == (measure, exact)
    assert claim.polarity is Polarity.ASSERTED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La garnison est en train d'évacuer le fort, a dit le maire."),
        ("fr", "La garnison vient d'évacuer le fort, a dit le maire."),
        ("en", "The garrison has begun to evacuate the fort, the mayor said."),
    ],
)
def test_what_is_under_way_is_stated(language: str, text: str) -> None:
    (claim,) = statements(text, language)
    stated = (claim.measure, claim.polarity, claim.modality)
    assert stated == ("evacuated", Polarity.ASSERTED, Modality.CERTAIN)


@pytest.mark.parametrize(
    ("language", "text", "measure", "modality"),
    [
        ("en", "The port was not evacuated, the mayor said.", "evacuated", Modality.CERTAIN),
        ("en", "The mayor said he had no plans to resign.", "resigned", Modality.INTENTION),
        ("en", '"We did not attack the convoy," the colonel said.', "attacked", Modality.CERTAIN),
        ("en", "The ministry said reports of a raid were untrue.", "attacked", Modality.CERTAIN),
        (
            "en",
            "The guild rejected claims that it had attacked the mill.",
            "attacked",
            Modality.CERTAIN,
        ),
        ("en", "Lusia denies supplying rifles to the rebels.", "supplied", Modality.CERTAIN),
        ("fr", "Le port n'a pas été évacué, a dit le maire.", "evacuated", Modality.CERTAIN),
        (
            "fr",
            "Le préfet n'envisage pas d'évacuer le quai, a précisé son cabinet.",
            "evacuated",
            Modality.INTENTION,
        ),
        (
            "fr",
            "Le ministère dément les informations selon lesquelles la milice aurait tiré.",
            "launched",
            Modality.REPORTED,
        ),
        (
            "fr",
            "« Nous n'avons pas attaqué le convoi », a dit l'armée.",
            "attacked",
            Modality.CERTAIN,
        ),
        ("fr", "Le colonel nie avoir bombardé le village.", "attacked", Modality.CERTAIN),
    ],
)
def test_a_denial_is_heard_wherever_its_negation_stands(
    language: str, text: str, measure: str, modality: Modality
) -> None:
    (claim,) = statements(text, language)
    assert (claim.measure, claim.polarity, claim.modality) == (measure, Polarity.DENIED, modality)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was a fine day for the regatta, the captain said."),
        ("en", "No group has claimed responsibility for the fire."),
        ("en", "The engineer said the tower might collapse."),
        ("en", "The court rejected the appeal."),
        ("en", "The judge condemned him to three years."),
        ("en", "The mayor did not say that the bridge had been destroyed."),
        ("en", "The trainer said the wounded horse was resting."),
        ("fr", "Il faisait doux au port, a raconté le capitaine."),
        ("fr", "Aucun groupe n'a revendiqué l'incendie."),
        ("fr", "L'ingénieur a dit que la tour pourrait s'effondrer."),
        ("fr", "« Nous sommes ravis », a déclaré l'entraîneur."),
    ],
)
def test_what_states_nothing_that_could_be_checked_is_no_claim(language: str, text: str) -> None:
    assert statements(text, language) == []


@pytest.mark.parametrize(
    ("language", "affirmed", "denied"),
    [
        (
            "en",
            "Witnesses said soldiers had been killed in Varna.",
            "The army denied that any soldiers had been killed in Varna.",
        ),
        (
            "fr",
            "Selon des témoins, des bases ont été évacuées en Irak.",
            "L'armée a affirmé que les bases n'avaient pas été évacuées en Irak.",
        ),
        (
            "en",
            "France accused Russia of jamming radars in Estonia.",
            "Moscow said it had nothing to do with the jamming in Estonia.",
        ),
    ],
)
def test_what_one_affirms_and_another_denies_is_on_one_question(
    language: str, affirmed: str, denied: str
) -> None:
    (a,), (b,) = statements(affirmed, language), statements(denied, language)
    assert (a.polarity, b.polarity) == (Polarity.ASSERTED, Polarity.DENIED)
    assert (a.measure, a.population) == (b.measure, b.population)
    assert [place.key or place.name for place in a.where] == [
        place.key or place.name for place in b.where
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council said it would evacuate the quay."),
        ("fr", "Le maire a annoncé que les soldats se retireraient du quai."),
    ],
)
def test_what_is_yet_to_happen_is_an_intention(language: str, text: str) -> None:
    (claim,) = statements(text, language)
    assert (claim.polarity, claim.modality) == (Polarity.ASSERTED, Modality.INTENTION)


@pytest.mark.parametrize(
    ("language", "text", "accused"),
    [
        ("en", "Hamas blamed Israel for the blast.", "IL government"),
        ("en", "Iran denied responsibility for the blast.", "IR government"),
        ("fr", "Le Hamas impute l'explosion à Israël.", "IL government"),
        ("fr", "L'État islamique a revendiqué l'attentat.", "islamic_state"),
    ],
)
def test_who_is_held_responsible_is_told_apart(language: str, text: str, accused: str) -> None:
    (claim,) = statements(text, language)
    assert (claim.measure, claim.population) == ("responsible", accused)


def test_the_subject_of_an_active_verb_did_it() -> None:
    (claim,) = statements("Lyon's prefect said Spain attacked the convoy in Portugal.", "en")
    roles = {place.name: place.role for place in claim.places}
    assert roles["Spain"] is PlaceRole.AGENT
    assert roles["Portugal"] is PlaceRole.WHERE


def test_a_denial_of_what_the_glossary_does_not_know_is_kept() -> None:
    (claim,) = statements("The minister denied poisoning the heir.", "en")
    assert (claim.measure, claim.polarity) == ("poisoning", Polarity.DENIED)
    assert claim.quote.exact == "The minister denied poisoning the heir"


def test_one_sentence_may_state_several_things() -> None:
    text = '"They attacked our post. We did not retreat," the colonel said.'
    assert [(claim.measure, claim.polarity) for claim in statements(text, "en")] == [
        ("attacked", Polarity.ASSERTED),
        ("withdrawn", Polarity.DENIED),
    ]
