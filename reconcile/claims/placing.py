"""Which places of a text a figure is of: its own, its sentence's, or those the text has set before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reconcile.claims.attributions import Attribution
from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import fold
from reconcile.model import Place
from schema.vocabulary import PlaceRole


def places_of(sentence: Annotated, at: Located, places: Sequence[Place]) -> list[Place]:
    """Choose the places of a figure among those of its clause.

    Places between it and the next figure are its own; without any, those before the first figure or after
    the last one are shared. Places that did, or to which it was done, are kept with their part.
    """
    figures = sentence.figures
    last = at.number + 1 >= len(figures)
    end = sentence.sentence.span.end if last else figures[at.number + 1].figure.quantity.start
    where = [place for place in places if place.role is PlaceRole.WHERE]
    others = [place for place in places if place.role is not PlaceRole.WHERE]
    introduced = [place for place in where if _introduces(sentence, at, place)]
    after = [
        place
        for place in where
        if at.figure.number.end <= place.start < end
        and not (not last and _introduces(sentence, figures[at.number + 1], place))
    ]
    own = introduced or _together(sentence, at, after)
    if not own and at.number:
        since = figures[at.number - 1].figure.number.end
        own = [p for p in where if since <= p.start < at.figure.quantity.start]
    if not own:
        own = [p for p in where if p.start < figures[0].figure.quantity.start]
    if not own and not last:
        own = [p for p in where if p.start > figures[-1].figure.number.end]
    return sorted([*_distinct(own), *others], key=lambda place: place.start)


#: Words between a place and the figure of the clause that it opens.
_OPENED = 12


def _introduces(sentence: Annotated, at: Located, place: Place) -> bool:
    """Tell whether a place opens the clause of a figure: "in Leeds, where 12 died", "; in Leeds, 12 died"."""
    after = sentence.token_at(place.end)
    relatives = sentence.lexicon.words("places", "relatives")
    if at.number and place.start < sentence.figures[at.number - 1].figure.number.end:
        return False
    if not after <= at.first <= after + _OPENED:
        return False
    named = [token.norm for token in sentence.tokens[after : at.first]]
    if relatives & set(named[:4]):
        return True
    preposition = sentence.token_at(place.start) - 1
    before = sentence.token(preposition - 1)
    opens = preposition >= 0 and sentence.tokens[preposition].norm in sentence.lexicon.words(
        "places", "unknown"
    )
    return opens and bool(at.number) and before is not None and before.text == ";"


def _together(sentence: Annotated, at: Located, places: Sequence[Place]) -> list[Place]:
    """Keep the places up to the first comma that another clause follows."""
    kept: list[Place] = []
    for place in places:
        gap = sentence.text[kept[-1].end if kept else at.figure.number.end : place.start]
        if kept and "," in gap and len(gap) > 4:
            break
        kept.append(place)
    return kept


def earlier_in(places: Sequence[Place], before: int) -> tuple[Place, ...]:
    """Return the places that the clauses of a sentence before an offset tell."""
    return _distinct(p for p in places if p.role is PlaceRole.WHERE and p.start < before)


def without_seats(
    text: str, places: Sequence[Place], attributions: Sequence[Attribution], lexicon: Lexicon
) -> list[Place]:
    """Take the seat of a government that speaks for no scene: "À Washington, le Pentagone a annoncé …"."""
    kept = []
    for place in places:
        seat = place.role is PlaceRole.WHERE and any(
            text[place.end : item.cue.start].strip() in ("", ",")
            and item.cue.start >= place.end
            and _speaks_from(item, place, lexicon)
            for item in attributions
        )
        kept.append(replace(place, role=PlaceRole.AFFILIATION) if seat else place)
    return kept


def _speaks_from(item: Attribution, place: Place, lexicon: Lexicon) -> bool:
    country = lexicon.governments.get(fold(place.name))
    key = item.speakers[-1].key or item.speakers[-1].organisation_key or ""
    return country is not None and key.startswith(f"{country.lower()}_")


class Setting:
    """The place a text is set in so far: that of the paragraph, else that of its beginning.

    A text that goes on to another country is set nowhere in particular, paragraphs apart.
    """

    #: Paragraphs in which the place of a text is told.
    OPENING = 4

    def __init__(self) -> None:
        self._paragraph = -1
        self._here: tuple[Place, ...] = ()
        self._opening: tuple[Place, ...] = ()
        self._wanders = False

    def passed(self, sentence: Annotated, places: Sequence[Place]) -> None:
        """Take note of the places of a sentence."""
        if sentence.sentence.paragraph != self._paragraph:
            self._paragraph, self._here = sentence.sentence.paragraph, ()
        where = _distinct(place for place in places if place.role is PlaceRole.WHERE)
        if not where:
            return
        self._here = where
        if not self._opening and sentence.sentence.paragraph <= self.OPENING:
            self._opening = where
        countries = {_country(place) for place in where} - {None}
        self._wanders |= not countries <= {_country(place) for place in self._opening}

    def of(self, sentence: Annotated, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return the places that hold for a sentence that names ``places``, none of them its own."""
        if places:
            return ()
        if sentence.sentence.paragraph == self._paragraph and self._here:
            return self._here
        return () if self._wanders else self._opening


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    kept: dict[str, Place] = {}
    for place in places:
        kept.setdefault(place.key or place.name, place)
    return tuple(kept.values())


def _country(place: Place) -> str | None:
    return place.key.partition("/")[0] if place.key else None
