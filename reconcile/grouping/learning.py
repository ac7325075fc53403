"""Learn the weights from what editors joined and kept apart, and never get worse."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from reconcile.grouping.candidates import Pairs
from reconcile.grouping.columns import columns_of
from reconcile.grouping.features import Comparer, Features
from reconcile.grouping.partition import respelt
from reconcile.grouping.scoring import Weights
from reconcile.grouping.statistics import Statistics
from reconcile.grouping.training import Agreement, fit, measure
from reconcile.model import Claim, ReconcileError

#: Fewer judgements of either sort than this teach nothing.
LEAST = 10
#: Rounds, in each of which another part of the judgements is held out.
FOLDS = 5


class TooFewJudgementsError(ReconcileError):
    """There is too little to learn from."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights fitted on all judgements, and how well weights fitted on some do on the others."""

    weights: Weights
    before: Agreement
    after: Agreement
    trained: int
    folds: int = FOLDS

    @property
    def better(self) -> bool:
        """Tell whether the new weights are at least as good on what was held out."""
        return self.after.f1 >= self.before.f1


def learn(
    claims: Sequence[Claim],
    together: Collection[tuple[str, str]],
    apart: Collection[tuple[str, str]],
    before: Weights,
) -> Learned:
    """Fit weights to pairs that editors judged to be on one question, or not.

    Weights are held near ``before``, so that few judgements change little. Raise
    ``TooFewJudgementsError`` below :data:`LEAST` of either sort.
    """
    rows = sorted(claims, key=lambda claim: claim.id)
    place = {claim.id: row for row, claim in enumerate(rows)}
    known = [
        (pair, same)
        for pairs, same in ((together, True), (apart, False))
        for pair in sorted(pairs)
        if pair[0] in place and pair[1] in place
    ]
    of_one, of_two = sum(same for _, same in known), sum(not same for _, same in known)
    if of_one < LEAST or of_two < LEAST:
        raise TooFewJudgementsError(
            f"{of_one} judged pairs on one question and {of_two} on different ones: "
            f"{LEAST} of each are needed to learn from; judge, merge and split some more"
        )
    features = _features(rows, [(place[a], place[b]) for (a, b), _ in known])
    same = np.array([same for _, same in known])
    fold = np.array([_fold(pair) for pair, _ in known])
    held_before, held_after = _held_out(features, same, fold, before)
    weights = _fitted(features, same, before)
    return Learned(weights, held_before, held_after, len(known))


def _features(rows: Sequence[Claim], pairs: Sequence[tuple[int, int]]) -> Features:
    batch = respelt(columns_of(rows))
    first, second = np.array(pairs, dtype=np.int32).T
    comparer = Comparer.of(batch, Statistics.of(batch.bags))
    return comparer.compare(Pairs(np.ascontiguousarray(first), np.ascontiguousarray(second)))


def _fold(pair: tuple[str, str]) -> int:
    """Put a pair in a fold that depends on nothing but the pair."""
    return hashlib.sha256("|".join(sorted(pair)).encode()).digest()[0] % FOLDS


def _fitted(features: Features, same: npt.NDArray[np.bool_], before: Weights) -> Weights:
    # The two sorts count alike: editors judge what the machine showed them, not pairs at random.
    share = np.where(same, 0.5 / max(same.sum(), 1), 0.5 / max((~same).sum(), 1))
    fitted = fit(features, same, share.astype(np.float32), before, hold=5 / len(features))
    return replace(fitted, cut=before.cut, rise=before.rise)


def _held_out(
    features: Features,
    same: npt.NDArray[np.bool_],
    fold: npt.NDArray[np.int64],
    before: Weights,
) -> tuple[Agreement, Agreement]:
    said = np.zeros(len(same), dtype=np.float32)
    for number in range(FOLDS):
        held = fold == number
        if held.any() and not held.all():
            said[held] = _fitted(features[~held], same[~held], before).log_odds(features[held])
    return (
        measure(before.log_odds(features) - np.float32(before.cut), same),
        measure(said - np.float32(before.cut), same),
    )
