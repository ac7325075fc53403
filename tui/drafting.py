"""A claim that an editor draws up by hand from a passage."""

from __future__ import annotations

from reconcile.claims.quantities import find_quantities
from reconcile.model import Claim, Document, Hop, PartialDate, Quantity, Quote, Scope, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import ScopeKind, Support


def draft(
    document: Document,
    span: Span,
    *,
    counted: str,
    origin: str,
    as_of: PartialDate | None,
) -> Claim:
    """Make the claim that ``span`` of ``document`` states; its figure is the first one in the span."""
    quantity = figure_in(document, span)
    hops = (Hop(origin, None, False, None, span.start, span.end, support=Support.INFERRED),)
    inferred = ("kind", "start") if as_of else ("kind", "start", "as_of")
    kind = ScopeKind.INCIDENT if quantity else ScopeKind.STATEMENT
    return Claim(
        id=claim_id(document.sha256, span.start, span.end, counted or None),
        document=document.sha256,
        quote=Quote.cut(document.text, span),
        sentence=span.of(document.text),
        language=document.language or "",
        measure=counted or None,
        counted=counted or None,
        population=None,
        quantity=quantity,
        scope=Scope(kind, None, as_of or document.published, inferred),
        attribution=hops if origin else (),
        origin=origin or None,
        published=document.published,
        outlet=document.outlet,
    )


def figure_in(document: Document, span: Span) -> Quantity | None:
    """The first figure within ``span``, or ``None``; none where the language has no pack."""
    try:
        found = find_quantities(document.text, document.language or "", span)
    except KeyError:
        return None
    return next(
        (
            item.quantity
            for item in found
            if span.contains(Span(item.quantity.start, item.quantity.end))
        ),
        None,
    )
