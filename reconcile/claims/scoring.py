"""Precision and recall of extracted claims against claims marked by hand, field by field."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from reconcile.claims.tokens import fold, tokenise
from reconcile.model import Claim, Document, PartialDate
from reconcile.model.contract import quantity_to_json
from reconcile.model.errors import InputError
from schema.vocabulary import Comparator

#: Fields that are compared, in the order in which they are printed.
FIELDS = (
    "value",
    "interval",
    "comparator",
    "counted",
    "place",
    "polarity",
    "modality",
    "speaker",
    "measure",
    "population",
    "unit",
    "kind",
    "start",
    "as of",
    "right",
    "right with speaker",
)
#: Fields that only what an editor corrected says in the program's own terms; asked for where the gold has them.
_CONCEPTS: dict[str, Callable[[Claim], str | None]] = {
    "measure": lambda claim: claim.measure,
    "population": lambda claim: claim.population,
    "unit": lambda claim: claim.quantity.unit if claim.quantity else None,
    "kind": lambda claim: claim.scope.kind.value,
    "start": lambda claim: _iso(claim.scope.start),
    "as of": lambda claim: _iso(claim.scope.as_of),
}
#: What is compared of a statement without a figure.
_OF_STATEMENTS = ("measure", "population", "polarity", "modality", "origin")
#: What makes a figure right.
_RIGHT = ("value", "interval", "comparator", "counted")
#: Comparators between which readers differ.
_AKIN = {
    Comparator.VAGUE: {"vague", "about", "more_than", "at_least"},
    Comparator.ABOUT: {"about", "nearly", "vague"},
    Comparator.NEARLY: {"nearly", "about"},
}


@dataclass(frozen=True, slots=True)
class Gold:
    """The claims of one text as a person marked them, and the numbers that are traps."""

    file: str
    language: str
    claims: tuple[Mapping[str, Any], ...]
    traps: tuple[Mapping[str, Any], ...]
    #: Statements without a figure; ``None`` where nobody marked them.
    statements: tuple[Mapping[str, Any], ...] | None = None
    published: PartialDate | None = None
    outlet: str | None = None


@dataclass(slots=True)
class Score:
    """Counts over one or more texts; rates are shares in [0, 1]."""

    gold: int = 0
    found: int = 0
    extracted: int = 0
    trapped: int = 0
    false: int = 0
    right: Counter[str] = field(default_factory=Counter)
    #: How many figures of the gold say a field, and how many of those were found.
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    #: Statements of the gold, those extracted where they were marked, and those that are right.
    statements: int = 0
    stated: int = 0
    stated_right: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How many of the extracted figures are figures of the gold."""
        return 1 - (self.false + self.trapped) / self.extracted if self.extracted else 1.0

    def recall(self, name: str) -> float:
        """How many of the gold's figures that say this field have it right."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    def precision_of(self, name: str) -> float:
        """How many of the figures that were found have this field right."""
        return self.right[name] / self.answered[name] if self.answered[name] else 1.0


def read_gold(path: Path) -> Gold:
    """Read one file of gold; raise ``InputError`` on what is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Gold(
            str(data["file"]),
            str(data["language"]),
            tuple(data["claims"]),
            tuple(data.get("traps", ())),
            tuple(data["statements"]) if "statements" in data else None,
            PartialDate.parse(data["published"]) if data.get("published") else None,
            data.get("outlet"),
        )
    except OSError as error:
        raise InputError(str(path), "cannot be read", str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), f"is no gold: {error}") from error


def add_score(score: Score, gold: Gold, claims: Iterable[Claim]) -> None:
    """Compare the claims of one text with its gold and add the counts."""
    claims = list(claims)
    figures = [claim for claim in claims if claim.quantity is not None]
    if gold.statements is not None:
        _add_statements(score, gold, [claim for claim in claims if claim.quantity is None])
    score.extracted += len(figures)
    touched: set[str] = set()
    for want in gold.claims:
        start, end = _number(want)
        hits = [claim for claim in figures if _overlaps(claim, start, end)]
        touched |= {claim.id for claim in hits}
        if want.get("tier", 1) != 1:
            continue
        score.gold += 1
        asked = _asked(want)
        score.asked.update(asked)
        if not hits:
            score.notes.append(f"{gold.file}: missed {want['substring']!r}")
            continue
        score.found += 1
        score.answered.update(asked)
        best = max((_compare(want, claim) for claim in hits), key=_rank)
        score.right.update(best)
        lacking = [name for name in FIELDS[:-2] if name in asked and not best[name]]
        if lacking:
            score.notes.append(f"{gold.file}: {want['substring']!r}: {', '.join(lacking)}")
    for claim in figures:
        if claim.id in touched:
            continue
        trap = any(_overlaps(claim, t["start"], t["end"]) for t in gold.traps)
        score.trapped += trap
        score.false += not trap
        kind = "a trap" if trap else "not in the gold"
        score.notes.append(f"{gold.file}: {kind}: {claim.quote.exact!r}")


def _asked(want: Mapping[str, Any]) -> list[str]:
    """List the fields that a figure of the gold says."""
    concepts = want.get("concepts", {})
    return [name for name in FIELDS if name not in _CONCEPTS or name in concepts]


def _add_statements(score: Score, gold: Gold, claims: Sequence[Claim]) -> None:
    """Count the statements that are there, and those whose every field is as marked."""
    score.stated += len(claims)
    for want in gold.statements or ():
        score.statements += 1
        fitting = [
            claim
            for claim in claims
            if claim.quote.start < want["end"] and want["start"] < claim.quote.end
        ]
        wrong = [
            [
                name
                for name in _OF_STATEMENTS
                if (getattr(claim, name) or None) != (want.get(name) or None)
            ]
            for claim in fitting
        ]
        if [] in wrong:
            score.stated_right += 1
        else:
            lacking = ", ".join(sorted(wrong, key=len)[0]) if wrong else "missed"
            score.notes.append(f"{gold.file}: {want['exact']!r}: {lacking}")


def _number(want: Mapping[str, Any]) -> tuple[int, int]:
    number = want.get("number") or want["substring"]
    at = max(str(want["substring"]).find(number), 0)
    start = int(want["start"]) + at
    return start, start + len(number)


def _overlaps(claim: Claim, start: int, end: int) -> bool:
    quantity = claim.quantity
    return quantity is not None and quantity.start < end and start < quantity.end


def _rank(marks: Counter[str]) -> tuple[int, int, int]:
    return marks["right with speaker"], marks["right"], sum(marks.values())


def _compare(want: Mapping[str, Any], claim: Claim) -> Counter[str]:
    quantity = claim.quantity
    assert quantity is not None
    value, low, high = want.get("value"), want.get("low"), want.get("high")
    marks: Counter[str] = Counter()
    vague = value is None and quantity.comparator is Comparator.VAGUE
    marks["value"] = int(vague or _same(quantity.value, value))
    rounded = quantity.rounded and want["comparator"] == "exact"
    marks["interval"] = int(rounded or (_near(quantity.low, low) and _near(quantity.high, high)))
    akin = _AKIN.get(Comparator(want["comparator"]), {want["comparator"]})
    marks["comparator"] = int(quantity.comparator.value in akin)
    said = " ".join(filter(None, (claim.counted, claim.population, quantity.unit)))
    marks["counted"] = int(not _words(want.get("counted")) or _alike(want["counted"], said))
    names = [name for hop in claim.attribution for name in (hop.speaker, hop.organisation) if name]
    speaker = want.get("speaker")
    marks["speaker"] = int(_alike(speaker, " ".join(names)) if speaker else not names)
    marks["polarity"] = int(claim.polarity.value == want.get("polarity", "asserted"))
    marks["modality"] = int(claim.modality.value == want.get("modality", claim.modality.value))
    place = want.get("place")
    marks["place"] = int(not place or any(_alike(place, item.name) for item in claim.where))
    for name, of in _CONCEPTS.items():
        if name in want.get("concepts", {}):
            marks[name] = int((of(claim) or None) == (want["concepts"][name] or None))
    marks["right"] = int(all(marks[name] for name in _RIGHT))
    marks["right with speaker"] = int(bool(marks["right"] and marks["speaker"]))
    return marks


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(b))


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(1.0, 0.06 * abs(b)) if abs(b) >= 10 else abs(a - b) < 0.51


def _words(text: object) -> set[str]:
    return {token.norm.strip("'") for token in tokenise(str(text or "")) if len(token.norm) >= 3}


def _alike(a: object, b: object) -> bool:
    """Tell whether two phrases share a word, up to inflection (four letters and four fifths)."""
    return any(_akin(x, y) for x in _words(fold(str(a or ""))) for y in _words(fold(str(b or ""))))


def _akin(a: str, b: str) -> bool:
    if a == b:
        return True
    shorter = min(len(a), len(b))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return shorter >= 4 and shared >= max(4, 0.8 * shorter)


def table(score: Score) -> Sequence[tuple[str, float, float]]:
    """Return each field with its precision (of what was found) and its recall (of the gold)."""
    rows = [("figure", score.precision, score.found / score.gold if score.gold else 1.0)]
    rows += [
        (name, score.precision_of(name), score.recall(name))
        for name in FIELDS
        if name not in _CONCEPTS or score.asked[name]
    ]
    if score.statements or score.stated:
        right = score.stated_right
        rows.append(
            (
                "statement",
                right / score.stated if score.stated else 1.0,
                right / score.statements if score.statements else 1.0,
            )
        )
    return rows


def gold_of(document: Document, claims: Iterable[Claim], name: str = "") -> dict[str, Any]:
    """Put the claims of a document as gold, as an editor left them: what ``read_gold`` reads.

    ``name`` is that of the file with its text, by default the document's own.
    """
    claims = list(claims)
    return {
        "file": name or Path(document.path).name,
        "language": document.language or "",
        "published": _iso(document.published),
        "outlet": document.outlet,
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "claims": [_marked(document.text, claim) for claim in claims if claim.quantity],
        "statements": [_stated(claim) for claim in claims if claim.quantity is None],
        "traps": [],
    }


def _stated(claim: Claim) -> dict[str, Any]:
    return {
        "exact": claim.quote.exact,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "measure": claim.measure,
        "population": claim.population,
        "origin": claim.origin,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
    }


def _iso(date: PartialDate | None) -> str | None:
    return str(date) if date is not None else None


def _marked(text: str, claim: Claim) -> dict[str, Any]:
    quantity = claim.quantity
    assert quantity is not None
    data = quantity_to_json(quantity)
    hop = claim.attribution[-1] if claim.attribution else None
    return {
        "substring": text[quantity.start : quantity.end],
        "start": quantity.start,
        "end": quantity.end,
        "number": quantity.raw,
        **{name: data[name] for name in ("value", "low", "high", "comparator")},
        "unit": quantity.unit or "",
        "counted": claim.counted,
        "measure": claim.measure,
        "population": claim.population,
        "place": ", ".join(place.name for place in claim.where) or None,
        "time": None,
        "speaker": hop.name if hop else None,
        "speaker_start": hop.start if hop else None,
        "speaker_end": hop.end if hop else None,
        "via": [item.name for item in claim.attribution[:-1]],
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "part_of": claim.whole,
        "concepts": {name: of(claim) for name, of in _CONCEPTS.items()},
        "tier": 1,
    }
