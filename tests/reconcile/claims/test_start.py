"""What a start of the extractor loads: nothing that reading a text does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

import reconcile.model
from reconcile.claims.sources import _slug

READ_ONE = (
    "import sys; from reconcile.claims import extract_text;"
    "assert extract_text('Au moins 20 personnes ont été tuées, selon la police.', language='fr');"
    "print(*sys.modules)"
)


def test_reading_a_text_loads_no_heavy_library() -> None:
    run = subprocess.run(
        [sys.executable, "-c", READ_ONE], capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "pandas", "sqlalchemy", "textual", "anyascii", "platformdirs", "pydantic_ai"}
    assert "reconcile.claims.pipeline" in run.stdout.split()
    assert heavy.isdisjoint(run.stdout.split())


@pytest.mark.parametrize("name", reconcile.model.__all__)
def test_every_noun_is_found_in_its_module(name: str) -> None:
    assert getattr(reconcile.model, name).__name__ == name


def test_a_noun_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = reconcile.model.Nonsense


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Élise Nuñez", "elise_nunez"),
        ("Elise Nuñez", "elise_nunez"),
        ("Bjørn Œrsted", "bjorn_oersted"),
        ("Ольга", "ol_ga"),
        ("UN", "un"),
    ],
)
def test_names_are_keyed_in_ascii(name: str, slug: str) -> None:
    assert _slug(name) == slug
