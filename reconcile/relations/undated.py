"""Two bare texts without any date, set side by side to be compared: read as of one moment.

Nothing is known of when either was written, so they are only opposed where they plainly speak of the
same: the same thing is counted, names are shared, and no figure of one text agrees with one of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reconcile.relations import intervals
from reconcile.relations.concepts import is_measure
from reconcile.relations.facts import Facts
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.periods import Standing
from reconcile.relations.places import Placement, fold
from reconcile.relations.populations import among, anyone
from reconcile.relations.rules import same_scope
from reconcile.relations.story import one_story, share_of_words
from reconcile.relations.thresholds import table
from schema.vocabulary import Comparator, Family, Modality, Polarity, RelationType

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def oppose(first: Sequence[Facts], second: Sequence[Facts]) -> tuple[Pair, Finding] | None:
    """Find a figure of one text that the other contradicts, ``None`` where there is none for sure."""
    a_figures, b_figures = _figures(first), _figures(second)
    for b in b_figures:
        counterparts = [a for a in a_figures if a.unit == b.unit]
        if not counterparts or any(_agree(a, b) for a in counterparts):
            continue
        # "12 of the 90": what both give is not what they differ on.
        counterparts = [a for a in counterparts if not any(_agree(a, c) for c in b_figures)]
        opposed = [a for a in counterparts if _one_thing(a, b) and one_story(a, b)]
        if len(opposed) == 1:
            fields = ("quantity", "counted", "place")
            found = Finding(RelationType.CONTRADICTS, "R8", "disjoint_undated", fields)
            return pair(opposed[0], b), found
    return None


def agree(first: Sequence[Facts], second: Sequence[Facts]) -> tuple[Pair, Finding] | None:
    """Find a figure of one text that bears out one of the other, ``None`` where there is none for sure."""
    for b in _figures(second, vague=True):
        for a in _figures(first, vague=True):
            if not _one_thing(a, b) or not one_story(a, b):
                continue
            sides = replace(pair(a, b), time=Standing.SAME)
            found = same_scope(sides)
            if found is None or found.type.family is not Family.AGREEMENT:
                continue
            if found.reason == "same_figure":
                found = replace(found, reason="same_figure_undated")
            return sides, found
    return None


def _figures(facts: Sequence[Facts], *, vague: bool = False) -> list[Facts]:
    return [
        item
        for item in facts
        if item.counted
        and item.claim.polarity is Polarity.ASSERTED
        and item.claim.modality not in (Modality.INTENTION, Modality.NO_COMMENT)
        and item.claim.quantity is not None
        and (vague or item.claim.quantity.comparator is not Comparator.VAGUE)
    ]


def _agree(a: Facts, b: Facts) -> bool:
    return (
        a.tolerant is not None
        and b.tolerant is not None
        and intervals.overlaps(a.tolerant, b.tolerant)
    )


def _one_thing(a: Facts, b: Facts) -> bool:
    """Tell whether the same noun is counted, of the same or of wider people, and not in two places."""
    if pair(a, b).place is Placement.APART or a.claim.whole or b.claim.whole:
        return False
    if a.measure != b.measure and is_measure(a.measure) and is_measure(b.measure):
        # "7 people were killed", "52 people were injured".
        return False
    head = _head(a), _head(b)
    if a.unit is not None:
        # Two amounts of a text are of the same only where the same is said of them.
        return a.measure == b.measure and (a.measure != "" or _one_sentence(a, b))
    if all(head) and head[0] == head[1]:
        # Of "11 people" and "36 people" the verb must say that they are the same.
        return not anyone(a.claim.population) or a.measure == b.measure or _one_sentence(a, b)
    if a.measure == b.measure != "" and a.subject[1] == b.subject[1]:
        # "18 dead" and "18 people were killed".
        return True
    # "Some thousand people" and "730 soldiers" of one country in one place.
    who = a.claim.population, b.claim.population
    placed = bool(a.where) and a.where == b.where
    return placed and (among(*who) or among(who[1], who[0]))


def _head(item: Facts) -> str:
    words = _WORD.findall(fold(item.claim.counted or ""))
    return words[0].rstrip("sx") if words else ""


def _one_sentence(a: Facts, b: Facts) -> bool:
    """Tell whether the two sentences are all but the same, whatever the order of their words."""
    shares = (share_of_words(a, b)[0], share_of_words(a, b, of_longer=True)[0])
    rules = table("wording")
    return shares[0] >= rules["share"] and shares[1] >= rules["share_of_longer"]
