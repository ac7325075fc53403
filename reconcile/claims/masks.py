"""Numbers that count nothing: dates, clock times, ages, ordinals, names, scores, lists, offsets in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reconcile.claims.mask_codes import (
    codes,
    compounds,
    denominators,
    ordinals,
    phrases,
    repeats,
    scores,
    speakers,
)
from reconcile.claims.mask_names import addresses, names
from reconcile.claims.mask_times import age_lists, ages, clock_times, dates, offsets
from reconcile.claims.mask_words import MaskWords, WordMask, mask_words
from reconcile.claims.page import Page
from reconcile.model import Span


class Mask(NamedTuple):
    """A stretch whose numbers are never a quantity, and why."""

    span: Span
    reason: str


Rule = Callable[[Page, MaskWords], Iterator[WordMask]]

#: Every rule, in the order in which a reason is given where several hold.
RULES: tuple[Rule, ...] = (
    dates,
    clock_times,
    ages,
    ordinals,
    names,
    scores,
    codes,
    addresses,
    offsets,
    speakers,
    phrases,
    denominators,
    compounds,
    repeats,
)


#: Reasons that hold for both ends of a range: "from 5 to 7 p.m.", "aged between 18 and 25".
SHARED_BY_RANGES = ("clock", "age")


#: Reasons that do not hold for the two sides of a vote: "passed 52-48", "by 230-to-198".
HIDES_SIDES = ("score", "compound")


def read_masks(page: Page) -> list[WordMask]:
    """Find the masks of a page, in order; the first rule that holds gives the reason."""
    words = mask_words(page.language)
    found = [
        mask
        for rule in RULES
        for mask in rule(page, words)
        if not (
            mask.reason in HIDES_SIDES and page.sides.intersection(range(mask.first, mask.last))
        )
    ]
    found.extend(_other_ends(page, found))
    found.extend(age_lists(page, found))
    return sorted(found, key=lambda mask: mask.first)


def _other_ends(page: Page, masks: list[WordMask]) -> Iterator[WordMask]:
    """Hide the other end of a range whose one end is a time or an age."""
    shared = [mask for mask in masks if mask.reason in SHARED_BY_RANGES]
    ends = {mask.last: mask for mask in shared}
    inside = {index: mask for mask in shared for index in range(mask.first, mask.last)}
    for left, right in pairwise(page.numerals):
        parted = page.lexicon.range_between.match(page.words, left.last)
        opened = page.lexicon.range_open.match_before(page.words, left.first, 4)
        joined = parted is not None and parted[0] == right.first
        joined = joined or (
            opened is not None
            and right.first == left.last + 1
            and page.norm(left.last) in opened[1]
        )
        if not joined:
            continue
        if right.first in inside and left.first not in inside:
            yield WordMask(left.first, left.last, inside[right.first].reason)
        elif left.last in ends and right.first not in inside and not page.is_noun_like(right.last):
            yield WordMask(right.first, right.last, ends[left.last].reason)


def find_masks(text: str, language: str, span: Span | None = None) -> list[Mask]:
    """Find the stretches of ``text`` whose numbers are never a quantity, in order.

    Raise ``KeyError`` where the language has no pack.
    """
    page = Page.open(text, language, span)
    return [Mask(page.span(mask.first, mask.last), mask.reason) for mask in read_masks(page)]
