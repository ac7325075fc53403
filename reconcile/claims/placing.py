"""Which places of a text a figure is of: its own, its sentence's, or those the text has set before."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.clauses import Annotated, Located
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
    own = _together(sentence, at, [p for p in where if at.figure.number.end <= p.start < end])
    if not own:
        own = [p for p in where if p.start < figures[0].figure.quantity.start]
    if not own and not last:
        own = [p for p in where if p.start > figures[-1].figure.number.end]
    return sorted(own + others, key=lambda place: place.start)


def _together(sentence: Annotated, at: Located, places: Sequence[Place]) -> list[Place]:
    """Keep the places up to the first comma that another clause follows."""
    kept: list[Place] = []
    for place in places:
        gap = sentence.text[kept[-1].end if kept else at.figure.number.end : place.start]
        if kept and "," in gap and len(gap) > 4:
            break
        kept.append(place)
    return kept


class Setting:
    """The place a text is set in so far: that of the paragraph, else that of its beginning."""

    def __init__(self) -> None:
        self._paragraph = -1
        self._here: tuple[Place, ...] = ()
        self._opening: tuple[Place, ...] = ()

    def passed(self, sentence: Annotated, places: Sequence[Place]) -> None:
        """Take note of the places of a sentence."""
        if sentence.sentence.paragraph != self._paragraph:
            self._paragraph, self._here = sentence.sentence.paragraph, ()
        where = tuple(place for place in places if place.role is PlaceRole.WHERE)
        if where:
            self._here = where
            if not self._opening and sentence.sentence.paragraph <= 4:
                self._opening = where

    def of(self, sentence: Annotated) -> tuple[Place, ...]:
        """Return the places that hold for a sentence that names none."""
        here = self._here if sentence.sentence.paragraph == self._paragraph else ()
        return here or self._opening
