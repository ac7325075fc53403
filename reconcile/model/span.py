"""Places in a text: offsets are Unicode code points, half-open, as Python slices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def hull(self, other: Span) -> Span:
        """Return the shortest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a claim stands, after Web Annotation's TextQuote and TextPosition selectors.

    A quote is never re-anchored: when ``text[start:end] != exact`` it is an orphan.
    """

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""

    #: Characters of context kept on either side.
    CONTEXT: ClassVar[int] = 32

    @classmethod
    def cut(cls, text: str, span: Span) -> Quote:
        """Quote ``span`` of ``text`` with its context."""
        return cls(
            exact=span.of(text),
            start=span.start,
            end=span.end,
            prefix=text[max(0, span.start - cls.CONTEXT) : span.start],
            suffix=text[span.end : span.end + cls.CONTEXT],
        )

    def stands_in(self, text: str) -> bool:
        """Tell whether the quote is still where it says it is."""
        return text[self.start : self.end] == self.exact
