"""The main job: read texts, find their claims, group them, say how they stand, and keep all of it.

The one place where the steps meet. Each document is kept in a transaction of its own, so that a crash
between two files loses nothing of the first; grouping then takes in whatever has no group yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reconcile import claims, grouping, reading, relations
from reconcile.ledger import Ledger
from reconcile.model import Claim, Document, InputError


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was read: what it gave, and whether the ledger had it already."""

    path: str
    sha256: str
    claims: int
    new: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of adding came to."""

    added: tuple[Added, ...] = ()
    problems: tuple[InputError, ...] = ()
    skipped: tuple[reading.Skipped, ...] = ()
    #: Groups that are new or have changed.
    groups: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Added, ...]:
        """The documents that the ledger did not have."""
        return tuple(item for item in self.added if item.new)


@dataclass(slots=True)
class _Running:
    added: list[Added] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    skipped: list[reading.Skipped] = field(default_factory=list)


def add(
    ledger: Ledger,
    paths: Iterable[str],
    given: reading.Given | None = None,
    *,
    glossary: Sequence[Path] = (),
    language: str = "fr",
    on_reading: Callable[[str], None] = lambda path: None,
) -> Report:
    """Add files and folders to the ledger, then group and relate what is new.

    What cannot be read is reported in ``problems``; the others go on. ``language`` is that of names and
    explanations, ``on_reading`` is told each file before it is read.
    """
    running = _Running()
    for path in _files(paths, running):
        on_reading(path)
        try:
            for found in reading.readings(path, given):
                running.added.append(_keep(ledger, found, glossary))
        except InputError as error:
            running.problems.append(error)
    return Report(
        added=tuple(running.added),
        problems=tuple(running.problems),
        skipped=tuple(running.skipped),
        groups=regroup(ledger, language=language),
    )


def regroup(ledger: Ledger, *, language: str = "fr") -> tuple[str, ...]:
    """Group all claims and assess the groups that changed; return their ids."""
    must_link, cannot_link = ledger.constraints()
    groups = grouping.group(
        list(ledger.all_claims()), must_link=must_link, cannot_link=cannot_link, language=language
    )
    changed = ledger.store_groups(groups)
    reassess(ledger, changed, language=language)
    return changed


def reassess(ledger: Ledger, groups: Iterable[str], *, language: str = "fr") -> None:
    """Say anew how the claims of each group stand to one another."""
    assessments = {}
    for group_id in groups:
        view = ledger.group(group_id)
        assessments[group_id] = relations.assess(
            view.claims,
            copies={
                sha256: head.copy_of
                for sha256, head in view.documents.items()
                if head.copy_of is not None
            },
            confirmed=tuple(view.judgements.values()),
            language=language,
        )
    ledger.store_assessments(assessments)


def _files(paths: Iterable[str], running: _Running) -> Iterator[str]:
    for path in paths:
        if path == reading.STDIN or not Path(path).is_dir():
            yield path
            continue
        try:
            for item in reading.files_in(path):
                if isinstance(item, reading.Skipped):
                    running.skipped.append(item)
                else:
                    yield item
        except InputError as error:
            running.problems.append(error)


def _keep(ledger: Ledger, found: reading.Reading, glossary: Sequence[Path]) -> Added:
    document = found.document
    said = _claims(document, found, glossary)
    new = ledger.add_document(document, said)
    return Added(document.path, document.sha256, len(said), new)


def _claims(
    document: Document, found: reading.Reading, glossary: Sequence[Path]
) -> tuple[Claim, ...]:
    if found.claims is not None:
        return found.claims
    return tuple(claims.extract(document, glossary=glossary))
