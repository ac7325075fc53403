"""The fields of a claim that an editor may correct, and the columns that each becomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from reconcile.ledger import rows
from reconcile.ledger.folding import LONGEST
from reconcile.model.claim import Hop, Place
from reconcile.model.contract import claim_from_json, quantity_from_json
from reconcile.model.dates import PartialDate
from reconcile.model.quantity import Quantity
from schema.vocabulary import Modality, Polarity, ScopeKind

#: The columns of a figure that a correction need not repeat, as the JSON of a quantity names them.
_KEPT = {"raw": "figure_raw", "start": "figure_start", "end": "figure_end", "unit": "unit"}


def columns_of(field: str, value: Any, extracted: Mapping[str, Any]) -> rows.Row:
    """Turn a field's corrected value, of the model or its JSON, into a claim's columns.

    Raise ``KeyError``, ``TypeError`` or ``ValueError`` on what cannot be its value. Of a figure, what is not
    said of its unit and its place in the text stays as it was ``extracted``.
    """
    if field == "quantity":
        return _quantity(value, extracted)
    return FIELDS[field](value)


def _text(column: str) -> Callable[[Any], rows.Row]:
    def columns(value: Any) -> rows.Row:
        if value is None:
            return {column: None}
        if not isinstance(value, str) or not value.strip():
            raise ValueError("it is words, or nothing")
        if len(value) > LONGEST:
            raise ValueError(f"it has no more than {LONGEST} characters, not {len(value)}")
        return {column: value}

    return columns


def _word(column: str, words: type[ScopeKind] | type[Polarity] | type[Modality]) -> Any:
    return lambda value: {column: words(value).value}


def _date(column: str) -> Callable[[Any], rows.Row]:
    def columns(value: Any) -> rows.Row:
        if value is None or isinstance(value, PartialDate):
            return {column: rows.text_of(value)}
        return {column: str(PartialDate.parse(str(value)))}

    return columns


def _quantity(value: Any, extracted: Mapping[str, Any]) -> rows.Row:
    """Take a quantity, its JSON, a plain number, or nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = {"value": value, "low": value, "high": value, "comparator": "exact"}
    if isinstance(value, Mapping):
        kept = {
            name: extracted[column]
            for name, column in _KEPT.items()
            if extracted.get(column) is not None
        }
        value = quantity_from_json({**kept, **value})
    if value is not None and not isinstance(value, Quantity):
        raise ValueError("a quantity is a number, or an object with a comparator, low and high")
    if value is not None:
        _check(value)
    return rows.quantity_columns(value)


def _check(quantity: Quantity) -> None:
    for number in (quantity.value, quantity.low, quantity.high, quantity.coded_floor):
        if number is None:
            continue
        if isinstance(number, bool) or not math.isfinite(number):
            raise ValueError("value, low and high are finite numbers; leave an open end out")
    if quantity.value is not None and quantity.low is None and quantity.high is None:
        raise ValueError("say what it bounds: low, high, or both")
    _ = quantity.interval  # raises where low is above high


def _places(value: Any) -> rows.Row:
    if isinstance(value, str):
        raise TypeError("places are a list")
    if all(isinstance(item, Place) for item in value):
        return {"places": rows.places_column(value)}
    for item in value:
        _check_words(item if isinstance(item, Mapping) else {"name": item}, ("name", "key"))
    read = claim_from_json({"id": "", "place_roles": value})
    return {"places": rows.places_column(read.places)}


def _attribution(value: Any) -> rows.Row:
    if isinstance(value, str):
        raise TypeError("an attribution is a list of steps")
    if all(isinstance(item, Hop) for item in value):
        return {"hops": rows.hop_columns(value)}
    for item in value:
        _check_words(item, ("speaker", "organisation", "verb", "role"))
    read = claim_from_json({"id": "", "attribution": value})
    return {"hops": rows.hop_columns(read.attribution)}


def _check_words(item: Any, names: tuple[str, ...]) -> None:
    """Raise where an object's parts are not words: each database would turn a number into other ones."""
    if not isinstance(item, Mapping):
        raise TypeError(f"{item!r} is no object")
    if not any(item.get(name) for name in names):
        raise ValueError(f"{dict(item)!r} names nobody and nothing")
    for name in names:
        if item.get(name) is not None:
            _text(name)(item[name])


#: The fields that may be corrected, and how each becomes columns of a claim.
FIELDS: dict[str, Callable[[Any], rows.Row]] = {
    "measure": _text("measure"),
    "counted": _text("counted"),
    "population": _text("population"),
    "places": _places,
    "quantity": lambda value: _quantity(value, {}),
    "scope.kind": _word("scope_kind", ScopeKind),
    "scope.start": _date("scope_start"),
    "scope.as_of": _date("as_of"),
    "polarity": _word("polarity", Polarity),
    "modality": _word("modality", Modality),
    "attribution": _attribution,
    "origin": _text("origin"),
    "origin_key": _text("origin_key"),
    "whole": _text("whole"),
}
