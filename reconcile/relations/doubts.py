"""What must be sure before two figures are said to contradict each other.

Everything that might explain the difference is tried here; what is not known goes on the ask list.
"""

from __future__ import annotations

from functools import cache

from reconcile import languages
from reconcile.relations import intervals
from reconcile.relations.facts import Facts
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair, kind_inferred, one_scene
from reconcile.relations.places import Placement, fold
from reconcile.relations.populations import anyone
from reconcile.relations.story import one_story, told_apart_in_words
from reconcile.relations.thresholds import table
from schema.vocabulary import Modality, RelationType, ScopeKind

T = RelationType


def contradiction(
    pair: Pair, rule: str, reason: str, fields: tuple[str, ...], *, nested: bool = False
) -> Finding:
    """Suggest a contradiction, unless something that is not known might explain it.

    ``nested`` is to be given where those that one counts are known to be among those of the other.
    """
    a, b = pair.a, pair.b
    if pair.copied:
        return Finding(T.UNDETERMINED, rule, "copy_differs", fields, "quantity")
    if not same_measure(pair):
        return Finding(T.UNDETERMINED, "R4", "unclear_measure", ("measure",), "measure")
    both_anyone = anyone(a.claim.population) and anyone(b.claim.population)
    if not nested and not both_anyone and differ(a.claim.population, b.claim.population):
        return Finding(T.UNDETERMINED, "R4", "unclear_population", ("population",), "population")
    if pair.place in (Placement.UNKNOWN, Placement.OVERLAPPING) and (a.where or b.where):
        return Finding(T.UNDETERMINED, "R4", "unclear_place", ("place",), "place")
    if one_document(a, b) and (pair.same_origin or _own_voice(pair) or _aside(a, b)):
        return Finding(T.UNDETERMINED, rule, "same_document", ("document", "origin"))
    unplaced = not a.where and not b.where
    if (_poor(pair) and not one_story(a, b)) or (unplaced and told_apart_in_words(a, b)):
        return Finding(T.UNDETERMINED, "R4", "poor_scope", ("scope", "place"), "place")
    if not pair.sure or _another_period(pair):
        return Finding(T.UNDETERMINED, "R4", "unclear_start", ("start",), _missing_date(pair))
    if Modality.INTENTION in (a.claim.modality, b.claim.modality):
        return Finding(T.UNDETERMINED, "R12", "intention", ("modality",))
    return Finding(T.CONTRADICTS, rule, reason, fields)


def one_document(a: Facts, b: Facts) -> bool:
    """Tell whether both stand in one text; claims that name no document are not taken to."""
    return bool(a.claim.document) and a.claim.document == b.claim.document


def _aside(a: Facts, b: Facts) -> bool:
    """Tell whether one text gives the two figures in passing, in sentences of no one spot."""
    if not (a.claim.sentence and b.claim.sentence) or a.claim.sentence == b.claim.sentence:
        return False
    return kind_inferred(a, b) and not one_scene(a, b)


def _own_voice(pair: Pair) -> bool:
    """Tell whether the paper itself gives one of the figures: it hardly contradicts its own text."""
    return not (pair.a.claim.attribution and pair.b.claim.attribution)


def _poor(pair: Pair) -> bool:
    """Tell whether neither says where, since when or what sort of count, nor both as of when."""
    a, b = pair.a, pair.b
    unplaced = not a.where and not b.where
    undated = a.dated_by_paper or b.dated_by_paper
    since = a.period.start is not None or b.period.start is not None
    return unplaced and undated and not since and kind_inferred(a, b)


def _another_period(pair: Pair) -> bool:
    """Figures many times apart, one of them since nobody knows when: one day's against the whole."""
    a, b = pair.a, pair.b
    if None not in (a.period.start, b.period.start) or not kind_inferred(a, b):
        return False
    if a.interval is None or b.interval is None or ScopeKind.STOCK in (a.kind, b.kind):
        return False
    low, high = sorted((a.interval, b.interval), key=intervals.low)
    return intervals.low(high) > table("hedging")["scope_factor"] * intervals.high(low)


def differ(a: str | None, b: str | None) -> bool:
    """Tell whether two names differ, an absent one from any other."""
    return fold(a or "") != fold(b or "")


def _missing_date(pair: Pair) -> str:
    for side in (pair.a, pair.b):
        if side.period.start is None and side.kind is not ScopeKind.STOCK:
            return "start"
    return "as_of"


def apart(a: Facts, b: Facts) -> bool:
    """Tell whether the figures are apart even with what the press rounds and hedges."""
    assert a.tolerant is not None and b.tolerant is not None
    return intervals.disjoint(a.tolerant, b.tolerant)


def may_be_late(a: Facts, b: Facts) -> bool:
    """A text without a date of its own may print a figure that is some days old."""
    rules = table("hedging")
    if not b.dated_by_paper or a.period.end is None or b.period.end is None:
        return False
    assert a.interval is not None and b.interval is not None
    close = intervals.high(b.interval) >= rules["late_share"] * intervals.low(a.interval)
    return close and b.period.end.last - a.period.end.first <= rules["late_days"]


def same_measure(pair: Pair) -> bool:
    """Tell whether both are known to count the same: R1 has let equal measures pass."""
    return pair.a.subject[0] == pair.b.subject[0] != ""


def revises(a: Facts, b: Facts) -> bool:
    """Tell whether the later text itself says that the origin of the earlier has revised its figure."""
    if not b.claim.language or not a.claim.origin:
        return False
    said = set(fold(b.claim.sentence).replace("'", " ").split())
    speaker = fold(a.claim.origin).split()
    return said.issuperset(speaker) and not said.isdisjoint(_revising(b.claim.language))


@cache
def _revising(language: str) -> frozenset[str]:
    if language not in languages.available():
        return frozenset()
    words = languages.load(language).get("wording", {}).get("revising", ())
    return frozenset(fold(word) for word in words)
