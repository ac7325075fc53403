"""The generator's sentences as documents with their claims, ready for a ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice

from reconcile.model import Claim, Document, PartialDate, Quantity, Quote, Scope, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import Comparator, ScopeKind
from tests.benchmarks.claim_generator import GeneratedClaim, generate


def documents_of(
    count: int, *, seed: int = 1, each: int = 10
) -> Iterator[tuple[Document, list[Claim]]]:
    """Make documents of ``each`` claims, so many claims in all; the same seed makes the same documents."""
    sentences = generate(count, seed=seed)
    for number, made in enumerate(iter(lambda: list(islice(sentences, each)), [])):
        yield _document(number, made)


def _document(number: int, made: Sequence[GeneratedClaim]) -> tuple[Document, list[Claim]]:
    text = "\n".join(item.text for item in made)
    received = f"{number}\n{text}".encode()
    document = Document(
        sha256=hashlib.sha256(received).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        path=f"made/{number}.txt",
        text=text,
        language=made[0].language,
        outlet=f"Outlet {number % 50}",
        published=PartialDate(2024, 1 + number % 12, 1 + number % 28),
        received=received,
    )
    claims, at = [], 0
    for item in made:
        claims.append(_claim(document, item, at))
        at += len(item.text) + 1
    return document, claims


def _claim(document: Document, made: GeneratedClaim, at: int) -> Claim:
    figure = float(made.figure)
    return Claim(
        id=claim_id(document.sha256, at, at + len(made.text), made.measure),
        document=document.sha256,
        quote=Quote.cut(document.text, Span(at, at + len(made.text))),
        sentence=made.text,
        language=made.language,
        measure=None,
        counted=None,
        population=None,
        quantity=Quantity(str(made.figure), at, at + 1, figure, figure, figure, Comparator.EXACT),
        scope=Scope(ScopeKind.INCIDENT, as_of=document.published),
        outlet=document.outlet,
        published=document.published,
    )
