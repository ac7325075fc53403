"""What a user says of the texts beforehand: options of the command line, a manifest, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reconcile.model import Metadatum, PartialDate
from reconcile.reading.manifest import Manifest
from schema.vocabulary import Provenance

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may be, so that a hostile one ends within bounded time and memory.

    Sizes are bytes; ``seconds`` is the wall time after which no further page of a PDF is begun.
    """

    received: int = 200 * _MEGABYTE
    markup: int = 20 * _MEGABYTE
    #: Nested elements of a page; browsers themselves stop at 512.
    markup_depth: int = 500
    unpacked: int = 200 * _MEGABYTE
    #: Unpacked bytes for each packed one, over the whole archive; real office files stay below 50.
    unpacked_ratio: int = 200
    pages: int = 5_000
    rows: int = 200_000
    #: Records of a web archive, entries of a feed.
    records: int = 200_000
    #: Files attached to one message.
    attachments: int = 1_000
    #: Archives in archives, messages in messages.
    nesting: int = 4
    #: Characters of one text. A long novel has a million.
    text: int = 20_000_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of the inputs before they are read.

    Options bind over the manifest, the manifest over the page, the page over guesses. ``columns``
    maps a field of a claim table ("claim", "source", …) to the heading it stands under.
    """

    published: PartialDate | None = None
    outlet: str | None = None
    language: str | None = None
    agency: str | None = None
    manifest: Manifest | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()

    def metadata(self) -> tuple[Metadatum, ...]:
        """List what the options say, as metadata."""
        values = {
            "published": str(self.published) if self.published else None,
            "outlet": self.outlet,
            "language": self.language,
            "agency": self.agency,
        }
        return tuple(
            Metadatum(name, value, Provenance.OPTION, detail=f"--{name}")
            for name, value in values.items()
            if value
        )
