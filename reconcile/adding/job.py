"""Walk the whole path: read texts, find their claims, group them, say how they stand, and keep all of it.

Each document is kept in a transaction of its own, so that a crash between two files loses nothing of the first;
linking and grouping then take in whatever an earlier run has left without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reconcile import reading
from reconcile.adding import linking, regrouping, working
from reconcile.adding.anew import reassess
from reconcile.adding.naming import Named, name_all
from reconcile.ledger import Ledger
from reconcile.model import Document, InputError
from reconcile.reading.copies import Change, changes


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was read: what it gave, and whether the ledger had it already."""

    path: str
    sha256: str
    claims: int
    new: bool
    copy_of: str | None = None
    share: float | None = None
    #: The former version of the same page, and what changed since.
    previous: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of adding came to."""

    added: tuple[Added, ...] = ()
    problems: tuple[InputError, ...] = ()
    skipped: tuple[reading.Skipped, ...] = ()
    #: Groups that are new or have changed.
    groups: tuple[str, ...] = ()
    #: Inputs that were not read because the run was stopped.
    left: int = 0
    #: Things worth saying that are no errors.
    notes: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Added, ...]:
        """The documents that the ledger did not have."""
        return tuple(item for item in self.added if item.new)


@dataclass(frozen=True, slots=True)
class Watching:
    """What adding tells while it goes on, and asks whether to go on."""

    #: Told how many inputs there are.
    on_inputs: Callable[[int], None] = lambda count: None
    #: Told each input before it is read.
    on_reading: Callable[[str], None] = lambda path: None
    #: Told each document once it is kept.
    on_added: Callable[[Added], None] = lambda added: None
    #: Told what is being done after the last input.
    on_step: Callable[[str], None] = lambda step: None
    #: Asked after each input.
    stopped: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class _Running:
    added: list[Added] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Documents whose links changed, so that their groups must be judged anew.
    moved: list[str] = field(default_factory=list)
    read: int = 0


def add(
    ledger: Ledger,
    paths: Iterable[str],
    given: reading.Given | None = None,
    *,
    glossary: Sequence[Path] = (),
    language: str = "fr",
    jobs: int = 1,
    watching: Watching | None = None,
    on_reading: Callable[[str], None] = lambda path: None,
    fetcher: reading.Fetcher | None = None,
) -> Report:
    """Add files, folders and addresses to the ledger, then group and relate what is new.

    What cannot be read is reported in ``problems``; the others go on. ``language`` is that of names and
    explanations. With ``jobs`` above 1 as many processes read and extract; the documents are still kept in the
    order of the inputs. A manifest among the inputs is taken as one. ``on_reading``, for those who watch nothing
    else, is told each input before it is read.
    """
    watching = watching or Watching(on_reading=on_reading)
    named = name_all(paths, given or reading.Given())
    running = _Running(problems=list(named.problems), notes=list(named.notes))
    watching.on_inputs(len(named.inputs))
    _link_what_waits(ledger, running)
    job = working.Job(named.given, tuple(glossary), fetcher or reading.Fetcher())
    stream = working.steps(named.inputs, job, jobs, watching.on_reading, known=ledger.has_document)
    for step in stream:
        if step.found:
            _keep(ledger, step.found, running, watching)
        if step.problem:
            running.problems.append(step.problem)
        running.read += step.last
        if step.last and watching.stopped():
            break
    return _report(ledger, named, running, watching, language)


def _report(
    ledger: Ledger, named: Named, running: _Running, watching: Watching, language: str
) -> Report:
    groups: tuple[str, ...] = ()
    if any(item.new for item in running.added) or ledger.has_ungrouped_claims():
        watching.on_step("grouping")
        groups = regroup(ledger, language=language, moved=running.moved)
    else:
        # Nothing new to group; what an earlier run left, or links have changed, is still assessed.
        _assess_touched(ledger, (), running.moved, language)
    return Report(
        added=tuple(running.added),
        problems=tuple(running.problems),
        skipped=named.skipped,
        groups=groups,
        left=len(named.inputs) - running.read,
        notes=tuple(dict.fromkeys(running.notes)),
    )


def regroup(ledger: Ledger, *, language: str = "fr", moved: Sequence[str] = ()) -> tuple[str, ...]:
    """Group what is new with what is stored and assess the groups that changed; return their ids.

    Groups of ``moved`` documents, whose links have changed, are assessed too, and so is what a run that was cut
    short has left unassessed.
    """
    changed = regrouping.regroup(ledger, language)
    _assess_touched(ledger, changed, moved, language)
    return changed


def _assess_touched(
    ledger: Ledger, changed: Iterable[str], moved: Sequence[str], language: str
) -> None:
    touched = (*changed, *ledger.groups_of_documents(moved), *ledger.unfinished_groups())
    if touched:
        reassess(ledger, dict.fromkeys(touched), language=language)


def _link_what_waits(ledger: Ledger, running: _Running) -> None:
    for links in linking.link_waiting(ledger):
        running.moved += links.changed


def _keep(ledger: Ledger, found: working.Found, running: _Running, watching: Watching) -> None:
    document = found.document
    running.notes += found.notes
    known = _same_page(ledger, found)
    new = known is None and ledger.add_document(document, found.claims)
    links = linking.link(ledger, document) if new else linking.Links(known or document.sha256)
    running.moved += links.changed
    added = Added(
        path=document.path,
        sha256=links.sha256,
        claims=len(found.claims) if new else len(ledger.claims_of(links.sha256)),
        new=new,
        copy_of=links.copy_of,
        share=links.share,
        previous=links.previous,
        changes=_changes(ledger, document, links.previous),
    )
    running.added.append(added)
    watching.on_added(added)


def _changes(ledger: Ledger, document: Document, previous: str | None) -> tuple[Change, ...]:
    return changes(ledger.document(previous).text, document.text) if previous else ()


def _same_page(ledger: Ledger, found: working.Found) -> str | None:
    """Give the document that has the same address and the same text: only the page's trappings differ."""
    address = linking.address_of(found.document)
    latest = ledger.latest_at(address) if address else None
    same = latest is not None and latest[1] == found.document.text_sha256
    return latest[0] if latest and same else None
