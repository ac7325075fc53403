"""Reading: whatever form a newsroom receives a text in, to documents. Pure, its fetcher apart."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model import Document
from reconcile.reading.fetching import Fetcher
from reconcile.reading.given import Given, Limits
from reconcile.reading.inputs import STDIN, Skipped, files_in, load
from reconcile.reading.manifest import Manifest
from reconcile.reading.received import Reader, Reading, Received, Recognition
from reconcile.reading.registry import read_received


def read(path: str, given: Given | None = None) -> Iterator[Document]:
    """Read the documents of one file, or of standard input for ``-``.

    Raise ``InputError`` on what cannot be read, after having given what could be. Claims that the
    input lists itself (a table of claims) are left aside: :func:`readings` gives them too.
    """
    for reading in readings(path, given):
        yield reading.document


def readings(path: str, given: Given | None = None) -> Iterator[Reading]:
    """Read the documents of one file with the claims that it lists itself; else as :func:`read`."""
    given = given or Given()
    yield from read_received(load(path, given.limits), given)


__all__ = [
    "STDIN",
    "Fetcher",
    "Given",
    "Limits",
    "Manifest",
    "Reader",
    "Reading",
    "Received",
    "Recognition",
    "Skipped",
    "files_in",
    "load",
    "read",
    "read_received",
    "readings",
]
