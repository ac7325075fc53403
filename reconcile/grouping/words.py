"""Texts to hashed words, a whole batch at a time.

A word is folded (case, accents), reduced to a skeleton that French and English cognates share
("attaques", "attacked" and "attacks" are one), and kept as a hash of 26 bits. Everything is done on
arrays of code units: 5 µs a text of twenty words, where a loop over words takes three times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from anyascii import anyascii

Array = npt.NDArray[np.generic]

#: Words are hashed to this many values: two of a million words collide once in 67.
WORD_BITS = 26
WORD_MASK = (1 << WORD_BITS) - 1

_BASE = 0x9E3779B97F4A7C15
_UNBASE = pow(_BASE, -1, 1 << 64)
_LONGEST = 40

_A, _D, _E, _G, _I, _K, _N, _Q, _R, _S, _U, _X = (ord(char) for char in "adegiknqrsux")
_DROPPED = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of texts, in the order of the texts.

    ``text`` is the index of the word's text; ``word`` its hash; ``name`` tells whether it is written
    with a capital that does not merely open a sentence; ``year`` is the number where the word is a
    year, else 0; ``start``, ``end`` count code units of the batch's joined text (see :func:`spell`).
    """

    text: npt.NDArray[np.int32]
    word: npt.NDArray[np.uint32]
    name: npt.NDArray[np.bool_]
    year: npt.NDArray[np.int16]
    #: Whether it is written in capitals throughout, and short: "US" is not "us".
    acronym: npt.NDArray[np.bool_]
    #: Number of the clause, over the whole batch: what stands between two marks of punctuation.
    clause: npt.NDArray[np.int32]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    #: The folded code units, without what is dropped; words are slices of it.
    units: npt.NDArray[np.uint16]


@cache
def _tables() -> tuple[
    npt.NDArray[np.uint16], npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]
]:
    """Build, for each UTF-16 unit, its folded letter (0: none), and whether it is a capital, a full stop, a comma."""
    fold = np.zeros(1 << 16, dtype=np.uint16)
    capital = np.zeros(1 << 16, dtype=bool)
    for code in range(0x30, 1 << 16):
        char = chr(code)
        if char.isalpha():
            lower = char.lower()
            plain = anyascii(lower).lower() if code < 0x2000 else ""
            fold[code] = ord(plain[0]) if plain and plain[0].isalpha() else ord(lower[0])
            capital[code] = lower != char
        elif char.isdigit() and char.isascii():
            fold[code] = code
    # Marks that combine, and soft hyphens, do not end a word.
    fold[0x300:0x370] = _DROPPED
    fold[0xAD] = _DROPPED
    stop, comma = np.zeros(1 << 16, dtype=bool), np.zeros(1 << 16, dtype=bool)
    stop[[ord(char) for char in '.!?:;«»"“”\n\x00—–']] = True
    comma[[ord(char) for char in ",;:.!?«»“”\n—–"]] = True
    for table in (fold, capital, stop, comma):
        table.flags.writeable = False
    return fold, capital, stop, comma


def split(texts: Sequence[str]) -> Words:
    """Split texts into hashed words; single letters and figures other than years are left out."""
    fold, capital, stop, comma = _tables()
    joined = "\n".join(text.replace("\n", " ") for text in texts) + "\n"
    raw = np.frombuffer(joined.encode("utf-16-le", "replace"), dtype=np.uint16)
    units = fold[raw]
    line = np.cumsum(raw == 0x0A, dtype=np.int32)
    keep = units != _DROPPED
    if not keep.all():
        raw, units, line = raw[keep], units[keep], line[keep]
    clause = np.cumsum(comma[raw], dtype=np.int32)
    inside = units != 0
    edge = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).view(np.int8)))
    start, end = edge[::2], edge[1::2]
    text = line[start]
    first = np.ones(len(start), dtype=bool)
    first[1:] = text[1:] != text[:-1]
    before = raw[np.maximum(start - 1, 0)]
    further = raw[np.maximum(start - 2, 0)]
    opens = first | stop[before] | (stop[further] & (before == 0x20))
    acronym = capital[raw[start]] & capital[raw[end - 1]] & (end - start > 1) & (end - start < 5)
    name = capital[raw[start]] & (~opens | acronym) & (end - start > 1)
    digits = (units >= 0x30) & (units <= 0x39)
    figures = np.concatenate(([0], np.cumsum(digits)))
    numeral = figures[end] - figures[start]
    length = end - start
    year = _years(units, start, (numeral == 4) & (length == 4))
    wanted = (length > 1) & ((numeral < length) | (year > 0))
    start, end, text, year = start[wanted], end[wanted], text[wanted], year[wanted]
    name, acronym = name[wanted], acronym[wanted]
    end = np.minimum(end, start + _LONGEST)
    word = _hash(units, start, _stem(units, start, end))
    return Words(text, word, name, year, acronym, clause[start], start, end, units)


def _years(
    units: npt.NDArray[np.uint16], start: npt.NDArray[np.int64], four: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int16]:
    year = np.zeros(len(start), dtype=np.int16)
    at = start[four]
    value = sum((units[at + k].astype(np.int32) - 0x30) * 10 ** (3 - k) for k in range(4))
    year[four] = np.where((value >= 1900) & (value < 2100), value, 0) if len(at) else 0
    return year


def _stem(
    units: npt.NDArray[np.uint16], start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Take off the endings of number, gender and tense that French and English share."""
    end = end.copy()

    def strip(ending: tuple[int, ...], least: int) -> None:
        size = len(ending)
        fits = end - start >= least + size
        at = np.maximum(end - size, 0)
        for k, unit in enumerate(ending):
            fits &= units[at + k] == unit
        end[fits] -= size

    strip((_S,), 3)
    strip((_X,), 3)
    strip((_E,), 3)
    strip((_E,), 3)
    strip((_E, _D), 4)
    strip((_I, _N, _G), 4)
    strip((_E, _R), 4)
    return end


def _hash(
    units: npt.NDArray[np.uint16], start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint32]:
    """Hash the skeletons ``units[start:end]``: c, q and k are one letter, y and i, doubled letters, u after q."""
    letter = np.arange(1 << 16, dtype=np.uint64)
    letter[[ord("c"), ord("q")]] = _K
    letter[ord("y")] = _I
    letter[ord("z")] = _S
    skeleton = letter[units]
    mute = np.zeros(len(units), dtype=bool)
    mute[1:] = (skeleton[1:] == skeleton[:-1]) | ((units[1:] == _U) & (units[:-1] == _Q))
    # The first letter of a word is never mute, whatever stands before the word.
    mute[start] = False
    rank = np.cumsum(~mute) - 1
    compact = skeleton[~mute]
    power = _powers(_BASE, len(compact))
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(compact * power)))
    low, high = rank[start], rank[end - 1] + 1
    value = (sums[high] - sums[low]) * _powers(_UNBASE, len(compact) + 1)[low]
    return mix(value)


@cache
def _cached_powers(base: int, size: int) -> npt.NDArray[np.uint64]:
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _powers(base: int, size: int) -> npt.NDArray[np.uint64]:
    """Give ``base ** k`` modulo 2^64 for each k below ``size``."""
    return _cached_powers(base, 1 << max(size, 1).bit_length())[:size]


def mix(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Spread 64 bits over the bits of a word's hash (the finaliser of SplitMix64)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return (value & np.uint64(WORD_MASK)).astype(np.uint32)


def hashes(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Hash single words (the first word of each string; 0 where it holds none)."""
    found = split(words)
    result = np.zeros(len(words), dtype=np.uint32)
    text, first = np.unique(found.text, return_index=True)
    result[text] = found.word[first]
    return result


def joined(first: npt.NDArray[np.uint32], second: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Hash two words that stand side by side as one."""
    return mix(first.astype(np.uint64) << np.uint64(32) | second.astype(np.uint64))
