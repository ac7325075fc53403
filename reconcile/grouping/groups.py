"""Claims to groups: the step as the rest of the program calls it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from reconcile.grouping.columns import columns_of
from reconcile.grouping.engines import SERIAL, Engine
from reconcile.grouping.links import resolve
from reconcile.grouping.names import name_of, question_of
from reconcile.grouping.partition import partition
from reconcile.grouping.scoring import Weights, shipped
from reconcile.model import Claim, Group, ReconcileError


def group(
    claims: Sequence[Claim],
    *,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
    language: str = "fr",
    weights: Weights | None = None,
    engine: Engine = SERIAL,
    on_blocks: Callable[[int], None] = lambda comparisons: None,
) -> list[Group]:
    """Group claims that answer the same question, whatever they say about it.

    The groups depend on the claims alone, not on their order, nor on the engine; they are named in
    ``language``. ``on_blocks`` is told, before many claims are compared, how many comparisons that takes. ``must_link`` and ``cannot_link`` are editors' decisions and hold: raise
    ``ContradictoryLinksError`` where they cannot, and ``ReconcileError`` where two claims have one id.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    row = {claim.id: index for index, claim in enumerate(ordered)}
    if len(row) < len(ordered):
        twice = next(a.id for a, b in pairwise(ordered) if a.id == b.id)
        raise ReconcileError(f"two claims have the id {twice!r}; ids must differ")
    links = resolve(row, must_link, cannot_link)
    if not ordered:
        return []
    labels = partition(columns_of(ordered, engine), weights or shipped(), links, engine, on_blocks)
    members: dict[int, list[Claim]] = {}
    for claim, label in zip(ordered, labels.tolist(), strict=True):
        members.setdefault(label, []).append(claim)
    return [make_group(members[label], language) for label in sorted(members)]


def make_group(claims: Sequence[Claim], language: str) -> Group:
    """Make the group of claims given in the order of their ids."""
    question = question_of(claims)
    return Group(
        id=group_id([claim.id for claim in claims]),
        claims=tuple(claim.id for claim in claims),
        question=question,
        name=name_of(claims, question, language),
    )


def group_id(claims: Sequence[str]) -> str:
    """Derive a group's id from its first claim by id, so that it seldom changes when claims are added."""
    return hashlib.sha256(f"group:{min(claims)}".encode()).hexdigest()[:16]
