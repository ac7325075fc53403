"""Periods of a text as closed intervals of days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reconcile.model import PartialDate, Span


class PeriodKind(StrEnum):
    """How the words place a period in time."""

    SINCE = "since"
    BETWEEN = "between"
    ON = "on"
    DURING = "during"
    UNTIL = "until"
    AS_OF = "as_of"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time named in the text.

    ``start`` and ``end`` are the first and last day, month or year it may cover, both included; ``None`` leaves an
    end open or unknown. ``rule`` names the rule that set them; ``relative`` tells that the day of publication
    was needed.
    """

    span: Span
    start: PartialDate | None
    end: PartialDate | None
    kind: PeriodKind
    rule: str
    relative: bool = False


def find_periods(
    text: str, language: str, published: PartialDate | None = None, span: Span | None = None
) -> list[Period]:
    """Find the periods that a stretch of ``text`` names, in order."""
    return []
