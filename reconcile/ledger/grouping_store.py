"""Keep the machine's groups: ids stay with the claims, and what an editor placed stays where it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, bindparam, insert, select, update

from reconcile.ledger import reopening
from reconcile.ledger.canonical import digest
from reconcile.ledger.command import command
from reconcile.ledger.fetching import fetch_keys
from reconcile.ledger.folding import fold_title
from reconcile.ledger.journal import counted
from reconcile.ledger.summary import chunks
from reconcile.model.errors import ReconcileError
from reconcile.model.group import Group, Question
from schema.tables import claim, claim_group, membership, placement
from schema.vocabulary import ScopeKind

#: From so many keys on, reading a whole table is quicker than looking each up.
MANY = 20_000


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a claim is, where the machine had put it, and whether an editor placed it."""

    group: str
    machine_group: str | None
    placed: bool


def store_groups(
    engine: Engine, actor: str, groups: Sequence[Group], weights: str = ""
) -> tuple[str, ...]:
    """Keep ``groups``, made by weights of a version; return the ids under which those that changed are kept, in order of input."""
    with command(engine, actor, "group", "groups") as running:
        connection = running.connection
        claims = [item for group in groups for item in group.claims]
        if len(set(claims)) != len(claims):
            raise ReconcileError("a claim is in two of the groups; group the claims again")
        seats = _seats(connection, claims)
        _check_claims(connection, set(claims) - set(seats))
        stored = _stored(connection, {seat.group for seat in seats.values()} | _ids(groups))
        kept, owner = match(groups, seats, stored)
        owners = {
            group_id: group for group in groups if owner.get(group_id := kept[group.id]) == group.id
        }
        changed = _write_groups(connection, owners, stored)
        moved = _write_members(connection, groups, kept, seats)
        left = {seats[item].group for item in moved if item in seats}
        joined: dict[str, list[str]] = defaultdict(list)
        for item, group_id in moved.items():
            joined[group_id].append(item)
        changed |= left | set(joined)
        if not changed:
            return ()
        digests = _write_digests(connection, changed)
        running.made = counted("groups", digests)
        if weights:
            running.made["weights"] = weights
        reopening.reopen(running, joined)
        running.touch(f"group:{group_id}" for group_id in changed)
        running.touch(f"claim:{item}" for item in moved if item in seats)
    return tuple(dict.fromkeys(kept[group.id] for group in groups if kept[group.id] in changed))


def question_json(question: Question) -> dict[str, Any]:
    """Turn a question into the JSON of its column."""
    return {
        "measure": question.measure,
        "population": question.population,
        "places": list(question.places),
        "kind": question.kind.value if question.kind else None,
        "unit": question.unit,
    }


def question_from(data: Mapping[str, Any]) -> Question:
    """Read a question back."""
    return Question(
        measure=data["measure"],
        population=data["population"],
        places=tuple(data["places"]),
        kind=ScopeKind(data["kind"]) if data["kind"] else None,
        unit=data["unit"],
    )


def match(
    groups: Sequence[Group], seats: Mapping[str, Seat], stored: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Pair each group with the stored group that shares most of its claims.

    Each stored group has one owner among the new ones, whose name and question it takes. Where two share as
    many claims, the group's own id wins, then the smaller ids, so that the result does not depend on the order
    of input. A group whose claims an editor merged into a stored one follows them there without owning it. A
    group that shares nothing keeps its own id, or a free one derived from it.

    Return the id under which each group is kept, and the owner of each id.
    """
    shared: list[tuple[int, bool, str, str]] = []
    placed: dict[str, Counter[str]] = {}
    for group in groups:
        here = [seats[item] for item in group.claims if item in seats]
        tally = Counter(seat.group for seat in here)
        placed[group.id] = Counter(seat.group for seat in here if seat.placed)
        shared += [(-count, group.id != old, group.id, old) for old, count in tally.items()]
    kept: dict[str, str] = {}
    owner: dict[str, str] = {}
    for _, _, group_id, old in sorted(shared):
        if group_id not in kept and old not in owner:
            kept[group_id] = old
            owner[old] = group_id
    for group in sorted(groups, key=lambda group: group.id):
        if group.id in kept:
            continue
        merged = placed[group.id]
        if merged:
            kept[group.id] = min(merged, key=lambda old: (-merged[old], old))
            continue
        free, attempt = group.id, 2
        while free in owner or free in stored:
            free, attempt = f"{group.id}-{attempt}", attempt + 1
        kept[group.id] = free
        owner[free] = group.id
    return kept, owner


def _ids(groups: Iterable[Group]) -> set[str]:
    return {group.id for group in groups}


def _check_claims(connection: Connection, claims: Collection[str]) -> None:
    """Check that claims which are in no group yet are in the ledger."""
    there = {
        found
        for ids in chunks(claims)
        for found in fetch_keys(connection, select(claim.c.id).where(claim.c.id.in_(ids)))
    }
    missing = set(claims) - there
    if missing:
        raise ReconcileError(
            f"{len(missing)} claims of the groups are not in the ledger ({min(missing)} …);"
            " add their documents first"
        )


def _selections(statement: Select[Any], column: Any, keys: Collection[str]) -> list[Select[Any]]:
    """Select the rows of some keys stretch by stretch, or of all where the keys are many."""
    if len(keys) > MANY:
        return [statement]
    return [statement.where(column.in_(ids)) for ids in chunks(keys)]


def _seats(connection: Connection, claims: Collection[str]) -> dict[str, Seat]:
    wanted = set(claims)
    statement = select(membership, placement.c.claim.label("by_editor")).select_from(
        membership.outerjoin(placement, placement.c.claim == membership.c.claim)
    )
    return {
        row.claim: Seat(row.group_id, row.machine_group, row.by_editor is not None)
        for selection in _selections(statement, membership.c.claim, wanted)
        for row in connection.execute(selection)
        if row.claim in wanted
    }


def _stored(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, Any]]:
    wanted = set(ids)
    statement = select(claim_group.c.id, claim_group.c.name, claim_group.c.question)
    return {
        row.id: (row.name, row.question)
        for selection in _selections(statement, claim_group.c.id, wanted)
        for row in connection.execute(selection)
        if row.id in wanted
    }


def _write_groups(
    connection: Connection,
    owners: Mapping[str, Group],
    stored: Mapping[str, tuple[str, Any]],
) -> set[str]:
    """Insert new groups and renew the names and questions of others; return the ids of both."""
    new: list[dict[str, Any]] = []
    renewed: list[dict[str, Any]] = []
    for group_id, group in owners.items():
        question = question_json(group.question)
        if group_id not in stored:
            new.append(
                {
                    "id": group_id,
                    "name": group.name,
                    "question": question,
                    "digest": "",
                    "title": group.name,
                    "folded": fold_title(group.name),
                }
            )
        elif stored[group_id] != (group.name, question):
            renewed.append({"group": group_id, "name": group.name, "question": question})
    if new:
        connection.execute(insert(claim_group), new)
    if renewed:
        connection.execute(
            update(claim_group)
            .where(claim_group.c.id == bindparam("group"))
            .values(name=bindparam("name"), question=bindparam("question")),
            renewed,
        )
    return {item["id"] for item in new} | {item["group"] for item in renewed}


def _write_members(
    connection: Connection,
    groups: Sequence[Group],
    kept: Mapping[str, str],
    seats: Mapping[str, Seat],
) -> dict[str, str]:
    """Seat the claims; return those that changed their group, with the one they are in now."""
    new, moved = [], []
    for group in groups:
        for item in group.claims:
            seat, group_id = seats.get(item), kept[group.id]
            if seat is None:
                new.append({"claim": item, "group_id": group_id, "machine_group": group_id})
            elif not seat.placed and seat.group != group_id:
                moved.append({"one": item, "to": group_id})
    if new:
        connection.execute(insert(membership), new)
    if moved:
        connection.execute(
            update(membership)
            .where(membership.c.claim == bindparam("one"))
            .values(group_id=bindparam("to"), machine_group=bindparam("to")),
            moved,
        )
    return {item["claim"]: item["group_id"] for item in new} | {
        item["one"]: item["to"] for item in moved
    }


def group_digest(name: str, question: Mapping[str, Any], members: Iterable[str]) -> str:
    """Digest what the machine says of a group: its name, question and members."""
    return digest([name, dict(question), sorted(members)])


def machine_members(connection: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """List the claims that the machine put into each group."""
    members: dict[str, list[str]] = defaultdict(list)
    for part in chunks(ids):
        for row in connection.execute(
            select(membership.c.machine_group, membership.c.claim).where(
                membership.c.machine_group.in_(part)
            )
        ):
            members[row.machine_group].append(row.claim)
    return members


def _write_digests(connection: Connection, ids: Collection[str]) -> list[list[str]]:
    members = machine_members(connection, ids)
    digests = [
        [group_id, group_digest(name, question, members.get(group_id, ()))]
        for group_id, (name, question) in sorted(_stored(connection, ids).items())
    ]
    connection.execute(
        update(claim_group)
        .where(claim_group.c.id == bindparam("group"))
        .values(digest=bindparam("now")),
        [{"group": group_id, "now": now} for group_id, now in digests],
    )
    return digests
