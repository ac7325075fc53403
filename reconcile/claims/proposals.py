"""A second opinion by a language model: what it proposes, and what of it may be shown to an editor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reconcile.claims.pipeline import guess_language
from reconcile.claims.quantities import Figure, find_quantities
from reconcile.languages import available
from reconcile.model import Claim, Document, Evidence, Hop, Quote, Scope, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import ScopeKind, Support

#: The flag of a claim that a model proposed and no person has looked at.
FLAG = "proposed_by_model"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a model puts it: the words that state it, the figure in them, and whose word it is."""

    quote: str
    figure: str | None = None
    counted: str | None = None
    measure: str | None = None
    speaker: str | None = None


class Proposer(Protocol):
    """Whatever reads a text and proposes claims."""

    def propose(self, text: str) -> list[Proposal]:
        """Propose the claims of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that must not be shown, and why."""

    proposal: Proposal
    reason: str


def second_opinion(
    document: Document, proposer: Proposer, known: Sequence[Claim] = ()
) -> tuple[list[Claim], list[Rejected]]:
    """Ask a model for claims and keep those that stand in the text.

    A proposal is rejected unless its quote is an exact substring of the text and its figure stands in that
    quote and reads as a figure. What is in ``known`` already is left out. Every claim kept carries the flag
    ``proposed_by_model`` and a confidence of 0.5 at most.
    """
    language = document.language or guess_language(document.text)
    kept: list[Claim] = []
    rejected: list[Rejected] = []
    taken = [Span(c.quantity.start, c.quantity.end) for c in known if c.quantity]
    for proposal in proposer.propose(document.text):
        claim, reason = _check(document, language or "", proposal, [*known, *kept])
        if claim is None:
            rejected.append(Rejected(proposal, reason))
            continue
        quantity = claim.quantity
        if quantity and any(span.overlaps(Span(quantity.start, quantity.end)) for span in taken):
            rejected.append(Rejected(proposal, "known"))
            continue
        kept.append(claim)
    return kept, rejected


def _check(
    document: Document, language: str, proposal: Proposal, made: Iterable[Claim]
) -> tuple[Claim | None, str]:
    at = document.text.find(proposal.quote)
    if not proposal.quote.strip() or at < 0:
        return None, "quote_not_in_text"
    span = Span(at, at + len(proposal.quote))
    if any(mask.overlaps(span) for mask in document.masked):
        return None, "quote_is_no_prose"
    figure = None
    if proposal.figure is not None:
        if proposal.figure not in proposal.quote:
            return None, "figure_not_in_quote"
        figure = _figure(document.text, language, span, proposal.figure)
        if figure is None:
            return None, "figure_reads_as_none"
    if proposal.speaker is not None and proposal.speaker not in document.text:
        return None, "speaker_not_in_text"
    measure = proposal.measure or proposal.counted
    identity = claim_id(document.sha256, span.start, span.end, measure)
    if any(claim.id == identity for claim in made):
        return None, "known"
    return _claim(document, language, proposal, span, figure, identity), ""


def _figure(text: str, language: str, span: Span, words: str) -> Figure | None:
    if language not in available():
        return None
    figures = find_quantities(text, language, span)
    at = text.find(words, span.start, span.end)
    while at >= 0:
        named = Span(at, at + len(words))
        for figure in figures:
            # The "5" of "56" is no figure of the text.
            if named.contains(figure.number):
                return figure
        at = text.find(words, at + 1, span.end)
    return None


def _claim(
    document: Document,
    language: str,
    proposal: Proposal,
    span: Span,
    figure: Figure | None,
    identity: str,
) -> Claim:
    chain: tuple[Hop, ...] = ()
    if proposal.speaker is not None:
        start = document.text.find(proposal.speaker)
        end = start + len(proposal.speaker)
        chain = (Hop(proposal.speaker, None, False, None, start, end, support=Support.INFERRED),)
    return Claim(
        id=identity,
        document=document.sha256,
        quote=Quote.cut(document.text, span),
        sentence=span.of(document.text),
        language=language,
        measure=proposal.measure or proposal.counted,
        counted=proposal.counted,
        population=None,
        quantity=figure.quantity if figure else None,
        scope=Scope(ScopeKind.CUMULATIVE if figure else ScopeKind.STATEMENT, inferred=("kind",)),
        attribution=chain,
        origin=proposal.speaker,
        confidence=0.5,
        published=document.published,
        outlet=document.outlet,
        flags=(FLAG,),
        evidence=(Evidence("claim", "language_model", Support.INFERRED, span.start, span.end),),
    )
