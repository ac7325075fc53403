"""Correct what was extracted, add what was missed, grade and merge sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select

from reconcile.ledger import reading_back, reopening, rows
from reconcile.ledger.command import Command, command, recorded
from reconcile.ledger.correctable import FIELDS, columns_of
from reconcile.ledger.fetching import fetch_keys
from reconcile.ledger.guarding import expect, expect_unchanged, group_of
from reconcile.ledger.regrouping import new_group_id
from reconcile.model.claim import Claim
from reconcile.model.errors import ReconcileError
from reconcile.model.review import JournalEntry
from reconcile.review.checking import LONGEST_NAME
from schema.tables import claim, document, source, source_merge
from schema.vocabulary import Credibility, Reliability

_WHITE = re.compile(r"\s+")


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
    what was extracted removes the correction. A settled group whose verdict covered the claim, and covers it
    no more, is reopened.
    """
    if field not in FIELDS:
        raise ReconcileError(f"{field}: no field that can be corrected; one of {', '.join(FIELDS)}")
    with command(engine, actor, "correct", f"claim:{claim_id}", reason) as running:
        group = group_of(running.connection, claim_id)
        expect_unchanged(running.connection, [f"claim:{claim_id}"], expected)
        former = running.row("correction", claim_id, field)
        stands = reading_back.record(running.connection, claim_id)
        corrected = _columns(field, value, former["extracted"] if former else stands)
        if field == "whole" and corrected["whole"] is not None:
            _check_whole(running.connection, claim_id, corrected["whole"])
        extracted = former["extracted"] if former else {name: stands[name] for name in corrected}
        row = {"extracted": extracted, "corrected": corrected, **running.signed}
        with reopening.corrected(running, group, claim_id):
            running.put("correction", (claim_id, field), None if corrected == extracted else row)
    return recorded(running)


def _columns(field: str, value: Any, extracted: Mapping[str, Any]) -> rows.Row:
    try:
        return columns_of(field, value, extracted)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise ReconcileError(
            f"{field}: {str(value)[:80]!r} cannot be its value ({error})"
        ) from error


def _check_whole(connection: Connection, claim_id: str, whole: str) -> None:
    if whole == claim_id:
        raise ReconcileError(f"claim {claim_id} cannot be a part of itself")
    group_of(connection, whole)


def add_claim(
    engine: Engine,
    actor: str,
    added: Claim,
    *,
    group: str | None = None,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Add a claim by hand, to a group or to a new one; its quote must stand in its document."""
    with command(engine, actor, "add_claim", f"claim:{added.id}", reason) as running:
        connection = running.connection
        _check_quote(connection, added)
        if group is not None:
            expect(connection, group, expected)
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
    name = _WHITE.sub(" ", added.quote.exact)[:LONGEST_NAME]
    running.put("made_group", (new,), {"name": name, "question": question})
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
    """Say that ``other``, with all that is merged into it, is the same source as ``keep``; undo takes it back."""
    with command(engine, actor, "merge_sources", f"source:{keep}", reason) as running:
        for key in (keep, other):
            _check_source(running.connection, key)
        named = [f"source:{keep}", f"source:{other}"]
        expect_unchanged(running.connection, named, expected)
        root = _root(running, keep)
        if root == _root(running, other):
            raise ReconcileError(f"{keep} and {other} are one source already")
        # All under the one that is kept, so that whoever looks one up looks once.
        for merged in (
            *_merged_into(running.connection, _root(running, other)),
            _root(running, other),
        ):
            running.put("source_merge", (merged,), {"into": root, **running.signed})
    return recorded(running)


def _root(running: Command, key: str) -> str:
    """Find the source under which another stands; ledgers of before may take more than one step."""
    seen = {key}
    while (row := running.row("source_merge", key)) is not None and row["into"] not in seen:
        key = row["into"]
        seen.add(key)
    return key


def _merged_into(connection: Connection, key: str) -> list[str]:
    statement = select(source_merge.c.source).where(source_merge.c.into == key)
    return fetch_keys(connection, statement.order_by(source_merge.c.source))


def _check_source(connection: Connection, key: str) -> None:
    if not connection.execute(select(source.c.key).where(source.c.key == key)).first():
        raise ReconcileError(f"{key}: no such source in this ledger; see `reconcile sources`")
