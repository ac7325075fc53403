"""Editors' decisions on which claims belong together, as rows: law for every later run."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reconcile.model import ReconcileError


class ContradictoryLinksError(ReconcileError):
    """Two decisions of editors cannot hold together: one joins claims that the other keeps apart."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where claims start (``start[i]`` is the smallest row joined with row ``i``), and which starts stay apart."""

    start: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]


def resolve(
    row: Mapping[str, int],
    must_link: Iterable[tuple[str, str]],
    cannot_link: Iterable[tuple[str, str]],
) -> Links | None:
    """Turn links between ids into links between rows; ``None`` where there are none.

    Links of claims that are not there are passed over. Raise ``ContradictoryLinksError`` where a
    cannot-link parts what must-links join, naming both.
    """
    must = sorted({_pair(a, b) for a, b in must_link if a in row and b in row and a != b})
    cannot = sorted({_pair(a, b) for a, b in cannot_link if a in row and b in row})
    if not must and not cannot:
        return None
    parent = list(range(len(row)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in must:
        x, y = root(row[a]), root(row[b])
        parent[max(x, y)] = min(x, y)
    for a, b in cannot:
        if root(row[a]) == root(row[b]):
            raise ContradictoryLinksError(_contradiction(a, b, must))
    start = np.array([root(item) for item in range(len(row))], dtype=np.int64)
    apart = [(start[row[a]], start[row[b]]) for a, b in cannot]
    first = np.array([max(pair) for pair in apart], dtype=np.int64)
    second = np.array([min(pair) for pair in apart], dtype=np.int64)
    return Links(start, first, second)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _contradiction(a: str, b: str, must: Iterable[tuple[str, str]]) -> str:
    if a == b:
        return f"cannot-link {a} – {b}: a claim cannot be kept apart from itself; withdraw it"
    path = _path(a, b, list(must))
    joined = ", ".join(f"{x} – {y}" for x, y in path)
    return (
        f"cannot-link {a} – {b} contradicts must-link {joined}: "
        "one keeps apart what the other joins; withdraw one of the decisions"
    )


def _path(a: str, b: str, must: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Find the fewest must-links that join two claims."""
    beside: dict[str, list[str]] = {}
    for x, y in must:
        beside.setdefault(x, []).append(y)
        beside.setdefault(y, []).append(x)
    came_from: dict[str, str] = {a: a}
    queue = deque([a])
    while queue and b not in came_from:
        here = queue.popleft()
        for there in beside.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    path = []
    while b in came_from and b != a:
        path.append((came_from[b], b))
        b = came_from[b]
    return path[::-1]
