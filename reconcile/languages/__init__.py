"""Language packs: every word of a language that the program knows, in one TOML file a language.

Adding a language is adding a file here (or giving one with ``--glossary``). Each step reads the
tables it needs; no step holds a word of any language in its code.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from reconcile.languages.compiled import read_table

# importlib.resources would load zipfile and more, for a package that is always a folder.
_FOLDER = os.path.dirname(__file__)


@cache
def available() -> tuple[str, ...]:
    """List the languages that have a pack, by ISO 639-1 code."""
    names = os.listdir(_FOLDER)
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load(language: str) -> dict[str, Any]:
    """Read a language's pack; raise ``KeyError`` where there is none. The tables are not to be changed."""
    if language not in available():
        raise KeyError(language)
    return read_table(os.path.join(_FOLDER, f"{language}.toml"))
