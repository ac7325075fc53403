"""Every date of a text, also weekdays and days counted from publication, as closed intervals of days."""

from __future__ import annotations

from reconcile.claims.calendar_words import DAYS_AHEAD, DateMention, shift
from reconcile.claims.words import Sort, Words
from reconcile.claims.years import YearReader
from reconcile.model import PartialDate


class DateReader(YearReader):
    """Reads the dates of one list of words."""

    def read(self) -> list[DateMention]:
        """Find the dates, from left to right; none overlap."""
        found: list[DateMention] = []
        starters, free = self.calendar.starters, 0
        for index, word in enumerate(self.words):
            if index < free or (word.norm not in starters and word.sort is not Sort.DIGITS):
                continue
            mentions = self._read_at(index)
            if mentions:
                found.extend(mentions)
                free = mentions[-1].last
        return found

    def _read_at(self, index: int) -> list[DateMention]:
        word = self.words[index]
        if word.sort is Sort.DIGITS:
            return (
                self._numeric(index)
                or self._year_month(index)
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
        return (
            dated
            or self._weekday_of_month(index, after, weekday)
            or [self._weekday_alone(index, weekday)]
        )

    def _weekday_of_month(self, index: int, after: int, weekday: int) -> list[DateMention]:
        """Read "le lundi 6", whose month is left out."""
        day = self._day(after)
        if self.calendar.month_first or day is None:
            return []
        end, number = day
        if end < len(self.words):
            following = self.words[end]
            noun = (
                following.sort is Sort.LETTERS and following.norm not in self.lexicon.function_words
            )
            if noun or following.sort is Sort.DIGITS:
                return []
        date = self._last_with(number, weekday)
        return [DateMention(index, end, date, date, "weekday_of_month", True)]

    def _last_with(self, number: int, weekday: int) -> PartialDate | None:
        """Give the nearest such weekday with that number, first before publication and then after."""
        if self.published is None or self.published.day is None:
            return None
        for step in (*range(0, -DAYS_AHEAD, -1), *range(1, DAYS_AHEAD)):
            day = shift(self.published.first, step)
            if day is not None and day.day == number and day.first.weekday() == weekday:
                return day
        return None

    def _weekday_alone(self, index: int, weekday: int) -> DateMention:
        after = index + 1
        ahead = self._said(index - 1, self.calendar.next) or self._said(after, self.calendar.next)
        explicit = ahead or self._said(after, self.calendar.last)
        last = after + 1 if explicit and not self._said(index - 1, self.calendar.next) else after
        past = explicit and not ahead
        if self._said(index - 1, self.calendar.last):
            past = True
        part = self.calendar.day_parts.match(self.words, last)
        last = part[0] if part else last
        day = self._nearest(weekday, ahead)
        if past and day is not None and day == self.published:
            # "Last Friday" in a paper of Friday is that of the week before.
            day = shift(day.first, -7)
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


def read_dates(
    words: Words, language: str, published: PartialDate | None = None
) -> list[DateMention]:
    """Find the dates of a list of words, in order."""
    return DateReader(words, language, published).read()
