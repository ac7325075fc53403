"""Groups written out by hand: what an export is given, without a ledger in between."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reconcile.export.rows import Grain
from reconcile.export.table import Heading, LedgerState, Table
from reconcile.model import (
    Ask,
    Assessment,
    Claim,
    Conflict,
    DocumentHead,
    Group,
    GroupView,
    Hop,
    Interval,
    Judgement,
    Link,
    PartialDate,
    Place,
    Quantity,
    Question,
    Quote,
    Relation,
    Scope,
    Source,
    Verdict,
)
from schema.vocabulary import (
    Comparator,
    Credibility,
    Family,
    Label,
    PlaceRole,
    RelationType,
    Reliability,
    ScopeKind,
    SourceKind,
    Status,
    Treatment,
)

STATE = LedgerState(entries=12, head="c0ffee" * 10 + "c0de")
DECIDED = dt.datetime(2024, 3, 9, 14, 2, 31, tzinfo=dt.UTC)

PREFECTURE = Source(
    "prefecture_port_aven",
    "Préfecture de Port-Aven",
    SourceKind.OFFICE,
    aliases=("préfecture", "the prefecture"),
    reliability=Reliability.B,
)
HOSPITAL = Source("hospital_port_aven", "Port-Aven hospital", SourceKind.ORGANISATION)
SOURCES = {source.key: source for source in (PREFECTURE, HOSPITAL)}


def document(
    number: int, published: str, outlet: str | None = None, **more: object
) -> DocumentHead:
    """A document's head, told apart by its number."""
    head = DocumentHead(
        sha256=f"{number:064x}",
        path=f"dispatches/{number}.txt",
        outlet=outlet,
        agency=None,
        title=f"Dispatch {number}",
        url=f"https://example.org/{number}",
        published=PartialDate.parse(published),
        language="en",
    )
    return replace(head, **more)  # type: ignore[arg-type]  # fields by name, as a test gives them


def claim(
    name: str,
    sentence: str,
    exact: str,
    head: DocumentHead,
    *,
    quantity: tuple[str, float | None, float | None, float | None, Comparator] | None = None,
    origin: Source | None = None,
    as_of: str | None = None,
    **more: object,
) -> Claim:
    """A claim whose sentence begins its document's text."""
    start = sentence.index(exact)
    figure = None
    if quantity:
        raw, value, low, high, comparator = quantity
        at = sentence.index(raw)
        figure = Quantity(raw, at, at + len(raw), value, low, high, comparator)
    hops = (Hop(origin.name, None, False, "said", 0, 3),) if origin else ()
    where = sentence.find("Port-Aven")
    made = Claim(
        id=name,
        document=head.sha256,
        quote=Quote(
            exact, start, start + len(exact), sentence[:start], sentence[start + len(exact) :]
        ),
        sentence=sentence,
        language=head.language or "en",
        measure="wounded",
        counted="people",
        population="people",
        places=(Place("Port-Aven", None, PlaceRole.WHERE, where, where + 9),) if where >= 0 else (),
        quantity=figure,
        scope=Scope(
            ScopeKind.INCIDENT,
            PartialDate.parse("2024-03-07"),
            PartialDate.parse(as_of) if as_of else None,
            ("start",),
        ),
        attribution=hops,
        origin=origin.name if origin else None,
        origin_key=origin.key if origin else None,
        published=head.published,
        outlet=head.outlet,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name, as a test gives them


FIRST = document(1, "2024-03-07", "Le Courrier")
SECOND = document(2, "2024-03-08", "The Harbour Post", title="Toll rises in Port-Aven")
THIRD = document(
    3, "2024-03-08", "Radio Littoral", url=None, copy_of=FIRST.sha256, copied_share=0.5
)

AT_LEAST_TWELVE = claim(
    "claim-12",
    "Au moins 12 personnes ont été blessées à Port-Aven, selon la préfecture.",
    "Au moins 12 personnes ont été blessées",
    FIRST,
    quantity=("Au moins 12", 12, 12, None, Comparator.AT_LEAST),
    origin=PREFECTURE,
    as_of="2024-03-07",
    language="fr",
)
THIRTY_ONE = claim(
    "claim-31",
    "The hospital said that 31 people were wounded in Port-Aven.",
    "31 people were wounded",
    SECOND,
    quantity=("31", 31, 31, 31, Comparator.EXACT),
    origin=HOSPITAL,
    as_of="2024-03-08",
)
TWENTY = claim(
    "claim-20",
    "No more than 20 people were wounded in Port-Aven, the prefecture said.",
    "No more than 20 people were wounded",
    THIRD,
    quantity=("No more than 20", 20, 0, 20, Comparator.AT_MOST),
    origin=PREFECTURE,
    as_of="2024-03-08",
)

RISES = Relation(
    "claim-12",
    "claim-31",
    RelationType.COMPATIBLE,
    "R9",
    0.9,
    "31 (hospital, 8 March) does not deny “at least 12” (prefecture, 7 March): it is later.",
)
DISPUTED = Relation(
    "claim-31",
    "claim-20",
    RelationType.CONTRADICTS,
    "R8",
    0.8,
    "31 (hospital) and “no more than 20” (prefecture) are of the same day and cannot both be right.",
)
WITHIN = Relation("claim-12", "claim-20", RelationType.UPDATES, "R7", 0.7, "Both can be right.")

DECISION = Judgement(
    "claim-12",
    "claim-31",
    Family.AGREEMENT,
    reason="the toll rose overnight",
    suggested=RelationType.COMPATIBLE,
    editor="Ana",
    decided=DECIDED,
)
ASIDE = Judgement(
    "claim-31",
    "claim-20",
    Family.CONTRADICTION,
    RelationType.CONTRADICTS,
    reason="same day",
    editor="Bo",
    decided=DECIDED,
)
VERDICT = Verdict(
    "wounded-port-aven",
    Status.SETTLED,
    low=12,
    best=31,
    high=31,
    treatment=Treatment.PREFER_SOURCE,
    reason="the hospital counts patients",
    editor="Ana",
    decided=DECIDED,
)

WOUNDED = GroupView(
    group=Group(
        "wounded-port-aven",
        ("claim-12", "claim-31", "claim-20"),
        Question("wounded", "people", ("Port-Aven",), ScopeKind.INCIDENT),
        "People wounded, Port-Aven, March 2024",
    ),
    status=Status.OPEN,
    version=1,
    claims=(AT_LEAST_TWELVE, THIRTY_ONE, TWENTY),
    documents={head.sha256: head for head in (FIRST, SECOND, THIRD)},
    assessment=Assessment(
        relations=(RISES, DISPUTED, WITHIN),
        label=Label.CONTESTED,
        attention=3.0,
        anchor="claim-12",
        independent=(("claim-12", "claim-20"), ("claim-31",)),
        consistent=False,
        conflicts=(Conflict(("claim-31", "claim-20"), "31 and at most 20 cannot hold together."),),
        set_aside=("claim-20",),
        bounds=Interval(12, None),
        stale=("claim-20",),
        ask=(Ask("claim-20", "start", 2),),
        lineage=(Link("claim-20", "claim-12", "copy"),),
        credibility=(("claim-31", Credibility.PROBABLY_TRUE),),
    ),
)
DECIDED_WOUNDED = replace(
    WOUNDED,
    status=Status.SETTLED,
    judgements={("claim-12", "claim-31"): DECISION, ("claim-31", "claim-20"): ASIDE},
    verdict=VERDICT,
    notes={"claim-31": "call the hospital back"},
)


def table(*views: GroupView, grain: Grain = Grain.CLAIM, language: str = "en") -> Table:
    """A table of groups written out by hand."""
    heading = Heading(
        ledger="examples", program="reconcile", language=language, grain=grain, state=STATE
    )
    return Table(lambda: views, heading, SOURCES)
