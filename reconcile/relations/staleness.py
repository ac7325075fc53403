"""Which claims repeat an origin's figure after that origin had published a newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reconcile.model import Interval
from reconcile.relations.facts import Facts
from schema.vocabulary import ScopeKind


@dataclass(slots=True)
class _Said:
    """What one voice had said of one thing, as its papers came out."""

    #: The two figures of the latest dates: one of them is not the figure that is asked about.
    newest: list[Facts] = field(default_factory=list)
    #: Figure → the day on which it was first printed.
    printed: dict[Interval, int] = field(default_factory=dict)
    #: The two figures first printed last.
    fresh: list[tuple[int, Interval]] = field(default_factory=list)

    def outdates(self, item: Facts) -> bool:
        """Tell whether the voice had said something newer than ``item`` says."""
        assert item.interval is not None
        if not item.dated_by_paper:
            return any(p.interval != item.interval and _later(p, item) for p in self.newest)
        # No date of its own: it is the old figure if the origin gave that one before another.
        own = self.printed.get(item.interval)
        if own is None:
            return False
        return any(figure != item.interval and first > own for first, figure in self.fresh)

    def hear(self, item: Facts) -> None:
        """Take note of a claim that has come out, after those that had come out before."""
        figure = item.interval
        assert figure is not None
        if figure not in self.printed:
            self.printed[figure] = _published(item)
            self.fresh = [*self.fresh[-1:], (_published(item), figure)]
        same = [peer for peer in self.newest if peer.interval == figure]
        others = [peer for peer in self.newest if peer.interval != figure]
        ranked = sorted([max([item, *same], key=_first), *others], key=_first)
        self.newest = ranked[-2:]


def stale(facts: Sequence[Facts]) -> tuple[str, ...]:
    """Name the claims that repeat an origin's figure after it had published a newer one."""
    said: dict[tuple[object, ...], _Said] = defaultdict(_Said)
    printed = [
        item
        for item in facts
        if item.interval is not None
        and item.published is not None
        and item.kind is not ScopeKind.STATEMENT
    ]
    found = []
    waiting: list[Facts] = []
    for item in sorted(printed, key=_published):
        # What came out on the same day could not be known to one another.
        while waiting and _published(waiting[0]) < _published(item):
            _hear(waiting.pop(0), said)
        if any(said[voice, *_thing(item)].outdates(item) for voice in item.voices):
            found.append(item.claim.id)
        waiting.append(item)
    return tuple(found)


def _hear(item: Facts, said: dict[tuple[object, ...], _Said]) -> None:
    for voice in item.voices:
        said[voice, *_thing(item)].hear(item)


def _thing(item: Facts) -> tuple[object, ...]:
    return item.subject, item.kind, item.where


def _published(item: Facts) -> int:
    return item.published.last if item.published else 0


def _first(item: Facts) -> int:
    return item.period.end.first if item.period.end else 0


def _later(peer: Facts, item: Facts) -> bool:
    """Tell whether ``peer`` is surely of a later date, from no other start."""
    ends, starts = (peer.period.end, item.period.end), (peer.period.start, item.period.start)
    if ends[0] is None or ends[1] is None:
        return False
    if None not in starts and starts[0] != starts[1]:
        return False
    return ends[0].first > ends[1].last
