"""Every form in which a newsroom receives a text gives the same text, and says what it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reconcile.model import Document, PartialDate
from reconcile.reading import Given, read
from tests.reconcile.reading import formats
from tests.reconcile.reading.formats import BODY, TITLE, save

SENTENCE = "Au moins 12 soldats ont été blessés mardi près du barrage"


def documents(path: str, given: Given | None = None) -> list[Document]:
    return list(read(path, given))


def origin_of(document: Document, field: str) -> str:
    return next(item.detail for item in document.metadata if item.field == field)


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.txt", "\n".join(BODY).encode(), "text"),
        ("a.html", formats.html(), "html"),
        ("a.pdf", formats.pdf(), "pdf"),
        ("a.docx", formats.docx(), "docx"),
        ("a.eml", formats.mail(), "mail"),
        ("a.rss", formats.rss(formats.item(TITLE, " ".join(BODY))), "feed"),
        ("a.atom", formats.atom(TITLE, " ".join(BODY)), "feed"),
        ("a.warc", formats.warc(("https://courrier.example/1", formats.html())), "html"),
        (
            "a.warc.gz",
            formats.warc(("https://courrier.example/1", formats.html()), packed=True),
            "html",
        ),
    ],
)
@pytest.mark.parametrize("misnamed", [False, True], ids=["named", "misnamed"])
def test_each_form_is_known_by_its_content(
    tmp_path: Path, name: str, data: bytes, reader: str, misnamed: bool
) -> None:
    path = save(tmp_path, "no-ending" if misnamed else name, data)
    (document,) = documents(path)
    assert document.reader == reader
    assert SENTENCE in document.text
    assert "Le ministère avait d'abord parlé de sept blessés." in document.text
    assert document.language == "fr"
    assert document.received


def test_a_page_tells_its_title_outlet_author_time_and_address(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://courrier.example/convoi">'
        '<meta property="og:site_name" content="Le Courrier">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":'
        '"NewsArticle","headline":"Convoi attaqué","datePublished":"2023-11-10T00:30:00+01:00",'
        '"author":[{"@type":"Person","name":"Jeanne Roux"},{"@type":"Organization","name":"AFP"}],'
        '"publisher":{"@type":"Organization","name":"Le Courrier du soir"},"inLanguage":"fr-FR"}]}'
        "</script>"
    )
    (document,) = documents(save(tmp_path, "a.html", formats.html(head=head)))
    assert document.title == "Convoi attaqué"
    assert document.byline == "Jeanne Roux, AFP"
    assert document.agency == "AFP"
    assert document.outlet == "Le Courrier du soir"
    assert document.url == "https://courrier.example/convoi"
    # The day is the page's own, whatever it was elsewhere at that moment.
    assert document.published == PartialDate(2023, 11, 10)
    assert document.published_at == dt.datetime.fromisoformat("2023-11-10T00:30:00+01:00")
    assert origin_of(document, "published") == "JSON-LD datePublished"
    assert origin_of(document, "url") == "link canonical"
    assert "Accueil" not in document.text
    assert "Mentions" not in document.text


def test_the_agency_of_a_byline_beside_the_article_is_read(tmp_path: Path) -> None:
    data = formats.html().replace(
        b"<article>",
        b'<figure><span class="author">Reuters</span></figure>'
        b'<div class="article-byline">Par <b>Jeanne Roux</b> avec AFP</div><article>',
    )
    (document,) = documents(save(tmp_path, "a.html", data))
    assert document.agency == "AFP"
    assert origin_of(document, "agency") == "byline element"


def test_open_graph_serves_where_there_is_no_json_ld(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Le Courrier">'
        '<meta property="article:published_time" content="2023-11-10">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    )
    (document,) = documents(save(tmp_path, "a.html", formats.html(head=head)))
    assert (document.outlet, document.published) == ("Le Courrier", PartialDate(2023, 11, 10))


def test_a_page_in_an_old_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    data = formats.html(
        ("Le cœur de la ville, où 12 € font une journée, a été touché.",), charset="cp1252"
    )
    data = data.replace(b'charset="cp1252"', b'charset="iso-8859-1"')
    (document,) = documents(save(tmp_path, "a.html", data))
    assert "Le cœur de la ville, où 12 € font" in document.text


def test_a_page_whose_template_declares_the_wrong_language_is_read_in_its_own(
    tmp_path: Path,
) -> None:
    data = formats.html().replace(b'<html lang="fr">', b'<html lang="en">')
    (document,) = documents(save(tmp_path, "a.html", data))
    assert document.language == "fr"
    declared = next(item for item in document.metadata if item.value == "en")
    assert declared.detail == "html lang; the words read otherwise"


def test_a_page_of_one_sentence_is_read(tmp_path: Path) -> None:
    path = save(tmp_path, "a.html", b"<html><body><p>12 soldiers were wounded.</p></body></html>")
    assert documents(path)[0].text == "12 soldiers were wounded."


def test_a_translation_says_what_it_was_translated_from(tmp_path: Path) -> None:
    body = (*BODY, "Article traduit de l'anglais par Jeanne Roux")
    (document,) = documents(save(tmp_path, "a.html", formats.html(body)))
    assert document.translated_from == "en"


def test_the_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    lines = (
        "Convoi attaqué",
        "Au moins 12 soldats ont été blessés mardi près du barrage, a indiqué le",
        "ministère de la Défense. Le ministère avait d'abord parlé de sept blessés,",
        "puis de neuf.",
        "Les secours ont fouillé la route toute la nuit avec des chiens et ils n'ont",
        "trouvé personne d'autre.",
    )
    (document,) = documents(save(tmp_path, "a.pdf", formats.pdf(lines, title="Convoi")))
    assert document.text == (
        "Convoi attaqué\n"
        "Au moins 12 soldats ont été blessés mardi près du barrage, a indiqué le ministère de la Défense. "
        "Le ministère avait d'abord parlé de sept blessés, puis de neuf.\n"
        "Les secours ont fouillé la route toute la nuit avec des chiens et ils n'ont trouvé personne d'autre."
    )
    assert document.title == "Convoi"
    assert document.published == PartialDate(2023, 11, 10)
    assert origin_of(document, "published") == "PDF property CreationDate"


def test_columns_that_were_drawn_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = (
        "La rivière a quitté son lit dans la nuit",
        "de dimanche, a indiqué le maire de la",
        "commune. Au moins 41 maisons ont été",
        "inondées, selon un premier relevé fait",
        "par les pompiers. Personne ne manque,",
    )
    right = (
        "d'après la préfecture. Près de 300",
        "foyers étaient encore sans électricité",
        "lundi à midi, a précisé le gestionnaire",
        "du réseau. Les écoles ne rouvriront que",
        "mercredi, si l'eau continue de baisser.",
    )
    data = formats.pdf_in_columns("Crue de la Vère", left, right)
    (document,) = documents(save(tmp_path, "a.pdf", data))
    assert document.text.split("\n") == ["Crue de la Vère", " ".join((*left, *right))]


def test_a_headline_in_larger_type_and_the_rows_of_a_table_stay_lines(tmp_path: Path) -> None:
    headline = (40, 760, 20, "Trois communes comptent les maisons que la crue a emportées")
    text = [
        (40, 700 - 14 * number, 11, line)
        for number, line in enumerate(
            (
                "Les pompiers ont dressé un premier relevé dans la nuit de lundi à mardi,",
                "commune par commune.",
            )
        )
    ]
    rows = (("Vère", "41 maisons"), ("Lormes", "12 maisons"), ("Orval", "3 maisons"))
    cells = [
        (x, 640 - 14 * number, 11, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((40, 200), row, strict=True)
    ]
    (document,) = documents(save(tmp_path, "a.pdf", formats.pdf_of([headline, *text, *cells])))
    assert document.text.split("\n") == [
        "Trois communes comptent les maisons que la crue a emportées",
        "Les pompiers ont dressé un premier relevé dans la nuit de lundi à mardi, commune par commune.",
        "Vère 41 maisons",
        "Lormes 12 maisons",
        "Orval 3 maisons",
    ]


def test_the_file_name_in_a_pdf_is_no_title_and_the_date_in_its_head_binds(tmp_path: Path) -> None:
    lines = ("Point de situation", "10 novembre 2023", "Douze soldats ont été blessés mardi.")
    (document,) = documents(save(tmp_path, "a.pdf", formats.pdf(lines, title="point-v2.docx")))
    assert document.title == "Point de situation"
    assert document.published == PartialDate(2023, 11, 10)
    assert origin_of(document, "published") == "line 2"


def test_a_word_file_keeps_its_tables_in_order(tmp_path: Path) -> None:
    (document,) = documents(save(tmp_path, "a.docx", formats.docx()))
    assert document.text.split("\n") == [TITLE, *BODY, "Irak | 32", "Fin."]
    assert (document.title, document.byline) == (TITLE, "Jeanne Roux")
    # When the template was made is told, but no date of publication.
    assert document.published is None
    assert [item.value[:4] for item in document.metadata if item.field == "published"] == ["2013"]


def test_a_word_file_is_read_with_its_changes_made(tmp_path: Path) -> None:
    import io

    import docx
    from docx.oxml import parse_xml

    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = docx.Document()
    paragraph = document.add_paragraph("Le bilan est de ")
    paragraph._p.append(
        parse_xml(f'<w:del xmlns:w="{w}" w:id="1"><w:r><w:delText>sept</w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins xmlns:w="{w}" w:id="2"><w:r><w:t>neuf</w:t></w:r></w:ins>')
    )
    paragraph.add_run(" morts.")
    out = io.BytesIO()
    document.save(out)
    assert (
        documents(save(tmp_path, "a.docx", out.getvalue()))[0].text == "Le bilan est de neuf morts."
    )


def test_a_message_and_what_is_attached_to_it_are_documents(tmp_path: Path) -> None:
    data = formats.mail(
        attached=(
            ("communique.pdf", "application/pdf", formats.pdf(("Neuf blessés sont sortis.",))),
            ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        )
    )
    message, attached = documents(save(tmp_path, "a.eml", data))
    assert (message.title, message.byline) == (TITLE, "Jeanne Roux")
    assert message.published_at == dt.datetime.fromisoformat("2023-11-10T14:02:00+01:00")
    assert attached.text == "Neuf blessés sont sortis."
    assert attached.path.endswith("a.eml#communique.pdf")
    assert message.sha256 != attached.sha256


def test_every_entry_of_a_feed_is_a_document_of_its_own(tmp_path: Path) -> None:
    data = formats.rss(
        formats.item("Premier titre", "Douze soldats ont été blessés.", 1),
        formats.item("Deuxième titre", "Le pont a été rouvert.", 2),
    )
    first, second = documents(save(tmp_path, "feed.xml", data))
    assert first.text == "Premier titre\n\nDouze soldats ont été blessés."
    assert (second.title, second.outlet) == ("Deuxième titre", "Le Courrier")
    assert second.url == "https://courrier.example/2"
    assert second.published_at == dt.datetime.fromisoformat("2023-11-10T14:02:00+01:00")
    # The bytes that identify an entry are its own, so that a new entry leaves the others as they were.
    longer = data.replace(b"<item>", formats.item("Troisième", "Rien.", 3).encode() + b"<item>", 1)
    assert [item.sha256 for item in documents(save(tmp_path, "feed.xml", longer))][1:] == [
        first.sha256,
        second.sha256,
    ]


def test_the_pages_of_a_web_archive_keep_their_address_and_time(tmp_path: Path) -> None:
    data = formats.warc(
        ("https://courrier.example/1", formats.html()),
        (
            "https://courrier.example/2",
            formats.html(("Le pont sur la rivière a été rouvert hier soir.",)),
        ),
    )
    first, second = documents(save(tmp_path, "a.warc", data))
    assert (first.url, second.url) == ("https://courrier.example/1", "https://courrier.example/2")
    assert first.retrieved == dt.datetime(2023, 11, 11, 8, tzinfo=dt.UTC)
    assert first.received == formats.html()


def test_a_page_saved_as_one_file_is_read_with_its_address(tmp_path: Path) -> None:
    data = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courrier.example/convoi\r\n"
        b"Subject: Convoi\r\nDate: Fri, 10 Nov 2023 14:02:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n"
        b"Content-Location: https://courrier.example/convoi\r\n\r\n" + formats.html() + b"\r\n"
        b"--x\r\nContent-Type: text/css\r\nContent-Location: https://courrier.example/style.css\r\n\r\n"
        b"p { color: red }\r\n--x\r\nContent-Type: text/html\r\n"
        b"Content-Location: https://courrier.example/frame\r\n\r\n<html><body>Publicity</body></html>\r\n--x--\r\n"
    )
    (document,) = documents(save(tmp_path, "page.mhtml", data))
    assert SENTENCE in document.text
    assert document.url == "https://courrier.example/convoi"
