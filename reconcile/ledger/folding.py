"""Text without case, accents and punctuation: keys of sources, and what search and filters compare."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_WHITE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower the case, take accents off and join words by single spaces: ``"Élysée, Paris"`` → ``elysee paris``."""
    return _NOT_A_WORD.sub(" ", anyascii(text).lower()).strip()


def source_key(name: str) -> str:
    """Make the key of a source that nothing better identifies; ``"?"`` where no letter is left."""
    return fold(name).replace(" ", "_") or _WHITE.sub("_", name.strip()) or "?"
