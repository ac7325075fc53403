"""Keep adding what appears: look at folders and feeds again and again, and read only what is new or changed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reconcile import reading
from reconcile.adding.job import Watching, add
from reconcile.ledger import Ledger
from reconcile.model import InputError
from reconcile.reading.addresses import is_address

#: A server is asked no oftener than this, however often folders are looked at. Seconds.
LEAST_BETWEEN_FETCHES = 60.0
#: How long it takes at most to notice that the user asked to stop. Seconds.
_NAP = 0.2


@dataclass(slots=True)
class Watch:
    """What is being watched, and what has been seen of it."""

    ledger: Ledger
    places: Sequence[str]
    given: reading.Given
    glossary: Sequence[Path] = ()
    watching: Watching = field(default_factory=Watching)
    fetcher: reading.Fetcher | None = None
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    _fetched: dict[str, float] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def run(self, *, every: float = 60.0, times: int | None = None) -> Iterator[InputError]:
        """Look every so many seconds, for ever or so many times; give each problem once."""
        looked = 0
        while not self.watching.stopped():
            for problem in self.look():
                if str(problem) not in self._told:
                    self._told.add(str(problem))
                    yield problem
            looked += 1
            if looked == times:
                return
            self._wait(every)

    def look(self) -> tuple[InputError, ...]:
        """Add what has appeared since the last look; return what could not be read."""
        due: list[str] = []
        problems: list[InputError] = []
        for place in self.places:
            if is_address(place):
                due += self._due(place)
                continue
            try:
                due += self._appeared(place)
            except InputError as error:
                problems.append(error)
        if not due:
            return tuple(problems)
        report = add(
            self.ledger,
            due,
            self.given,
            glossary=self.glossary,
            watching=self.watching,
            fetcher=self.fetcher,
        )
        return (*problems, *report.problems)

    def _due(self, address: str) -> list[str]:
        now = time.monotonic()
        if now - self._fetched.get(address, -LEAST_BETWEEN_FETCHES) < LEAST_BETWEEN_FETCHES:
            return []
        self._fetched[address] = now
        return [address]

    def _appeared(self, place: str) -> list[str]:
        """List the files that are new or have changed, and that nobody seems to be writing to."""
        if not Path(place).exists():
            raise InputError(place, "does not exist")
        files = [place] if not Path(place).is_dir() else self._files(place)
        appeared = []
        for path in files:
            try:
                found = Path(path).stat()
            except OSError:
                continue
            stamp = (found.st_size, found.st_mtime_ns)
            fresh = time.time() - found.st_mtime < _NAP
            if self._seen.get(path) == stamp or (fresh and path not in self._seen):
                continue
            self._seen[path] = stamp
            appeared.append(path)
        return appeared

    def _files(self, folder: str) -> list[str]:
        try:
            return [item for item in reading.files_in(folder) if isinstance(item, str)]
        except InputError as error:
            # A folder that is watched may well be empty to begin with.
            if error.what == "is a folder without files":
                return []
            raise

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.watching.stopped() and (left := until - time.monotonic()) > 0:
            time.sleep(min(_NAP, left))
