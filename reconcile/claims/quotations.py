"""Stretches of a text that quote someone, over sentences and paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.model import Span

#: Opening mark → closing mark. Straight quotes open and close with the same mark.
_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
_MARK = re.compile("[" + "".join({*_PAIRS, *_PAIRS.values()}) + "\n]")
#: A quotation that never closes is no quotation: longer ones end with their paragraph.
LONGEST = 4000


class Quotation(NamedTuple):
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
    for match in _MARK.finditer(text):
        at, char = match.start(), match.group()
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
            if not _heads_line(text, at):
                depth += 1
        elif char == "\n" and (at - opened > LONGEST or not _continues(text, at)):
            found.append(Quotation(Span(opened, at)))
            opened = None
    if opened is not None:
        found.append(Quotation(Span(opened, len(text.rstrip()) or len(text))))
    return [quotation for quotation in found if len(quotation.span) > 1]


def _heads_line(text: str, at: int) -> bool:
    """Tell whether only white space stands before an offset on its line."""
    while at and text[at - 1] in " \t\u00a0\u202f":
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _continues(text: str, at: int) -> bool:
    rest = text[at : at + 40].lstrip()
    return rest[:1] in _PAIRS
