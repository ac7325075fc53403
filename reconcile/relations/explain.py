"""One sentence that says why two figures differ, in the reader's language.

The sentences stand in the language packs, one for each reason; here they are filled with both figures,
both origins and both dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reconcile import languages
from reconcile.model import Claim, Relation
from reconcile.relations.facts import read
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.rules import decide
from reconcile.relations.writing import day, figure, measured, pack_of, quoted

_UNNAMED: Mapping[str, str] = MappingProxyType({})


def explain(relation: Relation, a: Claim, b: Claim, language: str) -> str:
    """Say in one sentence of ``language`` why the two claims stand as ``relation`` says.

    Raise ``KeyError`` where there is no pack for the language.
    """
    if relation.a == b.id:
        a, b = b, a
    sides = pair(read(a), read(b))
    found = decide(sides)
    if (found.type, found.rule) == (relation.type, relation.rule):
        return sentence(sides, found.reason, language)
    pack = pack_of(language)
    by_rule = f"{relation.rule}_{relation.type.value}".lower()
    reason = by_rule if by_rule in pack["reasons"] else relation.type.value
    return sentence(sides, reason, language)


def sentence(
    sides: Pair,
    reason: str,
    language: str,
    words: tuple[str, str] = ("", ""),
    papers: Mapping[str, str] = _UNNAMED,
) -> str:
    """Fill the pack's sentence for ``reason`` with what the two claims say.

    ``words`` are those of the earlier and of the later claim that the sentence names, if it names any.
    """
    pack = pack_of(language)
    a, b = sides.a.claim, sides.b.claim
    if reason in ("other_measure", "no_common_question") and (what := _measures(sides, language)):
        reason, words = "other_measure_named", what
    years = _years(a) != _years(b)
    return str(pack["reasons"][reason]).format(
        a=name(a, language, years=years, papers=papers),
        b=name(b, language, years=years, papers=papers),
        word_a=quoted(words[0], pack),
        word_b=quoted(words[1], pack),
    )


def _measures(sides: Pair, language: str) -> tuple[str, str] | None:
    """Name the two things that the claims count, where they differ and the language names both."""
    first, second = (measured(side.measure, language) for side in (sides.a, sides.b))
    return (first, second) if first and second and first != second else None


def explained(reason: str, language: str) -> str:
    """Return a sentence that names no claim."""
    return str(pack_of(language)["reasons"][reason])


def name(
    claim: Claim, language: str, *, years: bool = False, papers: Mapping[str, str] = _UNNAMED
) -> str:
    """Name a claim by its figure, its origin and its date: ``56 (Pentagon, 10 Nov)``.

    ``papers`` names the documents that give neither an origin nor an outlet.
    """
    date = claim.scope.as_of or claim.published
    parts = [voice(claim, language, papers)]
    if date is not None:
        parts.append(day(date, language, year=years))
    return f"{figure(claim, language)} ({', '.join(parts)})"


def voice(claim: Claim, language: str, papers: Mapping[str, str] = _UNNAMED) -> str:
    """Name who says it: the origin, failing that the outlet, failing that the document."""
    named = claim.origin or claim.outlet or papers.get(claim.document)
    return named or str(pack_of(language)["no_origin"])


def papers(first: Sequence[Claim], second: Sequence[Claim], language: str) -> dict[str, str]:
    """Name the documents of two texts that are compared, for want of an outlet: "first text"."""
    names = pack_of(language)["texts"]
    found: dict[str, str] = {}
    for claims, label in zip((first, second), names, strict=True):
        for claim in claims:
            if claim.document:
                found.setdefault(claim.document, label)
    return found


def _years(claim: Claim) -> int | None:
    date = claim.scope.as_of or claim.published
    return date.year if date else None


def spoken() -> tuple[str, ...]:
    """List the languages whose pack has the sentences of explanations."""
    return tuple(code for code in languages.available() if "explanations" in languages.load(code))
