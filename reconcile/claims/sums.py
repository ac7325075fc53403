"""Declared parts of a whole: "66 attaques – 32 en Irak et 34 en Syrie"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import tokenise
from reconcile.model import Claim, Evidence, Place, Span
from schema.vocabulary import PlaceRole, Support

#: The flag of figures that their own sentence contradicts.
CONTRADICTS_ITSELF = "contradicts_itself"
#: Parts are looked for in so many claims after their whole.
_AHEAD = 6


def declare_parts(text: str, claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Link parts to their whole, flag sums that do not come out, and give a whole its parts' places.

    Parts follow their whole, are of the same measure, and either add up to it, at least two of them,
    or are said to be parts ("dont", "of which").
    """
    made = list(claims)
    for index, whole in enumerate(made):
        if not _countable(whole) or whole.whole is not None:
            continue
        candidates = [
            number
            for number in range(index + 1, min(len(made), index + 1 + _AHEAD))
            if _may_be_part(whole, made[number])
        ]
        announced = [n for n in candidates if _announced(text, whole, made[n], lexicon)]
        _flag_excess(text, made, index, lexicon)
        whole = made[index]
        parts = _that_sum(whole, made, candidates) or _as_said(whole, made, announced)
        if parts:
            for number in parts:
                made[number] = replace(made[number], whole=whole.id)
            made[index] = _with_places(whole, [made[number] for number in parts])
            if _falls_short(text, whole, [made[number] for number in parts], lexicon):
                made[index] = replace(made[index], flags=(*made[index].flags, "parts_do_not_sum"))
        elif (
            len(announced) >= 2
            and _exact(made, announced)
            and _one_sentence(whole, made, announced)
        ):
            made[index] = replace(whole, flags=(*whole.flags, "parts_do_not_sum"))
    return made


def _flag_excess(text: str, made: list[Claim], index: int, lexicon: Lexicon) -> None:
    """Flag a part that is more than its whole: "20 morts, dont 25 enfants"."""
    whole = made[index]
    high = whole.quantity.high if whole.quantity is not None else None
    for number in range(index + 1, min(len(made), index + 1 + _AHEAD)):
        part = made[number]
        same = part.measure == whole.measure and part.polarity is whole.polarity
        if not same or high is None or not _countable_part(part):
            continue
        low = part.quantity.low if part.quantity is not None else None
        if low is not None and low > high and _announced(text, whole, part, lexicon, listed=False):
            for at in (index, number):
                if CONTRADICTS_ITSELF not in made[at].flags:
                    made[at] = replace(made[at], flags=(*made[at].flags, CONTRADICTS_ITSELF))


def _falls_short(text: str, whole: Claim, parts: Sequence[Claim], lexicon: Lexicon) -> bool:
    """Tell whether parts that are said to be all of a whole do not make it: "20 morts, soit 12 … et 7 …"."""
    exact = all(part.quantity and part.quantity.low == part.quantity.high for part in parts)
    if len(parts) < 2 or not exact or whole.quantity is None or parts[0].quantity is None:
        return False
    if parts[0].quantity.start < whole.quantity.end or parts[0].sentence != whole.sentence:
        return False
    between = tokenise(text, Span(whole.quantity.end, parts[0].quantity.start))
    everything = lexicon.phrases("words", "all_parts").all(between)
    low, high = whole.quantity.low, whole.quantity.high
    total = sum(_value(part) for part in parts)
    within = (low is None or total >= low) and (high is None or total <= high)
    return bool(everything) and not within


def _countable(claim: Claim) -> bool:
    quantity = claim.quantity
    return (
        quantity is not None
        and quantity.value is not None
        and quantity.value >= 2
        and quantity.unit is None
    )


def _may_be_part(whole: Claim, part: Claim) -> bool:
    if not _countable_part(part) or part.whole is not None or part.measure != whole.measure:
        return False
    assert part.quantity is not None and whole.quantity is not None
    assert part.quantity.value is not None and whole.quantity.value is not None
    return part.quantity.value < whole.quantity.value and part.polarity is whole.polarity


def _countable_part(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity is not None and quantity.value is not None and quantity.unit is None


def _value(claim: Claim) -> float:
    return claim.quantity.value or 0.0 if claim.quantity else 0.0


def _that_sum(whole: Claim, made: Sequence[Claim], candidates: Sequence[int]) -> list[int]:
    """Return the first run of parts, at least two, that add up to the whole."""
    for start in range(len(candidates)):
        total, run = 0.0, []
        for number in candidates[start:]:
            total += _value(made[number])
            run.append(number)
            if total == _value(whole) and len(run) >= 2 and _told_apart(made, run):
                return run
            if total >= _value(whole):
                break
    return []


def _told_apart(made: Sequence[Claim], run: Sequence[int]) -> bool:
    """Tell whether parts stand in one sentence and differ in place or in what is counted."""
    if len({made[number].sentence for number in run}) > 1:
        return False
    marks = {
        (tuple(place.name for place in made[number].where), made[number].counted) for number in run
    }
    return len(marks) == len(run)


def _as_said(whole: Claim, made: Sequence[Claim], announced: Sequence[int]) -> list[int]:
    total = sum(_value(made[number]) for number in announced)
    return list(announced) if announced and total <= _value(whole) else []


def _announced(
    text: str, whole: Claim, part: Claim, lexicon: Lexicon, *, listed: bool = True
) -> bool:
    """Tell whether a word between two figures says that the second is part of the first.

    Without ``listed`` a colon or a dash is not enough.
    """
    if whole.sentence != part.sentence or whole.quantity is None or part.quantity is None:
        return False
    if part.quantity.start < whole.quantity.end or part.quantity.start - whole.quantity.end > 200:
        return False
    between = tokenise(text, Span(whole.quantity.end, part.quantity.start))
    said = lexicon.phrases("words", "parts").all(between)
    return any(listed or between[hit.first].text[0].isalpha() for hit in said)


def _exact(made: Sequence[Claim], numbers: Sequence[int]) -> bool:
    return all(
        (quantity := made[number].quantity) is not None and quantity.low == quantity.high
        for number in numbers
    )


def _one_sentence(whole: Claim, made: Sequence[Claim], numbers: Sequence[int]) -> bool:
    return all(made[number].sentence == whole.sentence for number in numbers)


def _with_places(whole: Claim, parts: Sequence[Claim]) -> Claim:
    """Give a whole the places of its parts, where they have their own."""
    named: dict[str, Place] = {}
    for place in (place for part in parts for place in part.where):
        named.setdefault(place.key or place.name, place)
    inherited = {
        (item.start, item.end)
        for item in whole.evidence
        if item.field == "places" and item.support is not Support.STATED
    }
    own = {
        place.key or place.name: place
        for place in whole.where
        if (place.start, place.end) not in inherited
    }
    if len(named) < 2:
        return whole
    missing = [place for key, place in named.items() if not _lies_in(key, own)]
    others = [place for place in whole.places if place.role is not PlaceRole.WHERE]
    evidence = tuple(
        Evidence("places", "places_of_parts", Support.INFERRED, place.start, place.end)
        for place in missing
    )
    places = sorted([*own.values(), *missing, *others], key=lambda place: place.start)
    return replace(whole, places=tuple(places), evidence=(*whole.evidence, *evidence))


def _lies_in(key: str, places: Iterable[str]) -> bool:
    """Tell whether a place is one of others, or lies in one: "IQ/mosul" in "IQ"."""
    return any(key == other or key.startswith(f"{other}/") for other in places)
