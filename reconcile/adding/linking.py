"""Link a document to what it copies, and to the former version of its page.

Works on what the ledger keeps, one document at a time, and asks the index for those that share shingles with
it: a run that is cut short is completed by the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reconcile.ledger import Ledger
from reconcile.model import Document
from reconcile.reading.addresses import is_address, same_page
from reconcile.reading.copies import Copy, Dated, Words, compare, is_earlier, sketch

#: The part of a copy's words that must stand in the original. Two interviews that put the same questions share up
#: to 0.56 of their words, halves of articles 0.78 and more.
SHARE = 0.6
#: Or the part of the original's words that the copy holds, around which it may have added its own.
CONTAINED = 0.85
#: Fewer copied words are a sentence that was quoted.
WORDS = 25
#: Below so many copied words, they must be copied to the letter: two short notes on two days' tolls, from one
#: template, differ in their figures alone.
LITERAL = 60

#: Readers whose documents are not the page whose address they name.
_NOT_THE_PAGE = ("table",)


@dataclass(frozen=True, slots=True)
class Links:
    """What a document was found to be linked to.

    ``relinked`` are documents that turned out to be its copies.
    """

    sha256: str
    copy_of: str | None = None
    share: float | None = None
    previous: str | None = None
    relinked: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The documents whose claims may now stand otherwise to others."""
        return (self.sha256, *self.relinked) if self.copy_of or self.relinked else ()


@dataclass(frozen=True, slots=True)
class _Match:
    """Another document and what it has in common with the one at hand."""

    sha256: str
    dated: Dated
    #: The common text, seen from the document at hand.
    common: Copy


def address_of(document: Document) -> str | None:
    """Give the key of the page that a document is a version of; ``None`` where there is none."""
    if not document.url or not is_address(document.url) or document.reader in _NOT_THE_PAGE:
        return None
    page = same_page(document.url)
    # A feed's entry announces the page; it is no version of it.
    return f"entry {page}" if document.reader == "feed" else page


def link_waiting(ledger: Ledger) -> Iterator[Links]:
    """Link every document that has not been looked at yet."""
    for sha256 in ledger.waiting_for_links():
        yield link(ledger, ledger.document(sha256))


def link(ledger: Ledger, document: Document) -> Links:
    """Find what a document copies, what copies it, and its former version; keep the links."""
    words = Words.of(document.text, document.masked)
    values = sketch(document.text, document.masked)
    address = address_of(document)
    latest = ledger.latest_at(address) if address else None
    previous = latest[0] if latest and latest[0] != document.sha256 else None
    candidates = ledger.copy_candidates(values)
    number = ledger.index_document(document.sha256, values, words=len(words.words), address=address)
    if previous:
        ledger.store_version(document.sha256, previous)
    here = _dated(document, words, number)
    matches = []
    for candidate in candidates:
        if candidate.sha256 == document.sha256:
            continue
        other = ledger.document(candidate.sha256)
        there = Words.of(other.text, other.masked)
        match = _Match(other.sha256, _dated(other, there, candidate.number), compare(words, there))
        if _is_copy(match, here):
            matches.append(match)
    copied = _store(ledger, document.sha256, here, matches)
    return Links(
        document.sha256, *copied, previous, _relink(ledger, document.sha256, here, matches)
    )


def _is_copy(match: _Match, here: Dated) -> bool:
    """Tell whether the earlier of two is the later's original: enough of either stands in the other."""
    common = match.common
    if common.words < WORDS:
        return False
    if common.words < LITERAL and any(passage.likeness < 1 for passage in common.passages):
        return False
    if is_earlier(match.dated, here):
        copied, held = common.share, common.contained
    else:
        copied, held = common.contained, common.share
    return copied >= SHARE or held >= CONTAINED


def _store(
    ledger: Ledger, sha256: str, here: Dated, matches: list[_Match]
) -> tuple[str | None, float | None]:
    """Link the document to the earliest text that it copies."""
    original: _Match | None = None
    for match in matches:
        if is_earlier(match.dated, here) and (
            original is None or is_earlier(match.dated, original.dated)
        ):
            original = match
    if original is None:
        return None, None
    share = round(original.common.share, 4)
    ledger.store_copies([(sha256, original.sha256, share)])
    return original.sha256, share


def _relink(ledger: Ledger, sha256: str, here: Dated, matches: list[_Match]) -> tuple[str, ...]:
    """Link later documents to this one, where it is the earliest of what they copy."""
    found = []
    dated = {match.sha256: match.dated for match in matches}
    for match in matches:
        if is_earlier(match.dated, here):
            continue
        linked = ledger.copied_from(match.sha256)
        former = dated.get(linked[0]) if linked else None
        # What it was linked to stands, if that is earlier still, or unlike this text.
        if linked and (former is None or is_earlier(former, here)):
            continue
        ledger.store_copies([(match.sha256, sha256, round(match.common.contained, 4))])
        found.append(match.sha256)
    return tuple(found)


def _dated(document: Document, words: Words, number: int) -> Dated:
    return Dated(
        published=document.published,
        published_at=document.published_at,
        outlet=document.outlet,
        agency=document.agency,
        words=len(words.words),
        number=number,
    )
