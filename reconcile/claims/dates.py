"""Calendar dates and days named from the day of publication, as closed intervals of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.words import Phrases, Sort, Word, fold
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


@dataclass(frozen=True, slots=True)
class Calendar:
    """One language's words for dates."""

    months: Phrases[int]
    weekdays: dict[str, int]
    month_first: bool
    day_suffixes: frozenset[str]
    today: Phrases[int]
    last: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
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
    month_before: frozenset[str]


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
    return Calendar(
        months=Phrases(table["months"]),
        weekdays={fold(name): day for name, day in table["weekdays"].items()},
        month_first=table["order"] == "mdy",
        day_suffixes=word_set(words.masks["ordinal_suffixes"]),
        today=Phrases(named),
        last=word_set(table["last"]),
        next=word_set(table["next"]),
        this=word_set(table["this"]),
        of=phrase_set(table["of"]),
        joining=word_set(table["and"]),
        articles=word_set(table["articles"]),
        day_parts=phrase_set(table["day_parts"]),
        part_of=Phrases(parts),
        decades=phrase_set(table["decades"]),
        seasons={fold(name): (first, last) for name, (first, last) in table["seasons"].items()},
        year_before=year_before,
        year_owners=word_set(table["year_owners"]),
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
    latest = (
        published.last + dt.timedelta(days=DAYS_AHEAD) if published.year < 9998 else published.last
    )
    for year in range(published.year + 1, max(0, published.year - 9), -1):
        date = safe_date(year, month, day)
        if date is not None and date.first <= latest:
            return date
    return None


class DateReader:
    """Reads the dates of one list of words."""

    def __init__(self, words: list[Word], language: str, published: PartialDate | None) -> None:
        self.words = words
        self.calendar = calendar(language)
        self.lexicon = figure_words(language)
        self.published = published
        self._months = self.calendar.months.find(words)

    def read(self) -> list[DateMention]:
        """Find the dates, from left to right; none overlap."""
        found: list[DateMention] = []
        index = 0
        while index < len(self.words):
            mentions = self._read_at(index)
            found.extend(mentions)
            index = max(mentions[-1].last, index + 1) if mentions else index + 1
        return found

    def _read_at(self, index: int) -> list[DateMention]:
        word = self.words[index]
        if word.sort is Sort.DIGITS:
            return (
                self._numeric(index)
                or self._days_then_month(index, index)
                or self._year_alone(index)
            )
        weekday = self.calendar.weekdays.get(word.norm)
        if weekday is not None:
            return self._weekday(index, weekday)
        if index in self._months:
            return self._month(index, index)
        named = self.calendar.today.match(self.words, index)
        if named is not None:
            return [self._named(index, named[0], named[1])]
        part = self.calendar.part_of.match(self.words, index)
        if part is not None:
            return self._part_of(index, part[0], part[1])
        decade = self.calendar.decades.match(self.words, index)
        if decade is not None:
            return self._decade(index, decade[0])
        if word.norm in self.calendar.seasons:
            return self._season(index)
        return []

    # --- absolute --------------------------------------------------------------------------------

    def _number(self, index: int, most: int = 2) -> int | None:
        if 0 <= index < len(self.words):
            word = self.words[index]
            if word.sort is Sort.DIGITS and len(word.norm) <= most:
                return int(word.norm)
        return None

    def _numeric(self, index: int) -> list[DateMention]:
        """Read 2023-11-10, 10/11/2023, 10.11.2023, 11/10/23."""
        words = self.words
        if index + 4 >= len(words) or (
            words[index].glued and index and words[index - 1].sort is not Sort.MARK
        ):
            return []
        sign = words[index + 1].norm
        if (
            sign not in "-/."
            or words[index + 3].norm != sign
            or not all(w.glued for w in words[index + 1 : index + 5])
        ):
            return []
        parts = [self._number(index + step, 4) for step in (0, 2, 4)]
        if None in parts:
            return []
        first, second, third = (part or 0 for part in parts)
        if len(words[index].norm) == 4:
            date = safe_date(first, second, third) if first else None
        else:
            if len(words[index + 4].norm) == 2:
                third += 2000 if third < 50 else 1900
            month_first = self.calendar.month_first and first <= 12
            date = (
                safe_date(third, *((first, second) if month_first else (second, first)))
                if third
                else None
            )
            if date is None and third:
                date = safe_date(third, first, second)
        return [DateMention(index, index + 5, date, date, "numeric")] if date else []

    def _day(self, index: int) -> tuple[int, int] | None:
        """Read the number of a day with its suffix: the index after it, and the day."""
        day = self._number(index)
        if day is None or not 1 <= day <= 31:
            return None
        end = index + 1
        if (
            end < len(self.words)
            and self.words[end].glued
            and self.words[end].norm in self.calendar.day_suffixes
        ):
            end += 1
        return end, day

    def _days_then_month(self, first: int, index: int) -> list[DateMention]:
        """Read "7 octobre 2023", "5, 6 et 7 juin", "3-5 June", "the 3rd of June"."""
        if index and self.words[index].glued and self.words[index - 1].norm not in "-'(«\"":
            return []
        days: list[tuple[int, int, int]] = []
        position = index
        while True:
            day = self._day(position)
            if day is None:
                return []
            days.append((position, *day))
            position = day[0]
            month_at = self._skip_of(position)
            if month_at in self._months:
                break
            if position < len(self.words) and (
                self.words[position].norm in self.calendar.joining
                or self.words[position].norm == ","
            ):
                position += 1
                if (
                    position < len(self.words)
                    and self.words[position].norm in self.calendar.articles
                ):
                    position += 1
                continue
            return []
        end, month = self._months[month_at]
        if not self._is_month(month_at, True):
            return []
        end, year = self._year_after(end)
        mentions = [
            self._dated(first if number == 0 else start, stop, month, day, year)
            for number, (start, stop, day) in enumerate(days)
        ]
        mentions[-1] = mentions[-1]._replace(last=max(end, mentions[-1].last))
        return mentions if all(mention.rule for mention in mentions) else []

    def _skip_of(self, index: int) -> int:
        found = self.calendar.of.match(self.words, index)
        if found is not None:
            return found[0]
        if index < len(self.words) and self.words[index].norm == "-" and index + 1 in self._months:
            return index + 1
        return index

    def _is_month(self, index: int, dated: bool) -> bool:
        """Tell "May" and "mars" from the verb and the planet."""
        word = self.words[index]
        if self.calendar.month_first:
            if not word.capital:
                return False
            if dated:
                return True
            before = self.words[index - 1].norm if index else ""
            return before in self.calendar.month_before or self.words[index].norm not in (
                "may",
                "march",
                "sun",
            )
        return dated or not word.capital

    def _year_after(self, index: int) -> tuple[int, int | None]:
        """Read ", 2023", "2023", "de 2023" after a month: the index after it, and the year."""
        position = index
        found = self.calendar.of.match(self.words, position)
        if found is not None:
            position = found[0]
        elif position < len(self.words) and self.words[position].norm == ",":
            position += 1
        year = self._number(position, 4)
        if (
            year is not None
            and len(self.words[position].norm) == 4
            and FIRST_YEAR <= year <= LAST_YEAR
        ):
            grouped = (
                position + 1 < len(self.words) and self.words[position + 1].sort is Sort.DIGITS
            )
            if not grouped or self.words[position + 1].start > self.words[position].end:
                return position + 1, year
        return index, None

    def _dated(
        self, first: int, last: int, month: int, day: int | None, year: int | None
    ) -> DateMention:
        if year is not None:
            date = safe_date(year, month, day)
            return DateMention(first, last, date, date, "date" if date else "")
        following = self.words[last].norm if last < len(self.words) else ""
        relative = following in self.calendar.last or following in self.calendar.next
        if self.published is None:
            return DateMention(first, last, None, None, "date_without_year", True)
        date = infer_year(month, day, self.published)
        if relative:
            date = self._last_or_next(month, day, following in self.calendar.next)
            last += 1
        return DateMention(first, last, date, date, "year_inferred" if date else "", True)

    def _last_or_next(self, month: int, day: int | None, ahead: bool) -> PartialDate | None:
        assert self.published is not None
        years = (
            (self.published.year, self.published.year + 1)
            if ahead
            else (self.published.year, self.published.year - 1)
        )
        for year in years:
            date = safe_date(year, month, day) if 0 < year < 9999 else None
            if date is None:
                continue
            if (date.last > self.published.last) if ahead else (date.first <= self.published.last):
                return date
        return None

    def _month(self, first: int, index: int) -> list[DateMention]:
        """Read "October 7, 2023", "October 3-5", "octobre 2023", "octobre"."""
        end, month = self._months[index]
        if self.calendar.month_first or self._day(end) is not None:
            dated = self._month_then_days(first, end, month)
            if dated:
                return dated
        after, year = self._year_after(end)
        if not self._is_month(index, year is not None):
            return []
        mention = self._dated(first, after if year else end, month, None, year)
        return [mention] if mention.rule else []

    def _month_then_days(self, first: int, index: int, month: int) -> list[DateMention]:
        if self.calendar.month_first and not self._is_month(first, True) and first == index - 1:
            return []
        days: list[tuple[int, int, int]] = []
        position = index
        while True:
            day = self._day(position)
            if day is None or self._counts_something(position, day[0], bool(days)):
                break
            days.append((position, *day))
            after = day[0]
            if after < len(self.words) and self.words[after].norm in self.calendar.joining:
                position = after + 1
                continue
            break
        if not days:
            return []
        end, year = self._year_after(days[-1][1])
        mentions = [
            self._dated(first if number == 0 else start, stop, month, day, year)
            for number, (start, stop, day) in enumerate(days)
        ]
        if year is not None:
            mentions[-1] = mentions[-1]._replace(last=max(end, mentions[-1].last))
        return mentions if all(mention.rule for mention in mentions) else []

    def _counts_something(self, index: int, end: int, later: bool) -> bool:
        """Tell "October 7 and 12 people died" from "October 7 and 12"."""
        if not later or end >= len(self.words):
            return False
        word = self.words[end]
        return word.sort is Sort.LETTERS and word.norm not in self.lexicon.function_words

    def _year_alone(self, index: int) -> list[DateMention]:
        """Read four digits as a year where nothing is counted by them."""
        words, word = self.words, self.words[index]
        if len(word.norm) != 4 or not FIRST_YEAR <= int(word.norm) <= LAST_YEAR:
            return []
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        if word.glued and before is not None and before.norm not in "-('’\"[/–.":
            return []
        if (
            after is not None
            and after.glued
            and (after.sort is Sort.DIGITS or after.norm in "%€$°")
        ):
            return []
        decimals = words[index + 2] if index + 2 < len(words) else None
        pointed = after is not None and after.glued and after.norm in ".,"
        if pointed and decimals is not None and decimals.glued and decimals.sort is Sort.DIGITS:
            return []
        year = int(word.norm)
        if after is not None and after.glued and after.norm == "s":
            date_from, date_to = PartialDate(year), PartialDate(year + 9)
            return [DateMention(index, index + 2, date_from, date_to, "decade")]
        if not self._reads_as_year(year, before, after, index):
            return []
        date = PartialDate(year)
        return [DateMention(index, index + 1, date, date, "year")]

    def _reads_as_year(
        self, year: int, before: Word | None, after: Word | None, index: int
    ) -> bool:
        counted = (
            after is not None
            and after.sort is Sort.LETTERS
            and not after.glued
            and not after.capital
            and after.norm not in self.lexicon.function_words
        )
        strong = before is not None and (
            before.norm in self.calendar.year_before or index - 1 in self._months
        )
        if after is not None and (
            self.lexicon.units.match(self.words, index + 1)
            or self.lexicon.money.match(self.words, index + 1)
            or self.lexicon.percent.match(self.words, index + 1)
        ):
            return False
        compared = self.lexicon.before.match_before(self.words, index) is not None
        if compared and not (strong and year % 100):
            return False
        if not 1500 <= year <= LAST_YEAR - 50:
            return strong and not counted and year % 100 != 0
        if before is not None and before.norm in "$€£":
            return False
        if counted:
            modern = 1900 <= year <= LAST_YEAR - 50
            owner = before.norm if before is not None else ""
            named = before is not None and before.sort is Sort.LETTERS and before.capital
            event = named and not self._said(index - 2, self.lexicon.function_words)
            if self.calendar.year_owners and (owner in self.calendar.year_owners or event):
                return modern
            return year % 100 != 0 and (strong or modern)
        return True

    def _decade(self, index: int, end: int) -> list[DateMention]:
        """Read "les années 1970", "années 70"."""
        number = self._number(end, 4)
        if (
            number is None
            or number % 10
            or not (len(self.words[end].norm) == 2 or FIRST_YEAR <= number <= LAST_YEAR)
        ):
            return []
        year = number + 1900 if number < 100 else number
        return [DateMention(index, end + 1, PartialDate(year), PartialDate(year + 9), "decade")]

    def _season(self, index: int) -> list[DateMention]:
        end, year = self._year_after(index + 1)
        if year is None:
            return []
        first, last = self.calendar.seasons[self.words[index].norm]
        last_year = year + 1 if last < first else year
        return [
            DateMention(
                index, end, PartialDate(year, first), PartialDate(last_year, last), "season"
            )
        ]

    def _part_of(self, index: int, end: int, part: str) -> list[DateMention]:
        """Read "fin 2012", "mi-octobre", "early June 2019"."""
        start = end + 1 if end < len(self.words) and self.words[end].norm == "-" else end
        if start in self._months:
            inner = self._month(index, start)
            if len(inner) != 1 or inner[0].start is None or inner[0].start.day is not None:
                return inner
            return [_part_of_month(inner[0], part)]
        if start < len(self.words) and self.words[start].sort is Sort.DIGITS:
            year = self._number(start, 4)
            if (
                year is None
                or len(self.words[start].norm) != 4
                or not FIRST_YEAR <= year <= LAST_YEAR
            ):
                return []
            months = {"beginning": (1, 4), "middle": (5, 8), "ending": (9, 12)}[part]
            return [
                DateMention(
                    index,
                    start + 1,
                    PartialDate(year, months[0]),
                    PartialDate(year, months[1]),
                    f"{part}_of_year",
                )
            ]
        return []

    # --- relative to publication -------------------------------------------------------------------

    def _weekday(self, index: int, weekday: int) -> list[DateMention]:
        """Read "mardi", "lundi dernier", "next Wednesday", and a weekday before its date."""
        if not self._may_be_weekday(index):
            return []
        after = index + 1
        position = after
        if self._said(position, frozenset(",")):
            # "Tuesday, March 17" is one date, "mardi, le 7 octobre" are two.
            if position + 1 not in self._months:
                return [self._weekday_alone(index, weekday)]
            position += 1
        if position < len(self.words) and self.words[position].norm in self.calendar.articles:
            position += 1
        dated = self._days_then_month(index, position) if self._day(position) else []
        if not dated and position in self._months and self._day(self._months[position][0]):
            dated = self._month(index, position)
        return dated or [self._weekday_alone(index, weekday)]

    def _weekday_alone(self, index: int, weekday: int) -> DateMention:
        after = index + 1
        ahead = self._said(index - 1, self.calendar.next) or self._said(after, self.calendar.next)
        explicit = ahead or self._said(after, self.calendar.last)
        last = after + 1 if explicit and not self._said(index - 1, self.calendar.next) else after
        if self._said(index - 1, self.calendar.last):
            explicit = True
        part = self.calendar.day_parts.match(self.words, last)
        last = part[0] if part else last
        day = self._nearest(weekday, ahead)
        return DateMention(index, last, day, day, "weekday_next" if ahead else "weekday", True)

    def _may_be_weekday(self, index: int) -> bool:
        word = self.words[index]
        if self.calendar.month_first and not word.capital:
            return False
        if not self.calendar.month_first and word.capital and index:
            # "Vendredi" in mid-sentence is a name; at its head it is the day.
            before = self.words[index - 1]
            return before.sort is Sort.MARK
        return True

    def _said(self, index: int, words: frozenset[str]) -> bool:
        return 0 <= index < len(self.words) and self.words[index].norm in words

    def _nearest(self, weekday: int, ahead: bool) -> PartialDate | None:
        """Give the last such day on or before publication, or the first one after it."""
        if self.published is None or self.published.day is None:
            return None
        today = self.published.first
        step = (weekday - today.weekday()) % 7 or 7 if ahead else -((today.weekday() - weekday) % 7)
        return shift(today, step)

    def _named(self, index: int, end: int, step: int) -> DateMention:
        if self.published is None:
            return DateMention(index, end, None, None, "named_day", True)
        day = (
            shift(self.published.first, step) if self.published.day is not None else self.published
        )
        return DateMention(index, end, day, day, "named_day", True)


def shift(day: dt.date, days: int) -> PartialDate | None:
    """Move a day by so many days; ``None`` beyond the calendar."""
    try:
        return PartialDate.of(day + dt.timedelta(days=days))
    except OverflowError:
        return None


def _part_of_month(mention: DateMention, part: str) -> DateMention:
    month = mention.start
    assert month is not None
    first, last = {"beginning": (1, 10), "middle": (11, 20), "ending": (21, month.last.day)}[part]
    return mention._replace(
        start=PartialDate(month.year, month.month, first),
        end=PartialDate(month.year, month.month, last),
        rule=f"{part}_of_month",
    )


def read_dates(
    words: list[Word], language: str, published: PartialDate | None = None
) -> list[DateMention]:
    """Find the dates of a list of words, in order."""
    return DateReader(words, language, published).read()
