"""Pairs with their scores to clusters: average linkage on the pairs that were compared.

In each round every cluster looks for the neighbour it goes best with, by the mean log-odds of the pairs
between the two, less a doubt where few of them were compared; those that choose one another are merged. Rounds
end when no mean is above 0. On a complete graph this is average linkage, whose merges of mutual nearest
neighbours may be made in any order (Murtagh, 1983); it does not chain, because pairs that speak against count as
much as pairs that speak for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from reconcile.grouping.candidates import Pairs
from reconcile.grouping.links import Links

#: Log-odds are summed as integers, so that no sum depends on the order of its terms.
_UNIT = 1_000
#: No single pair speaks louder than this for merging; one against it less loudly: of many claims on one question some
#: two name other people or read as another measure, and what is truly apart is so in every pair.
_LOUDEST, _LOUDEST_AGAINST = 6.0, 2.5

#: More than any number of pairs can say for merging, and small enough for sums of it.
_FORBIDDEN = 1 << 40

#: What the mean must exceed where next to none of the pairs of two clusters were compared: one pair of twelve that
#: barely speaks for it joins no seven claims.
_DOUBT = 1.0 * _UNIT

#: With more edges than this, looking for those that cannot matter is worth its while.
_MANY = 200_000

Labels = npt.NDArray[np.int64]


@dataclass(slots=True)
class _Edges:
    """The links between clusters: the sum of log-odds over ``count`` pairs of claims."""

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    total: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)

    def where(self, kept: npt.NDArray[np.generic]) -> _Edges:
        return _Edges(self.first[kept], self.second[kept], self.total[kept], self.count[kept])

    def and_also(self, other: _Edges) -> _Edges:
        return _Edges(
            np.concatenate((self.first, other.first)),
            np.concatenate((self.second, other.second)),
            np.concatenate((self.total, other.total)),
            np.concatenate((self.count, other.count)),
        )


def cluster(
    size: int,
    pairs: Pairs,
    log_odds: npt.NDArray[np.float32],
    links: Links | None = None,
    families: Labels | None = None,
) -> Labels:
    """Cluster ``size`` claims; give each the smallest row of its cluster.

    ``links`` and ``families`` (see ``families_of``) hold whatever the scores say.
    """
    told = np.rint(np.clip(log_odds, -_LOUDEST_AGAINST, _LOUDEST) * _UNIT).astype(np.int64)
    edges = _Edges(
        pairs.first.astype(np.int64),
        pairs.second.astype(np.int64),
        told,
        np.ones(len(pairs), dtype=np.int64),
    )
    label = np.arange(size, dtype=np.int64)
    if families is not None:
        edges = _between_families(edges, families)
        label = families
    if links is not None:
        # A sum with this term never comes above 0, into whatever clusters the two are merged.
        forbidden = np.full(len(links.first), -_FORBIDDEN, dtype=np.int64)
        ones = np.ones(len(forbidden), dtype=np.int64)
        edges = edges.and_also(_Edges(links.first, links.second, forbidden, ones))
        label = _together(label, links.start)
        edges = _merged(edges, label, np.concatenate((links.first, links.second)))
    while len(edges):
        if len(edges) > _MANY:
            edges = _within_components(edges, size)
        edges = _still_open(edges, size)
        if not len(edges):
            break
        into = _mutual(edges, np.bincount(label, minlength=size))
        if not _changed(into).any():
            break
        label = into[label]
        edges = _merged(edges, into)
    return label


def _between_families(edges: _Edges, families: Labels) -> _Edges:
    """Let the pair that says most for it speak for two families: a part and another's whole are alike in nothing."""
    grown = _changed(families)
    touched = grown[edges.first] | grown[edges.second]
    moved, rest = edges.where(touched), edges.where(~touched)
    a, b = families[moved.first], families[moved.second]
    outside = a != b
    moved, a, b = moved.where(outside), a[outside], b[outside]
    key = np.maximum(a, b) << 32 | np.minimum(a, b)
    order = np.lexsort((-moved.total, key))
    key, moved = key[order], moved.where(order)
    first = np.flatnonzero(np.diff(key, prepend=-1))
    moved, key = moved.where(first), key[first]
    return rest.and_also(_Edges(key >> 32, key & 0xFFFFFFFF, moved.total, moved.count))


def _changed(into: Labels) -> npt.NDArray[np.bool_]:
    """Tell which clusters are joined with others."""
    changed: npt.NDArray[np.bool_] = into != np.arange(len(into))
    changed[into[changed]] = True
    return changed


def _together(a: Labels, b: Labels) -> Labels:
    """Join what either of two labels joins; give each claim the smallest row of what it is joined with."""
    size = len(a)
    rows = np.arange(size)
    ones = np.ones(2 * size, dtype=bool)
    links = (np.concatenate((rows, rows)), np.concatenate((a, b)))
    component = connected_components(
        sparse.coo_matrix((ones, links), shape=(size, size)), directed=False
    )[1]
    label: Labels = np.unique(component, return_index=True)[1][component].astype(np.int64)
    return label


def _within_components(edges: _Edges, size: int) -> _Edges:
    """Drop what can no longer matter: clusters that no chain of pairs above 0 joins will never merge."""
    above = edges.total > 0
    ones = np.ones(int(above.sum()), dtype=bool)
    graph = sparse.coo_matrix((ones, (edges.first[above], edges.second[above])), shape=(size, size))
    component = connected_components(graph, directed=False)[1]
    return edges.where(component[edges.first] == component[edges.second])


def _still_open(edges: _Edges, size: int) -> _Edges:
    """Drop what can no longer matter: a cluster without any neighbour above 0 will never have one."""
    active = np.zeros(size, dtype=bool)
    above = edges.total > 0
    active[edges.first[above]] = True
    active[edges.second[above]] = True
    return edges.where(active[edges.first] & active[edges.second])


def _mutual(edges: _Edges, members: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give for each cluster the one it merges into: itself, or the smaller of two that chose one another."""
    size = len(members)
    every = members[edges.first] * members[edges.second]
    told = edges.total / edges.count - _DOUBT * (1 - edges.count / every)
    above = np.flatnonzero(told > 0)
    a, b, mean = edges.first[above], edges.second[above], told[above]
    best = np.zeros(size)
    np.maximum.at(best, a, mean)
    np.maximum.at(best, b, mean)
    choice = np.full(size, size, dtype=np.int64)
    chosen = mean == best[a]
    np.minimum.at(choice, a[chosen], b[chosen])
    chosen = mean == best[b]
    np.minimum.at(choice, b[chosen], a[chosen])
    into = np.arange(size, dtype=np.int64)
    having = np.flatnonzero(choice < size)
    mutual = having[(choice[choice[having]] == having) & (choice[having] < having)]
    into[mutual] = choice[mutual]
    return into


def _merged(
    edges: _Edges, into: npt.NDArray[np.int64], also: npt.NDArray[np.int64] | None = None
) -> _Edges:
    """Join the edges of clusters that were merged, and of those named; the others stay as they are."""
    changed = _changed(into)
    if also is not None:
        changed[also] = True
        changed[into[also]] = True
    touched = changed[edges.first] | changed[edges.second]
    moved = edges.where(touched)
    a, b = into[moved.first], into[moved.second]
    outside = a != b
    moved, a, b = moved.where(outside), a[outside], b[outside]
    key = np.maximum(a, b) << 32 | np.minimum(a, b)
    order = np.argsort(key)
    key = key[order]
    rest = edges.where(~touched)
    if not len(key):
        return rest
    edge = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    joined = _Edges(
        key[edge] >> 32,
        key[edge] & 0xFFFFFFFF,
        np.add.reduceat(moved.total[order], edge),
        np.add.reduceat(moved.count[order], edge),
    )
    return rest.and_also(joined)
