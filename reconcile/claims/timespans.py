"""Spans counted from the day of publication: "la semaine dernière", "the last 24 hours", "two days ago"."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reconcile.claims.calendar_words import DateMention, shift
from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.numeral import Numeral
from reconcile.claims.page import Page
from reconcile.claims.words import Phrases
from reconcile.claims.year_parts import read_year_parts
from reconcile.model import PartialDate

DAYS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}


class TimeSpan(NamedTuple):
    """A span of time in words ``first`` to ``last`` (exclusive).

    ``last_days`` tells a window that ends with publication ("the last two weeks").
    """

    first: int
    last: int
    start: PartialDate | None
    end: PartialDate | None
    rule: str
    last_days: bool = False
    #: Whether the day of publication was needed.
    relative: bool = True


class SpanWords(NamedTuple):
    """One language's words for such spans."""

    units: Phrases[str]
    last: frozenset[str]
    rolling: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    articles: frozenset[str]
    ago_before: Phrases[bool]
    ago_after: Phrases[bool]
    since: Phrases[bool]
    openings: Phrases[bool]
    #: Spans in the plural, and adjectives that tell it where the noun does not.
    plurals: frozenset[str]
    this_year: Phrases[bool]
    this_month: Phrases[bool]
    this_week: Phrases[bool]
    since_words: Phrases[bool]
    #: "over the weekend": the last one before publication.
    weekend: Phrases[bool]
    #: "the past few days": how many is not said.
    few: frozenset[str]
    #: "the three months to September".
    ending: Phrases[bool]
    #: "one" that is an article: "a week ago".
    one: frozenset[str]


@cache
def span_words(language: str) -> SpanWords:
    """Prepare a language's words for spans."""
    words = figure_words(language)
    table, periods = words.dates, words.periods
    return SpanWords(
        units=Phrases(table["spans"]),
        last=word_set(table["last"]),
        rolling=word_set(table["rolling"]),
        next=word_set(table["next"]),
        this=word_set(table["this"]),
        articles=word_set(table["articles"]),
        ago_before=phrase_set(periods["ago_before"]),
        ago_after=phrase_set(periods["ago_after"]),
        since=phrase_set(periods["since_span"]),
        openings=phrase_set(periods["for_last"]),
        plurals=word_set(table["plurals"]),
        this_year=phrase_set(periods["year_start"]),
        this_month=phrase_set(periods["month_start"]),
        this_week=phrase_set(periods["week_start"]),
        since_words=phrase_set(periods["since"]),
        weekend=phrase_set(periods.get("weekend", ())),
        few=word_set(table.get("few_spans", ())),
        ending=phrase_set(periods.get("ending", ())),
        one=words.articles,
    )


def read_time_spans(page: Page) -> Iterator[TimeSpan]:
    """Find the spans of a page counted from its publication."""
    words = span_words(page.language)
    yield from _since_beginning(page, words)
    endings = {numeral.last: numeral for numeral in page.numerals}
    for part in read_year_parts(page, endings):
        yield TimeSpan(
            part.first, part.last, part.start, part.end, "part_of_year", relative=part.relative
        )
    for index, (end, _) in words.weekend.find(page.words).items():
        start, stop = _weekend(page.published)
        yield TimeSpan(index, end, start, stop, "this_weekend")
    mentions = {mention.first: mention for mention in page.dates}
    for index, (end, unit) in words.units.find(page.words).items():
        found = (
            _up_to(page, words, index, end, unit, endings, mentions)
            or _counted(page, words, index, end, unit, endings)
            or _qualified(page, words, index, end, unit, endings)
        )
        if found is not None:
            yield found


def _since_beginning(page: Page, words: SpanWords) -> Iterator[TimeSpan]:
    """Read "cette année", "since the start of the month", "so far this week"."""
    published = page.published
    for phrases, unit in (
        (words.this_year, "year"),
        (words.this_month, "month"),
        (words.this_week, "week"),
    ):
        for index, (end, _) in phrases.find(page.words).items():
            start = _beginning(published, unit)
            since = words.since_words.match(page.words, index) is not None
            yield TimeSpan(
                index,
                end,
                start,
                None if since else published,
                "since_span" if since else f"this_{unit}",
            )


def _beginning(published: PartialDate | None, unit: str) -> PartialDate | None:
    if published is None:
        return None
    if unit == "year":
        return PartialDate(published.year, 1, 1)
    if unit == "month":
        return PartialDate(published.year, published.month, 1) if published.month else None
    if published.day is None:
        return None
    return shift(published.first, -published.first.weekday())


def _up_to(
    page: Page,
    words: SpanWords,
    index: int,
    end: int,
    unit: str,
    endings: dict[int, Numeral],
    mentions: dict[int, DateMention],
) -> TimeSpan | None:
    """Read "the three months to September", "the week ending 5 November"."""
    ending = words.ending.match(page.words, end)
    if ending is None:
        return None
    at = ending[0] + (page.norm(ending[0]) in words.articles)
    mention = mentions.get(at)
    numeral = endings.get(index)
    definite = page.norm(index - 1) in words.articles
    if mention is None or mention.end is None or not (numeral or definite):
        return None
    count = numeral.value if numeral is not None else 1.0
    start = _back(mention.end, unit, count)
    first = numeral.first if numeral is not None else index
    return TimeSpan(first, mention.last, start, mention.end, f"{unit}s_up_to")


def _back(last: PartialDate, unit: str, count: float | None) -> PartialDate | None:
    """Give the first of so many months or days that end with a month or a day."""
    if count is None or count != int(count) or not 1 <= count <= 1000:
        return None
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is not None and last.month is not None:
        whole = int(count) * months
        return _month_before(PartialDate(last.year, last.month), whole - 1)
    if last.day is None or unit not in DAYS:
        return None
    return shift(last.first, 1 - int(count) * DAYS[unit])


def _counted(
    page: Page, words: SpanWords, index: int, end: int, unit: str, endings: dict[int, Numeral]
) -> TimeSpan | None:
    """Read "il y a deux jours", "three weeks ago", "depuis dix jours"."""
    numeral = endings.get(index)
    if numeral is None:
        return _one_ago(page, words, index, end, unit)
    first = numeral.first
    compared = page.lexicon.before.match_before(page.words, first)
    first = compared[0] if compared is not None else first
    ago = words.ago_before.match_before(page.words, first, 4)
    after = words.ago_after.match(page.words, end)
    if ago is not None or after is not None:
        moment = _ago(page.published, unit, numeral.value)
        return TimeSpan(ago[0] if ago else first, after[0] if after else end, moment, moment, "ago")
    since = words.since.match_before(page.words, first, 3)
    if since is not None:
        return TimeSpan(
            since[0], end, _ago(page.published, unit, numeral.value), None, "since_span"
        )
    return None


def _one_ago(page: Page, words: SpanWords, index: int, end: int, unit: str) -> TimeSpan | None:
    """Read "a year ago", whose number is an article."""
    after = words.ago_after.match(page.words, end)
    if after is None or page.norm(index - 1) not in words.one:
        return None
    moment = _ago(page.published, unit, 1.0)
    return TimeSpan(index - 1, after[0], moment, moment, "ago")


def _ago(published: PartialDate | None, unit: str, count: float | None) -> PartialDate | None:
    """Give the day, month or year so many units before publication, as finely as the unit says."""
    if published is None or count is None or count > 1_000_000:
        return None
    whole = int(count)
    if unit in ("year", "decade"):
        year = published.year - whole * (10 if unit == "decade" else 1)
        return PartialDate(year) if year >= 1 else None
    if unit == "month" and published.month is not None:
        return _month_before(published, whole)
    if published.day is None:
        return None
    days = math.ceil(count / 24) if unit == "hour" else int(count * DAYS.get(unit, 1))
    return shift(published.first, -days if unit != "hour" or count >= 12 else 0)


def _month_before(published: PartialDate, count: int) -> PartialDate | None:
    assert published.month is not None
    months = published.year * 12 + published.month - 1 - count
    return PartialDate(months // 12, months % 12 + 1) if months >= 12 else None


def _qualified(
    page: Page, words: SpanWords, index: int, end: int, unit: str, endings: dict[int, Numeral]
) -> TimeSpan | None:
    """Read "la semaine dernière", "last week", "ces dernières 24 heures", "les dix derniers jours"."""
    first, said, numeral = index, "", None
    for _ in range(4):
        before = page.norm(first - 1)
        number = endings.get(first)
        if number is not None and numeral is None:
            numeral, first = number, number.first
        elif before in words.last or before in words.rolling or before in words.next:
            said, first = said or before, first - 1
        elif before in words.few and first == index:
            first -= 1
        else:
            break
    after = page.norm(end)
    if not said and (after in words.last or after in words.rolling or after in words.next):
        said, end = after, end + 1
    if not said and page.norm(first - 1) in words.this and numeral is None:
        return _this(page, first - 1, end, unit)
    if not said:
        return None
    if unit == "day" and numeral is None and not _is_plural(page, index):
        # "the following day" is counted from a day of the text, not from its publication.
        return None
    first = _opened(page, words, first)
    if said in words.next:
        start, stop = _next(page.published, unit, numeral)
        return TimeSpan(first, end, start, stop, f"next_{unit}")
    plural = _is_plural(page, index)
    if numeral is None and said not in words.rolling and not plural:
        start, stop = _calendar(page.published, unit)
        if unit not in ("day", "hour"):
            return TimeSpan(first, end, start, stop, f"last_{unit}")
    # "ces dernières semaines": how many is not said.
    count = numeral.value if numeral is not None else None if plural else 1.0
    start = _ago(page.published, unit, count) if count is not None else None
    if (
        start is not None
        and unit in ("month", "year", "decade")
        and page.published is not None
        and page.published.day is not None
    ):
        start = _same_day(start, page.published, unit)
    return TimeSpan(first, end, start, page.published, f"last_{unit}s", True)


def _is_plural(page: Page, index: int) -> bool:
    """Tell "semaines" from "semaine", and "mois" by the word before it."""
    words = span_words(page.language)
    return page.norm(index) in words.plurals or page.norm(index - 1) in words.plurals


def _opened(page: Page, words: SpanWords, first: int) -> int:
    opening = words.openings.match_before(page.words, first, 5)
    if opening is not None:
        return opening[0]
    return first - 1 if page.norm(first - 1) in words.articles else first


def _same_day(moment: PartialDate, published: PartialDate, unit: str) -> PartialDate:
    """Count "the last two months" from the same day of the month."""
    assert published.day is not None
    month = moment.month or published.month
    for day in range(published.day, 27, -1):
        try:
            return PartialDate(moment.year, month, day)
        except ValueError:
            continue
    return PartialDate(moment.year, month, min(published.day, 28))


def _calendar(
    published: PartialDate | None, unit: str
) -> tuple[PartialDate | None, PartialDate | None]:
    """Give the week, month or year before that of publication."""
    if published is None:
        return None, None
    if unit == "year":
        year = PartialDate(published.year - 1) if published.year > 1 else None
        return year, year
    if unit == "month":
        month = _month_before(published, 1) if published.month is not None else None
        return month, month
    if unit == "decade":
        return None, None
    if published.day is None:
        return None, None
    monday = published.first.toordinal() - published.first.weekday()
    if unit == "week":
        return _day(monday - 7), _day(monday - 1)
    if unit == "weekend":
        return _day(monday - 2), _day(monday - 1)
    if unit == "quarter":
        return None, None
    return shift(published.first, -1), published


def _day(ordinal: int) -> PartialDate | None:
    return (
        PartialDate.of(dt.date.fromordinal(ordinal))
        if 1 <= ordinal <= dt.date.max.toordinal()
        else None
    )


def _next(
    published: PartialDate | None, unit: str, numeral: Numeral | None
) -> tuple[PartialDate | None, PartialDate | None]:
    if published is None:
        return None, None
    if numeral is None and unit == "year":
        year = PartialDate(published.year + 1) if published.year < 9999 else None
        return year, year
    if numeral is None and unit == "month" and published.month is not None:
        month = _month_before(published, -1)
        return month, month
    if published.day is None:
        return None, None
    if numeral is None and unit in ("week", "weekend"):
        monday = published.first.toordinal() - published.first.weekday() + 7
        return (
            (_day(monday), _day(monday + 6))
            if unit == "week"
            else (_day(monday + 5), _day(monday + 6))
        )
    count = numeral.value if numeral is not None and numeral.value is not None else 1.0
    if count > 100_000:
        return published, None
    days = math.ceil(count / 24) if unit == "hour" else int(count * DAYS.get(unit, 1))
    return published, shift(published.first, days)


def _this(page: Page, first: int, end: int, unit: str) -> TimeSpan | None:
    """Read "ce week-end", "this quarter": up to publication."""
    published = page.published
    if unit not in ("weekend", "week", "month", "year"):
        return None
    if unit != "weekend":
        return TimeSpan(first, end, _beginning(published, unit), published, f"this_{unit}")
    start, stop = _weekend(published)
    return TimeSpan(first, end, start, stop, "this_weekend")


def _weekend(
    published: PartialDate | None,
) -> tuple[PartialDate | None, PartialDate | None]:
    """Give the last weekend that had begun when the text appeared."""
    if published is None or published.day is None:
        return None, None
    saturday = published.first.toordinal() - (published.first.weekday() - 5) % 7
    return _day(saturday), _day(saturday + 1)
