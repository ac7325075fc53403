"""What a rule gives back."""

from __future__ import annotations

from dataclasses import dataclass

from schema.vocabulary import RelationType


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; ``reason`` names its sentence in the language packs."""

    type: RelationType
    rule: str
    reason: str
    fields: tuple[str, ...]
    missing: str | None = None
    #: Words of the earlier and of the later claim that the sentence names, where it names any.
    words: tuple[str, str] = ("", "")
