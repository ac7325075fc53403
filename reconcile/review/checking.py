"""What a decision must satisfy before it is kept."""

from __future__ import annotations

import math

from reconcile.model.errors import ReconcileError
from reconcile.model.review import Judgement, Verdict
from schema.vocabulary import Status


def check_judgement(judgement: Judgement) -> None:
    """Raise :class:`ReconcileError` where a judgement contradicts itself."""
    if judgement.a == judgement.b:
        raise ReconcileError(f"claim {judgement.a} cannot be judged against itself")
    if judgement.type is not None and judgement.type.family is not judgement.family:
        raise ReconcileError(
            f"{judgement.type.value} is of the family {judgement.type.family.value},"
            f" not {judgement.family.value}; choose one of them"
        )


def check_verdict(verdict: Verdict, live_contradictions: int) -> None:
    """Raise :class:`ReconcileError` where a verdict contradicts itself or owes its reason.

    Settling a group against a live contradiction needs a reason: somebody will ask for it.
    """
    figures = [f for f in (verdict.low, verdict.best, verdict.high) if f is not None]
    if not all(math.isfinite(figure) for figure in figures):
        raise ReconcileError("low, best and high are finite numbers; leave an open end out")
    if figures != sorted(figures):
        raise ReconcileError(
            "low, best and high must rise: " + ", ".join(f"{figure:g}" for figure in figures)
        )
    if verdict.status is Status.SETTLED and live_contradictions and not verdict.reason.strip():
        raise ReconcileError(
            f"this group holds {live_contradictions} live contradiction(s): settling it needs a reason"
        )
