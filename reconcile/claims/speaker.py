"""A speaker as the text names him."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.claims.tokens import Token

#: The kind of a known source that is a person and no body.
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them; ``key`` is the identity where the pack knows it."""

    person: str | None
    role: str | None
    organisation: str | None
    anonymous: bool
    start: int
    end: int
    #: What stands in the text, without its article.
    text: str
    head: str
    key: str | None = None
    document: bool = False
    plural: bool = False
    #: Named with a definite article: it may be one who spoke before.
    definite: bool = False
    #: The identity of the body spoken for, where it is known.
    organisation_key: str | None = None

    @property
    def name(self) -> str:
        """The person, or failing that whatever the text says."""
        return self.person or self.text


def is_name(token: Token) -> bool:
    """Tell whether a token is written as a name is: "Dupont", "al-Harir"."""
    if token.text[:1].isupper():
        return True
    prefix, _, rest = token.text.partition("-")
    return rest[:1].isupper() and len(prefix) <= 3
