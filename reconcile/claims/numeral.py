"""What a number in a text is: the words it stands on, how it is written, its value."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import NamedTuple

from reconcile.claims.figure_words import thresholds
from reconcile.claims.words import Word
from schema.vocabulary import Comparator


class Form(Enum):
    """How a number is written."""

    DIGITS = auto()
    WORDS = auto()
    #: "un", "une", "one": an article or a pronoun as often as a number.
    ONE = auto()
    COLLECTIVE = auto()
    VAGUE = auto()
    FRACTION = auto()
    NONE = auto()


class Numeral(NamedTuple):
    """A number: the words ``first`` to ``last`` (exclusive) and what they stand for.

    ``low`` and ``high`` are given where the number itself is not exact. ``scale`` is what its last word
    multiplied by ("2 à 3 millions" shares it). ``other`` is the second reading of a lone sign in digits.
    """

    first: int
    last: int
    value: float | None
    form: Form
    low: float | None = None
    high: float | None = None
    comparator: Comparator = Comparator.EXACT
    floor: float | None = None
    scale: float = 1.0
    other: float | None = None
    #: Digits without sign, group or scale: may be a year, a clock time or a label.
    plain: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell digits that may be a year, a clock time or a label."""
        return self.form is Form.DIGITS and self.plain


def hyphen_between(words: list[Word], index: int) -> bool:
    """Tell whether the word at ``index`` is a hyphen written tight between two others."""
    return (
        index + 1 < len(words)
        and words[index].norm == "-"
        and words[index].glued
        and words[index + 1].glued
    )


def tidy(value: float) -> float:
    """Drop what binary fractions leave behind (1.4 × 1e6 is 1 400 000)."""
    return float(f"{value:.15g}")


def around(value: float) -> tuple[float, float]:
    """Give the interval of a quantity named by a collective."""
    table = thresholds()
    low, high = table["collective"].get(
        f"{value:.0f}", (table["about"]["low"] * value, table["about"]["high"] * value)
    )
    return tidy(float(low)), tidy(float(high))


def plural_interval(base: float) -> tuple[float, float]:
    """Give the interval of "dizaines", "hundreds", "milliers" … from the number they are plurals of."""
    table = thresholds()["plural"]
    power = table["power"] ** (math.floor(math.log(base, table["power"]) + 1e-9) + 1)
    return table["low"] * base, float(power - 1)
