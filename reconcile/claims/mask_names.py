"""Numbers inside names: models, flights, diseases, articles of law, houses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reconcile.claims.figure_words import unit_table
from reconcile.claims.mask_words import MaskWords, WordMask, mask_words
from reconcile.claims.numeral import Form, Numeral, hyphen_between
from reconcile.claims.page import Page
from reconcile.claims.words import Sort

#: Parts of a name with digits, at most: "737-800ER" has three.
MOST_PARTS = 8


def names(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Numbers inside names: F-16, MD-83, H1N1, COVID-19, Boeing 737, Flight 370, Formula One."""
    known: set[str] = set()
    repeated = _repeated_names(page)
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
            known.add(page.norm(first))
            yield WordMask(label, _name_end(page, last), "name")
        elif numeral.is_plain and len(page.norm(first)) == 3 and page.norm(first) in known:
            # "the 737", once it was a Boeing 737.
            yield WordMask(first, last, "name")
        elif (
            _named_by_article(page, words, numeral)
            or _release(page, words, numeral)
            or _capitalised(page, numeral)
            or _after_capital(page, words, numeral)
            or (page.norm(first - 1), page.norm(first)) in repeated
        ):
            yield WordMask(first, _name_end(page, last), "name")


def _glued_name(page: Page, first: int, parts: int = 0) -> int | None:
    """Find where a name begins that ends in digits: "H1N1", "F-16"; not "USD3" or "magnitude-4.9"."""
    if first == 0 or not page.words[first].glued or parts > MOST_PARTS:
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
                if page.words[start].sort is Sort.DIGITS
                and _glued_name(page, start, parts + 1) is not None
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
    elided = start and page.words[start].glued and page.words[start - 1].norm == "'"
    if elided and not raw[0].isupper():
        return None
    # "12h30", "3h15": the letter belongs to the number before it.
    if start and page.words[start].glued and page.words[start - 1].sort is Sort.DIGITS:
        return (
            start - 1
            if _glued_name(page, start - 1, parts + 1) is not None
            or raw[0].isupper()
            or raw in "x×"
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
        made_up = word.norm not in page.lexicon.countable and not word.norm.endswith("s")
        return (
            page.raw(last)[0].isupper()
            or len(word.norm) <= 2
            or (made_up and numeral.is_plain and (numeral.value or 0) < 10)
        )
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
        or page.norm(index) in page.lexicon.decade_endings
        or page.norm(index) in mask_words(page.language).clock_units
        or mask_words(page.language).clock_after.match(page.words, index)
        or lexicon_.atoms.match(page.words, index)
    )


def _name_end(page: Page, last: int) -> int:
    """Take "-800", "ER", "s" that are glued to the end of a name."""
    most = min(len(page.words), last + MOST_PARTS)
    while last < most and page.words[last].glued:
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
    small_word = numeral.form in (Form.WORDS, Form.ONE) and (numeral.value or 0) < 20
    # "article 49.3", "section 2.1"; "boeing 1.2 million" is none.
    decimal = numeral.form is Form.DIGITS and numeral.scale == 1 and _has_decimals(numeral)
    if not (numeral.is_plain or small_word or decimal):
        return None
    first = numeral.first
    strong = words.labels.match_before(page.words, first, 5)
    if strong is not None and (numeral.form is Form.DIGITS or page.words[strong[0]].capital):
        return strong[0]
    if page.norm(first - 1) in words.stages and not page.is_noun_like(numeral.last):
        # "phase two was planned"
        return first - 1
    weak = words.labels_weak.match_before(page.words, first, 3)
    if (
        decimal
        or weak is None
        or (page.is_noun_like(numeral.last) and not page.words[numeral.last].capital)
    ):
        return None
    if numeral.form is not Form.DIGITS and not page.words[first].capital:
        return None
    return weak[0]


def _has_decimals(numeral: Numeral) -> bool:
    return numeral.value is not None and not numeral.value.is_integer()


def _repeated_names(page: Page) -> frozenset[tuple[str, str]]:
    """Find numbers that stand again and again behind one capital: "the Lost 52 Project … Lost 52 sailed"."""
    seen: Counter[tuple[str, str]] = Counter()
    named: set[tuple[str, str]] = set()
    for numeral in page.numerals:
        first, last = numeral.first, numeral.last
        before = page.words[first - 1] if first else None
        if before is None or not numeral.is_plain or before.sort is not Sort.LETTERS:
            continue
        dated = any(mention.first < last and first <= mention.last for mention in page.dates)
        if not before.capital or dated or before.end - before.start < 2:
            continue
        pair = (before.norm, page.norm(first))
        seen[pair] += 1
        following = page.words[last] if last < len(page.words) else None
        if following is None or following.capital or following.sort is Sort.MARK:
            named.add(pair)
    return frozenset(pair for pair in named if seen[pair] > 1)


def _named_by_article(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "une 2 CV", "le 3611", "le 15": a singular article before a number is no count."""
    if not numeral.is_plain or not (numeral.value or 0) > 1:
        return False
    before, last = page.norm(numeral.first - 1), numeral.last
    measured = page.lexicon.units.match(page.words, last)
    if before in words.definite and measured is not None and measured[1] == "m":
        # "le record du 100 mètres"
        return True
    if page.lexicon.percent.match(page.words, last) or page.lexicon.units.match(page.words, last):
        return False
    if before in words.indefinite:
        return last < len(page.words) and page.words[last].capital
    return before in words.definite and not page.is_noun_like(last) and last < len(page.words)


def _release(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "Firefox 4.10", "version 4.10", "la 4.10 sortira" from decimals: releases have a point and no unit."""
    first, last = numeral.first, numeral.last
    if numeral.form is not Form.DIGITS or last - first != 3 or page.norm(first + 1) != ".":
        return False
    if numeral.scale != 1.0 or first == 0 or _known_after_digits(page, last):
        return False
    before = page.words[first - 1]
    if page.lexicon.units_before.match_before(page.words, first, 3):
        return False
    if words.labels.match_before(page.words, first, 5) is not None:
        return True
    headed = first - 1 == page.sentence_start(first) and before.norm in page.lexicon.function_words
    if before.sort is Sort.LETTERS and before.capital and not headed:
        return not page.is_noun_like(last) or page.lexicon.decimal != "."
    return before.norm in words.definite and page.lexicon.decimal != "."


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
    if not numeral.is_plain or first == 0 or len(page.norm(first)) > 3:
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


def addresses(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Numbers of houses: "12, rue de …", "10 Downing Street"."""
    for numeral in page.numerals:
        if not numeral.is_plain:
            continue
        last = numeral.last
        step = last + 1 if page.norm(last) == "," else last
        abroad = page.norm(step) in words.street_first and page.words[step].capital
        if abroad or (page.norm(step) in words.streets and not words.street_after):
            yield WordMask(numeral.first, step + 1, "address")
            continue
        if _postcode(page, numeral):
            yield WordMask(numeral.first, last, "address")
            continue
        position = step
        while position < min(len(page.words), step + 4) and page.words[position].capital:
            if position > step and page.norm(position) in words.street_after:
                yield WordMask(numeral.first, position + 1, "address")
                break
            position += 1


def _postcode(page: Page, numeral: Numeral) -> bool:
    """Tell ", 75019 Paris" from "10000 Parisiens"."""
    before = page.norm(numeral.first - 1)
    return (
        len(page.norm(numeral.first)) == 5
        and page.norm(numeral.first)[-2:] != "00"
        and before in (",", "(", "\n", "-")
        and page.is_letters(numeral.last)
        and page.words[numeral.last].capital
    )
