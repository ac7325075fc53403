"""One sentence with its annotations: what the stages that make claims read."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from reconcile.claims.layout import Sentence
from reconcile.claims.nouns import NounReader
from reconcile.claims.pack import Lexicon, MeasureWord
from reconcile.claims.phrases import Hit
from reconcile.claims.quantities import Figure
from reconcile.claims.tokens import Token
from reconcile.model import Span


class Located(NamedTuple):
    """A figure at its tokens: ``first`` where it begins, ``after`` where its noun is looked for."""

    figure: Figure
    number: int
    first: int
    after: int


class Annotated:
    """A sentence with its figures, the words of measures in it, and its clauses."""

    def __init__(
        self, text: str, sentence: Sentence, figures: Sequence[Figure], lexicon: Lexicon
    ) -> None:
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self.nouns = NounReader(sentence.tokens, lexicon)
        self._starts = [token.start for token in sentence.tokens]
        self.figures = [
            Located(
                figure,
                number,
                self.token_at(figure.quantity.start),
                self.token_at(figure.after),
            )
            for number, figure in enumerate(figures)
        ]

    @cached_property
    def figure_tokens(self) -> Counter[int]:
        """The tokens of figures, each with how many figures it is part of."""
        return Counter(
            index for figure in self.figures for index in range(figure.first, figure.after)
        )

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at an offset or after it."""
        return bisect.bisect_left(self._starts, offset)

    @cached_property
    def measures(self) -> list[Hit[MeasureWord]]:
        """The words of measures, but for months with the name of one ("March") and idioms ("carried out")."""
        time = self.lexicon.words("words", "time")
        idioms = self.lexicon.phrases("words", "no_measures")
        return [
            hit
            for hit in self.lexicon.measures.all(self.tokens)
            if not (
                self.tokens[hit.first].norm in time and self.tokens[hit.first].text[:1].isupper()
            )
            and idioms.at(self.tokens, hit.first) is None
        ]

    @cached_property
    def _edges(self) -> list[int]:
        adversatives = self.lexicon.words("words", "adversatives")
        breaks = self.lexicon.phrases("words", "clause_breaks")
        return [
            index
            for index in range(1, len(self.tokens))
            if self.tokens[index].text in ";:"
            or breaks.at(self.tokens, index) is not None
            or (self.tokens[index - 1].text == "," and self.tokens[index].norm in adversatives)
        ]

    def clause(self, at: int) -> tuple[int, int]:
        """Bound the clause of a token: semicolons, adversatives after a comma, conjunctions of the pack."""
        first = max((edge for edge in self._edges if edge <= at), default=0)
        last = min((edge for edge in self._edges if edge > at), default=len(self.tokens))
        return first, last

    def helped(self, first: int, last: int) -> bool:
        """Tell whether an auxiliary or a relative stands among the tokens."""
        return any(token.norm in self._helpers for token in self.tokens[first:last])

    @cached_property
    def _helpers(self) -> frozenset[str]:
        return self.lexicon.words("words", "auxiliaries", "be", "modals", "relatives")

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (excluded)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Return those characters with white space made plain."""
        return " ".join(self.span(first, last).of(self.text).split())

    def token(self, index: int) -> Token | None:
        """Return a token, or ``None`` beyond the sentence."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None
