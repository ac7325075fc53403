"""What follows from a change of a decided row: the claims, groups and memberships that queries read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from reconcile.ledger import rows, sources
from reconcile.ledger.folding import fold_title
from reconcile.ledger.journal import Change
from reconcile.model.errors import ReconcileError
from schema import search
from schema.tables import claim, claim_group, hop, membership, metadata


def before(connection: Connection, change: Change) -> None:
    """Do what must be there before the row is written."""
    if change.table == "added_claim" and change.after is not None:
        _insert_claim(connection, change.after["record"])
    if change.table == "made_group" and change.after is not None and change.before is None:
        _insert_group(connection, change.key[0], change.after)


def after(connection: Connection, change: Change) -> set[str]:
    """Do what follows once the row is written; return the groups that it stirs."""
    match change.table:
        case "placement":
            return _place(connection, change)
        case "correction":
            _correct(connection, change)
        case "added_claim" if change.after is None:
            _remove(connection, "claim", change.key[0])
            sentence = (change.before or {})["record"]["sentence"]
            search.remove(connection, "claim", change.key[0], sentence)
        case "made_group" if change.after is None:
            _remove(connection, "claim_group", change.key[0])
    return set()


def _insert_claim(connection: Connection, record: rows.Row) -> None:
    sources.register(connection, [record])
    connection.execute(insert(claim), rows.claim_row(record, position=-1, by_hand=True))
    hops = rows.hop_rows(record)
    if hops:
        connection.execute(insert(hop), hops)
    search.index(connection, "claim", [(record["id"], record["sentence"])])


def _insert_group(connection: Connection, group_id: str, row: dict[str, Any]) -> None:
    connection.execute(
        insert(claim_group),
        {
            "id": group_id,
            "name": row["name"],
            "question": row["question"],
            "digest": "",
            "title": row["name"],
            "folded": fold_title(row["name"]),
        },
    )


def _place(connection: Connection, change: Change) -> set[str]:
    claim_id = change.key[0]
    stood = connection.execute(select(membership).where(membership.c.claim == claim_id)).first()
    goes_to = change.after["group_id"] if change.after else stood and stood.machine_group
    if goes_to is None:
        connection.execute(delete(membership).where(membership.c.claim == claim_id))
    elif stood is None:
        connection.execute(
            insert(membership), {"claim": claim_id, "group_id": goes_to, "machine_group": None}
        )
    else:
        connection.execute(
            update(membership).where(membership.c.claim == claim_id).values(group_id=goes_to)
        )
    return {group for group in (stood and stood.group_id, goes_to) if group}


def _correct(connection: Connection, change: Change) -> None:
    """Write the corrected columns into the claim, or the extracted ones back."""
    side = change.after["corrected"] if change.after else (change.before or {})["extracted"]
    columns = dict(side)
    hops = columns.pop("hops", None)
    claim_id = change.key[0]
    if columns:
        connection.execute(update(claim).where(claim.c.id == claim_id).values(**columns))
    if hops is not None:
        connection.execute(delete(hop).where(hop.c.claim == claim_id))
        if hops:
            connection.execute(
                insert(hop), [{**item, "claim": claim_id, "source": None} for item in hops]
            )
    sources.readdress(connection, claim_id)


def _remove(connection: Connection, table: str, key: str) -> None:
    """Remove a claim or group that an editor had made, unless something still refers to it."""
    target = metadata.tables[table]
    (column,) = target.primary_key
    for other in metadata.tables.values():
        holds = [
            fk.parent
            for fk in other.foreign_keys
            if fk.column is column and fk.ondelete != "CASCADE"
        ]
        if other.name in _OWN[table] or not holds:
            continue
        if connection.execute(
            select(other).where(or_(*(held == key for held in holds))).limit(1)
        ).first():
            raise ReconcileError(f"{key} cannot be removed: {other.name} still refers to it")
    for name in _OWN[table]:
        own = metadata.tables[name]
        connection.execute(delete(own).where(own.c.group_id == key))
    connection.execute(delete(target).where(column == key))


#: What the machine said of a group goes with it.
_OWN: dict[str, tuple[str, ...]] = {"claim": (), "claim_group": ("relation", "assessment")}
