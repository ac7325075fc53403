"""What a web page says of itself: JSON-LD, OpenGraph, other meta elements, links, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from reconcile.model import Metadatum
from reconcile.reading.agencies import known_agency
from reconcile.reading.assembly import partial_date
from reconcile.reading.signatures import agencies_of_line
from schema.vocabulary import Provenance

#: schema.org's types of a published text end so ("NewsArticle", "BlogPosting", "ReportageNewsArticle").
_ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage)\Z")

#: Meta elements by the field they give, with how sure each is.
_META: dict[str, tuple[str, float]] = {
    "og:title": ("title", 0.9),
    "twitter:title": ("title", 0.7),
    "dc.title": ("title", 0.8),
    "og:site_name": ("outlet", 0.9),
    "application-name": ("outlet", 0.6),
    "dc.publisher": ("outlet", 0.8),
    "author": ("byline", 0.8),
    "article:author": ("byline", 0.7),
    "dc.creator": ("byline", 0.8),
    "article:published_time": ("published", 0.95),
    "og:published_time": ("published", 0.9),
    "datepublished": ("published", 0.9),
    "dc.date.issued": ("published", 0.9),
    "dc.date": ("published", 0.8),
    "date": ("published", 0.8),
    "pubdate": ("published", 0.8),
    "publish-date": ("published", 0.8),
    "article:modified_time": ("modified", 0.9),
    "og:url": ("url", 0.9),
    "og:locale": ("language", 0.7),
    "dc.language": ("language", 0.8),
    "robots": ("robots", 1.0),
}

_DATED = ("published", "modified")

#: Elements that sign a page, by what their class is called; those of a picture sign the picture.
_BYLINES = (
    '//*[contains(@class, "byline") or contains(@class, "author") or contains(@class, "signature")'
    ' or contains(@class, "auteur")][not(ancestor-or-self::figure)]'
)
_MOST_BYLINES = 20


class Element(Protocol):
    """What is used of an lxml element; lxml itself carries no types."""

    def xpath(self, path: str) -> Any:
        """Evaluate an XPath expression."""

    def get(self, name: str) -> str | None:
        """Read an attribute."""


def metadata_of(tree: Element, url: str | None) -> tuple[Metadatum, ...]:
    """List what a page says of itself; ``url`` is where it came from, if that is known."""
    said = [
        item
        for item in (*_json_ld(tree, url), *_meta(tree, url), *_links_and_attributes(tree, url))
        if item.value
    ]
    if not any(item.field == "outlet" for item in said):
        said += _host(url or next((item.value for item in said if item.field == "url"), None))
    return tuple(said)


def _page(field: str, value: str, confidence: float, detail: str) -> Metadatum:
    return Metadatum(field, " ".join(value.split()), Provenance.PAGE, confidence, detail)


def _json_ld(tree: Element, url: str | None) -> Iterator[Metadatum]:
    for script in tree.xpath('//script[contains(@type, "ld+json")]/text()'):
        try:
            data = json.loads(str(script).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            types = _strings(node.get("@type"))
            if not any(_ARTICLE.search(kind) for kind in types):
                continue
            # A WebPage says less surely what the article in it is.
            article = not all(kind.endswith("WebPage") for kind in types)
            yield from _article(node, 0.98 if article else 0.85, url)


def _article(node: dict[str, Any], sure: float, url: str | None) -> Iterator[Metadatum]:
    for key, field in (("headline", "title"), ("inLanguage", "language")):
        for value in _names(node.get(key))[:1]:
            value = value[:2].casefold() if field == "language" else value
            yield _page(field, value, sure, f"JSON-LD {key}")
    for key, field in (("datePublished", "published"), ("dateModified", "modified")):
        for value in _strings(node.get(key))[:1]:
            if partial_date(value):
                yield _page(field, value, sure, f"JSON-LD {key}")
    for value in _names(node.get("publisher"))[:1]:
        yield _page("outlet", value, sure, "JSON-LD publisher")
    authors = _names(node.get("author"))
    if authors:
        yield _page("byline", ", ".join(authors), sure, "JSON-LD author")
    for name in (
        *authors,
        *_names(node.get("sourceOrganization")),
        *_names(node.get("creditText")),
    ):
        if agency := known_agency(name):
            yield _page("agency", agency, sure, "JSON-LD author")
    address = _address(node.get("url")) or _address(node.get("mainEntityOfPage"))
    if address:
        yield _page("url", urljoin(url or "", address), sure - 0.05, "JSON-LD url")
    original = node.get("translationOfWork")
    for value in _strings(original.get("inLanguage")) if isinstance(original, dict) else ():
        yield _page("translated_from", value[:2].casefold(), sure, "JSON-LD translationOfWork")


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Walk JSON-LD's lists and graphs, without recursion: the nesting is the page's."""
    waiting = [data]
    seen = 0
    while waiting and seen < 1_000:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += [
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
            ]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str) and item.strip()]
    return []


def _names(value: Any) -> list[str]:
    """Give the names of schema.org persons and organisations, which may also be plain strings."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return [name for item in names for name in _strings(item) if "://" not in name]


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return (
        value if isinstance(value, str) and value.startswith(("http://", "https://", "/")) else None
    )


def _meta(tree: Element, url: str | None) -> Iterator[Metadatum]:
    for element in tree.xpath("//meta[@content]"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or ""
        ).casefold()
        field, sure = _META.get(name, ("", 0.0))
        value = (element.get("content") or "").strip()
        if not field or not value or (field in _DATED and not partial_date(value)):
            continue
        if field == "byline" and "://" in value:
            continue
        if field == "language":
            value = value[:2].casefold()
        if field == "url":
            value = urljoin(url or "", value)
        yield _page(field, value, sure, f"meta {name}")
        if field == "byline" and (agency := known_agency(value)):
            yield _page("agency", agency, sure, f"meta {name}")


def _links_and_attributes(tree: Element, url: str | None) -> Iterator[Metadatum]:
    for address in tree.xpath('//link[@rel="canonical"]/@href')[:1]:
        yield _page("url", urljoin(url or "", str(address)), 0.99, "link canonical")
    for code in tree.xpath("/html/@lang | /html/@*[local-name()='lang']")[:1]:
        if len(str(code)) >= 2:
            yield _page("language", str(code)[:2].casefold(), 0.85, "html lang")
    for title in tree.xpath("//head/title/text()")[:1]:
        yield _page("title", str(title), 0.6, "title element")
    for moment in tree.xpath("//time[@pubdate]/@datetime | //article//time/@datetime")[:1]:
        if partial_date(str(moment)):
            yield _page("published", str(moment), 0.7, "time element")
    for byline in tree.xpath('//*[@rel="author" or @itemprop="author"]')[:1]:
        name = " ".join("".join(byline.xpath(".//text()")).split())
        if 2 < len(name) < 100:
            yield _page("byline", name, 0.6, "author element")
    # "Par Jeanne Roux avec AFP" stands outside the article's text as often as in it.
    for element in tree.xpath(_BYLINES)[:_MOST_BYLINES]:
        line = " ".join("".join(element.xpath(".//text()")).split())
        for agency in agencies_of_line(line):
            yield _page("agency", agency, 0.75, "byline element")


def _host(url: str | None) -> Iterable[Metadatum]:
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return (Metadatum("outlet", host, Provenance.GUESSED, 0.5, "address's host"),) if host else ()
