"""Numbers are read in every form the press writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.quantities import find_quantities


def value(text: str, language: str) -> float | None:
    """The value of a text that is one figure."""
    (figure,) = find_quantities(text, language)
    return figure.quantity.value


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.400", 1400),
        ("1 400", 1400),
        ("1\u00a0400", 1400),
        ("1\u202f400", 1400),
        ("1,400 morts", 1400),
        ("1'400", 1400),
        ("1 234 567", 1234567),
        ("6.700,54", 6700.54),
        ("1,5 million", 1_500_000),
        ("2.5k", 2500),
        ("3 millions", 3_000_000),
        ("soixante-dix-sept", 77),
        ("quatre-vingt-douze", 92),
        ("quatre vingt dix neuf", 99),
        ("septante-cinq", 75),
        ("huitante-huit", 88),
        ("nonante", 90),
        ("vingt et un", 21),
        ("vingt-et-une", 21),
        ("soixante et onze", 71),
        ("deux cents", 200),
        ("mille neuf cent vingt", 1920),
        ("un million et demi", 1_500_000),
        ("un demi-million", 500_000),
        ("trois quarts de million", 750_000),
        ("un virgule zéro cinq", 1.05),
        ("cinquante et un million cinq cent mille", 51_500_000),
        ("deux douzaines", 24),
        ("zéro", 0),
    ],
)
def test_a_number_written_in_french_is_that_number(written: str, number: float) -> None:
    assert value(written, "fr") == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,400", 1400),
        ("1 400", 1400),
        ("5.791 people", 5791),
        ("0.15", 0.15),
        (".77", 0.77),
        ("100,000.5", 100_000.5),
        ("twenty-three thousand", 23_000),
        ("a hundred and one", 101),
        ("two hundred and fifty thousand", 250_000),
        ("seven hundred twenty-one thousand and twelve", 721_012),
        ("nineteen hundred", 1900),
        ("two and a half million", 2_500_000),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("three point five", 3.5),
        ("35 thousand", 35_000),
        ("5 lakh", 500_000),
        ("2.5bn", 2_500_000_000),
        ("two dozen", 24),
        ("minus three", -3),
    ],
)
def test_a_number_written_in_english_is_that_number(written: str, number: float) -> None:
    assert value(written, "en") == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("treinta y dos mil", 32_000),
        ("doscientos cinco", 205),
        ("1.400", 1400),
        ("3,5 millones", 3_500_000),
        ("veintitrés", 23),
    ],
)
def test_a_number_written_in_spanish_is_that_number(written: str, number: float) -> None:
    assert value(written, "es") == number


def test_the_language_settles_a_sign_that_may_be_either() -> None:
    assert value("5.791", "fr") == 5791
    assert value("5.791", "en") == 5.791
    assert value("5,791", "en") == 5791
    assert value("5,791", "fr") == 5.791


def test_a_counted_noun_settles_it_the_other_way() -> None:
    text = "On compte 5.791 morts ; un autre décompte donne 5,791 morts."
    assert [figure.quantity.value for figure in find_quantities(text, "fr")] == [5791, 5791]


def test_two_hundreds_joined_by_and_are_two_numbers() -> None:
    (figure,) = find_quantities("between two hundred and three hundred people", "en")
    assert (figure.quantity.low, figure.quantity.high) == (200, 300)


def test_neighbouring_numbers_stay_apart() -> None:
    found = find_quantities("Vingt, trente, quarante blessés", "fr")
    assert [figure.quantity.value for figure in found] == [20, 30, 40]


_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """Write a number below a billion in English words, the way the press does."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if scale == 100 else " "
            return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return _UNITS[number]
    tens = _TENS[number // 10 - 2]
    return f"{tens}-{_UNITS[number % 10]}" if number % 10 else tens


@given(st.integers(min_value=0, max_value=999_999_999))
def test_parse_of_a_number_in_words_is_the_number(number: int) -> None:
    assert value(in_words(number), "en") == number


@given(
    st.integers(min_value=1000, max_value=10**15),
    st.sampled_from([" ", "\u00a0", "\u202f", "."]),
)
def test_parse_of_a_grouped_number_is_the_number(number: int, sign: str) -> None:
    assert value(f"{number:,}".replace(",", sign) + " morts", "fr") == number


@given(st.integers(min_value=2, max_value=10**15))
def test_parse_of_plain_digits_is_the_number(number: int) -> None:
    assert value(str(number), "fr") == number
