"""Where the project's own dispatches are: beside the packages in a checkout, inside them once installed."""

from __future__ import annotations

from pathlib import Path

from reconcile.model import ReconcileError


def folder() -> Path:
    """Return the folder of the dispatches; raise ``ReconcileError`` where an installation lacks it."""
    here = Path(__file__).resolve().parent
    for place in (here / "fixtures", here.parent / "fixtures"):
        if (place / "manifest.csv").is_file():
            return place
    raise ReconcileError(f"the project's dispatches are not in {here}: install the package again")
