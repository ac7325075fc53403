"""Numbers that count nothing: dates, clock times, ages, ordinals, names, scores, lists, offsets in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
from reconcile.claims.mask_times import ages, clock_times, dates, offsets
from reconcile.claims.mask_words import MaskWords, WordMask, mask_words
from reconcile.claims.page import Page
from reconcile.model import Span


@dataclass(frozen=True, slots=True)
class Mask:
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


def read_masks(page: Page) -> list[WordMask]:
    """Find the masks of a page, in order; the first rule that holds gives the reason."""
    words = mask_words(page.language)
    return sorted(
        (mask for rule in RULES for mask in rule(page, words)), key=lambda mask: mask.first
    )


def find_masks(text: str, language: str, span: Span | None = None) -> list[Mask]:
    """Find the stretches of ``text`` whose numbers are never a quantity, in order.

    Raise ``KeyError`` where the language has no pack.
    """
    page = Page.open(text, language, span)
    return [Mask(page.span(mask.first, mask.last), mask.reason) for mask in read_masks(page)]
