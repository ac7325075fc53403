"""The stages by themselves: sentences, quotations, phrases, verbs, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.claims import extract_text
from reconcile.claims.identities import suggest_merges
from reconcile.claims.inflection import Form, forms_of
from reconcile.claims.layout import LONGEST, paragraphs, sentences
from reconcile.claims.pack import lexicon
from reconcile.claims.phrases import PhraseTable
from reconcile.claims.pipeline import extract
from reconcile.claims.quotations import find_quotations
from reconcile.claims.tokens import tokenise
from reconcile.languages import load
from reconcile.model import Document, InputError, Source, Span
from schema.vocabulary import SourceKind


def split(text: str, language: str = "fr") -> list[str]:
    return [sentence.span.of(text) for sentence in sentences(text, lexicon(language))]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "M. Dupont est là. Il part.", 2),
        ("fr", "Le gén. Martin et Mme. Durand parlent.", 1),
        ("en", "Dr. Smith met Gen. Jones. They left.", 2),
        ("en", "The U.S. Army said so.", 1),
        ("fr", "Titre\nPremière phrase. Seconde phrase.", 3),
    ],
)
def test_abbreviations_end_no_sentence(language: str, text: str, count: int) -> None:
    assert len(split(text, language)) == count


def test_a_line_that_only_runs_on_ends_no_paragraph() -> None:
    text = "Une première ligne assez longue pour avoir été coupée par un courriel\nqui continue ici.\n\nFin."
    assert len(paragraphs(text)) == 2


def test_an_endless_sentence_is_cut() -> None:
    parts = split("mot " * 5000)
    assert max(map(len, parts)) <= LONGEST


def test_masked_stretches_hold_no_sentence() -> None:
    text = "date 2023-11 Trois morts."
    (sentence,) = sentences(text, lexicon("fr"), (Span(0, 13),))
    assert sentence.span.of(text) == "Trois morts."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il dit « oui » et « non ».", ["« oui »", "« non »"]),
        ("« Il dit « oui » puis part »", ["« Il dit « oui » puis part »"]),
        ('He said "yes".', ['"yes"']),
        ("“One.\n\n“Two.” He left.", ["“One.\n\n“Two.”"]),
        ("« Jamais fermée\nSuite", ["« Jamais fermée"]),
    ],
)
def test_quotations_keep_their_marks(text: str, quoted: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in find_quotations(text)] == quoted


def test_the_longest_phrase_wins() -> None:
    table = PhraseTable([("plus", 1), ("plus de", 2)])
    (hit,) = table.all(tokenise("plus de dix"))
    assert (hit.first, hit.last, hit.value) == (0, 2, 2)


def test_names_are_not_words() -> None:
    table = PhraseTable([("WHO", "who")], names=True)
    assert table.all(tokenise("the man who said")) == []
    assert len(table.all(tokenise("the WHO said"))) == 1


def test_verbs_are_inflected_by_the_rules_of_the_pack() -> None:
    forms = {form.written: form.form for form in forms_of("annoncer", load("fr")["inflection"])}
    assert forms["annonçait"] is Form.FINITE
    assert forms["annoncé"] is Form.PAST
    assert forms["annonçant"] is Form.GERUND


def test_an_editor_extends_the_packs(tmp_path: Path) -> None:
    glossary = tmp_path / "story.toml"
    glossary.write_text(
        '[places]\nvaldoria = { fr = ["Valdorie"] }\n'
        '[sources.civil_protection]\nnames = ["Protection civile"]\nkind = "office"\n'
        '[fr.measures.reforested]\nkind = "cumulative"\nnouns = []\nverbs = ["reboiser"]\nphrases = []\n',
        encoding="utf-8",
    )
    text = "Dix hectares ont été reboisés en Valdorie, selon la Protection civile."
    document = Document("0" * 64, "0" * 64, "-", text, language="fr")
    (claim,) = extract(document, glossary=[glossary])
    assert claim.measure == "reforested"
    assert [place.key for place in claim.where] == ["valdoria"]
    assert claim.origin_key == "civil_protection"


def test_a_glossary_that_is_none_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[[[", encoding="utf-8")
    document = Document("0" * 64, "0" * 64, "-", "Dix morts.", language="fr")
    with pytest.raises(InputError, match=r"broken\.toml"):
        extract(document, glossary=[broken])


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fr", "Trois morts, selon le ministère américain de la Défense.", "us_defence_department"),
        ("en", "Three deaths, according to the US Department of Defense.", "us_defence_department"),
        ("fr", "Trois morts, selon l'OMS.", "un_who"),
        ("en", "Three deaths, according to the World Health Organization.", "un_who"),
        ("fr", "Trois morts, selon le gouvernement irakien.", "iq_government"),
        ("en", "Three deaths, according to Baghdad.", "iq_government"),
        ("es", "Tres muertos, según el Pentágono.", "us_defence_department"),
    ],
)
def test_one_body_has_one_key_in_every_language(language: str, text: str, key: str) -> None:
    (claim,) = extract_text(text, language=language)
    assert claim.origin_key == key


def test_an_anonymous_role_has_no_identity() -> None:
    (claim,) = extract_text("Three soldiers died, officials said.", language="en")
    assert claim.origin == "officials"
    assert claim.origin_key is None


def test_doubtful_merges_are_only_suggested() -> None:
    sources = [
        Source("ocha", "OCHA", SourceKind.ORGANISATION),
        Source(
            "office",
            "Office for Coordination of Humanitarian Affairs",
            SourceKind.ORGANISATION,
        ),
        Source("person:pat_ryder", "Pat Ryder", SourceKind.PERSON),
        Source("person:ryder", "Ryder", SourceKind.PERSON),
        Source("red_cross", "Red Cross", SourceKind.ORGANISATION),
        Source("official", "an official", SourceKind.ANONYMOUS),
    ]
    found = {(item.a, item.b): item.reason for item in suggest_merges(sources)}
    assert found == {("person:pat_ryder", "person:ryder"): "surname", ("ocha", "office"): "acronym"}


def test_the_bodies_of_two_countries_are_never_one() -> None:
    sources = [
        Source("iq_army", "Iraqi army", SourceKind.ORGANISATION),
        Source("ir_army", "Iranian army", SourceKind.ORGANISATION),
    ]
    assert suggest_merges(sources) == []


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fr", "Le ministère irakien de la Santé a annoncé 12 morts.", "iq_health_ministry"),
        ("en", "The Iraqi health ministry said 12 people had died.", "iq_health_ministry"),
        ("fr", "Le ministère de la Santé a annoncé 12 morts au Liban.", "lb_health_ministry"),
        ("en", "The health ministry said 12 people had died in Lebanon.", "lb_health_ministry"),
        ("en", "The health ministry said 12 people had died.", "health_ministry"),
        ("fr", "L'armée turque a annoncé 12 morts.", "tr_army"),
        ("en", "Turkey's army said 12 soldiers had died.", "tr_army"),
    ],
)
def test_a_body_that_every_country_has_is_told_by_its_country(
    language: str, text: str, key: str
) -> None:
    (claim,) = extract_text(text, language=language)
    assert claim.origin_key == key


def test_a_surname_that_two_people_share_is_neither() -> None:
    text = (
        "Jean Morel, maire de Lyon, a annoncé 12 morts. Paul Morel, préfet, a annoncé 14 morts. "
        "Morel a annoncé 16 morts."
    )
    origins = [claim.origin for claim in extract_text(text, language="fr")]
    assert origins == ["Jean Morel", "Paul Morel", "Morel"]


def test_spanish_is_a_data_file() -> None:
    text = "El ministro de Defensa, Juan Pérez, afirmó que tres civiles murieron en Siria."
    (claim,) = extract_text(text, language="es")
    assert (claim.counted, claim.measure, claim.origin) == ("civiles", "killed", "Juan Pérez")
    assert [place.key for place in claim.where] == ["SY"]
