"""A large ledger for measuring the desk: made groups of two claims, and one document of any length."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reconcile.ledger import Ledger
from reconcile.model import (
    Assessment,
    Claim,
    Document,
    Group,
    PartialDate,
    Quantity,
    Question,
    Quote,
    Relation,
    Scope,
    Span,
)
from reconcile.model.claim import claim_id
from schema.vocabulary import Comparator, Label, RelationType, ScopeKind

#: Claims in one made document.
_A_DOCUMENT = 200


def make(path: Path, groups: int) -> str:
    """Make a ledger of ``groups`` groups of two claims each; return its address."""
    with Ledger.open(path, actor="machine") as ledger:
        made: list[Group] = []
        assessments: dict[str, Assessment] = {}
        additions = []
        for document, claims in _documents(groups):
            additions.append((document, claims))
            for a, b in zip(claims[::2], claims[1::2], strict=True):
                group, assessment = _group(len(made), a, b)
                made.append(group)
                assessments[group.id] = assessment
        ledger.add_documents(additions)
        ledger.store_groups(made)
        ledger.store_assessments(assessments)
    return str(path)


def add_long_document(address: str, megabytes: float) -> str:
    """Add one document of so many megabytes with a claim in every paragraph; return its sha256."""
    paragraph = (
        "The ministry said that {n} people were hurt near the river on Monday. " + "x " * 400
    )
    count = round(megabytes * 1_000_000 / (len(paragraph) + 2))
    parts = [paragraph.format(n=number + 10) for number in range(count)]
    document = _document("\n\n".join(parts), "long.txt")
    claims = []
    at = 0
    for number, part in enumerate(parts):
        figure = str(number + 10)
        start = at + part.index(figure)
        claims.append(_claim(document, start, figure))
        at += len(part) + 2
    with Ledger.open(address, actor="machine") as ledger:
        ledger.add_document(document, claims)
    return document.sha256


def _documents(groups: int) -> Iterator[tuple[Document, list[Claim]]]:
    for first in range(0, groups, _A_DOCUMENT // 2):
        count = min(_A_DOCUMENT // 2, groups - first)
        lines = [f"Report {first}.{n}: {n % 900 + 10} people were hurt." for n in range(2 * count)]
        document = _document("\n".join(lines), f"report-{first}.txt")
        claims, at = [], 0
        for number, line in enumerate(lines):
            figure = str(number % 900 + 10)
            claims.append(_claim(document, at + line.index(f" {figure} ") + 1, figure))
            at += len(line) + 1
        yield document, claims


def _document(text: str, path: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        digest, digest, path, text, language="en", outlet="Post", published=PartialDate(2024, 3, 5)
    )


def _claim(document: Document, start: int, figure: str) -> Claim:
    end = document.text.index("hurt", start) + 4
    value = float(figure)
    return Claim(
        id=claim_id(document.sha256, start, end, "wounded"),
        document=document.sha256,
        quote=Quote.cut(document.text, Span(start, end)),
        sentence=document.text[start:end],
        language="en",
        measure="wounded",
        counted="people",
        population=None,
        quantity=Quantity(
            figure, start, start + len(figure), value, value, value, Comparator.EXACT
        ),
        scope=Scope(ScopeKind.INCIDENT, None, document.published),
        published=document.published,
        outlet=document.outlet,
    )


def _group(number: int, a: Claim, b: Claim) -> tuple[Group, Assessment]:
    group = Group(f"g{number:06d}", (a.id, b.id), Question("wounded", None), f"Wounded {number}")
    relation = Relation(a.id, b.id, RelationType.CONTRADICTS, "R8", 0.9, "Both cannot hold.")
    label = Label.CONTESTED if number % 10 == 0 else Label.EVOLVING
    return group, Assessment((relation,), label, float(number % 97), a.id, ((a.id,), (b.id,)))
