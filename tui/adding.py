"""Adding as the desk does it: told file by file, and stopped between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reconcile import adding, reading
from reconcile.ledger import Ledger
from reconcile.model import PartialDate, ReconcileError
from tui import language
from tui.language import _, ngettext

#: Told of each step: a sentence, whether something went wrong, whether something is new.
Tell = Callable[[str, bool, bool], None]


@dataclass(frozen=True, slots=True)
class Calling:
    """What is to be added, and what the files do not say themselves."""

    paths: tuple[str, ...]
    published: PartialDate | None = None
    outlet: str | None = None
    manifest: str | None = None


class Adding(Protocol):
    """Whatever adds."""

    def add(self, calling: Calling, tell: Tell, stopped: Callable[[], bool]) -> None:
        """Add what ``calling`` names; raise ``ReconcileError`` where nothing can be."""
        ...


class _CalledOffError(ReconcileError):
    """The editor stopped between two files."""


class LedgerAdding:
    """Adds to a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, calling: Calling, tell: Tell, stopped: Callable[[], bool]) -> None:
        """Add; what was read before a stop is kept, grouped and related."""
        manifest = reading.Manifest.load(calling.manifest) if calling.manifest else None
        given = reading.Given(calling.published, calling.outlet, manifest=manifest)

        def on_reading(path: str) -> None:
            if stopped():
                raise _CalledOffError(_("stopped; what was read before is kept"))
            tell(_("reading {path}").format(path=path), False, False)

        try:
            report = adding.add(
                self._ledger,
                calling.paths,
                given,
                language=language.current(),
                on_reading=on_reading,
            )
        except _CalledOffError as stop:
            groups = adding.regroup(self._ledger, language=language.current())
            tell(str(stop), False, bool(groups))
            return
        for problem in report.problems:
            tell(str(problem), True, False)
        for item in report.added:
            count = ngettext("{n} claim", "{n} claims", item.claims)
            what = count if item.new else _("already there, nothing added")
            tell(f"{item.path}: {what}", False, item.new)
        documents = ngettext("{n} document", "{n} documents", len(report.new))
        groups_said = ngettext("{n} group", "{n} groups", len(report.groups))
        tell(
            _("Added {documents}; {groups} new or changed").format(
                documents=documents, groups=groups_said
            ),
            False,
            bool(report.new),
        )
