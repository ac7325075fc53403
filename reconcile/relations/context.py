"""What only the group shows of a pair: a figure printed late, a toll of one event among several."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from reconcile.relations import intervals
from reconcile.relations.facts import Facts
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair
from reconcile.relations.periods import NO, Days, same
from reconcile.relations.places import Placement, placement
from reconcile.relations.thresholds import table
from schema.vocabulary import RelationType, ScopeKind


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole group says of single claims."""

    #: Claims without a date of their own whose figure was current some days before.
    late: frozenset[str]
    #: How many days.
    delay_days: int
    #: The group holds the tolls of more than one event.
    several_events: bool

    def reconsider(self, pair: Pair, found: Finding) -> Finding:
        """Take back a contradiction that the group explains."""
        if found.type is not RelationType.CONTRADICTS or found.rule not in ("R8", "R9"):
            return found
        if pair.a.interval is None or pair.b.interval is None:
            return found
        rising = intervals.below(pair.a.interval, pair.b.interval)
        lower, higher = (pair.a, pair.b) if rising else (pair.b, pair.a)
        if lower.claim.id in self.late and self._within_delay(higher, lower):
            return Finding(RelationType.COMPATIBLE, found.rule, "late", found.fields)
        tolls = pair.a.kind is pair.b.kind is ScopeKind.INCIDENT
        if tolls and self.several_events and None in (pair.a.period.start, pair.b.period.start):
            return Finding(RelationType.UNDETERMINED, "R4", "unclear_event", ("start",), "start")
        return found

    def _within_delay(self, higher: Facts, lower: Facts) -> bool:
        """Tell whether the higher figure is so recent that the other paper may not have had it."""
        ends = higher.period.end, lower.period.end
        if ends[0] is None or ends[1] is None:
            return False
        return ends[0].last > ends[1].first - self.delay_days


def context(facts: Sequence[Facts]) -> Context:
    """Read the group as a whole; ``facts`` come earliest first."""
    days = int(table("group")["delay_days"])
    series = [item for item in facts if item.counted and item.kind in _COUNTS]
    late = frozenset(
        i.claim.id for i in _lower_than_before(series) if _was_current(i, series, days)
    )
    return Context(late, days, _several_events(facts))


def _lower_than_before(series: Sequence[Facts]) -> list[Facts]:
    """Claims dated by their paper alone that lie below another of that day or before."""
    highest, found = -math.inf, []
    by_day = sorted(series, key=lambda item: item.period.end.last if item.period.end else 0)
    for _, group in groupby(by_day, key=lambda item: item.period.end):
        members = list(group)
        for item in members:
            assert item.interval is not None
            highest = max(highest, intervals.low(item.interval))
        for item in members:
            assert item.interval is not None
            if item.dated_by_paper and intervals.high(item.interval) < highest:
                found.append(item)
    return found


_COUNTS = (ScopeKind.CUMULATIVE, ScopeKind.INCIDENT)


def _several_events(facts: Sequence[Facts]) -> bool:
    events: list[Days] = []
    for item in facts:
        start = item.period.start
        if item.kind is not ScopeKind.INCIDENT or start is None:
            continue
        if all(same(start, other) is NO for other in events):
            events.append(start)
    return len(events) > 1


def _was_current(item: Facts, series: Iterable[Facts], days: int) -> bool:
    """Tell whether others gave about this figure within so many days before.

    Most of them must not have been above it earlier still: one wrong figure does not make a series.
    """
    end, own = item.period.end, item.tolerant
    if end is None or own is None:
        return False
    passed = False
    before: dict[frozenset[str], bool] = {}
    for peer in series:
        last, figure = peer.period.end, peer.interval
        if last is None or figure is None or last.last >= end.first or peer.voices & item.voices:
            continue
        if not _alike(peer, item):
            continue
        if last.last <= end.first - days:
            before[peer.voices] = intervals.below(own, figure)
        elif intervals.overlaps(figure, own):
            passed = True
    above = sum(before.values())
    return above * 2 <= len(before) and (passed or bool(before))


def _alike(a: Facts, b: Facts) -> bool:
    return (
        a.subject == b.subject
        and (a.period.start == b.period.start or None in (a.period.start, b.period.start))
        and placement(a.where, b.where) in (Placement.SAME, Placement.UNKNOWN)
    )
