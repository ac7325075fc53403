"""From a text to its claims, end to end."""

from __future__ import annotations

from reconcile.claims import extract_text
from reconcile.model import PartialDate


def test_a_figure_has_its_speaker_noun_measure_and_place() -> None:
    text = "Au total, 56 militaires américains ont été blessés en Irak, selon le Pentagone."
    (claim,) = extract_text(text, language="fr", published=PartialDate(2023, 11, 10))
    assert claim.quote.exact == "56 militaires américains ont été blessés"
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
    assert (claim.measure, claim.counted, claim.population) == (
        "wounded",
        "militaires américains",
        "US military personnel",
    )
    assert [place.key for place in claim.where] == ["IQ"]
    assert claim.origin == "Pentagone"
    assert claim.origin_key == "us_defence_department"


def test_the_same_body_has_one_identity_in_both_languages() -> None:
    (claim,) = extract_text("The Pentagon said 56 soldiers were wounded.", language="en")
    assert claim.origin_key == "us_defence_department"


def test_where_the_paper_speaks_for_itself_no_source_is_named() -> None:
    (claim,) = extract_text("A fire killed 12 people in Lyon on Tuesday.", language="en")
    assert claim.attribution == ()
    assert claim.origin is None
