"""What a number is a number of, where that is money, a share or a measure."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reconcile.claims.figure_words import unit_table
from reconcile.claims.numeral import Form, Numeral
from reconcile.claims.page import Page
from reconcile.claims.words import Sort

#: How far a decimal looks back for what it measures, in words.
UNIT_REACH = 8


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


class Unit(NamedTuple):
    """A unit beside a number: its symbol, its kind, and the words it stands on with the number."""

    symbol: str
    kind: FigureKind
    first: int
    last: int


def to_base(value: float, symbol: str) -> float:
    """Turn a measure into base units (m, m², m³, kg, s, m/s …); raise ``KeyError`` on an unknown symbol."""
    return value * unit_table().factors[symbol]


def convert(value: float, symbol: str, into: str) -> float:
    """Turn a measure into another unit of the same dimension; raise ``ValueError`` between dimensions."""
    table = unit_table()
    if table.dimensions[symbol] != table.dimensions[into]:
        raise ValueError(f"{symbol} and {into} measure different things")
    return to_base(value, symbol) / table.factors[into]


def kind_of(symbol: str) -> FigureKind:
    """Tell a duration from other measures."""
    return (
        FigureKind.DURATION if unit_table().dimensions.get(symbol) == "time" else FigureKind.MEASURE
    )


def unit_of(page: Page, numeral: Numeral) -> Unit | None:
    """Find the unit written beside a number, before it or after it."""
    first, last = numeral.first, numeral.last
    if numeral.form is Form.FRACTION:
        # "un quart d'heure", "half an hour" keep the fraction; else it is a share.
        return _fraction_unit(page, numeral)
    return (
        _percent(page, first, last)
        or _money_before(page, first, last)
        or _money_after(page, first, last)
        or _measure_after(page, numeral)
        or _measure_before(page, first, last)
    )


def _percent(page: Page, first: int, last: int) -> Unit | None:
    start = last + 1 if page.norm(last) == "-" else last
    found = page.lexicon.percent.match(page.words, start)
    return Unit(found[1], FigureKind.SHARE, first, found[0]) if found else None


def _money_before(page: Page, first: int, last: int) -> Unit | None:
    """Read "$2.5 billion", "US$ 4", "USD3.14", "EUR 20", "ringgit 42"."""
    found = unit_table().currencies.match_before(page.words, first, 4)
    if found is not None and _stands_alone(page, found[0]) and _case_fits(page, found[0], first):
        # The sign may belong to the amount before: "20$ 43".
        if (
            page.words[first - 1].glued
            and found[0]
            and page.words[found[0] - 1].sort is Sort.DIGITS
            and page.words[found[0]].glued
        ):
            return None
        return Unit(found[1], FigureKind.MONEY, found[0], last)
    coded = first and page.raw(first - 1) in unit_table().codes
    if coded and _stands_alone(page, first - 1) and not _digits_at(page, first - 2):
        return Unit(page.raw(first - 1), FigureKind.MONEY, first - 1, last)
    return None


def _digits_at(page: Page, index: int) -> bool:
    """Tell "3 GBP 1 pence", where the code belongs to the number before it."""
    return index >= 0 and page.words[index].sort is Sort.DIGITS


def _case_fits(page: Page, start: int, end: int) -> bool:
    """Letters of a currency's sign are capitals: "RM", not "rm"."""
    return not page.is_letters(start) or page.words[start].capital


def _stands_alone(page: Page, index: int) -> bool:
    return index == 0 or not page.words[index].glued or page.words[index - 1].sort is Sort.MARK


def _money_after(page: Page, first: int, last: int) -> Unit | None:
    """Read "9,4 milliards de dollars", "20€", "3 M€", "42 KWD"."""
    start = last
    if page.norm(start) == "-":
        start += 1
    named = page.lexicon.money.match(page.words, start)
    if named is None and start < len(page.words) and page.words[start].capital:
        # "100,000 Georgian lari"
        named = page.lexicon.money.match(page.words, start + 1)
    if named is None and page.norm(start) in page.lexicon.money_of:
        after_of = start + 2 if page.norm(start + 1) == "'" else start + 1
        named = page.lexicon.money.match(page.words, after_of)
        if named is None:
            named = unit_table().currencies.match(page.words, after_of)
            named = named if named and not page.is_letters(after_of) else None
    weighed = page.lexicon.units.match(page.words, start)
    if named is not None and (
        weighed is None or weighed[0] <= named[0] or page.norm(last - 1) in page.lexicon.magnitudes
    ):
        return Unit(named[1], FigureKind.MONEY, first, named[0])
    found = unit_table().currencies.match(page.words, start)
    if found is not None and (
        not page.is_letters(start) or page.raw(start)[0].isupper() or found[0] == len(page.words)
    ):
        after = found[0]
        if (
            after < len(page.words)
            and page.words[after].glued
            and page.words[after].sort is Sort.DIGITS
            and not page.words[start].glued
        ):
            return None
        return Unit(found[1], FigureKind.MONEY, first, after)
    if start < len(page.words) and page.is_letters(start) and page.raw(start) in unit_table().codes:
        return Unit(page.raw(start), FigureKind.MONEY, first, start + 1)
    longer = len(page.norm(start)) > 1 or start + 1 == len(page.words)
    if page.norm(start) in page.lexicon.cents and longer:
        return Unit("cent", FigureKind.MONEY, first, start + 1)
    return None


def _measure_after(page: Page, numeral: Numeral) -> Unit | None:
    first, last = numeral.first, numeral.last
    for start in _unit_starts(page, last):
        named = page.lexicon.units.match(page.words, start)
        signed = unit_table().symbols.match(page.words, start)
        signed = signed if signed and _sign_fits(page, numeral, start, signed[0]) else None
        named = named if named and (page.norm(start) != "g" or signed is not None) else None
        best = max(
            (found for found in (named, signed) if found), key=lambda found: found[0], default=None
        )
        if best is not None and not (best[1] == "in" and page.norm(start) == "in"):
            return Unit(best[1], kind_of(best[1]), first, best[0])
    inches = _inches(page, last)
    if inches is not None:
        return Unit("in", FigureKind.MEASURE, first, inches)
    if page.norm(last) == "in" and last + 1 == len(page.words) and numeral.form is Form.DIGITS:
        return Unit("in", FigureKind.MEASURE, first, last + 1)
    return None


def _inches(page: Page, last: int) -> int | None:
    """Read the marks of inches at the end of what is said; elsewhere they close a quotation."""
    end = last + 1 if page.norm(last) == '"' else last + 2
    if end != len(page.words) or not page.words[last].glued or page.text.count('"') > 1:
        return None
    marks = page.norm(last) == '"' or (page.norm(last), page.norm(last + 1)) == ("'", "'")
    return end if marks else None


def _unit_starts(page: Page, last: int) -> list[int]:
    """Where a unit may begin: at once, after a hyphen, after "de" or "of" ("une vingtaine de kilomètres"),
    after "more" or "last" ("two more hours", "les deux dernières années")."""
    starts = [last]
    if page.norm(last) == "-" and page.words[last].glued:
        starts.append(last + 1)
    if page.norm(last) in page.lexicon.of:
        starts.append(last + 2 if page.norm(last + 1) == "'" else last + 1)
    more = page.lexicon.more_after.match(page.words, last)
    if more is not None:
        starts.append(more[0])
    if page.norm(last) in page.lexicon.time_adjectives:
        starts.append(last + 1)
    return starts


def _sign_fits(page: Page, numeral: Numeral, start: int, end: int) -> bool:
    """A unit's sign follows digits, as it is written: "MW" is no "mw", and "5 m de" no "5 M"."""
    if page.norm(numeral.first) in page.lexicon.articles:
        return end == len(page.words)
    if numeral.form is not Form.DIGITS:
        return len(page.norm(start)) > 1 and not page.is_letters(start)
    if end - start == 1 and len(page.norm(start)) == 1 and page.is_letters(start):
        # One letter alone: glued to the digits, or at the end of what is said.
        after = page.words[end] if end < len(page.words) else None
        raw = page.raw(start)
        if raw.isupper() and raw != "L":
            return False
        return (
            page.words[start].glued
            or after is None
            or (after.norm == "." and end + 1 == len(page.words))
            or (not after.glued and raw in "mgth" and not page.is_noun_like(end))
        )
    written = page.text[page.words[start].start : page.words[end - 1].end]
    return written in unit_table().written or written.lower() in ("km", "kg", "cm", "mm")


def _measure_before(page: Page, first: int, last: int) -> Unit | None:
    """Read "magnitude de 6,8"."""
    found = page.lexicon.units_before.match_before(page.words, first, 3)
    if found is None:
        compared = page.lexicon.before.match_before(page.words, first)
        if compared is not None:
            found = page.lexicon.units_before.match_before(page.words, compared[0], 3)
    if found is not None:
        return Unit(found[1], FigureKind.MEASURE, found[0], last)
    return _told_of(page, first, last)


def _told_of(page: Page, first: int, last: int) -> Unit | None:
    """Read "the magnitude of the earthquake was 6.6", where nothing else is counted."""
    if page.norm(first + 1) not in (".", ",") or page.is_noun_like(last):
        return None
    for index in range(first - 1, max(page.sentence_start(first), first - UNIT_REACH) - 1, -1):
        if page.words[index].sort is Sort.DIGITS:
            return None
        found = page.lexicon.units_before.match(page.words, index)
        if found is not None:
            return Unit(found[1], FigureKind.MEASURE, first, last)
    return None


def _fraction_unit(page: Page, numeral: Numeral) -> Unit:
    for start in _fraction_starts(page, numeral.last):
        found = page.lexicon.units.match(page.words, start)
        if found is not None:
            return Unit(found[1], kind_of(found[1]), numeral.first, found[0])
    return Unit("%", FigureKind.SHARE, numeral.first, numeral.last)


def _fraction_starts(page: Page, last: int) -> list[int]:
    starts = [last]
    if page.norm(last) in page.lexicon.articles or page.norm(last) == "-":
        starts.append(last + 1)
    if page.norm(last) in page.lexicon.of:
        starts.append(
            last + 2 if page.norm(last + 1) in ("'", *page.lexicon.articles) else last + 1
        )
    return starts
