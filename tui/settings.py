"""What an editor has set: language, theme, keys. A TOML file in the platform's place, checked when read.

A wrong setting never keeps the desk from opening: it is left out, and the desk says which and why.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tui.actions import by_id

#: Names the file instead of the platform's place.
VARIABLE = "RECONCILE_SETTINGS"


@dataclass(frozen=True, slots=True)
class Settings:
    """The editor's settings; every one has a default."""

    #: ISO 639-1 code; ``None`` takes the locale's.
    language: str | None = None
    theme: str = "reconcile-dark"
    #: How a copied quote is cited: a key of :data:`tui.citation.STYLES`.
    citation: str = "plain"
    #: Where ``Y`` writes quotes; relative to the current folder.
    quotes_file: Path = Path("reconcile-quotes.txt")
    #: Move to the next undecided claim after a decision.
    advance: bool = False
    #: The editor's own keys: action id → Textual's key names, comma-separated.
    keys: Mapping[str, str] = field(default_factory=dict)


def default_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings are: named by ``RECONCILE_SETTINGS``, else in the platform's place."""
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    from platformdirs import user_config_path

    return user_config_path("reconcile") / "desk.toml"


def read(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings; return them with a sentence for each that was left out.

    A file that is not there is the defaults. Never raises on what an editor may have typed.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), [f"{path}: {error}; the defaults are used"]
    return _checked(table, path)


def _checked(table: dict[str, Any], path: Path) -> tuple[Settings, list[str]]:
    settings = Settings()
    wrong: list[str] = []
    kinds: dict[str, type] = {
        "language": str,
        "theme": str,
        "citation": str,
        "quotes_file": str,
        "advance": bool,
        "keys": dict,
    }
    for name, value in table.items():
        if name not in kinds:
            wrong.append(f"{path}: {name}: no such setting; there are {', '.join(kinds)}")
        elif not isinstance(value, kinds[name]):
            wrong.append(f"{path}: {name}: {value!r} is not a {kinds[name].__name__}")
        elif name != "keys":
            settings = _with(settings, name, value)
    if isinstance(table.get("keys"), dict):
        keys, bad = _checked_keys(table["keys"], path)
        settings, wrong = replace(settings, keys=keys), wrong + bad
    return settings, wrong


def _with(settings: Settings, name: str, value: Any) -> Settings:
    if name == "quotes_file":
        return replace(settings, quotes_file=Path(value).expanduser())
    return replace(settings, **{name: value})


def _checked_keys(table: Mapping[str, Any], path: Path) -> tuple[dict[str, str], list[str]]:
    keys: dict[str, str] = {}
    wrong = []
    for name, value in _flat(table).items():
        if by_id(name) is None:
            wrong.append(f"{path}: keys.{name}: no such action; `?` in the desk lists them")
        elif not isinstance(value, str) or not value.strip(", "):
            wrong.append(f"{path}: keys.{name}: {value!r} is not a key")
        else:
            keys[name] = value
    return keys, wrong


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Take ``[keys.group] agree = "a"`` and ``"group.agree" = "a"`` alike."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": held for inner, held in value.items()})
        else:
            flat[name] = value
    return flat


def write(settings: Settings, path: Path) -> None:
    """Write what differs from the defaults; raise ``OSError`` where the file cannot be written."""
    default = Settings()
    lines = []
    for item in fields(settings):
        value = getattr(settings, item.name)
        if item.name == "keys" or value == getattr(default, item.name):
            continue
        lines.append(f"{item.name} = {_toml(value)}")
    if settings.keys:
        lines += ["", "[keys]"]
        lines += [f"{_toml(name)} = {_toml(keys)}" for name, keys in settings.keys.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
    partial.replace(path)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
