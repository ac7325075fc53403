"""Literal claims for the tests of relations, as short to write as they are to say."""

from __future__ import annotations

from itertools import count
from typing import Any

from reconcile.model import Claim, Hop, PartialDate, Place, Quantity, Quote, Scope
from schema.vocabulary import Comparator, Modality, PlaceRole, Polarity, ScopeKind

_numbers = count(1)


def date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def figure(words: str | float | None, *, unit: str | None = None) -> Quantity | None:
    """Read ``56``, ``>=40``, ``>24``, ``<=9``, ``<9``, ``~900`` or ``20..99``."""
    if words is None:
        return None
    text = str(words)
    value: float | None
    low: float | None
    high: float | None
    rounded = False
    if text.startswith(">="):
        value, comparator = float(text[2:]), Comparator.AT_LEAST
        low, high = value, None
    elif text.startswith(">"):
        value, comparator = float(text[1:]), Comparator.MORE_THAN
        low, high = value + 1, None
    elif text.startswith("<="):
        value, comparator = float(text[2:]), Comparator.AT_MOST
        low, high = 0.0, value
    elif text.startswith("<"):
        value, comparator = float(text[1:]), Comparator.LESS_THAN
        low, high = 0.0, value - 1
    elif text.startswith("~"):
        value, comparator = float(text[1:]), Comparator.ABOUT
        low, high = 0.9 * value, 1.1 * value
    elif ".." in text:
        ends = text.split("..")
        value, comparator = None, Comparator.VAGUE
        low, high = float(ends[0]), float(ends[1])
    else:
        value, comparator = float(text), Comparator.EXACT
        low = high = value
        if value >= 100 and value % 100 == 0:
            unit_of_rounding = 10 ** (len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0")))
            low, high, rounded = (
                value - unit_of_rounding / 2,
                value + unit_of_rounding / 2 - 1,
                True,
            )
    return Quantity(text, 0, len(text), value, low, high, comparator, rounded, unit)


def claim(
    words: str | float | None = None,
    *,
    id: str | None = None,
    origin: str | None = None,
    as_of: str | None = None,
    start: str | None = None,
    published: str | None = None,
    places: tuple[str, ...] = (),
    kind: str = "cumulative",
    measure: str | None = "killed",
    population: str | None = None,
    counted: str | None = None,
    unit: str | None = None,
    inferred: tuple[str, ...] = (),
    polarity: str = "asserted",
    modality: str = "certain",
    outlet: str | None = None,
    document: str | None = None,
    sentence: str = "",
    anonymous: bool = False,
    whole: str | None = None,
    agents: tuple[str, ...] = (),
    affiliated: tuple[str, ...] = (),
    via: tuple[str, ...] = (),
    language: str = "fr",
    **more: Any,
) -> Claim:
    number = next(_numbers)
    name = id or f"c{number}"
    hops = [Hop(speaker, None, False, "said", 0, 0) for speaker in via]
    if origin:
        hops.append(Hop(None if anonymous else origin, None, anonymous, "said", 0, 0))
    exact = str(words) if words is not None else sentence
    return Claim(
        id=name,
        document=document or f"doc-{name}",
        quote=Quote(exact, 0, len(exact)),
        sentence=sentence,
        language=language,
        measure=measure,
        counted=counted,
        population=population,
        places=tuple(_place(key, PlaceRole.WHERE) for key in places)
        + tuple(_place(key, PlaceRole.AGENT) for key in agents)
        + tuple(_place(key, PlaceRole.AFFILIATION) for key in affiliated),
        quantity=figure(words, unit=unit),
        scope=Scope(ScopeKind(kind), date(start), date(as_of), inferred),
        polarity=Polarity(polarity),
        modality=Modality(modality),
        attribution=tuple(hops),
        origin=origin,
        published=date(published),
        outlet=outlet,
        whole=whole,
        **more,
    )


def _place(key: str, role: PlaceRole) -> Place:
    return Place(key, key if key[:1].isupper() or "/" in key else None, role, 0, 0)
