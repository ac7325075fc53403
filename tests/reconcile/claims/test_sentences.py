"""What a reader takes from single sentences of the press: figure, noun, speaker and place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from reconcile.claims.pipeline import extract_text
from reconcile.model import Claim
from schema.vocabulary import Comparator, PlaceRole

FOLDER = Path(__file__).with_name("sentences")
SIGNS = {
    "=": Comparator.EXACT,
    ">=": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "<": Comparator.LESS_THAN,
    "<=": Comparator.AT_MOST,
    "~": Comparator.ABOUT,
    "n": Comparator.NEARLY,
    "-": Comparator.BETWEEN,
    "v": Comparator.VAGUE,
}


class Wanted(NamedTuple):
    """A figure as the file gives it; empty words ask nothing, save that no speaker is named."""

    value: str
    sign: str = "="
    counted: str = ""
    speaker: str = ""
    place: str = ""


def sentences(language: str) -> Iterator[tuple[str, list[Wanted]]]:
    """Read the sentences of a language with their figures."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        text, _, figures = line.partition(" || ")
        wanted = [] if figures == "-" else figures.split(";")
        yield text, [Wanted(*(part.strip() for part in figure.split("|"))) for figure in wanted]


def value_of(claim: Claim) -> str:
    """Write a figure as the file does."""
    quantity = claim.quantity
    assert quantity is not None
    if quantity.comparator is Comparator.BETWEEN:
        return f"{quantity.low:g}..{quantity.high:g}"
    return "v" if quantity.value is None else f"{quantity.value:g}"


def same_value(claim: Claim, wanted: str) -> bool:
    """Compare as numbers what is one ("2.3e9")."""
    plain = ".." in wanted or wanted == "v"
    return value_of(claim) == (wanted if plain else f"{float(wanted):g}")


def holds(words: str, text: str | None) -> bool:
    """Tell whether every word stands in a text."""
    return all(word.casefold() in (text or "").casefold() for word in words.split())


def fits(claim: Claim, wanted: Wanted) -> bool:
    """Tell whether a claim is the figure that a reader takes from the sentence."""
    quantity, spoken = claim.quantity, " ".join(hop.name for hop in claim.attribution)
    spoken += " " + " ".join(hop.organisation or "" for hop in claim.attribution)
    where = [place.name for place in claim.places if place.role is PlaceRole.WHERE]
    return (
        quantity is not None
        and same_value(claim, wanted.value)
        and quantity.comparator is SIGNS[wanted.sign or "="]
        and holds(wanted.counted, claim.counted)
        and (holds(wanted.speaker, spoken) if wanted.speaker else not claim.attribution)
        and (not wanted.place or any(holds(wanted.place, name) for name in where))
    )


CASES = [
    (language, text, wanted) for language in ("en", "fr") for text, wanted in sentences(language)
]


@pytest.mark.parametrize(("language", "text", "figures"), CASES, ids=[text for _, text, _ in CASES])
def test_a_sentence_gives_its_figures_and_no_other(
    language: str, text: str, figures: list[Wanted]
) -> None:
    claims = [claim for claim in extract_text(text, language=language) if claim.quantity]
    for wanted in figures:
        found = [claim for claim in claims if fits(claim, wanted)]
        assert found, (wanted, [(value_of(c), c.counted, c.attribution) for c in claims])
        claims.remove(found[0])
    assert [claim.quote.exact for claim in claims] == []
