"""Checks of packs and glossaries that are not the program's own, against what its packs look like.

What a table may hold is read off the program's packs: the same keys, the same types of values. Tables whose keys are
themselves words or concepts (measures, sources, months) take any key.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reconcile.languages import builtin, builtins
from reconcile.model.errors import InputError

#: So many faults are named at once.
MOST = 8

#: Tables whose keys are words or concepts.
_OPEN = frozenset(
    [
        "assertions",
        "bodies",
        "collectives",
        "comparators.not_after",
        "dates.months",
        "dates.seasons",
        "dates.spans",
        "dates.weekdays",
        "dates.year_parts.nouns",
        "dates.year_parts.ordinals",
        "denials",
        "flags.companions",
        "fractions.alone",
        "fractions.parts",
        "grouping.concepts",
        "inflection.irregular",
        "measures",
        "money.words",
        "numbers.adverbs",
        "numbers.bare",
        "numbers.money_suffixes",
        "numbers.noun_suffixes.letters",
        "numbers.scales",
        "numbers.suffixes",
        "numbers.tails",
        "numbers.words",
        "periods.between",
        "places.countries",
        "places.governments.names",
        "places.towns",
        "plurals",
        "populations",
        "questions.alone",
        "questions.measures",
        "questions.populations",
        "ranges.open",
        "report.columns",
        "sources",
        "statements.nouns",
        "statements.verbs",
        "units.before",
        "units.names",
        "units.words",
        "words.cue_pronouns",
        "words.currencies",
        "words.elisions",
        "words.other_ones",
        "words.subject_pronouns",
    ]
)
_TYPES = {
    "text": "text in quotes",
    "number": "a number",
    "flag": "true or false",
    "list": "a list in [ ]",
    "table": "a table",
}


@dataclass
class _Shape:
    """What may stand at a place in a pack."""

    kinds: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    keys: dict[str, _Shape] = field(default_factory=dict)
    any_key: _Shape | None = None


def read_checked(path: str) -> dict[str, Any]:
    """Read a pack or glossary; raise ``InputError`` that names file, line and what to mend."""
    import tomllib

    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
    except OSError as error:
        raise InputError(path, "cannot be read", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8", f"byte {error.start} is not") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, f"is not TOML: {error}") from error
    faults = [
        f"line {_line_of(text, place)}: {what}" if _line_of(text, place) else what
        for place, what in _faults(table)
    ]
    if faults:
        more = f" … and {len(faults) - MOST} more" if len(faults) > MOST else ""
        raise InputError(path, "; ".join(faults[:MOST]) + more)
    return table


def _faults(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    shape = _shape()
    for key, value in table.items():
        if _is_language(key) and isinstance(value, Mapping):
            # A glossary's tables for one language.
            for place, what in _within(value, shape, ()):
                yield (key, *place), what
        else:
            yield from _of_key(key, value, shape, ())


def _is_language(key: str) -> bool:
    return len(key) == 2 and key.isalpha() and key.islower()


def _within(
    table: Mapping[str, Any], shape: _Shape, place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in table.items():
        yield from _of_key(key, value, shape, place)


def _of_key(
    key: str, value: Any, shape: _Shape, place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    here = (*place, key)
    if place == ("places",) and key not in shape.keys:
        yield from _named_place(value, here)
        return
    allowed = shape.keys.get(key, shape.any_key)
    if allowed is None:
        near = difflib.get_close_matches(key, shape.keys, 1)
        table = f"[{'.'.join(place)}]" if place else "a pack or glossary"
        hint = f", did you mean {near[0]!r}?" if near else ""
        yield here, f"{table} has no {key!r}{hint}"
        return
    kind = _kind(value)
    if allowed.kinds and kind not in allowed.kinds:
        wanted = " or ".join(sorted(_TYPES[one] for one in allowed.kinds))
        yield here, f"{'.'.join(here)} must be {wanted}, not {_TYPES.get(kind, kind)}"
        return
    if isinstance(value, Mapping):
        yield from _within(value, allowed, here)
        yield from _entry(value, here)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            if allowed.items and _kind(item) not in allowed.items:
                wanted = " or ".join(sorted(_TYPES[one] for one in allowed.items))
                yield here, f"{'.'.join(here)}, item {number}: must be {wanted}"
                return


def _entry(
    table: Mapping[str, Any], place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Check what an entry of a table of concepts must have."""
    if len(place) != 2:
        return
    if place[0] == "sources" and not table.get("names"):
        yield place, f"{'.'.join(place)} needs names = […], at least one"
    allowed = _vocabulary(place[0])
    kind = table.get("kind")
    if allowed and isinstance(kind, str) and kind not in allowed:
        yield (*place, "kind"), f"{'.'.join(place)}.kind is none of {', '.join(allowed)}"


def _vocabulary(table: str) -> tuple[str, ...]:
    """List the kinds that the program's own packs give the entries of a table."""
    from schema.vocabulary import ScopeKind, SourceKind

    if table == "measures":
        return tuple(kind.value for kind in ScopeKind if kind is not ScopeKind.STATEMENT)
    if table == "sources":
        packs = [builtin(language).get("sources", {}) for language in builtins()]
        known = {entry["kind"] for pack in packs for entry in pack.values()}
        return tuple(sorted(known | {kind.value for kind in SourceKind}))
    return ()


def _named_place(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Check a glossary's place, which has its names by language."""
    named = isinstance(value, Mapping) and all(
        _is_language(key) and isinstance(names, list) and all(isinstance(n, str) for n in names)
        for key, names in value.items()
    )
    if not named:
        what = f'{".".join(place)} must give names by language, as {{ fr = ["…"], en = ["…"] }}'
        yield place, what


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "list"
    return "table" if isinstance(value, Mapping) else "a date"


@cache
def _shape() -> _Shape:
    root = _Shape()
    packs = [builtin(language) for language in builtins()]
    for pack in packs:
        _learn(root, pack, "")
    return root


def _learn(shape: _Shape, value: Any, path: str) -> None:
    shape.kinds.add(_kind(value))
    if isinstance(value, list):
        shape.items |= {_kind(item) for item in value}
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        below = f"{path}.{key}".removeprefix(".")
        if path in _OPEN and key != "grammar":
            if shape.any_key is None:
                shape.any_key = _Shape()
            _learn(shape.any_key, inner, f"{path}.*")
        else:
            _learn(shape.keys.setdefault(key, _Shape()), inner, below)


def _line_of(text: str, place: tuple[str, ...]) -> int | None:
    """Find the line that a key stands in, as near as its words tell."""
    lines = text.splitlines()
    key = place[-1]
    header = re.compile(r"^\s*\[\[?(?P<name>[^\]]+)\]")
    table: tuple[str, ...] = ()
    best: int | None = None
    for number, line in enumerate(lines, 1):
        match = header.match(line)
        if match:
            table = tuple(part.strip().strip("\"'") for part in match["name"].split("."))
            if place == table[: len(place)]:
                return number
            continue
        said = re.match(r"^\s*[\"']?(?P<key>[^\"'=]+?)[\"']?\s*=", line)
        if said and table == place[: len(table)]:
            rest = place[len(table) :]
            if said["key"].split(".")[0].strip() in (key, *rest[:1]):
                best = number
                if said["key"].strip() == key:
                    return number
    return best
