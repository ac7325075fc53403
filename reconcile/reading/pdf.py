"""PDF files, through pypdfium2."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading.assembly import assemble
from reconcile.reading.extras import needed
from reconcile.reading.given import Given, Limits
from reconcile.reading.pdf_layout import Line, lines_of
from reconcile.reading.received import Reading, Received, Recognition
from reconcile.reading.text import head_of
from schema.vocabulary import Provenance

#: What PDFium puts where a word was broken at the end of a line.
_BROKEN_WORD = re.compile(r"[\x02\ufffe]\s*")
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})(\d{2})?)?")
_FILE_NAME = re.compile(r"\.[A-Za-z]{2,5}\Z|\AMicrosoft Word - |\Auntitled\Z", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:…][»”\"')\]]*\Z")
#: A line shorter than this part of the usual one does not fill its column: a paragraph ends there.
_FULL_LINE = 0.75
#: A line of so few characters is a heading or a row, however wide the others are.
_NARROW = 20
#: Type sizes that differ by less than this share are one.
_SAME_SIZE = 0.12


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
        head, masked = head_of(text)
        yield Reading(
            assemble(
                received,
                text,
                given,
                self,
                media_type="application/pdf",
                page=(*said, *head),
                masked=masked,
            )
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
        lines = lines_of(layer)
        layer.close()
        page.close()
        total += sum(len(line.text) for line in lines)
        if total > limits.text:
            raise InputError(where, f"holds more than {limits.text:,} characters", "split it")
        yield unwrap(lines)


def unwrap(lines: Sequence[Line]) -> str:
    """Join the lines of a page to paragraphs: a column's line ends are no part of the text.

    A paragraph ends at a blank line, where the type size changes (a headline), at a line that ends a sentence short
    of the column's edge, and after a short line without a full stop before a capital (a heading, a row).
    """
    lines = [replace(line, text=line.text.strip()) for line in lines]
    widths = [len(line.text) for line in lines if len(line.text) > _NARROW]
    full = _FULL_LINE * median(widths) if widths else _NARROW
    text = ""
    for line, following in zip(lines, [*lines[1:], Line("")], strict=True):
        ends = not line.text or _ends_paragraph(line, following, full)
        text += line.text + ("\n" if ends else " ")
    joined = _BROKEN_WORD.sub("", text)
    return "\n".join(paragraph for line in joined.split("\n") if (paragraph := line.strip()))


def _ends_paragraph(line: Line, following: Line, full: float) -> bool:
    if not following.text or _resized(line.size, following.size):
        return True
    if _BROKEN_WORD.search(line.text) or len(line.text) >= full:
        return False
    begins = following.text[0]
    return bool(_ENDS_SENTENCE.search(line.text)) or begins.isupper() or begins.isdigit()


def _resized(size: float, following: float) -> bool:
    return bool(size and following) and abs(size - following) > _SAME_SIZE * max(size, following)


def _properties(properties: dict[str, str]) -> Iterator[Metadatum]:
    title = properties.get("Title", "").strip()
    if title and _FILE_NAME.search(title):
        # What the program that printed it called the file is no headline.
        yield Metadatum("title", title, Provenance.GUESSED, 0.2, "PDF property Title")
    elif title:
        yield Metadatum("title", title, Provenance.PAGE, 0.6, "PDF property Title")
    if author := properties.get("Author", "").strip():
        yield Metadatum("byline", author, Provenance.PAGE, 0.5, "PDF property Author")
    for key, field in (("CreationDate", "published"), ("ModDate", "modified")):
        match = _PDF_DATE.match(properties.get(key, ""))
        if match:
            date = "-".join(part for part in match.groups()[:3] if part)
            # A press release is made into a PDF on the day it is sent, a printed page later.
            yield Metadatum(field, date, Provenance.GUESSED, 0.5, f"PDF property {key}")
