"""Two numbers that make one figure: "entre 20 et 30", "one in five", "20 ± 5"."""

from __future__ import annotations

import math
from dataclasses import replace

from reconcile.claims.assembled import Assembled
from reconcile.claims.changes import changes
from reconcile.claims.figure_words import unit_table
from reconcile.claims.numeral import Form, tidy
from reconcile.claims.page import Page
from reconcile.claims.units import FigureKind, convert

#: The ends of a range that both have their unit are no farther apart than this.
FARTHEST = 10
#: What shares are said "out of", beside 10 and less.
_ROUND = frozenset({12.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0})


class RangeReader:
    """Puts pairs of figures of one page together."""

    def __init__(self, page: Page, bare: bool) -> None:
        self.page = page
        self.bare = bare

    def ratio(self, left: Assembled, right: Assembled) -> Assembled | None:
        if (
            left.value is None
            or right.value is None
            or left.unit
            or not 0 < left.value < right.value
        ):
            return None
        if [word.norm for word in self.page.words[left.last : right.first]] == [
            "/"
        ] and self.page.words[left.last].glued:
            return self._slashed(left, right)
        most = 1000 if left.value > 1 else math.inf
        if right.unit is not None or right.value > most or left.numeral.form is Form.COLLECTIVE:
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
            if self.page.lexicon.per_gap == 1 and not self._small_ratio(left, right):
                return None
            share = float(f"{100 * left.value / right.value:.4g}")
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
            and (left.value == 1 or right.value <= 10 or right.value in _ROUND)
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

    def stretch(self, left: Assembled, right: Assembled) -> Assembled | None:
        if left.value is None or right.value is None or left.number_first in self.page.sides:
            return None
        # "20 ± 5", "20 (± 5)"
        bracket = self.page.norm(left.last) == "("
        start = left.last + 1 if bracket else left.last
        margin = self.page.lexicon.plus_minus.match(self.page.words, start)
        if margin is not None and margin[0] == right.first and right.value < left.value:
            return replace(
                left,
                last=right.last + (bracket and self.page.norm(right.last) == ")"),
                number_last=right.number_last,
                after=right.after,
                margin=right.value,
                unit=left.unit or right.unit,
                kind=right.kind if right.unit else left.kind,
            )
        opening = self._opening(left, right)
        if opening is None and not self._parted(left, right):
            return None
        if opening is not None and changes(self.page, left):
            return None
        low, high = self._ends(left, right)
        if low >= high or (left.unit and right.unit and left.kind is not right.kind):
            return None
        if left.unit and right.unit and left.unit == right.unit and high > FARTHEST * low > 0:
            # "a perdu 2 dollars à 89 dollars": what it lost, and where it ended.
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
        scale = right.numeral.scale
        if scale == 1.0 and low < 10:
            # "two to three hundred": what no larger scale follows is not kept as one.
            last = self.page.lexicon.atoms.match(self.page.words, right.numeral.last - 1)
            scale = last[1].value if last is not None and last[1].scale else 1.0
        if left.numeral.scale == 1.0 and scale >= 10 and low < 1000 and low * scale < high:
            low = tidy(low * scale)
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
            if not page.is_letters(position) or left.numeral.form is Form.ONE:
                # "d'un ours à 40 %" is no range, "d'une à trois personnes" is.
                return None
            position += 1
        return None

    def _only_comparators(self, first: int, last: int) -> bool:
        page = self.page
        while first < last:
            found = page.lexicon.before.match(page.words, first)
            if found is not None and found[0] <= last:
                first = found[0]
            elif page.norm(first) in page.lexicon.range_articles:
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
        if Form.NONE in forms or low < 0:
            return False
        return right.unit is not None if low == 0 else high / low <= 1000
