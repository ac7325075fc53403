"""Figures of a text: numbers with their comparator, unit and interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reconcile.claims.masks import find_masks
from reconcile.claims.words import Sort, split_words
from reconcile.model import Quantity, Span
from schema.vocabulary import Comparator


class FigureKind(StrEnum):
    """What sort of figure it is, hence whether it may make a claim of its own."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    ORDINAL = "ordinal"
    RELATIVE = "relative"


class Phase(StrEnum):
    """Which end of a change a figure is ("rose from 12 to 34")."""

    BEFORE = "before"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Figure:
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


def find_quantities(text: str, language: str, span: Span | None = None) -> list[Figure]:
    """Find the figures of a stretch of ``text``, in order; raise ``KeyError`` without a language pack."""
    masks = find_masks(text, language, span)
    figures = []
    for word in split_words(text, span):
        at = Span(word.start, word.end)
        if word.sort is not Sort.DIGITS or any(mask.span.overlaps(at) for mask in masks):
            continue
        value = float(word.norm)
        quantity = Quantity(at.of(text), at.start, at.end, value, value, value, Comparator.EXACT)
        figures.append(Figure(quantity, at, FigureKind.COUNT, at.end))
    return figures
