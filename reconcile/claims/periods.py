"""Periods of a text as closed intervals of days."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeVar

from reconcile.claims.calendar_words import DAYS_AHEAD, DateMention, safe_date, shift
from reconcile.claims.events import find_events
from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.page import Page
from reconcile.claims.timespans import DAYS, TimeSpan, read_time_spans, span_words
from reconcile.claims.words import Phrases, fold, split_words
from reconcile.model import PartialDate, Span

T = TypeVar("T")


class PeriodKind(StrEnum):
    """How the words place a period in time."""

    SINCE = "since"
    BETWEEN = "between"
    ON = "on"
    DURING = "during"
    UNTIL = "until"
    AS_OF = "as_of"
    LAST = "last"


class Period(NamedTuple):
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


class _Found(NamedTuple):
    """A period in words: from ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    start: PartialDate | None
    end: PartialDate | None
    kind: PeriodKind
    rule: str
    relative: bool
    #: Days from the day named last, where it is counted from that.
    step: int | None = None


class PeriodWords(NamedTuple):
    """One language's words that place a date in time."""

    since: Phrases[bool]
    until: Phrases[bool]
    as_of: Phrases[bool]
    between: Phrases[frozenset[str]]
    during: Phrases[bool]
    now: Phrases[bool]
    #: Days counted from the day named last: "the same day" 0, "la veille" -1.
    same_day: Phrases[int]
    #: "since then": since the day named last.
    since_then: Phrases[bool]
    #: "three days later": after a number of days, with their sign.
    days_from: Phrases[int]
    articles: frozenset[str]
    #: Parts of a day or week: "as of late Tuesday".
    parts: frozenset[str]
    #: Words that are another one without their accents ("dès", "des"), by their folded form.
    accented: dict[str, str]


@cache
def period_words(language: str) -> PeriodWords:
    """Prepare a language's words for periods."""
    words = figure_words(language)
    table = words.periods
    return PeriodWords(
        since=phrase_set(table["since"]),
        until=phrase_set(table["until"]),
        as_of=phrase_set(table["as_of"]),
        between=Phrases(
            (opening, frozenset(split_words(parting)[0].norm for parting in partings))
            for opening, partings in table["between"].items()
        ),
        during=phrase_set(table["during"]),
        now=phrase_set(words.dates["now"]),
        same_day=Phrases(
            (phrase, step)
            for name, step in (("same_day", 0), ("day_before", -1), ("day_after", 1))
            for phrase in table.get(name, ())
        ),
        since_then=phrase_set(table.get("since_then", ())),
        days_from=Phrases(
            (phrase, step)
            for name, step in (("days_before", -1), ("days_after", 1))
            for phrase in table.get(name, ())
        ),
        articles=word_set(words.dates["articles"]),
        parts=word_set(words.dates["beginning"] + words.dates["middle"] + words.dates["ending"]),
        accented={fold(word): word for word in table.get("accented", ())},
    )


def find_periods(
    text: str, language: str, published: PartialDate | None = None, span: Span | None = None
) -> list[Period]:
    """Find the periods that a stretch of ``text`` names, in order; none overlap.

    Dates without a year, weekdays and the like are counted from ``published``; without it their ends
    stay ``None``. Raise ``KeyError`` where the language has no pack.
    """
    page = Page.open(text, language, span, published)
    return [
        Period(
            page.span(item.first, item.last),
            item.start,
            item.end,
            item.kind,
            item.rule,
            item.relative,
        )
        for item in _PeriodReader(page).read()
    ]


class _PeriodReader:
    """Reads the periods of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = period_words(page.language)
        self.of = word_set(page.lexicon.dates["of"])

    def read(self) -> list[_Found]:
        found = sorted(
            (*self._of_events(), *self._of_spans(), *self._of_dates(), *self._of_now()),
            key=lambda item: (item.first, -item.last),
        )
        kept: list[_Found] = []
        for item in found:
            if not kept or item.first >= kept[-1].last:
                kept.append(item)
        return self._from_last_day(self._joined(kept))

    def _joined(self, found: list[_Found]) -> list[_Found]:
        """Join days that follow each other: "Monday and Tuesday", "les 7 et 8 octobre"."""
        joined: list[_Found] = []
        for item in found:
            before = joined[-1] if joined else None
            if before is not None and self._next_day(before, item):
                joined[-1] = before._replace(
                    last=item.last, end=item.end, kind=PeriodKind.BETWEEN, rule="days_joined"
                )
            else:
                joined.append(item)
        return joined

    def _next_day(self, left: _Found, right: _Found) -> bool:
        both = left.kind is PeriodKind.ON and right.kind is PeriodKind.ON
        if not both or left.start is None or right.start is None or left.step is not None:
            return False
        gap = [word.norm for word in self.page.words[left.last : right.first]]
        gap = [norm for norm in gap if norm not in self.words.articles]
        if len(gap) != 1 or gap[0] not in self.page.lexicon.money_and:
            return False
        days = left.start.day is not None and right.start.day is not None
        return days and (right.start.first - left.start.first).days == 1

    # --- dates ---------------------------------------------------------------------------------------

    def _of_dates(self) -> Iterator[_Found]:
        mentions = self.page.dates
        index = 0
        while index < len(mentions):
            left = mentions[index]
            right = mentions[index + 1] if index + 1 < len(mentions) else None
            pair = self._between(left, right) if right is not None else None
            yield pair or self._placed(
                left.first, left.last, left.start, left.end, left.rule, left.relative
            )
            index += 2 if pair else 1

    def _between(self, left: DateMention, right: DateMention) -> _Found | None:
        """Read "entre le 17 et le 24 octobre", "from Monday to Wednesday", "2008-2012"."""
        page = self.page
        gap = [word.norm for word in page.words[left.last : right.first]]
        opened = self._before(self.words.between, left.first)
        partings = opened[1] if opened is not None else frozenset()
        gap = [norm for norm in gap if norm not in self.words.articles or norm in partings]
        joined = gap == ["-"] or gap == ["/"]
        if not joined and (opened is None or not gap or gap[-1] not in opened[1]):
            return None
        if len(gap) > 3 or any(
            page.ends_sentence(index) for index in range(left.last, right.first)
        ):
            return None
        start, end = _in_order(left, right)
        first = opened[0] if opened is not None else left.first
        return _Found(
            first,
            right.last,
            start,
            end,
            PeriodKind.BETWEEN,
            "between",
            left.relative or right.relative,
        )

    def _before(self, phrases: Phrases[T], index: int) -> tuple[int, T] | None:
        """Find a phrase just before a date, with or without an article between."""
        found = phrases.match_before(self.page.words, index, 6)
        if found is None and self.page.norm(index - 1) in self.words.parts:
            index -= 1
            found = phrases.match_before(self.page.words, index, 6)
        if found is None and self.page.norm(index - 1) in self.words.articles:
            found = phrases.match_before(self.page.words, index - 1, 6)
        return found if found is None or self._accented_alike(found[0]) else None

    def _accented_alike(self, index: int) -> bool:
        """Tell "dès lundi" from "des lundis"."""
        written = self.words.accented.get(self.page.norm(index))
        if written is None or self.page.raw(index).isupper():
            return True
        return unicodedata.normalize("NFC", self.page.raw(index)).casefold() == written

    def _placed(
        self,
        first: int,
        last: int,
        start: PartialDate | None,
        end: PartialDate | None,
        rule: str,
        relative: bool,
    ) -> _Found:
        """Place a date by the preposition before it."""
        since = self._before(self.words.since, first)
        if since is not None:
            start = self._before_publication(start) if relative else start
            return _Found(since[0], last, start, None, PeriodKind.SINCE, f"since_{rule}", relative)
        until = self._before(self.words.until, first)
        if until is not None:
            return _Found(until[0], last, None, end, PeriodKind.UNTIL, f"until_{rule}", relative)
        as_of = self._before(self.words.as_of, first)
        day = start is not None and start == end and start.day is not None
        if as_of is not None and (day or start is None):
            return _Found(as_of[0], last, None, end, PeriodKind.AS_OF, f"as_of_{rule}", relative)
        kind = PeriodKind.ON if day or rule in ("weekday", "named_day") else PeriodKind.DURING
        return _Found(first, last, start, end, kind, rule, relative)

    def _before_publication(self, start: PartialDate | None) -> PartialDate | None:
        """Put what something has lasted since before publication: "since January" in December."""
        published = self.page.published
        if start is None or published is None or start.first <= published.last:
            return start
        if start.first <= published.last + dt.timedelta(days=self._ahead(start)):
            return start
        return safe_date(start.year - 1, start.month, start.day)

    @staticmethod
    def _ahead(start: PartialDate) -> int:
        """How many days ahead a "from" may begin: a day may be announced, a month has begun."""
        return DAYS_AHEAD if start.day is not None else 0

    # --- spans, events, now ------------------------------------------------------------------------------

    def _of_spans(self) -> Iterator[_Found]:
        for span in read_time_spans(self.page):
            if span.rule == "since_span":
                yield _Found(
                    span.first, span.last, span.start, None, PeriodKind.SINCE, span.rule, True
                )
            elif span.last_days:
                yield _Found(
                    span.first, span.last, span.start, span.end, PeriodKind.LAST, span.rule, True
                )
            else:
                yield self._placed_span(span)

    def _placed_span(self, span: TimeSpan) -> _Found:
        return self._placed(span.first, span.last, span.start, span.end, span.rule, span.relative)

    def _of_events(self) -> Iterator[_Found]:
        for event in find_events(self.page):
            yield _Found(
                event.first,
                event.last,
                event.day,
                None,
                PeriodKind.SINCE,
                event.rule,
                event.relative,
            )

    def _of_now(self) -> Iterator[_Found]:
        """Read "so far", "jusqu'à présent": as of publication."""
        published = self.page.published
        for index, (end, _) in self.words.now.find(self.page.words).items():
            yield _Found(index, end, None, published, PeriodKind.AS_OF, "now", True)
        for index, (end, step) in self.words.same_day.find(self.page.words).items():
            if step and self.page.norm(end) in self.of:
                # "la veille de l'attaque"
                continue
            yield _Found(index, end, None, None, PeriodKind.ON, "same_day", True, step)
        for index, (end, _) in self.words.since_then.find(self.page.words).items():
            yield _Found(index, end, None, None, PeriodKind.SINCE, "since_then", True, 0)
        yield from self._days_from()

    def _days_from(self) -> Iterator[_Found]:
        """Read "three days later", "deux jours plus tôt": from the day named last."""
        words = self.page.words
        units = span_words(self.page.language).units
        for numeral in self.page.numerals:
            unit = units.match(words, numeral.last)
            after = self.words.days_from.match(words, unit[0]) if unit is not None else None
            if unit is None or after is None or unit[1] not in ("day", "week"):
                continue
            if numeral.value is None or numeral.value != int(numeral.value):
                continue
            step = int(min(numeral.value, 10_000)) * DAYS[unit[1]] * after[1]
            yield _Found(
                numeral.first, after[0], None, None, PeriodKind.ON, "days_from", True, step
            )

    def _from_last_day(self, found: list[_Found]) -> list[_Found]:
        """Give "le même jour", "la veille" and "three days later" their day: by the day named last."""
        day: _Found | None = None
        resolved = []
        for item in found:
            if item.step is not None and day is not None and day.start is not None:
                moment = shift(day.start.first, item.step)
                end = moment if item.kind is PeriodKind.ON else None
                item = item._replace(start=moment, end=end, relative=day.relative)
            elif (
                item.kind is PeriodKind.ON and item.start is not None and item.start.day is not None
            ):
                day = item
            resolved.append(item)
        return resolved


def _in_order(
    left: DateMention, right: DateMention
) -> tuple[PartialDate | None, PartialDate | None]:
    """Give both ends; a weekday that would come after the other is that of the week before."""
    start, end = left.start, right.end
    if start is None or end is None or start.first <= end.last:
        return start, end
    if left.rule == "weekday" and start.day is not None:
        return shift(start.first, -7), end
    if left.relative:
        try:
            return PartialDate(start.year - 1, start.month, start.day), end
        except ValueError:
            return None, end
    return end, start
