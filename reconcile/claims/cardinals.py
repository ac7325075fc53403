"""Exact numbers in digits and words: "1 400", "2.5k", "soixante-dix-sept", "un million et demi"."""

from __future__ import annotations

import math
from typing import NamedTuple

from reconcile.claims.digits import read_bare_decimals, read_digits
from reconcile.claims.figure_words import Atom, FigureWords
from reconcile.claims.numeral import hyphen_between, tidy
from reconcile.claims.words import Sort, Words


class Cardinal(NamedTuple):
    """An exact number that ends before word ``last``; ``scale`` is what its last word multiplied by."""

    last: int
    value: float
    scale: float
    digits: bool
    plain: bool
    other: float | None
    one: bool


class CardinalReader:
    """Reads the exact numbers of one list of words."""

    def __init__(self, text: str, words: Words, lexicon: FigureWords) -> None:
        self.text = text
        self.words = words
        self.lexicon = lexicon
        self._atoms = lexicon.atoms.find(words)
        self._plurals = lexicon.plurals.find(words)

    def _starts_with_article(self, index: int) -> bool:
        """Tell "a hundred" and "a million" from "a" before anything else."""
        if self.words[index].norm not in self.lexicon.articles:
            return False
        atom = self._atoms.get(index + 1)
        return atom is not None and atom[1].scale and index + 1 not in self._plurals

    def _cardinal(
        self, index: int, joining: bool = True, limit: float = math.inf
    ) -> Cardinal | None:
        """Read the longest cardinal from ``index``: digits or words, scales, halves and decimals.

        No word that multiplies by ``limit`` or more is taken in.
        """
        total, current, scale = 0.0, 0.0, math.inf
        position = index
        have = digits = one = plain = False
        other: float | None = None
        last = index
        while position < len(self.words):
            if have and hyphen_between(self.words, position):
                position += 1
            word = self.words[position]
            if word.sort is Sort.DIGITS or (word.norm in ".," and not have):
                read = (
                    self._digits(position)
                    if self._may_take_digits(have, current, scale, last, position)
                    else None
                )
                if read is None:
                    break
                position, value, other, factor, plain = read
                current, have, digits = value, True, True
                last = position
                if factor != 1.0:
                    total, current, scale = total + current, 0.0, factor
                continue
            found = self._atoms.get(position)
            if found is not None:
                end, atom = found
                if (atom.spelled_only and digits and not total) or (
                    atom.scale and atom.value >= limit
                ):
                    break
                if atom.scale and not have and position in self._plurals:
                    break
                step = self._add(total, current, scale, have, atom, digits and not total)
                if step is None:
                    break
                total, current, scale = step
                one = atom.one and not have
                have, position, last, plain = True, end, end, False
                other = None if atom.scale else other
                continue
            joined = self._join(position, total, current, scale, have) if joining else None
            if joined is None:
                break
            position, current = joined
            last, one = position, False
        if not have:
            return None
        value = total + current
        factor = scale if scale != math.inf else 1.0
        tail = self.lexicon.tails.match(self.words, last)
        if tail is not None:
            value += tail[1] * (factor if not current else 1.0)
            last, plain, one = tail[0], False, False
            trailing = self._atoms.get(last)
            if trailing is not None and trailing[1].scale and trailing[1].value >= 1000:
                value, factor, last = value * trailing[1].value, trailing[1].value, trailing[0]
        decimals = self._decimals(last)
        if decimals is not None:
            last, digits_after = decimals
            value, one, plain = float(f"{value:.0f}.{digits_after}"), False, False
            trailing = self._atoms.get(last)
            if trailing is not None and trailing[1].scale:
                value, factor, last = value * trailing[1].value, trailing[1].value, trailing[0]
        return Cardinal(last, tidy(value), factor, digits, plain, other, one)

    def _may_take_digits(
        self, have: bool, current: float, scale: float, last: int, position: int
    ) -> bool:
        """Digits begin a number, or follow "million" as in "1 million 200 000"."""
        if not have:
            return True
        if current or scale == math.inf or scale < 1e6 or last != position:
            return False
        read = read_digits(self.text, self.words, position, self.lexicon.decimal)
        return read is not None and 1000 <= read.value < scale and read.grouped

    def _digits(self, index: int) -> tuple[int, float, float | None, float, bool] | None:
        words = self.words
        read = (
            read_digits(self.text, words, index, self.lexicon.decimal)
            if words[index].sort is Sort.DIGITS
            else read_bare_decimals(words, index)
        )
        if read is None:
            return None
        money = index > 0 and words[index - 1].norm in ("$", "€", "£", "¥")
        factor, end = self._suffix(read.end, read.value, money)
        plain = read.end == index + 1 and factor == 1.0
        return end, tidy(read.value * factor), read.other, factor, plain

    def _suffix(self, index: int, value: float, money: bool) -> tuple[float, int]:
        """Take a letter for thousands, millions … that stands right after digits."""
        if index >= len(self.words):
            return 1.0, index
        word = self.words[index]
        raw = self.text[word.start : word.end]
        factor = self.lexicon.suffixes.get(raw)
        if factor is None and money and word.glued:
            factor = self.lexicon.money_suffixes.get(raw)
        if factor is None:
            return 1.0, index
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        if following is not None and following.glued and following.sort is not Sort.MARK:
            return 1.0, index
        if word.glued:
            # "3G", "5G" are networks; "0,0012G" is a number.
            return (1.0, index) if raw == "G" and value >= 1 else (factor, index + 1)
        if len(raw) > 1 and raw[0].isupper():
            return factor, index + 1
        priced = following is not None and self.text[following.start] in "€$£"
        return (factor, index + 1) if priced else (1.0, index)

    def _add(
        self, total: float, current: float, scale: float, have: bool, atom: Atom, digits: bool
    ) -> tuple[float, float, float] | None:
        """Add one number word to what has been read; ``None`` where it begins another number."""
        value = atom.value
        if not atom.scale:
            return None if digits else self._add_plain(total, current, scale, value, have)
        if value == 100:
            if current == 0:
                return total, 100.0, scale
            return (total, current * 100, scale) if 1 <= current < 100 else None
        if value < scale:
            return total + (current or 1.0) * value, 0.0, value
        if current == 0 and total and value > scale:
            return total * value, 0.0, value
        if current and value > scale:
            return (total + current) * value, 0.0, value
        return None

    def _add_plain(
        self, total: float, current: float, scale: float, value: float, have: bool
    ) -> tuple[float, float, float] | None:
        if not have:
            return total, value, scale
        if scale != math.inf and value >= scale:
            return None
        rest = current % 100
        zeros = current == 0 and not total
        if (value == 0 and not zeros) or (zeros and value >= 100):
            return None
        if value < 10:
            fits = rest == 0 or (rest >= 20 and rest % 10 == 0)
        elif value < 20:
            fits = rest == 0 or rest in self.lexicon.tens_with_teens
        elif value < 100:
            fits = rest == 0
        else:
            fits = current == 0
        return (total, current + value, scale) if fits else None

    def _join(
        self, position: int, total: float, current: float, scale: float, have: bool
    ) -> tuple[int, float] | None:
        """Read "et un" of "vingt et un", "and one" of "a hundred and one"."""
        if not have:
            return None
        for join in self.lexicon.joins:
            if self.words[position].norm != join.word:
                continue
            start = position + 1
            if hyphen_between(self.words, start):
                start += 1
            if join.values:
                atom = self._atoms.get(start)
                if (
                    atom is not None
                    and (current % 100 or current or scale) in join.after
                    and atom[1].value in join.values
                ):
                    return atom[0], current + atom[1].value
                continue
            if (current % 100 and scale == math.inf) or (current % 100 != 0):
                continue
            limit = 100.0 if current else scale
            if limit not in join.after:
                continue
            rest = self._cardinal(start, joining=False, limit=limit)
            if (
                rest is not None
                and not rest.digits
                and 0 < rest.value < limit
                and not self._hundred_follows(rest.last)
                and float(rest.value).is_integer()
            ):
                return rest.last, current + rest.value
        return None

    def _hundred_follows(self, index: int) -> bool:
        """Tell "two hundred and three hundred", which are two numbers."""
        atom = self._atoms.get(index)
        return atom is not None and atom[1].value == 100

    def _decimals(self, index: int) -> tuple[int, str] | None:
        """Read the decimals of "un virgule zéro cinq" as digits: the index after them, and "05"."""
        if index + 1 >= len(self.words) or self.words[index].norm not in self.lexicon.point:
            return None
        position, tail = index + 1, ""
        while position < len(self.words):
            atom = self._atoms.get(position)
            if atom is None or atom[1].value != 0:
                break
            tail, position = tail + "0", atom[0]
        if position < len(self.words) and self.words[position].sort is Sort.DIGITS:
            return position + 1, tail + self.words[position].norm
        rest = (
            self._cardinal(position, joining=False, limit=1000) if position in self._atoms else None
        )
        if rest is not None and rest.scale < 1e6 and not rest.digits:
            return rest.last, f"{tail}{rest.value:.0f}"
        return (position, tail) if tail else None
