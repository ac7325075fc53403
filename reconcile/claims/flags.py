"""Doubts about a figure, shown to the editor and never guessed away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.pack import Lexicon
from reconcile.claims.sums import CONTRADICTS_ITSELF
from reconcile.claims.tokens import Token, tokenise
from reconcile.model import Claim, Evidence, Span
from schema.vocabulary import Comparator, Support

#: All there is, in percent.
WHOLE = 100
#: Characters between two figures that one comparator may hold for.
_JOINED = 60
_CARRIED = frozenset(
    {
        Comparator.AT_LEAST,
        Comparator.MORE_THAN,
        Comparator.AT_MOST,
        Comparator.LESS_THAN,
        Comparator.ABOUT,
        Comparator.NEARLY,
    }
)


def flag_doubts(text: str, claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Flag wording that a translation may have damaged: "ont fait plusieurs vies", "a été abattu 15 drones"."""
    flagged: list[Claim] = []
    within = lexicon.words("flags", "within_whole")
    for claim in claims:
        flags = [*claim.flags]
        evidence = claim.evidence
        quantity = claim.quantity
        if quantity is not None and quantity.unit == "%" and (quantity.low or 0) > WHOLE:
            # No more than all of them can have voted.
            flags += [CONTRADICTS_ITSELF] if claim.measure in within else []
        shared = _comparator_before(text, flagged[-1], claim, lexicon) if flagged else None
        if shared is not None:
            flags.append("comparator_may_carry")
            evidence = (*evidence, shared)
        if _odd_object(claim, lexicon):
            flags.append("odd_wording")
        if _passive_with_object(text, claim, lexicon):
            flags.append("odd_grammar")
        flagged.append(
            replace(claim, flags=tuple(flags), evidence=evidence)
            if len(flags) > len(claim.flags)
            else claim
        )
    return flagged


def _comparator_before(text: str, before: Claim, claim: Claim, lexicon: Lexicon) -> Evidence | None:
    """Find a comparator that may hold for the next figure too: "au moins dix fois en Irak et trois fois en Syrie".

    The figure is read without it; the evidence keeps the other reading.
    """
    first, second = before.quantity, claim.quantity
    if first is None or second is None or before.sentence != claim.sentence:
        return None
    alike = (before.measure, before.counted, first.unit) == (
        claim.measure,
        claim.counted,
        second.unit,
    )
    bare = second.comparator is Comparator.EXACT and second.value is not None
    bounded = first.comparator in _CARRIED and not first.raw[:1].isdigit()
    if not (alike and bare and bounded and 0 <= second.start - first.end <= _JOINED):
        return None
    between = tokenise(text, Span(first.end, second.start))
    joined = any(token.norm in lexicon.words("words", "coordinators") for token in between)
    if not joined or any(token.text in ";:." for token in between):
        return None
    rule = f"or_{first.comparator.value}"
    return Evidence("quantity", rule, Support.INFERRED, first.start, first.end)


def _odd_object(claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a noun lacks every verb that goes with it."""
    companions: dict[str, list[str]] = lexicon.pack.get("flags", {}).get("companions", {})
    if claim.counted is None:
        return False
    head = tokenise(claim.counted)[:1]
    verbs = companions.get(head[0].norm) if head else None
    if not verbs:
        return False
    said = {token.norm for token in tokenise(claim.sentence)}
    return not any(norm.startswith(verb) for norm in said for verb in verbs)


def _passive_with_object(text: str, claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a passive runs straight into the figure, as if it had an object."""
    marks = lexicon.words("flags", "passive")
    quantity = claim.quantity
    occasions = lexicon.words("words", "occasions")
    counted = tokenise(claim.counted or "")[:1]
    if not marks or quantity is None or (counted and counted[0].norm in occasions):
        return False
    before: list[Token] = tokenise(text, Span(max(0, quantity.start - 40), quantity.start))
    if len(before) < 2 or before[-1].norm in lexicon.words("words", "prepositions"):
        return False
    return before[-2].norm in marks and lexicon.measures.at(before, len(before) - 1) is not None
