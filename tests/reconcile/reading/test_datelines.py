"""Datelines and signatures give the agency; credits and sentences do not."""

from __future__ import annotations

import pytest

from reconcile.reading.datelines import find_dateline, metadata_of


def agency(text: str) -> str | None:
    said = [item for item in metadata_of(text) if item.field == "agency"]
    return max(said, key=lambda item: item.confidence).value if said else None


@pytest.mark.parametrize(
    ("text", "dateline", "sent_by"),
    [
        ("BEYROUTH (AP) — Des tirs ont été entendus.", "BEYROUTH (AP)", "AP"),
        ("WASHINGTON: Des tirs ont été entendus.", "WASHINGTON", None),
        ("LONDON, March 3 (Reuters) - Shots were heard.", "LONDON, March 3 (Reuters)", "Reuters"),
        ("PARIS, 3 mai 2012 (AFP) – Des tirs.", "PARIS, 3 mai 2012 (AFP)", "AFP"),
        ("Genève (ATS) - Des tirs.", "Genève (ATS)", "Keystone-ATS"),
        (
            "Titre court\n\nGAZA/JÉRUSALEM (Reuters) — Des tirs.",
            "GAZA/JÉRUSALEM (Reuters)",
            "Reuters",
        ),
        ("Titre\n22 mai 2012. - Prévu samedi, le tir a eu lieu.", "22 mai 2012", None),
        ("NEW YORK and LONDON (AP) — Shots were heard.", "NEW YORK and LONDON (AP)", "AP"),
        ("TYRE -- (AP) -- Shots were heard.", "TYRE -- (AP)", "AP"),
        ("TYR [AFP] — Des tirs.", "TYR [AFP]", "AFP"),
        ("Tyr, AFP - Des tirs.", "Tyr, AFP", "AFP"),
        ("Tyr (AFP) Des tirs ont été entendus.", "Tyr (AFP)", "AFP"),
        ("Minsk, le 1er mars 2024 (AFP)-Des tirs.", "Minsk, le 1er mars 2024 (AFP)", "AFP"),
        ("HANOI, March 4 (Xinhua) -- Shots were heard.", "HANOI, March 4 (Xinhua)", "Xinhua"),
        ("MINSK. March 4 (Interfax) - Shots.", "MINSK. March 4 (Interfax)", "Interfax"),
        (
            "HULL — La Presse canadienne — Des tirs.",
            "HULL — La Presse canadienne",
            "La Presse canadienne",
        ),
        ("Berne, 4 mars (ats/afp) - Des tirs.", "Berne, 4 mars (ats/afp)", "Keystone-ATS"),
    ],
)
def test_a_dateline_is_read(text: str, dateline: str, sent_by: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.text, found.agency) == (dateline, sent_by)
    assert found.span.of(text).strip(" ,.:") == dateline


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre : des tirs ont été entendus.",
        "Météo du 19 août 2012 : alerte à la canicule",
        "Washington - le pire est passé, dit-on.",
        "Trois morts (bilan provisoire) - la police enquête.",
        "URGENT - Des tirs ont été entendus.",
        "BREAKING: Shots were heard.",
        "The (AP) test - was run.",
        "Le ministre (AA) Ankara se tait.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "sent_by"),
    [
        ("Des tirs ont été entendus.\n\nLe Courrier avec AFP\n", "AFP"),
        ("Des tirs ont été entendus. (avec Reuters)", "Reuters"),
        ("Des tirs (Reuters) ont été entendus.", "Reuters"),
        ("Shots were heard.\n\nBy Jane Doe, Associated Press\n", "AP"),
        ("Des tirs ont été entendus.\n\n© AFP", "AFP"),
        ("Shots were heard.\n\nCopyright 2024 The Associated Press. All rights reserved.", "AP"),
        ("Des tirs ont été entendus.\n\nRédaction web avec l'Agence France-Presse", "AFP"),
        ("Des tirs ont été entendus.\n\nCe texte a été publié par l’AFP", "AFP"),
        ("Shots were heard.\n\nWith files from The Canadian Press", "La Presse canadienne"),
        ("Shots were heard.\n\nThe Associated Press contributed to this report.", "AP"),
        ("Titre\nPar l'AFP\nDes tirs ont été entendus.", "AFP"),
        ("Shots\nBy JANE DOE Associated Press\nShots were heard.", "AP"),
        ("Shots\nBy Jane Doe, AP\nShots were heard.", "AP"),
    ],
)
def test_a_signature_gives_the_agency(text: str, sent_by: str) -> None:
    assert agency(text) == sent_by


@pytest.mark.parametrize(
    "text",
    [
        "Des tirs ont été entendus.\n\nUne rue de la ville. Crédit : AFP",
        "Des tirs ont été entendus, a dit un témoin à l'AFP. La police se tait.\nElle enquête.",
        "Les rédacteurs d’Associated Press à Erbil ont contribué à ce rapport.",
        "Des tirs ont été entendus.\n\nLe maire s'est longuement entretenu avec l'AFP",
        "Shots were heard.\n\n(Photo by Jane Doe / AFP)",
        "Shots were heard.\n\nJane Doe/AFP via Getty Images",
    ],
)
def test_a_credit_or_a_source_is_no_signature(text: str) -> None:
    assert agency(text) is None


def test_every_agency_of_a_common_signature_is_told() -> None:
    said = metadata_of("Des tirs ont été entendus.\n\nLe Courrier avec AFP et Reuters")
    assert [item.value for item in said if item.field == "agency"] == ["AFP", "Reuters"]
