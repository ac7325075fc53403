"""Word files (.docx), through python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading import archive
from reconcile.reading.assembly import assemble
from reconcile.reading.extras import needed
from reconcile.reading.given import Given
from reconcile.reading.received import Reading, Received, Recognition
from reconcile.reading.text import head_of
from schema.vocabulary import Provenance

_MEMBER = "word/document.xml"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordReader:
    """Reads the body of a Word file, its tables included, in the order of the page.

    Of tracked changes, what was inserted is read and what was deleted is not, as Word shows it last.
    """

    name = "docx"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a Word file by its main part."""
        if archive.holds(received.data, _MEMBER):
            return Recognition.BY_CONTENT
        return Recognition.BY_NAME if received.name.endswith(".docx") else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one document."""
        archive.check(received.data, received.path, given.limits)
        docx = needed("docx", "word", received.path, "a Word file")
        try:
            document = docx.Document(io.BytesIO(received.data))
            text = "\n".join(_blocks(document)).strip("\n")
        except Exception as error:  # python-docx raises KeyError, ValueError and lxml's own
            raise InputError(received.path, f"is a damaged Word file: {error}") from error
        head, masked = head_of(text)
        yield Reading(
            assemble(
                received,
                text,
                given,
                self,
                media_type=_MEDIA_TYPE,
                page=(*_properties(document.core_properties), *head),
                masked=masked,
            )
        )


def _blocks(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # A merged cell comes back once a column that it spans.
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                yield " | ".join(" ".join(_paragraph(cell).split()) for cell in cells)
        else:
            yield _paragraph(block._p)


def _paragraph(element: Any) -> str:
    """Give the text of a paragraph as shown: with what was inserted, without what was deleted.

    ``paragraph.text`` leaves out tracked insertions, and would so misquote a corrected figure.
    """
    parts = element.xpath(
        ".//*[self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen or self::w:p]"
        "[not(ancestor::w:del)][not(ancestor::w:moveFrom)]"
        "[not(ancestor::*[local-name()='Fallback'])]"
    )
    marks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "p": "\n"}
    names = [(part.tag.rsplit("}", 1)[-1], part.text or "") for part in parts]
    return "".join(text if name == "t" else marks[name] for name, text in names)


def _properties(core: Any) -> Iterator[Metadatum]:
    if core.title:
        yield Metadatum("title", core.title, Provenance.PAGE, 0.7, "Word property title")
    if core.author and core.author not in ("python-docx", "Microsoft Office User"):
        yield Metadatum("byline", core.author, Provenance.PAGE, 0.5, "Word property author")
    if core.language:
        yield Metadatum(
            "language", core.language[:2].casefold(), Provenance.PAGE, 0.6, "Word property language"
        )
    for moment, name in ((core.created, "created"), (core.modified, "modified")):
        if moment:
            # When a file was made, or its template, is a poor guess at when its text was published.
            field = "published" if name == "created" else "modified"
            yield Metadatum(
                field, moment.isoformat(), Provenance.GUESSED, 0.3, f"Word property {name}"
            )
