"""Does a settled verdict still hold when a new claim joins its group?"""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.model.claim import Claim
from reconcile.model.contract import number
from reconcile.model.quantity import Interval, Quantity
from reconcile.model.review import Verdict
from schema.vocabulary import Modality, Polarity


def misfit(verdict: Verdict, new: Claim, known: Iterable[Claim]) -> str:
    """Say why ``new`` reopens a group settled with ``verdict``; empty where the verdict covers it.

    A refusal to comment reopens nothing; nor does what a claim already ``known`` says on the same word. A
    figure fits where its interval and the verdict's overlap; anything else was not decided on.
    """
    if new.modality is Modality.NO_COMMENT or any(_says_the_same(new, old) for old in known):
        return ""
    said = f"{_speaker(new)}: “{new.quote.exact}”"
    if new.polarity is Polarity.DENIED:
        return f"a new claim denies it ({said})"
    if new.quantity is None:
        return f"a new claim without a figure ({said})"
    covered = _covered(verdict)
    if covered is None:
        return f"a new figure, and the verdict gives none ({said})"
    if (new.quantity.unit or None) != (verdict.unit or None):
        return f"a new figure in another unit than the verdict's ({said})"
    if not _overlap(new.quantity, covered):
        return f"a new figure outside the settled {_shown(covered)} ({said})"
    return ""


def _says_the_same(new: Claim, old: Claim) -> bool:
    def figure(claim: Claim) -> tuple[object, ...] | None:
        quantity = claim.quantity
        return (quantity.low, quantity.high, quantity.unit) if quantity else None

    return (
        new.origin is not None
        and (new.origin_key or new.origin) == (old.origin_key or old.origin)
        and new.polarity is old.polarity
        and new.quantity is not None
        and figure(new) == figure(old)
    )


def _speaker(claim: Claim) -> str:
    named = claim.origin or claim.outlet or "no source"
    return f"{named}, {claim.published}" if claim.published else named


def _covered(verdict: Verdict) -> Interval | None:
    low = verdict.low if verdict.low is not None else verdict.best
    high = verdict.high if verdict.high is not None else verdict.best
    if low is None and high is None:
        return None
    return Interval(low, high)


def _overlap(quantity: Quantity, covered: Interval) -> bool:
    below = quantity.high is not None and covered.low is not None and quantity.high < covered.low
    above = quantity.low is not None and covered.high is not None and quantity.low > covered.high
    return not (below or above)


def _shown(interval: Interval) -> str:
    low, high = number(interval.low), number(interval.high)
    if low == high:
        return str(low)
    return f"{'…' if low is None else low}–{'…' if high is None else high}"
