"""What grouping remembers of a ledger, so that new claims are compared with those they may go with, and no others.

An index is kept in a folder beside the ledger and can be thrown away at any time: it is only ever a
shortcut to what :func:`reconcile.grouping.partition.partition` would say.

Adding claims gives the clusters of a full run on all claims with the rarities (``statistics``) and the
mistyped words that the index was built with, in all but two cases. A block that outgrows ``FULL`` by the
new claims is compared less thoroughly by a full run than it was here; and where new claims touch more than
``REACH`` claims by way of others, only the clusters that they touch themselves are opened again. When the
ledger has grown by a fifth, the index is ``due`` and is to be built anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from reconcile.grouping import candidates
from reconcile.grouping.batch import LETTERS, Batch, Spelling
from reconcile.grouping.candidates import Pairs
from reconcile.grouping.clusters import cluster
from reconcile.grouping.engines import SERIAL, Engine
from reconcile.grouping.families import families_of
from reconcile.grouping.joining import join_batches, take, take_bags
from reconcile.grouping.links import resolve
from reconcile.grouping.partition import score
from reconcile.grouping.scoring import Weights
from reconcile.grouping.spelling import Slips, mistyped, respell_batch
from reconcile.grouping.statistics import Statistics

#: Claims that may be clustered anew when some are added.
REACH = 20_000
#: The index is due when the ledger has grown by this share since it was built.
GROWTH = 0.2

Rows = npt.NDArray[np.int64]
LinkedIds = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """The clusters that adding claims made, by ids; the stored clusters that they took their old members from."""

    clusters: tuple[tuple[str, ...], ...]
    #: Old claims whose cluster is not what it was.
    touched: frozenset[str]


@dataclass(slots=True)
class Index:
    """The claims of a ledger as columns, their blocks, and the cluster of each."""

    weights: Weights
    statistics: Statistics
    slips: Slips
    ids: list[str]
    batch: Batch
    packed: npt.NDArray[np.int64]
    content: npt.NDArray[np.uint64]
    label: Rows
    #: Claims that are joined by pairs above the cut, directly or by way of others.
    component: Rows
    #: The claims that the rarities and the mistyped words are of.
    built: int
    #: What whoever keeps the index wants to find with it: values of JSON.
    note: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        ids: Sequence[str],
        batch: Batch,
        weights: Weights,
        must_link: LinkedIds = (),
        cannot_link: LinkedIds = (),
        engine: Engine = SERIAL,
        counted: Rows | None = None,
    ) -> Index:
        """Cluster claims, given in the order of their ids, and keep what is needed to add others.

        Rarities and mistyped words are those of the rows ``counted``, failing that of all: so an index that
        is built late is the one that was built early and added to.
        """
        rows = np.arange(len(batch)) if counted is None else counted
        slips = mistyped(take_bags(batch.bags, rows))
        batch = _unspelt(respell_batch(batch, slips))
        statistics = Statistics.of(take_bags(batch.bags, rows))
        blocks = candidates.blocks_of(batch, statistics)
        content = candidates.content_order(batch, statistics)
        pairs = candidates.pairs_of(blocks, content)
        scored = score(batch, statistics, pairs, weights, engine)
        above = scored.log_odds - weights.cut_for(statistics.claims)
        links = resolve({id: row for row, id in enumerate(ids)}, must_link, cannot_link)
        return cls(
            weights=weights,
            statistics=statistics,
            slips=slips,
            ids=list(ids),
            batch=batch,
            packed=blocks.packed,
            content=content,
            label=cluster(len(batch), pairs, above, links, families := families_of(batch, links)),
            component=_components(families, pairs, above),
            built=len(rows),
        )

    @property
    def due(self) -> bool:
        """Tell whether the ledger has outgrown the rarities that the index was built with."""
        return len(self.ids) > self.built * (1 + GROWTH)

    def clusters(self) -> list[tuple[str, ...]]:
        """Give all clusters, each by its ids in order."""
        members: dict[int, list[str]] = {}
        for id, label in zip(self.ids, self.label.tolist(), strict=True):
            members.setdefault(label, []).append(id)
        return sorted(tuple(sorted(cluster)) for cluster in members.values())

    def extend(
        self,
        ids: Sequence[str],
        new: Batch,
        must_link: LinkedIds = (),
        cannot_link: LinkedIds = (),
        again: Iterable[str] = (),
    ) -> Change:
        """Add claims: compare them with the stored ones, and cluster anew what they touch.

        The clusters of the claims ``again`` are looked at too, as those of claims whose links are gone must be.
        """
        before, size = len(self.ids), len(self.ids) + len(new)
        new = _unspelt(respell_batch(new, self.slips))
        fresh = candidates.blocks_of(new, self.statistics, offset=before).packed
        self.packed = _inserted(self.packed, fresh)
        self.content = np.concatenate(
            (self.content, candidates.content_order(new, self.statistics))
        )
        self.ids.extend(ids)
        # What stands in a block with a new claim, and what an editor has linked, is looked at again.
        pairs = self._pairs_of(fresh, np.arange(before, size))
        self.batch = join_batches(self.batch, new)
        must_link, cannot_link = list(must_link), list(cannot_link)
        linked = self._rows_of(
            {*again, *(id for pair in (*must_link, *cannot_link) for id in pair)}
        )
        self.label = np.concatenate((self.label, np.arange(before, size)))
        self.component = np.concatenate((self.component, np.arange(before, size)))
        touched = self._above(pairs)
        rows = self._reach(np.unique(np.concatenate((touched, linked, np.arange(before, size)))))
        old = dict(self._named(rows))
        self._cluster_anew(rows, must_link, cannot_link)
        return self._change(rows, old)

    def _rows_of(self, ids: Collection[str]) -> Rows:
        rows = [row for row, id in enumerate(self.ids) if id in ids] if ids else []
        return np.array(rows, dtype=np.int64)

    def _pairs_of(self, keys: npt.NDArray[np.int64], rows: Rows) -> Pairs:
        """Give the pairs of ``rows`` with all claims that the blocks of ``keys`` ask for."""
        wanted = np.unique(keys >> candidates.CLAIM_BITS)
        low = np.searchsorted(self.packed, wanted << candidates.CLAIM_BITS)
        high = np.searchsorted(self.packed, (wanted + 1) << candidates.CLAIM_BITS)
        many = high - low
        start = np.concatenate(([0], np.cumsum(many)))[:-1]
        at = np.arange(many.sum()) - np.repeat(start - low, many)
        return candidates.pairs_within(self.packed[at], self.content, rows)

    def _above(self, pairs: Pairs) -> Rows:
        """Give the rows of the pairs that score above the cut."""
        rows, scored, above = self._score(pairs)
        hits = above > 0
        return np.unique(np.concatenate((rows[scored.first[hits]], rows[scored.second[hits]])))

    def _score(self, pairs: Pairs) -> tuple[Rows, Pairs, npt.NDArray[np.float32]]:
        """Score pairs on a batch of their own claims: the rows of it, the pairs in it, and how far above the cut."""
        rows = np.unique(np.concatenate((pairs.first, pairs.second))).astype(np.int64)
        inner = Pairs(
            np.searchsorted(rows, pairs.first).astype(np.int32),
            np.searchsorted(rows, pairs.second).astype(np.int32),
        )
        scored = score(take(self.batch, rows), self.statistics, inner, self.weights)
        return rows, inner, scored.log_odds - self.weights.cut_for(self.statistics.claims)

    def _reach(self, rows: Rows) -> Rows:
        """Give all claims whose cluster may change: the components of ``rows``, failing that their clusters."""
        reached = np.flatnonzero(np.isin(self.component, np.unique(self.component[rows])))
        if len(reached) <= REACH:
            return reached
        return np.flatnonzero(np.isin(self.label, np.unique(self.label[rows])))

    def _cluster_anew(self, rows: Rows, must_link: LinkedIds, cannot_link: LinkedIds) -> None:
        # Ties are broken by the order of rows, which a full run takes from the ids.
        order = rows[np.argsort(np.array([self.ids[row] for row in rows.tolist()]), kind="stable")]
        batch = take(self.batch, order)
        keys = candidates.blocks_of(batch, self.statistics).packed
        inside = np.zeros(len(self.ids), dtype=bool)
        inside[order] = True
        found = self._pairs_of(keys, rows)
        both = inside[found.first] & inside[found.second]
        place = np.zeros(len(self.ids), dtype=np.int64)
        place[order] = np.arange(len(order))
        a, b = place[found.first[both]], place[found.second[both]]
        pairs = Pairs(np.maximum(a, b).astype(np.int32), np.minimum(a, b).astype(np.int32))
        scored = score(batch, self.statistics, pairs, self.weights)
        above = scored.log_odds - self.weights.cut_for(self.statistics.claims)
        at = {self.ids[row]: index for index, row in enumerate(order.tolist())}
        links = resolve(at, must_link, cannot_link)
        families = families_of(batch, links)
        label = cluster(len(order), pairs, above, links, families)
        self.label[order] = order[label]
        # A component that reaches beyond these rows stays one.
        component = _components(families, pairs, above)
        outside = np.unique(self.component[~inside])
        kept = np.isin(self.component[order], outside)
        self.component[order] = np.where(kept, self.component[order], order[component])

    def _named(self, rows: Rows) -> Iterable[tuple[str, int]]:
        return ((self.ids[row], int(self.label[row])) for row in rows.tolist())

    def _change(self, rows: Rows, old: dict[str, int]) -> Change:
        members: dict[int, list[str]] = {}
        for id, label in self._named(rows):
            members.setdefault(label, []).append(id)
        were: dict[int, set[str]] = {}
        for id, label in old.items():
            were.setdefault(label, set()).add(id)
        changed = [
            tuple(sorted(cluster))
            for cluster in members.values()
            if were.get(old[cluster[0]]) != set(cluster) or len(cluster) == 1
        ]
        touched = frozenset(id for cluster in changed for id in cluster)
        return Change(tuple(sorted(changed)), touched)


def _unspelt(batch: Batch) -> Batch:
    """Drop the spelling of words, which is of no more use once slips are mended."""
    none = Spelling(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=f"S{LETTERS}"))
    return replace(batch, bags=replace(batch.bags, spelling=none))


def _inserted(packed: npt.NDArray[np.int64], fresh: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.insert(packed, np.searchsorted(packed, fresh), fresh)


def _components(families: Rows, pairs: Pairs, above: npt.NDArray[np.float32]) -> Rows:
    hits = above > 0
    size = len(families)
    first = np.concatenate((pairs.first[hits], np.arange(size)))
    second = np.concatenate((pairs.second[hits], families))
    ones = np.ones(len(first), dtype=bool)
    graph = sparse.coo_matrix((ones, (first, second)), shape=(size, size))
    found = connected_components(graph, directed=False)[1]
    # Named by its first row, so that components of several runs do not share a name.
    rows: Rows = np.unique(found, return_index=True)[1][found].astype(np.int64)
    return rows
