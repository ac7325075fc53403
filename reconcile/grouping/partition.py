"""Columns to clusters: the whole of grouping on arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from reconcile.grouping import candidates
from reconcile.grouping.batch import Batch
from reconcile.grouping.candidates import Pairs
from reconcile.grouping.clusters import Labels, cluster
from reconcile.grouping.engines import SERIAL, Engine
from reconcile.grouping.families import families_of
from reconcile.grouping.features import Comparer
from reconcile.grouping.joining import take
from reconcile.grouping.links import Links
from reconcile.grouping.scoring import Weights
from reconcile.grouping.spelling import mistyped, respell_batch
from reconcile.grouping.statistics import Statistics

#: Pairs that are scored at once: the unit of work that is sent to a process.
PAIRS = 500_000


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of rows, with the log-odds of each that the two are on one question."""

    pairs: Pairs
    log_odds: npt.NDArray[np.float32]


def partition(
    batch: Batch, weights: Weights, links: Links | None = None, engine: Engine = SERIAL
) -> Labels:
    """Give each claim the smallest row of its cluster."""
    first, of = _distinct(batch, links)
    if len(first) < len(batch):
        # A part goes with its whole, whichever of several the same stands for it.
        wholes = np.where(batch.whole >= 0, first[of[batch.whole]], -1)
        distinct = take(replace(batch, whole=wholes), first)
        inner = None if links is None else _renumbered(links, of)
        return first[partition_distinct(distinct, weights, inner, engine)][of]
    return partition_distinct(batch, weights, links, engine)


def partition_distinct(
    batch: Batch, weights: Weights, links: Links | None, engine: Engine
) -> Labels:
    """Cluster claims no two of which are the same."""
    batch = respelt(batch)
    statistics = Statistics.of(batch.bags)
    pairs = find_pairs(batch, statistics)
    scored = score(batch, statistics, pairs, weights, engine)
    above = scored.log_odds - weights.cut_for(statistics.claims)
    return cluster(len(batch), scored.pairs, above, links, families_of(batch, links))


def respelt(batch: Batch) -> Batch:
    """Read words that are mistyped as the words that were meant."""
    return respell_batch(batch, mistyped(batch.bags))


def find_pairs(batch: Batch, statistics: Statistics) -> Pairs:
    """Say which pairs to compare: all of few claims, else those that share a block."""
    if len(batch) <= candidates.FEW:
        return candidates.all_pairs(len(batch))
    blocks = candidates.blocks_of(batch, statistics)
    return candidates.pairs_of(blocks, candidates.content_order(batch, statistics))


def score(
    batch: Batch, statistics: Statistics, pairs: Pairs, weights: Weights, engine: Engine = SERIAL
) -> Scored:
    """Score pairs of claims."""
    comparer = Comparer.of(batch, statistics)
    pieces = [
        Pairs(pairs.first[at : at + PAIRS], pairs.second[at : at + PAIRS])
        for at in range(0, len(pairs), PAIRS)
    ]
    scores = list(engine.map_with(_score_piece, (comparer, weights), pieces))
    none = np.zeros(0, dtype=np.float32)
    return Scored(pairs, np.concatenate(scores) if scores else none)


def _score_piece(shared: tuple[Comparer, Weights], pairs: Pairs) -> npt.NDArray[np.float32]:
    comparer, weights = shared
    return weights.log_odds(comparer.compare(pairs))


def _distinct(
    batch: Batch, links: Links | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Find the first of each set of identical claims, and the place of every claim among these."""
    signature = signatures(batch)
    apart = np.diff(batch.bags.start) == 0
    if links is not None:
        apart |= links.start != np.arange(len(batch))
        apart[links.start[apart]] = True
        apart[links.first] = True
        apart[links.second] = True
    apart |= batch.whole >= 0
    # What has no words, or was placed by an editor, is like nothing else.
    signature[apart] = np.flatnonzero(apart).astype(np.uint64)
    _, first, of = np.unique(signature, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order].astype(np.int64), rank[of]


def signatures(batch: Batch) -> npt.NDArray[np.uint64]:
    """Hash everything that grouping reads of a claim."""
    bags = batch.bags
    total = _summed(bags.start, bags.word.astype(np.uint64) << np.uint64(2) | bags.flag)
    for number, sets in enumerate((batch.population, batch.places, batch.wider, batch.nations)):
        total += _summed(sets.start, sets.value.astype(np.uint64) + np.uint64((number + 1) << 40))
    singles = (batch.measure, batch.event, batch.unit, batch.language, batch.kind)
    # Not the sentence: one that is printed twice says the same thing twice.
    for values in (*singles, batch.first, batch.last, bags.first_year, bags.last_year):
        total = _spread(total + values.astype(np.uint64))
    return total | np.uint64(1 << 63)


def _summed(start: npt.NDArray[np.int64], values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(_spread(values))))
    return sums[start[1:]] - sums[start[:-1]]


def _spread(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def _renumbered(links: Links, of: npt.NDArray[np.int64]) -> Links:
    start = np.arange(int(of.max()) + 1, dtype=np.int64)
    moved = np.flatnonzero(links.start != np.arange(len(links.start)))
    start[of[moved]] = of[links.start[moved]]
    first, second = of[links.first], of[links.second]
    return Links(start, np.maximum(first, second), np.minimum(first, second))
