"""Which reader reads an input: by its content first, by its name second."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points

from reconcile.model import InputError
from reconcile.reading.feed import FeedReader
from reconcile.reading.given import Given
from reconcile.reading.html import HtmlReader
from reconcile.reading.mail import MailReader
from reconcile.reading.pdf import PdfReader
from reconcile.reading.received import Reader, Reading, Received, Recognition
from reconcile.reading.table import TableReader
from reconcile.reading.text import TextReader
from reconcile.reading.warc import WarcReader
from reconcile.reading.word import WordReader

#: Where a distribution announces readers of its own: ``name = "package.module:READER"``.
ENTRY_POINTS = "reconcile.readers"


@cache
def readers() -> tuple[Reader, ...]:
    """List the readers: plug-ins first, so that they may take over from what is built in."""
    plug_ins: list[Reader] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            loaded = point.load()
            plug_ins.append(loaded() if isinstance(loaded, type) else loaded)
        except Exception as error:  # whatever a stranger's module raises at import
            raise InputError(
                point.name, f"the plug-in reader could not be loaded: {error}", "remove or mend it"
            ) from error
    return (*plug_ins, *_built_in())


def _built_in() -> tuple[Reader, ...]:
    return (
        PdfReader(),
        TableReader(),
        WordReader(),
        WarcReader(),
        FeedReader(),
        MailReader(),
        HtmlReader(),
        TextReader(),
    )


def choose(received: Received) -> Reader:
    """Choose the reader that knows the input most surely; the first one among equals."""
    return max(readers(), key=lambda reader: reader.recognises(received))


def read_received(received: Received, given: Given) -> Iterator[Reading]:
    """Read what came in, whatever its form; raise ``InputError`` on what cannot be read."""
    if received.depth > given.limits.nesting:
        raise InputError(received.path, f"is nested more than {given.limits.nesting} deep")
    if not received.data:
        raise InputError(received.path, "is empty")
    reader = choose(received)
    try:
        yield from reader.read(received, given)
    except RecursionError as error:
        raise InputError(received.path, "is nested too deeply to be read") from error


__all__ = ["ENTRY_POINTS", "Recognition", "choose", "read_received", "readers"]
