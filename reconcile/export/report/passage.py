"""A sentence cut into stretches, so that the quote, its figure and its speakers can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reconcile.export.text import sound
from reconcile.model import Claim, Span

#: Marks that reorder what a reader sees; they are shown by their code instead.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a sentence and what it is part of."""

    text: str
    quote: bool = False
    figure: bool = False
    speaker: bool = False


def shown(text: str) -> str:
    """Make a text safe to look at: nothing in it can reorder or hide what stands around it."""
    return _REORDERING.sub(lambda match: f"[U+{ord(match.group()):04X}]", sound(text))


def stretches(claim: Claim) -> tuple[Stretch, ...]:
    """Cut a claim's sentence at the borders of its quote, its figure and its speakers."""
    sentence = claim.sentence or claim.quote.exact
    quote = _locate(claim, sentence)
    if quote is None:
        # The quote does not stand in the sentence: it is shown alone rather than guessed.
        return (Stretch(shown(claim.quote.exact), quote=True),)
    offset = claim.quote.start - quote.start
    figure = (
        _inside(claim.quantity.start - offset, claim.quantity.end - offset, sentence)
        if (claim.quantity)
        else None
    )
    speakers = tuple(_speakers(claim, sentence))
    borders = {0, len(sentence)}
    for span in (quote, figure, *speakers):
        if span:
            borders |= {span.start, span.end}
    edges = sorted(borders)
    return tuple(
        Stretch(
            text=shown(sentence[start:end]),
            quote=quote.start <= start and end <= quote.end,
            figure=figure is not None and figure.start <= start and end <= figure.end,
            speaker=any(span.start <= start and end <= span.end for span in speakers),
        )
        for start, end in pairwise(edges)
    )


def _locate(claim: Claim, sentence: str) -> Span | None:
    """Find the quote in the sentence; where it stands there twice, the one after its prefix."""
    exact = claim.quote.exact
    if not exact:
        return None
    found = [match.start() for match in re.finditer(re.escape(exact), sentence)]
    if not found:
        return None
    before = claim.quote.prefix[-12:]
    fitting = [start for start in found if before.endswith(sentence[max(0, start - 12) : start])]
    start = (fitting or found)[0]
    return Span(start, start + len(exact))


def _inside(start: int, end: int, sentence: str) -> Span | None:
    return Span(start, end) if 0 <= start < end <= len(sentence) else None


def _speakers(claim: Claim, sentence: str) -> Iterator[Span]:
    """Find the speakers by the names that the text gives them."""
    for hop in claim.attribution:
        for name in {hop.speaker, hop.organisation}:
            if not name:
                continue
            match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
            if match:
                yield Span(*match.span())
