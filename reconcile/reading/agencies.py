"""News agencies, by the names and codes that they sign with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from reconcile.reading.words import alternatives, words

#: Beside an agency only another acronym signs with a stroke ("AFP/VNA"); a name there took the picture.
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,6}|[a-zß-ÿ]{1,4}")


def known_agency(name: str, *, codes: bool = False) -> str | None:
    """Give the first agency that signs with ``name``; with ``codes`` also by short codes such as "AP"."""
    return next(iter(known_agencies(name, codes=codes)), None)


def known_agencies(name: str, *, codes: bool = False) -> tuple[str, ...]:
    """List the agencies of a signature such as "AFP et Reuters", in its order."""
    found: list[str] = []
    for part in _between_agencies().split(name):
        by_stroke = [item.strip(" .") for item in part.split("/")]
        known = [_known(item, codes) for item in by_stroke]
        if all(
            agency or _ACRONYM.fullmatch(item)
            for agency, item in zip(known, by_stroke, strict=True)
        ):
            found += filter(None, known)
    return tuple(dict.fromkeys(found))


def _known(name: str, codes: bool) -> str | None:
    names, short = _agencies()
    whole = name.strip(" .")
    # "Agence France-Presse" is a name, "l'agence Reuters" an article before one.
    for bare in (whole, _before_agency().sub("", whole)):
        if found := names.get(bare.casefold()) or (short.get(bare) if codes else None):
            return found
    return None


@cache
def _agencies() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads((files(__package__) / "agencies.toml").read_text(encoding="utf-8"))
    names = {alias.casefold(): name for name, row in table.items() for alias in row["names"]}
    codes = {code: name for name, row in table.items() for code in row.get("codes", ())}
    return names, codes


@cache
def _between_agencies() -> re.Pattern[str]:
    joined = alternatives(words("joined"))
    return re.compile(rf"\s*(?:[,;&|+]|\b(?:{joined})\b)\s*", re.IGNORECASE)


@cache
def _before_agency() -> re.Pattern[str]:
    # "l'AFP", "the Associated Press": an article that ends in an apostrophe has no space behind it.
    forms = (
        re.escape(word) + ("" if word[-1] in "'’" else r"\s+") for word in words("before_agency")
    )
    return re.compile(rf"\A(?:{'|'.join(forms)})", re.IGNORECASE)
