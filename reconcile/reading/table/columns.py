"""Which column of somebody's table holds what: guessed from its headings, or told by ``--columns``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from reconcile.languages import available, load
from reconcile.model import InputError

#: What a table may say of a claim; the words that head its columns stand in the language packs.
FIELDS = (
    "claim",
    "source",
    "figure",
    "low",
    "high",
    "unit",
    "measure",
    "population",
    "place",
    "start",
    "as_of",
    "published",
    "outlet",
    "agency",
    "url",
    "title",
    "language",
    "note",
)

#: RapidFuzz scores (0 to 100): a heading as like as this is taken for the field; one less like, down to the
#: second, is only proposed, and must be confirmed.
_SURE = 88.0
_PERHAPS = 70.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading that each field stands under, how sure that is (0 to 1), and who said so.

    ``not_read`` names the sheets of the same workbook that hold no claims.
    """

    headings: Mapping[str, str]
    scores: Mapping[str, float]
    given: frozenset[str] = frozenset()
    not_read: tuple[str, ...] = ()

    def describe(self) -> str:
        """Say in one line how the table was read."""
        read_as = ", ".join(f"{field} ← «{heading}»" for field, heading in self.headings.items())
        others = ", ".join(f"«{name}»" for name in self.not_read)
        return f"{read_as}; sheets without claims: {others}" if others else read_as

    def value(self, row: Mapping[str, str], field: str) -> str:
        """Read a field of a row; empty where the table has no such column."""
        heading = self.headings.get(field)
        return (row.get(heading) or "").strip() if heading else ""


def match(headings: Sequence[str], given: Mapping[str, str], where: str) -> Columns:
    """Match a table's headings to fields, what is ``given`` first.

    Raise ``InputError`` on a given heading that is not there, and where no column is surely the claims':
    the message then proposes the likeliest.
    """
    chosen: dict[str, str] = {}
    for field, heading in given.items():
        if field not in FIELDS:
            raise InputError(where, f"has no field «{field}»", f"one of: {', '.join(FIELDS)}")
        if heading not in headings:
            raise InputError(
                where, f"has no column «{heading}»", f"its columns: {', '.join(headings)}"
            )
        chosen[field] = heading
    scores = dict.fromkeys(chosen, 1.0)
    perhaps: dict[str, str] = {}
    for score, field, heading in _ranked(headings):
        if field in chosen or heading in chosen.values():
            continue
        if score >= _SURE:
            chosen[field] = heading
            scores[field] = round(score / 100, 2)
        elif score >= _PERHAPS:
            perhaps.setdefault(field, heading)
    if "claim" not in chosen:
        guess = perhaps.get("claim", headings[0] if headings else "HEADING")
        raise InputError(
            where,
            f"has no column that is surely the claims' (columns: {', '.join(headings)})",
            f"say --columns claim={guess!r}" if " " in guess else f"say --columns claim={guess}",
        )
    ordered = {field: chosen[field] for field in FIELDS if field in chosen}
    return Columns(ordered, scores, frozenset(given))


def looks_like_claims(headings: Sequence[str]) -> bool:
    """Tell whether headings are surely those of a table of claims: the claim's, and one more."""
    sure = [(field, heading) for score, field, heading in _ranked(headings) if score >= _SURE]
    claims = {heading for field, heading in sure if field == "claim"}
    return bool(claims) and any(heading not in claims for _, heading in sure)


def are_headings(cells: Sequence[str], given: Mapping[str, str]) -> bool:
    """Tell whether a row is the table's headings: those that are ``given``, else one surely of the claims."""
    if given:
        return set(given.values()) <= set(cells)
    return any(score >= _SURE and field == "claim" for score, field, _ in _ranked(cells))


def day_first(headings: Iterable[str]) -> bool | None:
    """Tell whether those who head their columns in these words write 10/11 for the tenth of November.

    ``None`` where the headings are of a language that writes both, or of no language in particular.
    """
    plain = {_plain(heading) for heading in headings}
    habits: dict[bool | None, int] = {}
    for language in available():
        reading = load(language).get("reading", {})
        words = {_plain(word) for field in reading.get("columns", {}).values() for word in field}
        habit = reading.get("day_first")
        habits[habit] = max(habits.get(habit, 0), len(plain & words))
    best = max(habits, key=lambda habit: habits[habit])
    return best if list(habits.values()).count(habits[best]) == 1 else None


def _ranked(headings: Sequence[str]) -> list[tuple[float, str, str]]:
    """Score every heading against every field, the likest first; ties by the order of both."""
    from rapidfuzz import fuzz, process

    scored = []
    for position, heading in enumerate(headings):
        plain = _plain(heading)
        if not plain:
            continue
        for rank, field in enumerate(FIELDS):
            best = process.extractOne(plain, _words(field), scorer=fuzz.ratio)
            if best:
                scored.append((-best[1], rank, position, field, heading))
    return [(-score, field, heading) for score, _, _, field, heading in sorted(scored)]


@cache
def _words(field: str) -> tuple[str, ...]:
    packs = (load(language).get("reading", {}).get("columns", {}) for language in available())
    return tuple(
        dict.fromkeys(_plain(word) for pack in packs for word in (field, *pack.get(field, ())))
    )


def _plain(heading: str) -> str:
    return " ".join(anyascii(heading).casefold().replace("_", " ").replace("-", " ").split())
