"""Datelines: "BEYROUTH (AP) —", "LONDON, March 3 (Reuters) -", "Genève, AFP -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reconcile.model import Metadatum, Span
from reconcile.reading.agencies import known_agencies, known_agency
from reconcile.reading.calendar_dates import find_date, month_names
from reconcile.reading.edges import REACH, edge_lines
from reconcile.reading.signatures import signatures
from reconcile.reading.words import alternatives, words
from schema.vocabulary import Provenance

_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zß-öø-ÿ"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a dispatch: where and when it was sent, and by which agencies."""

    text: str
    place: str | None
    agencies: tuple[str, ...]
    published: str | None
    span: Span

    @property
    def agency(self) -> str | None:
        """The agency that is named first."""
        return next(iter(self.agencies), None)


def metadata_of(text: str) -> tuple[Metadatum, ...]:
    """List what the datelines and signatures of a text say of it."""
    found: list[Metadatum] = []
    dateline = find_dateline(text)
    if dateline:
        found.append(Metadatum("dateline", dateline.text, Provenance.PAGE, 0.9, "dateline"))
        found += (
            Metadatum("agency", agency, Provenance.PAGE, 0.95, "dateline")
            for agency in dateline.agencies
        )
        if dateline.published:
            found.append(
                Metadatum("published", dateline.published, Provenance.PAGE, 0.8, "dateline")
            )
    found += (
        Metadatum("agency", agency, Provenance.PAGE, confidence, where)
        for agency, confidence, where in signatures(text)
    )
    return tuple(found)


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline in the first lines of a text."""
    for line in edge_lines(text):
        match = _pattern().match(text, line.start, min(line.end, line.start + REACH))
        if found := _read(match) if match else None:
            return found
    return None


def _read(match: re.Match[str]) -> Dateline | None:
    """Make a dateline of what has the form of one, unless it is only the beginning of a sentence."""
    inside = match["bracketed"] or match["bare"] or ""
    agencies = known_agencies(inside, codes=True)
    place = (match["place"] or "").strip(" ,.") or None
    if place and not inside:
        place, agencies = _agency_at_end(place)
    date = find_date(match.string, match.start("head"), match.end("head"))
    shouted = place is not None and len(place) > 2 and place == place.upper()
    if match["bare"] and not agencies:
        return None
    # Without a dash only an agency in brackets, before the first capital, ends a dateline.
    if not match["dash"] and not (agencies and match["bracketed"]):
        return None
    if place and place.casefold() in _kickers():
        return None
    # A place in small letters, or none, is a dateline only beside an agency or a whole date.
    if not (agencies or date or (shouted and not inside)):
        return None
    return Dateline(
        text=match["head"].strip(" ,.:-–—"),
        place=place,
        agencies=agencies,
        published=str(date.date) if date else None,
        span=Span(match.start("head"), match.end("head")),
    )


def _agency_at_end(place: str) -> tuple[str | None, tuple[str, ...]]:
    """Part "Beyrouth, AFP" and "AFP"."""
    before, _, last = place.rpartition(",")
    agency = known_agency(last)
    return (before.strip() or None, (agency,)) if agency else (place, ())


@cache
def _kickers() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("kickers"))


@cache
def _pattern() -> re.Pattern[str]:
    name = rf"[{_UPPER}][{_UPPER}{_LOWER}'’.-]*"
    joined = alternatives(words("joined"))
    place = (
        rf"{name}(?:(?:[ /-]+|\s+(?:{joined})\s+){name}){{0,5}}"
        rf"(?:\s*,\s*{name}(?:\s{name}){{0,2}})?"
    )
    month = month_names()
    before, ordinal = alternatives(words("before_date")), alternatives(words("ordinals"))
    date = (
        rf"(?:(?:{before})\s+)?\d{{1,2}}(?:{ordinal})?\s+(?i:{month})\.?(?:\s+\d{{4}})?"
        rf"|(?i:{month})\.?\s+\d{{1,2}}(?:{ordinal})?(?:,?\s+\d{{4}})?"
    )
    dash = r"[—–=] | --? | : | \.\s*[-–—]"
    return re.compile(
        rf"""
        (?P<head>
          (?: (?P<place>{place}) (?:\s*[,.]?\s+(?:{date}))? | {date} )?
          (?: [\s,.]* (?:(?:{dash})\s*)? [(\[/] (?P<bracketed>[^()\[\]/\n]{{2,40}}(?:/[^()\[\]/\n]{{2,20}})*) [)\]/]
            | \s* (?:[—–]|--?) \s+ (?P<bare>{name}(?:\s\w+){{0,3}}) (?=\s*(?:[—–]|--?)\s)
            | [\s,.]*
          )
        )
        \s* (?: (?P<dash>{dash}) (?:\s|(?<=[)\]]-)|(?<=[)\]]--)) | (?=[«"“{_UPPER}]) )
        """,
        re.VERBOSE,
    )
