"""Do two sentences say the contrary of each other? Only where they are else all but the same.

The shorter sentence must be found in the longer, word by word, but for the one thing that makes them
contrary: a denial, an opposite, another figure, day, place or author of what has but one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from reconcile.relations.concepts import place_key
from reconcile.relations.denial import Denial
from reconcile.relations.places import Placement, placement
from reconcile.relations.thresholds import table
from reconcile.relations.wording import Word, Wording, alike, words_of
from schema.vocabulary import RelationType

#: Tokens between a word and the verb that it hangs on.
_LEADING = 3
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


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The shorter sentence laid on the longer."""

    short: Wording
    long: Wording
    pairs: tuple[tuple[Word, Word], ...]
    #: Words of the shorter that the longer does not have, and the other way round.
    loose: tuple[Word, ...]
    extra: tuple[Word, ...]

    def holds(self, without: int = 0) -> bool:
        """Tell whether the longer says what the shorter says, ``without`` so many words of it."""
        rules = table("wording")
        count = len(self.short.words) - without
        named = sum(1 for word, _ in self.pairs if word.name or word.number is not None)
        if not self.pairs or len(self.pairs) < rules["words_with_name" if named else "words"]:
            return False
        return len(self.pairs) >= rules["share"] * count and self._together()

    def close(self, without: int = 0) -> bool:
        """Tell whether the longer has little that the shorter does not."""
        return len(self.pairs) >= table("wording")["share_of_longer"] * (
            len(self.long.words) - without
        )

    def _together(self) -> bool:
        """What is found must stand close together: not one word here, another three clauses on.

        A name may stand at the head of the sentence, far from its verb."""
        places = [word.position for _, word in self.pairs if not word.name]
        span = max(places) - min(places) if places else 0
        return span <= table("wording")["spread"] * len(self.short.tokens)


def contrary(a: Wording, b: Wording) -> Contrary | None:
    """Find what makes two sentences contrary, ``None`` where nothing surely does."""
    if a.language != b.language or a.question or b.question or a.unsure != b.unsure:
        return None
    aligned = _align(*sorted((a, b), key=_length))
    for test in (_denied, _opposite, _other_figure, _other_day, _other_name, _other_way_round):
        found = test(aligned)
        if found is not None:
            swapped = aligned.short is not a
            return found if not swapped else _swap(found)
    return None


def entails(a: Wording, b: Wording) -> bool:
    """Tell whether the longer of two sentences says the shorter, nothing of it denied."""
    aligned = _align(*sorted((a, b), key=_length))
    return aligned.holds() and not aligned.loose and not _mismatch(aligned)


def other_bearer(a: Wording, b: Wording) -> bool:
    """Tell whether two sentences say the same of two bearers: of "Skylar" and "Delvaux", of two parties.

    One word stands in the place of the other, between the same words, and belongs to a name.
    """
    aligned = _align(*sorted((a, b), key=_length))
    partners = {id(x): y for x, y in aligned.pairs}
    for word in aligned.loose:
        for other in aligned.extra:
            if word.number is not None or other.number is not None:
                continue
            if not _capital(aligned.short, word) or not _capital(aligned.long, other):
                continue
            mine = _neighbours(aligned.short, word)
            theirs = _neighbours(aligned.long, other)
            same = [
                partners.get(id(x)) is y if x is not None else y is None
                for x, y in zip(mine, theirs, strict=True)
            ]
            if all(same):
                return True
    return False


def _neighbours(side: Wording, word: Word) -> tuple[Word | None, Word | None]:
    place = side.words.index(word)
    before = side.words[place - 1] if place else None
    after = side.words[place + 1] if place + 1 < len(side.words) else None
    return before, after


def _capital(side: Wording, word: Word) -> bool:
    """Tell whether a word is a name, stands first in the sentence, or follows a name directly."""
    if word.text[0].isupper():
        return True
    return any(w.name and w.position == word.position - 1 for w in side.words)


def _length(side: Wording) -> tuple[int, int, str]:
    return len(side.words), len(side.days), side.text


def _swap(found: Contrary) -> Contrary:
    first, second = found.words
    return Contrary(found.type, found.rule, found.reason, (second, first), found.momentary)


def _align(short: Wording, long: Wording) -> _Aligned:
    free = list(long.words)
    pairs: list[tuple[Word, Word]] = []
    loose: list[Word] = []
    for word in short.words:
        match = next((other for other in free if alike(word, other)), None)
        if match is None:
            loose.append(word)
            continue
        free.remove(match)
        pairs.append((word, match))
    return _Aligned(short, long, tuple(pairs), tuple(loose), tuple(free))


def _denied(aligned: _Aligned) -> Contrary | None:
    differing = _mismatch(aligned)
    if not differing or _firm(aligned.loose) or not aligned.holds():
        return None
    if any(Denial.NO not in (x.denied, y.denied) for x, y in aligned.pairs):
        return None
    if _days_differ(aligned) or any(_led(aligned, x, y) for x, y in differing):
        return None
    for_now = any(Denial.NO_LONGER in (x.denied, y.denied) for x, y in differing)
    if aligned.short.hearsay is not aligned.long.hearsay:
        return Contrary(RelationType.DISPUTES, "R2", "denies_hearsay", momentary=for_now)
    return Contrary(RelationType.CONTRADICTS, "R2", "denies_wording", momentary=for_now)


def _led(aligned: _Aligned, mine: Word, theirs: Word) -> bool:
    """Tell whether what is denied hangs on a word the other sentence lacks: "pleaded not guilty"."""
    denied_here = mine.denied is not Denial.NO
    side, word = (aligned.short, mine) if denied_here else (aligned.long, theirs)
    unmatched = aligned.loose if denied_here else aligned.extra
    before = [w for w in side.words if 0 < word.position - w.position <= _LEADING]
    return bool(before) and before[-1] in unmatched and not before[-1].name


def _mismatch(aligned: _Aligned) -> list[tuple[Word, Word]]:
    """Pairs of one word that one sentence denies and the other does not."""
    return [
        (x, y)
        for x, y in aligned.pairs
        if (x.denied is Denial.NO) is not (y.denied is Denial.NO)
        and not x.name
        and x.number is None
    ]


def _opposite(aligned: _Aligned) -> Contrary | None:
    if _firm(aligned.loose) or _mismatch(aligned) or _days_differ(aligned):
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


def _other_figure(aligned: _Aligned) -> Contrary | None:
    mine, theirs = aligned.loose, [word for word in aligned.extra if word.number is not None]
    if not 0 < len(mine) <= _FIGURES or len(mine) != len(theirs) or _mismatch(aligned):
        return None
    count = len(mine)
    if not aligned.holds(without=count) or not aligned.close(without=count):
        return None
    if aligned.short.days != aligned.long.days:
        return None
    for word, other in zip(mine, theirs, strict=True):
        if word.hedged or other.hedged or not _same_noun(aligned, word, other):
            return None
    if all(_near(word.number, other.number) for word, other in zip(mine, theirs, strict=True)):
        return None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_figure", momentary=True)


def _other_day(aligned: _Aligned) -> Contrary | None:
    mine, theirs = aligned.short.days, aligned.long.days
    if len(mine) != 1 or not theirs or not all(mine[0].conflicts(day) for day in theirs):
        return None
    if _firm(aligned.loose) or _mismatch(aligned) or not aligned.holds():
        return None
    if not any(_single(x, aligned.short.language) for x, _ in aligned.pairs):
        return None
    by_week = mine[0].weekday is not None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_day", momentary=by_week)


def _other_name(aligned: _Aligned) -> Contrary | None:
    """Find one name for another behind the same words: "born in Porto", "born in Seville"."""
    mine, theirs = _run(aligned.loose), _run(aligned.extra)
    if not mine or not theirs or _mismatch(aligned) or _days_differ(aligned):
        return None
    others = [word for word in aligned.loose if word not in mine]
    if others or not aligned.holds(without=len(mine)) or not aligned.close(without=len(theirs)):
        return None
    before = aligned.short.tokens[mine[0].position - 1 : mine[0].position]
    if before != aligned.long.tokens[theirs[0].position - 1 : theirs[0].position]:
        return None
    language = aligned.short.language
    if not any(_single(x, language) for x, _ in aligned.pairs):
        return None
    names = (" ".join(w.text for w in mine), " ".join(w.text for w in theirs))
    if _may_be_one(*names):
        return None
    return Contrary(RelationType.CONTRADICTS, "R8", "other_name", names)


def _other_way_round(aligned: _Aligned) -> Contrary | None:
    """Find who did it to whom turned round: "Ghana beat Togo", "Togo beat Ghana"."""
    if aligned.loose or aligned.extra or _mismatch(aligned) or _days_differ(aligned):
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


def _same_noun(aligned: _Aligned, mine: Word, theirs: Word) -> bool:
    """Tell whether the two figures stand before one word: "22 people" are no "14 children"."""
    counted = [
        next((w for w in side.words if w.position > figure.position and w.number is None), None)
        for side, figure in ((aligned.short, mine), (aligned.long, theirs))
    ]
    if counted[0] is None or counted[1] is None:
        return counted[0] is counted[1]
    return alike(counted[0], counted[1])


def _days_differ(aligned: _Aligned) -> bool:
    """Tell whether a day of one sentence is none of the days of the other, which has some."""
    mine, theirs = aligned.short.days, aligned.long.days
    if not mine or not theirs:
        return False
    return any(all(day.conflicts(other) for other in theirs) for day in mine)


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return True
    return abs(a - b) <= table("hedging")["about"] * max(a, b)


def _single(word: Word, language: str) -> bool:
    return _singles(language).has(word.norm)


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
