"""The shorter of two sentences laid on the longer, word by word; and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reconcile.relations.thresholds import table
from reconcile.relations.wording import Day, Word, Wording, alike

#: Tokens between a modal verb and what it governs.
_MODAL = 5
#: Tokens between a word like "new" or "more" and the figure that it makes another.
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Aligned:
    """The shorter sentence laid on the longer."""

    short: Wording
    long: Wording
    pairs: tuple[tuple[Word, Word], ...]
    #: Words of the shorter that the longer does not have, and the other way round.
    loose: tuple[Word, ...]
    extra: tuple[Word, ...]

    def holds(self, without: int = 0) -> bool:
        """Tell whether the longer says what the shorter says, ``without`` so many words of it.

        Their subject must be one: what stands first. Where no name tells what they speak of, or only "we"
        and "this" do, the longer may not say much more.
        """
        rules = table("wording")
        found, count = len(self.pairs), len(self.short.words) - without
        written = sum(1 for word, _ in self.pairs if word.position >= 0)
        if written < rules["words"] - min(without, 1) or found < rules["share"] * count:
            return False
        if self.loose and self.loose[0] is self.short.words[0] and not without:
            return False
        named = any(word.name or word.number is not None for word, _ in self.pairs)
        vague = self.short.deictic or self.long.deictic or not named
        if vague and found < rules["share_without_name"] * (len(self.long.words) - without):
            return False
        return self._together()

    def close(self, without: int = 0) -> bool:
        """Tell whether the longer has little that the shorter does not."""
        return len(self.pairs) >= table("wording")["share_of_longer"] * (
            len(self.long.words) - without
        )

    def as_sure(self) -> bool:
        """Tell whether both say it as a fact, or both as the same sort of wish or possibility."""
        places = [word.position for _, word in self.pairs if not word.name]
        start, end = (min(places), max(places)) if places else (0, len(self.long.tokens))
        mine = {kind for _, kind in self.short.unsure}
        return mine == {kind for at, kind in self.long.unsure if start - _MODAL <= at <= end}

    def _together(self) -> bool:
        """What is found must stand close together: not one word here, another three clauses on.

        A name may stand at the head of the sentence, far from its verb."""
        places = [word.position for _, word in self.pairs if not word.name]
        span = max(places) - min(places) if places else 0
        return span <= table("wording")["spread"] * len(self.short.tokens)


def laid(a: Wording, b: Wording) -> Aligned:
    """Lay the shorter of two sentences on the longer."""
    short, long = sorted((a, b), key=_length)
    free = list(long.words)
    pairs: list[tuple[Word, Word]] = []
    loose: list[Word] = []
    last = -1
    for word in short.words:
        same = [other for other in free if alike(word, other)]
        if not same:
            loose.append(word)
            continue
        match = next((other for other in same if other.position > last), same[0])
        last = match.position
        free.remove(match)
        pairs.append((word, match))
    return Aligned(short, long, tuple(pairs), tuple(loose), tuple(free))


def _length(side: Wording) -> tuple[int, int, str]:
    return len(side.words), len(side.days), side.text


def other_bearer(a: Wording, b: Wording) -> bool:
    """Tell whether two sentences say the same of two bearers: of "Skylar" and "Delvaux", of two parties.

    One word stands in the place of the other, between the same words, and belongs to a name.
    """
    aligned = laid(a, b)
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


def days_differ(mine: Iterable[Day], theirs: Iterable[Day]) -> bool:
    """Tell whether a day of one sentence is none of the days of the other, which has some."""
    others = tuple(theirs)
    return bool(others) and any(all(day.conflicts(other) for other in others) for day in mine)


def told_apart(a: Wording, b: Wording) -> bool:
    """Tell whether two sentences that sound alike are of two things.

    Each has a name that the other lacks, or stands in its place; each its own day; or one counts "new" or
    "more" ones, those "before" or those of a "lead", and the other does not.
    """
    aligned = laid(a, b)
    rivals = _named(aligned.loose) and _named(aligned.extra)
    if rivals or other_bearer(a, b):
        return True
    if days_differ(a.days, b.days) and days_differ(b.days, a.days):
        return True
    return a.partial != b.partial


def _named(words: Iterable[Word]) -> bool:
    return any(word.name for word in words)
