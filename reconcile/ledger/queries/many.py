"""Many groups opened at once: what exports read, a few hundred groups at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, case, select

from reconcile.ledger import assessing, grouping_store, reading_back, rows
from reconcile.ledger.fetching import fetch, fetch_keys
from reconcile.ledger.queries.opened import anchor_of, sort_key
from reconcile.ledger.summary import chunks
from reconcile.model.group import Group
from reconcile.model.views import GroupView
from schema.tables import (
    assessment,
    claim,
    claim_group,
    correction,
    credibility,
    group_state,
    journal,
    judgement,
    membership,
    note,
    opinion,
    relation,
    verdict,
)
from schema.vocabulary import Credibility, Label, Status

#: How many claims are held at a time, as far as whole groups allow.
BATCH = 4000

Row = Mapping[str, Any]


#: The order in which a reader wants them: what is settled first, what was set aside last.
_FOR_READERS = (Status.SETTLED, Status.IN_REVIEW, Status.OPEN, Status.SET_ASIDE)


def group_ids(
    connection: Connection, *, statuses: Collection[Status] = (), for_readers: bool = False
) -> list[tuple[str, int]]:
    """List the groups that hold claims, with how many they hold; those of some ``statuses``, or all.

    They come in the order of the inbox, or ``for_readers`` with what is settled first, then what is contested, then
    what most claims answer; a claim that stands alone comes after those that others can be held against.
    """
    columns = claim_group.c
    places = {status.value: place for place, status in enumerate(_FOR_READERS)}
    order: tuple[Any, ...] = (columns.done, columns.attention.desc(), columns.id)
    if for_readers:
        order = (
            case(places, value=columns.status),
            columns.claims == 1,
            columns.label != Label.CONTESTED.value,
            columns.claims.desc(),
            columns.id,
        )
    chosen = [columns.claims > 0]
    if statuses:
        chosen.append(columns.status.in_([status.value for status in statuses]))
    found = connection.execute(select(columns.id, columns.claims).where(*chosen).order_by(*order))
    return [(str(row.id), int(row.claims)) for row in found]


def groups(
    connection: Connection, *, statuses: Collection[Status] = (), for_readers: bool = False
) -> Iterator[GroupView]:
    """Open group after group, as ``opened.group`` would, without holding more than a batch of them."""
    for batch in _batches(group_ids(connection, statuses=statuses, for_readers=for_readers)):
        yield from _open(connection, batch)


def _batches(sized: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    batch: list[str] = []
    held = 0
    for group_id, claims in sized:
        if batch and held + claims > BATCH:
            yield batch
            batch, held = [], 0
        batch.append(group_id)
        held += claims
    if batch:
        yield batch


def _open(connection: Connection, ids: Sequence[str]) -> Iterator[GroupView]:
    lines = {row["id"]: row for row in _where(connection, claim_group.c.id, ids)}
    members = _members(connection, ids)
    claim_ids = [row["id"] for found in members.values() for row in found]
    made = reading_back.with_hops(connection, [row for found in members.values() for row in found])
    claims = {item.id: item for item in made}
    heads = reading_back.heads(connection, {item.document for item in made})
    states = {row["group_id"]: row for row in _where(connection, group_state.c.group_id, ids)}
    said = {row["group_id"]: row for row in _where(connection, assessment.c.group_id, ids)}
    relations = _gathered(_where(connection, relation.c.group_id, ids), "group_id")
    verdicts = {row["group_id"]: row for row in _where(connection, verdict.c.group_id, ids)}
    judged = _gathered(_where(connection, judgement.c.a, claim_ids), "a")
    opinions = _gathered(_where(connection, opinion.c.a, claim_ids), "a")
    grades = {row["claim"]: row for row in _where(connection, credibility.c.claim, claim_ids)}
    corrections = _gathered(_where(connection, correction.c.claim, claim_ids), "claim")
    notes = _notes(connection, ids, claim_ids)
    moments = _moments(connection, {row["version"] for row in lines.values()})
    for group_id in ids:
        line, found = lines[group_id], members.get(group_id, [])
        mine = [row["id"] for row in found]
        inside = set(mine)
        related = sorted(relations.get(group_id, ()), key=lambda row: (row["a"], row["b"]))
        assessed = assessing.assessment_from(said.get(group_id), related)
        state = states.get(group_id, {})
        given = verdicts.get(group_id)
        pairs = sorted(
            (row for one in mine for row in judged.get(one, ()) if row["b"] in inside),
            key=lambda row: (row["a"], row["b"]),
        )
        second = sorted(
            (row for one in mine for row in opinions.get(one, ()) if row["b"] in inside),
            key=lambda row: (row["a"], row["b"]),
        )
        yield GroupView(
            group=Group(
                group_id,
                tuple(mine),
                grouping_store.question_from(line["question"]),
                line["title"],
            ),
            status=Status(line["status"]),
            version=line["version"],
            claims=tuple(claims[one] for one in mine),
            documents={row["document"]: heads[row["document"]] for row in found},
            assessment=assessed,
            judgements={(row["a"], row["b"]): reading_back.judgement_from(row) for row in pairs},
            verdict=reading_back.verdict_from(given) if given else None,
            anchor=anchor_of(state, inside) or assessed.anchor,
            notes={key: notes[key] for key in (group_id, *mine) if key in notes},
            assigned_to=line["assigned_to"],
            reopened_because=state.get("reopened_because"),
            updated=rows.moment_of(moments.get(line["version"])),
            opinions={
                (row["a"], row["b"], row["editor"]): reading_back.judgement_from(row)
                for row in second
            },
            credibility={
                one: Credibility(grades[one]["credibility"]) for one in mine if one in grades
            },
            corrected={
                one: {row["field"]: row["extracted"] for row in corrections[one]}
                for one in mine
                if one in corrections
            },
        )


def _where(connection: Connection, column: Any, ids: Collection[str]) -> list[Row]:
    """Read the rows of the column's table whose column is one of the ids."""
    return [
        row
        for part in chunks(ids)
        for row in fetch(connection, select(column.table).where(column.in_(part)))
    ]


def _gathered(found: Sequence[Row], column: str) -> dict[str, list[Row]]:
    by: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by[row[column]].append(row)
    return by


def _members(connection: Connection, ids: Collection[str]) -> dict[str, list[Row]]:
    """Read the claims of each group, in the order in which a group shows them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for part in chunks(ids):
        statement = (
            select(claim, membership.c.group_id.label("in_group"))
            .select_from(claim.join(membership, membership.c.claim == claim.c.id))
            .where(membership.c.group_id.in_(part))
        )
        for row in fetch(connection, statement):
            found[row["in_group"]].append(row)
    return {group_id: sorted(members, key=sort_key) for group_id, members in found.items()}


def _notes(
    connection: Connection, groups: Collection[str], claims: Collection[str]
) -> dict[str, str]:
    """Read the notes on groups and claims, by bare id; there are few, so they are asked for once."""
    if not fetch_keys(connection, select(note.c.subject).limit(1)):
        return {}
    subjects = [*(f"group:{one}" for one in groups), *(f"claim:{one}" for one in claims)]
    return {
        row["subject"].partition(":")[2]: row["text"]
        for row in _where(connection, note.c.subject, subjects)
    }


def _moments(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Read when journal entries were written."""
    ordered = sorted(numbers)
    return {
        row["number"]: row["at"]
        for start in range(0, len(ordered), 500)
        for row in fetch(
            connection,
            select(journal.c.number, journal.c.at).where(
                journal.c.number.in_(ordered[start : start + 500])
            ),
        )
    }
