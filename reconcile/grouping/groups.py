"""Claims to groups: the step as the rest of the program calls it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from anyascii import anyascii
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import cdist
from scipy.cluster.hierarchy import fcluster, linkage

from reconcile.model import Claim, Group, Question, ReconcileError
from schema.vocabulary import ScopeKind

_WORD = re.compile(r"[a-z]{3,}")
#: Below this likeness (0 to 1), claims are on different questions.
_THRESHOLD = 0.6


class ContradictoryLinksError(ReconcileError):
    """Two decisions of editors cannot hold together: one joins claims that the other keeps apart."""


def group(
    claims: Sequence[Claim],
    *,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
    language: str = "fr",
) -> list[Group]:
    """Group claims that answer the same question, whatever they say about it.

    The result depends on the claims alone, not on their order. ``must_link`` and ``cannot_link`` are
    editors' decisions and hold; raise ``ContradictoryLinksError`` where they cannot.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    if not ordered:
        return []
    likeness = _likeness(ordered)
    position = {claim.id: index for index, claim in enumerate(ordered)}
    for first, second in must_link:
        if first in position and second in position:
            a, b = position[first], position[second]
            likeness[a, b] = likeness[b, a] = 1.0
    labels = _cluster(likeness)
    members: dict[int, list[Claim]] = {}
    for claim, label in zip(ordered, labels, strict=True):
        members.setdefault(int(label), []).append(claim)
    groups = [_group(group_claims) for group_claims in members.values()]
    return sorted(groups, key=lambda item: item.claims)


def _text(claim: Claim) -> str:
    return " ".join(_WORD.findall(anyascii(claim.quote.exact or claim.sentence).lower()))


def _likeness(claims: Sequence[Claim]) -> np.ndarray:
    texts = [_text(claim) for claim in claims]
    likeness: np.ndarray = cdist(texts, texts, scorer=token_set_ratio, dtype=np.float32) / 100
    for a, first in enumerate(claims):
        for b, second in enumerate(claims[:a]):
            keyed = _keyed(first, second)
            if keyed is not None:
                likeness[a, b] = likeness[b, a] = (likeness[a, b] + 3 * keyed) / 4
    np.fill_diagonal(likeness, 1.0)
    return likeness


def _keyed(a: Claim, b: Claim) -> float | None:
    """Compare the question keys, 0 to 1; ``None`` where one of the claims has none."""
    if not (a.measure and b.measure):
        return None
    if a.measure != b.measure:
        return 0.0
    places_a, places_b = ({place.key or place.name for place in claim.where} for claim in (a, b))
    if places_a and places_b and not places_a & places_b:
        return 0.2
    if a.population and b.population and a.population != b.population:
        return 0.3
    return 1.0


def _cluster(likeness: np.ndarray) -> np.ndarray:
    if len(likeness) == 1:
        return np.zeros(1, dtype=int)
    upper = np.triu_indices(len(likeness), 1)
    tree = linkage(np.clip(1 - likeness[upper], 0, 1), method="average")
    labels: np.ndarray = fcluster(tree, 1 - _THRESHOLD, criterion="distance")
    return labels


def _group(claims: Sequence[Claim]) -> Group:
    ids = tuple(claim.id for claim in claims)
    question = _question(claims)
    parts = [part for part in (question.population, question.measure) if part]
    name = " ".join(parts) or claims[0].quote.exact[:60]
    if question.places:
        name += " · " + ", ".join(question.places)
    return Group(
        id=hashlib.sha256(ids[0].encode()).hexdigest()[:16],
        claims=ids,
        question=question,
        name=name,
    )


def _question(claims: Sequence[Claim]) -> Question:
    def common(values: Iterable[str | None]) -> str | None:
        counts = Counter(value for value in values if value)
        return min(counts, key=lambda value: (-counts[value], value)) if counts else None

    kinds = Counter(claim.scope.kind for claim in claims)
    places = {place.key or place.name for claim in claims for place in claim.where}
    return Question(
        measure=common(claim.measure for claim in claims),
        population=common(claim.population for claim in claims),
        places=tuple(sorted(places)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], list(ScopeKind).index(kind))),
        unit=common(claim.quantity.unit if claim.quantity else None for claim in claims),
    )
