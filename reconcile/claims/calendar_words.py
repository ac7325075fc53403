"""One language's words for dates, and what a date without its year stands for."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.words import Phrases, fold, split_words
from reconcile.model import PartialDate

#: A date without its year is taken for the last such day, or one at most this many days after publication.
DAYS_AHEAD = 45
#: Four digits are a year only within these.
FIRST_YEAR, LAST_YEAR = 1000, 2100


class DateMention(NamedTuple):
    """A date in words ``first`` to ``last`` (exclusive), from ``start`` to ``end``, both included.

    Both are ``None`` where the day of publication is needed and unknown.
    """

    first: int
    last: int
    start: PartialDate | None
    end: PartialDate | None
    rule: str
    relative: bool = False


class Calendar(NamedTuple):
    """One language's words for dates."""

    months: Phrases[int]
    weekdays: dict[str, int]
    month_first: bool
    day_suffixes: frozenset[str]
    today: Phrases[int]
    last: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    year_nouns: frozenset[str]
    of: Phrases[bool]
    joining: frozenset[str]
    articles: frozenset[str]
    day_parts: Phrases[bool]
    part_of: Phrases[str]
    decades: Phrases[bool]
    seasons: dict[str, tuple[int, int]]
    year_before: frozenset[str]
    #: Before a year that names an event: "the 2000 election".
    year_owners: frozenset[str]
    #: Verbs that no year is the subject of: "and 1720 were sent home".
    plural_verbs: Phrases[bool]
    #: What announces a count: "the total number is 1501".
    counters: frozenset[str]
    copulas: frozenset[str]
    month_before: frozenset[str]
    #: Every word that a date may begin with, digits apart.
    starters: frozenset[str]


@cache
def calendar(language: str) -> Calendar:
    """Prepare a language's words for dates."""
    words = figure_words(language)
    table = words.dates
    named = [
        *((phrase, 0) for phrase in table["today"]),
        *((phrase, -1) for phrase in table["yesterday"]),
        *((phrase, -2) for phrase in table["before_yesterday"]),
        *((phrase, 1) for phrase in table["tomorrow"]),
    ]
    parts = [(phrase, name) for name in ("beginning", "middle", "ending") for phrase in table[name]]
    year_before = word_set(word.split()[-1] for word in table["year_before"])
    starters = [
        *table["months"],
        *table["weekdays"],
        *(name for name, _ in named),
        *(name for name, _ in parts),
    ]
    starters += [*table["decades"], *table["seasons"]]
    return Calendar(
        starters=frozenset(split_words(phrase)[0].norm for phrase in starters),
        months=Phrases(table["months"]),
        weekdays={fold(name): day for name, day in table["weekdays"].items()},
        month_first=table["order"] == "mdy",
        day_suffixes=word_set(words.masks["ordinal_suffixes"]),
        today=Phrases(named),
        last=word_set(table["last"]),
        next=word_set(table["next"]),
        this=word_set(table["this"]),
        year_nouns=word_set(word for noun in table["year_nouns"] for word in noun.split("'")[-1:]),
        of=phrase_set(table["of"]),
        joining=word_set(table["and"]),
        articles=frozenset(
            word.norm for article in table["articles"] for word in split_words(article)
        ),
        day_parts=phrase_set(table["day_parts"]),
        part_of=Phrases(parts),
        decades=phrase_set(table["decades"]),
        seasons={fold(name): (first, last) for name, (first, last) in table["seasons"].items()},
        year_before=year_before,
        year_owners=word_set(table["year_owners"]),
        counters=word_set(table.get("counters", ())),
        copulas=word_set(table.get("copulas", ())),
        plural_verbs=phrase_set(table.get("plural_verbs", ())),
        month_before=year_before | word_set(table["last"] + table["next"] + table["this"]),
    )


def safe_date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Make a date, or ``None`` where the calendar has no such day."""
    if month == 0 or day == 0:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def infer_year(month: int, day: int | None, published: PartialDate) -> PartialDate | None:
    """Give a date without a year the last one that fits the day of publication."""
    # Of a text whose day is not known, the last day it may be of is far enough ahead.
    ahead = published.day is not None and published.year < 9998
    latest = published.last + dt.timedelta(days=DAYS_AHEAD if ahead else 0)
    for year in range(published.year + 1, max(0, published.year - 9), -1):
        date = safe_date(year, month, day)
        if date is not None and date.first <= latest:
            return date
    return None


def shift(day: dt.date, days: int) -> PartialDate | None:
    """Move a day by so many days; ``None`` beyond the calendar."""
    try:
        return PartialDate.of(day + dt.timedelta(days=days))
    except OverflowError:
        return None
