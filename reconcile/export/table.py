"""The table: rows of one grain, streamed group by group, with what a reader must know about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from reconcile.export.project import LedgerState, Setting, claim_rows, group_row
from reconcile.export.reading import GroupReading
from reconcile.export.rows import ClaimRow, Grain, GroupRow, Row, SourceRow
from reconcile.export.sources import SourceCounter
from reconcile.model import Claim, GroupView, Source


def _every_claim(view: GroupView, claim: Claim) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over an export: where it comes from and what was chosen.

    It holds no clock: the same ledger and the same choice give the same bytes.
    """

    ledger: str = ""
    program: str = ""
    language: str = "en"
    grain: Grain = Grain.CLAIM
    #: What was chosen, as name and value; empty: everything.
    selection: Mapping[str, str] = field(default_factory=dict)
    state: LedgerState = field(default_factory=LedgerState)
    #: When the ledger last changed, in UTC.
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one group at both of its grains."""

    group: GroupRow
    claims: tuple[ClaimRow, ...]


class Table:
    """What an exporter is given. It can be read through more than once; each time the groups stream by.

    ``views`` opens the stream; ``admits`` tells which claims of a group are chosen. ``translated`` gives the
    program's names and explanations in the heading's language instead of the one that the ledger was made in.
    """

    def __init__(
        self,
        views: Callable[[], Iterable[GroupView]],
        heading: Heading | None = None,
        sources: Mapping[str, Source] | None = None,
        admits: Callable[[GroupView, Claim], bool] = _every_claim,
        *,
        translated: bool = False,
    ) -> None:
        self.heading = heading or Heading()
        language = self.heading.language if translated else None
        self.setting = Setting(self.heading.state, sources or {}, language)
        self._views = views
        self._admits = admits

    def readings(self) -> Iterator[GroupReading]:
        """Give every group that holds a chosen claim."""
        for view in self._views():
            if any(self._admits(view, claim) for claim in view.claims):
                yield GroupReading(view)

    def is_empty(self) -> bool:
        """Tell whether nothing is chosen; reads no further than the first group."""
        return next(self.readings(), None) is None

    def rows_of_group(self, reading: GroupReading) -> Rows:
        """Give the rows of one group at both of its grains."""
        return Rows(group_row(reading, self.setting), tuple(self._claims(reading)))

    def rows(self) -> Iterator[Row]:
        """Give the rows of the chosen grain."""
        return self.rows_of(self.heading.grain)

    def rows_of(self, grain: Grain) -> Iterator[Row]:
        """Give the rows of one grain."""
        if grain is Grain.CLAIM:
            return chain.from_iterable(self._claims(reading) for reading in self.readings())
        if grain is Grain.GROUP:
            return (group_row(reading, self.setting) for reading in self.readings())
        return self.sources()

    def chosen(self, reading: GroupReading) -> Iterator[Claim]:
        """Give the chosen claims of a group."""
        return (claim for claim in reading.view.claims if self._admits(reading.view, claim))

    def _claims(self, reading: GroupReading) -> Iterator[ClaimRow]:
        for claim, row in zip(reading.view.claims, claim_rows(reading, self.setting), strict=True):
            if self._admits(reading.view, claim):
                yield row

    def counter(self) -> SourceCounter:
        """Start a count of sources, for an exporter that writes every grain in one pass."""
        return SourceCounter(self.setting, self._admits)

    def sources(self) -> Iterator[SourceRow]:
        """Give the sources of what is chosen, once all groups have been read."""
        counter = self.counter()
        for reading in self.readings():
            counter.add(reading)
        return counter.rows()
