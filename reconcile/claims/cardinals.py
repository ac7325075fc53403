"""Exact numbers in digits and words: "1 400", "2.5k", "soixante-dix-sept", "un million et demi"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from reconcile.claims.digits import read_bare_decimals, read_digits
from reconcile.claims.figure_words import FigureWords, Join
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


@dataclass(slots=True)
class _Tally:
    """A cardinal while it is read, up to word ``last``: ``current`` is what no scale has multiplied yet."""

    last: int
    total: float = 0.0
    current: float = 0.0
    scale: float = math.inf
    have: bool = False
    digits: bool = False
    plain: bool = False
    one: bool = False
    other: float | None = None

    def multiply(self, value: float) -> bool:
        """Multiply by "hundred", "thousand", "millions" …; tell whether that makes one number."""
        if value == 100:
            if self.current >= 100:
                return False
            self.current = 100.0 * (self.current or 1.0)
        elif value < self.scale:
            self.total, self.current, self.scale = (
                self.total + (self.current or 1.0) * value,
                0.0,
                value,
            )
        elif value > self.scale and (self.current or self.total):
            # "cinquante-trois mille millions": the greater scale multiplies all before it.
            self.total, self.current, self.scale = (self.total + self.current) * value, 0.0, value
        else:
            return False
        return True

    def cardinal(self) -> Cardinal:
        """Give the number as it stands."""
        scale = self.scale if self.scale != math.inf else 1.0
        value = tidy(self.total + self.current)
        return Cardinal(self.last, value, scale, self.digits, self.plain, self.other, self.one)


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
        tally = _Tally(index)
        while tally.last < len(self.words):
            position = tally.last
            if tally.have and hyphen_between(self.words, position):
                position += 1
            taken = self._take_digits(tally, position)
            if taken is None:
                taken = self._take_word(tally, position, limit)
            if taken is None:
                taken = joining and self._take_joined(tally, position)
            if not taken:
                break
        if not tally.have:
            return None
        self._take_tail(tally)
        self._take_decimals(tally)
        return tally.cardinal()

    # Each of these tells whether it took something in; ``None`` where the words are none of its own.

    def _take_digits(self, tally: _Tally, position: int) -> bool | None:
        word = self.words[position]
        if word.sort is not Sort.DIGITS and (word.norm not in ".," or tally.have):
            return None
        if not self._may_take_digits(tally, position):
            return False
        read = self._digits(position)
        if read is None:
            return False
        tally.last, tally.current, tally.other, factor, tally.plain = read
        tally.have = tally.digits = True
        if factor != 1.0:
            tally.total, tally.current, tally.scale = tally.total + tally.current, 0.0, factor
        return True

    def _may_take_digits(self, tally: _Tally, position: int) -> bool:
        """Digits begin a number, or follow "million" as in "1 million 200 000"."""
        if not tally.have:
            return True
        if tally.current or not 1e6 <= tally.scale < math.inf or tally.last != position:
            return False
        read = read_digits(self.text, self.words, position, self.lexicon.decimal)
        return read is not None and 1000 <= read.value < tally.scale and read.grouped

    def _take_word(self, tally: _Tally, position: int, limit: float) -> bool | None:
        found = self._atoms.get(position)
        if found is None:
            return None
        end, atom = found
        after_digits = tally.digits and not tally.total
        if (atom.spelled_only and after_digits) or (atom.scale and atom.value >= limit):
            return False
        if atom.scale and not tally.have and position in self._plurals:
            return False
        if not (tally.multiply(atom.value) if atom.scale else self._add(tally, atom.value)):
            return False
        tally.one = atom.one and not tally.have
        tally.have, tally.last, tally.plain = True, end, False
        tally.other = None if atom.scale else tally.other
        return True

    def _add(self, tally: _Tally, value: float) -> bool:
        """Add a word that multiplies nothing, where it may follow what was read."""
        if not tally.have:
            tally.current = value
            return True
        zeros = tally.current == 0 and not tally.total
        if (tally.digits and not tally.total) or value >= tally.scale:
            return False
        if (value == 0 and not zeros) or (zeros and value >= 100):
            return False
        rest = tally.current % 100
        if value < 10:
            fits = rest == 0 or (rest >= 20 and rest % 10 == 0)
        elif value < 20:
            fits = rest == 0 or rest in self.lexicon.tens_with_teens
        elif value < 100:
            fits = rest == 0
        else:
            fits = tally.current == 0
        tally.current += value if fits else 0.0
        return fits

    def _take_joined(self, tally: _Tally, position: int) -> bool:
        """Read "et un" of "vingt et un", "and one" of "a hundred and one"."""
        if not tally.have:
            return False
        for join in self.lexicon.joins:
            if self.words[position].norm != join.word:
                continue
            start = position + 1
            if hyphen_between(self.words, start):
                start += 1
            joined = (
                self._listed(tally, join, start)
                if join.values
                else self._smaller(tally, join, start)
            )
            if joined is not None:
                tally.last, value = joined
                tally.current, tally.one = tally.current + value, False
                return True
        return False

    def _listed(self, tally: _Tally, join: Join, start: int) -> tuple[int, float] | None:
        """Join one of the values that the language allows there: "et un", "y dos"."""
        atom = self._atoms.get(start)
        before = tally.current % 100 or tally.current or tally.scale
        if atom is None or before not in join.after or atom[1].value not in join.values:
            return None
        return atom[0], atom[1].value

    def _smaller(self, tally: _Tally, join: Join, start: int) -> tuple[int, float] | None:
        """Join any number smaller than the magnitude before: "a hundred and one"."""
        limit = 100.0 if tally.current else tally.scale
        if tally.current % 100 or limit not in join.after:
            return None
        rest = self._cardinal(start, joining=False, limit=limit)
        if rest is None or rest.digits or not 0 < rest.value < limit:
            return None
        if not float(rest.value).is_integer() or self._hundred_follows(rest.last):
            return None
        return rest.last, rest.value

    def _hundred_follows(self, index: int) -> bool:
        """Tell "two hundred and three hundred", which are two numbers."""
        atom = self._atoms.get(index)
        return atom is not None and atom[1].value == 100

    def _take_tail(self, tally: _Tally) -> None:
        """Take "et demi", "and a half", and a scale after it ("two and a half million")."""
        tail = self.lexicon.tails.match(self.words, tally.last)
        if tail is None:
            return
        scale = tally.scale if tally.scale != math.inf and not tally.current else 1.0
        tally.current += tail[1] * scale
        tally.last, tally.plain, tally.one = tail[0], False, False
        self._take_scale(tally, 1000)

    def _take_decimals(self, tally: _Tally) -> None:
        """Take "virgule zéro cinq", "point five", and a scale after it."""
        decimals = self._decimals(tally.last)
        if decimals is None:
            return
        tally.last, digits = decimals
        tally.total, tally.current = 0.0, float(f"{tally.total + tally.current:.0f}.{digits}")
        tally.plain = tally.one = False
        self._take_scale(tally, 100)

    def _take_scale(self, tally: _Tally, least: float) -> None:
        atom = self._atoms.get(tally.last)
        if atom is not None and atom[1].scale and atom[1].value >= least:
            tally.total, tally.current = (tally.total + tally.current) * atom[1].value, 0.0
            tally.last, tally.scale = atom[0], atom[1].value

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
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        if following is not None and following.norm in self.lexicon.suffixed_nouns and word.glued:
            factor = self.lexicon.noun_suffixes.get(raw, factor)
        if factor is None:
            return 1.0, index
        if following is not None and following.glued and following.sort is not Sort.MARK:
            return 1.0, index
        if word.glued:
            # "3G", "5G" are networks; "0,0012G" is a number.
            return (1.0, index) if raw == "G" and value >= 1 else (factor, index + 1)
        if len(raw) > 1 and raw[0].isupper():
            return factor, index + 1
        priced = following is not None and self.text[following.start] in "€$£"
        return (factor, index + 1) if priced else (1.0, index)

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
