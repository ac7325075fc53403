"""Documents to rows and back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from reconcile.ledger.canonical import digest
from reconcile.ledger.rows import Row, date_of, moment_of, text_of
from reconcile.model.document import Document, Metadatum
from reconcile.model.span import Span
from schema.vocabulary import Provenance


def document_row(document: Document) -> Row:
    """Turn a document into its row, its bytes deflated."""
    return {
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "path": document.path,
        "text": document.text,
        "received": None if document.received is None else zlib.compress(document.received),
        "language": document.language,
        "outlet": document.outlet,
        "agency": document.agency,
        "title": document.title,
        "byline": document.byline,
        "dateline": document.dateline,
        "url": document.url,
        "published": text_of(document.published),
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "translated_from": document.translated_from,
        "reader": document.reader,
        "reader_version": document.reader_version,
        "media_type": document.media_type,
        "masked": [[span.start, span.end] for span in document.masked],
    }


def metadata_rows(document: Document) -> list[Row]:
    """Turn a document's metadata into rows."""
    return [
        {
            "document": document.sha256,
            "position": position,
            "field": item.field,
            "value": item.value,
            "provenance": item.provenance.value,
            "confidence": float(item.confidence),
            "detail": item.detail,
        }
        for position, item in enumerate(document.metadata)
    ]


def document_digest(row: Mapping[str, Any], metadata: Sequence[Mapping[str, Any]]) -> str:
    """Digest a document's row and metadata; the text and the bytes by their own hashes."""
    head = {key: value for key, value in row.items() if key not in ("text", "received")}
    return digest([head, [dict(item) for item in metadata]])


def document_from(
    row: Mapping[str, Any], metadata: Sequence[Mapping[str, Any]] = (), *, received: bool = False
) -> Document:
    """Read a document back; its bytes only where ``received``."""
    packed = row["received"] if received else None
    return Document(
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        path=row["path"],
        text=row["text"],
        language=row["language"],
        outlet=row["outlet"],
        agency=row["agency"],
        title=row["title"],
        byline=row["byline"],
        dateline=row["dateline"],
        url=row["url"],
        published=date_of(row["published"]),
        published_at=moment_of(row["published_at"]),
        retrieved=moment_of(row["retrieved"]),
        translated_from=row["translated_from"],
        reader=row["reader"],
        reader_version=row["reader_version"],
        media_type=row["media_type"],
        masked=tuple(Span(start, end) for start, end in row["masked"]),
        metadata=tuple(
            Metadatum(
                field=item["field"],
                value=item["value"],
                provenance=Provenance(item["provenance"]),
                confidence=item["confidence"],
                detail=item["detail"],
            )
            for item in metadata
        ),
        received=None if packed is None else zlib.decompress(packed),
    )
