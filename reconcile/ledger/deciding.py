"""Decide on the relations and the standing of a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, func, select

from reconcile.ledger.command import Command, command, recorded
from reconcile.ledger.guarding import (
    check_member,
    expect,
    expect_same_claims,
    expect_unchanged,
    group_of,
    group_version,
)
from reconcile.ledger.journal import PROGRAM
from reconcile.ledger.reopening import EMPTY_STATE
from reconcile.ledger.rows import number
from reconcile.model.errors import ReconcileError
from reconcile.model.review import JournalEntry, Judgement, Verdict
from reconcile.review.checking import check_editor, check_judgement, check_name, check_verdict
from schema.tables import claim, claim_group, document, judgement, opinion, relation, source
from schema.vocabulary import Status


def judge_all(
    engine: Engine,
    actor: str,
    decisions: Sequence[Judgement],
    *,
    group: str,
    expected: int | None,
) -> JournalEntry:
    """Keep an editor's judgements of pairs of a group in place of the former ones, as one action."""
    for decision in decisions:
        check_judgement(decision)
    reason = "; ".join(dict.fromkeys(one.reason for one in decisions if one.reason))
    with command(engine, actor, "judge", f"group:{group}", reason) as running:
        for decision in decisions:
            pair = _pair(running, decision.a, decision.b, group, expected)
            running.put("judgement", pair, _judgement_row(running, decision, group))
    return recorded(running)


def _judgement_row(running: Command, decision: Judgement, group: str) -> dict[str, Any]:
    return {
        "group_id": group,
        "family": decision.family.value,
        "type": decision.type.value if decision.type else None,
        "reason": decision.reason,
        "note": decision.note,
        "suggested": decision.suggested.value if decision.suggested else None,
        "suggested_rule": decision.suggested_rule,
        "suggested_score": number(decision.suggested_score),
        "program": decision.program or PROGRAM,
        **running.signed,
    }


def clear(
    engine: Engine, actor: str, a: str, b: str, *, group: str, expected: int | None
) -> JournalEntry:
    """Take a judgement of a pair away: the machine's suggestion stands again, undecided."""
    with command(engine, actor, "clear", f"group:{group}") as running:
        running.put("judgement", _pair(running, a, b, group, expected), None)
    return recorded(running)


def give_opinion(
    engine: Engine, actor: str, decision: Judgement, *, group: str, expected: int | None = None
) -> JournalEntry:
    """Keep a second editor's judgement of a pair beside the first, which it leaves alone."""
    check_judgement(decision)
    with command(engine, actor, "second_opinion", f"group:{group}", decision.reason) as running:
        expect_same_claims(running.connection, group, expected)
        a, b = _pair(running, decision.a, decision.b, group, None)
        running.put(
            "opinion",
            (a, b, actor),
            {
                "group_id": group,
                "family": decision.family.value,
                "type": decision.type.value if decision.type else None,
                "reason": decision.reason,
                "note": decision.note,
                "program": decision.program or PROGRAM,
                "decided": running.at,
            },
        )
    return recorded(running)


def _pair(running: Command, a: str, b: str, group: str, expected: int | None) -> tuple[str, str]:
    """Check that the pair may be judged, and put it in the order in which it is kept."""
    expect(running.connection, group, expected)
    for item in (a, b):
        check_member(running.connection, item, group)
    for table in (judgement, relation, opinion):
        for one, other in ((a, b), (b, a)):
            if running.connection.execute(
                select(table.c.a)
                .where(
                    table.c.a == one,
                    table.c.b == other,
                    *([table.c.group_id == group] if table is relation else []),
                )
                .limit(1)
            ).first():
                return one, other
    return a, b


def settle(engine: Engine, actor: str, decision: Verdict, *, expected: int | None) -> JournalEntry:
    """Keep an editor's verdict on a group, and its status with it."""
    group = decision.group
    with command(engine, actor, "settle", f"group:{group}", decision.reason) as running:
        expect(running.connection, group, expected)
        check_verdict(decision, _live_contradictions(running, group))
        running.put(
            "verdict",
            (group,),
            {
                "status": decision.status.value,
                "low": number(decision.low),
                "best": number(decision.best),
                "high": number(decision.high),
                "unit": decision.unit,
                "treatment": decision.treatment.value if decision.treatment else None,
                "reason": decision.reason,
                **running.signed,
            },
        )
        _put_state(running, group, status=decision.status.value, reopened_because=None)
    return recorded(running)


def set_status(
    engine: Engine,
    actor: str,
    group: str,
    status: Status,
    *,
    reason: str = "",
    expected: int | None = None,
) -> JournalEntry:
    """Set how far an editor has come with a group."""
    with command(engine, actor, "set_status", f"group:{group}", reason) as running:
        expect(running.connection, group, expected)
        if status is Status.SETTLED and _live_contradictions(running, group) and not reason.strip():
            raise ReconcileError(
                "this group holds a live contradiction: settling it needs a reason"
            )
        _put_state(running, group, status=status.value, reopened_because=None)
    return recorded(running)


def set_anchor(
    engine: Engine, actor: str, group: str, anchor: str | None, *, expected: int | None = None
) -> JournalEntry:
    """Choose the claim that the others are compared with; ``None`` leaves it to the machine."""
    with command(engine, actor, "set_anchor", f"group:{group}") as running:
        expect(running.connection, group, expected)
        if anchor is not None:
            check_member(running.connection, anchor, group)
        _put_state(running, group, anchor=anchor)
    return recorded(running)


def assign(
    engine: Engine, actor: str, group: str, editor: str | None, *, expected: int | None = None
) -> JournalEntry:
    """Assign a group to an editor, or to nobody."""
    with command(engine, actor, "assign", f"group:{group}") as running:
        expect(running.connection, group, expected)
        _put_state(running, group, assigned_to=editor and check_editor(editor))
    return recorded(running)


def rename_group(
    engine: Engine, actor: str, group: str, name: str, *, expected: int | None = None
) -> JournalEntry:
    """Name a group; an empty name leaves it to the machine."""
    with command(engine, actor, "rename", f"group:{group}") as running:
        expect(running.connection, group, expected)
        _put_state(running, group, name=check_name(name) or None)
    return recorded(running)


def note(
    engine: Engine, actor: str, subject: str, text: str, *, expected: int | None = None
) -> JournalEntry:
    """Write a note on ``group:ID``, ``claim:ID``, ``source:KEY`` or ``document:SHA256``; empty removes it.

    A bare id is taken for a group's or a claim's.
    """
    with command(engine, actor, "note", subject) as running:
        named = _named(running, subject)
        running.subject = named
        kind, _, key = named.partition(":")
        group = {"group": key, "claim": None}.get(kind)
        if kind == "claim":
            group = group_of(running.connection, key)
        if group is not None:
            expect(running.connection, group, expected)
        else:
            expect_unchanged(running.connection, [named], expected)
        running.put("note", (named,), {"text": text, **running.signed} if text.strip() else None)
        running.touch([named])
    return recorded(running)


_NOTED = {
    "group": claim_group.c.id,
    "claim": claim.c.id,
    "source": source.c.key,
    "document": document.c.sha256,
}


def _named(running: Command, subject: str) -> str:
    """Find what a note's subject names; raise :class:`ReconcileError` where it names nothing."""
    kind, colon, key = subject.partition(":")
    candidates = [(kind, key)] if colon and kind in _NOTED else [(k, subject) for k in _NOTED]
    for name, value in candidates:
        column = _NOTED[name]
        if running.connection.execute(select(column).where(column == value)).first():
            return f"{name}:{value}"
    raise ReconcileError(f"{subject}: no such group, claim, source or document in this ledger")


def _put_state(running: Command, group: str, **values: str | None) -> None:
    group_version(running.connection, group)
    state = running.row("group_state", group)
    after = {**(state or EMPTY_STATE), **values}
    running.put("group_state", (group,), None if after == EMPTY_STATE else after)


def _live_contradictions(running: Command, group: str) -> int:
    found = running.connection.execute(
        select(func.coalesce(claim_group.c.contradictions, 0)).where(claim_group.c.id == group)
    ).scalar()
    return int(found or 0)
