"""A group of figures as linear constraints on what happened in each cell of time and place.

Time is cut at every start and as-of date, space into the places named, so that every claim's scope is a
union of cells. A *strand* is one thing that is counted: a measure of a population, the toll of one event,
a strength at one moment. Nothing here loads the solver.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reconcile.model import Interval
from reconcile.relations import intervals, units
from reconcile.relations.facts import Facts
from reconcile.relations.periods import NO, Days, same
from reconcile.relations.places import within
from schema.vocabulary import Modality, Polarity, ScopeKind

#: The beginning of time, for a toll and for a count that does not say since when.
ORIGIN = -1
#: The place of claims that name none.
NOWHERE = ""

#: Beyond this the solver's arithmetic is not exact, and nothing is counted so far.
_TOO_MUCH = 1e15

Strand = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Where a claim counts: in which places, from the start of day ``start`` to the start of ``end``."""

    strand: Strand
    places: frozenset[str]
    start: int
    end: int

    def covers(self, other: Region) -> bool:
        """Tell whether every cell of ``other`` is a cell of this region."""
        if self.strand != other.strand or self.start > other.start or other.end > self.end:
            return False
        return all(any(within(p, q) for q in self.places) for p in other.places)


@dataclass(frozen=True, slots=True)
class Row:
    """What claims of the same content say: at least ``low`` in ``wide``, at most ``high`` in ``narrow``.

    The two regions differ where a date is known only roughly; ``narrow`` is ``None`` where nothing is
    surely within the claim's period. ``inside`` is the region of which it is a declared part.
    """

    claims: tuple[str, ...]
    wide: Region
    narrow: Region | None
    low: float
    high: float
    inside: Region | None = None

    def denies(self, other: Row) -> bool:
        """Tell whether this row's floor alone exceeds the other's ceiling."""
        if other.narrow is None or self.low <= other.high:
            return False
        return other.narrow.covers(self.wide) or self.inside == other.narrow


@dataclass(frozen=True, slots=True)
class System:
    """The rows of a group, the claims left out of it, and the strand that most claims are on."""

    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()
    main: Strand | None = None
    #: Strands of events, each with the strand of the running count that holds it.
    events: Mapping[Strand, Strand] = field(default_factory=dict)
    #: Strands of things that are counted one by one.
    whole_numbers: frozenset[Strand] = frozenset()

    def overall(self) -> Region | None:
        """Return the whole period of the main strand and the places that most of it is about."""
        regions = [row.wide for row in self.rows if row.wide.strand == self.main and not row.inside]
        if not regions or self.main is None:
            return None
        starts = [r.start for r in regions if r.start != ORIGIN]
        return Region(
            strand=self.main,
            places=_broadest([region.places for region in regions]),
            start=min(starts) if starts else ORIGIN,
            end=max(r.end for r in regions),
        )


def _broadest(named: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the places that hold most claims; of as good ones the fewest, as the group's question has them."""

    def held(outer: frozenset[str]) -> int:
        return sum(all(any(within(p, q) for q in outer) for p in inner) for inner in named)

    return min(set(named), key=lambda places: (-held(places), len(places), sorted(places)))


def build(
    facts: Sequence[Facts],
    *,
    tolerant: bool = False,
    readings: Mapping[str, Interval] | None = None,
    late: frozenset[str] = frozenset(),
    delay: int = 0,
    votes: Mapping[str, int] | None = None,
) -> System:
    """Set up the system of a group.

    ``tolerant`` reads figures as the press rounds and hedges them; ``readings`` replaces the interval of
    single claims (an editor found that they agree); claims in ``late`` may be ``delay`` days older than
    their paper. ``votes`` gives each claim its independent origin: only claims of one origin share a row.
    """
    usable = [item for item in facts if _usable(item)]
    by_id = {item.claim.id: item for item in usable}
    strands, begun = _strands(usable)
    mixed = {bool(item.where) for item in usable} == {True, False}
    rows: dict[tuple[Row, int | None], list[str]] = defaultdict(list)
    for item in usable:
        reading = (readings or {}).get(item.claim.id) or (
            item.tolerant if tolerant else item.interval
        )
        assert reading is not None
        lag = delay if item.claim.id in late else 0
        wide, narrow = _regions(item, strands[item.claim.id], begun, lag)
        whole = by_id.get(item.claim.whole or "")
        inside = None
        if whole is not None and strands[item.claim.id][0] == "part":
            inside = _regions(whole, strands[whole.claim.id], begun, 0)[1]
        low, high = _ends(reading, item.unit)
        if mixed and not item.where:
            # It may be anywhere: it cannot bound the places that others name.
            narrow = None
        vote = (votes or {}).get(item.claim.id)
        row = Row((), wide, narrow, low, high, inside)
        rows[row, vote].append(item.claim.id)
    sizes = Counter(strand for strand in strands.values() if strand[0] != "part")
    return System(
        rows=tuple(replace(row, claims=tuple(ids)) for (row, _), ids in rows.items()),
        left_out=tuple(i.claim.id for i in facts if i.claim.quantity and i.claim.id not in by_id),
        main=min(sizes, key=lambda strand: (-sizes[strand], strand)) if sizes else None,
        events=_events(sizes),
        whole_numbers=frozenset(strands[i.claim.id] for i in usable if i.unit is None)
        - frozenset(row.wide.strand for row, _ in rows if not _whole(row)),
    )


def _usable(item: Facts) -> bool:
    claim = item.claim
    return (
        item.counted
        and item.period.end is not None
        and not item.period.backwards
        and claim.polarity is Polarity.ASSERTED
        and claim.modality not in (Modality.INTENTION, Modality.NO_COMMENT)
        and item.kind is not ScopeKind.STATEMENT
        and item.interval is not None
        and abs(intervals.low(item.interval)) < _TOO_MUCH
        and not (units.adds_up(item.unit) and intervals.high(item.interval) < 0)
        and item.subject[0] != ""
    )


def _ends(reading: Interval, unit: str | None) -> tuple[float, float]:
    low, high = intervals.low(reading), intervals.high(reading)
    if unit is not None:
        return low, high
    # Things counted one by one: "about 45" allows 41 to 49, not 40.5 to 49.5.
    whole_low = float(math.ceil(low - 1e-9)) if math.isfinite(low) else low
    whole_high = float(math.floor(high + 1e-9)) if high < _TOO_MUCH else math.inf
    return (whole_low, whole_high) if whole_low <= whole_high else (low, high)


def _whole(row: Row) -> bool:
    """Tell whether a whole number fits a row: 51.3 of something is not counted one by one."""
    return all(math.isinf(end) or end == int(end) for end in (row.low, row.high))


def _strands(facts: Sequence[Facts]) -> tuple[dict[str, Strand], dict[Strand, int]]:
    """Say for each claim which one thing it counts, and of each event on which day it began."""
    by_id = {item.claim.id: item for item in facts}
    events: dict[Strand, list[Days]] = defaultdict(list)
    for item in facts:
        if item.kind is ScopeKind.INCIDENT and item.period.start is not None:
            known = events[item.subject]
            if not any(same(item.period.start, other) is not NO for other in known):
                known.append(item.period.start)
    strands: dict[str, Strand] = {}
    for item in facts:
        subject, start = item.subject, item.period.start
        whole = by_id.get(item.claim.whole or "")
        if whole is not None and (item.where == whole.where or whole.subject != subject):
            strands[item.claim.id] = ("part", *subject, item.claim.id)
        elif not units.adds_up(item.unit):
            # A share of a period or a place is no part of a larger one's.
            scope = f"{start}-{item.period.end}-{sorted(item.where)}"
            strands[item.claim.id] = ("rate", *subject, scope)
        elif item.kind is ScopeKind.STOCK:
            end = item.period.end
            assert end is not None
            strands[item.claim.id] = ("stock", *subject, f"{end.first}-{end.last}")
        elif item.kind is ScopeKind.INCIDENT:
            strands[item.claim.id] = ("event", *subject, _event(start, events[subject], item))
        else:
            strands[item.claim.id] = ("count", *subject)
    begun = {
        ("event", *subject, str(number)): start.first
        for subject, known in events.items()
        for number, start in enumerate(known)
    }
    return strands, begun


def _event(start: Days | None, known: Sequence[Days], item: Facts) -> str:
    """Name the event of a toll: a toll that does not say when is of the only event there is."""
    if start is None:
        return "0" if len(known) < 2 else "?" + item.claim.id
    return str(next(i for i, other in enumerate(known) if same(start, other) is not NO))


def _events(strands: Iterable[Strand]) -> dict[Strand, Strand]:
    known = set(strands)
    holders = {strand: ("count", *strand[1:4]) for strand in known if strand[0] == "event"}
    return {event: holder for event, holder in holders.items() if holder in known}


def _regions(
    item: Facts, strand: Strand, begun: Mapping[Strand, int], lag: int
) -> tuple[Region, Region | None]:
    """Return the widest region that the claim may mean and the part that it surely means."""
    places = item.where or frozenset({NOWHERE})
    end, start = item.period.end, item.period.start
    assert end is not None
    if strand[0] in ("stock", "rate") or (strand[0] == "part" and item.kind is ScopeKind.STOCK):
        region = Region(strand, places, ORIGIN, 0)
        return region, region
    if item.kind is ScopeKind.INCIDENT:
        # A toll starts from nothing when the event happens, on whatever day its reporters put it.
        if start is None and "kind" in item.claim.scope.inferred:
            # Perhaps of another event: a floor for all that happened, a ceiling for nothing.
            return Region(strand, places, ORIGIN, end.last + 1), None
        first = min(begun.get(strand, ORIGIN), end.first)
        wide = Region(strand, places, first, end.last + 1)
        narrow_end = end.first + 1 - lag
        if narrow_end <= first:
            return wide, None
        return wide, wide if narrow_end == wide.end else Region(strand, places, first, narrow_end)
    if start is None:
        # Since nobody knows when: a floor for all that came before, a ceiling for nothing.
        return Region(strand, places, ORIGIN, end.last + 1), None
    wide = Region(strand, places, start.first, end.last + 1)
    if start.last >= end.first + 1 - lag:
        return wide, None
    narrow = Region(strand, places, start.last, end.first + 1 - lag)
    return wide, wide if narrow == wide else narrow
