"""The first and the last lines of a text, where datelines and signatures stand."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model import Span

#: How far into a line a dateline may reach, in characters.
REACH = 120
#: Lines at either end of a text that may hold a dateline or a signature.
FIRST_LINES = 6
LAST_LINES = 4


def edge_lines(text: str, *, tail: bool = False) -> Iterator[Span]:
    """Give the first lines that are not blank, without the blanks around them; with ``tail`` also the last ones."""
    head: list[Span] = []
    position = 0
    for _ in range(4 * FIRST_LINES):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text[position:end].strip():
            head.append(_stripped(text, position, end))
        position = end + 1
        if position >= len(text) or len(head) >= FIRST_LINES:
            break
    yield from head
    if not tail:
        return
    # From the end backwards, so that a long text costs no more than a short one.
    last: list[Span] = []
    end = len(text)
    seen = head[-1].end if head else 0
    while end > seen and len(last) < LAST_LINES:
        start = max(text.rfind("\n", seen, end) + 1, seen)
        if text[start:end].strip():
            last.append(_stripped(text, start, end))
        end = start - 1
    yield from reversed(last)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
