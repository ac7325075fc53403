"""Precision, recall and F1 of a clustering against the known groups, by pairs and B-cubed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision and recall, 0 to 1."""

    measure: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.measure} P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def _codes(values: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def pairwise(label: npt.NDArray[np.generic], truth: npt.NDArray[np.generic]) -> Quality:
    """Compare the pairs put together with the pairs that belong together."""
    label, truth = _codes(label), _codes(truth)
    both = _pairs(label << 32 | truth)
    made, wanted = _pairs(label), _pairs(truth)
    return Quality("pairs", both / made if made else 1.0, both / wanted if wanted else 1.0)


def b_cubed(label: npt.NDArray[np.generic], truth: npt.NDArray[np.generic]) -> Quality:
    """Average over claims the share of its cluster, and of its group, that belongs with it (Bagga & Baldwin, 1998)."""
    label, truth = _codes(label), _codes(truth)
    joint = _codes(label << 32 | truth)
    shared = np.bincount(joint)[joint]
    return Quality(
        "B3",
        float((shared / np.bincount(label)[label]).mean()),
        float((shared / np.bincount(truth)[truth]).mean()),
    )


def _pairs(codes: npt.NDArray[np.int64]) -> int:
    count = np.unique(codes, return_counts=True)[1]
    return int((count * (count - 1) // 2).sum())
