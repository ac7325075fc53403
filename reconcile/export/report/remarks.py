"""What a reader must know before relying on a claim, in a few words each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.export.project import Setting
from reconcile.export.reading import GroupReading
from reconcile.export.report.passage import shown
from reconcile.export.words import Words
from reconcile.model import Claim, DocumentHead
from schema.vocabulary import Modality, Polarity


def remarks(
    reading: GroupReading, claim: Claim, document: DocumentHead, setting: Setting, words: Words
) -> Iterator[str]:
    """Say what a reader must know before relying on a claim."""
    if claim.polarity is Polarity.DENIED:
        yield words("denied")
    if claim.modality is not Modality.CERTAIN:
        yield words.value("modalities", claim.modality)
    if claim.attribution and claim.attribution[-1].anonymous:
        yield words("anonymous")
    if document.copy_of:
        yield words("copy", share=words.share(document.copied_share) or "?")
    if claim.id in reading.view.assessment.stale:
        yield words("stale")
    corrected = reading.view.corrected.get(claim.id)
    if corrected:
        extracted = (f"{field} {_extracted(was)}" for field, was in corrected.items())
        yield words("corrected_fields", fields=shown(", ".join(extracted)))
    for flag in claim.flags:
        yield words.value("flags", shown(flag))
    source = setting.source_of(claim)
    if source and source.reliability:
        yield words("reliability", grade=source.reliability.value)


def credibility(reading: GroupReading, claim: Claim, words: Words) -> str:
    """Give a claim's grade of credibility, an editor's or as suggested; empty for none."""
    if decided := reading.view.credibility.get(claim.id):
        return words("credibility", grade=decided.value)
    suggested = dict(reading.view.assessment.credibility).get(claim.id)
    return words("credibility_suggested", grade=suggested.value) if suggested else ""


def _extracted(was: object) -> str:
    """Write what had been extracted: a correction keeps it by column, one as a rule."""
    values = was.values() if isinstance(was, Mapping) else [was]
    return ", ".join("–" if value is None else str(value) for value in values)
