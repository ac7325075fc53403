"""A text's sketch: a sample of its word shingles, by which copies of it are found among many documents.

The sample is of the hash values below a fixed share of their range (FracMinHash; Irber et al. 2022,
doi:10.1101/2022.01.11.475838). Unlike a MinHash of fixed size it estimates *containment*: a shingle is sampled
in every text that holds it or in none, so half an article shares all of its sample with the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

from reconcile.model import Span

#: Words of a shingle. Five are rarely the same by chance, and survive an edit every dozen words.
SHINGLE = 5
#: One shingle in so many is kept.
_SAMPLED = 4
_WORD = re.compile(r"\w+")
_RANGE = 1 << 64
_SIGNED = 1 << 63


def words_of(text: str, masked: Sequence[Span] = ()) -> Iterator[re.Match[str]]:
    """Give the words of a text with their places, what is masked left out."""
    edges = [0, *(edge for span in sorted(masked) for edge in (span.start, span.end)), len(text)]
    for position, (start, end) in enumerate(pairwise(edges)):
        if position % 2 == 0:
            yield from _WORD.finditer(text, start, max(start, end))


def sketch(text: str, masked: Sequence[Span] = ()) -> tuple[int, ...]:
    """Sample the shingles of a text: signed 64-bit numbers, in ascending order, each once."""
    words = [match.group().casefold() for match in words_of(text, masked)]
    found = set()
    for start in range(len(words) - SHINGLE + 1):
        shingle = " ".join(words[start : start + SHINGLE])
        value = int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest())
        if value < _RANGE // _SAMPLED:
            found.add(value if value < _SIGNED else value - _RANGE)
    return tuple(sorted(found))
