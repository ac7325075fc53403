"""One sentence that says why two figures differ, in the reader's language.

The sentences stand in the language packs, one for each reason; here they are filled with both figures,
both origins and both dates.
"""

from __future__ import annotations

from typing import Any

from reconcile import languages
from reconcile.model import Claim, PartialDate, Quantity, Relation
from reconcile.relations.facts import read
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.rules import decide
from schema.vocabulary import Comparator

#: Characters of a statement shown in a sentence.
_SHOWN = 70


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
    pack = _pack(language)
    by_rule = f"{relation.rule}_{relation.type.value}".lower()
    reason = by_rule if by_rule in pack["reasons"] else relation.type.value
    return sentence(sides, reason, language)


def sentence(sides: Pair, reason: str, language: str, words: tuple[str, str] = ("", "")) -> str:
    """Fill the pack's sentence for ``reason`` with what the two claims say.

    ``words`` are those of the earlier and of the later claim that the sentence names, if it names any.
    """
    pack = _pack(language)
    a, b = sides.a.claim, sides.b.claim
    years = _years(a) != _years(b)
    return str(pack["reasons"][reason]).format(
        a=name(a, language, years=years),
        b=name(b, language, years=years),
        word_a=quoted(words[0], pack),
        word_b=quoted(words[1], pack),
    )


def explained(reason: str, language: str) -> str:
    """Return a sentence that names no claim."""
    return str(_pack(language)["reasons"][reason])


def name(claim: Claim, language: str, *, years: bool = False) -> str:
    """Name a claim by its figure, its origin and its date: ``56 (Pentagon, 10 Nov)``."""
    date = claim.scope.as_of or claim.published
    parts = [voice(claim, language)]
    if date is not None:
        parts.append(day(date, language, year=years))
    return f"{figure(claim, language)} ({', '.join(parts)})"


def voice(claim: Claim, language: str) -> str:
    """Name who says it: the origin, failing that the outlet."""
    return claim.origin or claim.outlet or str(_pack(language)["no_origin"])


def figure(claim: Claim, language: str) -> str:
    """Write the figure, or the words where there is none, as the language writes it."""
    pack = _pack(language)
    if claim.quantity is None:
        words = " ".join(claim.quote.exact.split())
        return quoted(words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…", pack)
    return quantity(claim.quantity, language)


def quantity(figures: Quantity, language: str) -> str:
    """Write a quantity with its comparator, in the reader's language and not the text's."""
    pack = _pack(language)
    template = pack["comparators"].get(figures.comparator.value)
    if figures.comparator is Comparator.BETWEEN and None not in (figures.low, figures.high):
        words = template.format(
            low=number(figures.low, language), high=number(figures.high, language)
        )
    elif figures.value is None or template is None:
        words = " ".join(figures.raw.split())
        return quoted(words, pack) if words else str(pack["no_figure"])
    else:
        words = template.format(n=number(figures.value, language))
    if figures.unit:
        words += f" {figures.unit}"
    return words if figures.comparator is Comparator.EXACT else quoted(words, pack)


def quoted(words: str, pack: dict[str, Any]) -> str:
    """Put words between the language's quotation marks."""
    return f"{pack['quotes'][0]}{words}{pack['quotes'][1]}"


def number(value: float | None, language: str) -> str:
    """Write a number with the language's separators, grouped from 10 000 on or from 1 000."""
    pack = _pack(language)
    if value is None:
        return str(pack["no_figure"])
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0")
    swap = {",": pack["thousands"], ".": pack["decimal"]}
    return "".join(swap.get(char, char) for char in text)


def day(date: PartialDate, language: str, *, year: bool = False) -> str:
    """Write a date to the precision it is known to."""
    pack = _pack(language)
    if date.month is None:
        return str(date.year)
    month = pack["months"][date.month - 1]
    text = pack["day"].format(day=date.day, month=month) if date.day else month
    return f"{text} {date.year}" if year or not date.day else text


def _years(claim: Claim) -> int | None:
    date = claim.scope.as_of or claim.published
    return date.year if date else None


def _pack(language: str) -> dict[str, Any]:
    pack: dict[str, Any] | None = languages.load(language).get("explanations")
    if pack is None:
        raise KeyError(language)
    return pack


def spoken() -> tuple[str, ...]:
    """List the languages whose pack has the sentences of explanations."""
    return tuple(code for code in languages.available() if "explanations" in languages.load(code))
