"""The two sides of a vote, written as one: "passed 52-48", "by a vote of 7 to 2", "a 5–4 ruling"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from reconcile.claims.numeral import Form, Numeral

if TYPE_CHECKING:
    from reconcile.claims.page import Page

#: How far from its two sides a vote is spoken of, in words.
REACH = 14
#: Hyphens and a word between the two sides ("230-to-198").
_PARTING = 3


def sides_of_votes(page: Page) -> Iterator[Numeral]:
    """Find the numbers of a page that are a side of a vote."""
    votes, to = page.lexicon.tally_words, page.lexicon.change_to
    if not votes or votes.isdisjoint(page.words.positions):
        return
    for left, right in pairwise(page.numerals):
        plain = all(
            side.value is not None and (side.is_plain or side.form in (Form.WORDS, Form.ONE))
            for side in (left, right)
        )
        between = {page.norm(index) for index in range(left.last, right.first)}
        parted = between in ({"-"}, {"-", *to}, set(to)) and right.first - left.last <= _PARTING
        if plain and parted and not _in_dates(page, left, right) and _voted(page, left, right):
            yield from (left, right)


def _in_dates(page: Page, left: Numeral, right: Numeral) -> bool:
    return any(mention.first < right.last and left.first < mention.last for mention in page.dates)


def _voted(page: Page, left: Numeral, right: Numeral) -> bool:
    """Tell whether a vote is spoken of near by, and no range of anything else is given."""
    opened = page.norm(left.first - 1) in page.lexicon.change_from
    followed = page.lexicon.units.match(page.words, right.last) or page.lexicon.percent.match(
        page.words, right.last
    )
    if opened or followed:
        return False
    low = max(page.sentence_start(left.first), left.first - REACH)
    high = min(page.sentence_end(right.last), right.last + REACH)
    return any(page.norm(index) in page.lexicon.tally_words for index in range(low, high))
