"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of texts beside the repository; the test is skipped where it is absent."""
    if not (_SHARED / "corpus").is_dir():
        pytest.skip("the texts beside the repository are not here")
    return _SHARED.resolve()
