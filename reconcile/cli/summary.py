"""What a ledger holds in one or two screens: questions, figures with their sources, why they differ."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reconcile.cli import printing
from reconcile.cli.showing import counted
from schema.vocabulary import Family, Label, RelationType

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import Claim, GroupLine, GroupView, Relation

_WIDTH = 100
#: So many questions are shown, with so many figures and reasons each: two screens in all.
_GROUPS = 4
_FIGURES = 6
#: What is worth showing first, and how each is told.
_LABELS = {
    Label.CONTESTED: "contested: figures that cannot all be right",
    Label.EVOLVING: "evolving: what differs is later, or of another scope",
    Label.CORROBORATED: "corroborated: independent origins agree",
    Label.SINGLE_SOURCE: "from a single origin",
    Label.UNDETERMINED: "undetermined: too little is said to compare",
}
#: The reasons that are shown, one of each family, and of each the kind that says most.
_REASONS: tuple[tuple[Family, str, tuple[RelationType, ...]], ...] = (
    (Family.CONTRADICTION, "×", (RelationType.CONTRADICTS, RelationType.DISPUTES)),
    (Family.SUCCESSION, "^", (RelationType.CORRECTS, RelationType.UPDATES)),
    (
        Family.AGREEMENT,
        "=",
        (RelationType.CORROBORATES, RelationType.REFINES, RelationType.COMPATIBLE),
    ),
    (Family.APART, "≠", (RelationType.PART_OF, RelationType.DIFFERENT_SCOPE)),
)


def summary(ledger: Ledger) -> Iterator[str]:
    """Give the lines of the summary; nothing in them commands a terminal."""
    progress = ledger.progress()
    yield (
        f"{counted(progress.documents, 'document')} make {counted(progress.claims, 'statement')}, each kept "
        f"with its exact words and who said it;"
    )
    yield f"they answer {counted(progress.groups, 'question')}:"
    for label, told in _LABELS.items():
        if number := ledger.inbox(label=label, limit=0).total:
            yield f"  {number:>3}  {told}"
    for place, line in enumerate(_worth_showing(ledger), start=1):
        yield ""
        yield from _group(place, ledger.group(line.id), line)


def _worth_showing(ledger: Ledger) -> list[GroupLine]:
    """Choose the questions that show most: what is contested, then what most claims answer."""
    lines = [
        line
        for label in (Label.CONTESTED, Label.EVOLVING, Label.CORROBORATED)
        for line in ledger.inbox(label=label, sort="claims", limit=_GROUPS).items
        if line.claims > 1
    ]
    return lines[:_GROUPS]


def _group(place: int, view: GroupView, line: GroupLine) -> Iterator[str]:
    origins = counted(line.origins, "independent origin")
    carried = f"{counted(line.documents, 'document')}, {origins}"
    name = printing.safe(view.group.name)
    yield f"{place}. {name[:1].upper()}{name[1:]}  [{line.label.value}; {carried}]"
    reasons = list(_reasons(view))
    shown = {claim for _, relation in reasons for claim in (relation.a, relation.b)}
    figures = _figures(view)
    kept = sorted(figures, key=lambda item: (not item.claims & shown, -len(item.claims)))[:_FIGURES]
    for item in figures:
        if item in kept:
            yield f"     {item.date:<10}  {item.words:<26}  {item.said_by}"
    if len(figures) > len(kept):
        yield f"     … and {counted(len(figures) - len(kept), 'more figure')}"
    if line.low or line.high is not None:
        implied = printing.interval(line.low, line.high)
        yield f"   → taken together, the sources imply {implied}"
    for sign, relation in reasons:
        yield from textwrap.wrap(
            printing.safe(relation.explanation),
            _WIDTH,
            initial_indent=f"   {sign} ",
            subsequent_indent="     ",
        )


@dataclass(frozen=True, slots=True)
class _Figure:
    """What one origin said as of one day, through however many papers."""

    date: str
    words: str
    said_by: str
    claims: frozenset[str]


def _figures(view: GroupView) -> list[_Figure]:
    """List what was said, the same words of the same origin once."""
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in view.claims:
        figure = claim.quantity.interval if claim.quantity else claim.quote.exact
        origin = claim.origin_key or claim.origin or ""
        same.setdefault(
            (str(claim.scope.as_of or claim.published or ""), origin, figure), []
        ).append(claim)
    return [_figure(view, claims) for claims in same.values()]


def _figure(view: GroupView, claims: Sequence[Claim]) -> _Figure:
    first = claims[0]
    words = printing.safe(first.quantity.raw if first.quantity else first.quote.exact)
    papers = list(dict.fromkeys(view.documents[claim.document].label for claim in claims))
    through = ", ".join(papers[:2]) + (f" +{len(papers) - 2}" if len(papers) > 2 else "")
    said_by = f"{first.origin} (in {through})" if first.origin else through
    return _Figure(
        str(first.scope.as_of or first.published or "undated"),
        words if len(words) <= 26 else words[:25] + "…",
        printing.safe(said_by),
        frozenset(claim.id for claim in claims),
    )


def _reasons(view: GroupView) -> Iterator[tuple[str, Relation]]:
    """Choose one reason a family, the one that says most."""
    for family, sign, kinds in _REASONS:
        found = [
            relation
            for relation in view.assessment.relations
            if relation.family is family and relation.type in kinds and relation.explanation
        ]
        if found:
            yield sign, min(found, key=lambda one: (kinds.index(one.type), -one.score))
