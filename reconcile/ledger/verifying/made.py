"""Check the machine's groups and assessments against the digests in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from sqlalchemy import Connection, select

from reconcile.ledger import assessing, grouping_store, rows
from reconcile.ledger.fetching import fetch
from reconcile.ledger.verifying.chain import Made, Story
from reconcile.model.views import Problem
from schema.tables import assessment, claim_group, relation

STRETCH = 500


def check(connection: Connection, story: Story) -> Iterator[Problem]:
    """List groups and assessments that are not what the machine had made of them."""
    missing = {**story.groups}
    assessed = {**story.assessments}
    by_hand = story.table("made_group")
    after = ""
    while found := fetch(
        connection,
        select(claim_group.c.id, claim_group.c.name, claim_group.c.question)
        .where(claim_group.c.id > after)
        .order_by(claim_group.c.id)
        .limit(STRETCH),
    ):
        after = found[-1]["id"]
        ids = [row["id"] for row in found]
        members = grouping_store.machine_members(connection, ids)
        heads = {
            row["group_id"]: row
            for row in fetch(connection, select(assessment).where(assessment.c.group_id.in_(ids)))
        }
        relations: dict[str, list[rows.Row]] = defaultdict(list)
        for row in fetch(connection, select(relation).where(relation.c.group_id.in_(ids))):
            relations[row["group_id"]].append(row)
        for row in found:
            group = row["id"]
            yield from _group(row, missing.pop(group, None), members.get(group, []), by_hand)
            yield from _assessment(
                group, assessed.pop(group, None), heads.get(group), relations.get(group, [])
            )
    for group, gone in {**missing, **assessed}.items():
        yield Problem("group", f"group {group}", "is gone although it was made", gone.entry)


def _group(
    row: rows.Row, made: Made | None, members: Sequence[str], by_hand: Container[tuple[str, ...]]
) -> Iterator[Problem]:
    name = f"group {row['id']}"
    if made is None:
        if (row["id"],) not in by_hand:
            yield Problem("group", name, "is there although no entry made it")
        return
    if grouping_store.group_digest(row["name"], row["question"], members) != made.digest:
        said = "its claims, name or question are not those it was made with"
        yield Problem("group", name, said, made.entry)


def _assessment(
    group: str, made: Made | None, head: rows.Row | None, relations: Sequence[rows.Row]
) -> Iterator[Problem]:
    if made is None:
        if head is not None or relations:
            said = "is assessed although no entry says so"
            yield Problem("assessment", f"group {group}", said)
        return
    if head is None or assessing.assessment_digest(head, relations) != made.digest:
        said = "a suggested relation or its assessment is not as the machine made it"
        yield Problem("assessment", f"group {group}", said, made.entry)
