"""The group: the claims that answer one question."""

from __future__ import annotations

from dataclasses import dataclass

from schema.vocabulary import ScopeKind


@dataclass(frozen=True, slots=True)
class Question:
    """What a claim answers: measure x population x place x kind. The period is never part of it."""

    measure: str | None
    population: str | None
    places: tuple[str, ...] = ()
    kind: ScopeKind | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Claims on one question, by id, in a stable order."""

    id: str
    claims: tuple[str, ...]
    question: Question
    name: str = ""
