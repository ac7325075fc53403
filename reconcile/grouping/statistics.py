"""How rare each word is: what the ledger's own claims and a background of press sentences say.

The background keeps the weights of a ledger of ten claims close to those of a ledger of a million, so
that a threshold means the same in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from reconcile.grouping.batch import NAME, Bags
from reconcile.grouping.lexicon import is_among, lexicon, places
from reconcile.grouping.words import split

#: The background counts for this many claims.
BACKGROUND = 20_000


@dataclass(frozen=True, slots=True)
class Statistics:
    """The words of a set of claims, sorted, with the claims each stands in, its weight, and whether it is a name.

    ``word``, ``count``, ``weight`` (natural logarithm of the rarity, 0 to 9.9) and ``name`` are columns
    of one length. ``claims`` is the number of claims counted.
    """

    claims: int
    word: npt.NDArray[np.uint32]
    count: npt.NDArray[np.int32]
    weight: npt.NDArray[np.float32]
    name: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, bags: Bags) -> Statistics:
        """Count the words of bags."""
        word, count, named = count_words(bags)
        weight = cls._weigh(word, count, len(bags))
        # A country at the head of a sentence is a name as well.
        name = (named * 2 > count) | is_among(places(), word)
        return cls(len(bags), word, count, weight, name)

    def widened(self, bags: Bags) -> tuple[Statistics, npt.NDArray[np.int64]]:
        """Add words that were not counted, as ones that stand once and are no names; give the row of every word."""
        new = np.setdiff1d(bags.word, self.word)
        fresh = Statistics._weigh(new, np.ones(len(new), dtype=np.int32), self.claims)
        word = np.concatenate((self.word, new))
        order = np.argsort(word)
        wide = Statistics(
            self.claims,
            word[order],
            np.concatenate((self.count, np.ones(len(new), dtype=np.int32)))[order],
            np.concatenate((self.weight, fresh))[order],
            np.concatenate((self.name, np.zeros(len(new), dtype=bool)))[order],
        )
        return wide, wide.find(bags.word)

    @staticmethod
    def _weigh(
        word: npt.NDArray[np.uint32], count: npt.NDArray[np.int32], claims: int
    ) -> npt.NDArray[np.float32]:
        background = np.zeros(len(word))
        known, often = _background()
        at = np.minimum(np.searchsorted(known, word), len(known) - 1)
        found = known[at] == word
        background[found] = often[at[found]]
        frequency = (count + background + 0.5) / (claims + BACKGROUND)
        return np.clip(-np.log(frequency), 0, rarest(claims)).astype(np.float32)

    def find(self, word: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        """Give the row of each word, or -1 for a word that was not counted."""
        if not len(self.word):
            return np.full(len(word), -1, dtype=np.int64)
        at = np.searchsorted(self.word, word)
        at[at == len(self.word)] = 0
        return np.where(self.word[at] == word, at, -1)


def rarest(claims: int) -> float:
    """Give the weight that no word exceeds, that of one which stands once in so many claims and the background (9.9 or more).

    What two claims of a million share by chance is rarer than what two of a thousand share. Measured in this unit,
    a score means the same in both.
    """
    return float(np.log(claims + BACKGROUND))


def count_words(
    bags: Bags,
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Give the distinct words, how many claims each stands in, and in how many as a name."""
    ordered = np.sort(bags.word)
    edge = np.flatnonzero(
        np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(ordered) else []
    )
    word = ordered[edge]
    count = np.diff(np.concatenate((edge, [len(ordered)])))
    # Sorting beats counting into a table of all hashes, which is spread too widely for the cache.
    named = np.sort(bags.word[(bags.flag & NAME) > 0])
    often = np.searchsorted(named, word, "right") - np.searchsorted(named, word, "left")
    return word, count.astype(np.int32), often.astype(np.int64)


@cache
def _background() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """Read how many of ``BACKGROUND`` press sentences hold each common word."""
    table = (files("reconcile.grouping") / "frequencies.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    words = split([row[0] for row in rows])
    meaning = lexicon().translate(words)
    often = np.array([float(row[1]) for row in rows])[words.text]
    kept = meaning > 0
    word, row = np.unique(meaning[kept], return_inverse=True)
    return word, np.bincount(row, weights=often[kept]).astype(np.float64)
