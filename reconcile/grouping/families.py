"""Parts that a text declares stay with their whole: "66 attacks, 32 in Iraq and 34 in Syria" are one question."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reconcile.grouping.batch import SEVERAL, Batch
from reconcile.grouping.lexicon import concepts, is_among
from reconcile.grouping.links import Links

Starts = npt.NDArray[np.int64]


def families_of(batch: Batch, links: Links | None = None) -> Starts:
    """Give each claim the smallest row of its family: a whole with its declared parts, and theirs.

    A part of another measure or unit is no part. What an editor keeps apart stays apart.
    """
    parts = _parts(batch)
    joined = np.arange(len(batch), dtype=np.int64)
    if not len(parts):
        return joined
    parent = np.arange(len(batch), dtype=np.int64) if links is None else links.start.copy()
    apart = _Apart(links)

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = int(parent[row])
        return row

    for part in parts.tolist():
        a, b = sorted((root(part), root(int(batch.whole[part]))))
        if a != b and not apart.holds(a, b):
            apart.merge(a, b)
            parent[b] = a
            joined[part] = batch.whole[part]
        elif a == b:
            joined[part] = batch.whole[part]
    return _starts(joined)


def _parts(batch: Batch) -> Starts:
    parts = np.flatnonzero(batch.whole >= 0)
    whole = batch.whole[parts]
    fits = np.ones(len(parts), dtype=bool)
    firm = concepts("firm")
    a, b = batch.measure[parts], batch.measure[whole]
    known = is_among(firm, a) & is_among(firm, b) & (a != SEVERAL) & (b != SEVERAL)
    fits &= ~known | (a == b)
    a, b = batch.unit[parts], batch.unit[whole]
    fits &= a == b
    return parts[fits]


class _Apart:
    """Which of the links' starts must not come together, as claims are joined."""

    def __init__(self, links: Links | None) -> None:
        self._of: dict[int, set[int]] = {}
        if links is not None:
            for a, b in zip(links.first.tolist(), links.second.tolist(), strict=True):
                self._of.setdefault(a, set()).add(b)
                self._of.setdefault(b, set()).add(a)

    def holds(self, a: int, b: int) -> bool:
        return b in self._of.get(a, ())

    def merge(self, into: int, gone: int) -> None:
        for other in self._of.pop(gone, ()):
            self._of[other].discard(gone)
            self._of[other].add(into)
            self._of.setdefault(into, set()).add(other)


def _starts(joined: Starts) -> Starts:
    """Follow each claim to the whole of its whole, then name each family by its smallest row."""
    while (joined[joined] != joined).any():
        joined = joined[joined]
    start = joined.copy()
    np.minimum.at(start, joined, np.arange(len(joined)))
    return start[joined]
