"""What a figure counts, as a value: its noun, the rule that found it, and how directly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reconcile.claims.clauses import Annotated
from reconcile.claims.nouns import NounPhrase
from schema.vocabulary import Support

#: The rule of a figure that counts times in one word ("twice").
OCCASIONS = "occasions"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: its noun phrase, or words that stand in for it.

    ``population`` and ``measure`` are filled in once known, for figures that leave the noun out.
    """

    phrase: NounPhrase | None
    text: str | None
    rule: str
    support: Support
    population: str | None = None
    measure: str | None = None
    #: A share of what its noun names ("35 % of the votes").
    share_of: bool = False


#: Nothing is known of what is counted.
UNKNOWN = Counted(None, None, "none", Support.INFERRED)


def stated(sentence: Annotated, phrase: NounPhrase, rule: str) -> Counted:
    return Counted(phrase, sentence.words(phrase.first, phrase.last), rule, Support.STATED)


def left_out(counted: Counted) -> Counted:
    return replace(counted, rule="left_out", support=Support.INHERITED, phrase=None)
