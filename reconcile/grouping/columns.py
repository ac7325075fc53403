"""Claims to columns: what grouping takes from each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from reconcile.grouping.batch import (
    Bags,
    Batch,
    Sets,
    read_bags,
    read_event,
    read_measure,
    read_nations,
)
from reconcile.grouping.engines import SERIAL, Engine
from reconcile.grouping.lexicon import concept, concepts, is_among, lexicon, nations
from reconcile.grouping.words import split
from reconcile.model import Claim
from schema.vocabulary import Modality, PlaceRole, ScopeKind

#: Keys of regions ("region/middle_east") are too wide to tell one question from another.
_REGION = "region/"
#: A sentence of at most this many characters is read whole: "Labour Party – 203 seats".
_SHORT = 60
_KINDS = {kind: 1 + place for place, kind in enumerate(ScopeKind)}


def columns_of(claims: Sequence[Claim], engine: Engine = SERIAL) -> Batch:
    """Make a batch of claims."""
    passages = [_passage(claim) for claim in claims]
    contexts = [
        claim.sentence.replace(passage, " ", 1) if claim.sentence != passage else ""
        for claim, passage in zip(claims, passages, strict=True)
    ]
    bags = read_bags(passages, contexts, engine)
    row = {claim.id: index for index, claim in enumerate(claims)}
    populations = _Concepts(claim.population for claim in claims)
    measures = _Concepts(claim.measure for claim in claims)
    places = [_places(claim) for claim in claims]
    read = read_measure(bags)
    told = np.array(
        [
            _measure(measures.of(claim.measure), populations.of(claim.population))
            # A refusal to comment answers no question but its own.
            or (concept(claim.measure or "") if claim.modality is Modality.NO_COMMENT else 0)
            for claim in claims
        ],
        dtype=np.uint32,
    )
    # A noun that is counted, or a rise, says less of what is asked than the words of the passage may.
    better = (told == 0) | (~is_among(concepts("firm"), told) & is_among(concepts("firm"), read))
    periods = np.array([_period(claim) for claim in claims], dtype=np.int32).reshape(-1, 2)
    return Batch(
        bags=bags,
        measure=np.where(better, read, told),
        event=read_event(bags),
        unit=_hashed(claim.quantity.unit if claim.quantity else None for claim in claims),
        language=_hashed(claim.language for claim in claims),
        sentence=_hashed(
            f"{claim.document} {claim.sentence}"
            if claim.document and claim.quote.exact != claim.sentence
            else None
            for claim in claims
        ),
        kind=np.array(
            [_KINDS[claim.scope.kind] if claim.measure else 0 for claim in claims], dtype=np.int8
        ),
        first=periods[:, 0],
        last=periods[:, 1],
        whole=np.array([row.get(claim.whole or "", -1) for claim in claims], dtype=np.int64),
        population=Sets.of(
            [
                _population(populations.of(claim.population), measure) if claim.population else []
                for claim, measure in zip(claims, told.tolist(), strict=True)
            ]
        ),
        places=Sets.of([[concept(key) for key in keys] for keys in places]),
        wider=Sets.of([[concept(key) for key in _wider(keys)] for keys in places]),
        nations=_nations(claims, populations, bags),
    )


def _passage(claim: Claim) -> str:
    """Give the words that state the claim: the quote, or the whole of a sentence that is hardly longer."""
    short = len(claim.sentence) <= _SHORT
    return claim.sentence if short else claim.quote.exact or claim.sentence


class _Concepts:
    """Phrases of fields, read once each into the concepts of their words."""

    def __init__(self, phrases: Iterable[str | None]) -> None:
        distinct = sorted({phrase for phrase in phrases if phrase})
        words = split(distinct)
        meaning = lexicon().translate(words)
        self._of: dict[str, list[int]] = {phrase: [] for phrase in distinct}
        for text, value in zip(words.text.tolist(), meaning.tolist(), strict=True):
            if value and value not in self._of[distinct[text]]:
                self._of[distinct[text]].append(value)
        named = set(lexicon().meaning.tolist()) | set(lexicon().pair_meaning.tolist())
        for phrase in distinct:
            # A field that is a concept's own name ("killed", "military personnel") is that concept.
            if concept(phrase) in named:
                self._of[phrase] = [concept(phrase)]

    def of(self, phrase: str | None) -> list[int]:
        """Give the concepts of a phrase."""
        return self._of.get(phrase or "", [])


def _measure(measure: list[int], population: list[int]) -> int:
    """Tell the measure; 0 where the field only repeats whom it is of."""
    left = [value for value in measure if value not in population]
    return left[0] if len(left) == 1 else 0


def _population(population: list[int], measure: int) -> list[int]:
    """Give the concepts that tell one population from another.

    Where what was done is counted ("40 attacks", "attacked 40 times"), that is the population.
    """
    if measure and measure in _acts() and (measure in population or not population):
        return [measure]
    vague = _vague()
    return sorted(value for value in population if value not in vague)


@cache
def _acts() -> frozenset[int]:
    return frozenset(concepts("acts").tolist())


@cache
def _vague() -> frozenset[int]:
    return frozenset(
        [*concepts("measures").tolist(), *concepts("acts").tolist(), *concepts("anyone").tolist()]
    )


def _places(claim: Claim) -> list[str]:
    """Give the keys of the places where it happened: those that the passage names, failing that all.

    A region ("region/middle_east") is too wide to tell one question from another, and so is what is
    named beside it.
    """
    named = {place.key: place.name for place in claim.where if place.key}
    within = sorted(
        key
        for key, name in named.items()
        if name in claim.quote.exact and not key.startswith(_REGION)
    )
    if within:
        return within
    if any(key.startswith(_REGION) for key in named):
        return []
    return sorted(named)


def _wider(keys: Sequence[str]) -> list[str]:
    """Give the keys with all that contain them: "IQ/mosul" is in "IQ"."""
    every = {key[:at] for key in keys for at, char in enumerate(key) if char == "/"}
    return sorted(every | set(keys))


def _nations(claims: Sequence[Claim], populations: _Concepts, bags: Bags) -> Sets:
    """Give the countries of those it befell: named with the population, else beside it, else in the passage."""
    read = read_nations(bags)
    return Sets.of(
        [
            [value for value in populations.of(claim.population) if value in _countries()]
            or _affiliation(claim)
            or ([] if claim.where else read.value[low:high].tolist())
            for claim, low, high in zip(claims, read.start, read.start[1:], strict=False)
        ]
    )


def _affiliation(claim: Claim) -> list[int]:
    countries = {
        concept(place.key.split("/")[0])
        for place in claim.places
        if place.key and not place.key.startswith(_REGION) and place.role is PlaceRole.AFFILIATION
    }
    # Several countries in one sentence leave open whom it befell.
    return sorted(countries) if len(countries) == 1 else []


@cache
def _countries() -> frozenset[int]:
    return frozenset(nations().tolist())


def _period(claim: Claim) -> tuple[int, int]:
    start = claim.scope.start or claim.scope.as_of
    end = claim.scope.as_of or claim.scope.start
    if start is None or end is None:
        return 0, 0
    return start.first.toordinal(), end.last.toordinal()


def _hashed(values: Iterable[str | None]) -> npt.NDArray[np.uint32]:
    known: dict[str, int] = {"": 0}
    result = []
    for value in values:
        name = value or ""
        if name not in known:
            digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
            known[name] = int.from_bytes(digest, "big") | 1
        result.append(known[name])
    return np.array(result, dtype=np.uint32)
