"""What the rules read of a claim, worked out once: its figure, its period, its places, its voice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.model import Claim, Interval, Quantity
from reconcile.relations import intervals, places, units
from reconcile.relations.concepts import settled
from reconcile.relations.periods import Days, Period
from reconcile.relations.populations import anyone
from reconcile.relations.thresholds import table
from schema.vocabulary import Comparator, PlaceRole, ScopeKind

#: How the voice of somebody known by an office alone begins: "the governor", of whatever country.
ROLE = "role:"
#: Letters in which a noun and its lemma agree at least.
_STEM = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim as the rules see it.

    ``interval`` is what its words allow, in the unit ``unit``; ``tolerant`` adds how the press rounds and
    hedges: figures contradict each other only where these are apart. Both are ``None`` where there is
    no usable figure, and ``fault`` then says why ("negative", "crossed", "unbounded", "relative").
    """

    claim: Claim
    #: The measure, folded to compare; empty where there is none but the noun of the unit.
    measure: str
    #: What is counted: the measure (failing that the noun), population, unit; "" for what is not known.
    subject: tuple[str, str, str]
    interval: Interval | None
    tolerant: Interval | None
    unit: str | None
    fault: str
    period: Period
    #: The as-of date is not the text's own: the day of publication stands in for it.
    dated_by_paper: bool
    published: Days | None
    where: frozenset[str]
    agents: frozenset[str]
    #: Names under which its origin is known; empty where nobody is named and the paper is unknown.
    voices: frozenset[str]
    #: The document whose text this one is, itself unless copied.
    text: str

    @property
    def kind(self) -> ScopeKind:
        """What sort of count it is."""
        return self.claim.scope.kind

    @property
    def counted(self) -> bool:
        """Tell whether it has a figure that can be compared."""
        return self.interval is not None


def read(claim: Claim, copies: Mapping[str, str] | None = None) -> Facts:
    """Work out the facts of a claim; ``copies`` maps a document to the one whose text it copies."""
    claim = settled(claim)
    interval, tolerant, fault = _figure(claim.quantity)
    published = Days.of(claim.published) if claim.published else None
    scope = claim.scope
    unit = units.canonical(claim.quantity.unit)[0] if claim.quantity else None
    noun = places.fold(claim.counted or "")
    measure = places.fold(claim.measure or "")
    if unit is not None and claim.quantity and _names_unit(measure, claim.quantity):
        # "100 km" measures no kilometres: what is so long or costs so much is not said.
        measure = ""
    end = Days.of(scope.as_of) if scope.as_of else published
    return Facts(
        claim=claim,
        measure=measure,
        subject=(
            measure or (noun if unit is None else ""),
            "" if anyone(claim.population) else places.fold(claim.population or ""),
            unit or "",
        ),
        interval=interval,
        tolerant=tolerant,
        unit=unit,
        fault=fault,
        period=Period(Days.of(scope.start) if scope.start else None, end),
        dated_by_paper=scope.as_of is None or "as_of" in scope.inferred,
        published=published,
        where=places.keys(claim.where),
        agents=places.keys(p for p in claim.places if p.role is PlaceRole.AGENT),
        voices=_voices(claim),
        text=_root(claim.document, copies or {}),
    )


def _names_unit(measure: str, quantity: Quantity) -> bool:
    """Tell whether the measure is but the noun that stands in the figure ("3 milliards d'euros")."""
    words = places.fold(quantity.raw).replace("'", " ").replace("/", " ").split()
    return any(word[:_STEM] == measure[:_STEM] for word in words)


def _figure(quantity: Quantity | None) -> tuple[Interval | None, Interval | None, str]:
    if quantity is None:
        return None, None, ""
    if quantity.comparator is Comparator.RELATIVE:
        return None, None, "relative"
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    if math.isnan(low) or math.isnan(high) or low > high:
        return None, None, "crossed"
    if math.isinf(low) and math.isinf(high):
        return None, None, "unbounded"
    if quantity.unit is None:
        if high < 0:
            return None, None, "negative"
        low = max(low, 0.0)
    margin_low, margin_high = _tolerance(quantity, low, high)
    factor = units.canonical(quantity.unit)[1]
    interval = intervals.make(low * factor, high * factor)
    tolerant = intervals.make((low - margin_low) * factor, (high + margin_high) * factor)
    return interval, tolerant, ""


def _tolerance(quantity: Quantity, low: float, high: float) -> tuple[float, float]:
    """Say how far below and above its interval a figure may be without anyone being wrong."""
    rules = table("hedging")
    if quantity.comparator is Comparator.VAGUE:
        factor = rules["vague_factor"]
        return low - low / factor, high * factor - high if math.isfinite(high) else 0.0
    value = quantity.value
    if value is None or value == 0:
        return 0.0, 0.0
    half = last_digit_unit(value) / 2
    if quantity.comparator in (Comparator.ABOUT, Comparator.NEARLY):
        reach = max(rules["about"] * abs(value), min(half, rules["about_tens"]))
        return max(0.0, low - (value - reach)), max(0.0, value + reach - high)
    if quantity.comparator is not Comparator.EXACT:
        return 0.0, 0.0
    if quantity.rounded:
        # Halfway, one paper rounds up and another down.
        return (0.0, 1.0) if quantity.unit is None else (0.0, 0.0)
    return _exact_tolerance(quantity, value, half)


def _exact_tolerance(quantity: Quantity, value: float, half: float) -> tuple[float, float]:
    """Allow for rounding that the words do not show: 390 for 394, 27.5 for 27.46."""
    if value != int(value):
        return half, half
    if quantity.unit is not None and quantity.unit != "%":
        return 0.01 * abs(value), 0.01 * abs(value)
    if abs(value) >= table("hedging")["tens_from"] and value % 10 == 0:
        return 5.0, 5.0
    return 0.0, 0.0


def last_digit_unit(value: float) -> float:
    """Return the unit of a figure's last significant digit: 10 for 340, 0.1 for 27.5."""
    digits = f"{abs(value):.6f}".rstrip("0")
    whole, _, fraction = digits.partition(".")
    if fraction:
        return float(10 ** -len(fraction))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10**zeros) if whole.strip("0") else 1.0


def _voices(claim: Claim) -> frozenset[str]:
    """Name the origin: its key, its name, its organisation; failing all, the paper itself."""
    last = claim.attribution[-1] if claim.attribution else None
    anonymous = last is not None and last.anonymous
    if anonymous and not claim.origin_key:
        # Two unnamed officials may be two people: only within one document are they one voice.
        name = places.fold(claim.origin or last.name or "") if last else ""
        return frozenset({f"{name}@{claim.document}"})
    names = {claim.origin, claim.origin_key}
    if last is not None:
        names |= {last.organisation, last.organisation_key, last.speaker}
        if last.role is not None and places.fold(last.role) == places.fold(last.speaker or ""):
            # "A spokesman" without a name: every body has one.
            names = {claim.origin_key, last.organisation, last.organisation_key} - {last.role}
            names = names if any(names) else {f"{ROLE}{last.role}@{claim.document}"}
    voices = {places.fold(name) for name in names if name}
    if not voices and claim.outlet:
        voices = {"paper:" + places.fold(claim.outlet)}
    return frozenset(voices)


def _root(document: str, copies: Mapping[str, str]) -> str:
    seen = set()
    while document in copies and document not in seen:
        seen.add(document)
        document = copies[document]
    return document
