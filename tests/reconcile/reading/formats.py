"""Files of every form, made from a text by the tests themselves."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

TITLE = "Convoi attaqué près du barrage"
BODY = (
    "Au moins 12 soldats ont été blessés mardi près du barrage, a indiqué le ministère de la Défense.",
    "Le ministère avait d'abord parlé de sept blessés. Les secours ont fouillé la route toute la nuit.",
)


def html(
    body: tuple[str, ...] = BODY, *, title: str = TITLE, head: str = "", charset: str = "utf-8"
) -> bytes:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in body)
    page = (
        f'<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>{title}</title>{head}'
        f"</head><body><nav>Accueil Monde Sport</nav><article><h1>{title}</h1>{paragraphs}</article>"
        "<footer>Mentions légales</footer></body></html>"
    )
    return page.encode(charset)


def pdf(lines: tuple[str, ...] = BODY, *, encrypted: bool = False, title: str = "") -> bytes:
    """A PDF of one page written by hand: text in Helvetica, cut into lines as a column is."""
    placed = [(40, 760 - 16 * number, 11, line) for number, line in enumerate(lines)]
    return pdf_of(placed, encrypted=encrypted, title=title)


def pdf_in_columns(headline: str, left: tuple[str, ...], right: tuple[str, ...]) -> bytes:
    """A PDF of two columns, drawn across them: a line of the left one, then one of the right one."""
    placed = [(40, 760, 11, headline)]
    for number, pair in enumerate(zip(left, right, strict=True)):
        placed += [
            (x, 720 - 14 * number, 11, line) for x, line in zip((40, 440), pair, strict=True)
        ]
    return pdf_of(placed)


def pdf_of(
    placed: list[tuple[int, int, int, str]], *, encrypted: bool = False, title: str = ""
) -> bytes:
    """A PDF of one page with lines at places (x, y) and of a type size, in the order in which they are drawn."""
    drawn = []
    for x, y, size, line in placed:
        text = (
            line.encode("cp1252")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
        )
        drawn.append(b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, x, y, text))
    stream = b"\n".join(drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) /CreationDate (D:20231110140200+01'00') >>" % title.encode("cp1252"),
    ]
    trailer = b"/Root 1 0 R /Info 6 0 R"
    if encrypted:
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <"
            + b"41" * 32
            + b"> /U <"
            + b"42" * 32
            + b"> >>"
        )
        trailer += b" /Encrypt 7 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(
        b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def docx(body: tuple[str, ...] = BODY, *, title: str = TITLE) -> bytes:
    import docx as python_docx

    document = python_docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Jeanne Roux"
    document.add_heading(title)
    for text in body:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Irak", "32"
    document.add_paragraph("Fin.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(
    body: tuple[str, ...] = BODY,
    *,
    attached: tuple[tuple[str, str, bytes], ...] = (),
    charset: str = "iso-8859-15",
) -> bytes:
    message = EmailMessage()
    message["From"] = "Jeanne Roux <jeanne@courrier.example>"
    message["To"] = "desk@courrier.example"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 10 Nov 2023 14:02:00 +0100"
    message["Message-ID"] = "<1@courrier.example>"
    message.set_content("\n\n".join(body), charset=charset, cte="quoted-printable")
    for name, media_type, data in attached:
        main, sub = media_type.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def rss(*entries: str, language: str = "fr") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>Le Courrier</title><link>https://courrier.example/</link><language>{language}</language>"
        + "".join(entries)
        + "</channel></rss>"
    ).encode()


def item(title: str, text: str, number: int = 1) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>https://courrier.example/{number}</link>"
        f"<description>{escape(f'<p>{text}</p>')}</description>"
        "<pubDate>Fri, 10 Nov 2023 14:02:00 +0100</pubDate></item>"
    )


def atom(title: str, text: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>Le Courrier</title><id>urn:x</id><updated>2023-11-10T14:02:00+01:00</updated>"
        f'<entry><title>{escape(title)}</title><link href="https://courrier.example/9"/><id>urn:y</id>'
        "<author><name>Jeanne Roux</name></author>"
        "<updated>2023-11-10T15:00:00+01:00</updated><published>2023-11-10T14:02:00+01:00</published>"
        f'<content type="html">{escape(f"<p>{text}</p>")}</content></entry></feed>'
    ).encode()


def warc(*pages: tuple[str, bytes], packed: bool = False) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, data in pages:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(data),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2023-11-11T08:00:00Z"},
            )
        )
    return out.getvalue()


def xlsx(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def jsonl(rows: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zip_bomb(member: str, megabytes: int = 300) -> bytes:
    """An office file whose main part unpacks to far more than it weighs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data)


def save(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)
