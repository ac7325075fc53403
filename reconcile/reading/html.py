"""Web pages: the article's text (trafilatura), and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reconcile.model import InputError, Metadatum
from reconcile.reading import page_metadata
from reconcile.reading.assembly import assemble, partial_date
from reconcile.reading.encoding import decode
from reconcile.reading.extras import needed
from reconcile.reading.given import Given, Limits
from reconcile.reading.problems import NoTextError
from reconcile.reading.received import Reading, Received, Recognition
from schema.vocabulary import Provenance

_ENDINGS = (".html", ".htm", ".xhtml")
_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
#: Elements that are never closed, or whose end is mostly left out.
_UNNESTED = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "option",
    )
)
#: Beyond this many elements finding the article takes time that grows with their square (20 000: 1 s,
#: 300 000: 208 s), so that all of the page's text is taken instead.
_MOST_ELEMENTS = 20_000
_INVISIBLE = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "footer",
    "header",
    "aside",
    "form",
    "button",
)
_BLOCKS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "tr",
    "blockquote",
    "br",
    "section",
    "article",
    "pre",
    "dd",
    "dt",
)


class HtmlReader:
    """Reads web pages as a browser saved or a server sent them."""

    name = "html"
    version = "1"

    def recognises(self, received: Received) -> Recognition:
        """Know a page by its first element, its declared type or its ending."""
        if _BEGINS.match(received.data[:4096].lstrip(b"\xff\xfe")):
            return Recognition.BY_CONTENT
        if received.media_type in _MEDIA_TYPES or received.name.endswith(_ENDINGS):
            return Recognition.BY_NAME
        return Recognition.NO

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read one page as one document."""
        markup, elements, encoding = self._markup(received, given.limits)
        text, page = article_of(
            markup, received.path, received.url, whole=elements > _MOST_ELEMENTS
        )
        if not text:
            raise NoTextError(received.path, "is a web page without any text to be found")
        yield Reading(
            assemble(
                received,
                text,
                given,
                self,
                media_type=received.media_type or "text/html",
                page=(*page, encoding),
            )
        )

    def _markup(self, received: Received, limits: Limits) -> tuple[str, int, Metadatum]:
        if len(received.data) > limits.markup:
            raise InputError(
                received.path,
                f"is {len(received.data) >> 20} MB of markup; the most that is read is "
                f"{limits.markup >> 20} MB",
                "save the article's text alone",
            )
        declared = _CHARSET.search(received.data[:4096])
        charset = received.charset or (declared[1].decode() if declared else None)
        decoded = decode(received.data, received.path, charset)
        elements = count_elements(decoded.text, received.path, limits.markup_depth)
        said = Metadatum(
            "encoding", decoded.encoding, Provenance.GUESSED, decoded.confidence, "bytes"
        )
        return decoded.text, elements, said


def count_elements(markup: str, where: str, deepest: int) -> int:
    """Count the elements of a page before a parser spends itself on it.

    Raise ``InputError`` on markup nested more than ``deepest`` elements deep.
    """
    count = depth = 0
    for match in _TAG.finditer(markup):
        closing, name, empty = match.groups()
        count += not closing
        if empty or name.lower() in _UNNESTED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > deepest:
            raise InputError(where, f"is nested more than {deepest} elements deep")
    return count


def article_of(
    markup: str, where: str, url: str | None = None, *, whole: bool = False
) -> tuple[str, tuple[Metadatum, ...]]:
    """Extract the text of a page's article, and what the page says of itself.

    The text is empty where the page has none. Comments of readers are left out. With ``whole`` all that
    the page shows is taken, without looking for the article in it.
    """
    trafilatura = needed("trafilatura", "web", where, "a web page")
    html = needed("lxml.html", "web", where, "a web page")
    try:
        # From bytes: lxml refuses a str that declares an encoding.
        tree = html.document_fromstring(
            markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except Exception as error:  # lxml's parser errors share no class with its empty-document error
        raise InputError(where, f"is no readable web page: {error}") from error
    said = list(page_metadata.metadata_of(tree, url))
    if not any(item.field == "published" for item in said):
        said += _guessed_date(markup, url, where)
    if whole:
        return visible_text(tree), tuple(said)
    text = trafilatura.extract(
        markup, include_comments=False, include_tables=True, deduplicate=False
    )
    # An extractor made for articles finds nothing in a page of one sentence.
    return (text or "").strip() or visible_text(tree), tuple(said)


def visible_text(tree: Any) -> str:
    """Give all the text that a page shows, a line a block: the fallback for very short pages."""
    for element in tree.xpath("|".join(f".//{name}" for name in (*_INVISIBLE, "comment()"))):
        element.drop_tree()
    bodies = tree.xpath("//body") or [tree]
    for element in bodies[0].iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in bodies[0].text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _guessed_date(markup: str, url: str | None, where: str) -> Iterator[Metadatum]:
    htmldate = needed("htmldate", "web", where, "a web page")
    try:
        date = htmldate.find_date(markup, url=url, original_date=True, extensive_search=False)
    except Exception:  # a heuristic's failure on odd markup must not lose the page
        return
    if date and partial_date(date):
        yield Metadatum("published", date, Provenance.GUESSED, 0.6, "htmldate")
