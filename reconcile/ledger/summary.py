"""A group's line in the inbox: all that follows from the rows of other tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Update,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from reconcile.ledger.folding import fold_title
from schema.tables import (
    assessment,
    claim,
    claim_group,
    group_state,
    judgement,
    membership,
    relation,
    verdict,
)
from schema.vocabulary import Family, RelationType, Status

#: How many ids are named in one statement.
CHUNK = 1000

_DISPUTED = [kind.value for kind in RelationType if kind.family is Family.CONTRADICTION]


def chunks(ids: Collection[str]) -> Iterator[list[str]]:
    """Cut ids, sorted, into stretches that one statement can name."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def groups_of_claims(connection: Connection, claims: Collection[str]) -> set[str]:
    """Find the groups that the claims are in."""
    return {
        group
        for ids in chunks(claims)
        for (group,) in connection.execute(
            select(membership.c.group_id).where(membership.c.claim.in_(ids)).distinct()
        )
    }


def refresh(connection: Connection, groups: Collection[str], entry: int) -> None:
    """Bring the lines of ``groups`` up to date, as of journal entry ``entry``."""
    for ids in chunks(groups):
        connection.execute(_LINE, {"ids": ids, "entry": entry})
        _retitle(connection, ids)


def _retitle(connection: Connection, ids: list[str]) -> None:
    """Give groups the editor's name where there is one; accents are folded here, not by the database."""
    name = func.coalesce(group_state.c.name, claim_group.c.name)
    found = connection.execute(
        select(claim_group.c.id, name)
        .select_from(claim_group.outerjoin(group_state))
        .where(claim_group.c.id.in_(ids), claim_group.c.title != name)
    ).all()
    if found:
        connection.execute(
            update(claim_group)
            .where(claim_group.c.id == bindparam("group"))
            .values(title=bindparam("title"), folded=bindparam("folded")),
            [
                {"group": group, "title": title, "folded": fold_title(title)}
                for group, title in found
            ],
        )


def _of_group(column: Any, table: Any) -> Any:
    return (
        select(column)
        .where(table.c.group_id == claim_group.c.id)
        .correlate(claim_group)
        .scalar_subquery()
    )


def _members() -> Any:
    return membership.join(claim, claim.c.id == membership.c.claim)


def _of_members(column: Any) -> Any:
    return (
        select(column)
        .select_from(_members())
        .where(membership.c.group_id == claim_group.c.id)
        .correlate(claim_group)
        .scalar_subquery()
    )


_HERE = membership.alias("here")
_THERE = membership.alias("there")


def _judged(member: Any) -> ColumnElement[bool]:
    """Tell whether a claim takes part in a judgement with another claim of this group."""
    return or_(
        *(
            exists()
            .where(judgement.c[one] == member, _THERE.c.claim == judgement.c[other])
            .where(_THERE.c.group_id == claim_group.c.id)
            .correlate(claim_group, membership)
            for one, other in (("a", "b"), ("b", "a"))
        )
    )


def _within(pair: Any = judgement) -> list[ColumnElement[bool]]:
    """Say that both claims of a judgement, or of a suggestion, are in this group."""
    return [
        _HERE.c.group_id == claim_group.c.id,
        pair.c.a == _HERE.c.claim,
        _THERE.c.claim == pair.c.b,
        _THERE.c.group_id == claim_group.c.id,
    ]


def _chosen_anchor() -> Any:
    """The claim that an editor chose to compare with, while it is in the group."""
    return (
        select(group_state.c.anchor)
        .where(
            group_state.c.group_id == claim_group.c.id,
            _HERE.c.claim == group_state.c.anchor,
            _HERE.c.group_id == claim_group.c.id,
        )
        .correlate(claim_group)
        .scalar_subquery()
    )


def _undecided() -> Any:
    """Count the claims beside the anchor that no judgement mentions."""
    anchor = func.coalesce(_chosen_anchor(), _of_group(assessment.c.anchor, assessment), "")
    return (
        select(func.count())
        .select_from(membership)
        .where(
            membership.c.group_id == claim_group.c.id,
            membership.c.claim != anchor,
            ~_judged(membership.c.claim),
        )
        .correlate(claim_group)
        .scalar_subquery()
    )


def _contradictions() -> Any:
    """Count the live ones: suggested and not judged otherwise, or judged to be one."""
    judged = or_(
        and_(judgement.c.a == relation.c.a, judgement.c.b == relation.c.b),
        and_(judgement.c.a == relation.c.b, judgement.c.b == relation.c.a),
    )
    suggested = (
        select(func.count())
        .select_from(_HERE, relation, _THERE)
        .where(
            # A claim that an editor moved away contradicts nothing here, whatever was suggested before.
            *_within(relation),
            relation.c.group_id == claim_group.c.id,
            relation.c.type.in_(_DISPUTED),
            ~exists().where(judged).correlate(relation),
        )
        .correlate(claim_group)
        .scalar_subquery()
    )
    decided = (
        select(func.count())
        .select_from(_HERE, judgement, _THERE)
        .where(*_within(), judgement.c.family == Family.CONTRADICTION.value)
        .correlate(claim_group)
        .scalar_subquery()
    )
    return suggested + decided


def _status() -> Any:
    """The editor's status; failing that, in review as soon as something is judged."""
    begun = exists().select_from(_HERE, judgement, _THERE).where(*_within()).correlate(claim_group)
    return func.coalesce(
        _of_group(group_state.c.status, group_state),
        case((begun, Status.IN_REVIEW.value), else_=Status.OPEN.value),
    )


def _bound(end: str) -> Any:
    """The verdict's end, which may be open, where there is a verdict with figures; else what is implied."""
    figures = or_(verdict.c.low.is_not(None), verdict.c.high.is_not(None))
    # Not EXISTS: for several groups PostgreSQL would gather all verdicts first.
    settled = _of_group(case((figures, literal(1))), verdict)
    return case(
        (settled == 1, _of_group(verdict.c[end], verdict)),
        else_=_of_group(assessment.c[end], assessment),
    )


def _expected() -> dict[str, Any]:
    status = _status()
    day = func.coalesce(claim.c.as_of, claim.c.published, "")
    first = _of_members(func.min(case((day != "", day))))
    return {
        "claims": _of_members(func.count()),
        "documents": _of_members(func.count(distinct(claim.c.document))),
        "origins": func.coalesce(
            _of_group(assessment.c.origins, assessment),
            _of_members(func.count(distinct(claim.c.source))),
        ),
        "first": func.coalesce(first, ""),
        "last": func.coalesce(_of_members(func.max(day)), ""),
        "undecided": _undecided(),
        "contradictions": _contradictions(),
        "status": status,
        "done": case(
            (status.in_([Status.SETTLED.value, Status.SET_ASIDE.value]), literal(1)), else_=0
        ),
        "label": func.coalesce(_of_group(assessment.c.label, assessment), "undetermined"),
        "attention": func.coalesce(_of_group(assessment.c.attention, assessment), 0.0),
        "low": _bound("low"),
        "high": _bound("high"),
        "assigned_to": _of_group(group_state.c.assigned_to, group_state),
    }


#: What each column of a group's line follows from.
EXPECTED = _expected()

_LINE: Update = (
    update(claim_group)
    .where(claim_group.c.id.in_(bindparam("ids", expanding=True)))
    .values(version=bindparam("entry"), **EXPECTED)
)
