"""What a decision must satisfy before it is kept."""

from __future__ import annotations

import math
import unicodedata

from reconcile.model.errors import ReconcileError
from reconcile.model.review import Judgement, Verdict
from schema.vocabulary import Status

#: The longest name of an editor or a group, in characters.
LONGEST_NAME = 200


def check_editor(name: str) -> str:
    """Give an editor's name as it is kept: one line, composed, so that it is the same person on every keyboard.

    Raise :class:`ReconcileError` where nobody could be named so.
    """
    composed = unicodedata.normalize("NFC", name).strip()
    if not composed:
        raise ReconcileError("an editor needs a name; give one with --editor")
    return _checked(composed, "an editor's name")


def check_name(name: str) -> str:
    """Give a group's name as it is kept, empty where there is none; raise :class:`ReconcileError` on what is no name."""
    return _checked(unicodedata.normalize("NFC", name).strip(), "a group's name")


def _checked(name: str, what: str) -> str:
    if len(name) > LONGEST_NAME:
        raise ReconcileError(f"{what} has no more than {LONGEST_NAME} characters, not {len(name)}")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        raise ReconcileError(f"{what} is written in characters, without line breaks: not {name!r}")
    return name


def check_judgement(judgement: Judgement) -> None:
    """Raise :class:`ReconcileError` where a judgement contradicts itself."""
    if judgement.a == judgement.b:
        raise ReconcileError(f"claim {judgement.a} cannot be judged against itself")
    if judgement.type is not None and judgement.type.family is not judgement.family:
        raise ReconcileError(
            f"{judgement.type.value} is of the family {judgement.type.family.value},"
            f" not {judgement.family.value}; choose one of them"
        )
    if judgement.suggested_score is not None and not math.isfinite(judgement.suggested_score):
        raise ReconcileError("the score of a suggestion is a finite number")


def check_verdict(verdict: Verdict, live_contradictions: int) -> None:
    """Raise :class:`ReconcileError` where a verdict contradicts itself or owes its reason.

    Settling a group against a live contradiction needs a reason: somebody will ask for it.
    """
    figures = [f for f in (verdict.low, verdict.best, verdict.high) if f is not None]
    if not all(_is_finite(figure) for figure in figures):
        raise ReconcileError("low, best and high are finite numbers; leave an open end out")
    if figures != sorted(figures):
        raise ReconcileError(
            "low, best and high must rise: " + ", ".join(f"{figure:g}" for figure in figures)
        )
    if verdict.status is Status.SETTLED and live_contradictions and not verdict.reason.strip():
        raise ReconcileError(
            f"this group holds {live_contradictions} live contradiction(s): settling it needs a reason"
        )


def _is_finite(figure: float) -> bool:
    try:
        return math.isfinite(figure)
    except OverflowError:  # a whole number that no float can hold
        return False
