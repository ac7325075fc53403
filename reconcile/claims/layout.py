"""Paragraphs and sentences of a text, with exact offsets."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

import sentencex

from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import Token, fold_word, tokenise
from reconcile.model import Span

#: A longer sentence is cut: patterns cost more than linear time in the length of a sentence.
LONGEST = 1500

_BREAK = re.compile(r"[ \t\r\f\v]*\n\s*")
_GLUED = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?=[^\W\d_]{2})(?=[A-ZÀ-Þ])|(?<=\d{4}\.)(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
#: No abbreviation is longer.
_LONGEST_WORD = 40
_LOWER = re.compile(r"[a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, its tokens, the number of its paragraph and its own."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    index: int


def paragraphs(text: str) -> list[Span]:
    """Split a text at its line breaks, save where a line only runs on."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        before, after = text[start : match.start()], text[match.end() : match.end() + 1]
        runs_on = match.group().count("\n") == 1 and _LOWER.match(after) and len(before) > 40
        if runs_on and before.rstrip()[-1:] not in '.!?:»”"':
            continue
        if before.strip():
            spans.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return spans


def sentences(text: str, lexicon: Lexicon, masked: tuple[Span, ...] = ()) -> list[Sentence]:
    """Split a text into sentences, keeping abbreviations whole and masked stretches out."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text)):
        for stretch in _without(paragraph, masked):
            for span in _cut(text, stretch, lexicon):
                tokens = tuple(tokenise(text, span))
                if tokens:
                    found.append(Sentence(span, tokens, number, len(found)))
    return found


def _without(span: Span, masked: tuple[Span, ...]) -> list[Span]:
    stretches = [span]
    for mask in masked:
        stretches = [
            part
            for stretch in stretches
            for part in (
                Span(stretch.start, max(stretch.start, min(stretch.end, mask.start))),
                Span(min(stretch.end, max(stretch.start, mask.end)), stretch.end),
            )
            if len(part)
        ]
    return stretches


def _cut(text: str, paragraph: Span, lexicon: Lexicon) -> list[Span]:
    abbreviations = lexicon.words("sentences", "abbreviations")
    spans: list[Span] = []
    start = position = paragraph.start
    for piece in sentencex.segment(lexicon.code, paragraph.of(text)):
        position = min(position + len(piece), paragraph.end)
        if not text[start:position].strip() or _goes_on(text[start:position], abbreviations):
            continue
        spans += _split_long(text, Span(start, position))
        start = position
    if text[start : paragraph.end].strip():
        spans += _split_long(text, Span(start, paragraph.end))
    return [_trim(text, span) for span in spans]


def _goes_on(piece: str, abbreviations: frozenset[str]) -> bool:
    end = start = len(piece.rstrip()) - 1
    if end < 1 or piece[end] != ".":
        return False
    while start and end - start < _LONGEST_WORD:
        before = piece[start - 1]
        if before.isspace() or before in "(«\"“'’":
            break
        start -= 1
    word = piece[start:end]
    return fold_word(word) in abbreviations and (word[:1].isupper() or len(word) > 1)


def _split_long(text: str, span: Span) -> list[Span]:
    cuts = [span.start]
    cuts += [match.start() for match in _GLUED.finditer(text, span.start, span.end)]
    cuts.append(span.end)
    parts: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        while end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = space + 1 if space > 0 else start + LONGEST
            parts.append(Span(start, cut))
            start = cut
        if end > start:
            parts.append(Span(start, end))
    return parts


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
