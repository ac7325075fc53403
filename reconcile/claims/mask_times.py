"""Numbers that tell a time or an age: dates, clock times, ages of people, distances in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from reconcile.claims.figure_words import unit_table
from reconcile.claims.mask_words import MaskWords, WordMask, mask_words
from reconcile.claims.numeral import Numeral
from reconcile.claims.page import Page
from reconcile.claims.words import Sort

#: Words between "the average age" and its number.
AGE_REACH = 8


def dates(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Calendar dates, years and decades."""
    for mention in page.dates:
        yield WordMask(mention.first, mention.last, "date")
    for numeral in page.numerals:
        last = numeral.last
        era = words.eras.match(page.words, last)
        if era is not None:
            yield WordMask(numeral.first, era[0], "date")
        elif (
            numeral.is_plain
            and page.norm(last) in page.lexicon.decade_endings
            and page.words[last].glued
            and len(page.norm(numeral.first)) == 2
        ):
            yield WordMask(numeral.first, last + 1, "decade")


def clock_times(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Times of day: 14h30, 3:30 a.m., à 15 heures, 1000 UTC."""
    for numeral in page.numerals:
        index, end = numeral.first, numeral.last
        if numeral.value is None:
            continue
        colon = _colon(page, index)
        if _off_zone(page, words, index):
            yield WordMask(index, colon or end, "clock")
            continue
        if colon is not None:
            after = words.clock_after.match(page.words, colon)
            yield WordMask(index, after[0] if after else colon, "clock")
            continue
        after = words.clock_after.match(page.words, end)
        if (
            after is not None
            and 0 <= numeral.value <= 2400
            and (page.words[end].glued or after[0] > end + 1 or len(page.norm(end)) > 1)
        ):
            yield WordMask(index, after[0], "clock")
        elif numeral.value < 25 and page.norm(end) in words.clock_units:
            yield from _hours(page, words, numeral)


def _off_zone(page: Page, words: MaskWords, index: int) -> bool:
    """Tell whether a number says how far from a zone of time a clock is: "UTC+0900", "GMT-5"."""
    if index < 2 or page.norm(index - 1) not in "+-" or not page.words[index].glued:
        return False
    zone = words.clock_after.match(page.words, index - 2)
    return zone is not None and zone[0] == index - 1 and page.words[index - 1].glued


def _colon(page: Page, index: int) -> int | None:
    """Read "3:30" and "09:15:20": the index after it."""
    end = index + 1
    while (
        end < index + 7
        and page.norm(end) == ":"
        and page.words[end].glued
        and end + 1 < len(page.words)
        and page.words[end + 1].glued
        and page.words[end + 1].sort is Sort.DIGITS
    ):
        end += 2
    return end if end > index + 1 and page.words[index].sort is Sort.DIGITS else None


def _hours(page: Page, words: MaskWords, numeral: Numeral) -> Iterator[WordMask]:
    """Read "14h30", "8 h 15", "à 15 heures"."""
    end = numeral.last + 1
    minutes = page.norm(end)
    if minutes.isdigit() and len(minutes) == 2 and int(minutes) < 60:
        yield WordMask(numeral.first, end + 1, "clock")
        return
    strict = words.clock_strict.match_before(page.words, numeral.first) is not None
    joined = (
        page.norm(numeral.first - 1) in page.lexicon.money_and
        and page.norm(numeral.first - 2) in words.clock_units
    )
    if strict or joined or words.clock_after.match(page.words, end) is not None:
        after = words.clock_after.match(page.words, end)
        yield WordMask(numeral.first, after[0] if after else end, "clock")


def is_about_age(page: Page, first: int) -> bool:
    """Tell "l'âge moyen est de 45 ans", where the age is the figure."""
    about = mask_words(page.language).about_age
    low = max(page.sentence_start(first), first - AGE_REACH)
    return any(about.match(page.words, index) is not None for index in range(low, first))


def ages(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Ages of people: âgé de 32 ans, 15-year-old, "Dupont, 32 ans,", "Smith, 45,"."""
    for numeral in page.numerals:
        first, last = numeral.first, numeral.last
        if is_about_age(page, first):
            continue
        after = words.age_after.match(page.words, last)
        if after is not None:
            yield WordMask(first, after[0], "age")
            continue
        unit = page.norm(last) in words.age_units
        end = last + 1 if unit else last
        if (
            (
                words.age_before.match_before(page.words, first, 8) is not None
                and _compared_age(page, words, first, unit)
            )
            or _set_off(page, first, end, unit)
            or _noun_of_age(page, words, numeral)
            or _age_at_the_end(page, words, numeral)
            or (unit and _person_of_age(page, words, first))
            or _said_age(page, words, numeral)
        ):
            yield WordMask(first, end, "age")


def _noun_of_age(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "another brother, 22, was found"."""
    first, last = numeral.first, numeral.last
    between = page.norm(first - 1) == "," and page.norm(last) == ","
    noun = first > 1 and page.norm(first - 2) in words.aged_nouns
    named = first > 2 and page.norm(first - 3) in words.aged_articles and numeral.is_plain
    singular = not page.norm(first - 2).endswith("s") or page.norm(first - 2).endswith("ss")
    named = named and page.is_noun_like(first - 2) and singular
    return between and bool(noun or named) and 0 < (numeral.value or 0) < 110


def _age_at_the_end(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "The singer Joan Baxter was 90." from "the toll was 90", "the toll in Homs was 90"."""
    first, last = numeral.first, numeral.last
    if first < 2 or page.norm(first - 1) not in words.age_copulas or page.norm(last) != ".":
        return False
    named = page.words[first - 2].capital and page.is_letters(first - 2)
    named = named or (page.norm(first - 2) == "," and _opens_with_name(page, first - 2))
    placed = page.norm(first - 3) in words.prepositions
    bare = page.words[first].sort is Sort.DIGITS and last == first + 1
    glued = last + 1 < len(page.words) and page.words[last + 1].glued
    return named and not placed and bare and not glued and 15 < (numeral.value or 0) < 110


def _opens_with_name(page: Page, comma: int) -> bool:
    """Tell whether a name set off by a comma opens the sentence: "Hagan, the first senator, was 66."."""
    start = page.sentence_start(comma)
    end = next((at for at in range(start, comma) if page.norm(at) == ","), None)
    name = page.words[start:end] if end is not None else []
    return 0 < len(name) <= 4 and all(word.capital for word in name)


def age_lists(page: Page, masks: Iterable[WordMask]) -> Iterator[WordMask]:
    """Hide the rest of a list of ages: "aged nine, ten, thirteen, and 49"."""
    words = mask_words(page.language)
    if words.age_units:
        return
    ends = {mask.last for mask in masks if mask.reason == "age"}
    for left, right in pairwise(page.numerals):
        between = [page.norm(index) for index in range(left.last, right.first)]
        listed = 0 < len(between) <= 2 and all(
            norm == "," or norm in page.lexicon.money_and for norm in between
        )
        small = 0 < (right.value or 0) < 110
        goes_on = (
            page.is_letters(right.last) and page.norm(right.last) not in page.lexicon.money_and
        )
        if listed and small and left.last in ends and not goes_on:
            ends.add(right.last)
            yield WordMask(right.first, right.last, "age")


def _said_age(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "when she was 16" and "I am 26 now" from "there were 26 houses"."""
    if not 2 < (numeral.value or 0) < 120 or page.is_noun_like(numeral.last):
        return False
    return words.age_said.match_before(page.words, numeral.first, 5) is not None


def _compared_age(page: Page, words: MaskWords, first: int, unit: bool) -> bool:
    """In languages that name the unit, an age without it is something else."""
    return unit or not words.age_units


def _set_off(page: Page, first: int, end: int, unit: bool) -> bool:
    """Tell ", 32 ans," and "Smith, 45," and "(32)" after a name."""
    opening, closing = page.norm(first - 1), page.norm(end)
    value = page.words[first].norm
    if (opening, closing) not in ((",", ","), ("(", ")"), (",", ".")) or first < 2:
        return False
    if unit:
        return True
    return (
        closing != "."
        and page.words[first - 2].capital
        and value.isdigit()
        and 0 < int(value[:4]) < 110
    )


def _person_of_age(page: Page, words: MaskWords, first: int) -> bool:
    """Tell "un homme de 28 ans" from "une peine de 28 ans"."""
    of = page.norm(first - 1)
    start = first - 2
    if of == "'":
        of, start = page.norm(first - 2), first - 3
    if of not in page.lexicon.of or not page.is_letters(start):
        return False
    return all(page.norm(index) not in words.age_not_after for index in (start, start - 1))


def offsets(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Distances in time from another moment: "two days later", "il y a deux jours"."""
    for numeral in page.numerals:
        unit = _time_unit(page, numeral.last)
        if unit is None:
            continue
        ago = words.ago.match_before(page.words, numeral.first)
        if ago is None:
            compared = page.lexicon.before.match_before(page.words, numeral.first)
            ago = words.ago.match_before(page.words, compared[0]) if compared else None
        if ago is not None:
            yield WordMask(ago[0], unit, "offset")
            continue
        later = words.later.match(page.words, unit)
        if later is not None:
            yield WordMask(numeral.first, later[0], "offset")


def _time_unit(page: Page, index: int) -> int | None:
    if index < len(page.words) and page.norm(index) == "-":
        index += 1
    found = page.lexicon.units.match(page.words, index)
    if found is None or unit_table().dimensions.get(found[1]) != "time":
        return None
    return found[0]
