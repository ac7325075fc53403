"""An editor's glossary: its people, its names before those of the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.claims import extract
from reconcile.model import Claim, Document

STORY = """
[sources.harbour_police]
names = ["police du port", "harbour police"]
kind = "office"

[sources.island_interior]
names = ["ministère de l'Intérieur", "interior ministry"]
kind = "office"

[sources.nora_lind]
names = ["Nora Lind", "Lind"]
kind = "person"
parent = "harbour_police"
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.toml"
    path.write_text(STORY, encoding="utf-8")
    return path


def read(text: str, language: str, story: Path) -> Claim:
    document = Document("0" * 64, "0" * 64, "-", text, language=language)
    (claim,) = extract(document, glossary=[story])
    return claim


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Neuf personnes ont été tuées, a précisé sa porte-parole, Nora Lind."),
        ("fr", "Neuf personnes ont été tuées, a indiqué Nora Lind, porte-parole de la police."),
        ("fr", "Selon Lind, neuf personnes ont été tuées."),
        ("en", "Nine people were killed, said its spokeswoman, Nora Lind."),
        ("en", "Nine people were killed, Lind said."),
    ],
)
def test_a_person_of_the_glossary_is_named_and_speaks_for_a_body(
    language: str, text: str, story: Path
) -> None:
    claim = read(text, language, story)
    assert (claim.origin, claim.origin_key) == ("Nora Lind", "nora_lind")
    assert claim.attribution[-1].organisation_key == "harbour_police"


def test_the_editors_name_for_a_body_wins_over_the_packs(story: Path) -> None:
    text = "Neuf personnes ont été tuées, selon le ministère de l'Intérieur."
    assert read(text, "fr", story).origin_key == "island_interior"


def test_the_spokesman_of_a_known_body_is_tied_to_it() -> None:
    text = "Nine people were killed, Pentagon spokesman Tom Reed said."
    document = Document("0" * 64, "0" * 64, "-", text, language="en")
    (claim,) = extract(document)
    assert claim.attribution[-1].organisation_key == "us_defence_department"
