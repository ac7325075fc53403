"""Forms of the verbs of a language pack, by the pack's own rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from reconcile.claims.tokens import Token, fold_word


class Form(StrEnum):
    """The form a verb stands in."""

    FINITE = "finite"
    PAST = "past"
    GERUND = "gerund"
    INFINITIVE = "infinitive"


_FORMS = tuple(Form)


class VerbForm(NamedTuple):
    """A form of a verb, with the accents it is written with."""

    lemma: str
    form: Form
    written: str


def forms_of(lemma: str, inflection: Mapping[str, Any]) -> list[VerbForm]:
    """List the forms of a verb: irregular ones as given, others by the first ending that fits."""
    irregular = inflection.get("irregular", {}).get(lemma)
    if irregular is not None:
        return [
            VerbForm(lemma, form, written) for form in _FORMS for written in irregular.get(form, ())
        ]
    for rule in inflection.get("rules", ()):
        ending = rule["ending"]
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - len(ending)]
            return [
                VerbForm(lemma, form, stem + written)
                for form in _FORMS
                for written in rule.get(form, ())
            ]
    return [VerbForm(lemma, Form.FINITE, lemma)]


class VerbTable:
    """Verbs by their folded forms; accents decide between forms where the text has them."""

    def __init__(self, lemmas: Iterable[str], inflection: Mapping[str, Any]) -> None:
        table: dict[str, list[VerbForm]] = {}
        for lemma in dict.fromkeys(lemmas):
            for form in forms_of(lemma, inflection):
                table.setdefault(fold_word(form.written), []).append(form)
        self._table = {norm: tuple(forms) for norm, forms in table.items()}

    @property
    def norms(self) -> frozenset[str]:
        """The forms, folded."""
        return frozenset(self._table)

    def __contains__(self, norm: str) -> bool:
        return norm in self._table

    def of(self, token: Token) -> tuple[VerbForm, ...]:
        """List what the token may be as a verb."""
        forms = self._table.get(token.norm, ())
        if not forms:
            return ()
        # Capitals are often written without accents, so they decide nothing.
        if token.text.isupper():
            return forms
        written = unicodedata.normalize("NFC", token.text).casefold()
        return tuple(form for form in forms if form.written == written)
