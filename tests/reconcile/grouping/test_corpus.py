"""The groups of the dispatches that the project was conceived on."""

import csv
from pathlib import Path

import pytest

from reconcile.claims import extract_text
from reconcile.grouping import group
from reconcile.model import Claim, PartialDate
from schema.vocabulary import Polarity

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def claims(shared: Path) -> list[Claim]:
    found: list[Claim] = []
    with (shared / "corpus" / "manifest.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            text = (shared / "corpus" / row["file"]).read_text(encoding="utf-8")
            published = PartialDate.parse(row["published"])
            found += extract_text(text, path=row["file"], language="fr", published=published)
    return found


def figures(claims: list[Claim], measure: str, *values: float | None) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.measure == measure and claim.quantity and claim.quantity.value in values
    ]


def groups_of(claims: list[Claim], chosen: list[Claim]) -> int:
    of = {member: item.id for item in group(claims) for member in item.claims}
    return len({of[claim.id] for claim in chosen})


def test_attacks_on_us_forces_are_one_question(claims: list[Claim]) -> None:
    chosen = figures(claims, "attacked", 13, 10, 19, 40, 66, 32, 34)
    assert len(chosen) >= 7
    assert groups_of(claims, chosen) == 1


def test_wounded_us_forces_are_one_question(claims: list[Claim]) -> None:
    chosen = figures(claims, "wounded", 24, 56, None)
    assert len(chosen) >= 3
    assert groups_of(claims, chosen) == 1


def test_killed_in_gaza_and_killed_in_israel_are_two_questions(claims: list[Claim]) -> None:
    gaza, israel = figures(claims, "killed", 5791, 6000), figures(claims, "killed", 1400)
    assert (len(gaza), len(israel)) == (2, 2)
    assert groups_of(claims, gaza) == groups_of(claims, israel) == 1
    assert groups_of(claims, gaza + israel) == 2


def test_forces_stationed_in_syria_and_in_iraq_are_two_questions(claims: list[Claim]) -> None:
    syria = [claim for claim in claims if claim.quantity and claim.quantity.value == 900]
    iraq = [claim for claim in claims if claim.quantity and claim.quantity.value == 2500]
    assert (len(syria), len(iraq)) == (2, 2)
    assert groups_of(claims, syria) == groups_of(claims, iraq) == 1
    assert groups_of(claims, syria + iraq) == 2


def test_an_evacuation_affirmed_and_denied_is_one_question(claims: list[Claim]) -> None:
    chosen = [
        claim
        for claim in claims
        if claim.measure == "evacuated" and claim.population and "base" in claim.population
    ]
    denied = [claim for claim in chosen if claim.polarity is Polarity.DENIED]
    counted = [claim for claim in chosen if claim.quantity]
    assert (len(denied), len(counted)) == (1, 1)
    assert groups_of(claims, denied + counted) == 1
