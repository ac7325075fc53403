"""Literal claims for the desk's tests: three short dispatches on wounded soldiers, written for the project."""

from __future__ import annotations

import hashlib

from reconcile.model import (
    Assessment,
    Claim,
    Contribution,
    Document,
    Evidence,
    Group,
    Hop,
    Interval,
    PartialDate,
    Place,
    Quantity,
    Question,
    Quote,
    Relation,
    Scope,
    Span,
)
from reconcile.model.claim import claim_id
from schema.vocabulary import (
    Comparator,
    Label,
    PlaceRole,
    RelationType,
    ScopeKind,
    Support,
)

RIVER = (
    "Le port est resté fermé lundi. Le ministère de la santé fait état de plus de 24 blessés à Karsa "
    "depuis le 7 octobre. Les secours continuent de fouiller les entrepôts."
)
HARBOUR = (
    "Search teams returned to the harbour on Friday. At least 56 people have been injured in Karsa since "
    "7 October, the health ministry said. A union official put the figure at 12."
)
ECHO = "Des dizaines de personnes ont été blessées à Karsa ces dernières semaines."


def document(
    text: str, path: str, outlet: str, published: str, language: str, url: str | None = None
) -> Document:
    """Make a document of a literal text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        sha256=digest,
        text_sha256=digest,
        path=path,
        text=text,
        language=language,
        outlet=outlet,
        url=url,
        published=PartialDate.parse(published),
        received=text.encode(),
    )


def claim(
    source: Document,
    quoted: str,
    figure: str,
    comparator: Comparator,
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    speaker: str | None = None,
    cue: str | None = None,
    place: str | None = None,
    period: str | None = None,
    start: str | None = None,
    as_of: str | None = None,
) -> Claim:
    """Make a claim whose passages are found in the document by their words."""
    begin = source.text.index(quoted)
    span = Span(begin, begin + len(quoted))
    at = source.text.index(figure, begin)
    evidence: tuple[Evidence, ...] = ()
    if period:
        when = source.text.index(period)
        evidence = (Evidence("scope.start", "since", Support.STATED, when, when + len(period)),)
    places: tuple[Place, ...] = ()
    if place:
        where = source.text.index(place)
        places = (Place(place, "karsa", PlaceRole.WHERE, where, where + len(place)),)
    hops: tuple[Hop, ...] = ()
    if speaker and cue:
        said = source.text.index(cue)
        hops = (Hop(speaker, None, False, "said", said, said + len(cue)),)
    return Claim(
        id=claim_id(source.sha256, span.start, span.end, "wounded"),
        document=source.sha256,
        quote=Quote.cut(source.text, span),
        sentence=quoted,
        language=source.language or "en",
        measure="wounded",
        counted="wounded",
        population=None,
        places=places,
        quantity=Quantity(figure, at, at + len(figure), value, low, high, comparator),
        scope=Scope(
            ScopeKind.CUMULATIVE,
            PartialDate.parse(start) if start else None,
            PartialDate.parse(as_of) if as_of else source.published,
        ),
        attribution=hops,
        origin=speaker,
        origin_key=speaker,
        published=source.published,
        outlet=source.outlet,
        evidence=evidence,
    )


DOCUMENTS = (
    document(RIVER, "river.txt", "Le Fleuve", "2023-10-27", "fr", "https://example.org/river"),
    document(HARBOUR, "harbour.txt", "Harbour Post", "2023-11-10", "en"),
    document(ECHO, "echo.txt", "L’Écho", "2023-11-22", "fr"),
)
FIRST = claim(
    DOCUMENTS[0],
    "plus de 24 blessés à Karsa depuis le 7 octobre",
    "plus de 24",
    Comparator.MORE_THAN,
    24,
    25,
    None,
    speaker="ministère de la santé",
    cue="Le ministère de la santé",
    place="Karsa",
    period="depuis le 7 octobre",
    start="2023-10-07",
)
SECOND = claim(
    DOCUMENTS[1],
    "At least 56 people have been injured in Karsa since 7 October",
    "At least 56",
    Comparator.AT_LEAST,
    56,
    56,
    None,
    speaker="health ministry",
    cue="the health ministry said",
    place="Karsa",
    period="since 7 October",
    start="2023-10-07",
)
UNION = claim(
    DOCUMENTS[1],
    "A union official put the figure at 12",
    "12",
    Comparator.EXACT,
    12,
    12,
    12,
    speaker="union official",
    cue="A union official",
    start="2023-10-07",
)
VAGUE = claim(
    DOCUMENTS[2], "Des dizaines de personnes", "Des dizaines", Comparator.VAGUE, None, 20, 99
)
CLAIMS = (FIRST, SECOND, UNION, VAGUE)
GROUP = Group(
    id="g1",
    claims=tuple(item.id for item in CLAIMS),
    question=Question("wounded", None, ("karsa",), ScopeKind.CUMULATIVE),
    name="Wounded · Karsa",
)


def relation(a: Claim, b: Claim, type_: RelationType, rule: str, why: str) -> Relation:
    """Make a suggestion with a score of two parts, as the rules make it."""
    parts = (Contribution("rule", 0.95), Contribution("inferred_date", -0.05))
    return Relation(a.id, b.id, type_, rule, 0.9, why, ("quantity", "scope"), None, parts)


ASSESSMENT = Assessment(
    relations=(
        relation(
            FIRST,
            SECOND,
            RelationType.UPDATES,
            "R9",
            "56 later does not deny “more than 24” before.",
        ),
        relation(
            FIRST,
            UNION,
            RelationType.CONTRADICTS,
            "R9",
            "12 on 10 Nov lies below “more than 24” on 27 Oct.",
        ),
        relation(
            FIRST, VAGUE, RelationType.COMPATIBLE, "R7", "“Dozens” (20–99) allows more than 24."
        ),
        relation(
            SECOND, UNION, RelationType.CONTRADICTS, "R8", "12 and at least 56 cannot both hold."
        ),
    ),
    label=Label.CONTESTED,
    attention=9.0,
    anchor=FIRST.id,
    independent=((FIRST.id, SECOND.id), (UNION.id,), (VAGUE.id,)),
    consistent=False,
    bounds=Interval(56, None),
)
