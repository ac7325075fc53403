"""Parts of a year: "the first half of 2020", "au troisième trimestre", "the first nine months of the year"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reconcile.claims.calendar_words import calendar, safe_date
from reconcile.claims.figure_words import figure_words
from reconcile.claims.numeral import Numeral
from reconcile.claims.page import Page
from reconcile.claims.words import Sort, fold
from reconcile.model import PartialDate

#: A year has so many months.
MONTHS = 12
#: How far behind a part its year may stand, in words: "of the fiscal year 2020".
REACH = 4


class YearPart(NamedTuple):
    """A part of a year in words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    start: PartialDate | None
    end: PartialDate | None
    relative: bool


class PartWords(NamedTuple):
    """One language's words for parts of a year."""

    #: Nouns with their length in months.
    nouns: dict[str, int]
    #: Ordinals with their number.
    ordinals: dict[str, int]
    #: Nouns that mean a part of the year also where no year is said.
    alone: frozenset[str]
    months: frozenset[str]
    #: "first" beside a number of months.
    first: frozenset[str]


@cache
def part_words(language: str) -> PartWords | None:
    """Prepare a language's words for parts of a year; ``None`` for a pack that has none."""
    table = figure_words(language).dates.get("year_parts")
    if table is None:
        return None
    return PartWords(
        nouns={fold(noun): months for noun, months in table["nouns"].items()},
        ordinals={fold(word): number for word, number in table["ordinals"].items()},
        alone=frozenset(map(fold, table["alone"])),
        months=frozenset(map(fold, table["months"])),
        first=frozenset(map(fold, table["first"])),
    )


def read_year_parts(page: Page, endings: dict[int, Numeral]) -> Iterator[YearPart]:
    """Find the parts of years; ``endings`` are the numerals of the page by the word after them."""
    words = part_words(page.language)
    if words is None:
        return
    for index, word in enumerate(page.words):
        if word.norm in words.nouns:
            found = _ordinal_part(page, words, index)
        elif word.norm in words.months:
            found = _first_months(page, words, index, endings)
        else:
            continue
        if found is not None:
            yield found


def _ordinal_part(page: Page, words: PartWords, index: int) -> YearPart | None:
    """Read "the second quarter of 2021"."""
    number = words.ordinals.get(page.norm(index - 1))
    months = words.nouns[page.norm(index)]
    if number is None or number * months > MONTHS:
        return None
    first_month, last_month = (number - 1) * months + 1, number * months
    year, last = _year(page, index + 1)
    if year is None and (last > index + 1 or page.norm(index) in words.alone):
        year = _latest(page.published, first_month)
        if last == index + 1 and year is None:
            return YearPart(index - 1, last, None, None, True)
        return _made(index - 1, last, year, first_month, last_month, True)
    return _made(index - 1, last, year, first_month, last_month, False) if year else None


def _first_months(
    page: Page, words: PartWords, index: int, endings: dict[int, Numeral]
) -> YearPart | None:
    """Read "the first nine months of 2023", "les neuf premiers mois de l'année"."""
    numeral = endings.get(index)
    if numeral is not None and page.norm(numeral.first - 1) in words.first:
        first = numeral.first - 1
    elif page.norm(index - 1) in words.first and (numeral := endings.get(index - 1)) is not None:
        first = numeral.first
    else:
        return None
    count = numeral.value
    if count is None or not 1 <= count <= MONTHS or count != int(count):
        return None
    year, last = _year(page, index + 1)
    if last == index + 1:
        return None
    said = year is not None
    year = year if said else _latest(page.published, int(count))
    return _made(first, last, year, 1, int(count), not said)


def _made(
    first: int, last: int, year: int | None, first_month: int, last_month: int, relative: bool
) -> YearPart:
    if year is None:
        return YearPart(first, last, None, None, True)
    start, end = safe_date(year, first_month), safe_date(year, last_month)
    return YearPart(first, last, start, end, relative)


def _year(page: Page, index: int) -> tuple[int | None, int]:
    """Read the year behind a part: the year, or ``None`` for "of the year", and the index after it."""
    table = calendar(page.language)
    found = table.of.match(page.words, index)
    position = found[0] if found is not None else index
    # "de l'année" is one phrase of the pack.
    named = any(page.norm(at) in table.year_nouns for at in range(index, position))
    for _ in range(REACH):
        norm = page.norm(position)
        if norm in table.year_nouns:
            named = True
        elif norm in table.last or norm in table.this:
            step = -1 if norm in table.last else 0
            noun = page.norm(position + 1) in table.year_nouns
            if page.published is not None and (named or noun):
                return page.published.year + step, position + (2 if noun else 1)
        elif norm not in table.articles and norm != "'":
            break
        position += 1
    if position < len(page.words) and page.words[position].sort is Sort.DIGITS:
        digits = page.norm(position)
        if len(digits) == 4 and 1000 <= int(digits) <= 2100:
            return int(digits), position + 1
    return None, position if named else index


def _latest(published: PartialDate | None, month: int) -> int | None:
    """Give the year of the last such part that had begun when the text appeared."""
    if published is None:
        return None
    begun = published.month is None or published.month >= month
    year = published.year if begun else published.year - 1
    return year if year >= 1 else None
