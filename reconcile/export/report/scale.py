"""Axes with round numbers: figures from zero where that shows the differences, and days."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

#: From this ratio of greatest to least figure on, only a logarithmic scale shows both.
_LOG_FROM = 60.0

#: Figures that all lie within this share of the greatest are drawn without the zero below them.
_CLOSE = 0.4

#: More powers of ten than this no reader follows: what is smaller stands at the bottom.
_MOST_POWERS = 10

#: Figures that differ by less are drawn as one.
_LEAST = 1e-6

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of figures; ``share`` gives where a figure lies on it, 0 at the bottom and 1 at the top."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    @property
    def from_zero(self) -> bool:
        """Whether the axis begins at zero."""
        return self.low == 0

    def share(self, value: float) -> float:
        """Place a figure; what lies outside is held at the edge."""
        if self.logarithmic:
            low, high = math.log10(self.low), math.log10(self.high)
            value = math.log10(max(value, self.low))
        else:
            low, high = self.low, self.high
        return min(1.0, max(0.0, (value - low) / (high - low)))


def figure_scale(values: Sequence[float]) -> Scale:
    """Choose an axis for figures (at least one)."""
    least, most = min(values), max(values)
    positive = [value for value in values if value > 0]
    if least >= 0 and positive and most / min(positive) > _LOG_FROM:
        return _powers(min(positive), most)
    low = 0.0 if least >= 0 else least
    if least > 0 and most - least < _CLOSE * most:
        room = max(most - least, 0.05 * most)
        low = max(0.0, least - 0.6 * room)
        if low < 0.3 * most:
            low = 0.0
    return _even(low, most + 0.08 * (most - low or 1))


def _even(low: float, high: float) -> Scale:
    if high - low < _LEAST:
        high = low + 1
    step = _step((high - low) / 4)
    first = math.floor(low / step + 1e-9) * step
    count = math.ceil((high - first) / step - 1e-9)
    ticks = tuple(round(first + number * step, 10) for number in range(count + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(least: float) -> float:
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    step = next(step * power for step in _STEPS if step * power >= least * 0.999)
    return max(step, 1.0) if least > 0.3 else step


def _powers(least: float, most: float) -> Scale:
    last = math.ceil(math.log10(most * 1.05))
    first = max(math.floor(math.log10(least)), last - _MOST_POWERS)
    ticks = tuple(10.0**power for power in range(first, max(last, first + 1) + 1))
    return Scale(ticks[0], ticks[-1], ticks, logarithmic=True)


def date_ticks(first: dt.date, last: dt.date, most: int) -> tuple[dt.date, ...]:
    """Choose at most ``most`` days to name, about evenly apart, both ends among them."""
    days = (last - first).days
    if days <= 0:
        return (first,)
    count = min(max(2, most), days + 1)
    return tuple(
        first + dt.timedelta(days=round(place * days / (count - 1))) for place in range(count)
    )
