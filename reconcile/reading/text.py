"""Plain text, in the encodings newsrooms meet. The text is exactly what was decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reconcile.model import Metadatum, PartialDate, Span
from reconcile.reading.assembly import assemble
from reconcile.reading.calendar_dates import only_date
from reconcile.reading.encoding import decode
from reconcile.reading.given import Given
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

_ENDINGS = (".txt", ".text", ".md", ".asc")

#: Some collections put the month before the first word: " date 2023-11 Des drones …".
_DATE_PREFIX = re.compile(
    r"\s*date[ \t]+(\d{4}(?:-\d{2}(?:-\d{2})?)?)[ \t]+(?=\S)|\s*date[ \t]+(\d{4}-\d{2}(?:-\d{2})?)[ \t]*(?=[\r\n])"
)

#: A date on a line of its own says when the page appeared if it stands among the first lines.
_HEAD_LINES = 4
#: A headline is rarely longer.
_TITLE = 200


class TextReader:
    """Reads plain text."""

    name = "text"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Take what is named or declared a text; as the last resort, anything."""
        if received.name.endswith(_ENDINGS) or (received.media_type or "").startswith("text/"):
            return Recognition.BY_NAME
        return Recognition.LAST_RESORT

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one document."""
        decoded = decode(received.data, received.path, received.charset)
        said, masked = head_of(decoded.text)
        encoding = Metadatum(
            "encoding", decoded.encoding, Provenance.GUESSED, decoded.confidence, "bytes"
        )
        yield Reading(
            assemble(
                received,
                decoded.text,
                given,
                self,
                media_type=received.media_type or "text/plain",
                page=(*said, encoding),
                masked=masked,
            )
        )


def head_of(text: str) -> tuple[tuple[Metadatum, ...], tuple[Span, ...]]:
    """Read the metadata that stand in a text's first lines, and which stretches are not prose."""
    said: list[Metadatum] = []
    masked: list[Span] = []
    match = _DATE_PREFIX.match(text)
    if match and (date := _valid(match[1] or match[2])):
        said.append(Metadatum("published", date, Provenance.PAGE, 0.9, "first line"))
        masked.append(Span(0, match.end()))
    start = masked[0].end if masked else 0
    lines = list(_head_lines(text, start))
    for number, line in enumerate(lines, start=1):
        found = only_date(line.of(text)) if len(line) <= 60 else None
        if found:
            said.append(Metadatum("published", str(found), Provenance.PAGE, 0.8, f"line {number}"))
            masked.append(line)
    if not masked or masked[0].start > 0:
        said += _title(text, lines)
    return tuple(said), tuple(masked)


def _valid(date: str) -> str | None:
    try:
        return str(PartialDate.parse(date))
    except ValueError:
        return None


def _head_lines(text: str, start: int) -> Iterator[Span]:
    """Give the first lines that are not blank."""
    given = 0
    while start < len(text) and given < _HEAD_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield Span(start, end)
            given += 1
        start = end + 1


def _title(text: str, lines: list[Span]) -> Iterator[Metadatum]:
    """Take a short first line without a full stop for the headline."""
    if len(lines) < 2:
        return
    line = lines[0].of(text).strip()
    if (
        line.strip("#")
        and len(line) <= _TITLE
        and line[-1] not in ".;:,"
        and only_date(line) is None
    ):
        # A headline in Markdown has its signs before it.
        headline = line.lstrip("#").strip()
        yield Metadatum("title", headline, Provenance.GUESSED, 0.6, "first line")
