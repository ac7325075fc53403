"""schema.org Claim and ClaimReview, as JSON-LD.

Every claim is a ``Claim`` with its appearance and its author. A claim of a group that an editor has
decided also has a ``ClaimReview`` by that editor: it says in words whether the claim can stand beside the
figures that were retained, and why they were. It rates no truth; where nobody has decided, there is no review.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from reconcile.export.formats import Options
from reconcile.export.jsonld import Node, day, urn, web_address, without_empty, write_graph
from reconcile.export.project import Setting, group_figures, utc
from reconcile.export.reading import GroupReading
from reconcile.export.rows import Basis
from reconcile.export.sources import speaker_of
from reconcile.export.table import Table
from reconcile.export.words import Words, words_of
from reconcile.model import Claim, DocumentHead, Interval
from schema.vocabulary import Polarity, SourceKind

CONTEXT = "https://schema.org/"


class ClaimReviewExporter:
    """One graph of Claims and ClaimReviews."""

    name = "claimreview"
    suffix = ".jsonld"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the graph."""
        write_graph(out, {"@context": CONTEXT}, "@graph", _nodes(table))


def _nodes(table: Table) -> Iterator[Node]:
    words = words_of(table.heading.language)
    for reading in table.readings():
        for claim in table.chosen(reading):
            yield _claim(reading, claim, table.setting)
            review = _review(reading, claim, words)
            if review:
                yield review


def _claim(reading: GroupReading, claim: Claim, setting: Setting) -> Node:
    document = reading.document(claim)
    return {
        "@id": urn("claim", claim.id),
        "@type": "Claim",
        "name": claim.quote.exact,
        "text": claim.sentence,
        "inLanguage": claim.language,
        "about": {
            "@type": "Question",
            "@id": urn("group", reading.view.group.id),
            "name": reading.view.group.name,
        },
        "author": _author(claim, document, setting),
        "datePublished": day(document.published),
        "appearance": _appearance(document),
    }


def _author(claim: Claim, document: DocumentHead, setting: Setting) -> Node:
    key, name, kind = speaker_of(claim, document)
    source = setting.sources.get(key)
    kind = source.kind if source else kind
    named = source.name if source else name
    kinds = {SourceKind.PERSON: "Person", SourceKind.ANONYMOUS: "Person"}
    return {"@type": kinds.get(kind, "Organization"), "@id": urn("source", key), "name": named}


def _appearance(document: DocumentHead) -> Node:
    publisher = document.outlet or document.agency
    return without_empty(
        {
            "@id": urn("document", document.sha256),
            "@type": "NewsArticle",
            "url": web_address(document.url),
            "headline": document.title,
            "datePublished": day(document.published),
            "inLanguage": document.language,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "identifier": f"sha256:{document.sha256}",
        }
    )


def _review(reading: GroupReading, claim: Claim, words: Words) -> Node | None:
    verdict = reading.view.verdict
    retained, best, basis = group_figures(reading)
    if verdict is None or basis is not Basis.EDITOR or claim.quantity is None:
        return None
    fits = _fits(claim, retained, best)
    figures = words.figure(best, verdict.unit) or words.interval(retained, verdict.unit)
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": words("review_fits" if fits else "review_does_not_fit", figures=figures),
        "ratingExplanation": verdict.reason or words.value("treatments", verdict.treatment or ""),
    }
    return {
        "@id": urn("review", claim.id),
        "@type": "ClaimReview",
        "claimReviewed": claim.quote.exact,
        "itemReviewed": {"@id": urn("claim", claim.id)},
        "author": {"@type": "Person", "name": verdict.editor} if verdict.editor else None,
        "datePublished": (utc(verdict.decided) or "")[:10],
        "reviewBody": verdict.reason,
        "inLanguage": words.language,
        "reviewRating": without_empty(rating),
    }


def _fits(claim: Claim, retained: Interval, best: float | None) -> bool:
    """Tell whether what a claim's words allow holds the best figure; without one, touches the range."""
    quantity = claim.quantity
    assert quantity is not None
    if claim.polarity is Polarity.DENIED:
        return False
    low, high = (best, best) if best is not None else (retained.low, retained.high)
    above = quantity.low is not None and high is not None and quantity.low > high
    below = quantity.high is not None and low is not None and quantity.high < low
    return not above and not below


claimreview_exporter = ClaimReviewExporter()
