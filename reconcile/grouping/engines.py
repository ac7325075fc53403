"""Where the work is done: in this process, in several, or on a Ray cluster.

The steps of grouping are pure functions of arrays; an engine maps one over many pieces and gives the
results in the order of the pieces, so that every engine makes the same groups.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from reconcile.model import ReconcileError

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Engine(Protocol):
    """Somewhere that work is done."""

    @property
    def workers(self) -> int:
        """How many pieces are worked on at once."""
        ...

    def map(self, function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
        """Apply a function to each piece; give the results in order."""
        ...

    def map_with(
        self, function: Callable[[Any, Piece], Result], shared: Any, pieces: Iterable[Piece]
    ) -> Iterator[Result]:
        """The same with one large value that every call reads, sent to each worker once."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...


class Serial:
    """Everything here, one piece after the other."""

    workers = 1

    def map(self, function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
        return map(function, pieces)

    def map_with(
        self, function: Callable[[Any, Piece], Result], shared: Any, pieces: Iterable[Piece]
    ) -> Iterator[Result]:
        return (function(shared, piece) for piece in pieces)

    def close(self) -> None:
        """Hold nothing."""


_shared: Any = None


def _receive(value: Any) -> None:
    global _shared
    _shared = value


def _with_shared(call: tuple[Callable[[Any, Any], Any], Any]) -> Any:
    function, piece = call
    return function(_shared, piece)


class Processes:
    """Several processes of this machine.

    Where the system can fork, the workers share the large arrays with this process; elsewhere each is
    sent its copy.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._context = get_context("fork" if os.name == "posix" else "spawn")

    def map(self, function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
        with ProcessPoolExecutor(self.workers, mp_context=self._context) as pool:
            yield from pool.map(function, pieces)

    def map_with(
        self, function: Callable[[Any, Piece], Result], shared: Any, pieces: Iterable[Piece]
    ) -> Iterator[Result]:
        with ProcessPoolExecutor(
            self.workers, mp_context=self._context, initializer=_receive, initargs=(shared,)
        ) as pool:
            yield from pool.map(_with_shared, ((function, piece) for piece in pieces))

    def close(self) -> None:
        """Hold nothing between two maps."""


class Ray:
    """A Ray cluster: a local one, or the one at ``address``.

    A piece whose worker dies is done again by another (Ray's own retries).
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise ReconcileError(
                "--engine ray needs Ray: pip install 'reconcile-claims[ray]'"
            ) from error
        self._ray = ray
        self._mine = not ray.is_initialized()
        if self._mine:
            ray.init(
                address=address,
                num_cpus=None if address else workers,
                include_dashboard=False,
                configure_logging=True,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        resources: Any = ray
        self.workers = int(resources.cluster_resources().get("CPU", 1))

    def map(self, function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
        task = self._ray.remote(max_retries=5, retry_exceptions=False)(function)
        yield from self._in_order([task.remote(piece) for piece in pieces])

    def map_with(
        self, function: Callable[[Any, Piece], Result], shared: Any, pieces: Iterable[Piece]
    ) -> Iterator[Result]:
        task = self._ray.remote(max_retries=5, retry_exceptions=False)(function)
        stored = self._ray.put(shared)
        yield from self._in_order([task.remote(stored, piece) for piece in pieces])

    def _in_order(self, promised: list[Any]) -> Iterator[Any]:
        while promised:
            yield self._ray.get(promised.pop(0))

    def close(self) -> None:
        """Leave the cluster, or stop the one that was started here."""
        if self._mine:
            self._ray.shutdown()


SERIAL: Engine = Serial()


def engine_of(name: str, address: str | None = None, workers: int | None = None) -> Engine:
    """Make the engine called ``serial``, ``processes`` or ``ray``; raise ``ReconcileError`` for another name."""
    if name == "serial":
        return SERIAL
    if name == "processes":
        return Processes(workers)
    if name == "ray":
        return Ray(address, workers)
    raise ReconcileError(f"no engine {name!r}; there are serial, processes and ray")
