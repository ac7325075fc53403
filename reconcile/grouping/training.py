"""Fit the weights of the score on pairs that are known to be, or not to be, on one question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from reconcile.grouping.features import FEATURES, Features
from reconcile.grouping.scoring import Weights

#: How strongly weights are held near where they start from.
HOLD = 1e-4
#: The most that any one feature may weigh; speakers speak on many questions.
_MOST = {"speakers": 1.0, "language_apart": 1.0}
_AGAINST = "_apart"
_NEVER_FOR = ("measure_unknown", "one_sentence")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well a score tells pairs on one question from others."""

    pairs: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def fit(
    features: Features,
    same: npt.NDArray[np.bool_],
    importance: npt.NDArray[np.float32] | None = None,
    start: Weights | None = None,
    firm: Sequence[str] = (),
    hold: float = HOLD,
) -> Weights:
    """Fit logistic weights; no feature may speak against what its name says.

    ``importance`` weighs each pair. With ``start``, weights are held near those, so that few pairs
    change little (``hold`` says how strongly); those named in ``firm`` (features, or ``bias``) a
    hundred times as strongly.
    """
    rows = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)]).astype(np.float64)
    weight = np.ones(len(rows)) if importance is None else importance.astype(np.float64)
    weight /= weight.sum()
    origin = np.zeros(rows.shape[1])
    if start:
        origin[:-1] = [start.of.get(name, 0.0) for name in FEATURES]
        origin[-1] = start.bias
    pull = np.full(rows.shape[1], hold)
    pull[[(*FEATURES, "bias").index(name) for name in firm]] *= 100

    def loss(value: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        score = rows @ value
        missed = weight * (1 / (1 + np.exp(-np.clip(score, -60, 60))) - same)
        cost = np.sum(weight * (np.logaddexp(0, score) - same * score))
        away = value - origin
        return float(cost + np.sum(pull * away**2)), rows.T @ missed + 2 * pull * away

    bounds = [_bounds(name) for name in FEATURES] + [(None, None)]
    found = minimize(loss, origin, jac=True, method="L-BFGS-B", bounds=bounds)
    values = np.round(found.x, 3)
    of = dict(zip(FEATURES, values[:-1].tolist(), strict=True))
    version = hashlib.sha256(values.tobytes()).hexdigest()[:8]
    return Weights(version, float(values[-1]), of)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name == "language_apart":
        # Two languages share fewer words: that speaks against nothing.
        return (0.0, _MOST[name])
    if name.endswith(_AGAINST) or name in _NEVER_FOR:
        return (None, 0.0)
    return (0.0, _MOST.get(name))


def measure(log_odds: npt.NDArray[np.float32], same: npt.NDArray[np.bool_]) -> Agreement:
    """Say how well log-odds above 0 tell the pairs that are on one question."""
    said = log_odds > 0
    hits = int((said & same).sum())
    return Agreement(
        pairs=len(same),
        precision=hits / int(said.sum()) if said.any() else 1.0,
        recall=hits / int(same.sum()) if same.any() else 1.0,
    )
