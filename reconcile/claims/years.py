"""Years and parts of years: "2012", "les années 1970", "fin 2012", "mi-octobre", "été 2012"."""

from __future__ import annotations

from reconcile.claims.calendar_dates import CalendarDateReader
from reconcile.claims.calendar_words import FIRST_YEAR, LAST_YEAR, DateMention
from reconcile.claims.words import Sort, Word
from reconcile.model import PartialDate

#: So many words back a number that is one is announced: "the number of … is 1501".
COUNTER_REACH = 14


class YearReader(CalendarDateReader):
    """Reads the years of one list of words, and tells them from counts."""

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
        if after is not None and after.glued and after.norm in self.lexicon.decade_endings:
            date_from, date_to = PartialDate(year), PartialDate(year + 9)
            return [DateMention(index, index + 2, date_from, date_to, "decade")]
        if self._season_follows(year, index):
            return [
                DateMention(index, index + 3, PartialDate(year), PartialDate(year + 1), "years")
            ]
        if not self._reads_as_year(year, before, after, index):
            return []
        date = PartialDate(year)
        return [DateMention(index, index + 1, date, date, "year")]

    def _season_follows(self, year: int, index: int) -> bool:
        """Read "2019/20" and "2019-20"."""
        short = self._number(index + 2)
        if short is None or len(self.words[index + 2].norm) != 2 or short != (year + 1) % 100:
            return False
        parting, end = self.words[index + 1], self.words[index + 2]
        return parting.norm in ("/", "-") and parting.glued and end.glued

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
        if before is not None and after is not None and self._has_plural_verb(before, index):
            return False
        if before is not None and self._is_counted(before, index):
            return False
        compared = self.lexicon.before.match_before(self.words, index)
        if compared is not None:
            # "from roughly 1948" is a year, "at least 1948 people" are not.
            strong = strong or self._said(compared[0] - 1, self.calendar.year_before)
            if not (strong and year % 100) or counted:
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

    def _is_counted(self, before: Word, index: int) -> bool:
        """Tell "the total number of those infected is 1501"."""
        if before.norm not in self.calendar.copulas:
            return False
        for word in reversed(self.words[max(0, index - COUNTER_REACH) : index - 1]):
            if word.norm in ".;:?!\n":
                return False
            if word.norm in self.calendar.counters:
                return True
        return False

    def _has_plural_verb(self, before: Word, index: int) -> bool:
        """Tell "… and 1720 were sent home" from "… and 1720 was a bad year"."""
        plural = self.calendar.plural_verbs.match(self.words, index + 1) is not None
        joined = before.norm in self.lexicon.money_and or before.norm in (",", ";")
        return plural and joined

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
        """Read "summer of 2022", "l'été dernier", "this winter"."""
        end, year = self._year_after(index + 1)
        first, last = self.calendar.seasons[self.words[index].norm]
        first_word, relative = index, False
        if year is None:
            end, relative = index + 1, True
            before = self._said(index - 1, self.calendar.last | self.calendar.this)
            after = self._said(end, self.calendar.last)
            if self.published is None or not (before or after):
                return []
            first_word = index - 1 if before else index
            end = end + 1 if after else end
            past = after or self._said(index - 1, self.calendar.last)
            year = self._year_of_season(first, last, past=past)
        last_year = year + 1 if last < first else year
        if not 1 <= year <= 9998:
            return []
        start, stop = PartialDate(year, first), PartialDate(last_year, last)
        return [DateMention(first_word, end, start, stop, "season", relative)]

    def _year_of_season(self, first: int, last: int, *, past: bool) -> int:
        """Give the year in which the last such season began; with ``past`` one that is over."""
        assert self.published is not None
        month = self.published.month or 12
        begun = month > last if past and last >= first else month >= first
        return self.published.year if begun else self.published.year - 1

    def _part_of(self, index: int, end: int, part: str) -> list[DateMention]:
        """Read "fin 2012", "mi-octobre", "early June 2019"."""
        start = end + 1 if end < len(self.words) and self.words[end].norm == "-" else end
        while start < len(self.words) and (
            self.words[start].norm in self.calendar.articles
            or self.words[start].norm in self.calendar.year_nouns
        ):
            start += 1
        if start in self._months:
            inner = self._month(index, start)
            if len(inner) != 1 or inner[0].start is None or inner[0].start.day is not None:
                return inner
            return [_part_of_month(inner[0], part)]
        of_year = self._part_of_named_year(index, end, part)
        if of_year is not None:
            return [of_year]
        if start < len(self.words) and self.words[start].sort is Sort.DIGITS:
            year = self._number(start, 4)
            if (
                year is None
                or len(self.words[start].norm) != 4
                or not FIRST_YEAR <= year <= LAST_YEAR
            ):
                return []
            months = _MONTHS[part]
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

    def _part_of_named_year(self, index: int, end: int, part: str) -> DateMention | None:
        """Read "the end of the year", "late last year", "au début de l'année dernière"."""
        words, table = self.words, self.calendar
        step, noun, position = 0, False, end
        while position < len(words) and position - end < 5:
            norm = words[position].norm
            if norm in table.year_nouns:
                noun = True
            elif norm in table.last or norm in table.next:
                step = -1 if norm in table.last else 1
            elif norm not in table.articles | table.this and norm != "'":
                break
            position += 1
        digits = position < len(words) and words[position].sort is Sort.DIGITS
        if not noun or digits:
            return None
        if self.published is None:
            return DateMention(index, position, None, None, f"{part}_of_year", True)
        year = self.published.year + step
        if not 1 <= year <= 9999:
            return None
        first, last = _MONTHS[part]
        return DateMention(
            index,
            position,
            PartialDate(year, first),
            PartialDate(year, last),
            f"{part}_of_year",
            True,
        )


#: The months of a part of a year.
_MONTHS = {"beginning": (1, 4), "middle": (5, 8), "ending": (9, 12)}


def _part_of_month(mention: DateMention, part: str) -> DateMention:
    month = mention.start
    assert month is not None
    first, last = {"beginning": (1, 10), "middle": (11, 20), "ending": (21, month.last.day)}[part]
    return mention._replace(
        start=PartialDate(month.year, month.month, first),
        end=PartialDate(month.year, month.month, last),
        rule=f"{part}_of_month",
    )
