"""Which pairs of claims to compare: those that share a rare word, a pair of words that are rare together, or a
firm measure and a place.

Blocks on single words lose recall as a ledger grows; blocks on pairs of words keep it. A block of more
than :data:`FULL` claims is not dropped: its claims are put in the order of their content, and each is
compared with the next few, so that a question on which thousands have spoken stays whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from reconcile.grouping.batch import Batch
from reconcile.grouping.lexicon import concepts, is_among
from reconcile.grouping.statistics import Statistics

#: The rarest words of a claim that make its blocks.
RAREST = 6
#: A block of more claims than this is not compared all with all.
FULL = 30
#: In a full block, each claim is compared with this many that follow it.
WINDOW = 2
#: Up to this many claims, every claim is compared with every other.
FEW = 600

#: A block's key and a claim are packed as ``key << CLAIM_BITS | claim``.
CLAIM_BITS = 24
_CLAIM = (1 << CLAIM_BITS) - 1
_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Blocks:
    """Claims under each block's key, packed as ``key << 24 | claim`` and sorted."""

    packed: npt.NDArray[np.int64]

    def count_pairs(self) -> int:
        """Say how many comparisons the blocks ask for, before any is made (pairs in two blocks count twice)."""
        size = _sizes(self.packed)
        small = size[size <= FULL]
        full = size[size > FULL]
        return int((small * (small - 1) // 2).sum() + (full * WINDOW).sum())


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of claims to compare, ``first > second``; each pair once."""

    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.first)


def blocks_of(batch: Batch, statistics: Statistics, offset: int = 0) -> Blocks:
    """Put the claims of a batch, numbered from ``offset``, in blocks."""
    column, count = _rarest(batch, statistics)
    size = len(batch)
    rows = np.arange(size, dtype=np.int64) + offset
    keys = []
    for i in range(column.shape[1]):
        alone = np.flatnonzero((count[:, i] > 0) & (count[:, i] <= FULL))
        keys.append(column[alone, i] << CLAIM_BITS | rows[alone])
        common = count[:, i] > FULL
        for j in range(i + 1, column.shape[1]):
            both = np.flatnonzero(common & (count[:, j] > 0))
            keys.append(_pair_key(column[both, i], column[both, j]) << CLAIM_BITS | rows[both])
    keys.append(_structured(batch, offset))
    packed = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int64)
    packed.sort()
    return Blocks(packed)


def _structured(batch: Batch, offset: int) -> npt.NDArray[np.int64]:
    """Put claims whose fields are known under what is asked: the measure and each place, whatever the words."""
    place = batch.places.value.astype(np.int64)
    owner = np.repeat(np.arange(len(batch)), np.diff(batch.places.start))
    measure = batch.measure[owner].astype(np.int64)
    known = is_among(concepts("firm"), batch.measure[owner])
    return _pair_key(place[known], measure[known]) << CLAIM_BITS | owner[known] + offset


def _rarest(
    batch: Batch, statistics: Statistics
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give each claim's rarest words and the claims they stand in, rarest first; count 0 where it has fewer."""
    bags = batch.bags
    size = len(batch)
    column = np.zeros((size, RAREST), dtype=np.int64)
    count = np.zeros((size, RAREST), dtype=np.int64)
    at = statistics.find(bags.word)
    often = np.where(at >= 0, statistics.count[at] if len(statistics.count) else 1, 1)
    owner = np.repeat(np.arange(size, dtype=np.int64), np.diff(bags.start))
    # Ties in rarity are broken by the word, never by the order of claims.
    order = np.argsort(owner << 32 | often, kind="stable")
    rank = np.arange(len(owner)) - bags.start[owner]
    kept = rank < RAREST
    column[owner[kept], rank[kept]] = bags.word[order[kept]]
    count[owner[kept], rank[kept]] = often[order[kept]]
    return column, count


def _pair_key(a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Hash two words to 39 bits, above the hashes of single words."""
    value = a.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    value ^= b.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9) + np.uint64(0x1234567)
    value = (value ^ value >> np.uint64(29)) * np.uint64(0x94D049BB133111EB)
    return (value >> np.uint64(26)).astype(np.int64) | np.int64(1 << 38)


def _sizes(packed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.diff(_edges(packed))


def _edges(packed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    key = packed >> CLAIM_BITS
    return (
        np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1], [True])))
        if len(key)
        else np.zeros(1, dtype=np.int64)
    )


def pairs_of(blocks: Blocks, content: npt.NDArray[np.uint64]) -> Pairs:
    """Give the pairs that the blocks ask for, each once; ``content`` orders the claims of full blocks."""
    size = len(content)
    edges = _edges(blocks.packed)
    lengths = np.diff(edges)
    claim = (blocks.packed & _CLAIM).astype(np.int32)
    small = (lengths > 1) & (lengths <= FULL)
    joined = _join(claim[np.repeat(small, lengths)], lengths[small], size)
    full = lengths > FULL
    windows = _windows(claim[np.repeat(full, lengths)], lengths[full], content)
    return unique_pairs([*joined, windows])


def pairs_within(
    packed: npt.NDArray[np.int64], content: npt.NDArray[np.uint64], rows: npt.NDArray[np.int64]
) -> Pairs:
    """Give the pairs that whole blocks ask for, of which one claim at least is among ``rows``."""
    edges = _edges(packed)
    lengths = np.diff(edges)
    claim = packed & _CLAIM
    wanted = np.zeros(len(content), dtype=bool)
    wanted[rows] = True
    found = []
    small = lengths <= FULL
    inside = claim[np.repeat(small, lengths)]
    block = np.repeat(np.arange(int(small.sum())), lengths[small])
    for step in range(1, FULL):
        same = block[step:] == block[:-step]
        if not same.any():
            break
        a, b = inside[step:][same], inside[:-step][same]
        either = wanted[a] | wanted[b]
        a, b = a[either], b[either]
        found.append(np.maximum(a, b) << 32 | np.minimum(a, b))
    full = ~small
    windows = _windows(claim[np.repeat(full, lengths)].astype(np.int32), lengths[full], content)
    windows = windows[wanted[windows >> 32] | wanted[windows & 0xFFFFFFFF]]
    return unique_pairs([*found, windows])


def _join(
    claim: npt.NDArray[np.int32], lengths: npt.NDArray[np.int64], size: int
) -> list[npt.NDArray[np.int64]]:
    """Multiply claims x blocks by its transpose, a stretch of claims at a time; give packed pairs."""
    start = np.concatenate(([0], np.cumsum(lengths)))
    ones = np.ones(len(claim), dtype=np.int8)
    members = sparse.csr_matrix((ones, claim, start), shape=(len(lengths), size))
    blocks = members.T.tocsr()
    found = []
    for low in range(0, size, _ROWS):
        product = (blocks[low : low + _ROWS] @ members).tocoo()
        first = product.row.astype(np.int64) + low
        before = product.col < first
        found.append(first[before] << 32 | product.col[before])
    return found


def _windows(
    claim: npt.NDArray[np.int32], lengths: npt.NDArray[np.int64], content: npt.NDArray[np.uint64]
) -> npt.NDArray[np.int64]:
    block = np.repeat(np.arange(len(lengths)), lengths)
    order = np.lexsort((content[claim], block))
    claim, block = claim[order].astype(np.int64), block[order]
    found = []
    for step in range(1, WINDOW + 1):
        same = block[step:] == block[:-step]
        a, b = claim[step:][same], claim[:-step][same]
        found.append(np.maximum(a, b) << 32 | np.minimum(a, b))
    return np.concatenate(found)


def unique_pairs(parts: list[npt.NDArray[np.int64]]) -> Pairs:
    """Sort packed pairs and keep each once."""
    packed = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    packed.sort()
    if len(packed):
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))]
    return Pairs((packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32))


def all_pairs(size: int) -> Pairs:
    """Give every pair of ``size`` claims."""
    first, second = np.tril_indices(size, -1)
    return Pairs(first.astype(np.int32), second.astype(np.int32))


def content_order(batch: Batch, statistics: Statistics) -> npt.NDArray[np.uint64]:
    """Give a number by which claims of like content stand side by side: their rarest words, rarest first."""
    column, count = _rarest(batch, statistics)
    shared = np.where(count > 1, column, 0)
    # The two rarest words that another claim shares, 26 bits each, then a little of the third.
    order = np.argsort(shared == 0, axis=1, kind="stable")[:, :3]
    top = np.take_along_axis(shared, order, axis=1).astype(np.uint64)
    order_key: npt.NDArray[np.uint64] = (
        top[:, 0] << np.uint64(38) | top[:, 1] << np.uint64(12) | top[:, 2] >> np.uint64(14)
    )
    return order_key
