"""Language packs: every word of a language that the program knows, in one TOML file a language.

Adding a language is adding a file here, or in a folder of one's own that ``RECONCILE_LANGUAGES`` names: ``it.toml``
with ``code = "it"`` and whatever tables it has. What it does not say is taken from ``skeleton.toml``, where all is
empty. Each step reads the tables it needs; no step holds a word of any language in its code.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from reconcile.languages.compiled import read_table

# importlib.resources would load zipfile and more, for a package that is always a folder.
_FOLDER = os.path.dirname(__file__)
#: Names a folder of packs of one's own; a pack there wins over the program's of the same language.
FOLDER_VARIABLE = "RECONCILE_LANGUAGES"
#: A pack's file is named by a code of ISO 639-1.
_CODE = 2


@cache
def available() -> tuple[str, ...]:
    """List the languages that have a pack, by ISO 639-1 code."""
    return tuple(sorted({*_packs(_FOLDER), *_packs(os.environ.get(FOLDER_VARIABLE, ""))}))


def own() -> tuple[str, ...]:
    """List the languages whose pack is in the user's own folder."""
    return tuple(sorted(_packs(os.environ.get(FOLDER_VARIABLE, ""))))


def _packs(folder: str) -> list[str]:
    if not folder or not os.path.isdir(folder):
        return []
    stems = [name.removesuffix(".toml") for name in os.listdir(folder) if name.endswith(".toml")]
    return [stem for stem in stems if len(stem) == _CODE and stem.isalpha()]


@cache
def load(language: str) -> dict[str, Any]:
    """Read a language's pack, whole; raise ``KeyError`` where there is none. The tables are not to be changed.

    A name that :func:`lay_over` gave is that of a pack with an editor's words laid over it. Raise ``InputError`` for a
    pack of one's own that is not one.
    """
    if language in _laid:
        return _laid[language]
    if language not in available():
        raise KeyError(language)
    skeleton = read_table(os.path.join(_FOLDER, "skeleton.toml"))
    if language in own():
        return merged(skeleton, _own_pack(language))
    return merged(skeleton, builtin(language))


def builtin(language: str) -> dict[str, Any]:
    """Read one of the program's own packs as it stands."""
    return read_table(os.path.join(_FOLDER, f"{language}.toml"))


def builtins() -> tuple[str, ...]:
    """List the program's own packs."""
    return tuple(sorted(_packs(_FOLDER)))


def _own_pack(language: str) -> dict[str, Any]:
    # Only a pack of one's own is checked, and only for it the checks are loaded.
    from reconcile.languages.checking import read_checked

    path = os.path.join(os.environ[FOLDER_VARIABLE], f"{language}.toml")
    pack = read_checked(path)
    return {"code": language, **pack}


#: Packs with an editor's words laid over them, by the name that they were given.
_laid: dict[str, dict[str, Any]] = {}


def lay_over(language: str, name: str, extra: Mapping[str, Any]) -> str:
    """Lay further words over a language's pack; return the name under which :func:`load` gives the result.

    ``name`` tells one set of words from another; the same name must always stand for the same words.
    """
    whole = f"{language}+{name}"
    if whole not in _laid:
        # Of two entries that share a name the editor's is to win: what only he has comes first.
        _laid[whole] = merged(load(language), extra, first=True)
    return whole


def merged(
    base: Mapping[str, Any], extra: Mapping[str, Any], *, first: bool = False
) -> dict[str, Any]:
    """Lay one table over another: tables are merged, lists go on, anything else is replaced.

    With ``first``, keys that only ``extra`` has come before those of ``base``.
    """
    fresh = {key: extra[key] for key in extra if key not in base}
    made = fresh | dict(base) if first else dict(base) | fresh
    for key, value in extra.items():
        old = base.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            made[key] = merged(old, value, first=first)
        elif isinstance(old, list) and isinstance(value, list):
            made[key] = old + [item for item in value if item not in old]
        else:
            made[key] = value
    return made
