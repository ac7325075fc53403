"""Stretches of a text that quote someone, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.model import Span

#: Opening mark → closing mark. Straight quotes open and close with the same mark.
_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
#: A quotation that never closes is no quotation: longer ones end with their paragraph.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks."""

    span: Span


def find_quotations(text: str) -> list[Quotation]:
    """Find the outermost quotations of a text, in order.

    A mark that opens a paragraph while a quotation is open continues it, as English papers print
    quotations of several paragraphs.
    """
    found: list[Quotation] = []
    opened: int | None = None
    closing = ""
    depth = 0
    for at, char in enumerate(text):
        if opened is None:
            if char in _PAIRS:
                opened, closing, depth = at, _PAIRS[char], 0
            continue
        if char == closing:
            if depth:
                depth -= 1
                continue
            found.append(Quotation(Span(opened, at + 1)))
            opened = None
        elif char in _PAIRS and _PAIRS[char] == closing and closing != char:
            # The same opening mark again: nested within a line, a continuation at the head of one.
            if text[:at].rstrip(" \t\u00a0\u202f")[-1:] not in ("\n", ""):
                depth += 1
        elif char == "\n" and (at - opened > LONGEST or not _continues(text, at)):
            found.append(Quotation(Span(opened, at)))
            opened = None
    if opened is not None:
        found.append(Quotation(Span(opened, len(text.rstrip()) or len(text))))
    return [quotation for quotation in found if len(quotation.span) > 1]


def _continues(text: str, at: int) -> bool:
    rest = text[at : at + 40].lstrip()
    return rest[:1] in _PAIRS
