"""Datelines and agency signatures: "BEYROUTH (AP) —", "(Reuters)", "Le Monde avec AFP".

A picture's credit ("Crédit : AFP") is no signature of the text, and an agency named in a sentence is
a source of that sentence: only a dateline, a parenthesis at the very beginning or end, and a line that
holds nothing but a signature are believed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reconcile.model import Metadatum, Span
from reconcile.reading.calendar_dates import find_date, month_names
from reconcile.reading.words import alternatives, words
from schema.vocabulary import Provenance

_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zß-öø-ÿ"
#: How far into a line a dateline may reach, in characters.
_REACH = 120
#: Lines at either end of a text that may hold a dateline or a signature.
_FIRST_LINES = 6
_LAST_LINES = 4


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a dispatch: where and when it was sent, and by which agency."""

    text: str
    place: str | None
    agency: str | None
    published: str | None
    span: Span


def metadata_of(text: str) -> tuple[Metadatum, ...]:
    """List what the datelines and signatures of a text say of it."""
    found: list[Metadatum] = []
    dateline = find_dateline(text)
    if dateline:
        found.append(Metadatum("dateline", dateline.text, Provenance.PAGE, 0.9, "dateline"))
        if dateline.agency:
            found.append(Metadatum("agency", dateline.agency, Provenance.PAGE, 0.95, "dateline"))
        if dateline.published:
            found.append(
                Metadatum("published", dateline.published, Provenance.PAGE, 0.8, "dateline")
            )
    found += [
        Metadatum("agency", agency, Provenance.PAGE, confidence, where)
        for agency, confidence, where in _signatures(text)
    ]
    return tuple(found)


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline in the first lines of a text."""
    for line in _lines(text, _FIRST_LINES):
        match = _dateline_pattern().match(text, line.start, min(line.end, line.start + _REACH))
        if not match:
            continue
        agency = known_agency(match["agency"] or "", codes=True)
        inside = match["agency"] or ""
        date = find_date(text, match.start("head"), match.end("head"))
        place = (match["place"] or "").strip(" ,.") or None
        shouted = place is not None and len(place) > 2 and place == place.upper()
        # A place in small letters, or none, is a dateline only beside an agency or a whole date.
        if not (agency or date or (shouted and not inside)):
            continue
        return Dateline(
            text=match["head"].strip(" ,.:"),
            place=place,
            agency=agency,
            published=str(date.date) if date else None,
            span=Span(match.start("head"), match.end("head")),
        )
    return None


def known_agency(name: str, *, codes: bool = False) -> str | None:
    """Give the agency that signs with ``name``; with ``codes`` also by short codes such as "AP"."""
    names, short = _agencies()
    for part in _between_agencies().split(name.strip(" .")):
        bare = part.strip(" .")
        found = names.get(bare.casefold()) or (short.get(bare) if codes else None)
        if found:
            return found
    return None


def _signatures(text: str) -> Iterator[tuple[str, float, str]]:
    lines = [line.of(text).strip() for line in _lines(text, 10**6, tail=True)]
    first, last = lines[:_FIRST_LINES], lines[-_LAST_LINES:]
    if first and (match := re.search(r"\(([^()]{2,40})\)", first[0][:_REACH])):
        agency = known_agency(_without_lead(match[1]))
        if agency:
            yield agency, 0.8, "first line"
    for line in [*first[1:], *last]:
        agency = _signing_line(line)
        if agency:
            yield agency, 0.8, "signature line"
    for line in reversed(last):
        match = re.search(r"[(\[]([^()\[\]]{2,40})[)\]]\W*\Z", line)
        agency = known_agency(_without_lead(match[1]), codes=True) if match else None
        if agency:
            yield agency, 0.85, "closing signature"


def _signing_line(line: str) -> str | None:
    """Give the agency of a line that is a signature from end to end."""
    if not 2 <= len(line) <= 80:
        return None
    bare = line.strip(" -–—©()[].|/*")
    agency = known_agency(bare, codes=False)
    if agency:
        return agency
    # "Le Monde avec AFP", "By Jane Doe, Reuters", "AFP / Jean Dupont"
    match = _lead_pattern().search(bare)
    if match and not re.search(r"[.!?]\s", bare) and len(bare[: match.start()].split()) <= 5:
        return known_agency(bare[match.end() :])
    by = _byline_pattern().match(bare)
    if by and ("," in bare or "/" in bare):
        return known_agency(re.split(r"\s*[,/]\s*", bare)[-1])
    return None


def _without_lead(text: str) -> str:
    match = _lead_pattern().search(text)
    return text[match.end() :] if match else text


def _lines(text: str, most: int, *, tail: bool = False) -> Iterator[Span]:
    """Give the first lines that are not blank, with their places; with ``tail`` also the last ones."""
    head: list[Span] = []
    position = 0
    for _ in range(4 * _FIRST_LINES):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text[position:end].strip():
            head.append(_stripped(text, position, end))
        position = end + 1
        if position >= len(text) or len(head) >= min(most, _FIRST_LINES):
            break
    yield from head
    if not tail:
        return
    # From the end backwards, so that a long text costs no more than a short one.
    last: list[Span] = []
    end = len(text)
    seen = head[-1].end if head else 0
    while end > seen and len(last) < _LAST_LINES:
        start = text.rfind("\n", seen, end) + 1
        start = max(start, seen)
        if text[start:end].strip():
            last.append(_stripped(text, start, end))
        end = start - 1
    yield from reversed(last)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@cache
def _agencies() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads((files(__package__) / "agencies.toml").read_text(encoding="utf-8"))
    names = {alias.casefold(): name for name, row in table.items() for alias in row["names"]}
    codes = {code: name for name, row in table.items() for code in row.get("codes", ())}
    return names, codes


@cache
def _between_agencies() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|/|&|\b(?:{alternatives(words('joined'))})\b)\s*")


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words('signed_with'))})\s*:?\s+", re.IGNORECASE)


@cache
def _byline_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('signed_by'))})\s+", re.IGNORECASE)


@cache
def _dateline_pattern() -> re.Pattern[str]:
    name = rf"[{_UPPER}][{_UPPER}{_LOWER}'’.-]*"
    place = rf"{name}(?:[ /-]+{name}){{0,4}}(?:\s*,\s*{name}(?:\s{name}){{0,2}})?"
    month = month_names()
    before, ordinal = alternatives(words("before_date")), alternatives(words("ordinals"))
    date = (
        rf"(?:(?:{before})\s+)?\d{{1,2}}(?:{ordinal})?\s+(?i:{month})\.?(?:\s+\d{{4}})?"
        rf"|(?i:{month})\.?\s+\d{{1,2}}(?:{ordinal})?(?:,?\s+\d{{4}})?"
    )
    return re.compile(
        rf"""
        (?P<head>
          (?: (?P<place>{place}) (?:\s*,?\s+(?:{date}))? | {date} )?
          [\s,.]*
          (?: \( (?P<agency>[^()\n]{{2,40}}) \) )?
        )
        \s* (?: [—–] | -(?=\s) | : | \.\s*[-–—] ) \s
        """,
        re.VERBOSE,
    )
