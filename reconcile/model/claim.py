"""The claim: one statement by one origin in one document."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from reconcile.model.dates import PartialDate
from reconcile.model.quantity import Quantity
from reconcile.model.span import Quote
from schema.vocabulary import Modality, PlaceRole, Polarity, ScopeKind, Support


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it, its concept across languages, and the part it plays."""

    name: str
    #: Language-independent key ("IQ", "IQ/mosul"); ``None`` where the gazetteer does not know it.
    key: str | None
    role: PlaceRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Over what period and in what sense a claim counts.

    ``inferred`` names the fields (``kind``, ``start``, ``as_of``) that the text does not state.
    """

    kind: ScopeKind
    start: PartialDate | None = None
    as_of: PartialDate | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of an attribution chain: who speaks, for whom, with which verb, and where it says so."""

    speaker: str | None
    organisation: str | None
    anonymous: bool
    verb: str | None
    #: Offsets of the cue in the document's text.
    start: int
    end: int
    role: str | None = None
    support: Support = Support.STATED
    #: The identity of the body spoken for ("us_defence_department"), where the pack or a glossary knows it.
    organisation_key: str | None = None

    @property
    def name(self) -> str | None:
        """The speaker, or failing that the organisation."""
        return self.speaker or self.organisation


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field of a claim has its value: the characters, the rule, and how directly."""

    field: str
    rule: str
    support: Support
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one origin in one document.

    ``quote`` is the shortest passage that states it; ``sentence`` the sentence it stands in.
    ``measure`` and ``population`` are concepts of the glossary, or lemmas outside it; ``counted`` is
    the noun in the text's own words. ``attribution`` runs from the page inwards, its last hop being
    the ``origin``; both are empty where the paper speaks for itself. ``confidence`` is in [0, 1].
    ``published`` and ``outlet`` are the document's, carried along so that a claim can be compared
    without it.
    """

    id: str
    document: str
    quote: Quote
    sentence: str
    language: str
    measure: str | None
    counted: str | None
    population: str | None
    places: tuple[Place, ...] = ()
    quantity: Quantity | None = None
    scope: Scope = Scope(ScopeKind.STATEMENT)
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.CERTAIN
    attribution: tuple[Hop, ...] = ()
    origin: str | None = None
    #: The origin's identity across documents and languages ("us_defence_department"), if resolved.
    origin_key: str | None = None
    confidence: float = 1.0
    published: PartialDate | None = None
    outlet: str | None = None
    #: The claim of which this one is a declared part ("32 en Irak" of "66 attaques").
    whole: str | None = None
    #: Doubts to be shown to the editor, as keys of the language pack ("parts_do_not_sum").
    flags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def where(self) -> tuple[Place, ...]:
        """The places where it happened."""
        return tuple(place for place in self.places if place.role is PlaceRole.WHERE)


def claim_id(document_sha256: str, start: int, end: int, measure: str | None) -> str:
    """Derive a claim's id from what makes it that claim, so that adding a file twice adds nothing."""
    seed = f"{document_sha256}:{start}:{end}:{measure or ''}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
