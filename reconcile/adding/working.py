"""Read and extract inputs, in this process or in several; give the results in the order of the inputs."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from reconcile import claims, reading
from reconcile.adding.listing import complete
from reconcile.languages import available
from reconcile.model import Claim, Document, InputError
from reconcile.reading.addresses import is_address
from schema.vocabulary import Provenance

#: Inputs that are read ahead of the one being kept, for each process.
_AHEAD = 4

#: Claims that are kept of one document. A report of two hundred pages has some thousands; beyond that it is a list of
#: numbers, whose pairs nobody could look at.
MOST_CLAIMS = 5_000
#: A stretch of so many characters without a space is no prose, and takes extraction time that grows with its square.
_LONGEST_WORD = 5_000


@dataclass(frozen=True, slots=True)
class Job:
    """How to read: what is given, further words, and the fetcher of addresses."""

    given: reading.Given
    glossary: tuple[Path, ...] = ()
    fetcher: reading.Fetcher | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A document with its claims."""

    document: Document
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One document of an input, or what was wrong with it; ``last`` where the input is done."""

    path: str
    found: Found | None = None
    problem: InputError | None = None
    last: bool = False


def steps(
    inputs: Sequence[str],
    job: Job,
    jobs: int,
    on_reading: Callable[[str], None],
    known: Callable[[str], bool] = lambda sha256: False,
) -> Iterator[Step]:
    """Work through the inputs with as many processes as ``jobs``; in this one for a single job.

    Documents that are ``known`` by their sha256 are not extracted again where this process does the work: other
    processes cannot ask.
    """
    if jobs <= 1 or len(inputs) <= 1:
        for path in inputs:
            on_reading(path)
            yield from work(path, job, known)
        return
    yield from _in_processes(inputs, job, jobs, on_reading)


def work(
    path: str, job: Job, known: Callable[[str], bool] = lambda sha256: False
) -> Iterator[Step]:
    """Read one input and extract its claims, document by document; what is wrong with it comes last."""
    problem: InputError | None = None
    try:
        for item in _readings(path, job):
            there = known(item.document.sha256)
            yield Step(path, Found(item.document, ()) if there else _found(item, job))
    except InputError as error:
        problem = error
    except MemoryError:
        problem = InputError(path, "needs more memory than there is", "split it")
    yield Step(path, problem=problem, last=True)


def _worked(path: str, job: Job) -> tuple[Step, ...]:
    return tuple(work(path, job))


def _readings(path: str, job: Job) -> Iterator[reading.Reading]:
    if is_address(path):
        return reading.read_received((job.fetcher or reading.Fetcher()).fetch(path), job.given)
    return reading.readings(path, job.given)


def _found(item: reading.Reading, job: Job) -> Found:
    document = item.document
    if document.language not in available():
        note = (
            f"{document.path}: kept without claims, for there are no words of the language"
            f" «{document.language or '?'}» (there are: {', '.join(available())}; say --language)"
        )
        return Found(document, item.claims or (), (note,))
    if max(map(len, document.text.split()), default=0) > _LONGEST_WORD:
        note = (
            f"{document.path}: kept without claims, for it has a stretch of more than"
            f" {_LONGEST_WORD:,} characters without a space"
        )
        return Found(document, item.claims or (), (note,))
    extracted = claims.extract(document, glossary=job.glossary)
    notes: tuple[str, ...] = ()
    if item.claims is not None:
        extracted, notes = list(complete(item.claims, extracted)), _columns(document)
    if len(extracted) > MOST_CLAIMS:
        note = (
            f"{document.path}: kept with the first {MOST_CLAIMS:,} of its {len(extracted):,} claims"
            " (split it to keep them all)"
        )
        return Found(document, tuple(extracted[:MOST_CLAIMS]), (*notes, note))
    return Found(document, tuple(extracted), (*notes, *_encoding(document)))


def _encoding(document: Document) -> tuple[str, ...]:
    """Say so where the characters themselves were guessed: a wrong guess garbles every quote."""
    said = next((item for item in document.metadata if item.field == "encoding"), None)
    if said is None or said.provenance is not Provenance.GUESSED:
        return ()
    if said.value.endswith("damaged"):
        return (f"{document.path}: is UTF-8 with stray bytes, each read as \ufffd",)
    if said.value.casefold().startswith("utf"):
        return ()
    return (f"{document.path}: is not UTF-8; read as {said.value}, which is a guess",)


def _columns(document: Document) -> tuple[str, ...]:
    read_as = next((item.value for item in document.metadata if item.field == "columns"), "")
    return (f"{document.path.partition('#')[0]}: columns read as {read_as}",) if read_as else ()


def _in_processes(
    inputs: Sequence[str], job: Job, jobs: int, on_reading: Callable[[str], None]
) -> Iterator[Step]:
    # Spawned, not forked: a fork would share the ledger's open connection.
    pool = _pool(jobs)
    waiting: deque[tuple[str, Future[tuple[Step, ...]]]] = deque()
    coming = iter(inputs)
    try:
        while True:
            while len(waiting) < _AHEAD * jobs and (path := next(coming, None)) is not None:
                waiting.append((path, pool.submit(_worked, path, job)))
            if not waiting:
                return
            path, future = waiting.popleft()
            on_reading(path)
            try:
                done = future.result()
            except BrokenProcessPool:
                # A reader's library crashed: try this input alone, and the others in new processes.
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(jobs)
                done = _alone(path, job)
                waiting = deque((held, pool.submit(_worked, held, job)) for held, _ in waiting)
            yield from done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(path: str, job: Job) -> tuple[Step, ...]:
    with _pool(1) as pool:
        try:
            return pool.submit(_worked, path, job).result()
        except BrokenProcessPool:
            crashed = InputError(path, "made its reader crash", "it is not added")
            return (Step(path, problem=crashed, last=True),)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts
    )


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that keeps the ledger; it stops the others when it is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
