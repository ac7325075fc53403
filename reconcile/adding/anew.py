"""After an editor's decision: let the machine say anew how the claims concerned stand to one another.

Judgements and grades bind the solver, and moved or corrected claims change the suggestions; so an assessment that was
made before is out of date. What is said anew is an entry of its own by the machine: it takes no decision back, makes
none stale, and undo passes over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reconcile import relations
from reconcile.ledger import Ledger
from reconcile.model import Assessment, GroupView, JournalEntry
from schema.vocabulary import Reliability

#: Kinds of decided rows on which an assessment rests.
BINDING = frozenset(
    ("placement", "added_claim", "correction", "made_group", "judgement", "source_grade")
)
#: Those that concern every claim of a source.
_OF_SOURCES = frozenset(("source_grade", "source_merge"))
_PAGE = 200


def reassess(ledger: Ledger, groups: Iterable[str], *, language: str = "fr") -> None:
    """Say anew how the claims of each group stand to one another, as the judgements and grades of editors bind."""
    grades = ledger.grades()
    assessments = {}
    for group_id in groups:
        view = ledger.group(group_id)
        assessments[group_id] = _assessed(view, grades, language)
    ledger.store_assessments(assessments)


def unseen(ledger: Ledger, group_id: str, *, language: str = "fr") -> GroupView:
    """Open a group for a second opinion: nothing of what others judged shows, nor what the machine concludes from it."""
    view = ledger.group(group_id, blind=True)
    return replace(view, assessment=_assessed(view, ledger.grades(), language))


def _assessed(view: GroupView, grades: Mapping[str, Reliability], language: str) -> Assessment:
    found = relations.assess(
        view.claims,
        copies={
            sha256: head.copy_of
            for sha256, head in view.documents.items()
            if head.copy_of is not None
        },
        confirmed=tuple(view.judgements.values()),
        grades=grades,
        language=language,
    )
    return replace(found, anchor=_anchor(view, found))


def _anchor(view: GroupView, found: Assessment) -> str | None:
    """Keep the anchor that an editor has begun to compare with: another would put the rest of the work aside."""
    former = view.assessment.anchor
    members = {claim.id for claim in view.claims}
    begun = any(former in pair for pair in view.judgements)
    return former if begun and former in members else found.anchor


def follow(ledger: Ledger, since: int, *, language: str = "fr") -> tuple[str, ...]:
    """Assess the groups that the decisions after entry ``since`` concern; return their ids.

    Whoever made them: what two editors decide at the same time is looked at by both, and said once.
    """
    entries = _decisions(ledger, since)
    kinds = {name.partition("/")[0] for entry in entries for name in _rows(entry)}
    if kinds.isdisjoint(BINDING | _OF_SOURCES):
        return ()
    groups = dict.fromkeys(ledger.groups_changed_since(since))
    sources = {
        name.partition("/")[2]
        for entry in entries
        for name in _rows(entry)
        if name.partition("/")[0] in _OF_SOURCES
    }
    groups |= dict.fromkeys(ledger.groups_of_sources(sources))
    if groups:
        reassess(ledger, groups, language=language)
    return tuple(groups)


def _decisions(ledger: Ledger, since: int) -> list[JournalEntry]:
    """Read the decisions after an entry, and what was taken back or done again."""
    found: list[JournalEntry] = []
    while True:
        page = ledger.history(offset=len(found), limit=_PAGE).items
        found += page
        if len(page) < _PAGE or page[-1].number <= since:
            return [entry for entry in found if entry.number > since and entry.before is not None]


def _rows(entry: JournalEntry) -> set[str]:
    """Name the decided rows that an entry changed, as ``table/key``."""
    sides = (entry.before, entry.after)
    return {name for side in sides if isinstance(side, dict) for name in side}
