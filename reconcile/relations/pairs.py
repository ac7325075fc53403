"""Two claims side by side, the earlier first, with what the rules ask of them."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.relations.facts import ROLE, Facts
from reconcile.relations.periods import Period, Standing, by_end, standing
from reconcile.relations.places import Placement, fold, placement
from schema.vocabulary import ScopeKind

#: Days that a moment may be vague by.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Pair:
    """The earlier claim ``a``, the later ``b``, and how their scopes and voices stand to each other."""

    a: Facts
    b: Facts
    time: Standing
    #: The dates leave no doubt about ``time``.
    sure: bool
    place: Placement
    same_origin: bool
    #: One text is the other's, word for word.
    copied: bool

    @property
    def same_voice(self) -> bool:
        """Tell whether the two count as one: same origin, or copied."""
        return self.same_origin or self.copied


def order(a: Facts, b: Facts) -> tuple[Facts, Facts]:
    """Put the earlier first: by as-of date, then by publication; otherwise as they came."""
    for first, second in (
        (a.period.end, b.period.end),
        (a.published, b.published),
    ):
        if (
            first is None
            or second is None
            or (first.last, first.first) == (second.last, second.first)
        ):
            continue
        return (a, b) if (first.last, first.first) < (second.last, second.first) else (b, a)
    return a, b


def pair(a: Facts, b: Facts) -> Pair:
    """Set two claims side by side, the earlier first."""
    a, b = order(a, b)
    time, sure = standing(a.period, b.period)
    if ScopeKind.INCIDENT in (a.kind, b.kind) and _same_night(a, b):
        time, sure = standing(a.period, Period(a.period.start, b.period.end))[0], False
    if ScopeKind.STOCK in (a.kind, b.kind):
        time, sure = _moments(a, b)
    elif ScopeKind.INCIDENT in (a.kind, b.kind) and time is not Standing.UNKNOWN:
        sure = sure or _one_event(a, b, time)
    return Pair(
        a=a,
        b=b,
        time=time,
        sure=sure,
        place=placement(a.where, b.where),
        same_origin=same_origin(a, b),
        copied=copied(a, b) or same_wording(a, b),
    )


def same_origin(a: Facts, b: Facts) -> bool:
    """Tell whether the two are surely said by one and the same."""
    if a.voices & b.voices:
        return True
    elsewhere = a.where and b.where and a.where != b.where
    if _offices(a) & _offices(b) and not elsewhere:
        return True
    return not a.voices and not b.voices and a.text == b.text and a.text not in ("", "-")


def _offices(item: Facts) -> frozenset[str]:
    """Name the offices that it speaks from, where it has no other name: one place has one governor."""
    return frozenset(
        voice.partition("@")[0] for voice in item.voices if voice.startswith(ROLE) and "@" in voice
    )


def copied(a: Facts, b: Facts) -> bool:
    """Tell whether one of the two stands in a copy of the other's text, and says what that says there.

    A text quotes several: its copy does not make two speakers one.
    """
    if a.text != b.text or a.text == "" or a.claim.document == b.claim.document:
        return False
    named = all(side.claim.origin for side in (a, b))
    return not named or a.interval == b.interval or bool(a.voices & b.voices)


def same_wording(a: Facts, b: Facts) -> bool:
    """Tell whether the two stand in one and the same sentence, in two documents."""
    if a.claim.document == b.claim.document or len(a.claim.sentence) < 40:
        return False
    return fold(a.claim.sentence) == fold(b.claim.sentence)


def _moments(a: Facts, b: Facts) -> tuple[Standing, bool]:
    """Compare stocks: only the moment counts."""
    if a.period.end is None or b.period.end is None:
        return Standing.UNKNOWN, False
    found, sure = by_end(a.period.end, b.period.end)
    # Two strengths of one year need not be of one moment.
    return found, sure and a.period.end.last - a.period.end.first <= _MONTH


def _same_night(a: Facts, b: Facts) -> bool:
    """Tell whether two events differ by a day at most: a night has two dates, and so have two time zones."""
    first, second = a.period.start, b.period.start
    if first is None or second is None or first == second:
        return False
    return first.exact and second.exact and abs(first.first - second.first) <= 1


def _one_event(a: Facts, b: Facts, time: Standing) -> bool:
    """Tell whether two tolls are of one event although a start is missing: neither names another.

    Where it is only inferred that they are tolls, a later one may be of another event.
    """
    both = a.kind is ScopeKind.INCIDENT and b.kind is ScopeKind.INCIDENT
    ends = a.period.end, b.period.end
    exact = all(end is not None and end.exact for end in ends)
    missing = a.period.start is None or b.period.start is None
    sure = time is Standing.SAME or not kind_inferred(a, b) or one_scene(a, b)
    return both and exact and missing and sure


def one_scene(a: Facts, b: Facts) -> bool:
    """Tell whether one text speaks twice of one town or spot, hence of one event."""
    document = a.claim.document
    places = all("/" in place for place in a.where)
    return bool(
        document and document == b.claim.document and a.where == b.where and a.where and places
    )


def kind_inferred(a: Facts, b: Facts) -> bool:
    """Tell whether the text of either does not show what sort of count it is."""
    return any("kind" in side.claim.scope.inferred for side in (a, b))
