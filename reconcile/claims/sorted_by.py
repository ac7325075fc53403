"""Annotations of a text in order, found by where they begin, so that long texts take linear time."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class SortedBy(Generic[Item]):
    """Items sorted by an offset."""

    def __init__(self, items: Iterable[Item], offset: Callable[[Item], int]) -> None:
        self._items = sorted(items, key=offset)
        self._offsets = [offset(item) for item in self._items]

    def between(self, start: int, end: int) -> list[Item]:
        """Return the items whose offset is in ``[start, end)``, in order."""
        first = bisect.bisect_left(self._offsets, start)
        return self._items[first : bisect.bisect_left(self._offsets, end, first)]
