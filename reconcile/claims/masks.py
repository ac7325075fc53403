"""Numbers that count nothing: dates, clock times, ages, ordinals, names, scores, lists, offsets in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from reconcile.claims.figure_words import figure_words, phrase_set, unit_table, word_set
from reconcile.claims.numerals import Form, Numeral, hyphen_between
from reconcile.claims.page import Page
from reconcile.claims.words import Phrases, Sort, split_words
from reconcile.model import Span


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch whose numbers are never a quantity, and why."""

    span: Span
    reason: str


class WordMask(NamedTuple):
    """A mask in words: from ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class MaskWords:
    """One language's words that mark a number as no quantity."""

    clock_units: frozenset[str]
    clock_after: Phrases[bool]
    clock_strict: Phrases[bool]
    age_before: Phrases[bool]
    age_after: Phrases[bool]
    age_units: frozenset[str]
    age_not_after: frozenset[str]
    later: Phrases[bool]
    ago: Phrases[bool]
    suffixes: frozenset[str]
    ordinals: frozenset[str]
    ordinal_endings: tuple[str, ...]
    labels: Phrases[bool]
    labels_weak: Phrases[bool]
    streets: frozenset[str]
    street_after: frozenset[str]
    scores: frozenset[str]
    speakers: frozenset[str]
    says: frozenset[str]
    says_before: Phrases[bool]
    pronouns: Phrases[bool]
    idioms: Phrases[bool]
    denominators: frozenset[str]
    denominated: frozenset[str]
    compounds: frozenset[str]
    prepositions: frozenset[str]
    time_units: Phrases[str]


@cache
def mask_words(language: str) -> MaskWords:
    """Prepare a language's words for masks."""
    words = figure_words(language)
    table = words.masks
    return MaskWords(
        clock_units=word_set(table["clock_units"]),
        clock_after=phrase_set(table["clock_after"]),
        clock_strict=phrase_set(table["clock_strict"]),
        age_before=phrase_set(table["age_before"]),
        age_after=phrase_set(table["age_after"]),
        age_units=word_set(table["age_units"]),
        age_not_after=word_set(table["age_not_after"]),
        later=phrase_set(table["later"]),
        ago=phrase_set(table["ago"]),
        suffixes=word_set(table["ordinal_suffixes"]),
        ordinals=word_set(table["ordinals"]),
        ordinal_endings=tuple(table["ordinal_endings"]),
        labels=phrase_set(table["labels"]),
        labels_weak=phrase_set(table["labels_weak"]),
        streets=word_set(table["streets"]),
        street_after=word_set(table["street_after"]),
        scores=word_set(table["scores"]),
        speakers=word_set(word.split()[-1] for word in table["speakers"]),
        says=word_set(table["says"]),
        says_before=phrase_set(table["says_before"]),
        pronouns=phrase_set(table["pronouns"]),
        idioms=phrase_set(table["idioms"]),
        denominators=frozenset(split_words(word)[-1].norm for word in table["denominators"]),
        denominated=word_set(table["denominated"]),
        compounds=word_set(table["compounds"]),
        prepositions=word_set(table["prepositions"]),
        time_units=words.units,
    )


Rule = Callable[[Page, MaskWords], Iterator[WordMask]]


def _plain(numeral: Numeral) -> bool:
    return numeral.form is Form.DIGITS and numeral.plain


def dates(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Calendar dates, years and decades."""
    for mention in page.dates:
        yield WordMask(mention.first, mention.last, "date")
    for numeral in page.numerals:
        last = numeral.last
        if (
            _plain(numeral)
            and page.norm(last) == "s"
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


def _colon(page: Page, index: int) -> int | None:
    """Read "3:30" and "09:15:20": the index after it."""
    end = index + 1
    while (
        page.norm(end) == ":"
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


def ages(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Ages of people: âgé de 32 ans, 15-year-old, "Dupont, 32 ans,", "Smith, 45,"."""
    for numeral in page.numerals:
        first, last = numeral.first, numeral.last
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
            or (unit and _person_of_age(page, words, first))
        ):
            yield WordMask(first, end, "age")


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


def ordinals(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Ranks: 9e, 21st, vingt et unième, twenty-fifth."""
    for numeral in page.numerals:
        last = numeral.last
        if (
            last < len(page.words)
            and page.words[last].glued
            and page.norm(last) in words.suffixes
            and numeral.form is Form.DIGITS
        ):
            yield WordMask(numeral.first, last + 1, "ordinal")
            continue
        if numeral.form not in (Form.WORDS, Form.ONE):
            continue
        position = (
            last + 1
            if page.norm(last) in ("-",) or page.norm(last) in page.lexicon.money_and
            else last
        )
        if position < last + 1 or position == last + 1:
            word = page.norm(position)
            ending = words.ordinal_endings and word.endswith(words.ordinal_endings)
            if ending or (
                word in words.ordinals
                and position < len(page.words)
                and numeral.value in (20, 30, 40, 50, 60, 70, 80, 90)
            ):
                yield WordMask(numeral.first, position + 1, "ordinal")


def names(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Numbers inside names: F-16, MD-83, H1N1, COVID-19, Boeing 737, Flight 370, Formula One."""
    for numeral in page.numerals:
        first, last = numeral.first, numeral.last
        if numeral.form is Form.DIGITS:
            start = _glued_name(page, first)
            if start is not None:
                yield WordMask(start, _name_end(page, last), "name")
                continue
            if _letters_follow(page, numeral):
                yield WordMask(first, _name_end(page, last), "name")
                continue
        label = _label(page, words, numeral)
        if label is not None:
            yield WordMask(label, _name_end(page, last), "name")
        elif _capitalised(page, numeral) or _after_capital(page, words, numeral):
            yield WordMask(first, _name_end(page, last), "name")


def _glued_name(page: Page, first: int) -> int | None:
    """Find where a name begins that ends in digits: "H1N1", "F-16"; not "USD3" or "magnitude-4.9"."""
    if first == 0 or not page.words[first].glued:
        return None
    start = first - 1
    if page.norm(start) == "-" and page.words[start].glued and start:
        start -= 1
        if page.words[start].sort is Sort.MARK:
            return None
        if (
            page.lexicon.units_before.match_before(page.words, first)
            or page.words[start].sort is Sort.DIGITS
        ):
            return (
                start
                if page.words[start].sort is Sort.DIGITS and _glued_name(page, start) is not None
                else None
            )
        if page.norm(start) in page.lexicon.function_words and not page.words[start].capital:
            return None
        if page.norm(start) in page.lexicon.money_and or page.lexicon.range_between.match(
            page.words, start
        ):
            return None
        return None if page.lexicon.atoms.match(page.words, start) else start
    if page.words[start].sort is not Sort.LETTERS:
        return None
    raw = page.raw(start)
    table = unit_table()
    if raw in table.codes or table.currencies.match_before(page.words, first):
        return None
    if start and page.words[start].glued and page.words[start - 1].norm == "'":
        return None
    # "12h30", "3h15": the letter belongs to the number before it.
    if start and page.words[start].glued and page.words[start - 1].sort is Sort.DIGITS:
        return (
            start - 1
            if _glued_name(page, start - 1) is not None or raw[0].isupper() or raw in "x×"
            else None
        )
    return start


def _letters_follow(page: Page, numeral: Numeral) -> bool:
    """Tell "4x4", "2D", "2019-nCoV" by the letters glued after digits that are no unit."""
    last = numeral.last
    if last >= len(page.words) or not page.words[last].glued:
        return False
    word = page.words[last]
    if word.sort is Sort.LETTERS:
        if _known_after_digits(page, last):
            return False
        return page.raw(last)[0].isupper() or len(word.norm) <= 2
    if not hyphen_between(page.words, last):
        return False
    following = page.words[last + 1]
    if following.sort is not Sort.LETTERS:
        return False
    raw = page.raw(last + 1)
    return any(char.isupper() for char in raw[1:]) and not raw.isupper()


def _known_after_digits(page: Page, index: int) -> bool:
    lexicon_, table = page.lexicon, unit_table()
    return bool(
        lexicon_.units.match(page.words, index)
        or table.symbols.match(page.words, index)
        or table.currencies.match(page.words, index)
        or lexicon_.money.match(page.words, index)
        or lexicon_.percent.match(page.words, index)
        or page.raw(index).upper() in table.codes
        or page.norm(index) in lexicon_.cents
        or page.norm(index) in ("h", "am", "pm", "s", "a", "p")
        or lexicon_.atoms.match(page.words, index)
    )


def _name_end(page: Page, last: int) -> int:
    """Take "-800", "ER", "s" that are glued to the end of a name."""
    while last < len(page.words) and page.words[last].glued:
        if page.words[last].sort is Sort.LETTERS or page.words[last].sort is Sort.DIGITS:
            last += 1
        elif hyphen_between(page.words, last) or (
            page.norm(last) in "./"
            and last + 1 < len(page.words)
            and page.words[last + 1].glued
            and page.words[last + 1].sort is Sort.DIGITS
        ):
            last += 2
        else:
            break
    return last


def _label(page: Page, words: MaskWords, numeral: Numeral) -> int | None:
    """Find the word that a number labels: "Flight 370", "article 49", "n° 5"."""
    if not (
        _plain(numeral) or (numeral.form in (Form.WORDS, Form.ONE) and (numeral.value or 0) < 20)
    ):
        return None
    first = numeral.first
    strong = words.labels.match_before(page.words, first, 5)
    if strong is not None and (numeral.form is Form.DIGITS or page.words[strong[0]].capital):
        return strong[0]
    weak = words.labels_weak.match_before(page.words, first, 3)
    if weak is None or (page.is_noun_like(numeral.last) and not page.words[numeral.last].capital):
        return None
    if numeral.form is not Form.DIGITS and not page.words[first].capital:
        return None
    return weak[0]


def _capitalised(page: Page, numeral: Numeral) -> bool:
    """Tell number words in a name, "Formula One", "les Deux Magots", from the head of a sentence."""
    first, last = numeral.first, numeral.last
    if numeral.form not in (Form.WORDS, Form.ONE) or not page.words[first].capital or first == 0:
        return False
    before = page.words[first - 1]
    if before.sort is not Sort.LETTERS or page.raw(first).isupper():
        return False
    following = page.words[last] if last < len(page.words) else None
    capital_after = following is not None and following.sort is Sort.LETTERS and following.capital
    capital_before = before.capital and page.sentence_start(first) < first - 1
    return capital_after is not capital_before


def _after_capital(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "Falcon 9," and "Stade 2 sur" from "En Irak 32 personnes"."""
    first, last = numeral.first, numeral.last
    if not _plain(numeral) or first == 0 or len(page.norm(first)) > 3:
        return False
    before = page.words[first - 1]
    if before.sort is not Sort.LETTERS or not before.capital or before.end - before.start < 2:
        return False
    if page.norm(first - 2) in words.prepositions or page.lexicon.before.match_before(
        page.words, first
    ):
        return False
    if first - 1 == page.sentence_start(first) and before.norm in page.lexicon.function_words:
        return False
    if last < len(page.words) and (
        page.lexicon.units.match(page.words, last) or page.norm(last) in "%€$£°"
    ):
        return False
    if (
        unit_table().currencies.match_before(page.words, first)
        or page.raw(first - 1) in unit_table().codes
    ):
        return False
    return not page.is_noun_like(last)


def scores(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Results of matches: 3-1, 6-4 6-3, "3 à 1"; a range rises, a score need not."""
    numerals = page.numerals
    for left, right in pairwise(numerals):
        if not (_small(left) and _small(right)) or right.first != left.last + 1:
            continue
        dash = page.norm(left.last) == "-"
        parting = page.lexicon.range_between.match(page.words, left.last)
        if not dash and (parting is None or page.norm(left.first - 1) in page.lexicon.change_from):
            continue
        falls = (left.value or 0) >= (right.value or 0)
        unit = page.is_letters(right.last) and page.is_noun_like(right.last)
        about_match = _mentions(page, words.scores, left.first, 15)
        if (falls and (dash or (about_match and not unit))) or (about_match and dash and not unit):
            yield WordMask(left.first, right.last, "score")


def _small(numeral: Numeral) -> bool:
    return (
        numeral.value is not None
        and numeral.value < 200
        and (_plain(numeral) or numeral.form is Form.WORDS)
    )


def _mentions(page: Page, wanted: frozenset[str], index: int, reach: int) -> bool:
    low, high = (
        max(page.sentence_start(index), index - reach),
        min(page.sentence_end(index), index + reach),
    )
    return any(word.norm in wanted for word in page.words[low:high])


def codes(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Phone numbers, addresses on the web, versions, references in brackets, numbers of a list."""
    numerals = page.numerals
    for index, numeral in enumerate(numerals):
        first, last = numeral.first, numeral.last
        if page.norm(first - 1) == "[" and page.norm(last) == "]":
            yield WordMask(first - 1, last + 1, "reference")
        elif _heads_list(page, first, last):
            yield WordMask(first, last + 1, "list")
        elif numeral.form is Form.DIGITS and (phone := _phone(page, first)):
            yield WordMask(first, phone, "phone")
        elif _plain(numeral) and index + 2 < len(numerals) and _chain(page, first):
            yield WordMask(first, _chain(page, first), "code")
        elif page.norm(first - 1) == "#":
            yield WordMask(first - 1, last, "code")
    for index, word in enumerate(page.words):
        if word.norm in ("http", "https", "www"):
            end = index + 1
            while end < len(page.words) and page.words[end].glued:
                end += 1
            yield WordMask(index, end, "code")


def _heads_list(page: Page, first: int, last: int) -> bool:
    """Tell "1. Texte" and "(2) text" at the head of a line."""
    numeral = page.norm(first)
    if (
        not numeral.isdigit()
        or len(numeral) > 2
        or last != first + 1
        or last + 1 >= len(page.words)
    ):
        return False
    bracketed = page.norm(first - 1) == "(" and page.norm(last) == ")"
    start = first - 1 if page.norm(first - 1) == "(" else first
    if start and page.words[start - 1].norm != "\n":
        return (
            bracketed
            and page.norm(start - 1) in (":", ";", ",", "and", ".")
            and page.is_letters(last + 1)
        )
    return page.norm(last) in (".", ")") and page.words[last].glued and page.is_letters(last + 1)


def _phone(page: Page, first: int) -> int:
    """Read "+33 1 23 45 67 89", "01 23 45 67 89", "555-123-4567": the index after it, or 0."""
    groups, index = [], first
    while index < len(page.words):
        word = page.words[index]
        if word.sort is Sort.DIGITS and len(word.norm) <= 4:
            groups.append(word.norm)
            index += 1
            if (
                index + 1 < len(page.words)
                and page.norm(index) in ".-"
                and page.words[index + 1].sort is Sort.DIGITS
            ):
                index += 1
            continue
        break
    digits = sum(map(len, groups))
    international = (
        page.norm(first - 1) == "+" and page.words[first].glued and digits >= 9 and len(groups) >= 3
    )
    french = len(groups) == 5 and all(len(group) == 2 for group in groups) and groups[0][0] == "0"
    american = [len(group) for group in groups] == [3, 3, 4]
    return index if international or french or american else 0


def _chain(page: Page, first: int) -> int:
    """Read "1.2.3", "4-3-3", "192.168.0.1": the index after it, or 0."""
    index, parts = first + 1, 1
    while (
        index + 1 < len(page.words)
        and page.norm(index) in ".-"
        and page.words[index].glued
        and page.words[index + 1].glued
        and page.words[index + 1].sort is Sort.DIGITS
    ):
        index, parts = index + 2, parts + 1
    return index if parts >= 3 else 0


def addresses(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Numbers of houses: "12, rue de …", "10 Downing Street"."""
    for numeral in page.numerals:
        if not _plain(numeral):
            continue
        last = numeral.last
        step = last + 1 if page.norm(last) == "," else last
        if page.norm(step) in words.streets and not words.street_after:
            yield WordMask(numeral.first, step + 1, "address")
            continue
        position = step
        while position < min(len(page.words), step + 4) and page.words[position].capital:
            if position > step and page.norm(position) in words.street_after:
                yield WordMask(numeral.first, position + 1, "address")
                break
            position += 1


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


def speakers(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """The number of people who say something: "quatre responsables ont déclaré"."""
    for numeral in page.numerals:
        if numeral.value is None and numeral.form is not Form.VAGUE:
            continue
        who = next(
            (
                index
                for index in range(numeral.last, min(numeral.last + 4, len(page.words)))
                if page.norm(index) in words.speakers
            ),
            None,
        )
        if who is None or any(not page.is_letters(index) for index in range(numeral.last, who)):
            continue
        says = page.words[who + 1 : min(who + 7, page.sentence_end(who))]
        told = words.says_before.match_before(page.words, numeral.first)
        strong_told = told is not None and page.norm(told[0]) not in page.lexicon.of
        if strong_told or any(word.norm in words.says for word in says):
            yield WordMask(numeral.first, who + 1, "speakers")


def phrases(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Pronouns and idioms that hold a number: "l'un des", "24 heures sur 24"."""
    for table, reason in ((words.pronouns, "pronoun"), (words.idioms, "idiom")):
        for index, (end, _) in table.find(page.words).items():
            yield WordMask(index, end, reason)


def denominators(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """What a rate is measured by: "per 100,000", "pour 100 000 habitants"."""
    for numeral in page.numerals:
        if page.norm(numeral.first - 1) not in words.denominators or (numeral.value or 0) < 100:
            continue
        if not words.denominated or page.norm(numeral.last) in words.denominated:
            yield WordMask(numeral.first, numeral.last, "denominator")


def compounds(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Adjectives made with a number: "two-party", "four-wheel"; those that count are kept."""
    for numeral in page.numerals:
        last = numeral.last
        if not hyphen_between(page.words, last) or numeral.form is Form.FRACTION:
            continue
        following = page.words[last + 1]
        if following.sort is not Sort.LETTERS or following.norm in words.compounds:
            continue
        unit = page.lexicon.units.match(page.words, last + 1) or unit_table().symbols.match(
            page.words, last + 1
        )
        money = page.lexicon.money.match(page.words, last + 1) or page.lexicon.percent.match(
            page.words, last + 1
        )
        if not unit and not money and not page.lexicon.after.match(page.words, last):
            yield WordMask(numeral.first, last + 2, "compound")


def repeats(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """The same number again in brackets: "forty-five (45)"."""
    for left, right in pairwise(page.numerals):
        if (
            left.value is not None
            and left.value == right.value
            and page.norm(right.first - 1) == "("
            and page.norm(right.last) == ")"
            and right.first == left.last + 1
        ):
            yield WordMask(right.first - 1, right.last + 1, "repeat")


#: Every rule, in the order in which a reason is given where several hold.
RULES: tuple[Rule, ...] = (
    dates,
    clock_times,
    ages,
    ordinals,
    names,
    scores,
    codes,
    addresses,
    offsets,
    speakers,
    phrases,
    denominators,
    compounds,
    repeats,
)


def read_masks(page: Page) -> list[WordMask]:
    """Find the masks of a page, in order; the first rule that holds gives the reason."""
    words = mask_words(page.language)
    return sorted(
        (mask for rule in RULES for mask in rule(page, words)), key=lambda mask: mask.first
    )


def find_masks(text: str, language: str, span: Span | None = None) -> list[Mask]:
    """Find the stretches of ``text`` whose numbers are never a quantity, in order.

    Raise ``KeyError`` where the language has no pack.
    """
    page = Page.open(text, language, span)
    return [Mask(page.span(mask.first, mask.last), mask.reason) for mask in read_masks(page)]
