"""Events that the text itself dates: "depuis le début de la guerre", "since the war began on 7 October"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reconcile.claims.figure_words import figure_words, phrase_set, word_set
from reconcile.claims.page import Page
from reconcile.claims.words import Phrases
from reconcile.model import PartialDate

#: An event and its date stand in one sentence, at most so many words apart.
REACH = 16
#: A noun and its plural share so many letters.
STEM = 5


class EventStart(NamedTuple):
    """A "since" that names an event: the words, the day where the text gives it, and the rule."""

    first: int
    last: int
    day: PartialDate | None
    rule: str
    relative: bool


class EventWords(NamedTuple):
    """One language's words for events that begin."""

    begin: Phrases[bool]
    nouns: frozenset[str]
    dated_by: Phrases[bool]


@cache
def event_words(language: str) -> EventWords:
    """Prepare a language's words for events."""
    table = figure_words(language).periods
    return EventWords(
        begin=phrase_set(table["event_begin"]),
        nouns=word_set(table["event_nouns"]),
        dated_by=phrase_set(table["event_dated_by"]),
    )


class _Dated(NamedTuple):
    day: PartialDate
    last: int
    relative: bool


def find_events(page: Page) -> list[EventStart]:
    """Find what is counted from the beginning of an event, dated where it stands or elsewhere in the text."""
    words = event_words(page.language)
    dated = _dated_nouns(page, words)
    known: dict[str, _Dated] = {}
    for index, date in dated.items():
        known.setdefault(page.norm(index)[:STEM], date)
    found = []
    for index, (end, _) in words.begin.find(page.words).items():
        noun = _noun(page, words, index, end)
        if noun is None:
            continue
        here = dated.get(noun)
        elsewhere = known.get(page.norm(noun)[:STEM])
        if here is not None:
            found.append(
                EventStart(index, max(here.last, noun + 1), here.day, "event_dated", here.relative)
            )
        elif elsewhere is not None:
            found.append(
                EventStart(
                    index, noun + 1, elsewhere.day, "event_dated_elsewhere", elsewhere.relative
                )
            )
        else:
            found.append(EventStart(index, noun + 1, None, "event_undated", False))
    return found


def _noun(page: Page, words: EventWords, first: int, end: int) -> int | None:
    """Find the noun of the event in the phrase itself or in the few words after it."""
    for index in range(first, min(end + 5, len(page.words))):
        if page.norm(index) in words.nouns:
            return index
        if index >= end and not page.is_letters(index) and page.norm(index) != "'":
            return None
    return None


def _dated_nouns(page: Page, words: EventWords) -> dict[int, _Dated]:
    """Link each event to the date that its sentence gives it."""
    dated: dict[int, _Dated] = {}
    for mention in page.dates:
        if mention.start is None or mention.start.month is None:
            continue
        noun = _noun_after(page, words, mention.last)
        by = words.dated_by.match_before(page.words, mention.first, 5)
        if noun is None and by is not None:
            noun = _noun_before(page, words, by[0])
        if noun is not None:
            dated.setdefault(noun, _Dated(mention.start, mention.last, mention.relative))
    return dated


def _noun_after(page: Page, words: EventWords, index: int) -> int | None:
    """Read "the 7 October attack"."""
    return index if page.norm(index) in words.nouns else None


def _noun_before(page: Page, words: EventWords, index: int) -> int | None:
    low = max(page.sentence_start(index), index - REACH)
    for position in range(index - 1, low - 1, -1):
        if page.norm(position) in words.nouns:
            return position
        if page.norm(position) in (",", ";", ":"):
            return None
    return None
