"""A sentence as its words say it: what it speaks of, of which days, and what of it is denied.

For sentences that count nothing. No syntax is parsed: words of content in their order, names, numbers and
dates, each marked where it is denied, are enough to tell whether two sentences are all but the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from reconcile.relations.denial import Denial, Phrases, denied_words, phrase_at
from reconcile.relations.places import fold
from reconcile.relations.wording_words import TOKEN, Pack, abbreviations, pack_of

_NOT = re.compile(r"n['\u2019]t\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"[\u00a0\u202f .,](?=\d{3}(?!\d))")
_SENTENCE = re.compile(
    r"(?<=[.!?\u2026])[\"\u00bb\u201d)]*\s+(?=[\"\u00ab\u201c(]?\s?[A-Z\u00c0-\u00dd\d])|\n\s*\n"
)
_YEAR = range(1000, 2200)
#: Words that name who speaks, at the head of a sentence or behind its comma.
_CITED = 8
#: Letters in which two forms of one word agree at least, and their share of the longer form.
_STEM, _STEM_SHARE = 5, 0.6
#: How every word of intention is noted: "plans to" and "has the intention of" are one.
_INTENDED = "intended"
#: Letters that are left of a word without its ending.
_ROOT = 2
#: Letters that tell one auxiliary from another, and the likeness (0 to 100) of two forms that share them.
_SHORT_STEM, _LIKENESS = 4, 72
#: Letters by which a short word may be longer in another form.
_ENDING = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of content: what it is compared by, and what is said of it."""

    text: str
    #: In lower case, with its accents.
    norm: str
    #: The dictionary's form where the pack knows it, else the word without accents.
    lemma: str
    #: The lemma without its ending.
    stem: str
    #: Its number among all tokens of the sentence.
    position: int
    name: bool
    number: float | None
    #: A figure beside which the text says "about", "at least" or "of the".
    hedged: bool
    denied: Denial


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is written, as far as it is."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    #: Monday is 0; only where nothing else is written.
    weekday: int | None = None

    def conflicts(self, other: Day) -> bool:
        """Tell whether the two cannot be one day."""
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.weekday, other.weekday),
        )
        return any(a is not None and b is not None and a != b for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence, read."""

    text: str
    language: str
    tokens: tuple[str, ...]
    words: tuple[Word, ...]
    days: tuple[Day, ...]
    #: The parts of a day that it names: "morning", "overnight".
    hours: frozenset[str]
    question: bool
    #: It hangs on a condition.
    conditional: bool
    #: It speaks of some, several or others, not of all.
    some: bool
    #: What it counts is said to be more, other or earlier than something.
    partial: bool
    #: It speaks of "us" or "this", which is known only from where it stands.
    deictic: bool
    #: Words that make it wished, possible or conditional, by their place; all intentions are as one.
    unsure: tuple[tuple[int, str], ...]
    #: It passes on what is only said.
    hearsay: bool


def sentences(text: str, language: str) -> list[str]:
    """Cut a text into sentences; not behind "M." or "U.S."."""
    short = abbreviations(language)
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        last = found[-1].rpartition(" ")[2].strip(".").casefold() if found else ""
        if found and found[-1].endswith(".") and last in short:
            found[-1] += " " + piece
        elif piece.strip():
            found.append(piece.strip())
    return found


@lru_cache(maxsize=4096)
def wording(text: str, language: str, before: Wording | None = None) -> Wording | None:
    """Read a sentence; ``None`` where the language's pack has no words for it.

    ``before`` is the sentence before it: "he" is whom that names first.
    """
    pack = pack_of(language)
    if pack is None:
        return None
    found = TOKEN.findall(_NOT.sub(" not", text))
    tokens = [token.casefold() for token in found]
    days, dated = _days(found, tokens, pack)
    cited = _cited(tokens, pack)
    denying = _denying(tokens, pack.phrases)
    content = [
        index not in dated and index not in denying and (token[0].isdigit() or _tells(token, pack))
        for index, token in enumerate(tokens)
    ]
    denied = denied_words(tokens, content, pack.phrases)
    words = tuple(
        _word(found, tokens, index, denied.get(index, Denial.NO), pack)
        for index in range(len(tokens))
        if content[index] and index not in cited
    )
    if before is not None and tokens and tokens[0] in pack.pronouns:
        words = (*_first_name(before), *words)
    said = [(at, t) for at, t in enumerate(tokens) if at not in cited and at not in dated]
    return Wording(
        text=text,
        language=language,
        tokens=tuple(tokens),
        words=words,
        days=tuple(days),
        hours=pack.hours.intersection(tokens),
        question=text.rstrip(' »"”').endswith("?"),
        conditional=not pack.conditions.isdisjoint(tokens),
        some=not pack.some.isdisjoint(tokens),
        partial=any(token in pack.partial for _, token in said),
        deictic=not pack.deictic.isdisjoint(tokens),
        unsure=tuple(
            (at, _INTENDED if token in pack.intending else token[:_SHORT_STEM])
            for at, token in said
            if token in pack.unsure or _intends(tokens, at, pack)
        ),
        hearsay=any(token in pack.hearsay for _, token in said),
    )


def _first_name(side: Wording) -> tuple[Word, ...]:
    """Return the words of the name that a sentence names first, as standing before the next one."""
    names = [word for word in side.words if word.name]
    first = [word for word in names if word.position - names[0].position == names.index(word)]
    return tuple(replace(word, position=-1) for word in first)


def _denying(tokens: Sequence[str], phrases: Phrases) -> set[int]:
    """Find the verbs of denial, which mark what they deny and say nothing else."""
    starts = ((index, phrases.verb_at(tokens, index)) for index in range(len(tokens)))
    return {at for index, length in starts for at in range(index, index + length)}


def alike(a: Word, b: Word) -> bool:
    """Tell whether two words are one, or two forms of one."""
    if a.number is not None or b.number is not None:
        return a.number == b.number
    if a.lemma == b.lemma:
        return True
    if a.name and b.name:
        return False
    if a.stem == b.stem:
        return True
    short, long = sorted((a.lemma, b.lemma), key=len)
    same = _common(short, long)
    if len(short) < _STEM:
        return len(short) > _ENDING and same == len(short) and len(long) - same <= _ENDING
    if same >= max(_STEM, _STEM_SHARE * len(long)):
        return True
    # "Soutient", "soutenir": the vowel of the stem changes.
    return same >= _SHORT_STEM and fuzz.ratio(short, long) >= _LIKENESS


def _common(a: str, b: str) -> int:
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))


def _word(
    found: Sequence[str], tokens: Sequence[str], index: int, denied: Denial, pack: Pack
) -> Word:
    text, norm = found[index], tokens[index]
    number = _number(text)
    before = tokens[max(0, index - 3) : index]
    after = tokens[index + 1 : index + 2]
    lemma = pack.lemmas.get(norm, fold(norm))
    return Word(
        text=text,
        norm=norm,
        lemma=lemma,
        stem=_stem(lemma, pack.endings),
        position=index,
        name=_is_name(found, index),
        number=number,
        hedged=number is not None and not pack.hedging.isdisjoint((*before, *after)),
        denied=denied,
    )


def _stem(lemma: str, endings: Sequence[str]) -> str:
    for ending in endings:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _ROOT:
            return lemma[: len(lemma) - len(ending)]
    return lemma


def _tells(token: str, pack: Pack) -> bool:
    if not token.isalpha() or token in pack.stop:
        return False
    return len(token) > 1 and token not in pack.titles


def _intends(tokens: Sequence[str], index: int, pack: Pack) -> bool:
    """Tell whether it is planned there, and not "the plan" that is spoken of."""
    before = tokens[index - 1] if index else ""
    if tokens[index] in pack.planned and before in pack.phrases.articles:
        return False
    return tokens[index] in pack.intending


def _number(text: str) -> float | None:
    if not text[0].isdigit():
        return None
    return float(_THOUSANDS.sub("", text).replace(",", "."))


def _is_name(found: Sequence[str], index: int) -> bool:
    """A capital inside a sentence; of its first word, only before another name."""
    if not found[index][0].isupper():
        return False
    if index and found[index - 1] not in '«»"“”(-:':
        return True
    return index + 1 < len(found) and found[index + 1][0].isupper()


def _days(found: Sequence[str], tokens: Sequence[str], pack: Pack) -> tuple[list[Day], set[int]]:
    """Find the dates, and the tokens that they are made of."""
    days: list[Day] = []
    used: set[int] = set()
    for index, token in enumerate(tokens):
        if token not in pack.months or len(token) <= 2:
            continue
        day = _small(tokens, index - 1) or _small(tokens, index + 1)
        year = next((y for at in (1, 2, 3) if (y := _year(tokens, index + at))), None)
        if day is None and year is None and not _is_month(found, tokens, index, pack):
            continue
        near = range(max(0, index - 2), min(len(tokens), index + 4))
        used |= {at for at in near if at == index or tokens[at] in (str(day), str(year), "er")}
        days.append(Day(year, pack.months[token], day))
    for index in range(len(tokens)):
        if index not in used and (year := _year(tokens, index)):
            used.add(index)
            days.append(Day(year))
    if not days:
        weekdays = (pack.weekdays[token] for token in tokens if token in pack.weekdays)
        days = [Day(weekday=weekday) for weekday in weekdays]
    return days, used


def _is_month(found: Sequence[str], tokens: Sequence[str], index: int, pack: Pack) -> bool:
    """Tell a month alone ("in March") from a word that is written like one ("they march", "it may")."""
    before = tokens[index - 1] if index else ""
    return before in pack.prepositions and found[index][0].isupper() is pack.months_in_capitals


def _small(tokens: Sequence[str], index: int) -> int | None:
    token = tokens[index] if 0 <= index < len(tokens) else ""
    if token == "er" and index:
        token = tokens[index - 1]
    return int(token) if token.isdecimal() and 0 < int(token) <= 31 else None


def _year(tokens: Sequence[str], index: int) -> int | None:
    token = tokens[index] if 0 <= index < len(tokens) else ""
    return int(token) if len(token) == 4 and token.isdecimal() and int(token) in _YEAR else None


def _cited(tokens: Sequence[str], pack: Pack) -> set[int]:
    """Find the tokens that only say who speaks: "selon la mairie", ", the army said", "X said that"."""
    cited: set[int] = set()
    for start, end in _clauses(tokens):
        clause = range(start, end)
        for index in clause:
            if any(phrase_at(tokens, index, phrase) for phrase in pack.citing):
                if end - index <= _CITED:
                    cited |= set(range(index, end))
                break
        spoken = next((index for index in clause if _speaks(tokens, index, pack)), None)
        if spoken is None or (spoken - start >= _CITED and end - start > _CITED):
            continue
        if start and end - start <= _CITED:
            cited |= set(clause)
        elif not start and end - spoken > 2:
            that = spoken + 1 < end and tokens[spoken + 1] in pack.that
            cited |= set(range(start, spoken + 1 + that))
    return cited if len(cited) < len(tokens) else set()


def _speaks(tokens: Sequence[str], index: int, pack: Pack) -> bool:
    """Tell whether a verb of saying stands there, and not "written by"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    return tokens[index] in pack.speech and following not in pack.by


def _clauses(tokens: Sequence[str]) -> Iterable[tuple[int, int]]:
    start = 0
    for index, token in enumerate([*tokens, "."]):
        if token in (",", ";", ".", "—", "–"):
            if index > start:
                yield start, index
            start = index + 1
