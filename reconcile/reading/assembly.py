"""A text and what is said of it, put together as a document."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reconcile.model import Document, InputError, Metadatum, PartialDate, Span
from reconcile.reading import datelines, language
from reconcile.reading.given import Given
from reconcile.reading.problems import NoTextError
from reconcile.reading.received import Reader, Received
from schema.vocabulary import Provenance

#: A date less sure than this (when a file was made, from a template perhaps) is told, but not taken: a wrong date
#: makes a rising toll look like a contradiction.
_LEAST_SURE_DATE = 0.5
#: How sure a page must be of its language to be believed against its words: templates declare the wrong one.
_SURE_LANGUAGE = 0.9
#: How sure the words must be, and how many characters they are to be believed for.
_CONTRADICTED = 0.95
_ENOUGH = 200

_BINDING = {provenance: rank for rank, provenance in enumerate(Provenance)}


def assemble(
    received: Received,
    text: str,
    given: Given,
    reader: Reader,
    *,
    media_type: str,
    page: Iterable[Metadatum] = (),
    masked: tuple[Span, ...] = (),
) -> Document:
    """Make the document: its text as read, and for each field the most binding thing said of it.

    ``page`` is what the reader found. All that was said is kept, the winner of each field first, so
    that a person can see where it came from and what spoke against it.
    Raise ``InputError`` where there is no text, or more than the limit.
    """
    if not text.strip():
        raise NoTextError(received.path, "holds no text")
    if len(text) > given.limits.text:
        raise InputError(
            received.path,
            f"holds {len(text):,} characters; the most that is read as one document is "
            f"{given.limits.text:,}",
            "split it",
        )
    said = [*given.metadata(), *_manifest(received, given), *received.metadata, *page]
    if received.url:
        said.append(Metadatum("url", received.url, Provenance.PAGE, 1.0, "address it came from"))
    said += datelines.metadata_of(text)
    if found := language.translated_from(text):
        said.append(found)
    said = list(_languages(said, text))
    metadata = ranked(item for item in said if item.value)
    published, moment = _published(metadata)
    return Document(
        sha256=received.sha256,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        path=received.path,
        text=text,
        language=first(metadata, "language"),
        outlet=first(metadata, "outlet"),
        agency=first(metadata, "agency"),
        title=first(metadata, "title"),
        byline=first(metadata, "byline"),
        dateline=first(metadata, "dateline"),
        url=first(metadata, "url"),
        published=published,
        published_at=moment,
        retrieved=received.retrieved,
        translated_from=first(metadata, "translated_from"),
        reader=reader.name,
        reader_version=reader.version,
        media_type=media_type,
        masked=masked,
        metadata=metadata,
        received=received.data,
    )


def _languages(said: list[Metadatum], text: str) -> Iterator[Metadatum]:
    """Guess the language where nobody said it, or only a page did that its words contradict."""
    declared = [item for item in said if item.field == "language"]
    doubtful = [
        item
        for item in declared
        if item.provenance is Provenance.PAGE and item.confidence < _SURE_LANGUAGE
    ]
    if declared and len(doubtful) < len(declared):
        yield from said
        return
    guessed = language.guess(text)
    if guessed is None:
        yield from said
        return
    sure = guessed.confidence >= _CONTRADICTED and len(text) >= _ENOUGH
    for item in said:
        if item in doubtful and sure and item.value != guessed.value:
            reason = f"{item.detail}; the words read otherwise"
            yield replace(item, provenance=Provenance.GUESSED, confidence=0.2, detail=reason)
        else:
            yield item
    if not declared or sure:
        yield guessed


def ranked(said: Iterable[Metadatum]) -> tuple[Metadatum, ...]:
    """Order what was said by field, the most binding and surest first; drop what is said twice."""
    fields: dict[str, list[Metadatum]] = {}
    for item in said:
        fields.setdefault(item.field, []).append(item)
    ordered = []
    for items in fields.values():
        # Stable: what the readers say first wins where they are equally sure.
        items.sort(key=lambda item: (_BINDING[item.provenance], -item.confidence))
        ordered += list(dict.fromkeys(items))
    return tuple(ordered)


def first(metadata: Iterable[Metadatum], field: str) -> str | None:
    """Give the value that holds for a field, from ranked metadata."""
    return next((item.value for item in metadata if item.field == field), None)


def _manifest(received: Received, given: Given) -> tuple[Metadatum, ...]:
    # A part of a file ("page.warc#3") is not the file that the manifest names.
    return given.manifest.of(received.path) if given.manifest and not received.depth else ()


def _published(metadata: Iterable[Metadatum]) -> tuple[PartialDate | None, dt.datetime | None]:
    """Read the date, and the moment where the winner, or another that agrees with it, has a time."""
    items = [
        item
        for item in metadata
        if item.field == "published" and item.confidence >= _LEAST_SURE_DATE
    ]
    date = next((found for item in items if (found := partial_date(item.value))), None)
    if date is None:
        return None, None
    for item in items:
        moment = moment_of(item.value)
        if moment and date.first <= moment.date() <= date.last:
            return (PartialDate.of(moment.date()) if items[0] is item else date), moment
    return date, None


def partial_date(value: str) -> PartialDate | None:
    """Read the date at the beginning of an ISO 8601 date or time."""
    for length in (10, 7, 4):
        if len(value) != length and (len(value) < length or value[length] not in "T "):
            continue
        try:
            return PartialDate.parse(value[:length])
        except ValueError:
            continue
    return None


def moment_of(value: str) -> dt.datetime | None:
    """Read an ISO 8601 date and time; ``None`` for a mere date."""
    if len(value) < 16:
        return None
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return None
