"""How much of two public sets of written numbers is read as their authors expect, and how fast.

The sets lie beside the repository (``../shared/corpora/number-pairs``): Duckling's examples (numerals, amounts of money,
distances, quantities, durations) and text2num's. Out of scope, and said so in the table: times of day and dates (they
are never a quantity), ordinals (nor are they), and ``alpha2digit``, which rewrites a whole sentence in digits.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reconcile.claims.quantities import Figure, find_quantities
from reconcile.claims.units import to_base

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"

#: Duckling's names for units → ours. ``None``: it names no unit.
UNITS = {
    "Unnamed": None, "Dollar": "USD", "USD": "USD", "EUR": "EUR", "Pound": "GBP", "GBP": "GBP", "Cent": "cent",
    "Rial": "IRR", "Riyal": "SAR", "Dinar": "JOD",
    "Kilometre": "km", "Metre": "m", "Centimetre": "cm", "Millimetre": "mm", "Mile": "mi", "Inch": "in", "Foot": "ft", "Yard": "yd",
    "Gram": "g", "Ounce": "oz", "Cup": "cup", "Tablespoon": "tbsp", "M": "m",
    "Second": "s", "Minute": "min", "Hour": "h", "Day": "day", "Week": "week", "Month": "month", "Quarter": "quarter", "Year": "year",
}  # fmt: skip
IN_SCOPE = ("Numeral", "AmountOfMoney", "Quantity", "Distance", "Duration")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a set expects of an expression: how it is bounded, in which unit."""

    shape: str
    unit: str | None
    low: float
    high: float


def expected(text: str, dimension: str) -> Expected | None:
    """Read Duckling's expected value; ``None`` where it is of another sort."""
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?(?:e\d+)?", text)]
    if dimension == "Duration":
        match = re.match(r"\(DurationData (\d+) (\w+)\)", text)
        return (
            Expected("simple", UNITS.get(match[2]), float(match[1]), float(match[1]))
            if match
            else None
        )
    match = re.match(r"\((NumeralValue|simple|between|under|above) ?([A-Za-z]*)", text)
    if not match or not numbers:
        return None
    shape = "simple" if match[1] == "NumeralValue" else match[1]
    unit = UNITS.get(match[2], match[2] or None)
    if dimension == "Quantity" and match[2] == "Pound":
        unit = "lb"
    return Expected(shape, unit, numbers[0], numbers[1] if shape == "between" else numbers[0])


def close(a: float | None, b: float) -> bool:
    """Tell whether two numbers are the same up to writing."""
    return a is not None and abs(a - b) <= 1e-6 * max(1.0, abs(b))


def same_unit(figure: Figure, want: Expected) -> float | None:
    """Give the factor from our unit to theirs; ``None`` where they measure different things."""
    ours = figure.quantity.unit
    if ours == want.unit or want.unit is None:
        return 1.0
    if ours == "%" and want.unit is None:
        return 0.01
    try:
        return to_base(1, ours or "") / to_base(1, want.unit)
    except KeyError:
        return None


def agrees(figures: list[Figure], want: Expected) -> bool:
    """Tell whether one figure was read, and as expected."""
    if len(figures) != 1:
        return False
    figure = figures[0]
    factor = 0.01 if figure.quantity.unit == "%" and want.unit is None else same_unit(figure, want)
    if factor is None:
        return False
    quantity = figure.quantity
    low = quantity.low * factor if quantity.low is not None else None
    high = quantity.high * factor if quantity.high is not None else None
    if want.shape == "simple":
        return quantity.value is not None and close(quantity.value * factor, want.low)
    if want.shape == "between":
        return close(low, want.low) and close(high, want.high)
    step = 0.0 if quantity.unit else 1.0
    if want.shape == "under":
        return high is not None and (close(high, want.high) or close(high + step, want.high))
    return (
        high is None and low is not None and (close(low, want.low) or close(low - step, want.low))
    )


def duckling() -> Iterator[tuple[str, str, str, bool]]:
    """Compare every expression in scope: language, dimension, expression, read as expected."""
    for line in (SHARED / "corpora/number-pairs/duckling.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        text = item["input"].replace('\\"', '"').replace("\\x20ac", "€").replace("\\x00a3\\&", "£")
        want = expected(item["expected"], item["dimension"])
        if item["dimension"] in IN_SCOPE and want is not None:
            yield (
                item["lang"],
                item["dimension"],
                text,
                agrees(find_quantities(text, item["lang"]), want),
            )


def text2num() -> Iterator[tuple[str, str, str, bool]]:
    """Compare every ``text2num`` pair: one number in words, and its value."""
    for line in (SHARED / "corpora/number-pairs/text2num.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        if item["fn"] != "text2num":
            continue
        figures = find_quantities(item["input"], item["lang"])
        right = len(figures) == 1 and close(figures[0].quantity.value, item["expected"])
        yield item["lang"], "text2num", item["input"], right


def speed() -> None:
    """Print milliseconds per 500 words of news, and how the time grows with length."""
    for language in ("fr", "en"):
        folder = SHARED / f"corpora/wikinews-{language}"
        texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))[:60]]
        words = [word for text in texts for word in text.split(" ")]
        articles = [
            " ".join(words[start : start + 500]) for start in range(0, len(words) - 500, 500)
        ]
        times = []
        for article in articles:
            start = time.process_time()
            find_quantities(article, language)
            times.append(1000 * (time.process_time() - start))
        times.sort()
        print(
            f"{language}: {len(times)} texts of 500 words, "
            f"median {statistics.median(times):.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms"
        )
    for size in (10_000, 100_000, 1_000_000):
        text = (
            "Au moins 20 personnes sont mortes le 7 octobre 2023, selon deux sources. "
            * (size // 70)
        )[:size]
        start = time.process_time()
        find_quantities(text, "fr")
        print(f"{size:>9} characters: {1000 * (time.process_time() - start):8.0f} ms")


def main() -> None:
    """Print the shares, the list of what is read otherwise, and the speed."""
    if not SHARED.exists():
        print("no number pairs beside the repository")
        return
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    wrong = []
    for language, dimension, text, agreed in (*duckling(), *text2num()):
        total[language, dimension] += 1
        right[language, dimension] += agreed
        if not agreed:
            wrong.append(f"{language} {dimension:14} {text}")
    for key in sorted(total):
        print(
            f"{key[0]} {key[1]:14} {right[key]:4} of {total[key]:4}  {right[key] / total[key]:.3f}"
        )
    print(
        f"all: {sum(right.values())} of {sum(total.values())}  {sum(right.values()) / sum(total.values()):.3f}"
    )
    print(
        "out of scope: times of day, dates, ordinals (never a quantity); alpha2digit (rewrites a sentence)"
    )
    print("read otherwise:", *wrong, sep="\n  ")
    speed()


if __name__ == "__main__":
    main()
