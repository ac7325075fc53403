"""RSS and Atom feeds, through feedparser: every entry is a document of its own.

The entries are cut out of the feed and parsed one by one, each within the feed's own head. So the bytes that
identify an entry are those that were sent, and a broken entry takes no other with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import Any
from xml.parsers import expat

from reconcile.model import InputError, Metadatum
from reconcile.reading.agencies import known_agency
from reconcile.reading.assembly import assemble, partial_date
from reconcile.reading.extras import needed
from reconcile.reading.given import Given
from reconcile.reading.html import count_elements, visible_text
from reconcile.reading.problems import Problems
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

_ENDINGS = (".rss", ".atom", ".rdf")
_MEDIA_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENTRY = re.compile(rb"<(item|entry)(?=[\s>])")
_NAMED_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")


class FeedReader:
    """Reads the entries of a feed."""

    name = "feed"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a feed by its first element."""
        if _BEGINS.match(received.data[:4096]):
            return Recognition.BY_CONTENT
        named = received.name.endswith(_ENDINGS) or received.media_type in _MEDIA_TYPES
        return Recognition.BY_NAME if named else Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one document an entry; report broken entries at the end."""
        feedparser = needed("feedparser", "feeds", received.path, "a feed")
        data = received.data
        if b"<!ENTITY" in data:
            raise InputError(received.path, "declares XML entities, which are not expanded")
        if len(data) > given.limits.markup:
            raise InputError(
                received.path,
                f"is {len(data) >> 20} MB of markup; the most that is read is {given.limits.markup >> 20} MB",
            )
        head, entries, tail = split(data)
        if not entries:
            raise InputError(received.path, "is a feed without entries")
        feed = feedparser.parse(head + tail).feed
        problems = Problems(received.path, "entries")
        for number, entry in enumerate(entries, start=1):
            with problems.gathering(f"entry {number}"):
                yield self._entry(received, number, head, entry, tail, feed, given)
        problems.raise_if_any()

    def _entry(
        self,
        received: Received,
        number: int,
        head: bytes,
        data: bytes,
        tail: bytes,
        feed: Any,
        given: Given,
    ) -> Reading:
        import feedparser

        where = f"{received.path}#{number}"
        _check_well_formed(head, data, tail, where)
        parsed = feedparser.parse(head + data + tail, sanitize_html=True)
        if not parsed.entries:
            raise InputError(where, "is no entry")
        entry = parsed.entries[0]
        text = _text(entry, where, given)
        part = received.part(str(number), data)
        document = assemble(
            part,
            text,
            given,
            self,
            media_type="application/xml",
            page=tuple(_metadata(entry, feed)),
        )
        return Reading(document)


def split(data: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Cut a feed into what precedes its entries, the entries, and what closes it.

    An entry that is not closed runs to the next one, or to the end.
    """
    starts = list(_ENTRY.finditer(data))
    if not starts:
        return data, [], b""
    entries = []
    end = len(data)
    for match, following in zip(starts, [*(m.start() for m in starts[1:]), len(data)], strict=True):
        closing = b"</" + match[1] + b">"
        found = data.rfind(closing, match.start(), following)
        end = found + len(closing) if found >= 0 else following
        entries.append(data[match.start() : end])
    head = data[: starts[0].start()]
    return head, entries, _closing_of(head)


def _closing_of(head: bytes) -> bytes:
    """Close what the head leaves open, whatever became of the feed's own end."""
    tail = b"</channel>" if b"<channel" in head and b"</channel>" not in head else b""
    for name in (b"rss", b"feed", b"rdf:RDF"):
        if re.search(rb"<" + name + rb"\b", head):
            return tail + b"</" + name + b">"
    return tail


def _check_well_formed(head: bytes, data: bytes, tail: bytes, where: str) -> None:
    """Refuse an entry that is not XML: what a lenient parser makes of it may not be what was meant.

    Names of HTML's characters and bare ampersands are let pass; they are common and can mean only one thing.
    """
    if len(data) > 1 and not data.rstrip().endswith((b"</item>", b"</entry>")):
        raise InputError(where, "is cut short")
    known = _NAMED_ENTITY.sub(lambda match: b"" if match[1].decode() in html5 else match[0], data)
    parser = expat.ParserCreate()
    try:
        parser.Parse(head + _BARE_AMPERSAND.sub(b"&amp;", known) + tail, True)
    except expat.ExpatError as error:
        raise InputError(where, f"is not well-formed: {error}") from error


def _text(entry: Any, where: str, given: Given) -> str:
    """Give the headline and, below it, the fullest text of an entry."""
    html = needed("lxml.html", "feeds", where, "an entry with markup")
    bodies = [item.get("value", "") for item in entry.get("content", ())] + [
        entry.get("summary", "")
    ]
    texts = []
    for body in bodies:
        if not body.strip():
            continue
        count_elements(body, where, given.limits.markup_depth)
        texts.append(visible_text(_fragment(html, body)))
    title = " ".join(visible_text(_fragment(html, entry.get("title", ""))).split())
    body = max(texts, key=len, default="")
    if not title and not body:
        raise InputError(where, "has neither headline nor text")
    return f"{title}\n\n{body}" if title and body else title or body


def _fragment(html: Any, markup: str) -> Any:
    return html.fragment_fromstring(markup, create_parent="body")


def _metadata(entry: Any, feed: Any) -> Iterator[Metadatum]:
    def said(field: str, value: object, sure: float, detail: str) -> Iterator[Metadatum]:
        text = " ".join(str(value or "").split())
        if text:
            yield Metadatum(field, text, Provenance.PAGE, sure, detail)

    yield from said("title", entry.get("title"), 0.95, "entry title")
    yield from said("url", entry.get("link"), 0.95, "entry link")
    yield from said("byline", entry.get("author"), 0.9, "entry author")
    if agency := known_agency(str(entry.get("author") or "")):
        yield from said("agency", agency, 0.9, "entry author")
    source = entry.get("source") or {}
    yield from said("outlet", source.get("title"), 0.9, "entry source")
    yield from said("outlet", feed.get("title"), 0.8, "feed title")
    language = entry.get("language") or feed.get("language") or ""
    yield from said("language", language[:2].casefold(), 0.8, "feed language")
    # Asked by its keys: feedparser answers for one date with the other where it is missing.
    dates = {
        key: iso_moment(str(entry[key])) for key in ("published", "updated") if key in set(entry)
    }
    yield from said("published", dates.get("published"), 0.95, "entry published")
    yield from said("modified", dates.get("updated"), 0.95, "entry updated")
    if "published" not in dates:
        yield from said("published", dates.get("updated"), 0.7, "entry updated")


def iso_moment(text: str) -> str | None:
    """Give a feed's date (RFC 822 or RFC 3339) as ISO 8601, its time zone kept."""
    text = text.strip()
    if not text:
        return None
    if partial_date(text):
        try:
            return datetime.fromisoformat(text).isoformat() if len(text) > 10 else text
        except ValueError:
            return text[:10]
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return None
