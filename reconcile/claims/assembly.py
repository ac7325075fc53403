"""Numbers put together with their unit, their range, their comparators and what they add to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reconcile.claims.figure_words import unit_table
from reconcile.claims.mask_words import WordMask
from reconcile.claims.numerals import Form, Numeral, tidy
from reconcile.claims.page import Page
from reconcile.claims.units import FigureKind, Unit, convert, unit_of
from reconcile.claims.words import Sort
from schema.vocabulary import Comparator

#: How far "one" looks for another number beside it, and a change for its verb, in words.
ONE_REACH = 8
CHANGE_REACH = 7
#: Letters that a noun shares with its plural.
STEM = 5


@dataclass(frozen=True, slots=True)
class Assembled:
    """A figure in words: ``first`` to ``last`` (exclusive) with comparator and unit.

    ``number_first`` to ``number_last`` are the number itself. ``low_end`` and ``high_end`` are the ends of a stated
    range (or the number's own lower end); ``margin`` a stated plus/minus.
    """

    numeral: Numeral
    first: int
    last: int
    number_first: int
    number_last: int
    after: int
    value: float | None
    kind: FigureKind = FigureKind.COUNT
    unit: str | None = None
    comparators: tuple[Comparator, ...] = ()
    low_end: float | None = None
    high_end: float | None = None
    margin: float | None = None
    phase: str | None = None
    additional: bool = False


def assemble(page: Page, masks: Sequence[WordMask], *, bare: bool = False) -> list[Assembled]:
    """Put together the figures of a page that no mask covers.

    With ``bare`` the page is taken for a figure and nothing else: "un", "one", "a dollar" count.
    """
    return Assembler(page, masks, bare).run()


class Assembler:
    """Puts together the figures of one page, one step after the other."""

    def __init__(self, page: Page, masks: Sequence[WordMask], bare: bool) -> None:
        self.page = page
        self.bare = bare
        self._masked = _covered(masks, len(page.words))

    def run(self) -> list[Assembled]:
        """Run every step."""
        items = self._outside_units([self._with_unit(numeral) for numeral in self._numerals()])
        items = self._merge_parts(items)
        items = self._merge_ratios(items)
        items = self._merge_ranges(items)
        items = [self._with_comparators(item) for item in items]
        items = self._with_phases(items)
        items = [self._with_multiple(item) for item in items]
        items.extend(self._multiples(items))
        items = [self._with_more(item) for item in items]
        items = [item for item in items if self._counts(item, items)]
        return sorted(items, key=lambda item: item.first)

    def _numerals(self) -> Iterator[Numeral]:
        numerals = self.page.numerals
        if self.bare:
            numerals = sorted([*numerals, *self._bare_numerals()])
        for index, numeral in enumerate(numerals):
            if any(self._masked[numeral.first : numeral.last]):
                continue
            following = numerals[index + 1] if index + 1 < len(numerals) else None
            if (
                numeral.form is Form.ONE
                and following
                and following.first == numeral.last
                and not self.bare
            ):
                continue
            yield numeral

    def _outside_units(self, items: list[Assembled]) -> list[Assembled]:
        """Leave out the "cent" of "30 pour cent"."""
        kept: list[Assembled] = []
        for item in items:
            if not kept or item.number_first >= kept[-1].last:
                kept.append(item)
        return kept

    def _bare_numerals(self) -> list[Numeral]:
        """Read "a dollar", "a kg", "single": one thing, where nothing else is said."""
        page = self.page
        for index, word in enumerate(page.words):
            if word.norm in page.lexicon.bare and len(page.words) == 1:
                return [Numeral(index, index + 1, page.lexicon.bare[word.norm], Form.WORDS)]
            inside = any(numeral.first <= index < numeral.last for numeral in page.numerals)
            if word.norm in page.lexicon.articles and index + 1 < len(page.words) and not inside:
                one = Numeral(index, index + 1, 1.0, Form.ONE)
                return [one] if unit_of(page, one) is not None else []
        return []

    # --- units -------------------------------------------------------------------------------------

    def _with_unit(self, numeral: Numeral) -> Assembled:
        page = self.page
        unit = unit_of(page, numeral)
        value = self._settled(numeral, unit)
        if (
            numeral.form is Form.FRACTION
            and unit is not None
            and unit.symbol != "%"
            and value is not None
        ):
            value = tidy(_share(value) / 100)
        low = numeral.low
        if unit is None and self.bare:
            unit = self._bare_money(numeral)
        if unit is not None:
            unit, value = self._with_tail(unit, value)
        if unit is None:
            return Assembled(
                numeral,
                numeral.first,
                numeral.last,
                numeral.first,
                numeral.last,
                numeral.last,
                value,
                low_end=low,
            )
        return Assembled(
            numeral,
            unit.first,
            unit.last,
            numeral.first,
            numeral.last,
            max(unit.last, numeral.last),
            value,
            unit.kind,
            unit.symbol,
            low_end=low,
        )

    def _bare_money(self, numeral: Numeral) -> Unit | None:
        """Read "ringgit 42": the name of the money, the number, and nothing else."""
        found = self.page.lexicon.money.match(self.page.words, 0)
        if found is None or found[0] != numeral.first or numeral.last != len(self.page.words):
            return None
        return Unit(found[1], FigureKind.MONEY, 0, numeral.last)

    def _with_tail(self, unit: Unit, value: float | None) -> tuple[Unit, float | None]:
        """Read "un an et demi", "an hour and a half"."""
        tail = self.page.lexicon.tails.match(self.page.words, unit.last)
        if tail is None or value is None or unit.kind is not FigureKind.DURATION:
            return unit, value
        return unit._replace(last=tail[0]), tidy(value + tail[1])

    def _settled(self, numeral: Numeral, unit: Unit | None) -> float | None:
        """Choose between the two readings of "5,791" by what follows."""
        if numeral.other is None:
            return numeral.value
        page, last = self.page, numeral.last
        decimal_first = numeral.value is not None and not float(numeral.value).is_integer()
        counted = unit is None and page.is_noun_like(last) and not page.words[last].glued
        if decimal_first and (
            counted or (unit is not None and unit.kind is FigureKind.MONEY and unit.symbol != "USD")
        ):
            return numeral.other
        return numeral.value

    def _merge_parts(self, items: list[Assembled]) -> list[Assembled]:
        """Join "20 dollars 43 cents", "7 feet 10 inches", "2 hours and 10 minutes"."""
        merged: list[Assembled] = []
        for item in items:
            if merged:
                joined = self._joined_money(merged[-1], item) or self._joined_measure(
                    merged[-1], item
                )
                if joined is not None:
                    merged[-1] = joined
                    continue
            merged.append(item)
        return merged

    def _gap(self, left: Assembled, right: Assembled) -> list[str]:
        return [word.norm for word in self.page.words[left.last : right.first]]

    def _joined_money(self, left: Assembled, right: Assembled) -> Assembled | None:
        if (
            left.kind is not FigureKind.MONEY
            or left.unit == "cent"
            or left.value is None
            or right.value is None
        ):
            return None
        gap = self._gap(left, right)
        cents = right.unit == "cent"
        whole_rest = right.unit is None and self.bare and right.last == len(self.page.words)
        if (
            not (cents or whole_rest)
            or not 0 < right.value < 100
            or not float(left.value).is_integer()
        ):
            return None
        if len(gap) > 1 or (gap and gap[0] not in self.page.lexicon.money_and):
            return None
        value = tidy(left.value + right.value / 100)
        return replace(
            left, last=right.last, number_last=right.number_last, after=right.after, value=value
        )

    def _joined_measure(self, left: Assembled, right: Assembled) -> Assembled | None:
        table = unit_table()
        if (
            left.unit not in table.factors
            or right.unit not in table.factors
            or left.value is None
            or right.value is None
        ):
            return None
        if table.dimensions[left.unit] != table.dimensions[right.unit]:
            return None
        same = table.systems[left.unit] == table.systems[right.unit]
        if same and table.factors[left.unit] <= table.factors[right.unit]:
            return None
        if any(word not in (",", *self.page.lexicon.money_and) for word in self._gap(left, right)):
            return None
        into = right.unit if same else left.unit
        value = tidy(convert(left.value, left.unit, into) + convert(right.value, right.unit, into))
        if not same or value > right.value + 1e9:
            value = float(f"{value:.6g}")
        return replace(
            left,
            last=right.last,
            number_last=right.number_last,
            after=right.after,
            value=value,
            unit=into,
        )

    # --- two numbers that make one figure ------------------------------------------------------------

    def _merge_ratios(self, items: list[Assembled]) -> list[Assembled]:
        """Read "une personne sur cinq", "two in three", "3/4 cup", "1/5" as shares."""
        merged: list[Assembled] = []
        index = 0
        while index < len(items):
            left = items[index]
            right = items[index + 1] if index + 1 < len(items) else None
            ratio = self._ratio(left, right) if right is not None else None
            merged.append(ratio or left)
            index += 2 if ratio else 1
        return merged

    def _ratio(self, left: Assembled, right: Assembled) -> Assembled | None:
        if (
            left.value is None
            or right.value is None
            or left.unit
            or not 0 < left.value < right.value
        ):
            return None
        if self._gap(left, right) == ["/"] and self.page.words[left.last].glued:
            return self._slashed(left, right)
        if right.unit is not None or right.value > 1000 or left.numeral.form is Form.COLLECTIVE:
            return None
        gap = right.first - left.last
        for start in range(left.last, right.first):
            found = self.page.lexicon.per.match(self.page.words, start)
            if found is None or found[0] != right.first:
                continue
            if start - left.last > self.page.lexicon.per_gap or gap > 6:
                return None
            if not all(self.page.is_letters(position) for position in range(left.last, start)):
                return None
            if start > left.last and left.value > 100:
                return None
            if (
                found[0] - start == 1
                and self.page.lexicon.per_gap == 1
                and not self._small_ratio(left, right)
            ):
                return None
            share = round(100 * left.value / right.value, 2)
            numeral = left.numeral._replace(
                form=Form.FRACTION, last=right.numeral.last, value=share
            )
            return Assembled(
                numeral,
                left.first,
                right.last,
                left.number_first,
                right.number_last,
                right.after,
                share,
                FigureKind.SHARE,
                "%",
            )
        return None

    def _small_ratio(self, left: Assembled, right: Assembled) -> bool:
        """Tell "one in five" from "10 in 20 attacks": both ends are small and round."""
        return (
            left.value is not None
            and right.value is not None
            and left.value < 10
            and (right.value <= 10 or right.value % 10 == 0)
        )

    def _slashed(self, left: Assembled, right: Assembled) -> Assembled | None:
        assert left.value is not None and right.value is not None
        ratio = left.value / right.value
        whole = Assembled(
            left.numeral._replace(last=right.numeral.last, plain=False),
            left.first,
            right.last,
            left.number_first,
            right.number_last,
            right.after,
            tidy(ratio),
            right.kind,
            right.unit,
        )
        if right.unit is not None:
            return whole
        if self.page.norm(right.last) in (*self.page.lexicon.of, *self.page.lexicon.half_followers):
            numeral = left.numeral._replace(form=Form.FRACTION, last=right.numeral.last)
            return replace(
                whole, numeral=numeral, value=round(100 * ratio, 2), kind=FigureKind.SHARE, unit="%"
            )
        return whole

    def _merge_ranges(self, items: list[Assembled]) -> list[Assembled]:
        """Read "entre 20 et 30", "10-50", "20 to 30", "20 ± 5"."""
        merged: list[Assembled] = []
        index = 0
        while index < len(items):
            left = items[index]
            right = items[index + 1] if index + 1 < len(items) else None
            made = self._range(left, right) if right is not None else None
            merged.append(made or left)
            index += 2 if made else 1
        return merged

    def _range(self, left: Assembled, right: Assembled) -> Assembled | None:
        if left.value is None or right.value is None:
            return None
        margin = self.page.lexicon.plus_minus.match(self.page.words, left.last)
        if margin is not None and margin[0] == right.first and right.value < left.value:
            return replace(
                left,
                last=right.last,
                number_last=right.number_last,
                after=right.after,
                margin=right.value,
                unit=left.unit or right.unit,
                kind=right.kind if right.unit else left.kind,
            )
        opening = self._opening(left, right)
        if opening is None and not self._parted(left, right):
            return None
        if opening is not None and self._changes(left):
            return None
        low, high = self._ends(left, right)
        if low >= high or (left.unit and right.unit and left.kind is not right.kind):
            return None
        unit, kind = (right.unit, right.kind) if right.unit else (left.unit, left.kind)
        if left.unit and right.unit and left.unit != right.unit:
            if left.unit not in unit_table().factors:
                return None
            low, unit = tidy(convert(low, left.unit, right.unit)), right.unit
            if low >= high:
                return None
        return Assembled(
            left.numeral,
            left.first if opening is None else opening,
            right.last,
            left.number_first,
            right.number_last,
            right.after,
            None,
            kind,
            unit,
            low_end=low,
            high_end=high,
        )

    def _ends(self, left: Assembled, right: Assembled) -> tuple[float, float]:
        """Give both ends; "2 à 3 millions" and "$300 to 400 billion" share the scale."""
        assert left.value is not None and right.value is not None
        low, high = left.value, right.value
        if (
            left.numeral.scale == 1.0
            and right.numeral.scale >= 1000
            and low < 1000
            and low * right.numeral.scale < high
        ):
            low = tidy(low * right.numeral.scale)
        if left.numeral.low is not None:
            low = left.numeral.low
        if right.numeral.high is not None:
            high = right.numeral.high
        return low, high

    def _opening(self, left: Assembled, right: Assembled) -> int | None:
        """Find the word that opens a range ("entre", "from") and fits the word between its ends."""
        page = self.page
        start = left.first
        while True:
            compared = page.lexicon.before.match_before(page.words, start)
            opened = page.lexicon.range_open.match_before(page.words, start, 4)
            if opened is not None or compared is None:
                break
            start = compared[0]
        if opened is None:
            return None
        position = left.last
        for _ in range(4):
            if page.norm(position) in opened[1] and position < right.first:
                return opened[0] if self._only_comparators(position + 1, right.first) else None
            if not page.is_letters(position):
                return None
            position += 1
        return None

    def _only_comparators(self, first: int, last: int) -> bool:
        page = self.page
        while first < last:
            found = page.lexicon.before.match(page.words, first)
            if found is not None and found[0] <= last:
                first = found[0]
            elif page.norm(first) in page.lexicon.part_articles or page.norm(first) in (
                "les",
                "the",
                "~",
            ):
                first += 1
            else:
                return False
        return True

    def _parted(self, left: Assembled, right: Assembled) -> bool:
        """Tell "20 à 30", "10-50", "20 ou 30" from two figures side by side."""
        page = self.page
        found = page.lexicon.range_between.match(page.words, left.last)
        # "$300 to 400 billion": a sign before the first number serves both.
        signed = left.unit is not None and right.unit is None and left.last == left.number_last
        if found is None or (left.kind not in (right.kind, FigureKind.COUNT) and not signed):
            return False
        if found[0] != right.first and not self._only_comparators(found[0], right.first):
            return False
        if (
            page.norm(left.last) == "-"
            and not page.words[left.last].glued
            and page.words[found[0]].glued
        ):
            # "20 -30": a minus, unless a unit closes the range.
            return right.unit is not None or self.bare
        low, high = self._ends(left, right)
        forms = {left.numeral.form, right.numeral.form}
        return high / low <= 1000 and Form.NONE not in forms if low > 0 else False

    # --- words before and after ------------------------------------------------------------------------

    def _with_comparators(self, item: Assembled) -> Assembled:
        page = self.page
        first, said = item.first, list(item.comparators)
        one = first
        while (
            first
            and page.words[first - 1].norm in page.lexicon.ones
            and item.numeral.form is Form.DIGITS
        ):
            first -= 1
        moved = False
        while True:
            found = page.lexicon.before.match_before(page.words, first)
            if found is None or self._masked[found[0]]:
                break
            if (
                page.words[found[0]].norm in ("<", ">")
                and not page.words[first].glued
                and not self.bare
            ):
                break
            first, moved = found[0], True
            said.append(found[1])
        first = first if moved else one
        last = item.last
        after = self._comparator_after(item)
        if after is not None:
            last = after[0]
            said.append(after[1])
        item = replace(item, first=first, last=last, comparators=tuple(said))
        return self._negative(item) if not moved else item

    def _comparator_after(self, item: Assembled) -> tuple[int, Comparator] | None:
        """Read "ou plus", "or so", "+", also after the noun: "20 personnes au moins"."""
        page = self.page
        for position in range(item.last, min(item.last + 3, len(page.words))):
            if position > item.last and not page.is_noun_like(position - 1):
                return None
            found = page.lexicon.after.match(page.words, position)
            if found is None:
                continue
            sign = page.norm(position) in ("+", "-")
            if sign and not page.words[position].glued:
                return None
            following = page.words[found[0]] if found[0] < len(page.words) else None
            if following is not None and (
                following.sort is Sort.DIGITS or self._starts_number(found[0])
            ):
                return None
            return found
        return None

    def _starts_number(self, index: int) -> bool:
        return any(numeral.first == index for numeral in self.page.numerals)

    def _negative(self, item: Assembled) -> Assembled:
        """Read "-504", "minus three", "- 33 %" as below zero, and "+20" as it stands."""
        page = self.page
        index = item.first - 1
        if index < 0 or item.value is None or item.high_end is not None:
            return item
        sign = page.words[index]
        tight = page.words[item.first].glued
        opens = index == 0 or page.words[index - 1].norm in "(:\n" or (tight and not sign.glued)
        spaced = self.bare or item.kind is FigureKind.SHARE
        minus = (
            sign.norm == "-"
            and opens
            and (tight or spaced)
            and not (index and tight and sign.glued)
        )
        if (
            minus
            and index
            and not tight
            and page.words[index - 1].norm not in ("(", "\n")
            and not self.bare
        ):
            minus = False
        if sign.norm in page.lexicon.minus and (item.unit in ("°", "°C", "°F", "%") or self.bare):
            minus = True
        if minus:
            return replace(
                item,
                first=index,
                number_first=min(index, item.number_first),
                value=-item.value,
                low_end=None,
            )
        if sign.norm == "+" and tight and not sign.glued:
            return replace(item, first=index)
        return item

    def _changes(self, item: Assembled) -> bool:
        """Tell whether a verb of change stands before "de 12 à 34"."""
        page = self.page
        start = max(page.sentence_start(item.first), item.first - CHANGE_REACH)
        return any(
            word.norm in page.lexicon.change_verbs for word in page.words[start : item.first]
        )

    def _with_phases(self, items: list[Assembled]) -> list[Assembled]:
        """Mark "est passé de 12 à 34" as before and now, and "to 34 from 12"."""
        page, lexicon = self.page, self.page.lexicon
        marked = list(items)
        for index in range(len(items) - 1):
            left, right = marked[index], marked[index + 1]
            if right.first - left.last > 5 or right.phase or left.phase:
                continue
            before_left, before_right = (
                self._word_before(left.first),
                self._word_before(right.first),
            )
            change = self._changes(left)
            if (
                before_left in lexicon.change_from
                and before_right in lexicon.change_to
                and (change or (left.value or 0) > (right.value or 0))
            ):
                marked[index], marked[index + 1] = (
                    replace(left, phase="before"),
                    replace(right, phase="now"),
                )
            elif (
                change
                and before_left in lexicon.change_to
                and before_right in lexicon.change_from
                and page.norm(left.last) != ""
            ):
                marked[index], marked[index + 1] = (
                    replace(left, phase="now"),
                    replace(right, phase="before"),
                )
        return marked

    def _word_before(self, index: int) -> str:
        norm = self.page.norm(index - 1)
        return self.page.norm(index - 2) if norm == "'" else norm

    # --- multiples, additions, "one" -------------------------------------------------------------------

    def _with_multiple(self, item: Assembled) -> Assembled:
        """Read "trois fois plus", "five times as many": relative, without a value."""
        page = self.page
        if page.norm(item.last) not in page.lexicon.multiple_times:
            return item
        end = item.last + 1
        if page.norm(end) not in page.lexicon.multiple_after or end >= len(page.words):
            return item
        return replace(item, last=end + 1, kind=FigureKind.RELATIVE, after=end + 1)

    def _multiples(self, items: list[Assembled]) -> list[Assembled]:
        """Find "twice as many", "half as much": relative words that hold no number."""
        taken = [(item.first, item.last) for item in items]
        found = []
        for index, (end, _) in self.page.lexicon.multiples.find(self.page.words).items():
            if any(first < end and index < last for first, last in taken):
                continue
            numeral = Numeral(index, end, None, Form.WORDS)
            found.append(Assembled(numeral, index, end, index, end, end, None, FigureKind.RELATIVE))
        return found

    def _with_more(self, item: Assembled) -> Assembled:
        """Mark "5 de plus", "quinze autres", "another 50", "50 more people"."""
        page = self.page
        if item.kind is FigureKind.RELATIVE:
            return item
        after = page.lexicon.more_after.match(page.words, item.after)
        if after is None and page.is_noun_like(item.after):
            after = page.lexicon.more_after.match(page.words, item.after + 1)
        before = page.lexicon.more_before.match_before(page.words, item.first, 3)
        return replace(item, additional=True) if after or before else item

    def _counts(self, item: Assembled, items: list[Assembled]) -> bool:
        """Tell the number one from the article and the pronoun."""
        if item.numeral.form is not Form.ONE or self.bare or item.high_end is not None:
            return True
        if item.comparators or item.kind in (
            FigureKind.MONEY,
            FigureKind.SHARE,
            FigureKind.RELATIVE,
        ):
            return True
        page = self.page
        if item.kind is FigureKind.DURATION:
            return False
        if not page.is_noun_like(item.last) and page.norm(item.last) not in page.lexicon.one_before:
            return False
        return self._beside_another(item, items)

    def _beside_another(self, item: Assembled, items: list[Assembled]) -> bool:
        """Tell "trois enfants et un père" and "one dead, two hurt" from an article."""
        page = self.page
        low, high = page.sentence_start(item.first), page.sentence_end(item.last)
        # Where "one" is no article, a number anywhere in the sentence is enough.
        reach = ONE_REACH if page.lexicon.one_is_article else high - low
        for other in items:
            if other is item or other.kind is not FigureKind.COUNT or not low <= other.first < high:
                continue
            if other.numeral.form is Form.ONE:
                continue
            left, right = (other, item) if other.first < item.first else (item, other)
            joined = page.norm(right.first - 1) in (*page.lexicon.money_and, ",")
            if joined and right.first - left.last <= reach:
                return True
            if other is left and self._another_of_them(item, low):
                return True
        return False

    def _another_of_them(self, item: Assembled, low: int) -> bool:
        """Tell "deux gendarmes … un autre gendarme" from "un autre jour"."""
        page = self.page
        other = page.lexicon.more_after.match(page.words, item.last)
        if other is None or not page.is_noun_like(other[0]):
            return False
        stem = page.norm(other[0])[:STEM]
        return len(stem) == STEM and any(
            word.norm.startswith(stem) for word in page.words[low : item.first]
        )


def _share(value: float) -> float:
    """Undo the rounding of a third or a sixth, which matters once it is a part of an hour."""
    for parts in (3, 6, 7, 9):
        for count in range(1, parts):
            if round(100 * count / parts, 2) == value:
                return 100 * count / parts
    return value


def _covered(masks: Sequence[WordMask], count: int) -> list[bool]:
    covered = [False] * (count + 1)
    for mask in masks:
        covered[mask.first : mask.last] = [True] * (min(mask.last, count) - mask.first)
    return covered
