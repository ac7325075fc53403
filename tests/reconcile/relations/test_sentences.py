"""The sentences of the language packs: every reason has one, in every language that has any."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reconcile.relations
from reconcile import languages
from reconcile.relations import relate
from reconcile.relations.explain import spoken
from reconcile.relations.writing import day, number
from schema.vocabulary import RelationType
from tests.reconcile.relations.build import claim, date

CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(reconcile.relations.__file__).parent.glob("*.py")
)
USED = {
    *re.findall(r'Finding\((?:T|RelationType)\.\w+, (?:"R\d+"|\w+|\w+\.\w+), "(\w+)"', CODE),
    *(kind.value for kind in RelationType),
}


@pytest.mark.parametrize("language", spoken())
def test_every_reason_has_its_sentence(language: str) -> None:
    reasons = languages.load(language)["explanations"]["reasons"]
    assert len(USED) > 40
    assert USED - set(reasons) == set()


@pytest.mark.parametrize("language", spoken())
def test_every_sentence_is_one_and_names_both_claims(language: str) -> None:
    for reason, sentence in languages.load(language)["explanations"]["reasons"].items():
        assert sentence.endswith("."), reason
        assert sentence.count(".") == 1, reason
        if not reason.startswith("no_"):
            assert sentence.count("{a}") == sentence.count("{b}") == 1, reason


def test_the_packs_have_the_same_reasons() -> None:
    reasons = [set(languages.load(code)["explanations"]["reasons"]) for code in spoken()]
    assert all(one == reasons[0] for one in reasons)


def test_numbers_and_dates_are_written_as_the_language_writes_them() -> None:
    written = date("2023-11-10")
    assert written is not None
    assert number(14000, "fr") == "14\u202f000"
    assert number(14000, "en") == "14,000"
    assert number(2.5, "fr") == "2,5"
    assert day(written, "fr") == "10 nov."
    assert day(written, "en", year=True) == "10 Nov 2023"


def test_figures_are_put_in_the_readers_words_and_not_the_texts() -> None:
    a = claim(">24", as_of="2023-10-27", origin="officials", start="2023-10-07", language="en")
    b = claim("~60", as_of="2023-11-10", origin="Pentagon", start="2023-10-07", language="en")
    assert "« plus de 24 » (officials, 27 oct.)" in relate(a, b, language="fr").explanation
    assert "« environ 60 »" in relate(a, b, language="fr").explanation


def test_years_are_shown_where_they_differ() -> None:
    a = claim(12, as_of="2022-12-30", start="2022-01-01", origin="A")
    b = claim(30, as_of="2023-01-02", start="2022-01-01", origin="B")
    assert "30 (B, 2 Jan 2023)" in relate(a, b, language="en").explanation
