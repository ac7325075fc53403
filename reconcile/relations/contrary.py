"""Do two sentences say the contrary of each other? Only where they are else all but the same.

The shorter sentence must be found in the longer, word by word, but for the one thing that makes them
contrary: a denial, an opposite, another figure, day, place or author of what has but one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from reconcile.relations.alignment import Aligned, days_differ, laid
from reconcile.relations.concepts import place_key
from reconcile.relations.denial import Denial
from reconcile.relations.facts import last_digit_unit
from reconcile.relations.places import Placement, placement
from reconcile.relations.thresholds import table
from reconcile.relations.wording import Word, Wording, alike
from reconcile.relations.wording_words import words_of
from schema.vocabulary import RelationType

#: Tokens between a word and the verb that it hangs on.
_LEADING = 3
#: Tokens from the first to the second figure of a vote or a score.
_SCORE = 4
#: Figures of one sentence that may differ at once: the two of a vote or a score.
_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Contrary:
    """What makes two sentences contrary: the relation, the rule, the sentence that says so, the words."""

    type: RelationType
    rule: str
    reason: str
    words: tuple[str, str] = ("", "")
    #: Only true where both speak of one moment.
    momentary: bool = False


def contrary(a: Wording, b: Wording) -> Contrary | None:
    """Find what makes two sentences contrary, ``None`` where nothing surely does."""
    if a.language != b.language or a.question or b.question:
        return None
    if a.conditional is not b.conditional:
        return None
    aligned = laid(a, b)
    if not aligned.as_sure():
        return None
    for test in (_denied, _opposite, _other_figure, _other_day, _other_name, _other_way_round):
        found = test(aligned)
        if found is not None:
            swapped = aligned.short is not a
            return found if not swapped else _swap(found)
    return None


def entails(a: Wording, b: Wording) -> bool:
    """Tell whether the longer of two sentences says the shorter, nothing of it denied."""
    aligned = laid(a, b)
    return aligned.holds() and not aligned.loose and not _mismatch(aligned)


def _swap(found: Contrary) -> Contrary:
    first, second = found.words
    return Contrary(found.type, found.rule, found.reason, (second, first), found.momentary)


def _denied(aligned: Aligned) -> Contrary | None:
    differing = _mismatch(aligned)
    if not differing or _firm(aligned.loose) or not aligned.holds():
        return None
    if any(Denial.NO not in (x.denied, y.denied) for x, y in aligned.pairs):
        return None
    if aligned.short.some or aligned.long.some or _narrower(aligned, *differing[0]):
        return None
    if _differ(aligned) or any(_led(aligned, x, y) for x, y in differing):
        return None
    for_now = any(Denial.NO_LONGER in (x.denied, y.denied) for x, y in differing)
    if aligned.short.hearsay is not aligned.long.hearsay:
        return Contrary(RelationType.DISPUTES, "R2", "denies_hearsay", momentary=for_now)
    return Contrary(RelationType.CONTRADICTS, "R2", "denies_wording", momentary=for_now)


def _narrower(aligned: Aligned, mine: Word, theirs: Word) -> bool:
    """Tell whether more is denied than affirmed: "not in five states since 1984" leaves one state open."""
    denied_here = mine.denied is not Denial.NO
    side, word = (aligned.short, mine) if denied_here else (aligned.long, theirs)
    other = aligned.long if denied_here else aligned.short
    unmatched = aligned.loose if denied_here else aligned.extra
    behind = [w for w in unmatched if w.position > word.position]
    dated = bool(side.days) and not other.days
    return dated or _firm(behind) or len(behind) > 1


def _led(aligned: Aligned, mine: Word, theirs: Word) -> bool:
    """Tell whether what is denied hangs on a word the other sentence lacks: "pleaded not guilty"."""
    denied_here = mine.denied is not Denial.NO
    side, word = (aligned.short, mine) if denied_here else (aligned.long, theirs)
    unmatched = aligned.loose if denied_here else aligned.extra
    before = [w for w in side.words if 0 < word.position - w.position <= _LEADING]
    return bool(before) and before[-1] in unmatched and not before[-1].name


def _mismatch(aligned: Aligned) -> list[tuple[Word, Word]]:
    """Pairs of one word that one sentence denies and the other does not."""
    return [
        (x, y)
        for x, y in aligned.pairs
        if (x.denied is Denial.NO) is not (y.denied is Denial.NO)
        and not x.name
        and x.number is None
    ]


def _opposite(aligned: Aligned) -> Contrary | None:
    if _firm(aligned.loose) or _mismatch(aligned) or _differ(aligned):
        return None
    for word in aligned.loose:
        for other in aligned.extra:
            if not _opposed(word.norm, other.norm, aligned.short.language):
                continue
            if word.denied is not other.denied or not aligned.holds(without=1):
                return None
            if aligned.short.hearsay is not aligned.long.hearsay:
                return None
            words = (word.text, other.text)
            return Contrary(RelationType.CONTRADICTS, "R2", "opposite", words, momentary=True)
    return None


def _other_figure(aligned: Aligned) -> Contrary | None:
    mine, theirs = aligned.loose, [word for word in aligned.extra if word.number is not None]
    if not 0 < len(mine) <= _FIGURES or len(mine) != len(theirs) or _mismatch(aligned):
        return None
    count = len(mine)
    if not aligned.holds(without=count) or not aligned.close(without=count):
        return None
    if aligned.short.days != aligned.long.days:
        return None
    if any(side[-1].position - side[0].position > _SCORE for side in (mine, theirs)):
        return None
    for word, other in zip(mine, theirs, strict=True):
        if word.hedged or other.hedged or not _same_noun(aligned, word, other):
            return None
    if all(_near(word.number, other.number) for word, other in zip(mine, theirs, strict=True)):
        return None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_figure", momentary=True)


def _other_day(aligned: Aligned) -> Contrary | None:
    mine, theirs = aligned.short.days, aligned.long.days
    if len(mine) != 1 or not theirs or not all(mine[0].conflicts(day) for day in theirs):
        return None
    if _firm(aligned.loose) or _mismatch(aligned) or not aligned.holds():
        return None
    same = not aligned.loose and not aligned.extra
    if not same and not any(_single(x, aligned.short.language) for x, _ in aligned.pairs):
        return None
    if same and not any(_once(x, aligned.short.language) for x, _ in aligned.pairs):
        return None
    by_week = mine[0].weekday is not None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_day", momentary=by_week)


def _other_name(aligned: Aligned) -> Contrary | None:
    """Find one name for another behind the same words: "born in Porto", "born in Seville"."""
    mine, theirs = _run(aligned.loose), _run(aligned.extra)
    if not mine or not theirs or _mismatch(aligned) or _differ(aligned):
        return None
    others = [word for word in aligned.loose if word not in mine]
    if others or not aligned.holds(without=len(mine)) or not aligned.close(without=len(theirs)):
        return None
    before = aligned.short.tokens[mine[0].position - 1 : mine[0].position]
    if before != aligned.long.tokens[theirs[0].position - 1 : theirs[0].position]:
        return None
    language = aligned.short.language
    if not any(
        (_once(x, language) or _by_one(language).has(x.norm))
        and x.position < mine[0].position
        and y.position < theirs[0].position
        for x, y in aligned.pairs
    ):
        return None
    names = (" ".join(w.text for w in mine), " ".join(w.text for w in theirs))
    if _may_be_one(*names):
        return None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_name", names)


def _other_way_round(aligned: Aligned) -> Contrary | None:
    """Find who did it to whom turned round: "Ghana beat Togo", "Togo beat Ghana"."""
    if aligned.loose or aligned.extra or _mismatch(aligned) or _differ(aligned):
        return None
    language = aligned.short.language
    verbs = [(x, y) for x, y in aligned.pairs if _one_ways(language).has(x.norm)]
    if len(verbs) != 1 or any(_passive(side) for side in (aligned.short, aligned.long)):
        return None
    verb = verbs[0]
    around = [
        (x.norm, x.position < verb[0].position, y.position < verb[1].position)
        for x, y in aligned.pairs
        if x.norm not in (verb[0].norm,)
    ]
    moved = [(name, first) for name, first, second in around if first is not second]
    if len(moved) != 2 or moved[0][1] is moved[1][1]:
        return None
    return Contrary(RelationType.CONTRADICTS, "R2", "other_way_round")


def _passive(side: Wording) -> bool:
    return not frozenset(words_of(side.language).get("by", ())).isdisjoint(side.tokens)


@cache
def _one_ways(language: str) -> _Side:
    return _side(words_of(language).get("one_way", ()))


def _run(words: Sequence[Word]) -> list[Word]:
    """Return the one name among words left over, ``[]`` where there is none or more than one."""
    names = [word for word in words if word.name]
    if not names or names[-1].position - names[0].position >= 2 * len(names):
        return []
    return names


def _may_be_one(first: str, second: str) -> bool:
    """Tell whether two names may be spellings of one, or one place lie in the other."""
    if fuzz.ratio(first.casefold(), second.casefold()) >= table("wording")["spelling"]:
        return True
    keys = place_key(first), place_key(second)
    if all(keys):
        return (
            placement(frozenset({str(keys[0])}), frozenset({str(keys[1])})) is not Placement.APART
        )
    # A country against a name outside the gazetteer: that may be a town of it.
    return any(key is not None and "/" not in key for key in keys)


def _firm(words: Sequence[Word]) -> bool:
    """Tell whether a name or a figure is among words that the other sentence lacks."""
    return any(word.name or word.number is not None for word in words)


def _same_noun(aligned: Aligned, mine: Word, theirs: Word) -> bool:
    """Tell whether the two figures stand before one word: "22 people" are no "14 children"."""
    counted = [
        next((w for w in side.words if w.position > figure.position and w.number is None), None)
        for side, figure in ((aligned.short, mine), (aligned.long, theirs))
    ]
    if counted[0] is None or counted[1] is None:
        return counted[0] is counted[1]
    return alike(counted[0], counted[1])


def _differ(aligned: Aligned) -> bool:
    return days_differ(aligned.short.days, aligned.long.days)


def _near(a: float | None, b: float | None) -> bool:
    """Tell whether one figure may be the other, rounded: 100 for 97, but not 101."""
    if a is None or b is None:
        return True
    return abs(a - b) <= max(last_digit_unit(a), last_digit_unit(b)) / 2


def _single(word: Word, language: str) -> bool:
    return _singles(language).has(word.norm)


def _once(word: Word, language: str) -> bool:
    """Tell whether it happens to one thing but once, or once of what is told in the very same words."""
    return _single(word, language) or _onces(language).has(word.norm)


@cache
def _by_one(language: str) -> _Side:
    return _side(words_of(language).get("by_one", ()))


@cache
def _onces(language: str) -> _Side:
    return _side(words_of(language).get("once", ()))


@cache
def _singles(language: str) -> _Side:
    return _side(words_of(language).get("single", ()))


def _opposed(a: str, b: str, language: str) -> bool:
    for first, second in _opposites(language):
        if (first.has(a) and second.has(b)) or (first.has(b) and second.has(a)):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Side:
    """Words and beginnings of words that say one side of an opposition."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def has(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


@cache
def _opposites(language: str) -> tuple[tuple[_Side, _Side], ...]:
    return tuple(
        (_side(first), _side(second)) for first, second in words_of(language).get("opposites", ())
    )


def _side(words: Sequence[str]) -> _Side:
    return _Side(
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )
