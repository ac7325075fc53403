"""A number and its unit, and amounts said in two parts: "20 dollars 43 cents", "7 feet 10 inches"."""

from __future__ import annotations

from dataclasses import replace

from reconcile.claims.assembled import Assembled
from reconcile.claims.figure_words import unit_table
from reconcile.claims.numeral import Form, Numeral, tidy
from reconcile.claims.page import Page
from reconcile.claims.units import FigureKind, Unit, convert, unit_of


class PartReader:
    """Gives the numbers of one page their units; ``bare`` takes the page for one figure and nothing else."""

    def __init__(self, page: Page, bare: bool) -> None:
        self.page = page
        self.bare = bare

    def with_unit(self, numeral: Numeral) -> Assembled:
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

    def merge(self, items: list[Assembled]) -> list[Assembled]:
        """Join "20 dollars 43 cents", "7 feet 10 inches", "2 hours and 10 minutes"."""
        merged: list[Assembled] = []
        for item in items:
            if merged:
                item = self._as_minutes(merged[-1], item)
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

    def _as_minutes(self, left: Assembled, right: Assembled) -> Assembled:
        """Read the minutes of "une heure trente", "1 hour and fifteen"."""
        whole = left.unit == "h" and (left.value or 0.5).is_integer()
        bare = right.unit is None and right.value is not None and 0 < right.value < 60
        joined = set(self._gap(left, right)) <= set(self.page.lexicon.money_and)
        if not whole or not bare or not joined or self.page.is_noun_like(right.last):
            return right
        return replace(right, unit="min", kind=FigureKind.DURATION)

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
            value = float(f"{value:.9g}")
        return replace(
            left,
            last=right.last,
            number_last=right.number_last,
            after=right.after,
            value=value,
            unit=into,
        )


def _share(value: float) -> float:
    """Undo the rounding of a third or a sixth, which matters once it is a part of an hour."""
    for parts in (3, 6, 7, 9):
        for count in range(1, parts):
            if round(100 * count / parts, 2) == value:
                return 100 * count / parts
    return value
