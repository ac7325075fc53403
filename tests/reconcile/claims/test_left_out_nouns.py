"""What a French figure counts whose noun is left out or stands elsewhere."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Douze voyageurs ont été tués et trente autres blessés.",
            ["voyageurs", "autres voyageurs"],
        ),
        ("On déplore cinq blessés, dont deux graves.", ["blessés", "blessés"]),
        ("Neuf des quatorze otages ont été libérés.", ["otages", "otages"]),
        ("Les sauveteurs, au nombre de 150, ont fouillé les décombres.", ["sauveteurs"]),
        ("Les inscrits étaient au nombre de 40.", ["inscrits"]),
        ("Le taux de réussite s'établissait à 54 % en juin.", ["taux de réussite"]),
    ],
)
def test_a_noun_left_out_is_found_where_it_stands(text: str, counted: list[str]) -> None:
    claims = extract_text(text, language="fr")
    assert [claim.counted for claim in claims if claim.quantity] == counted
