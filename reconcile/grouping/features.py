"""How two claims compare, as named features: what the score is made of, and what an editor is shown.

Every feature is a number near 0 to 1; where a field of either claim is not known, its features are 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from reconcile.grouping.batch import CONTEXT, NAME, Batch
from reconcile.grouping.candidates import Pairs
from reconcile.grouping.statistics import Statistics
from schema.vocabulary import ScopeKind

#: The features in the order of their columns. "apart" speaks against one question, the others for it.
FEATURES = (
    "words",  # cosine of the words, each weighted by its rarity
    "evidence",  # weight of the words shared, up to that of four rare ones
    "names",  # weight of the names shared, of those of the claim that has fewer
    "names_apart",  # weight of the names that each has for itself (the lesser), two rare ones being 1
    "speakers",  # weight of the names shared around the passage
    "measure",
    "measure_apart",
    "event",
    "event_apart",
    "population",
    "population_apart",
    "places",
    "places_within",
    "places_apart",
    "kind_apart",
    "unit_apart",
    "years_apart",
    "period_apart",  # incidents of periods that do not touch
    "declared_part",  # the text says that one is a part of the other
    "language_apart",
)

_COLUMN = {name: column for column, name in enumerate(FEATURES)}

#: What a word around the passage counts, against one inside it.
_CONTEXT_WEIGHT = 0.35
#: Weight of a rare word, to scale by.
_RARE = 10.0
_INCIDENT = 1 + list(ScopeKind).index(ScopeKind.INCIDENT)
_STATEMENT = 1 + list(ScopeKind).index(ScopeKind.STATEMENT)
_AT_ONCE = 200_000

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Claims made ready to be compared with one another in any pairs."""

    batch: Batch
    words: sparse.csr_matrix
    #: The names in the passage alone, and how much they weigh in all.
    named: sparse.csr_matrix
    names: npt.NDArray[np.float32]
    #: The names around the passage.
    speakers: sparse.csr_matrix
    length: npt.NDArray[np.float32]
    places: sparse.csr_matrix

    @classmethod
    def of(cls, batch: Batch, statistics: Statistics) -> Comparer:
        """Weigh the words of a batch by their rarity."""
        bags = batch.bags
        size = len(batch)
        at = statistics.find(bags.word)
        if (at < 0).any():
            statistics, at = statistics.widened(bags)
        weight = statistics.weight[at]
        weight = np.where(bags.flag & CONTEXT, weight * np.float32(_CONTEXT_WEIGHT), weight)
        words = sparse.csr_matrix(
            (weight, at.astype(np.int32), bags.start), shape=(size, len(statistics.word))
        )
        around = (bags.flag & CONTEXT) > 0
        is_name = statistics.name[at] & ~around
        speaking = statistics.name[at] & around
        return cls(
            batch=batch,
            words=words,
            named=_chosen(words, is_name),
            length=np.sqrt(_sums(weight * weight, bags.start)),
            names=_sums(np.where(is_name, weight, np.float32(0)), bags.start),
            speakers=_chosen(words, speaking),
            places=_incidence(batch.place_start, batch.place),
        )

    def compare(self, pairs: Pairs) -> Features:
        """Give the features of each pair, one row a pair."""
        parts = [
            self._compare(pairs.first[at : at + _AT_ONCE], pairs.second[at : at + _AT_ONCE])
            for at in range(0, len(pairs), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)), dtype=np.float32)

    def _compare(self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]) -> Features:
        out = np.zeros((len(a), len(FEATURES)), dtype=np.float32)
        self._compare_words(a, b, out)
        self._compare_fields(a, b, out)
        self._compare_places(a, b, out)
        return out

    def _compare_words(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        column = _COLUMN
        product, start = _shared(self.words, a, b)
        lengths = np.maximum(self.length[a] * self.length[b], 1e-9)
        out[:, column["words"]] = _sums(product, start) / lengths
        out[:, column["evidence"]] = np.minimum(_sums(np.sqrt(product), start) / (4 * _RARE), 1)
        product, start = _shared(self.named, a, b)
        names = _sums(np.sqrt(product), start)
        fewer = np.minimum(self.names[a], self.names[b])
        some = np.maximum(fewer, 1e-9)
        out[:, column["names"]] = np.minimum(names / some, 1)
        out[:, column["names_apart"]] = np.clip((fewer - names) / (2 * _RARE), 0, 1)
        product, start = _shared(self.speakers, a, b)
        speakers = _sums(np.sqrt(product), start) / (_RARE * np.float32(_CONTEXT_WEIGHT))
        out[:, column["speakers"]] = np.minimum(speakers, 1)

    def _compare_fields(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        batch, column = self.batch, _COLUMN
        for name in ("measure", "event", "population"):
            values = getattr(batch, name)
            same, apart = _same_and_apart(values[a], values[b])
            out[:, column[name]], out[:, column[f"{name}_apart"]] = same, apart
        for name in ("unit", "language"):
            values = getattr(batch, name)
            out[:, column[f"{name}_apart"]] = _same_and_apart(values[a], values[b])[1]
        # A statement without a figure may well be on the question of one with a figure.
        statement = (batch.kind[a] == _STATEMENT) | (batch.kind[b] == _STATEMENT)
        _, apart = _same_and_apart(batch.kind[a], batch.kind[b])
        out[:, column["kind_apart"]] = apart & ~statement
        bags = batch.bags
        dated = (bags.first_year[a] > 0) & (bags.first_year[b] > 0)
        out[:, column["years_apart"]] = dated & (
            (bags.last_year[a] < bags.first_year[b]) | (bags.last_year[b] < bags.first_year[a])
        )
        incidents = (batch.kind[a] == _INCIDENT) & (batch.kind[b] == _INCIDENT)
        known = (batch.first[a] != 0) & (batch.first[b] != 0)
        known &= (batch.last[a] != 0) & (batch.last[b] != 0)
        disjoint = (batch.last[a] < batch.first[b]) | (batch.last[b] < batch.first[a])
        out[:, column["period_apart"]] = incidents & known & disjoint
        part = (batch.whole[a] == b) | (batch.whole[b] == a)
        siblings = (batch.whole[a] >= 0) & (batch.whole[a] == batch.whole[b])
        out[:, column["declared_part"]] = np.where(part, 1, np.where(siblings, 0.5, 0))

    def _compare_places(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        many = np.diff(self.batch.place_start)
        known = np.flatnonzero((many[a] > 0) & (many[b] > 0))
        if not len(known):
            return
        a, b = a[known], b[known]
        shared = np.asarray(self.places[a].multiply(self.places[b]).sum(axis=1)).ravel()
        same = (shared == many[a]) & (shared == many[b])
        within = ~same & (shared == np.minimum(many[a], many[b]))
        column = _COLUMN
        out[known, column["places"]] = same
        partly = shared / np.minimum(many[a], many[b])
        out[known, column["places_within"]] = np.where(within, 1, np.where(same, 0, partly))
        out[known, column["places_apart"]] = shared == 0


def _shared(
    words: sparse.csr_matrix, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Multiply the words that the rows share; give the products and where each pair's begin."""
    product = words[a].multiply(words[b]).tocsr()
    return product.data, product.indptr


def _chosen(words: sparse.csr_matrix, chosen: npt.NDArray[np.bool_]) -> sparse.csr_matrix:
    """Keep some of the entries."""
    total = np.concatenate(([0], np.cumsum(chosen)))
    return sparse.csr_matrix(
        (words.data[chosen], words.indices[chosen], total[words.indptr]), shape=words.shape
    )


def _same_and_apart(
    a: npt.NDArray[np.generic], b: npt.NDArray[np.generic]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    known = (a != 0) & (b != 0)
    return known & (a == b), known & (a != b)


def _sums(values: npt.NDArray[np.float32], start: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Sum each stretch ``values[start[i]:start[i + 1]]``, which may be empty."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[start[1:]] - total[start[:-1]]).astype(np.float32)


def _incidence(start: npt.NDArray[np.int64], value: npt.NDArray[np.uint32]) -> sparse.csr_matrix:
    distinct, column = np.unique(value, return_inverse=True)
    ones = np.ones(len(value), dtype=np.float32)
    matrix = sparse.csr_matrix((ones, column, start), shape=(len(start) - 1, max(len(distinct), 1)))
    matrix.sort_indices()
    return matrix
