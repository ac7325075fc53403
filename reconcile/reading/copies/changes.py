"""What changed between two versions of a page, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from reconcile.model import Span

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[»”\"')\]]*|\n|\Z)\s*")
#: Beyond this many sentences only what both begin and end with is set aside as unchanged.
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the former text and what stands in its place; one of the two may be empty."""

    before: Span
    after: Span
    old: str
    new: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """List what changed from one text to the other, in the order of the text."""
    old, new = _sentences(before), _sentences(after)
    old_words = [" ".join(span.of(before).split()) for span in old]
    new_words = [" ".join(span.of(after).split()) for span in new]
    if max(len(old), len(new)) > _MOST:
        blocks = _edges(old_words, new_words)
    else:
        matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
        blocks = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    found = []
    for i, i_end, j, j_end in blocks:
        there = _stretch(old, i, i_end, len(before))
        here = _stretch(new, j, j_end, len(after))
        found.append(Change(there, here, there.of(before).strip(), here.of(after).strip()))
    return tuple(change for change in found if change.old != change.new)


def _sentences(text: str) -> list[Span]:
    spans = (Span(match.start(), match.end()) for match in _SENTENCE.finditer(text))
    return [span for span in spans if span.of(text).strip()]


def _stretch(sentences: list[Span], start: int, end: int, length: int) -> Span:
    if start == end:
        at = sentences[start].start if start < len(sentences) else length
        return Span(at, at)
    return Span(sentences[start].start, sentences[end - 1].end)


def _edges(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [(head, len(old) - tail, head, len(new) - tail)]
