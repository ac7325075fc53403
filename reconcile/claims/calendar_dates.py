"""Dates of the calendar: "7 octobre 2023", "October 3-5", "2023-10", "5, 6 et 7 juin"."""

from __future__ import annotations

from reconcile.claims.calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    DateMention,
    calendar,
    infer_year,
    safe_date,
)
from reconcile.claims.figure_words import figure_words
from reconcile.claims.words import Sort, Words
from reconcile.model import PartialDate

#: Days named one after another before their month, at most.
MOST_DAYS = 10


class CalendarDateReader:
    """Reads the days and months of one list of words."""

    def __init__(self, words: Words, language: str, published: PartialDate | None) -> None:
        self.words = words
        self.calendar = calendar(language)
        self.lexicon = figure_words(language)
        self.published = published
        self._months = self.calendar.months.find(words)

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
        lengths = [len(words[index + step].norm) for step in (0, 2, 4)]
        if None in parts or lengths[1] > 2 or 3 in lengths or lengths.count(4) > 1:
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

    def _year_month(self, index: int) -> list[DateMention]:
        """Read "2023-10"."""
        month = self._number(index + 2)
        if len(self.words[index].norm) != 4 or not month or len(self.words[index + 2].norm) != 2:
            return []
        tight = self.words[index + 1].norm == "-" and all(
            w.glued for w in self.words[index + 1 : index + 3]
        )
        year = int(self.words[index].norm)
        date = safe_date(year, month) if tight and FIRST_YEAR <= year <= LAST_YEAR else None
        return [DateMention(index, index + 3, date, date, "numeric")] if date else []

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
            if day is None or len(days) >= MOST_DAYS:
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
            self._dated(first if number == 0 else start, stop, month, day, year, end)
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
        return self._year_named(index) or self._year_named(position) or (index, None)

    def _year_named(self, index: int) -> tuple[int, int] | None:
        """Read "this year", "last year", "l'an dernier" after a month."""
        words, table = self.words, self.calendar
        while index < len(words) and words[index].norm in table.articles - table.this:
            index += 1
        if self.published is None or index + 1 >= len(words):
            return None
        said, noun = words[index].norm, words[index + 1].norm
        if said in table.year_nouns:
            said, noun = noun, said
        if noun not in table.year_nouns:
            return None
        step = (
            0
            if said in table.this
            else -1
            if said in table.last
            else 1
            if said in table.next
            else None
        )
        return (index + 2, self.published.year + step) if step is not None else None

    def _dated(
        self,
        first: int,
        last: int,
        month: int,
        day: int | None,
        year: int | None,
        end: int | None = None,
    ) -> DateMention:
        """Make a mention; ``end`` is the index after the month, where it is not ``last``."""
        if year is not None:
            date = safe_date(year, month, day)
            return DateMention(first, last, date, date, "date" if date else "")
        end = last if end is None else end
        said = self.words[end].norm if end < len(self.words) else ""
        after = said in self.calendar.last or said in self.calendar.next
        if (
            not after
            and first
            and self.words[first - 1].norm in self.calendar.last | self.calendar.next
        ):
            said = self.words[first - 1].norm
        relative = said in self.calendar.last or said in self.calendar.next
        if self.published is None:
            return DateMention(first, last, None, None, "date_without_year", True)
        date = infer_year(month, day, self.published)
        if relative:
            date = self._last_or_next(month, day, said in self.calendar.next)
            last = end + 1 if after else last
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

    def _said(self, index: int, words: frozenset[str]) -> bool:
        return 0 <= index < len(self.words) and self.words[index].norm in words
