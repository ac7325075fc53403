"""Near copies: wire copies, reprints, excerpts, and newer versions of a page."""

from reconcile.reading.copies.alignment import Copy, Passage, Words, compare
from reconcile.reading.copies.changes import Change, changes
from reconcile.reading.copies.direction import Dated, is_earlier
from reconcile.reading.copies.sketch import sketch

__all__ = [
    "Change",
    "Copy",
    "Dated",
    "Passage",
    "Words",
    "changes",
    "compare",
    "is_earlier",
    "sketch",
]
