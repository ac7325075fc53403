"""Numbers that rank, score, list, call or merely stand in an idiom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reconcile.claims.figure_words import unit_table
from reconcile.claims.mask_words import MaskWords, WordMask
from reconcile.claims.numeral import Form, Numeral, hyphen_between
from reconcile.claims.page import Page
from reconcile.claims.words import Sort

#: Groups of a phone number, and words of an address on the web, at most; longer runs are hostile.
MOST_GROUPS = 12
MOST_WORDS = 200


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


def scores(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Results of matches: 3-1, 6-4 6-3, "3 à 1"; a range rises, a score need not."""
    numerals = page.numerals
    for left, right in pairwise(numerals):
        parting = page.lexicon.range_between.match(page.words, left.last)
        beside = right.first == left.last + 1 or (parting and parting[0] == right.first)
        if not (_small(left) and _small(right)) or not beside:
            continue
        dash = page.norm(left.last) == "-"
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
        and (numeral.is_plain or numeral.form in (Form.WORDS, Form.ONE))
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
        elif _heads_list(page, first, last) or _numbers_item(page, first, last):
            yield WordMask(first, last + 1, "list")
        elif numeral.form is Form.DIGITS and (phone := _phone(page, first)):
            yield WordMask(first, phone, "phone")
        elif numeral.is_plain and index + 2 < len(numerals) and _chain(page, first):
            yield WordMask(first, _chain(page, first), "code")
        elif _dialled(page, words, numeral):
            yield WordMask(first, last, "phone")
        elif page.norm(first - 1) == "#":
            yield WordMask(first - 1, last, "code")
    for index, word in enumerate(page.words):
        if word.norm in ("http", "https", "www"):
            end = index + 1
            while end < min(len(page.words), index + MOST_WORDS) and page.words[end].glued:
                end += 1
            yield WordMask(index, end, "code")


#: How far back a bracket is looked for that a number of a list would have opened, in words.
BRACKET_REACH = 12


def _numbers_item(page: Page, first: int, last: int) -> bool:
    """Tell "1) find out and 2) mend": one digit with a closing bracket that nothing opened."""
    digit = last == first + 1 and page.words[first].sort is Sort.DIGITS
    if page.norm(last) != ")" or not digit or len(page.norm(first)) > 1:
        return False
    for index in range(first - 1, max(-1, first - BRACKET_REACH), -1):
        if page.norm(index) in ("(", ")"):
            return page.norm(index) == ")"
    return True


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
            and page.norm(start - 1) in (":", ";", ",", ".", *page.lexicon.money_and)
            and page.is_letters(last + 1)
        )
    return page.norm(last) in (".", ")") and page.words[last].glued and page.is_letters(last + 1)


def _dialled(page: Page, words: MaskWords, numeral: Numeral) -> bool:
    """Tell "called 911" and "calls to 101" from "called 120 people"."""
    first = numeral.first
    verb = page.norm(first - 1)
    if verb in page.lexicon.change_to or verb in page.lexicon.function_words:
        verb = page.norm(first - 2)
    short = numeral.is_plain and 3 <= len(page.norm(first)) <= 6
    return short and verb in words.dialled and not page.is_noun_like(numeral.last)


def _phone(page: Page, first: int) -> int:
    """Read "+33 1 23 45 67 89", "01 23 45 67 89", "555-123-4567": the index after it, or 0."""
    groups: list[str] = []
    index = first
    while index < len(page.words) and len(groups) < MOST_GROUPS:
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
        and parts < MOST_GROUPS
    ):
        index, parts = index + 2, parts + 1
    return index if parts >= 3 else 0


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
        if _tells(page, words, numeral.first, who):
            yield WordMask(numeral.first, who + 1, "speakers")


#: How far the verb of saying stands from who says it, in words.
SAYING_REACH = 12


def _tells(page: Page, words: MaskWords, first: int, who: int) -> bool:
    """Tell "quatre responsables ont déclaré" from "quatre responsables ont été tués, a déclaré …"."""
    told = words.says_before.match_before(page.words, first)
    if told is not None and page.norm(told[0]) not in page.lexicon.of:
        return True
    for index in range(who + 1, min(who + 1 + SAYING_REACH, len(page.words))):
        norm = page.norm(index)
        if norm in words.says:
            return True
        if norm in words.says_stop:
            return False
        if not page.is_letters(index) and norm not in ("'", "-"):
            break
    return _told_before(page, words, first)


def _told_before(page: Page, words: MaskWords, first: int) -> bool:
    """Read "ont indiqué deux sources"; what follows "that" is what was said."""
    low = max(page.sentence_start(first), first - SAYING_REACH)
    for index in range(first - 1, low - 1, -1):
        norm = page.norm(index)
        if norm in words.says:
            return True
        if norm in words.says_clause or (not page.is_letters(index) and norm not in ("'", "-")):
            return False
    return False


def phrases(page: Page, words: MaskWords) -> Iterator[WordMask]:
    """Pronouns and idioms that hold a number: "l'un des", "24 heures sur 24"."""
    for table, reason in ((words.pronouns, "pronoun"), (words.idioms, "idiom")):
        for index, (end, _) in table.find(page.words).items():
            share = page.lexicon.percent.match(page.words, end) is not None
            if not (share or _in_ratio(page, end) or _befallen(page, words, end)):
                yield WordMask(index, end, reason)


#: Words between "one of them" and what befell them: "had later".
FATE_REACH = 3


def _befallen(page: Page, words: MaskWords, end: int) -> bool:
    """Tell "one of them died" and "one of whom was killed" from "one of them, a teacher"."""
    if page.norm(end) not in words.of_them:
        return False
    for index in range(end + 1, end + 1 + FATE_REACH):
        if page.norm(index) in words.fates:
            return True
        if not page.is_letters(index):
            return False
    return False


def _in_ratio(page: Page, end: int) -> bool:
    """Tell whether a pronoun's "one" begins a share: "found that one in four …"."""
    per = page.lexicon.per.match(page.words, end)
    return per is not None and any(numeral.first == per[0] for numeral in page.numerals)


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
        parted = page.lexicon.range_between.match(page.words, last)
        if following.norm in page.lexicon.money_and or (parted and parted[0] > last + 1):
            # "one-to-two hundred"
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
