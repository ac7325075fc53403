"""What is marked in a text, and by which sign: the passage, its figure, who says it, when and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reconcile.model import Claim
from tui.language import N_

#: Fields of a claim whose evidence tells the period, as extraction names them.
_PERIOD_FIELDS = ("scope.start", "scope.as_of")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text in an ink, with signs before and after it (so that it needs no colour)."""

    start: int
    end: int
    ink: str
    before: str = ""
    after: str = ""


#: What each ink means, for the line under the passage.
LEGEND: tuple[tuple[str, str], ...] = (
    ("figure", N_("figure")),
    ("speaker", N_("speaker")),
    ("period", N_("period")),
    ("place", N_("place")),
)


def of_claim(claim: Claim, text: str) -> list[Mark]:
    """Mark one claim in its text; an orphan quote, which no longer stands there, marks nothing."""
    if not claim.quote.stands_in(text):
        return []
    marks = [Mark(claim.quote.start, claim.quote.end, "quote", ">>", "<<")]
    if claim.quantity is not None:
        marks.append(Mark(claim.quantity.start, claim.quantity.end, "figure"))
    marks += [Mark(place.start, place.end, "place") for place in claim.where]
    # "Last week" tells both when it began and when it ended: one stretch, one mark.
    periods = {
        (item.start, item.end)
        for item in claim.evidence
        if item.field in _PERIOD_FIELDS and item.start is not None and item.end is not None
    }
    marks += [Mark(start, end, "period") for start, end in sorted(periods)]
    marks += [Mark(hop.start, hop.end, "speaker", "[", "]") for hop in claim.attribution]
    return [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]


def of_others(claims: Iterable[Claim], text: str) -> list[Mark]:
    """Mark the other claims of a document, more quietly."""
    return [
        Mark(claim.quote.start, claim.quote.end, "other")
        for claim in claims
        if claim.quote.stands_in(text)
    ]


def legend(claim: Claim, text: str) -> list[tuple[str, str, str]]:
    """Name what is marked: (ink, its meaning, the words of the text)."""
    marks = of_claim(claim, text)
    found = []
    for ink, meaning in LEGEND:
        words = dict.fromkeys(text[mark.start : mark.end] for mark in marks if mark.ink == ink)
        if words:
            found.append((ink, meaning, ", ".join(words)))
    return found
