"""Check the machine's groups and assessments against the digests in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from reconcile.ledger import assessing, grouping_store, rows
from reconcile.ledger.fetching import fetch
from reconcile.ledger.folding import fold_title
from reconcile.ledger.verifying.chain import Made, Story
from reconcile.ledger.verifying.naming import naming
from reconcile.model.views import Problem
from schema.tables import assessment, claim_group, relation

STRETCH = 500


def check(connection: Connection, story: Story) -> Iterator[Problem]:
    """List groups and assessments that are not what the machine had made of them."""
    missing = {**story.groups}
    assessed = {**story.assessments}
    by_hand = story.table("made_group")
    unseen = set(by_hand)
    after = ""
    while found := fetch(
        connection,
        select(
            claim_group.c.id,
            claim_group.c.name,
            claim_group.c.question,
            claim_group.c.digest,
            claim_group.c.title,
            claim_group.c.folded,
        )
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
            unseen.discard((group,))
            machine, said = missing.pop(group, None), assessed.pop(group, None)
            wrong = _group(row, machine, members.get(group, []), by_hand)
            yield from naming("group", f"group {group}", wrong, machine.entry if machine else None)
            wrong = _assessment(group, said, heads.get(group), relations.get(group, []))
            entry = said.entry if said else None
            yield from naming("assessment", f"group {group}", wrong, entry)
    for group, gone in {**missing, **assessed}.items():
        yield Problem("group", f"group {group}", "is gone although it was made", gone.entry)
    for key in sorted(unseen):
        entry = story.rows["made_group", key][1]
        yield Problem("group", f"group {key[0]}", "is gone although an editor made it", entry)


def _group(
    row: rows.Row,
    made: Made | None,
    members: Sequence[str],
    by_hand: Mapping[tuple[str, ...], rows.Row],
) -> Iterator[Problem]:
    name = f"group {row['id']}"
    if row["folded"] != fold_title(row["title"]):
        yield Problem("group", name, "is not found under its title")
    if made is None:
        own = by_hand.get((row["id"],))
        if own is None:
            yield Problem("group", name, "is there although no entry made it")
        elif (row["name"], row["question"]) != (own["name"], own["question"]):
            yield Problem("group", name, "its name or question are not those an editor gave it")
        return
    if row["digest"] != made.digest:
        yield Problem("group", name, "its digest is not the one it was made with", made.entry)
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
