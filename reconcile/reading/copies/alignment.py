"""How much of one text is copied from another, passage by passage.

Shingles that both hold are laid along one another to runs; the short stretches between two runs, where an
editor changed a word or a figure, are aligned with RapidFuzz and count as copied if they are still alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from reconcile.model import Span
from reconcile.reading.copies.sketch import SHINGLE, words_of

#: Words that an editor may have put in, taken out or changed within one passage.
_GAP = 15
#: Likeness (0 to 100) above which a changed stretch is still the same passage.
_ALIKE = 45.0
#: A shorter run is a common phrase or a name, no copied passage.
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words, folded to compare, with where each stands."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, masked: Sequence[Span] = ()) -> Words:
        """Cut a text."""
        matches = list(words_of(text, masked))
        return cls(
            text,
            tuple(match.group().casefold() for match in matches),
            tuple(match.start() for match in matches),
            tuple(match.end() for match in matches),
        )

    def span(self, start: int, end: int) -> Span:
        """Give the characters from word ``start`` to before word ``end``."""
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Passage:
    """A copied passage: its characters in the copy and in the original, and how alike they are (0 to 1)."""

    copy: Span
    original: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a copy stands in an original.

    ``share`` is the part of the copy's words that was copied, ``contained`` the part of the original's words
    that the copy holds; both in [0, 1].
    """

    share: float
    contained: float
    words: int
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Run:
    """Words ``a`` to ``a_end`` of the copy, laid along words ``b`` to ``b_end`` of the original."""

    a: int
    a_end: int
    b: int
    b_end: int


def compare(copy: Words, original: Words) -> Copy:
    """Find what of ``copy`` was copied from ``original``. The time grows with their length, not its square."""
    runs = [run for run in _joined(_runs(copy, original), copy, original) if _long_enough(run)]
    copied = sum(run.a_end - run.a for run in runs)
    # What was copied twice is contained once.
    held = len({word for run in runs for word in range(run.b, run.b_end)})
    return Copy(
        share=copied / max(1, len(copy.words)),
        contained=held / max(1, len(original.words)),
        words=copied,
        passages=tuple(_passage(run, copy, original) for run in runs),
    )


def _long_enough(run: _Run) -> bool:
    return run.a_end - run.a >= _SHORTEST


def _runs(copy: Words, original: Words) -> list[_Run]:
    """Lay the shingles of both along one another, in the order of the copy."""
    where: dict[tuple[str, ...], int] = {}
    for start in range(len(original.words) - SHINGLE, -1, -1):
        where[original.words[start : start + SHINGLE]] = start
    runs: list[_Run] = []
    for start in range(len(copy.words) - SHINGLE + 1):
        shingle = copy.words[start : start + SHINGLE]
        last = runs[-1] if runs else None
        if last and last.a_end == start + SHINGLE - 1:
            # Go on where the run is, though the shingle may stand elsewhere too.
            following = last.b_end - SHINGLE + 1
            if original.words[following : following + SHINGLE] == shingle:
                last.a_end, last.b_end = last.a_end + 1, last.b_end + 1
                continue
        found = where.get(shingle)
        if found is None:
            continue
        begin = start if last is None else max(start, last.a_end)
        skipped = begin - start
        runs.append(_Run(begin, start + SHINGLE, found + skipped, found + SHINGLE))
    return runs


def _joined(runs: list[_Run], copy: Words, original: Words) -> list[_Run]:
    """Join runs between which little was changed."""
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and _same_passage(last, run, copy, original):
            last.a_end, last.b_end = run.a_end, run.b_end
        else:
            joined.append(run)
    return joined


def _same_passage(last: _Run, run: _Run, copy: Words, original: Words) -> bool:
    put_in, left_out = run.a - last.a_end, run.b - last.b_end
    if not (0 <= put_in <= _GAP and 0 <= left_out <= _GAP):
        return False
    if put_in <= 3 and left_out <= 3:
        return True
    return fuzz.ratio(copy.words[last.a_end : run.a], original.words[last.b_end : run.b]) >= _ALIKE


def _passage(run: _Run, copy: Words, original: Words) -> Passage:
    there, here = copy.span(run.a, run.a_end), original.span(run.b, run.b_end)
    likeness = fuzz.ratio(copy.words[run.a : run.a_end], original.words[run.b : run.b_end]) / 100
    return Passage(there, here, round(likeness, 3))
