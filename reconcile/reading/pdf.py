"""PDF files, through pypdfium2."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading.assembly import assemble
from reconcile.reading.extras import needed
from reconcile.reading.given import Given, Limits
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

#: What PDFium puts where a word was broken at the end of a line.
_BROKEN_WORD = re.compile(r"[\x02\ufffe]\s*")
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})(\d{2})?)?")
_ENDS_SENTENCE = re.compile(r"[.!?:…][»”\"')\]]*\Z")
#: A line shorter than this part of the usual one does not fill its column: a paragraph ends there.
_FULL_LINE = 0.75


class PdfReader:
    """Reads the text layer of a PDF; a scan without one is refused."""

    name = "pdf"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a PDF by its mark, which may stand anywhere in the first kilobyte (ISO 32000, annex H)."""
        if b"%PDF-" in received.data[:1024]:
            return Recognition.BY_CONTENT
        named = received.name.endswith(".pdf") or received.media_type == "application/pdf"
        return Recognition.BY_NAME if named else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one document, its pages in order."""
        pdfium = needed("pypdfium2", "pdf", received.path, "a PDF")
        try:
            document = pdfium.PdfDocument(received.data)
        except pdfium.PdfiumError as error:
            if "assword" in str(error):
                raise InputError(
                    received.path, "is an encrypted PDF", "save it without a password"
                ) from error
            raise InputError(received.path, "is a damaged PDF", "download it again") from error
        try:
            pages = len(document)
            if pages > given.limits.pages:
                raise InputError(
                    received.path,
                    f"has {pages:,} pages; the most that is read is {given.limits.pages:,}",
                    "split it",
                )
            text = "\n\n".join(filter(None, _pages(document, received.path, given.limits)))
            said = tuple(_properties(document.get_metadata_dict()))
        except pdfium.PdfiumError as error:
            raise InputError(received.path, f"is a damaged PDF: {error}") from error
        finally:
            document.close()
        if not text.strip():
            raise InputError(
                received.path,
                f"has {pages} page(s) and no text: a scan?",
                "make the text readable first (OCR)",
            )
        yield Reading(
            assemble(received, text, given, self, media_type="application/pdf", page=said)
        )


def _pages(document: Any, where: str, limits: Limits) -> Iterator[str]:
    total = 0
    deadline = time.monotonic() + limits.seconds
    for index in range(len(document)):
        if time.monotonic() > deadline:
            raise InputError(
                where, f"is not read after {limits.seconds:.0f} s, at page {index + 1}", "split it"
            )
        page = document[index]
        layer = page.get_textpage()
        raw = layer.get_text_range()
        layer.close()
        page.close()
        total += len(raw)
        if total > limits.text:
            raise InputError(where, f"holds more than {limits.text:,} characters", "split it")
        yield unwrap(_BROKEN_WORD.sub("", raw))


def unwrap(page: str) -> str:
    """Join the lines of a page to paragraphs: a column's line ends are no part of the text.

    A paragraph ends at a blank line, at a line that ends a sentence short of the column's edge, and after
    a short line without a full stop before a capital (a heading).
    """
    lines = [line.strip() for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    widths = [len(line) for line in lines if len(line) > 20]
    full = _FULL_LINE * median(widths) if widths else 0.0
    paragraphs: list[str] = []
    current = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        current = f"{current} {line}".strip()
        if not line or _ends_paragraph(line, following, full):
            paragraphs.append(current)
            current = ""
    paragraphs.append(current)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _ends_paragraph(line: str, following: str, full: float) -> bool:
    if not following:
        return True
    if len(line) >= full:
        return False
    return bool(_ENDS_SENTENCE.search(line)) or following[0].isupper()


def _properties(properties: dict[str, str]) -> Iterator[Metadatum]:
    if title := properties.get("Title", "").strip():
        yield Metadatum("title", title, Provenance.PAGE, 0.6, "PDF property Title")
    if author := properties.get("Author", "").strip():
        yield Metadatum("byline", author, Provenance.PAGE, 0.5, "PDF property Author")
    for key, field in (("CreationDate", "published"), ("ModDate", "modified")):
        match = _PDF_DATE.match(properties.get(key, ""))
        if match:
            date = "-".join(part for part in match.groups()[:3] if part)
            # A press release is made into a PDF on the day it is sent, a printed page later.
            yield Metadatum(field, date, Provenance.GUESSED, 0.5, f"PDF property {key}")
