"""What the language packs say of words: which to pass over, and which mean the same across languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile import languages
from reconcile.grouping.words import Words, hashes, joined, split

#: What of a measure of the glossary are its words.
_WORDS = ("nouns", "verbs", "phrases")
#: The hash that stands for "no word".
NOTHING = np.uint32(0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted hashes of words, and of pairs of words, each with the concept it stands for (0: passed over).

    An acronym that is also a common word ("US", "us") stands among the pairs, as itself twice.
    """

    words: npt.NDArray[np.uint32]
    meaning: npt.NDArray[np.uint32]
    pairs: npt.NDArray[np.uint32]
    pair_meaning: npt.NDArray[np.uint32]
    speech: npt.NDArray[np.uint32]

    def translate(self, words: Words) -> npt.NDArray[np.uint32]:
        """Replace each word by its concept; words passed over, and the second of a pair, become 0."""
        word = words.word
        result = _look_up(self.words, self.meaning, word, word)
        capitals = np.flatnonzero(words.acronym)
        short = word[capitals]
        result[capitals] = _look_up(
            self.pairs, self.pair_meaning, joined(short, short), result[capitals]
        )
        # Two words are side by side when only words that are passed over stand between them.
        said = np.flatnonzero(result)
        if len(said) > 1:
            near, far = said[:-1], said[1:]
            pair = joined(word[near], word[far])
            found = _look_up(self.pairs, self.pair_meaning, pair, np.zeros_like(pair))
            at = (found > 0) & (words.text[near] == words.text[far])
            result[near[at]] = found[at]
            result[far[at]] = NOTHING
        return result

    def speaks(self, word: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Tell which words mark a clause that names who speaks."""
        return is_among(self.speech, word)


@cache
def concepts(table: str) -> npt.NDArray[np.uint32]:
    """Give the concepts of one list of ``concepts.toml`` ("measures", "acts", "firm", "anyone", "events"), sorted."""
    return _sorted_concepts(_tables()[table])


@cache
def nations() -> npt.NDArray[np.uint32]:
    """Give the concepts of all countries that a pack names, sorted."""
    return _sorted_concepts(_places("countries"))


@cache
def places() -> npt.NDArray[np.uint32]:
    """Give the concepts of all countries and towns that a pack names, sorted."""
    return _sorted_concepts([*_places("countries"), *_places("towns")])


@cache
def concept(name: str) -> int:
    """Give the hash of a concept, which no word of a text shares."""
    meant = str(_tables()["same"].get(name, name))
    return int(hashes(["concept" + re.sub(r"[\W_]", "", meant)])[0])


def is_among(
    known: npt.NDArray[np.uint32], values: npt.NDArray[np.uint32]
) -> npt.NDArray[np.bool_]:
    """Tell which values are among some that are sorted."""
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[at] == values
    return found


def _sorted_concepts(names: Iterable[str]) -> npt.NDArray[np.uint32]:
    return np.unique(np.array([concept(name) for name in names], dtype=np.uint32))


@cache
def _tables() -> dict[str, Any]:
    text = (files("reconcile.grouping") / "concepts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _packs() -> list[dict[str, Any]]:
    return [languages.load(code) for code in languages.available()]


def _places(table: str) -> list[str]:
    return [key for pack in _packs() for key in pack.get("places", {}).get(table, {})]


def _look_up(
    keys: npt.NDArray[np.uint32],
    values: npt.NDArray[np.uint32],
    wanted: npt.NDArray[np.uint32],
    default: npt.NDArray[np.uint32],
) -> npt.NDArray[np.uint32]:
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return np.where(keys[at] == wanted, values[at], default)


@cache
def lexicon() -> Lexicon:
    """Read the lexicon of all language packs together, so that languages may be mixed in a batch."""
    single: dict[int, int] = {}
    double: dict[int, int] = {}
    packs = _packs()
    for pack in packs:
        for name, forms in _glossary(pack):
            _add(forms, concept(name), single, double)
    for pack in packs:
        for word in hashes(str(pack.get("grouping", {}).get("stop", "")).split()).tolist():
            single[word] = 0
    for pack in packs:
        for name, forms in pack.get("grouping", {}).get("concepts", {}).items():
            _add(forms, concept(name), single, double)
    speech = [
        word for pack in packs for word in str(pack.get("grouping", {}).get("speech", "")).split()
    ]
    return Lexicon(*_sorted(single), *_sorted(double), np.unique(hashes(speech)))


def _glossary(pack: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the concepts that the steps before this one know; the later of two for one word holds."""
    for name, forms in pack.get("populations", {}).items():
        if isinstance(forms, list):
            yield name, forms
    for name, measure in pack.get("measures", {}).items():
        if isinstance(measure, Mapping):
            yield name, [form for kind in _WORDS for form in measure.get(kind, ())]
    for code, names in pack.get("places", {}).get("countries", {}).items():
        yield code, [form for forms in names for form in forms]
    yield from pack.get("places", {}).get("towns", {}).items()


def _add(
    forms: Iterable[str], meaning: int, single: dict[int, int], double: dict[int, int]
) -> None:
    listed = list(forms)
    found = split(listed)
    start = np.searchsorted(found.text, np.arange(len(listed) + 1))
    for form, low, high in zip(listed, start, start[1:], strict=False):
        word = found.word[low:high]
        if len(word) == 1 and form.isupper() and len(form) < 5:
            double[int(joined(word, word)[0])] = meaning
        elif len(word) == 1:
            single[int(word[0])] = meaning
        elif len(word) == 2:
            double[int(joined(word[:1], word[1:])[0])] = meaning


def _sorted(table: dict[int, int]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    keys = np.array(sorted(table), dtype=np.uint32)
    return keys, np.array([table[int(key)] for key in keys], dtype=np.uint32)
