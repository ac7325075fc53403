"""Dates as people write them into tables: 2023-11-10, "10 novembre 2023", 10/11/2023."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reconcile.model import PartialDate
from reconcile.reading.assembly import partial_date
from reconcile.reading.calendar_dates import find_date

_NUMBERED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What comes first in a table's numbered dates; ``None`` where nothing tells."""

    day_first: bool | None = None

    @classmethod
    def of(cls, cells: Iterable[str], *, habit: bool | None = None) -> DateOrder:
        """Learn the order from a column: a number above 12 is a day; ``habit`` is the order where none is."""
        firsts, seconds = False, False
        for cell in cells:
            match = _NUMBERED.match(cell.strip())
            if match:
                firsts |= int(match[1]) > 12
                seconds |= int(match[3]) > 12
        if firsts != seconds:
            return cls(firsts)
        # Both: the column holds two orders, and no doubtful date in it can be trusted.
        return cls(None if firsts else habit)

    def read(self, cell: str) -> PartialDate | None:
        """Read a cell that begins with a date; ``None`` where it has none, or one of two meanings."""
        cell = cell.strip()
        if found := partial_date(cell):
            return found
        if match := _NUMBERED.match(cell):
            return self._numbered(match)
        written = find_date(cell, 0, 60)
        return written.date if written and written.start == 0 else None

    def _numbered(self, match: re.Match[str]) -> PartialDate | None:
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        # Points and a number above 12 leave no doubt; "10/11" may be either, unless the column tells.
        day_first = (
            True if match[2] == "." or first > 12 else False if second > 12 else self.day_first
        )
        if day_first is None:
            if first != second:
                return None
            day_first = True
        day, month = (first, second) if day_first else (second, first)
        try:
            return PartialDate(year, month, day)
        except ValueError:
            return None
