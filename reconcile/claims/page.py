"""One stretch of text with its words, numbers and dates: what masks, quantities and periods read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from reconcile.claims.calendar_words import DateMention
from reconcile.claims.dates import read_dates
from reconcile.claims.figure_words import FigureWords, figure_words
from reconcile.claims.numeral import Numeral
from reconcile.claims.numerals import read_numerals
from reconcile.claims.tallies import sides_of_votes
from reconcile.claims.words import Sort, Word, Words, split_words
from reconcile.model import PartialDate, Span

#: No rule looks further than this many words for the end of a sentence.
SENTENCE_REACH = 40


@dataclass(frozen=True)
class Page:
    """A stretch of text, split once; numbers and dates are read when first asked for."""

    text: str
    language: str
    words: Words
    part: Span | None = None
    published: PartialDate | None = None

    @classmethod
    def open(
        cls,
        text: str,
        language: str,
        span: Span | None = None,
        published: PartialDate | None = None,
    ) -> Page:
        """Split a stretch of ``text``; raise ``KeyError`` where the language has no pack."""
        figure_words(language)
        return cls(text, language, _words_of(text, span), span, published)

    @property
    def lexicon(self) -> FigureWords:
        """The language's words for figures."""
        return figure_words(self.language)

    @cached_property
    def numerals(self) -> list[Numeral]:
        """The numbers, in order."""
        return _numerals_of(self.text, self.language, self.part)

    @cached_property
    def sides(self) -> frozenset[int]:
        """Where the numbers begin that are a side of a vote ("52-48")."""
        return frozenset(numeral.first for numeral in sides_of_votes(self))

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates, in order."""
        return read_dates(self.words, self.language, self.published)

    def norm(self, index: int) -> str:
        """The folded word at ``index``; empty outside the text."""
        return self.words[index].norm if 0 <= index < len(self.words) else ""

    def is_letters(self, index: int) -> bool:
        """Tell whether the word at ``index`` is made of letters."""
        return 0 <= index < len(self.words) and self.words[index].sort is Sort.LETTERS

    def is_noun_like(self, index: int) -> bool:
        """Tell whether a word of letters that is no function word stands at ``index``."""
        return self.is_letters(index) and self.norm(index) not in self.lexicon.function_words

    def is_rate(self, index: int) -> bool:
        """Tell whether "per 100,000" stands at ``index``."""
        following = self.words[index + 1] if 0 <= index < len(self.words) - 1 else None
        per = self.norm(index) in self.lexicon.masks["denominators"]
        return per and following is not None and following.sort is Sort.DIGITS

    def span(self, first: int, last: int) -> Span:
        """The characters of the words from ``first`` to ``last`` (exclusive)."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def raw(self, index: int) -> str:
        """The word at ``index`` as written."""
        word = self.words[index]
        return self.text[word.start : word.end]

    def ends_sentence(self, index: int) -> bool:
        """Tell whether a sentence ends with the word at ``index``."""
        word = self.words[index]
        if word.norm in "!?\n":
            return True
        if word.norm != ".":
            return False
        # "M. Dupont", "3.5": a full stop after one letter or before something glued is no end.
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        before = self.words[index - 1] if index else None
        if before is not None and before.sort is Sort.LETTERS and before.end - before.start == 1:
            return False
        return following is None or not following.glued or following.capital

    def sentence_start(self, index: int) -> int:
        """The first word of the sentence of the word at ``index``, within reach."""
        lowest = max(0, index - SENTENCE_REACH)
        for position in range(index - 1, lowest - 1, -1):
            if self.ends_sentence(position):
                return position + 1
        return lowest

    def sentence_end(self, index: int) -> int:
        """The index after the last word of the sentence of the word at ``index``, within reach."""
        highest = min(len(self.words), index + SENTENCE_REACH)
        for position in range(index, highest):
            if self.ends_sentence(position):
                return position
        return highest


# Figures, masks and periods of one text are asked for one after the other: the last few are kept.
@lru_cache(maxsize=4)
def _words_of(text: str, span: Span | None) -> Words:
    return Words(
        [
            word
            for word in split_words(text, span)
            if word.sort is not Sort.MARK or not _is_quote(word)
        ]
    )


@lru_cache(maxsize=4)
def _numerals_of(text: str, language: str, span: Span | None) -> list[Numeral]:
    return read_numerals(text, _words_of(text, span), figure_words(language))


def _is_quote(word: Word) -> bool:
    """Quotation marks stand between no two parts of a figure; a glued one may mean inches."""
    return word.norm in "«»“”„‹›" or (word.norm == '"' and not word.glued)
