"""Numbers in a text, in digits and in words, without what they count or how sure they are."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import NamedTuple

from reconcile.claims.digits import read_bare_decimals, read_digits
from reconcile.claims.figure_words import Atom, FigureWords, thresholds
from reconcile.claims.words import Sort, Word
from schema.vocabulary import Comparator


class Form(Enum):
    """How a number is written."""

    DIGITS = auto()
    WORDS = auto()
    #: "un", "une", "one": an article or a pronoun as often as a number.
    ONE = auto()
    COLLECTIVE = auto()
    VAGUE = auto()
    FRACTION = auto()
    NONE = auto()


class Numeral(NamedTuple):
    """A number: the words ``first`` to ``last`` (exclusive) and what they stand for.

    ``low`` and ``high`` are given where the number itself is not exact. ``scale`` is what its last word
    multiplied by ("2 à 3 millions" shares it). ``other`` is the second reading of a lone sign in digits.
    """

    first: int
    last: int
    value: float | None
    form: Form
    low: float | None = None
    high: float | None = None
    comparator: Comparator = Comparator.EXACT
    floor: float | None = None
    scale: float = 1.0
    other: float | None = None
    #: Digits without sign, group or scale: may be a year, a clock time or a label.
    plain: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell digits that may be a year, a clock time or a label."""
        return self.form is Form.DIGITS and self.plain


class _Cardinal(NamedTuple):
    last: int
    value: float
    scale: float
    digits: bool
    plain: bool
    other: float | None
    one: bool


def hyphen_between(words: list[Word], index: int) -> bool:
    """Tell whether the word at ``index`` is a hyphen written tight between two others."""
    return (
        index + 1 < len(words)
        and words[index].norm == "-"
        and words[index].glued
        and words[index + 1].glued
    )


class NumeralReader:
    """Reads the numbers of one list of words."""

    def __init__(self, text: str, words: list[Word], lexicon: FigureWords) -> None:
        self.text = text
        self.words = words
        self.lexicon = lexicon
        self._atoms = lexicon.atoms.find(words)
        self._collectives = lexicon.collectives.find(words)
        self._plurals = lexicon.plurals.find(words)
        self._few = lexicon.few.find(words)
        self._parts = lexicon.parts.find(words)
        self._alone = lexicon.alone_parts.find(words)

    def read(self) -> list[Numeral]:
        """Find every number, from left to right; none overlap."""
        found: list[Numeral] = []
        index, count = 0, len(self.words)
        while index < count:
            numeral = self._read_at(index)
            if numeral is None:
                index += 1
                continue
            if found and numeral.first < found[-1].last:
                numeral = numeral._replace(first=index)
            found.append(numeral)
            index = numeral.last
        return found

    def _read_at(self, index: int) -> Numeral | None:
        word = self.words[index]
        if word.sort is Sort.DIGITS or word.norm in ".,":
            return self._number(index)
        return (
            self._few_of(index)
            or self._fraction_alone(index)
            or self._collective(index)
            or self._plural(index)
            or self._none(index)
            or (
                self._number(index)
                if index in self._atoms or self._starts_with_article(index)
                else None
            )
        )

    # --- exact numbers ---------------------------------------------------------------------------

    def _starts_with_article(self, index: int) -> bool:
        """Tell "a hundred" and "a million" from "a" before anything else."""
        if self.words[index].norm not in self.lexicon.articles:
            return False
        atom = self._atoms.get(index + 1)
        return atom is not None and atom[1].scale and index + 1 not in self._plurals

    def _number(self, index: int) -> Numeral | None:
        start = index + 1 if self._starts_with_article(index) else index
        cardinal = self._cardinal(start)
        if cardinal is None:
            return None
        multiplied = self._multiplied(index, cardinal)
        if multiplied is not None:
            return multiplied
        fraction = self._fraction_of(index, cardinal)
        if fraction is not None:
            return fraction
        form = Form.DIGITS if cardinal.digits else Form.ONE if cardinal.one else Form.WORDS
        return Numeral(
            index,
            cardinal.last,
            cardinal.value,
            form,
            scale=cardinal.scale,
            other=cardinal.other,
            plain=cardinal.plain,
        )

    def _cardinal(
        self, index: int, joining: bool = True, limit: float = math.inf
    ) -> _Cardinal | None:
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
        return _Cardinal(last, tidy(value), factor, digits, plain, other, one)

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
        factor, end = self._suffix(read.end, read.value)
        plain = read.end == index + 1 and factor == 1.0
        return end, tidy(read.value * factor), read.other, factor, plain

    def _suffix(self, index: int, value: float) -> tuple[float, int]:
        """Take a letter for thousands, millions … that stands right after digits."""
        if index >= len(self.words):
            return 1.0, index
        word = self.words[index]
        raw = self.text[word.start : word.end]
        factor = self.lexicon.suffixes.get(raw)
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
        money = following is not None and self.text[following.start] in "€$£"
        return (factor, index + 1) if money else (1.0, index)

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

    # --- numbers of a sort -------------------------------------------------------------------------

    def _multiplied(self, index: int, cardinal: _Cardinal) -> Numeral | None:
        """Read "deux douzaines", "two dozen"."""
        found = self._collectives.get(cardinal.last)
        if found is None:
            return None
        end, collective = found
        value = cardinal.value * collective.value
        if collective.exact or (cardinal.one and collective.ambiguous):
            return None
        scale, end = self._scale_after(end)
        low, high = around(value)
        return Numeral(
            index, end, value * scale, Form.COLLECTIVE, low * scale, high * scale, Comparator.ABOUT
        )

    def _scale_after(self, index: int) -> tuple[float, int]:
        """Take "de milliers", "of thousands" after a collective."""
        if index + 1 < len(self.words) and self.words[index].norm in self.lexicon.of:
            start = index + 2 if self.words[index + 1].norm == "'" else index + 1
            found = self._plurals.get(start)
            if found is not None:
                return found[1], found[0]
        return 1.0, index

    def _collective(self, index: int) -> Numeral | None:
        """Read "une dizaine", "a dozen"."""
        start = index
        if self.words[index].norm in self.lexicon.collective_articles and index + 1 < len(
            self.words
        ):
            start = index + 1
        found = self._collectives.get(start)
        if found is None or (start in self._plurals and start == index):
            return None
        end, collective = found
        of_follows = end < len(self.words) and self.words[end].norm in self.lexicon.of
        alone = end == len(self.words)
        if collective.ambiguous and not (start > index and of_follows) and not alone:
            return None
        if start == index and not of_follows and not alone and end - start == 1:
            return None
        if collective.exact:
            return Numeral(index, end, collective.value, Form.WORDS)
        scale, end = self._scale_after(end)
        low, high = around(collective.value)
        return Numeral(
            index,
            end,
            collective.value * scale,
            Form.COLLECTIVE,
            low * scale,
            high * scale,
            Comparator.ABOUT,
        )

    def _plural(self, index: int) -> Numeral | None:
        """Read "des dizaines", "hundreds of thousands"."""
        chain = self._chain(index)
        if chain is None:
            return None
        end, base = chain
        low, high = plural_interval(base)
        return Numeral(index, end, None, Form.VAGUE, low, high, Comparator.VAGUE, base)

    def _chain(self, index: int) -> tuple[int, float] | None:
        """Read plurals of one another, "dizaines de milliers": the index after, and 10 000."""
        found = self._plurals.get(index)
        if found is None:
            return None
        end, base = found
        scale, end = self._scale_after(end)
        return end, base * scale

    def _few_of(self, index: int) -> Numeral | None:
        """Read "plusieurs", "a few", and "quelques centaines", "several hundred thousand"."""
        found = self._few.get(index)
        if found is None:
            return None
        end, few = found
        counted = self._counted_by_few(end)
        if counted is not None:
            end, base = counted
            low, high = plural_interval(base)
            return Numeral(index, end, None, Form.VAGUE, low, high, Comparator.VAGUE, base)
        following = self.words[end].norm if end < len(self.words) else ""
        number_follows = end in self._atoms or (
            end < len(self.words) and self.words[end].sort is Sort.DIGITS
        )
        if few.only_before_scale or number_follows or following in self.lexicon.few_not_before:
            return None
        table = thresholds()["few"]
        return Numeral(
            index,
            end,
            None,
            Form.VAGUE,
            float(table["low"]),
            float(table["high"]),
            Comparator.VAGUE,
        )

    def _counted_by_few(self, index: int) -> tuple[int, float] | None:
        """Read what "several" counts by: "centaines de milliers", "hundred thousand", "dozen"."""
        chain = self._chain(index)
        if chain is not None:
            return chain
        base, end = 1.0, index
        while True:
            collective, atom = self._collectives.get(end), self._atoms.get(end)
            if collective is not None:
                end, base = collective[0], base * collective[1].value
            elif atom is not None and atom[1].scale:
                end, base = atom[0], base * atom[1].value
            else:
                break
        return (end, base) if end > index else None

    def _fraction_alone(self, index: int) -> Numeral | None:
        """Read "la moitié", "half"; and "half a million" as a number."""
        start = index
        if self.words[index].norm in self.lexicon.part_articles and index + 1 < len(self.words):
            start = index + 1
        found = self._alone.get(start)
        if found is None:
            return self._part_with_article(index, start)
        if start in self._collectives:
            return self._collective(start)
        end, parts = found
        scaled = self._scaled_part(end, 1 / parts)
        if scaled is not None:
            return Numeral(start, scaled[0], scaled[1], Form.WORDS, scale=scaled[2])
        if not self._half_fits(index, start, end):
            return None
        return Numeral(index, end, 100 / parts, Form.FRACTION)

    def _half_fits(self, index: int, start: int, end: int) -> bool:
        followers = self.lexicon.half_followers
        if not followers or end >= len(self.words):
            return True
        before = self.words[index - 1] if index else None
        if self.lexicon.units.match(self.words, end) is not None:
            return True
        return self.words[end].norm in followers or (
            self.words[end].sort is Sort.MARK
            and self.words[end].norm != "-"
            and (before is None or self.lexicon.before.match_before(self.words, start) is not None)
        )

    def _scaled_part(self, index: int, share: float) -> tuple[int, float, float] | None:
        """Read the rest of "half a million", "a quarter of a million", "un demi-million"."""
        position = index
        while position < len(self.words) and position - index < 3:
            word = self.words[position]
            if (
                word.norm in self.lexicon.of
                or word.norm in self.lexicon.articles
                or word.norm in ("'", "-")
            ):
                position += 1
                continue
            break
        atom = self._atoms.get(position)
        if atom is None or not atom[1].scale or atom[1].value < 100 or atom[1].spelled_only:
            return None
        if position in self._plurals and position > index and self.words[position - 1].norm == "-":
            return None
        return atom[0], tidy(share * atom[1].value), atom[1].value

    def _part_with_article(self, index: int, start: int) -> Numeral | None:
        """Read "un tiers", "a third of", "un demi-million" where no cardinal stands before."""
        found = self._parts.get(start)
        if found is None or start == index:
            return None
        return self._part(index, found[0], found[1], 1.0)

    def _fraction_of(self, index: int, cardinal: _Cardinal) -> Numeral | None:
        """Read "deux tiers", "three-quarters"."""
        start = cardinal.last
        if hyphen_between(self.words, start):
            start += 1
        found = self._parts.get(start)
        if found is None or cardinal.value >= 20 or (cardinal.digits and cardinal.value > 9):
            return None
        return self._part(index, found[0], found[1], cardinal.value)

    def _part(self, first: int, end: int, parts: int, count: float) -> Numeral | None:
        scaled = self._scaled_part(end, count / parts)
        if scaled is not None:
            return Numeral(first, scaled[0], scaled[1], Form.WORDS, scale=scaled[2])
        following = self.words[end] if end < len(self.words) else None
        fits = (
            following is None
            or count > 1
            or following.norm in self.lexicon.part_followers
            or (following.sort is Sort.MARK and following.norm != "-")
        )
        if not fits or count > parts:
            return None
        return Numeral(first, end, round(100 * count / parts, 2), Form.FRACTION)

    def _none(self, index: int) -> Numeral | None:
        """Read "aucun", "no": exactly nothing, where a thing that can be counted follows."""
        norm, lexicon = self.words[index].norm, self.lexicon
        if norm in lexicon.none_alone and norm not in lexicon.none_words:
            if index in self._atoms:
                return None
            return self._zero(index)
        if norm not in lexicon.none_words:
            return None
        following = self.words[index + 1 : index + 4]
        if not following:
            return self._zero(index)
        if lexicon.none_needs_countable and self._asks(index):
            return None
        for word in following:
            if word.sort is not Sort.LETTERS or word.norm in lexicon.uncounted:
                return None
            if word.norm in lexicon.countable:
                return self._zero(index)
            if word.norm.endswith(lexicon.abstract_endings):
                return None
            if not lexicon.none_needs_countable:
                return self._zero(index)
            if word.norm in lexicon.function_words:
                return None
            if word.norm.endswith("s") and not word.norm.endswith("ss") and len(word.norm) > 3:
                return self._zero(index)
        return None

    def _asks(self, index: int) -> bool:
        """Tell whether the clause that starts here is a question."""
        for word in self.words[index : index + 25]:
            if word.norm in ".!;\n":
                return False
            if word.norm == "?":
                return True
        return False

    def _zero(self, index: int) -> Numeral:
        return Numeral(index, index + 1, 0.0, Form.NONE)


def tidy(value: float) -> float:
    """Drop what binary fractions leave behind (1.4 × 1e6 is 1 400 000)."""
    return float(f"{value:.15g}")


def around(value: float) -> tuple[float, float]:
    """Give the interval of a quantity named by a collective."""
    table = thresholds()
    low, high = table["collective"].get(
        f"{value:.0f}", (table["about"]["low"] * value, table["about"]["high"] * value)
    )
    return tidy(float(low)), tidy(float(high))


def plural_interval(base: float) -> tuple[float, float]:
    """Give the interval of "dizaines", "hundreds", "milliers" … from the number they are plurals of."""
    table = thresholds()["plural"]
    power = table["power"] ** (math.floor(math.log(base, table["power"]) + 1e-9) + 1)
    return table["low"] * base, float(power - 1)


def read_numerals(text: str, words: list[Word], lexicon: FigureWords) -> list[Numeral]:
    """Find the numbers of a list of words, in order."""
    return NumeralReader(text, words, lexicon).read()
