"""Dates as newspapers head their pages with: "22 mai 2012", "Friday, January 4, 2019", "2019-01-04".

Only whole, unmistakable dates: this reads what a page says of itself, not what a text tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reconcile.languages import available
from reconcile.model import PartialDate
from reconcile.reading.words import alternatives, words


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters it was read from."""

    date: PartialDate
    start: int
    end: int


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """Find the first whole date in ``text[start:end]``; dates that no calendar has are passed over."""
    pattern, months = _grammar()
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        date = _date(match, months)
        if date:
            return FoundDate(date, match.start(), match.end())
    return None


def only_date(line: str) -> PartialDate | None:
    """Read a line that holds a date and nothing else; ``None`` for any other line."""
    pattern, months = _grammar()
    match = pattern.fullmatch(line.strip().rstrip("."))
    return _date(match, months) if match else None


def _date(match: re.Match[str], months: dict[str, int]) -> PartialDate | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return PartialDate.parse(parts["iso"])
        name = parts["month_a"] or parts["month_b"]
        day = parts["day_a"] or parts["day_b"]
        year = parts["year_a"] or parts["year_b"]
        return PartialDate(int(year), months[name.casefold().rstrip(".")], int(day))
    except ValueError:
        return None


@cache
def month_names() -> str:
    """Give the months' names in every language with a pack, as alternatives of a pattern."""
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def _months() -> dict[str, int]:
    # Month and day names are Babel's (CLDR), for every language that has a pack.
    from babel import Locale

    months: dict[str, int] = {}
    for language in available():
        for width in ("wide", "abbreviated"):
            names = Locale.parse(language).months["format"][width]
            for number, name in names.items():
                months.setdefault(name.casefold().rstrip("."), number)
    return months


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, int]]:
    from babel import Locale

    days: set[str] = set()
    for language in available():
        for width in ("wide", "abbreviated"):
            names = Locale.parse(language).days["format"][width]
            days |= {name.rstrip(".") for name in names.values()}
    before, ordinal = alternatives(words("before_date")), alternatives(words("ordinals"))
    month = month_names()
    day = "|".join(sorted(map(re.escape, days), key=len, reverse=True))
    return (
        re.compile(
            rf"""
            (?<!\w)
            (?: (?:{day})\.?,?\s+ (?:(?:{before})\s+)? )?
            (?: (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
              | (?P<day_a>\d{{1,2}})(?:{ordinal})?\s+(?P<month_a>{month})\.?,?\s+(?P<year_a>\d{{4}})
              | (?P<month_b>{month})\.?\s+(?P<day_b>\d{{1,2}})(?:{ordinal})?,?\s+(?P<year_b>\d{{4}})
            )
            (?!\w)
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
        _months(),
    )
