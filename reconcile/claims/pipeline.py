"""The stages of extraction in order: text → sentences, quotations, figures, periods, attributions → claims."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reconcile.claims.assertions import AssertionClaims
from reconcile.claims.attributions import find_attributions
from reconcile.claims.clauses import Annotated
from reconcile.claims.figure_claims import FigureClaims
from reconcile.claims.flags import flag_doubts
from reconcile.claims.layout import Sentence, sentences
from reconcile.claims.nations import with_nations
from reconcile.claims.pack import Lexicon, lexicon, pack_name
from reconcile.claims.periods import find_periods
from reconcile.claims.quantities import Figure, find_quantities
from reconcile.claims.quotations import find_quotations
from reconcile.claims.sums import declare_parts
from reconcile.languages import available
from reconcile.model import Claim, Document, PartialDate

if TYPE_CHECKING:
    from pathlib import Path


def extract(document: Document, *, glossary: Sequence[Path] = ()) -> list[Claim]:
    """Read the claims of a document, in the order of the text.

    Pure and deterministic. A document in a language without a pack holds no claim; the language is guessed
    where the document does not say. Raise ``InputError`` for a glossary that cannot be read.
    """
    language = document.language or guess_language(document.text)
    if language not in available():
        return []
    words, name = lexicon(language, tuple(glossary)), pack_name(language, tuple(glossary))
    text, masked = document.text, document.masked
    parts = sentences(text, words, masked)
    quotations = find_quotations(text)
    figures = [
        figure
        for figure in find_quantities(text, name)
        if not any(mask.overlaps(figure.number) for mask in masked)
    ]
    periods = find_periods(text, name, document.published)
    offsets = [figure.number.start for figure in figures]
    attributions = find_attributions(text, parts, quotations, offsets, words)
    annotated = _annotate(text, parts, figures, words)
    counts = FigureClaims(document, language, words, attributions, periods).claims(annotated)
    counts = flag_doubts(text, declare_parts(text, counts, words), words)
    statements = AssertionClaims(document, language, words, attributions, periods)
    found = with_nations([*counts, *statements.claims(annotated, counts)], words)
    return sorted(found, key=lambda claim: (claim.quote.start, claim.quote.end))


def _annotate(
    text: str, parts: Sequence[Sentence], figures: Sequence[Figure], words: Lexicon
) -> list[Annotated]:
    starts = [sentence.span.start for sentence in parts]
    grouped: dict[int, list[Figure]] = {}
    for figure in figures:
        index = bisect.bisect_right(starts, figure.number.start) - 1
        if index >= 0 and figure.number.start < parts[index].span.end:
            grouped.setdefault(index, []).append(figure)
    return [
        Annotated(text, sentence, grouped.get(index, ()), words)
        for index, sentence in enumerate(parts)
    ]


def extract_text(
    text: str,
    *,
    path: str = "-",
    language: str | None = None,
    published: PartialDate | None = None,
    outlet: str | None = None,
) -> list[Claim]:
    """Read the claims of a bare text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        digest, digest, path, text, language=language, published=published, outlet=outlet
    )
    return extract(document)


def guess_language(text: str) -> str | None:
    """Guess the language of a text among those that have a pack; ``None`` for a text without words."""
    if not any(char.isalpha() for char in text[:4000]):
        return None
    # py3langid loads NumPy, which `import reconcile.claims` must not.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    global _identifier
    if _identifier is None:
        _identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        _identifier.set_languages(list(available()))
    language, _ = _identifier.classify(text[:4000])
    return str(language)


_identifier = None
