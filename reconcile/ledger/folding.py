"""Keys of sources, and the folding of text that they share with search and filters."""

from __future__ import annotations

import hashlib
import re

from schema.folding import fold

__all__ = ["LONGEST", "fold", "fold_title", "shorten", "source_key"]

_WHITE = re.compile(r"\s+")
#: Longer text is not looked up as a whole: an index of PostgreSQL takes some 2 700 bytes.
LONGEST = 500


def source_key(name: str) -> str:
    """Make the key of a source that nothing better identifies; ``"?"`` where no letter is left."""
    return shorten(fold(name).replace(" ", "_") or _WHITE.sub("_", name.strip()) or "?")


def fold_title(title: str) -> str:
    """Fold a group's title for filtering; of one that is very long, the beginning."""
    return fold(title)[:LONGEST]


def shorten(key: str) -> str:
    """Give a key that an index takes: of one that is very long the beginning, and its hash, so that none are confused."""
    if len(key) <= LONGEST:
        return key
    return f"{key[: LONGEST - 40]}_{hashlib.sha256(key.encode()).hexdigest()[:32]}"
