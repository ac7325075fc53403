"""Which of two near copies is the original: the earlier one, as far as that is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reconcile.model import PartialDate


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of when and by whom a text was published."""

    published: PartialDate | None = None
    published_at: dt.datetime | None = None
    outlet: str | None = None
    agency: str | None = None
    words: int = 0
    #: The order in which the ledger received it.
    number: int = 0

    @property
    def is_wire(self) -> bool:
        """Tell whether it may be an agency's own dispatch."""
        return self.agency is not None and self.outlet in (None, self.agency)

    @property
    def is_print(self) -> bool:
        """Tell whether an outlet is known to have published it; a print keeps the agency's dateline."""
        return self.outlet is not None and self.outlet != self.agency


def is_earlier(a: Dated, b: Dated) -> bool:
    """Tell whether ``a`` is the original of two near copies.

    By the moment of publication, else by the day (where the two cannot be the same day); then an agency's own
    dispatch comes before a print of it, then the longer text before the excerpt, then what was received first.
    """
    if a.published_at and b.published_at and _comparable(a.published_at, b.published_at):
        if a.published_at != b.published_at:
            return a.published_at < b.published_at
    elif a.published and b.published:
        if a.published.last < b.published.first:
            return True
        if b.published.last < a.published.first:
            return False
    if a.is_wire and b.is_print:
        return True
    if b.is_wire and a.is_print:
        return False
    if abs(a.words - b.words) > 0.1 * max(a.words, b.words):
        return a.words > b.words
    return a.number < b.number


def _comparable(a: dt.datetime, b: dt.datetime) -> bool:
    return (a.tzinfo is None) == (b.tzinfo is None)
