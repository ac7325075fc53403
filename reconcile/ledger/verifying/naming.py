"""Name what cannot even be read: one row that no ledger wrote must not hide the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reconcile.model.errors import ReconcileError
from reconcile.model.views import Problem

#: What a value of the wrong type, or of no meaning, raises where it is read.
UNREADABLE = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    ReconcileError,
    TypeError,
    ValueError,
)


def naming(
    kind: str, subject: str, found: Iterable[Problem], entry: int | None = None
) -> Iterator[Problem]:
    """Pass on the problems of one thing; where looking at it fails, that is its problem."""
    try:
        yield from found
    except UNREADABLE as error:
        yield Problem(kind, subject, f"holds what no ledger wrote ({error})", entry)
