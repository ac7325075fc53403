"""Adding as the desk does it: told document by document, and stopped between two inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reconcile import adding, reading
from reconcile.ledger import Ledger
from reconcile.model import PartialDate
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


class _Progress:
    """Turns what adding tells into sentences, with how far it is."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._inputs = 0
        self._read = 0

    def count(self, inputs: int) -> None:
        self._inputs = inputs

    def reading(self, path: str) -> None:
        self._read += 1
        place = f"{self._read}/{self._inputs}"
        self._tell(_("{place} reading {path}").format(place=place, path=path), False, False)

    def added(self, item: adding.Added) -> None:
        if not item.new:
            said = _("already there, nothing added")
        else:
            said = ngettext("{n} claim", "{n} claims", item.claims)
            if item.copy_of and item.share is not None:
                said += ", " + _("{n} % copied").format(n=round(100 * item.share))
        self._tell(f"{item.path}: {said}", False, item.new)


class LedgerAdding:
    """Adds to a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, calling: Calling, tell: Tell, stopped: Callable[[], bool]) -> None:
        """Add; what was read before a stop is kept, grouped and related."""
        manifest = reading.Manifest.load(calling.manifest) if calling.manifest else None
        progress = _Progress(tell)
        report = adding.add(
            self._ledger,
            calling.paths,
            reading.Given(calling.published, calling.outlet, manifest=manifest),
            language=language.current(),
            watching=adding.Watching(
                on_inputs=progress.count,
                on_reading=progress.reading,
                on_added=progress.added,
                stopped=stopped,
            ),
        )
        for problem in report.problems:
            tell(str(problem), True, False)
        for note in report.notes:
            tell(note, False, False)
        if report.left:
            tell(_("stopped; what was read before is kept"), False, False)
        documents = ngettext("{n} document", "{n} documents", len(report.new))
        groups = ngettext("{n} group", "{n} groups", len(report.groups))
        said = _("Added {documents}; {groups} new or changed")
        tell(said.format(documents=documents, groups=groups), False, bool(report.new))
