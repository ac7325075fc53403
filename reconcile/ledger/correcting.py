"""Correct what was extracted, add what was missed, grade and merge sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select

from reconcile.ledger import reading_back, reopening, rows
from reconcile.ledger.command import Command, command, recorded
from reconcile.ledger.guarding import expect_unchanged, group_of, group_version
from reconcile.ledger.regrouping import new_group_id
from reconcile.model.claim import Claim, Hop, Place
from reconcile.model.contract import claim_from_json, quantity_from_json
from reconcile.model.dates import PartialDate
from reconcile.model.errors import ReconcileError
from reconcile.model.quantity import Quantity
from reconcile.model.review import JournalEntry
from schema.tables import claim, document, source
from schema.vocabulary import Credibility, Modality, Polarity, Reliability, ScopeKind


def _text(column: str) -> Callable[[Any], rows.Row]:
    return lambda value: {column: None if value is None else str(value)}


def _word(column: str, words: type[ScopeKind] | type[Polarity] | type[Modality]) -> Any:
    return lambda value: {column: words(value).value}


def _date(column: str) -> Callable[[Any], rows.Row]:
    def columns(value: Any) -> rows.Row:
        if value is None or isinstance(value, PartialDate):
            return {column: rows.text_of(value)}
        return {column: str(PartialDate.parse(str(value)))}

    return columns


def _quantity(value: Any) -> rows.Row:
    """Take a quantity, its JSON, a plain number, or nothing."""
    if isinstance(value, int | float):
        value = {"value": value, "low": value, "high": value, "comparator": "exact"}
    if isinstance(value, Mapping):
        value = quantity_from_json(value)
    if value is not None and not isinstance(value, Quantity):
        raise ValueError("a quantity is a number, or an object with a comparator, low and high")
    if value is not None:
        _ = value.interval  # raises where low is above high
    return rows.quantity_columns(value)


def _places(value: Any) -> rows.Row:
    if all(isinstance(item, Place) for item in value):
        return {"places": rows.places_column(value)}
    read = claim_from_json({"id": "", "place_roles": value})
    return {"places": rows.places_column(read.places)}


def _attribution(value: Any) -> rows.Row:
    if all(isinstance(item, Hop) for item in value):
        return {"hops": rows.hop_columns(value)}
    read = claim_from_json({"id": "", "attribution": value})
    return {"hops": rows.hop_columns(read.attribution)}


#: The fields that may be corrected, and how each becomes columns of a claim.
FIELDS: dict[str, Callable[[Any], rows.Row]] = {
    "measure": _text("measure"),
    "counted": _text("counted"),
    "population": _text("population"),
    "places": _places,
    "quantity": _quantity,
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


def correct_claim(
    engine: Engine,
    actor: str,
    claim_id: str,
    field: str,
    value: Any,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Correct a field of a claim; what had been extracted is kept beside it.

    ``field`` is one of :data:`FIELDS`, ``value`` a value of the model or its JSON. Correcting a field back to
    what was extracted removes the correction.
    """
    if field not in FIELDS:
        raise ReconcileError(f"{field}: no field that can be corrected; one of {', '.join(FIELDS)}")
    try:
        corrected = FIELDS[field](value)
    except (KeyError, TypeError, ValueError) as error:
        raise ReconcileError(f"{field}: {value!r} cannot be its value ({error})") from error
    with command(engine, actor, "correct", f"claim:{claim_id}", reason) as running:
        group_of(running.connection, claim_id)
        expect_unchanged(running.connection, [f"claim:{claim_id}"], expected)
        former = running.row("correction", claim_id, field)
        extracted = (
            former["extracted"] if former else _present(running.connection, claim_id, corrected)
        )
        row = {"extracted": extracted, "corrected": corrected, **running.signed}
        running.put("correction", (claim_id, field), None if corrected == extracted else row)
    return recorded(running)


def _present(connection: Connection, claim_id: str, columns: Mapping[str, Any]) -> rows.Row:
    record = reading_back.record(connection, claim_id)
    return {name: record[name] for name in columns}


def add_claim(
    engine: Engine, actor: str, added: Claim, *, group: str | None = None, reason: str = ""
) -> JournalEntry:
    """Add a claim by hand, to a group or to a new one; its quote must stand in its document."""
    with command(engine, actor, "add_claim", f"claim:{added.id}", reason) as running:
        connection = running.connection
        _check_quote(connection, added)
        if group is not None:
            group_version(connection, group)
        running.put(
            "added_claim", (added.id,), {"record": rows.claim_record(added), **running.signed}
        )
        running.touch([f"document:{added.document}"])
        seat = group or _group_for(running, added)
        running.put("placement", (added.id,), {"group_id": seat, "apart_from": None})
        reopening.reopen_within(running, {seat: [added.id]})
    return recorded(running)


def _check_quote(connection: Connection, added: Claim) -> None:
    row = connection.execute(
        select(document.c.text).where(document.c.sha256 == added.document)
    ).first()
    if row is None:
        raise ReconcileError(f"no document {added.document} in this ledger; add it first")
    if not added.quote.exact or not added.quote.stands_in(row.text):
        raise ReconcileError(
            f"“{added.quote.exact}” does not stand at {added.quote.start}–{added.quote.end} of"
            " the document; select the passage again"
        )
    if connection.execute(select(claim.c.id).where(claim.c.id == added.id)).first():
        raise ReconcileError(f"claim {added.id} is in the ledger already; correct it instead")


def _group_for(running: Command, added: Claim) -> str:
    new = new_group_id(running.connection, added.id)
    question = {
        "measure": added.measure,
        "population": added.population,
        "places": sorted({place.key or place.name for place in added.where}),
        "kind": added.scope.kind.value,
        "unit": added.quantity.unit if added.quantity else None,
    }
    running.put("made_group", (new,), {"name": added.quote.exact, "question": question})
    return new


def grade_source(
    engine: Engine,
    actor: str,
    key: str,
    reliability: Reliability | None,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Grade a source's reliability, A to F; ``None`` takes the grade away."""
    with command(engine, actor, "grade_source", f"source:{key}", reason) as running:
        _check_source(running.connection, key)
        expect_unchanged(running.connection, [f"source:{key}"], expected)
        row = {"reliability": reliability.value, **running.signed} if reliability else None
        running.put("source_grade", (key,), row)
    return recorded(running)


def grade_credibility(
    engine: Engine,
    actor: str,
    claim_id: str,
    credibility: Credibility | None,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Grade a claim's credibility, 1 to 6; ``None`` takes the grade away."""
    with command(engine, actor, "grade_claim", f"claim:{claim_id}", reason) as running:
        group_of(running.connection, claim_id)
        expect_unchanged(running.connection, [f"claim:{claim_id}"], expected)
        row = {"credibility": credibility.value, **running.signed} if credibility else None
        running.put("credibility", (claim_id,), row)
    return recorded(running)


def merge_sources(
    engine: Engine,
    actor: str,
    keep: str,
    other: str,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Say that ``other`` is the same source as ``keep``; undo takes it back."""
    with command(engine, actor, "merge_sources", f"source:{keep}", reason) as running:
        for key in (keep, other):
            _check_source(running.connection, key)
        named = [f"source:{keep}", f"source:{other}"]
        expect_unchanged(running.connection, named, expected)
        root = keep
        while (row := running.row("source_merge", root)) is not None:
            root = row["into"]
        if root == other:
            raise ReconcileError(f"{keep} and {other} are one source already")
        running.put("source_merge", (other,), {"into": root, **running.signed})
    return recorded(running)


def _check_source(connection: Connection, key: str) -> None:
    if not connection.execute(select(source.c.key).where(source.c.key == key)).first():
        raise ReconcileError(f"{key}: no such source in this ledger; see `reconcile sources`")
