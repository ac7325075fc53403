"""Figures of a text: numbers with their comparator, unit and interval."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reconcile.claims.assembled import Assembled
from reconcile.claims.assembly import assemble
from reconcile.claims.intervals import Bounds, bound
from reconcile.claims.mask_codes import phrases
from reconcile.claims.mask_words import mask_words
from reconcile.claims.masks import read_masks
from reconcile.claims.numeral import Form, tidy
from reconcile.claims.page import Page
from reconcile.claims.units import FigureKind
from reconcile.model import Quantity, Span
from schema.vocabulary import Comparator

#: A text of at most this many words may be nothing but one figure ("quatre-vingt cinq").
BARE_WORDS = 24


class Phase(StrEnum):
    """Which end of a change a figure is ("rose from 12 to 34")."""

    BEFORE = "before"
    NOW = "now"


class Figure(NamedTuple):
    """A quantity as found in a text.

    ``number`` covers the number itself, without comparator and unit; ``after`` is the offset from which
    the counted noun is to be looked for.
    """

    quantity: Quantity
    number: Span
    kind: FigureKind
    after: int
    phase: Phase | None = None
    #: The figure comes on top of another one ("five more", "quinze autres").
    additional: bool = False
    #: One side of a vote ("52-48"): votes are counted.
    tally: bool = False


def find_quantities(text: str, language: str, span: Span | None = None) -> list[Figure]:
    """Find the figures of a stretch of ``text``, in order; raise ``KeyError`` without a language pack.

    Dates, years, clock times, ages, ordinals, names and the like are left out (see
    :mod:`reconcile.claims.masks`), except where the whole stretch is a number and nothing else.
    """
    page = Page.open(text, language, span)
    if len(page.words) <= BARE_WORDS:
        bare = _bare_figure(page)
        if bare is not None:
            return [bare]
    return [_figure(page, item) for item in assemble(page, read_masks(page))]


def _bare_figure(page: Page) -> Figure | None:
    """Read a stretch that is one figure from its first word to its last."""
    idioms = list(phrases(page, mask_words(page.language)))
    items = assemble(page, idioms, bare=True)
    if len(items) != 1:
        return None
    item = items[0]
    rest = [*page.words[: item.first], *page.words[item.last :]]
    return _figure(page, item) if all(word.norm in ".!?:;," for word in rest) else None


def _figure(page: Page, item: Assembled) -> Figure:
    bounds = _bounds(item)
    covered = page.span(item.first, item.last)
    quantity = Quantity(
        raw=covered.of(page.text),
        start=covered.start,
        end=covered.end,
        value=None if item.high_end is not None or item.kind is FigureKind.RELATIVE else item.value,
        low=bounds.low,
        high=bounds.high,
        comparator=bounds.comparator,
        rounded=bounds.rounded,
        unit=item.unit,
        coded_floor=item.numeral.floor,
    )
    return Figure(
        quantity=quantity,
        number=page.span(item.number_first, item.number_last),
        kind=item.kind,
        after=page.words[item.after - 1].end,
        phase=Phase(item.phase) if item.phase else None,
        additional=item.additional,
        tally=item.number_first in page.sides,
    )


def _bounds(item: Assembled) -> Bounds:
    """Give the interval of a figure: stated, shifted by a plus/minus, or by its comparators."""
    if item.kind is FigureKind.RELATIVE:
        return Bounds(Comparator.RELATIVE, None, None)
    if item.margin is not None and item.value is not None:
        return Bounds(
            Comparator.ABOUT, tidy(item.value - item.margin), tidy(item.value + item.margin)
        )
    if item.high_end is not None:
        return Bounds(Comparator.BETWEEN, item.low_end, item.high_end)
    counts = item.kind is FigureKind.COUNT
    return bound(
        item.value,
        item.low_end,
        item.numeral.high,
        item.numeral.comparator,
        item.comparators,
        counts=counts,
        may_round=item.kind in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)
        and item.numeral.form in (Form.DIGITS, Form.WORDS),
    )


__all__ = ["Figure", "FigureKind", "Phase", "find_quantities"]
