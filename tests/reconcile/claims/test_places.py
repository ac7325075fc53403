"""Places of a sentence and the part they play: the scene, who did it, to whom, and whose seat it is."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.claims.layout import sentences
from reconcile.claims.pack import lexicon
from reconcile.claims.places import find_places


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        (
            "fr",
            "Deux gardes ont été tués par l'Iran en Syrie.",
            {"Iran": "agent", "Syrie": "where"},
        ),
        ("fr", "Les tirs contre Israël ont repris.", {"Israël": "target"}),
        (
            "fr",
            "L'ambassade américaine à Bagdad a fermé.",
            {"américaine": "affiliation", "Bagdad": "where"},
        ),
        ("fr", "Dans la ville de Fontarelle, 12 toits ont volé.", {"Fontarelle": "where"}),
        ("fr", "Au-dessus de Kiev, 9 drones ont été vus.", {"Kiev": "where"}),
        ("fr", "Près de Fontarelle, 9 drones ont été vus.", {"Fontarelle": "where"}),
        ("fr", "Dans l'Aude, 40 maisons ont brûlé.", {"Aude": "where"}),
        ("fr", "Le groupe, basé au Qatar, a perdu 4 navires.", {"Qatar": "affiliation"}),
        ("en", "The firm, based in Qatar, lost 4 ships.", {"Qatar": "affiliation"}),
        ("en", "In the US state of Georgia 4 dams broke.", {"US state of Georgia": "where"}),
        (
            "en",
            "In Fontarelle, northern Iraq, 4 dams broke.",
            {"Fontarelle": "where", "Iraq": "where"},
        ),
        ("en", "Iraqi officials counted 4 dams.", {"Iraqi": "affiliation"}),
    ],
)
def test_a_place_has_its_part(language: str, text: str, roles: dict[str, str]) -> None:
    words = lexicon(language)
    (sentence,) = sentences(text, words)
    found = {place.name: place.role.value for place in find_places(text, sentence, words)}
    assert found == roles


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("À Washington, le Pentagone a annoncé 13 attaques.", []),
        ("À Mossoul, la police a annoncé 12 morts.", ["Mossoul"]),
    ],
)
def test_the_seat_of_whoever_speaks_is_no_scene(text: str, where: list[str]) -> None:
    (claim,) = extract_text(text, language="fr")
    assert [place.name for place in claim.where] == where
