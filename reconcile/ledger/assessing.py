"""Keep what the machine says of groups: relations, label, bounds, conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, tuple_, update

from reconcile.ledger.canonical import digest
from reconcile.ledger.command import command
from reconcile.ledger.fetching import fetch
from reconcile.ledger.journal import counted
from reconcile.ledger.rows import number
from reconcile.ledger.summary import chunks
from reconcile.model.assessment import Ask, Assessment, Conflict, Link
from reconcile.model.errors import ReconcileError
from reconcile.model.quantity import Interval
from reconcile.model.relation import Contribution, Relation
from schema.tables import assessment, claim_group, relation
from schema.vocabulary import Credibility, Label, RelationType


def store_assessments(engine: Engine, actor: str, assessments: Mapping[str, Assessment]) -> None:
    """Keep the assessments of groups in place of the former ones; those that are the same stay untouched."""
    rows = {group_id: _rows(group_id, value) for group_id, value in assessments.items()}
    with command(engine, actor, "assess", "groups") as running:
        connection = running.connection
        _check_groups(connection, rows)
        present = _digests(connection, rows)
        changed = {
            group_id: value
            for group_id, value in rows.items()
            if present.get(group_id) != value[0]["digest"]
        }
        if not changed:
            return
        _replace(connection, changed, present)
        digests = [[group_id, head["digest"]] for group_id, (head, _) in sorted(changed.items())]
        running.made = counted("assessments", digests)
        running.touch(f"group:{group_id}" for group_id in changed)


def _check_groups(connection: Connection, ids: Collection[str]) -> None:
    there = {
        found
        for part in chunks(ids)
        for (found,) in connection.execute(
            select(claim_group.c.id).where(claim_group.c.id.in_(part))
        )
    }
    missing = set(ids) - there
    if missing:
        raise ReconcileError(f"no group {min(missing)} in this ledger; store the groups first")


def _digests(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    return {
        row.group_id: row.digest
        for part in chunks(ids)
        for row in connection.execute(
            select(assessment.c.group_id, assessment.c.digest).where(
                assessment.c.group_id.in_(part)
            )
        )
    }


Rows = tuple[dict[str, Any], list[dict[str, Any]]]


def _replace(
    connection: Connection, changed: Mapping[str, Rows], present: Mapping[str, str]
) -> None:
    """Write the changed assessments, and of their relations those that differ."""
    old = _relations(connection, [group_id for group_id in changed if group_id in present])
    gone, fresh = [], []
    for group_id, (_, relations) in changed.items():
        stood = {(row["a"], row["b"]): row for row in old.get(group_id, ())}
        now = {(row["a"], row["b"]): row for row in relations}
        gone += [(group_id, *pair) for pair, row in stood.items() if now.get(pair) != row]
        fresh += [row for pair, row in now.items() if stood.get(pair) != row]
    key = tuple_(relation.c.group_id, relation.c.a, relation.c.b)
    for start in range(0, len(gone), 200):
        connection.execute(delete(relation).where(key.in_(gone[start : start + 200])))
    if fresh:
        connection.execute(insert(relation), fresh)
    heads = [head for head, _ in changed.values()]
    renewed = [head for head in heads if head["group_id"] in present]
    new = [head for head in heads if head["group_id"] not in present]
    if new:
        connection.execute(insert(assessment), new)
    if renewed:
        columns = [name for name in renewed[0] if name != "group_id"]
        connection.execute(
            update(assessment)
            .where(assessment.c.group_id == bindparam("group"))
            .values({name: bindparam(f"to_{name}") for name in columns}),
            [
                {"group": head["group_id"], **{f"to_{name}": head[name] for name in columns}}
                for head in renewed
            ],
        )


def _relations(connection: Connection, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in chunks(ids):
        for row in fetch(connection, select(relation).where(relation.c.group_id.in_(part))):
            found[row["group_id"]].append(row)
    return found


def _rows(group_id: str, value: Assessment) -> Rows:
    relations = [
        {
            "group_id": group_id,
            "a": item.a,
            "b": item.b,
            "type": item.type.value,
            "rule": item.rule,
            "score": float(item.score),
            "explanation": item.explanation,
            "fields": list(item.fields),
            "missing": item.missing,
            "waterfall": [[part.name, part.value, part.weight] for part in item.waterfall],
        }
        for item in {(item.a, item.b): item for item in value.relations}.values()
    ]
    head = {
        "group_id": group_id,
        "label": value.label.value,
        "attention": float(value.attention),
        "anchor": value.anchor,
        "origins": len(value.independent),
        "consistent": value.consistent,
        "low": number(value.bounds.low) if value.bounds else None,
        "high": number(value.bounds.high) if value.bounds else None,
        "body": {
            "independent": [list(claims) for claims in value.independent],
            "conflicts": [[list(item.claims), item.explanation] for item in value.conflicts],
            "set_aside": list(value.set_aside),
            "bounded": value.bounds is not None,
            "ask": [[item.claim, item.field, item.settles] for item in value.ask],
            "stale": list(value.stale),
            "credibility": [[claim, grade.value] for claim, grade in value.credibility],
            "lineage": [[item.claim, item.source, item.reason] for item in value.lineage],
            "best": number(value.best),
            "partial": value.partial,
        },
    }
    return {**head, "digest": assessment_digest(head, relations)}, relations


def assessment_digest(head: Mapping[str, Any], relations: Sequence[Mapping[str, Any]]) -> str:
    """Digest an assessment's row with its relations, in whatever order these come."""
    kept = {key: value for key, value in head.items() if key != "digest"}
    ordered = sorted((dict(row) for row in relations), key=lambda row: (row["a"], row["b"]))
    return digest([kept, ordered])


def relation_from(row: Mapping[str, Any]) -> Relation:
    """Read a suggested relation back."""
    return Relation(
        a=row["a"],
        b=row["b"],
        type=RelationType(row["type"]),
        rule=row["rule"],
        score=row["score"],
        explanation=row["explanation"],
        fields=tuple(row["fields"]),
        missing=row["missing"],
        waterfall=tuple(
            Contribution(name, value, weight) for name, value, weight in row["waterfall"]
        ),
    )


def assessment_from(
    head: Mapping[str, Any] | None, relations: Sequence[Mapping[str, Any]]
) -> Assessment:
    """Read an assessment back; an empty one where the group was never assessed."""
    if head is None:
        return Assessment()
    body = head["body"]
    return Assessment(
        relations=tuple(relation_from(row) for row in relations),
        label=Label(head["label"]),
        attention=head["attention"],
        anchor=head["anchor"],
        independent=tuple(tuple(claims) for claims in body["independent"]),
        consistent=None if head["consistent"] is None else bool(head["consistent"]),
        conflicts=tuple(Conflict(tuple(claims), why) for claims, why in body["conflicts"]),
        set_aside=tuple(body["set_aside"]),
        bounds=Interval(head["low"], head["high"]) if body["bounded"] else None,
        ask=tuple(Ask(claim, field, settles) for claim, field, settles in body["ask"]),
        stale=tuple(body["stale"]),
        credibility=tuple((claim, Credibility(grade)) for claim, grade in body["credibility"]),
        lineage=tuple(Link(claim, source, reason) for claim, source, reason in body["lineage"]),
        best=body["best"],
        partial=body["partial"],
    )
