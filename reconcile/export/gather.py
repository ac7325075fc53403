"""A table drawn from a ledger: the groups of one moment, as far as they are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from reconcile import __version__
from reconcile.export.project import LedgerState, utc
from reconcile.export.rows import Grain
from reconcile.export.selection import Chooser, Selection
from reconcile.export.table import Heading, Table
from reconcile.ledger import Ledger
from reconcile.ledger.snapshot import Snapshot, snapshot
from reconcile.model import GroupView


@contextmanager
def drawn(
    ledger: Ledger,
    *,
    grain: Grain = Grain.CLAIM,
    selection: Selection | None = None,
    language: str = "en",
    name: str = "",
    translated: bool = False,
    for_readers: bool = False,
) -> Iterator[Table]:
    """Draw the table of a ledger; it can be read through as long as the block lasts.

    ``name`` is how the ledger is called in the heading; it should hold no password. ``translated`` gives names
    and explanations in ``language`` rather than in that of the ledger; ``for_readers`` puts what is settled first.
    """
    chosen = selection or Selection()
    with snapshot(ledger.engine) as moment:
        if chosen.group:
            chosen = replace(chosen, group=tuple(map(moment.find_group, chosen.group)))
        entries, head = moment.head()
        heading = Heading(
            ledger=name,
            program=f"reconcile {__version__}",
            language=language,
            grain=grain,
            selection=chosen.described(),
            state=LedgerState(entries, head),
            as_of=utc(moment.last_change()),
        )
        sources = moment.sources()
        chooser = Chooser(chosen, sources)
        yield Table(
            lambda: _views(moment, chosen, for_readers),
            heading,
            sources,
            chooser.admits,
            translated=translated,
        )


def _views(moment: Snapshot, chosen: Selection, for_readers: bool) -> Iterator[GroupView]:
    """Open the groups that may be chosen; named ones are opened by name, without the others."""
    if chosen.group:
        found: Iterator[GroupView] = (moment.group(group_id) for group_id in chosen.group)
    else:
        found = moment.groups(statuses=chosen.status, for_readers=for_readers)
    return (view for view in found if chosen.admits_group(view))
