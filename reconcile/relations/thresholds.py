"""The thresholds of the rules, read from ``thresholds.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(section: str) -> dict[str, float]:
    """Return one section of the thresholds."""
    text = (files(__package__) / "thresholds.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)[section]
    return {name: float(value) for name, value in values.items()}
