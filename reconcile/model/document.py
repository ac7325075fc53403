"""The document: one published text, kept as received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reconcile.model.dates import PartialDate
from reconcile.model.span import Span
from schema.vocabulary import Provenance


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One piece of metadata with where it came from and how sure it is (0 to 1)."""

    field: str
    value: str
    provenance: Provenance
    confidence: float = 1.0
    #: The finer place, for a person to check: "JSON-LD datePublished", "first line".
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One published text.

    ``sha256`` is that of the bytes as received and is the document's identity; ``text`` is what was
    read out of them, never altered afterwards, and every offset counts its code points. ``masked``
    are stretches of the text that are not prose (a metadata line) and hold no claim.
    """

    sha256: str
    text_sha256: str
    path: str
    text: str
    language: str | None = None
    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    #: The moment of publication where the page gives a time of day.
    published_at: dt.datetime | None = None
    retrieved: dt.datetime | None = None
    translated_from: str | None = None
    reader: str = "text"
    reader_version: str = "1"
    media_type: str = "text/plain"
    masked: tuple[Span, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    #: The bytes as received; ``None`` when the document was read back without them.
    received: bytes | None = None
