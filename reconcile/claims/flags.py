"""Doubts about a figure, shown to the editor and never guessed away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import Token, tokenise
from reconcile.model import Claim, Span


def flag_doubts(text: str, claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Flag wording that a translation may have damaged: "ont fait plusieurs vies", "a été abattu 15 drones"."""
    flagged = []
    for claim in claims:
        flags = [*claim.flags]
        if _odd_object(claim, lexicon):
            flags.append("odd_wording")
        if _passive_with_object(text, claim, lexicon):
            flags.append("odd_grammar")
        flagged.append(
            replace(claim, flags=tuple(flags)) if len(flags) > len(claim.flags) else claim
        )
    return flagged


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
