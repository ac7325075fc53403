"""The language of a text, and what it says of being a translation."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reconcile.languages import available, load
from reconcile.model import Metadatum
from schema.vocabulary import Provenance

#: Characters that are enough to tell a language; more only costs time.
_SAMPLE = 4_000
#: Below this probability, prefer a language that the program has words for.
_SURE = 0.8
#: A page says that it is a translation near its beginning or its end.
_EDGE = 600


def guess(text: str) -> Metadatum | None:
    """Guess the language of a text (py3langid); ``None`` where there are no letters to tell it by."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(char.isalpha() for char in sample) < 3:
        return None
    ranking = _identifier().rank(sample)
    code, probability = ranking[0]
    if probability < _SURE:
        known = [(item, share) for item, share in ranking if item in available()]
        code, probability = known[0] if known else (code, probability)
    return Metadatum(
        "language", code, Provenance.GUESSED, round(float(probability), 2), "py3langid"
    )


def translated_from(text: str) -> Metadatum | None:
    """Read the language that a page says it was translated from."""
    pattern, codes = _translations()
    for edge in (text[:_EDGE], text[-_EDGE:]):
        match = pattern.search(edge)
        if match:
            name = next(group for group in match.groups() if group)
            return Metadatum(
                "translated_from", codes[name.casefold()], Provenance.PAGE, 0.9, match.group()
            )
    return None


@cache
def _identifier() -> Any:
    # Loads NumPy, hence not at import.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _translations() -> tuple[re.Pattern[str], dict[str, str]]:
    from babel import Locale

    codes: dict[str, str] = {}
    forms: list[str] = []
    for language in available():
        names = {
            name.casefold(): code
            for code, name in Locale.parse(language).languages.items()
            if len(code) == 2
        }
        codes = names | codes
        name = "(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"
        for phrase in load(language).get("reading", {}).get("translated", ()):
            before, after = phrase.split("{language}")
            forms.append(re.escape(before) + name + re.escape(after) + r"(?!\w)")
    return re.compile("|".join(forms) or r"(?!)", re.IGNORECASE), codes
