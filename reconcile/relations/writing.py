"""Figures, statements and dates as a newspaper of the reader's language writes them."""

from __future__ import annotations

import re
from typing import Any

from reconcile import languages
from reconcile.model import Claim, PartialDate, Quantity
from schema.vocabulary import Comparator

#: Characters of a statement shown in a sentence.
_SHOWN = 90
#: Stand for the marks of a quotation within, whatever marks the text has; of no script.
_OPEN, _CLOSE = "\ue000", "\ue001"
_AFTER_OPENING = re.compile(r"[«“„]\s?")
_BEFORE_CLOSING = re.compile(r"\s?[»”]")
#: Decimals of "27.5 million" at most; what needs more is written out.
_DECIMALS = 3


def pack_of(language: str) -> dict[str, Any]:
    """Return the table of explanations of a language; raise ``KeyError`` where there is none."""
    pack: dict[str, Any] | None = languages.load(language).get("explanations")
    if pack is None:
        raise KeyError(language)
    return pack


def figure(claim: Claim, language: str) -> str:
    """Write the figure, or the words where there is none, as the language writes it."""
    if claim.quantity is None:
        return statement(claim.quote.exact, language)
    return quantity(claim.quantity, language)


def statement(words: str, language: str) -> str:
    """Quote words of a text: on one line, cut between two words, quotations within in other marks."""
    pack = pack_of(language)
    words = " ".join(words.split()).rstrip(" .;,:")
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rpartition(" ")[0].rstrip(" .;,:") + "…"
    opening, closing = pack["inner_quotes"]
    words = _balanced(_marked(words)).replace(_OPEN, opening).replace(_CLOSE, closing)
    return quoted(words, pack)


def _marked(words: str) -> str:
    """Put one mark for whatever opens a quotation and one for what closes it."""
    words = _AFTER_OPENING.sub(_OPEN, words)
    words = _BEFORE_CLOSING.sub(_CLOSE, words)
    pieces = words.split('"')
    marks = ((_OPEN, _CLOSE)[index % 2] for index in range(len(pieces) - 1))
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))


def _balanced(words: str) -> str:
    """Open a quotation that was cut off at its beginning, and close one cut off at its end."""
    level = lowest = 0
    for char in words:
        level += (char == _OPEN) - (char == _CLOSE)
        lowest = min(lowest, level)
    return _OPEN * -lowest + words + _CLOSE * (level - lowest)


def quantity(figures: Quantity, language: str) -> str:
    """Write a quantity with its comparator and unit, in the reader's language and not the text's."""
    pack = pack_of(language)
    template = pack["comparators"].get(figures.comparator.value)
    unit = figures.unit or ""
    if figures.comparator is Comparator.BETWEEN and None not in (figures.low, figures.high):
        words = template.format(
            low=number(figures.low, language), high=amount(figures.high or 0.0, unit, language)
        )
    elif figures.value is None or template is None:
        words = " ".join(figures.raw.split())
        return quoted(words, pack) if words else str(pack["no_figure"])
    else:
        words = template.format(n=amount(figures.value, unit, language))
    return words if figures.comparator is Comparator.EXACT else quoted(words, pack)


def amount(value: float, unit: str, language: str) -> str:
    """Write a number with its unit: "27.5 billion dollars", "1 km"; a number alone without one."""
    pack = pack_of(language)
    if not unit:
        return number(value, language)
    if unit == "%":
        return str(pack["percent"]).format(n=number(value, language))
    singular, plural = pack["units"].get(unit, (unit, unit))
    space = pack["unit_space"]
    money = len(unit) == 3 and unit.isupper()
    for scale in pack["scales"] if money else ():
        count = value / scale["value"]
        if abs(count) >= 1 and round(count, _DECIMALS) == count:
            name = scale["names"][_is_plural(count, language)]
            return f"{number(count, language)}{space}{name}{_of(plural, pack)}"
    noun = plural if _is_plural(value, language) else singular
    return f"{number(value, language)}{space}{noun}"


def _is_plural(value: float, language: str) -> bool:
    return abs(value) >= float(pack_of(language)["plural_from"]) and abs(value) != 1


def _of(noun: str, pack: dict[str, Any]) -> str:
    """Join "millions" and what there are millions of, with the language's elision."""
    full, elided = pack["of"]
    return f"{elided if noun[:1].casefold() in pack['elided_before'] else full}{noun}"


def quoted(words: str, pack: dict[str, Any]) -> str:
    """Put words between the language's quotation marks."""
    return f"{pack['quotes'][0]}{words}{pack['quotes'][1]}"


def measured(measure: str, language: str) -> str | None:
    """Name what is counted, as the language names groups ("wounded"); ``None`` where its pack cannot."""
    table = languages.load(language).get("questions", {}).get("measures", {})
    found = table.get(measure, "")
    # Where the language agrees, its first form stands for all; "{who}: increase" without its "who".
    label = str(found[0] if isinstance(found, list) else found)
    return label.format(who="").strip(" :") or None


def number(value: float | None, language: str) -> str:
    """Write a number with the language's separators, grouped by three digits."""
    pack = pack_of(language)
    if value is None:
        return str(pack["no_figure"])
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0")
    swap = {",": pack["thousands"], ".": pack["decimal"]}
    return "".join(swap.get(char, char) for char in text)


def day(date: PartialDate, language: str, *, year: bool = False) -> str:
    """Write a date to the precision it is known to."""
    pack = pack_of(language)
    if date.month is None:
        return str(date.year)
    month = pack["months"][date.month - 1]
    template = pack["first_day"] if date.day == 1 else pack["day"]
    text = template.format(day=date.day, month=month) if date.day else month
    return f"{text} {date.year}" if year or not date.day else text
