"""What came in, and what was read out of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from reconcile.model import Claim, Document, Metadatum

if TYPE_CHECKING:
    from reconcile.reading.given import Given


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they came in, with what their carrier (HTTP, MIME, an archive) said of them.

    ``path`` names them to a person: the path as given, and after ``#`` the part of a larger whole
    ("archive.warc#3"). ``depth`` counts the wholes that they were taken out of.
    """

    path: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved: dt.datetime | None = None
    metadata: tuple[Metadatum, ...] = ()
    depth: int = 0

    @property
    def sha256(self) -> str:
        """The identity of what was received."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """The file's name in small letters, without the folder, to recognise endings by."""
        return self.path.rsplit("/", 1)[-1].casefold()

    def part(
        self,
        label: str,
        data: bytes,
        *,
        media_type: str | None = None,
        charset: str | None = None,
        url: str | None = None,
        retrieved: dt.datetime | None = None,
        metadata: tuple[Metadatum, ...] = (),
    ) -> Received:
        """Take a part out of this whole: an attachment, a record of an archive, an entry of a feed."""
        return replace(
            self,
            path=f"{self.path}#{label}",
            data=data,
            media_type=media_type,
            charset=charset,
            url=url,
            retrieved=retrieved or self.retrieved,
            metadata=metadata,
            depth=self.depth + 1,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and its claims where the input lists them itself.

    ``claims`` is ``None`` for prose, whose claims are for the next step to extract; a table of claims
    comes with them ready-made. They stand beside the document and not in it, because a document is
    what was published, and its claims are what somebody read there: the ledger keeps the two apart,
    and every other reader is the simpler for knowing nothing of claims.
    """

    document: Document
    claims: tuple[Claim, ...] | None = None


class Recognition(IntEnum):
    """How surely a reader knows an input for its own; content weighs more than a name."""

    NO = 0
    #: It would do where nothing else does.
    LAST_RESORT = 1
    BY_NAME = 2
    BY_CONTENT = 3


class Reader(Protocol):
    """One form in which texts come.

    Plug-ins announce an object of this kind under the entry-point group ``reconcile.readers``.
    """

    @property
    def name(self) -> str:
        """Short name, kept with every document it read."""

    @property
    def version(self) -> str:
        """Version of its way of reading: another version may read another text from the same bytes."""

    def recognises(self, received: Received) -> Recognition:
        """Say how surely the bytes are of this form; must be quick and must not raise."""

    def read(self, received: Received, given: Given) -> Iterator[Reading]:
        """Read the documents one by one.

        Raise ``InputError`` on what cannot be read, *after* having given what could be.
        """
