"""Do two sentences tell one story? They share names, or most of what the shorter one speaks of."""

from __future__ import annotations

import re

from reconcile.relations.alignment import told_apart
from reconcile.relations.facts import Facts
from reconcile.relations.places import fold
from reconcile.relations.thresholds import table
from reconcile.relations.wording import wording

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
#: Letters of a word that tell it from others, whatever its ending.
_STEM = 5


def one_story(a: Facts, b: Facts) -> bool:
    """Tell whether the two sentences share names, and most of what the shorter one speaks of."""
    shared, names = share_of_words(a, b)
    if a.unit is not None and not names:
        # Anything may measure so many kilometres: without a name it is not the same thing.
        return False
    if shared < table("story")["share_with_name" if names else "share_without_name"]:
        return False
    return not told_apart_in_words(a, b)


def told_apart_in_words(a: Facts, b: Facts) -> bool:
    """Tell whether the words of the two sentences show that they are of two things."""
    if a.claim.language != b.claim.language:
        return False
    first, second = (wording(side.claim.sentence, side.claim.language) for side in (a, b))
    return first is not None and second is not None and told_apart(first, second)


def share_of_words(a: Facts, b: Facts, *, of_longer: bool = False) -> tuple[float, bool]:
    """Return how much of the shorter sentence the longer holds (0 to 1), and whether they share a name.

    ``of_longer`` asks how much of the longer the shorter holds.
    """
    first, second = a.claim.sentence, b.claim.sentence
    names = _names(first, second) & _names(second, first)
    short, long = sorted((_stems(first), _stems(second)), key=len)
    whole = long if of_longer else short
    return (len(short & long) / len(whole) if whole else 0.0), bool(names)


def _names(text: str, other: str) -> frozenset[str]:
    """Words with a capital; the first word only where the other text has it inside a sentence."""
    words = _WORD.findall(text)
    inside = {word for word in _WORD.findall(other)[1:] if word[:1].isupper()}
    found = {word for word in words[1:] if word[:1].isupper() and len(word) > 2}
    if words and words[0] in inside and len(words[0]) > 2:
        found.add(words[0])
    return frozenset(fold(word) for word in found)


def _stems(text: str) -> frozenset[str]:
    return frozenset(fold(word)[:_STEM] for word in _WORD.findall(text) if len(word) >= 4)
