"""Read values back from rows: what commands and queries share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from reconcile.ledger import rows
from reconcile.ledger.fetching import fetch, fetch_one
from reconcile.ledger.summary import chunks
from reconcile.model.claim import Claim
from reconcile.model.review import Judgement, Verdict
from reconcile.model.views import DocumentHead
from schema.tables import claim, document, document_copy, hop, source, verdict
from schema.vocabulary import Family, RelationType, Status, Treatment

_HEAD = (
    document.c.sha256,
    document.c.path,
    document.c.outlet,
    document.c.agency,
    document.c.title,
    document.c.url,
    document.c.published,
    document.c.language,
    document_copy.c.copy_of,
    document_copy.c.share,
    select(func.count())
    .select_from(claim)
    .where(claim.c.document == document.c.sha256)
    .correlate(document)
    .scalar_subquery()
    .label("claims"),
)


#: The steps of attributions, each with the body that its speaker speaks for.
_HOPS = select(hop, source.c.parent).select_from(
    hop.outerjoin(source, source.c.key == hop.c.source)
)


def head_query() -> Select[Any]:
    """Select what a document's head needs."""
    return select(*_HEAD).select_from(
        document.outerjoin(document_copy, document_copy.c.document == document.c.sha256)
    )


def head_from(row: Mapping[str, Any]) -> DocumentHead:
    """Read a document's head back."""
    return DocumentHead(
        sha256=row["sha256"],
        path=row["path"],
        outlet=row["outlet"],
        agency=row["agency"],
        title=row["title"],
        url=row["url"],
        published=rows.date_of(row["published"]),
        language=row["language"],
        claims=row["claims"],
        copy_of=row["copy_of"],
        copied_share=row["share"],
    )


def heads(connection: Connection, ids: Collection[str]) -> dict[str, DocumentHead]:
    """Read the heads of documents, by sha256."""
    return {
        row["sha256"]: head_from(row)
        for part in chunks(set(ids))
        for row in fetch(connection, head_query().where(document.c.sha256.in_(part)))
    }


def with_hops(connection: Connection, found: Sequence[Mapping[str, Any]]) -> list[Claim]:
    """Turn claims' rows into claims, in the order given."""
    return [rows.claim_from(row, chain) for row, chain in with_chains(connection, found)]


def with_chains(
    connection: Connection, found: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Pair claims' rows with the rows of their attribution."""
    chains: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for ids in chunks([row["id"] for row in found]):
        chain = _HOPS.where(hop.c.claim.in_(ids)).order_by(hop.c.claim, hop.c.position)
        for row in fetch(connection, chain):
            chains[row["claim"]].append(row)
    return ((row, chains.get(row["id"], [])) for row in found)


def claims_by_id(connection: Connection, ids: Collection[str]) -> list[Claim]:
    """Read claims, ordered by id."""
    found = [
        row
        for part in chunks(set(ids))
        for row in fetch(connection, select(claim).where(claim.c.id.in_(part)))
    ]
    return with_hops(connection, sorted(found, key=lambda row: str(row["id"])))


def record(connection: Connection, claim_id: str) -> rows.Row:
    """Read what is digested of a claim, as it now stands."""
    ((row, chain),) = with_chains(
        connection, fetch(connection, select(claim).where(claim.c.id == claim_id))
    )
    return rows.record_of(row, chain)


def verdict_from(row: Mapping[str, Any]) -> Verdict:
    """Read a verdict back."""
    return Verdict(
        group=row["group_id"],
        status=Status(row["status"]),
        low=row["low"],
        best=row["best"],
        high=row["high"],
        unit=row["unit"],
        treatment=Treatment(row["treatment"]) if row["treatment"] else None,
        reason=row["reason"],
        editor=row["editor"],
        decided=rows.moment_of(row["decided"]),
    )


def verdict_of(connection: Connection, group_id: str) -> Verdict | None:
    """Read a group's verdict, if there is one."""
    row = fetch_one(connection, select(verdict).where(verdict.c.group_id == group_id))
    return verdict_from(row) if row else None


def judgement_from(row: Mapping[str, Any]) -> Judgement:
    """Read a judgement or a second opinion back."""
    return Judgement(
        a=row["a"],
        b=row["b"],
        family=Family(row["family"]),
        type=RelationType(row["type"]) if row["type"] else None,
        reason=row["reason"],
        note=row["note"],
        suggested=RelationType(row["suggested"]) if row.get("suggested") else None,
        suggested_rule=row.get("suggested_rule"),
        suggested_score=row.get("suggested_score"),
        program=row["program"],
        editor=row["editor"],
        decided=rows.moment_of(row["decided"]),
    )
