"""The words of reports, and numbers and dates as a reader of the language writes them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal, format_percent

from reconcile.languages import available, load
from reconcile.model import Interval, PartialDate, Precision

#: Where a pack has no words for reports, these stand in.
FALLBACK = "en"


@cache
def words_of(language: str) -> Words:
    """Read the words of a language; one without a pack gets the fallback's."""
    known = language if language in available() and "report" in load(language) else FALLBACK
    return Words(known)


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        self._words: Mapping[str, Any] = load(language)["report"]
        self._fallback: Mapping[str, Any] = load(FALLBACK)["report"]

    def __call__(self, key: str, **values: object) -> str:
        """Give a word or sentence, its blanks filled in."""
        text = self._words.get(key) or self._fallback[key]
        return str(text).format(**values)

    def value(self, table: str, value: str) -> str:
        """Give the word for a value of a vocabulary; a value without one stands for itself."""
        return str(self._words.get(table, {}).get(value, value))

    def column(self, grain: str, name: str, otherwise: str) -> str:
        """Say what a column of a table holds; ``otherwise`` is what the program says in English."""
        told = self._words.get("columns", {})
        return str(told.get(f"{grain}_{name}") or told.get(name) or otherwise)

    def count(self, noun: str, number: int) -> str:
        """Give a number of things: "1 claim", "3 claims"."""
        if number == 1:
            return self(f"count_{noun}_one")
        return self(f"count_{noun}", n=self.number(number))

    def number(self, value: float | None) -> str:
        """Write a number; nothing for none."""
        if value is None or not math.isfinite(value):
            return ""
        # A third of a hundred is 33.33; of what is below one, every digit may count.
        places = "#,##0.##" if abs(value) >= 1 else None
        return format_decimal(value, format=places, locale=self._locale)

    def share(self, value: float | None) -> str:
        """Write a share of 0 to 1 as per cent."""
        return format_percent(value, locale=self._locale) if value is not None else ""

    def figure(self, value: float | None, unit: str | None = None) -> str:
        """Write a number with its unit."""
        number = self.number(value)
        return f"{number} {unit}" if unit and number else number

    def interval(self, interval: Interval | None, unit: str | None = None) -> str:
        """Say what an interval allows."""
        if interval is None or (interval.low is None and interval.high is None):
            return self("any_number")
        low, high = interval.low, interval.high
        if high is None:
            return self("at_least", low=self.figure(low, unit))
        if low is None or (low == 0 and high > 0):
            return self("at_most", high=self.figure(high, unit))
        if low == high:
            return self.figure(low, unit)
        return self("from_to", low=self.number(low), high=self.figure(high, unit))

    def date(self, date: PartialDate | None) -> str:
        """Write a date as precisely as it is known."""
        if date is None:
            return ""
        if date.precision is Precision.DAY:
            return format_date(date.first, "d MMM y", locale=self._locale)
        if date.precision is Precision.MONTH:
            return format_skeleton("yMMMM", date.first, locale=self._locale)
        return str(date.year)

    def day(self, day: dt.date) -> str:
        """Write a day without its year, for an axis."""
        return format_date(day, "d MMM", locale=self._locale)

    def moment(self, moment: dt.datetime | None) -> str:
        """Write a moment in UTC."""
        if moment is None:
            return ""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        text = format_datetime(
            aware.astimezone(dt.UTC), "d MMM y, HH:mm", tzinfo=dt.UTC, locale=self._locale
        )
        return f"{text} UTC"
