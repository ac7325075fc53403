"""Sources, and who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from reconcile.ledger import reading_back
from reconcile.ledger.fetching import fetch, fetch_keys
from reconcile.ledger.folding import fold, source_key
from reconcile.ledger.summary import chunks
from reconcile.model.errors import ReconcileError
from reconcile.model.source import Source
from reconcile.model.views import Page, Statement
from schema.tables import (
    claim,
    claim_group,
    hop,
    membership,
    source,
    source_alias,
    source_grade,
    source_merge,
)
from schema.vocabulary import Label, Reliability, SourceKind, Status

#: A name is taken for another's misspelling from this RapidFuzz ratio on (0 to 100).
ALIKE = 85


def sources(connection: Connection, text: str, offset: int, limit: int) -> Page[Source]:
    """List sources by name, those merged into another under that one."""
    merged = select(source_merge.c.source)
    conditions: list[ColumnElement[bool]] = [source.c.key.not_in(merged)]
    if text:
        key = source_key(text)
        conditions.append(
            or_(
                source.c.key.contains(key, autoescape=True),
                func.lower(source.c.name).contains(text.lower(), autoescape=True),
            )
        )
    total = connection.execute(select(func.count()).select_from(source).where(*conditions)).scalar()
    found = fetch(
        connection,
        select(source, source_grade.c.reliability)
        .select_from(source.outerjoin(source_grade))
        .where(*conditions)
        .order_by(source.c.name, source.c.key)
        .offset(offset)
        .limit(limit),
    )
    aliases = _aliases(connection, [row["key"] for row in found])
    return Page(
        tuple(_source(row, aliases.get(row["key"], ())) for row in found), offset, int(total or 0)
    )


def _source(row: Mapping[str, Any], aliases: Sequence[str]) -> Source:
    return Source(
        key=row["key"],
        name=row["name"],
        kind=SourceKind(row["kind"]),
        parent=row["parent"],
        aliases=tuple(sorted(set(aliases) - {row["name"]})),
        party_to_event=row["party_to_event"],
        reliability=Reliability(row["reliability"]) if row["reliability"] else None,
    )


def _aliases(connection: Connection, keys: Collection[str]) -> dict[str, list[str]]:
    """Collect the other names of sources: declared, or of a source merged into them."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for part in chunks(keys):
        for key, name in connection.execute(
            select(source_alias.c.source, source_alias.c.alias).where(
                source_alias.c.source.in_(part)
            )
        ):
            aliases[key].append(name)
        for key, name in connection.execute(
            select(source_merge.c.into, source.c.name)
            .select_from(source_merge.join(source, source.c.key == source_merge.c.source))
            .where(source_merge.c.into.in_(part))
        ):
            aliases[key].append(name)
    return aliases


def grades(connection: Connection) -> dict[str, Reliability]:
    """Give the grades of sources, by key and by every name; those of merged sources are the kept one's."""
    given = {
        key: Reliability(grade)
        for key, grade in connection.execute(
            select(source_grade.c.source, source_grade.c.reliability)
        )
    }
    found = dict(given)
    for part in chunks(given):
        for key, into, name in connection.execute(
            select(source.c.key, source_merge.c.into, source.c.name)
            .select_from(source.outerjoin(source_merge, source_merge.c.source == source.c.key))
            .where(or_(source.c.key.in_(part), source_merge.c.into.in_(part)))
        ):
            grade = given.get(into) or given.get(key)
            if grade is not None:
                found[key] = found[name] = grade
        for key, name in connection.execute(
            select(source_alias.c.source, source_alias.c.alias).where(
                source_alias.c.source.in_(part)
            )
        ):
            found[name] = given[key]
    return found


def groups_of(connection: Connection, keys: Collection[str]) -> tuple[str, ...]:
    """Name the groups that hold claims of these sources, or of those merged into them."""
    found: dict[str, None] = {}
    for part in chunks(keys):
        merged = select(source_merge.c.source).where(source_merge.c.into.in_(part))
        statement = (
            select(membership.c.group_id)
            .join(claim, claim.c.id == membership.c.claim)
            .where(or_(claim.c.source.in_(part), claim.c.source.in_(merged)))
            .distinct()
        )
        found |= dict.fromkeys(fetch_keys(connection, statement))
    return tuple(sorted(found))


def find_sources(connection: Connection, name: str) -> list[str]:
    """Find the keys of the sources that ``name`` may mean, the closest reading that finds any.

    Tried in turn: the key itself, the name without case and accents, a part of the name, a misspelling.
    Raise :class:`ReconcileError` where nothing is like it, naming the nearest.
    """
    exact = select(source.c.key).where(source.c.key.in_({name, source_key(name)}))
    if keys := fetch_keys(connection, exact):
        return _whole(connection, keys)
    wanted = fold(name)
    names = _names(connection)
    readings = (
        [key for key, said in names.items() if wanted and wanted in said],
        [key for key, said in names.items() if wanted and any(wanted in one for one in said)],
    )
    for keys in readings:
        if keys:
            return _whole(connection, keys)
    from rapidfuzz import fuzz, process

    listed = [(one, key) for key, said in names.items() for one in said]
    alike = process.extract(wanted, [one for one, _ in listed], scorer=fuzz.ratio, limit=10)
    keys = [listed[at][1] for _, score, at in alike if score >= ALIKE]
    if keys:
        return _whole(connection, keys)
    nearest = ", ".join(dict.fromkeys(one for one, score, _ in alike[:3] if score > 50))
    raise ReconcileError(
        f"no source like {name!r} in this ledger"
        + (f" (nearest: {nearest})" if nearest else "")
        + "; see `reconcile sources`"
    )


def _names(connection: Connection) -> dict[str, list[str]]:
    names = {
        row.key: [fold(row.name)] for row in connection.execute(select(source.c.key, source.c.name))
    }
    for key, alias in connection.execute(select(source_alias.c.source, source_alias.c.alias)):
        names[key].append(fold(alias))
    return names


def _whole(connection: Connection, keys: Collection[str]) -> list[str]:
    """Take with a source those merged with it."""
    into = {row.source: row.into for row in connection.execute(select(source_merge))}

    def root(key: str) -> str:
        seen = {key}
        while key in into and into[key] not in seen:
            key = into[key]
            seen.add(key)
        return key

    roots = {root(key) for key in keys}
    return sorted({key for key in {*into, *roots, *keys} if root(key) in roots})


def who(connection: Connection, name: str) -> list[Statement]:
    """List what a source said or passed on: its claims by date, with where each stands."""
    keys = find_sources(connection, name)
    passed_on: dict[str, tuple[str, bool]] = {}
    for part in chunks(keys):
        for row in connection.execute(
            select(hop.c.claim, hop.c.source).where(hop.c.source.in_(part))
        ):
            passed_on[row.claim] = (row.source, True)
    for part in chunks(keys):
        for row in connection.execute(
            select(claim.c.id, claim.c.source).where(claim.c.source.in_(part))
        ):
            passed_on[row.id] = (row.source, False)
    claims = reading_back.claims_by_id(connection, list(passed_on))
    heads = reading_back.heads(connection, {item.document for item in claims})
    groups = _groups(connection, list(passed_on))
    statements = [
        Statement(
            source=passed_on[item.id][0],
            claim=item,
            document=heads[item.document],
            passed_on=passed_on[item.id][1],
            **groups.get(item.id, {}),
        )
        for item in claims
    ]
    return sorted(
        statements,
        key=lambda one: (str(one.claim.published or "~"), one.document.path, one.claim.quote.start),
    )


def _groups(connection: Connection, claims: Collection[str]) -> dict[str, dict[str, Any]]:
    return {
        row.claim: {
            "group": row.id,
            "group_name": row.title,
            "status": Status(row.status),
            "label": Label(row.label),
        }
        for part in chunks(claims)
        for row in connection.execute(
            select(
                membership.c.claim,
                claim_group.c.id,
                claim_group.c.title,
                claim_group.c.status,
                claim_group.c.label,
            )
            .select_from(membership.join(claim_group, claim_group.c.id == membership.c.group_id))
            .where(membership.c.claim.in_(part))
        )
    }
