"""Text without case, accents and punctuation: what search and filters compare, the same on every database."""

from __future__ import annotations

import re

from anyascii import anyascii

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower the case, take accents off and join words by single spaces: ``"Élysée, Paris"`` → ``elysee paris``."""
    plain = text if text.isascii() else anyascii(text)
    return _NOT_A_WORD.sub(" ", plain.lower()).strip()
