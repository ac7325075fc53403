"""A name for each group in the reader's language, built from its question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from reconcile import languages
from reconcile.model import Claim, PartialDate, Question
from schema.vocabulary import ScopeKind

#: A name made of a passage is cut at this many characters.
_PASSAGE = 60
#: No more places than this stand in a name.
_PLACES = 3


def question_of(claims: Sequence[Claim]) -> Question:
    """Say what a group's claims answer: what most of them say of themselves."""
    kinds = Counter(claim.scope.kind for claim in claims)
    places = Counter(
        place.key or place.name
        for claim in claims
        for place in {p.key: p for p in claim.where}.values()
    )
    often = [place for place, count in places.items() if count * 4 >= len(claims)]
    return Question(
        measure=_most(claim.measure for claim in claims),
        population=_most(claim.population for claim in claims),
        places=tuple(sorted(often or places)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], list(ScopeKind).index(kind))),
        unit=_most(claim.quantity.unit if claim.quantity else None for claim in claims),
    )


def name_of(claims: Sequence[Claim], question: Question, language: str) -> str:
    """Name a group in the reader's language: "military personnel wounded, Iraq and Syria, since 7 Oct 2023"."""
    what = _what(claims, question, language)
    if not what:
        passage = min(
            (claim.quote.exact or claim.sentence for claim in claims),
            key=lambda text: (len(text), text),
        )
        return passage if len(passage) <= _PASSAGE else passage[: _PASSAGE - 1].rstrip() + "…"
    parts = [what, _where(claims, question, language), _since(claims, question, language)]
    return ", ".join(part for part in parts if part)


def _what(claims: Sequence[Claim], question: Question, language: str) -> str:
    labels = _labels(language)
    measure = labels.get("measures", {}).get(question.measure or "", "")
    counted = _counted(claims, question, language)
    if not measure and not counted:
        # Outside the glossary, the measure is a lemma of the text; beside what is counted it adds nothing.
        measure = (question.measure or "").replace("_", " ")
    if counted and measure and counted.casefold() != measure.casefold():
        # "attacks attacked" says one thing twice: such measures have a name that stands alone.
        alone = labels.get("alone", {}).get(question.measure or "", "")
        return alone or str(labels.get("pattern", "{who} {what}")).format(who=counted, what=measure)
    return counted or measure


def _counted(claims: Sequence[Claim], question: Question, language: str) -> str:
    """Give the population in the reader's language, failing that in a text's own words."""
    own = _most(
        claim.counted
        for claim in claims
        if claim.language == language and claim.population == question.population
    )
    if own:
        return own
    whose, bare = _nation(question.population or "")
    forms = _pack(language).get("populations", {}).get(bare)
    if isinstance(forms, list) and forms:
        bare = str(max(forms[:2], key=len))
    bare = str(_labels(language).get("populations", {}).get(bare, bare))
    nation = _territory(whose, language)
    if bare:
        return f"{bare} ({nation})" if nation else bare
    return _most(claim.counted for claim in claims) or ""


def _nation(population: str) -> tuple[str, str]:
    """Part "US military personnel" into a country's code and what is counted of it."""
    code, _, rest = population.partition(" ")
    known = len(code) == 2 and code.isupper() and rest
    return (code, rest) if known else ("", population)


def _where(claims: Sequence[Claim], question: Question, language: str) -> str:
    own = {
        place.key: place.name
        for claim in sorted(
            claims, key=lambda claim: (claim.language != language, claim.id), reverse=True
        )
        for place in claim.where
        if place.key
    }
    widest = [
        key
        for key in question.places
        if not any(key.startswith(f"{other}/") for other in question.places)
    ]
    names = [_territory(key, language) or own.get(key, key) for key in widest[:_PLACES]]
    if len(names) < 2:
        return "".join(names)
    joint = str(_labels(language).get("and", "&"))
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _territory(key: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language).territories.get(key, ""))
    except (UnknownLocaleError, ValueError):
        return ""


def _since(claims: Sequence[Claim], question: Question, language: str) -> str:
    if question.kind is not ScopeKind.CUMULATIVE:
        return ""
    starts = Counter(claim.scope.start for claim in claims if claim.scope.start)
    if not starts:
        return ""
    start = min(starts, key=lambda date: (-starts[date], date.first))
    labels = _labels(language)
    since = labels.get("since", "{date}")
    if start.day is None:
        since = labels.get("since_month_or_year", since)
    return str(since).format(date=_date(start, language))


def _date(date: PartialDate, language: str) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        if date.day is not None:
            return str(format_date(date.first, format="medium", locale=language))
        skeleton = "yMMM" if date.month is not None else "y"
        return str(format_skeleton(skeleton, date.first, locale=language))
    except (UnknownLocaleError, ValueError, KeyError):
        return str(date)


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _pack(language: str) -> dict[str, Any]:
    return languages.load(language) if language in languages.available() else {}


def _labels(language: str) -> dict[str, Any]:
    labels: dict[str, Any] = _pack(language).get("questions", {})
    return labels
