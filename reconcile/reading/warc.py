"""Web archives (WARC, ISO 28500), through warcio: every captured page is a document of its own."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading.extras import needed
from reconcile.reading.given import Given
from reconcile.reading.problems import NoTextError, Problems
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_TYPES = ("response", "resource")
#: What a page brings along, and what no text stands in.
_PASSED_OVER = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/json",
    "application/octet-stream",
    "text/dns",
)


class WarcReader:
    """Reads the pages and files that a web archive captured with status 200."""

    name = "warc"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a web archive by its first words, packed or not."""
        if _unpacked_head(received.data).startswith(b"WARC/"):
            return Recognition.BY_CONTENT
        named = received.name.endswith((".warc", ".warc.gz"))
        return Recognition.BY_NAME if named else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read the records one by one; report what was cut short or broken at the end."""
        from reconcile.reading.registry import read_received

        needed("warcio", "warc", received.path, "a web archive")
        problems = Problems(received.path, "records")
        _check_packing(received, given, problems)
        number = 0
        for record in _records(received, problems):
            number += 1
            if number > given.limits.records:
                problems.note(
                    str(number), f"is beyond the {given.limits.records:,} records that are read"
                )
                break
            with problems.gathering(str(number)):
                part = _part(record, number, received, given)
                if part is None:
                    continue
                try:
                    yield from read_received(part, given)
                except NoTextError:
                    continue  # a redirect or an empty frame: nothing is amiss with the archive
        if not number:
            problems.note("1", "is no record")
        problems.raise_if_any()


def _unpacked_head(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data[:8]
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:1024], 8)
    except zlib.error:
        return b""


def _check_packing(received: Received, given: Given, problems: Problems) -> None:
    """Refuse a bomb, and note an archive whose last packed record has no end: warcio passes over it."""
    if not received.data.startswith(_GZIP):
        return
    most = max(given.limits.unpacked, given.limits.unpacked_ratio * len(received.data))
    data = received.data
    unpacked = position = 0
    member = zlib.decompressobj(wbits=31)
    try:
        while position < len(data):
            # In small pieces: what a member leaves unused is copied, and an archive has many members.
            piece = data[position : position + _CHUNK]
            unpacked += len(member.decompress(piece, 16 * _CHUNK))
            position += len(piece) - len(member.unconsumed_tail) - len(member.unused_data)
            if unpacked > most:
                raise InputError(received.path, "would unpack without measure")
            if member.eof:
                member = zlib.decompressobj(wbits=31)
            elif position >= len(data):
                problems.note("archive", "is cut short")
    except zlib.error as error:
        problems.note("archive", f"is damaged or cut short: {error}")


def _records(received: Received, problems: Problems) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(io.BytesIO(received.data))
    complaints = io.StringIO()
    while True:
        try:
            # warcio prints its complaints; they are told in this input's one line instead.
            with contextlib.redirect_stderr(complaints):
                record = next(records)
        except StopIteration:
            break
        except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError) as error:
            problems.note("archive", f"is damaged or cut short: {' '.join(str(error).split())}")
            return
        yield record
    if complaints.getvalue():
        problems.note("archive", "has records whose declared length is wrong")


def _part(record: Any, number: int, received: Received, given: Given) -> Received | None:
    """Take a captured page out of its record; ``None`` for what is no page."""
    if record.rec_type not in _TYPES:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    declared = headers.get_header("content-type") if headers else record.content_type
    media_type, _, parameters = (declared or "").partition(";")
    media_type = media_type.strip().casefold()
    if media_type.startswith(_PASSED_OVER):
        return None
    where = f"{received.path}#{number}"
    data = _content(record, where, given.limits.markup)
    if not data.strip():
        return None
    _, _, charset = parameters.casefold().partition("charset=")
    return received.part(
        str(number),
        data,
        media_type=media_type or None,
        charset=charset.split(";")[0].strip(" \"'") or None,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        retrieved=_moment(record.rec_headers.get_header("WARC-Date")),
        metadata=(
            Metadatum(
                "captured",
                record.rec_headers.get_header("WARC-Date") or "",
                Provenance.PAGE,
                1.0,
                "WARC-Date",
            ),
        ),
    )


def _content(record: Any, where: str, most: int) -> bytes:
    stream = record.content_stream()
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(_CHUNK, most + 1)):
        parts.append(part)
        size += len(part)
        if size > most:
            raise InputError(where, f"is larger than {most >> 20} MB")
    while record.raw_stream.read(_CHUNK):
        pass
    # warcio counts down from the length that the record declares: what is left was never there.
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError(where, "is cut short")
    return b"".join(parts)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
