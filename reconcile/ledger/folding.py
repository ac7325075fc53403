"""Keys of sources, and the folding of text that they share with search and filters."""

from __future__ import annotations

import re

from schema.folding import fold

__all__ = ["fold", "source_key"]

_WHITE = re.compile(r"\s+")


def source_key(name: str) -> str:
    """Make the key of a source that nothing better identifies; ``"?"`` where no letter is left."""
    return fold(name).replace(" ", "_") or _WHITE.sub("_", name.strip()) or "?"
