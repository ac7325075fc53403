"""Statements without a figure: denials, accusations, refusals to comment; stance."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim
from schema.vocabulary import Modality, Polarity, ScopeKind


def statements(text: str, language: str) -> list[Claim]:
    return [claim for claim in extract_text(text, language=language) if claim.quantity is None]


def test_a_denied_intention_denies_no_fact() -> None:
    text = (
        "Un responsable américain a déclaré à VOA News que les États-Unis n'envisageaient pas d'évacuer de "
        "bases au Moyen-Orient."
    )
    (claim,) = statements(text, "fr")
    assert (claim.measure, claim.population) == ("evacuated", "bases")
    assert (claim.polarity, claim.modality) == (Polarity.DENIED, Modality.INTENTION)
    assert claim.scope.kind is ScopeKind.STATEMENT
    assert [hop.name for hop in claim.attribution] == ["VOA News", "responsable américain"]


def test_an_affirmation_and_its_denial_meet_in_one_measure() -> None:
    text = "Les États-Unis ont accusé l'Iran de soutenir ces groupes. Téhéran nie ces affirmations."
    accusation, denial = statements(text, "fr")
    assert accusation.measure == denial.measure == "accused"
    assert (accusation.polarity, denial.polarity) == (Polarity.ASSERTED, Polarity.DENIED)
    assert (accusation.origin_key, denial.origin_key) == ("us_government", "ir_government")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Pentagone a refusé de commenter."),
        ("fr", "Les responsables américains n'ont pas immédiatement commenté l'attaque."),
        ("en", "A spokeswoman for the ministry declined to comment."),
    ],
)
def test_a_refusal_to_comment_is_not_a_denial(language: str, text: str) -> None:
    (claim,) = statements(text, language)
    assert (claim.polarity, claim.modality) == (Polarity.ASSERTED, Modality.NO_COMMENT)


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("fr", "6 000 Palestiniens auraient été tués.", Modality.REPORTED),
        ("en", "The virus has reportedly killed 813 people.", Modality.REPORTED),
        ("fr", "Selon un bilan provisoire, 12 personnes ont été tuées.", Modality.PROVISIONAL),
        ("fr", "Washington prévoit d'évacuer 700 personnes.", Modality.INTENTION),
        ("en", "The army plans to evacuate 700 people.", Modality.INTENTION),
        ("fr", "12 personnes ont été tuées.", Modality.CERTAIN),
        (
            "fr",
            "Il a déclaré que 700 personnes seraient évacuées.",
            Modality.CERTAIN,
        ),
    ],
)
def test_modality_is_read_near_the_predicate(language: str, text: str, modality: Modality) -> None:
    (claim,) = [c for c in extract_text(text, language=language) if c.quantity]
    assert claim.modality is modality


def test_what_is_put_aside_is_denied() -> None:
    text = "La croissance sera de 0,3 % (au lieu de 0,7 %)."
    first, second = (c for c in extract_text(text, language="fr") if c.quantity)
    assert (first.polarity, second.polarity) == (Polarity.ASSERTED, Polarity.DENIED)
    assert second.counted == first.counted == "croissance"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "La France a accusé la Russie de brouiller les radars en Estonie. Moscou dément ces allégations.",
        ),
        (
            "en",
            "France accused Russia of jamming radars in Estonia. Moscow denied the allegations.",
        ),
    ],
)
def test_a_denial_is_of_the_same_accused_and_the_same_scene(language: str, text: str) -> None:
    accusation, denial = (c for c in extract_text(text, language=language) if c.quantity is None)
    assert (accusation.polarity, denial.polarity) == (Polarity.ASSERTED, Polarity.DENIED)
    assert accusation.population == denial.population == "RU government"
    assert [place.key for place in denial.where] == [place.key for place in accusation.where]
    assert [place.key for place in denial.where] == ["EE"]


def test_two_accusations_of_different_parties_are_told_apart() -> None:
    text = "Peru accused Chile of smuggling. Bolivia said that Ecuador was actively facilitating the trade."
    whom = [claim.population for claim in extract_text(text, language="en")]
    assert whom == ["CL government", "EC government"]
