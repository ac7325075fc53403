"""A small story that the ledger's tests tell: three dispatches on the wounded and the killed of a storm."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from reconcile.ledger import Ledger
from reconcile.model import (
    Assessment,
    Claim,
    Conflict,
    Document,
    Group,
    Hop,
    Interval,
    Judgement,
    Metadatum,
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
    Family,
    Label,
    PlaceRole,
    Provenance,
    RelationType,
    ScopeKind,
)


def document(text: str, *, outlet: str, published: str, path: str = "") -> Document:
    """A text as the reading step would hand it over, with its bytes."""
    received = text.encode()
    return Document(
        sha256=hashlib.sha256(received).hexdigest(),
        text_sha256=hashlib.sha256(received).hexdigest(),
        path=path or f"in/{outlet}.txt",
        text=text,
        language="en",
        outlet=outlet,
        title=text.split(".")[0],
        url=f"https://{outlet.replace(' ', '').lower()}.example/1",
        published=PartialDate.parse(published),
        published_at=dt.datetime(2026, 3, 2, 14, 5, tzinfo=dt.UTC),
        masked=(Span(0, 0),),
        metadata=(Metadatum("outlet", outlet, Provenance.OPTION, 1.0, "--outlet"),),
        received=received,
    )


def count(
    of: Document,
    exact: str,
    figure: float,
    *,
    measure: str = "wounded",
    origin: str | None = "Red Cross",
    comparator: Comparator = Comparator.EXACT,
    high: float | None = -1,
) -> Claim:
    """A claim that counts something, quoted from its document."""
    start = of.text.index(exact)
    span = Span(start, start + len(exact))
    return Claim(
        id=claim_id(of.sha256, span.start, span.end, measure),
        document=of.sha256,
        quote=Quote.cut(of.text, span),
        sentence=exact,
        language="en",
        measure=measure,
        counted="people",
        population="people",
        places=(Place("Lisbon", "PT/lisbon", PlaceRole.WHERE, span.start, span.end),),
        quantity=Quantity(
            str(figure), span.start, span.start + 2, figure, figure,
            figure if high == -1 else high, comparator,
        ),
        scope=Scope(ScopeKind.INCIDENT, as_of=of.published, inferred=("as_of",)),
        attribution=(Hop(None, origin, False, "says", span.start, span.end),) if origin else (),
        origin=origin,
        confidence=0.87654321,
        published=of.published,
        outlet=of.outlet,
        flags=("parts_do_not_sum",),
    )  # fmt: skip


MONDAY = document(
    "Storm hits Lisbon. 56 people were wounded, the Red Cross says. 3 people died.",
    outlet="Morning Post", published="2026-03-02",
)  # fmt: skip
TUESDAY = document(
    "Toll rises. 70 people were wounded, the mayor’s office said. At least 5 died.",
    outlet="Evening News", published="2026-03-03",
)  # fmt: skip
WEDNESDAY = document(
    "Clearing up. 900 people were wounded, a minister said on Wednesday.",
    outlet="Daily Wire", published="2026-03-04",
)  # fmt: skip

WOUNDED_56 = count(MONDAY, "56 people were wounded", 56)
KILLED_3 = count(MONDAY, "3 people died", 3, measure="killed", origin=None)
WOUNDED_70 = count(TUESDAY, "70 people were wounded", 70, origin="Mayor of Lisbon")
KILLED_5 = count(
    TUESDAY, "At least 5 died", 5, measure="killed", origin=None,
    comparator=Comparator.AT_LEAST, high=None,
)  # fmt: skip
WOUNDED_900 = count(WEDNESDAY, "900 people were wounded", 900, origin="a minister")

#: A claim that the paper has from an agency, which has it from a nurse.
RELAYED = replace(
    count(WEDNESDAY, "Clearing up", 2, measure="cleared", origin="a nurse"),
    attribution=(
        Hop(None, "Harbour Wire", False, "reports", 0, 8),
        Hop("a nurse", None, False, "says", 9, 11),
    ),
)
#: A claim that the machine missed.
MISSED = count(MONDAY, "Storm hits Lisbon", 1, measure="storms")

WOUNDED = Question("wounded", "people", ("PT/lisbon",), ScopeKind.INCIDENT)
KILLED = Question("killed", "people", ("PT/lisbon",), ScopeKind.INCIDENT)

G_WOUNDED = Group("g-wounded", (WOUNDED_56.id, WOUNDED_70.id), WOUNDED, "people wounded · Lisbon")
G_KILLED = Group("g-killed", (KILLED_3.id, KILLED_5.id), KILLED, "people killed · Lisbon")

CONTESTED = Assessment(
    relations=(
        Relation(
            WOUNDED_56.id, WOUNDED_70.id, RelationType.CONTRADICTS, "R8", 0.9,
            "56 and 70 cannot both be right.", ("quantity",),
        ),
    ),
    label=Label.CONTESTED,
    attention=9.0,
    anchor=WOUNDED_56.id,
    independent=((WOUNDED_56.id,), (WOUNDED_70.id,)),
    consistent=False,
    conflicts=(Conflict((WOUNDED_56.id, WOUNDED_70.id), "56 against 70"),),
    bounds=Interval(56, 70),
)  # fmt: skip
RISING = Assessment(
    relations=(
        Relation(KILLED_3.id, KILLED_5.id, RelationType.UPDATES, "R9", 0.8, "The toll rose."),
    ),
    label=Label.EVOLVING,
    attention=1.0,
    anchor=KILLED_5.id,
    bounds=Interval(5, None),
)


def tell(ledger: Ledger) -> None:
    """Add Monday's and Tuesday's dispatches, group and assess their claims."""
    ledger.add_document(MONDAY, [WOUNDED_56, KILLED_3])
    ledger.add_document(TUESDAY, [WOUNDED_70, KILLED_5])
    ledger.store_groups([G_WOUNDED, G_KILLED])
    ledger.store_assessments({"g-wounded": CONTESTED, "g-killed": RISING})


def judged(family: Family = Family.CONTRADICTION, reason: str = "", **more: object) -> Judgement:
    """A judgement of the two figures of wounded."""
    return Judgement(WOUNDED_56.id, WOUNDED_70.id, family, reason=reason, **more)  # type: ignore[arg-type] # any field of the dataclass
