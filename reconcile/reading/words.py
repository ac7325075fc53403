"""The words of all languages that reading needs, as parts of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reconcile.languages import available, load


@cache
def words(key: str) -> tuple[str, ...]:
    """List the words under ``[reading]`` ``key`` of every language pack."""
    return tuple(
        word for language in available() for word in load(language).get("reading", {}).get(key, ())
    )


def alternatives(of: Iterable[str]) -> str:
    """Give words as alternatives of a pattern, the longest first; one that matches nothing for none."""
    return "|".join(sorted(map(re.escape, of), key=len, reverse=True)) or r"(?!)"
