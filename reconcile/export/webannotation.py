"""W3C Web Annotation: every claim an annotation on the passage that states it, every decision one on claims.

The target is the document's text as the ledger keeps it, by quote and by position; where the document has
an address, the quote in the page at that address is a target as well.
See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from reconcile.export.formats import Options
from reconcile.export.jsonld import Node, urn, web_address, without_empty, write_graph
from reconcile.export.project import hop_name, utc
from reconcile.export.reading import GroupReading
from reconcile.export.table import Table
from reconcile.export.words import Words, words_of
from reconcile.model import Claim, Judgement, Verdict
from schema.vocabulary import Family

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


class WebAnnotationExporter:
    """One AnnotationCollection with its page."""

    name = "webannotation"
    suffix = ".jsonld"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the collection; how many annotations it holds stands at its end."""
        collection = urn("annotations", table.heading.state.head or "none")
        count = _Counter()
        head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection"}
        label = words_of(table.heading.language)("title")
        opening = json.dumps({**head, "label": label}, ensure_ascii=False)[:-1]
        out.write(f'{opening}, "first": '.encode())
        page = {"id": f"{collection}:1", "type": "AnnotationPage", "startIndex": 0}
        write_graph(out, page, "items", count.through(_annotations(table)))
        out.write(f', "total": {count.number}}}\n'.encode())


class _Counter:
    """Counts what passes through."""

    def __init__(self) -> None:
        self.number = 0

    def through(self, nodes: Iterator[Node]) -> Iterator[Node]:
        """Pass the nodes on."""
        for node in nodes:
            self.number += 1
            yield node


def _annotations(table: Table) -> Iterator[Node]:
    words = words_of(table.heading.language)
    program = {
        "id": urn("program", "reconcile"),
        "type": "Software",
        "name": table.heading.program or "reconcile",
    }
    for reading in table.readings():
        chosen = {claim.id for claim in table.chosen(reading)}
        for claim in reading.view.claims:
            if claim.id in chosen:
                yield _claim(reading, claim, program, words)
        for item in reading.standings:
            if item.judgement and {item.a, item.b} & chosen:
                yield _judgement(item.judgement, words)
        if reading.view.verdict:
            yield _verdict(reading, reading.view.verdict, words)


def _claim(reading: GroupReading, claim: Claim, program: Node, words: Words) -> Node:
    document = reading.document(claim)
    quote = without_empty(
        {
            "type": "TextQuoteSelector",
            "exact": claim.quote.exact,
            "prefix": claim.quote.prefix,
            "suffix": claim.quote.suffix,
        }
    )
    position = {
        "type": "TextPositionSelector",
        "start": claim.quote.start,
        "end": claim.quote.end,
    }
    text = {
        "id": urn("document", document.sha256),
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
    }
    targets: list[Any] = [
        {"type": "SpecificResource", "source": without_empty(text), "selector": [quote, position]}
    ]
    address = web_address(document.url)
    if address:
        targets.append({"type": "SpecificResource", "source": address, "selector": quote})
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": program,
        "body": list(_bodies(reading, claim, words)),
        "target": targets,
    }


def _bodies(reading: GroupReading, claim: Claim, words: Words) -> Iterator[Node]:
    said = [reading.view.group.name]
    if claim.quantity:
        said.append(words.interval(claim.quantity.interval, claim.quantity.unit))
    said += [" → ".join(hop_name(hop) for hop in claim.attribution)]
    yield _text(" · ".join(part for part in said if part), "describing", words.language)
    for tag in (claim.measure, claim.scope.kind.value):
        if tag:
            yield _text(tag, "tagging")


def _text(value: str, purpose: str, language: str | None = None) -> Node:
    return without_empty(
        {
            "type": "TextualBody",
            "value": value,
            "format": "text/plain",
            "language": language,
            "purpose": purpose,
        }
    )


def _editor(name: str) -> Node | None:
    return {"id": urn("editor", name), "type": "Person", "name": name} if name else None


def _judgement(judgement: Judgement, words: Words) -> Node:
    word = words.value("families", Family(judgement.family))
    value = f"{word}: {judgement.reason}" if judgement.reason else word
    return {
        "id": urn("judgement", f"{judgement.a}.{judgement.b}"),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": _editor(judgement.editor),
        "created": utc(judgement.decided),
        "body": [_text(value, "assessing", words.language), _text(judgement.family, "tagging")],
        "target": [urn("claim", judgement.a), urn("claim", judgement.b)],
    }


def _verdict(reading: GroupReading, verdict: Verdict, words: Words) -> Node:
    figures = (("low", verdict.low), ("best", verdict.best), ("high", verdict.high))
    said = ", ".join(
        f"{words(name)} {words.figure(value, verdict.unit)}"
        for name, value in figures
        if value is not None
    )
    value = ": ".join(part for part in (said, verdict.reason) if part)
    return {
        "id": urn("verdict", reading.view.group.id),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": _editor(verdict.editor),
        "created": utc(verdict.decided),
        "body": [_text(value or verdict.status, "assessing", words.language)],
        "target": [urn("claim", claim.id) for claim in reading.view.claims],
    }


webannotation_exporter = WebAnnotationExporter()
