"""A name for each group in the reader's language, built from its question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reconcile.grouping import labels
from reconcile.model import Claim, PartialDate, Question
from schema.vocabulary import ScopeKind

#: A name made of a passage is cut at this many characters.
_PASSAGE = 60
#: A passage of fewer words ("31") says nothing.
_FEWEST_WORDS = 2
#: A counted noun of more words is no name.
_WORDS = 3
#: Populations for which each text has its own word: the glossary's serves all.
_ANYONE = frozenset(("people", ""))
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
    """Name a group in the reader's language, as a headline: "American soldiers wounded, Iraq and Syria, since 7 Oct 2023".

    In the language of its claims where none is in the reader's and what they count has no name in it: half a
    translation reads worse than none.
    """
    language = _spoken(claims, question, language)
    what = _what(claims, question, language)
    if not what:
        return _passage(claims, language)
    if question.unit:
        what = f"{what} ({labels.unit(question.unit, language)})"
    parts = [what, _where(claims, question, language), _since(claims, question, language)]
    return _headed(", ".join(part for part in parts if part))


def _spoken(claims: Sequence[Claim], question: Question, language: str) -> str:
    """Choose the language of a name: the reader's, or that of the claims where it lacks the word."""
    population = question.population or ""
    if any(claim.language == language for claim in claims) or not any(c.counted for c in claims):
        return language
    if any(
        labels.population(name, language) for name in (population, *_concepts(claims, population))
    ):
        return language
    return _most(claim.language for claim in claims) or language


def _passage(claims: Sequence[Claim], language: str) -> str:
    """Quote the shortest passage that says something: in the reader's language if there is one."""
    texts = {
        (claim.language != language, len(text), text)
        for claim in claims
        for text in (" ".join((claim.quote.exact or claim.sentence).split()),)
        if len(text.split()) >= _FEWEST_WORDS
    }
    sentences = {(False, len(claim.sentence), claim.sentence) for claim in claims}
    _, _, passage = min(texts or sentences)
    passage = " ".join(passage.split())
    if len(passage) > _PASSAGE:
        passage = passage[:_PASSAGE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return _headed(passage)


def _headed(text: str) -> str:
    return text[:1].upper() + text[1:]


def _what(claims: Sequence[Claim], question: Question, language: str) -> str:
    """Say what is counted and what was done, once; empty where the claims have no words for it."""
    key = question.measure or ""
    told = labels.labels(language)
    alone = str(told.get("alone", {}).get(key, ""))
    who = _who(claims, question, language)
    known = labels.population(question.population or "", language)
    if known and (of := told.get("of", {}).get(key)):
        return str(of).format(who=known.words)
    if alone or not who.words:
        return alone
    if who.words.casefold() in labels.measure_nouns(key, language):
        return who.words
    # Outside the glossary, the measure is a lemma of the text; beside what is counted it adds nothing.
    return labels.measure(key, who, language) or who.words


def _who(claims: Sequence[Claim], question: Question, language: str) -> labels.Noun:
    """Name what is counted: in the words of a text in the reader's language, or as the glossary does."""
    population = question.population or ""
    concepts = (population, *_concepts(claims, population))
    known = next((noun for name in concepts if (noun := labels.population(name, language))), None)
    nouns = labels.measure_nouns(question.measure or "", language)
    counted = [claim for claim in claims if claim.counted and claim.population == population]
    own = _most(claim.counted for claim in counted if claim.language == language)
    if own and _ANYONE.isdisjoint(concepts) and len(own.split()) <= _WORDS:
        noun = labels.noun_of(own, language)
        if not known or noun.words.casefold() not in nouns:
            return noun
    if known and known.words.casefold() not in nouns:
        return known
    if question.unit and not population:
        # Euros are no one: what is counted is the unit.
        return labels.Noun("", False)
    words = own or (known.words if known else "") or _most(claim.counted for claim in counted) or ""
    return labels.noun_of(words, language)


def _concepts(claims: Sequence[Claim], population: str) -> list[str]:
    """Give what a population outside the glossary means to grouping: "habitants" are people."""
    found = {
        labels.concept_of(claim.counted or "", claim.language)
        for claim in claims
        if claim.population == population and claim.counted
    }
    return sorted(name for name in found if name)


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
    names = [labels.place(key, language) or own.get(key, key) for key in widest[:_PLACES]]
    if len(names) < 2:
        return "".join(names)
    joint = str(labels.labels(language).get("and", "&"))
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _since(claims: Sequence[Claim], question: Question, language: str) -> str:
    if question.kind is not ScopeKind.CUMULATIVE:
        return ""
    # What happened on one day did not go on since.
    starts = Counter(
        claim.scope.start
        for claim in claims
        if claim.scope.start and claim.scope.start != claim.scope.as_of
    )
    if not starts:
        return ""
    start = min(starts, key=lambda date: (-starts[date], date.first))
    told = labels.labels(language)
    since = told.get("since", "{date}")
    if start.day is None:
        since = told.get("since_month_or_year", since)
    return str(since).format(date=_date(start, language))


def _date(date: PartialDate, language: str) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    locale = str(labels.labels(language).get("locale", language))
    try:
        if date.day is not None:
            return str(format_date(date.first, format="medium", locale=locale))
        skeleton = "yMMM" if date.month is not None else "y"
        return str(format_skeleton(skeleton, date.first, locale=locale))
    except (UnknownLocaleError, ValueError, KeyError):
        return str(date)


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
