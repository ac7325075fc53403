"""Two texts set against each other by their wording, whether or not anything is counted in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import product

from reconcile import languages
from reconcile.model import Claim, PartialDate, Quote, Span
from reconcile.relations.contrary import Contrary, contrary, entails
from reconcile.relations.facts import read
from reconcile.relations.findings import Finding
from reconcile.relations.pairs import Pair, pair
from reconcile.relations.periods import Days
from reconcile.relations.thresholds import table
from reconcile.relations.wording import Wording, sentences, wording

#: Sentences of one text that are read.
_READ = 40


def statements(
    text: str,
    *,
    name: str,
    language: str,
    published: PartialDate | None = None,
    outlet: str | None = None,
    origin: str | None = None,
) -> list[Claim]:
    """Take every sentence of a text for a statement, whatever it says; ``name`` is that of the document."""
    if language not in languages.available():
        return []
    found: list[Claim] = []
    start = 0
    for sentence in sentences(text, language)[:_READ]:
        start = max(0, text.find(sentence, start))
        span = Span(start, min(len(text), start + len(sentence)))
        seed = f"{name}:{start}:{sentence}".encode("utf-8", "replace")
        found.append(
            Claim(
                id=hashlib.sha256(seed).hexdigest()[:16],
                document=name,
                quote=Quote.cut(text, span),
                sentence=sentence,
                language=language,
                measure=None,
                counted=None,
                population=None,
                origin=origin,
                published=published,
                outlet=outlet,
            )
        )
    return found


def opposed(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[Pair, Finding] | None:
    """Find two statements, one of each text, that say the contrary of each other.

    ``None`` where there are none for sure: not where one text also says what the other does.
    """
    first, second = _read(a), _read(b)
    found: tuple[Pair, Finding] | None = None
    for (claim, one), (other_claim, other) in product(first, second):
        contrast = contrary(one, other)
        if contrast is None:
            if entails(one, other):
                return None
            continue
        if found is None and _at_one_time(claim, other_claim, contrast, one, other):
            found = _finding(claim, other_claim, contrast)
    return found


def _read(claims: Sequence[Claim]) -> list[tuple[Claim, Wording]]:
    found: list[tuple[Claim, Wording]] = []
    before: Wording | None = None
    for claim in claims:
        before = wording(claim.sentence, claim.language, before)
        if before is not None:
            found.append((claim, before))
    return found


def _finding(a: Claim, b: Claim, contrast: Contrary) -> tuple[Pair, Finding]:
    sides = pair(read(a), read(b))
    words = contrast.words if sides.a.claim.id == a.id else contrast.words[::-1]
    fields = ("polarity", "modality") if contrast.rule == "R2" else ("quote",)
    return sides, Finding(contrast.type, contrast.rule, contrast.reason, fields, words=words)


def _at_one_time(a: Claim, b: Claim, contrast: Contrary, one: Wording, other: Wording) -> bool:
    """Tell whether both speak of one time: what rises today may fall next week."""
    if a.published is None or b.published is None or a.published == b.published:
        return True
    if not contrast.momentary:
        gap = Days.of(b.published).first - Days.of(a.published).first
        return abs(gap) <= table("hedging")["denial_days"]
    return any(not day.conflicts(match) for day in one.days for match in other.days)
