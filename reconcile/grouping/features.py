"""How two claims compare, as named features: what the score is made of, and what an editor is shown.

Every feature is a number near 0 to 1; where a field of either claim is not known, its features are 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from reconcile.grouping.batch import CONTEXT, NAME, SEVERAL, SPEAKER, Bags, Batch, Sets
from reconcile.grouping.candidates import Pairs
from reconcile.grouping.lexicon import concepts, is_among, places
from reconcile.grouping.statistics import Statistics, rarest
from schema.vocabulary import ScopeKind

#: The features in the order of their columns. "apart" speaks against one question, the others for it.
FEATURES = (
    "words",  # cosine of the words, each weighted by its rarity
    "evidence",  # weight of the words shared, up to that of four rare ones
    "names",  # weight of the names shared: of those of the claim that has fewer, times that of one rare name
    "names_apart",  # weight of the names that each has for itself (the lesser), up to a rare one and a common one
    "speakers",  # weight of the speakers' names shared
    "measure",
    "measure_apart",
    "measure_unknown",  # of one of the two, or too loose to tell
    "event",
    "event_apart",
    "population",
    "population_apart",
    "places",
    "places_within",  # one is part of the other
    "places_apart",
    "nations",
    "nations_apart",
    "kind_apart",
    "unit_apart",
    "years_apart",
    "period_apart",  # years between the periods of two incidents, up to one
    "declared_part",  # the text says that one is a part of the other
    "language_apart",
    "one_document",  # one measure, in one document, of no other people and place
    "one_sentence",  # a sentence seldom answers one question twice
)

_COLUMN = {name: column for column, name in enumerate(FEATURES)}

#: What a word around the passage counts, against one inside it.
_CONTEXT_WEIGHT = 0.35
#: What names around a passage that names nobody count for telling it from others.
_AROUND = np.float32(0.7)
#: How many rare names differ altogether.
_OTHER_NAMES = np.float32(1.2)
#: What names that differ count for where fields tell whom or where.
_NAMES_BESIDE_FIELDS = np.float32(0.3)
_INCIDENT = 1 + list(ScopeKind).index(ScopeKind.INCIDENT)
_STATEMENT = 1 + list(ScopeKind).index(ScopeKind.STATEMENT)
_AT_ONCE = 200_000

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Claims made ready to be compared with one another in any pairs."""

    batch: Batch
    #: The weight of a word that is as rare as can be, to scale by.
    rare: np.float32
    words: sparse.csr_matrix
    #: The names of what it is about, and how much they weigh in all, wherever in the sentence they stand.
    named: sparse.csr_matrix
    names: npt.NDArray[np.float32]
    #: How much the names weigh that tell it from others: those of the passage, failing that those around it.
    own_names: npt.NDArray[np.float32]
    #: The names of who speaks.
    speakers: sparse.csr_matrix
    length: npt.NDArray[np.float32]
    population: sparse.csr_matrix
    nations: sparse.csr_matrix
    places: sparse.csr_matrix
    wider: sparse.csr_matrix

    @classmethod
    def of(cls, batch: Batch, statistics: Statistics) -> Comparer:
        """Weigh the words of a batch by their rarity."""
        bags = batch.bags
        size = len(batch)
        at = statistics.find(bags.word)
        # A word that was not counted is a name where it is written as one, whatever other claims are at hand.
        is_name = np.where(at < 0, _written_as_names(bags), statistics.name[at])
        if (at < 0).any():
            statistics, at = statistics.widened(bags)
        rarity = statistics.weight[at]
        speaking = (bags.flag & SPEAKER) > 0
        context = (bags.flag & CONTEXT) > 0
        weight = np.where(speaking | context, rarity * np.float32(_CONTEXT_WEIGHT), rarity)
        words = sparse.csr_matrix(
            (weight, at.astype(np.int32), bags.start), shape=(size, len(statistics.word))
        )
        speaking, is_name = speaking & is_name, is_name & ~speaking
        names = _sums(np.where(is_name, rarity, np.float32(0)), bags.start)
        own = _sums(np.where(is_name & ~context, rarity, np.float32(0)), bags.start)
        population, nations, places, wider = _incidence(
            (batch.population, batch.nations, batch.places, batch.wider)
        )
        return cls(
            batch=batch,
            rare=np.float32(rarest(statistics.claims)),
            words=words,
            named=_chosen(_with(words, rarity), is_name),
            length=np.sqrt(_sums(weight * weight, bags.start)),
            names=names,
            own_names=np.where(own > 0, own, names * _AROUND),
            speakers=_chosen(words, speaking),
            population=population,
            nations=nations,
            places=places,
            wider=wider,
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
        self._compare_sets(a, b, out)
        self._compare_standing(a, b, out)
        return out

    def _compare_words(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        column = _COLUMN
        product, start = _shared(self.words, a, b)
        lengths = np.maximum(self.length[a] * self.length[b], 1e-9)
        out[:, column["words"]] = _sums(product, start) / lengths
        out[:, column["evidence"]] = np.minimum(_sums(np.sqrt(product), start) / (4 * self.rare), 1)
        product, start = _shared(self.named, a, b)
        names = _sums(np.sqrt(product), start)
        fewer = np.minimum(self.names[a], self.names[b])
        some = np.maximum(fewer, 1e-9)
        # One common name that is shared says little: much happens in Baghdad.
        out[:, column["names"]] = np.minimum(names / some, 1) * np.minimum(names / self.rare, 1)
        # Names around the passage may well differ: what matters most is whom the passage itself names.
        own = np.minimum(self.own_names[a], self.own_names[b])
        out[:, column["names_apart"]] = np.clip((own - names) / (_OTHER_NAMES * self.rare), 0, 1)
        product, start = _shared(self.speakers, a, b)
        speakers = _sums(np.sqrt(product), start) / (self.rare * np.float32(_CONTEXT_WEIGHT))
        out[:, column["speakers"]] = np.minimum(speakers, 1)

    def _compare_fields(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        batch, column = self.batch, _COLUMN
        same, apart = _same_and_apart(batch.event[a], batch.event[b])
        out[:, column["event"]], out[:, column["event_apart"]] = same, apart
        self._compare_measures(batch.measure[a], batch.measure[b], out)
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
        known = incidents & (batch.last[a] > 0) & (batch.last[b] > 0)
        gap = np.maximum(batch.first[a] - batch.last[b], batch.first[b] - batch.last[a])
        out[:, column["period_apart"]] = np.where(known, np.clip(gap / 365, 0, 1), 0)
        part = (batch.whole[a] == b) | (batch.whole[b] == a)
        siblings = (batch.whole[a] >= 0) & (batch.whole[a] == batch.whole[b])
        out[:, column["declared_part"]] = np.where(part, 1, np.where(siblings, 0.5, 0))

    def _compare_standing(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        batch, column = self.batch, _COLUMN
        together = _same_and_apart(batch.sentence[a], batch.sentence[b])[0]
        out[:, column["one_sentence"]] = together
        alike = _same_and_apart(batch.document[a], batch.document[b])[0] & ~together
        alike &= (out[:, column["measure"]] > 0) & is_among(concepts("firm"), batch.measure[a])
        for name in ("population_apart", "places_apart", "places_within", "kind_apart"):
            alike &= out[:, column[name]] == 0
        out[:, column["one_document"]] = alike

    def _compare_measures(
        self, a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32], out: Features
    ) -> None:
        firm, own, column = concepts("firm"), concepts("own"), _COLUMN
        several = (a == SEVERAL) | (b == SEVERAL)
        same, other = _same_and_apart(a, b)
        apart = other & is_among(firm, a) & is_among(firm, b)
        apart |= is_among(own, a) != is_among(own, b)
        out[:, column["measure"]] = same & ~several
        out[:, column["measure_apart"]] = apart & ~several
        out[:, column["measure_unknown"]] = (((a == 0) != (b == 0)) | (other & ~apart)) & ~several

    def _compare_sets(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], out: Features
    ) -> None:
        column = _COLUMN
        for name, sets in (("population", self.population), ("nations", self.nations)):
            pair, shared, fewer, more = _shared_members(sets, sets, a, b)
            out[pair, column[name]] = shared == more
            out[pair, column[f"{name}_apart"]] = shared == 0
        # Where the people and their nation agree, or the places do, other names say little against one question.
        told = (out[:, column["population"]] > 0) & (out[:, column["nations"]] > 0)
        out[told, column["names_apart"]] *= _NAMES_BESIDE_FIELDS
        pair, shared, fewer, more = _shared_members(self.places, self.places, a, b)
        same = (shared == more) & (fewer == more)
        covered = _shared_members(self.places, self.wider, a, b)[1] > 0
        covered |= _shared_members(self.wider, self.places, a, b)[1] > 0
        out[pair, column["places"]] = same
        out[pair, column["places_within"]] = covered & ~same
        out[pair, column["places_apart"]] = ~covered
        # Where the places are known to differ, other names that are shared say nothing for one question.
        out[pair[~covered], column["names"]] = 0
        out[pair[same], column["names_apart"]] *= _NAMES_BESIDE_FIELDS


def _shared_members(
    left: sparse.csr_matrix,
    right: sparse.csr_matrix,
    a: npt.NDArray[np.int32],
    b: npt.NDArray[np.int32],
) -> tuple[
    npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]
]:
    """For the pairs whose sets are both known: which they are, how many members they share, how many the smaller and larger hold."""
    many, other = np.diff(left.indptr)[a], np.diff(right.indptr)[b]
    pair = np.flatnonzero((many > 0) & (other > 0))
    many, other = many[pair], other[pair]
    product = left[a[pair]].multiply(right[b[pair]]).tocsr()
    shared = np.diff(product.indptr).astype(np.int64)
    return pair, shared, np.minimum(many, other), np.maximum(many, other)


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


def _written_as_names(bags: Bags) -> npt.NDArray[np.bool_]:
    return ((bags.flag & NAME) > 0) | is_among(places(), bags.word)


def _with(words: sparse.csr_matrix, weight: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Give the same words another weight."""
    return sparse.csr_matrix((weight, words.indices, words.indptr), shape=words.shape)


def _same_and_apart(
    a: npt.NDArray[np.generic], b: npt.NDArray[np.generic]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    known = (a != 0) & (b != 0)
    return known & (a == b), known & (a != b)


def _sums(values: npt.NDArray[np.float32], start: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Sum each stretch ``values[start[i]:start[i + 1]]``, which may be empty."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    sums: npt.NDArray[np.float32] = (total[start[1:]] - total[start[:-1]]).astype(np.float32)
    return sums


def _incidence(columns: Sequence[Sets]) -> list[sparse.csr_matrix]:
    """Make a matrix of claims x members of each column of sets, all with the same members."""
    distinct = np.unique(np.concatenate([sets.value for sets in columns]))
    matrices = []
    for sets in columns:
        member = np.searchsorted(distinct, sets.value)
        ones = np.ones(len(member), dtype=np.float32)
        shape = (len(sets.start) - 1, max(len(distinct), 1))
        matrix = sparse.csr_matrix((ones, member, sets.start), shape=shape)
        matrix.sort_indices()
        matrices.append(matrix)
    return matrices
