"""Language packs: every word of a language that the program knows, in one TOML file a language.

Adding a language is adding a file here (or giving one with ``--glossary``). Each step reads the
tables it needs; no step holds a word of any language in its code.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def available() -> tuple[str, ...]:
    """List the languages that have a pack, by ISO 639-1 code."""
    names = (item.name for item in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load(language: str) -> dict[str, Any]:
    """Read a language's pack; raise ``KeyError`` where there is none. The tables are not to be changed."""
    if language not in available():
        raise KeyError(language)
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
