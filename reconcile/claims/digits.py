"""Numbers written in digits: groups of three, decimals, and which sign is which."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.claims.words import Sort, Word

#: Spaces that may stand between groups of three digits (ISO 31-0): plain, no-break, thin, narrow, figure.
GROUP_SPACES = " \u00a0\u2009\u202f\u2007"
#: More digits than any count has; longer runs are codes.
MOST_DIGITS = 24


class Digits(NamedTuple):
    """A number in digits: the index after it, and its value.

    ``other`` is the value under the other reading of a lone sign ("5,791" as 5791 or as 5.791).
    """

    end: int
    value: float
    grouped: bool = False
    other: float | None = None


def _groups(text: str, words: list[Word], index: int) -> tuple[int, str]:
    """Take "1", "400" parted by one sign that stays the same: the index after them, and the sign."""
    sign = ""
    if len(words[index].norm) > 3 or words[index].norm[0] == "0":
        return index + 1, sign
    end = index + 1
    # Longer runs are no number: looking to their end from each of their groups would take their square.
    longest = end + 2 * MOST_DIGITS
    while end < longest:
        nearest = words[end] if end < len(words) else None
        if nearest is None:
            break
        if nearest.sort is Sort.DIGITS:
            gap, step = text[words[end - 1].end : nearest.start], 1
            if len(gap) != 1 or gap not in GROUP_SPACES:
                break
            gap = " "
        elif (
            nearest.norm in ".,'"
            and nearest.glued
            and end + 1 < len(words)
            and words[end + 1].glued
            and words[end + 1].sort is Sort.DIGITS
        ):
            gap, step = nearest.norm, 2
        else:
            break
        if len(words[end + step - 1].norm) != 3 or (sign and sign != gap):
            break
        sign, end = gap, end + step
    return end, sign


def read_digits(text: str, words: list[Word], index: int, decimal: str) -> Digits | None:
    """Read the number in digits that starts at ``index``; ``decimal`` is the language's decimal sign.

    Both "1,400" and "1.400" are read in any language; where one sign alone leaves it open, the language
    decides and ``other`` keeps the second reading.
    """
    word = words[index]
    if len(word.norm) > MOST_DIGITS:
        return None
    end, sign = _groups(text, words, index)
    whole = "".join(item.norm for item in words[index:end] if item.sort is Sort.DIGITS)
    if len(whole) > MOST_DIGITS:
        return None
    fraction, after = _fraction(words, end)
    lone = sign in (".", ",") and sign and end == index + 3
    if fraction and words[end].norm != sign:
        return Digits(after, float(f"{whole}.{fraction}"), bool(sign))
    if lone and _dotted_chain(words, end):
        return Digits(index + 1, float(words[index].norm))
    if lone:
        grouped = float(whole)
        decimals = float(f"{words[index].norm}.{words[index + 2].norm}")
        if sign == decimal:
            return Digits(end, decimals, False, grouped)
        return Digits(end, grouped, True, decimals)
    return Digits(end, float(whole), bool(sign))


def _fraction(words: list[Word], end: int) -> tuple[str, int]:
    """Take the decimals after a number: their digits and the index after them."""
    if (
        end + 1 < len(words)
        and words[end].norm in (".", ",")
        and words[end].glued
        and words[end + 1].sort is Sort.DIGITS
        and words[end + 1].glued
        and len(words[end + 1].norm) <= MOST_DIGITS
        and not _dotted_chain(words, end + 2)
    ):
        return words[end + 1].norm, end + 2
    return "", end


def _dotted_chain(words: list[Word], index: int) -> bool:
    """Tell "18.02.2019" and "1.2.3" from a decimal: another sign and digit follow at once."""
    return (
        index + 1 < len(words)
        and words[index].norm in (".", ",")
        and words[index].glued
        and words[index + 1].glued
        and words[index + 1].sort is Sort.DIGITS
    )


def read_bare_decimals(words: list[Word], index: int) -> Digits | None:
    """Read ".77" or ",0012", where nothing is glued before the sign."""
    if (
        words[index].norm in (".", ",")
        and (not words[index].glued or (index and words[index - 1].norm in ("-", "+", "~")))
        and index + 1 < len(words)
        and words[index + 1].glued
        and words[index + 1].sort is Sort.DIGITS
        and len(words[index + 1].norm) <= MOST_DIGITS
    ):
        return Digits(index + 2, float(f"0.{words[index + 1].norm}"))
    return None
