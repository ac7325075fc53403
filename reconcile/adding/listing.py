"""Claims that a table lists, completed by what its words say.

A table states what it has columns for; what is counted, the hedge, the comparator stand in the words of the
claim. What the table states holds over what was extracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.model import Claim, Hop, Span
from schema.vocabulary import PlaceRole, ScopeKind, Support


def complete(listed: Sequence[Claim], extracted: Sequence[Claim]) -> tuple[Claim, ...]:
    """Complete each listed claim with those extracted from its passage.

    A row without a figure gives all the claims that its words hold; a row with one gives the claim of that
    figure. A row whose words gave nothing stays as it is listed.
    """
    found: list[Claim] = []
    for claim in listed:
        passage = Span(claim.quote.start, claim.quote.end)
        within = [
            item for item in extracted if passage.contains(Span(item.quote.start, item.quote.end))
        ]
        if claim.quantity is not None:
            found.append(_with_figure(claim, within))
        elif within:
            found += [_told(item, claim) for item in within]
        else:
            found.append(claim)
    return tuple({claim.id: claim for claim in found}.values())


def _with_figure(listed: Claim, within: Sequence[Claim]) -> Claim:
    quantity = listed.quantity
    assert quantity is not None
    value = quantity.value if quantity.value is not None else quantity.low
    same = next((item for item in within if item.quantity and item.quantity.value == value), None)
    if same is None:
        return listed
    # The words' comparator ("at least 12") says more than a cell that holds 12.
    bounds = listed.quantity if quantity.value is None else same.quantity
    return replace(_told(same, listed), quantity=bounds)


def _told(extracted: Claim, listed: Claim) -> Claim:
    """Give an extracted claim what its row states."""
    stated = [place for place in listed.places if place.role is PlaceRole.WHERE]
    named = {place.name.casefold() for place in extracted.places}
    scope = extracted.scope
    if listed.scope.start or listed.scope.as_of:
        scope = replace(
            scope,
            kind=scope.kind if scope.kind is not ScopeKind.STATEMENT else listed.scope.kind,
            start=listed.scope.start or scope.start,
            as_of=listed.scope.as_of or scope.as_of,
        )
    return replace(
        extracted,
        measure=listed.measure or extracted.measure,
        population=listed.population or extracted.population,
        places=(
            *extracted.places,
            *(place for place in stated if place.name.casefold() not in named),
        ),
        scope=scope,
        attribution=extracted.attribution or _hops(listed),
        origin=extracted.origin or listed.origin,
    )


def _hops(listed: Claim) -> tuple[Hop, ...]:
    return tuple(replace(hop, support=Support.INHERITED) for hop in listed.attribution)
