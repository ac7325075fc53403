"""The source: whoever says something."""

from __future__ import annotations

from dataclasses import dataclass

from schema.vocabulary import Reliability, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """A person, office, organisation, agency, outlet or anonymous role.

    ``parent`` is the key of the body it speaks for (Pat Ryder → Pentagon).
    """

    key: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    party_to_event: bool | None = None
    reliability: Reliability | None = None
