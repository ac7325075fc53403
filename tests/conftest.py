"""What tests of every storey share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The texts beside the repository; the test is skipped where they are absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus" / "manifest.csv").exists():
        pytest.skip("no ../shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own dispatches."""
    return ROOT / "fixtures"
