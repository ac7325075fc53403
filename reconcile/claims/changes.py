"""Figures that change: "est passé de 12 à 34", "rose to 34 from 12", "34, contre 12 auparavant"."""

from __future__ import annotations

from dataclasses import replace

from reconcile.claims.assembled import Assembled
from reconcile.claims.numeral import tidy
from reconcile.claims.page import Page

#: How far a change looks back for its verb, in words.
REACH = 12


def changes(page: Page, item: Assembled) -> bool:
    """Tell whether a verb of change stands before "de 12 à 34"."""
    start = max(page.sentence_start(item.first), item.first - REACH)
    return any(word.norm in page.lexicon.change_verbs for word in page.words[start : item.first])


def with_phases(page: Page, items: list[Assembled]) -> list[Assembled]:
    """Mark "est passé de 12 à 34" as before and now, and "to 34 from 12"."""
    lexicon = page.lexicon
    marked = list(items)
    for index in range(len(items) - 1):
        left, right = marked[index], marked[index + 1]
        if right.first - left.last > 5 or right.phase or left.phase:
            continue
        before_left, before_right = (
            _word_before(page, left.first),
            _word_before(page, right.first),
        )
        change = changes(page, left)
        if (
            before_left in lexicon.change_from
            and before_right in lexicon.change_to
            and (change or (left.value or 0) > (right.value or 0))
        ):
            marked[index] = replace(_sharing(left, right), phase="before")
            marked[index + 1] = replace(right, phase="now")
        elif (
            change
            and before_left in lexicon.change_to
            and before_right in lexicon.change_from
            and page.norm(left.last) != ""
        ) or (before_right in lexicon.change_against and _earlier(page, right)):
            marked[index] = replace(left, phase="now")
            marked[index + 1] = replace(right, phase="before")
    return marked


def _sharing(left: Assembled, right: Assembled) -> Assembled:
    """Give the former figure the unit and the scale of the present one: "de 2 à 3 millions d'euros"."""
    if left.unit is not None or left.value is None or right.value is None:
        return left
    scale = right.numeral.scale
    scaled = left.numeral.scale == 1.0 and scale >= 1000 and left.value < 1000
    value = tidy(left.value * scale) if scaled else left.value
    return replace(left, value=value, unit=right.unit, kind=right.kind)


def _earlier(page: Page, item: Assembled) -> bool:
    """Tell "contre 12 auparavant" from "contre 12 pour les autres"."""
    return any(
        page.lexicon.change_earlier.match(page.words, index) is not None
        for index in range(item.last, min(item.last + 3, len(page.words)))
    )


def _word_before(page: Page, index: int) -> str:
    norm = page.norm(index - 1)
    return page.norm(index - 2) if norm == "'" else norm
