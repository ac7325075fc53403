"""Features to one score: logistic weights from ``weights.toml``, and what each feature added."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile.grouping.features import FEATURES, Features
from reconcile.model import Contribution, InputError


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log-odds that two claims answer one question.

    ``version`` is kept with each suggestion. Two claims with nothing in common or apart score ``bias``.
    Claims are joined where the mean log-odds between them exceed ``cut``, which is for up to a thousand
    claims; it rises by ``rise`` with each tenfold, as look-alikes by chance become commoner.
    """

    version: str
    bias: float
    of: Mapping[str, float]
    cut: float = 0.0
    rise: float = 0.0

    def cut_for(self, claims: int) -> np.float32:
        """Give the log-odds above which claims are joined, in a ledger of so many."""
        return np.float32(self.cut + self.rise * np.log10(max(claims, 1_000) / 1_000))

    def log_odds(self, features: Features) -> npt.NDArray[np.float32]:
        """Score pairs: above 0, more likely than not on one question."""
        column = np.array([self.of.get(name, 0.0) for name in FEATURES], dtype=np.float32)
        return (features @ column + np.float32(self.bias)).astype(np.float32)

    def waterfall(self, features: Features) -> tuple[Contribution, ...]:
        """Say of one pair which feature added what, most telling first; the bias stands first of all."""
        told = [
            Contribution(name, float(value), float(self.of.get(name, 0.0)))
            for name, value in zip(FEATURES, features, strict=True)
            if value and self.of.get(name)
        ]
        told.sort(key=lambda part: (-abs(part.value * part.weight), part.name))
        return (Contribution("bias", 1.0, self.bias), *told)


def probability(log_odds: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Turn log-odds into a probability."""
    return (1 / (1 + np.exp(-log_odds))).astype(np.float32)


@cache
def shipped() -> Weights:
    """Read the weights that come with the program."""
    return _parse(
        tomllib.loads((files("reconcile.grouping") / "weights.toml").read_text(encoding="utf-8"))
    )


def read_weights(path: Path) -> Weights:
    """Read weights from a file; raise ``InputError`` where it holds none."""
    try:
        return _parse(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            str(path), f"no weights: {error}", "run `reconcile match train`"
        ) from error


def beside(ledger: str) -> Path | None:
    """Say where the weights of a ledger are kept: beside its file; ``None`` where it is no file."""
    path = ledger.removeprefix("sqlite:///")
    if "://" in path or path == ":memory:":
        return None
    return Path(path).with_suffix(".weights.toml")


def current(ledger: str) -> Weights:
    """Give the weights of a ledger: those learned from its editors, else those of the program."""
    path = beside(ledger)
    return read_weights(path) if path is not None and path.exists() else shipped()


def _parse(data: Mapping[str, Any]) -> Weights:
    weights = {str(name): float(value) for name, value in data["weights"].items()}
    unknown = sorted(set(weights) - set(FEATURES))
    if unknown:
        raise ValueError(f"no feature is called {unknown[0]}")
    return Weights(
        str(data["version"]),
        float(data["bias"]),
        weights,
        float(data.get("cut", 0)),
        float(data.get("rise", 0)),
    )


def write_weights(weights: Weights, path: Path, described: str) -> None:
    """Write weights to a file, with a line that says what they were trained on."""
    lines = [f"# {line}" for line in described.splitlines()]
    lines += [
        f'version = "{weights.version}"',
        f"bias = {weights.bias:.3f}",
        f"cut = {weights.cut:.3f}",
        f"rise = {weights.rise:.3f}",
        "",
        "[weights]",
    ]
    lines += [f"{name} = {weights.of[name]:.3f}" for name in FEATURES if name in weights.of]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
