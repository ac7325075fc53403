"""Why: the rule behind a suggestion and its score as a waterfall; the lineage behind a count of origins."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from reconcile.model import GroupView, Relation
from tui import rows as layout
from tui import words
from tui.ink import fit
from tui.language import _
from tui.rows import ClaimRow
from tui.score_words import field_name, part_name
from tui.screens.dialogs import TextDialog
from tui.visible import one_line

_BOLD = Style(bold=True)
#: Cells that stand for a score of 1.
_BAR = 24


def why_dialog(view: GroupView, row: ClaimRow, explanation: str) -> TextDialog:
    """Explain the suggestion on a claim."""
    parts: list[Content] = []
    if row.relation is None:
        parts.append(Content(_("The machine suggests nothing on this pair.")))
    else:
        parts += _relation(row.relation, explanation)
    others = layout.other_conflicts(view, row)
    if others:
        letters = {claim.id: words.letter(index) for index, claim in enumerate(view.claims)}
        parts.append(Content(""))
        parts.append(Content.styled(_("Also in conflict"), _BOLD))
        for relation in others:
            pair = f"{letters.get(relation.a, '?')}–{letters.get(relation.b, '?')}"
            parts.append(Content(f"  {pair}  {relation.rule}  {one_line(relation.explanation)}"))
    parts += _decision(row)
    return TextDialog(_("Why {claim}").format(claim=row.letter), Content("\n").join(parts))


def _relation(relation: Relation, explanation: str) -> list[Content]:
    rule = _("rule {rule}").format(rule=relation.rule)
    head = f"{_(words.RELATIONS[relation.type])} · {rule}"
    parts = [
        Content.styled(head, _BOLD),
        Content(one_line(explanation)),
        Content(""),
    ]
    parts += [Content(line) for line in waterfall(relation)]
    if relation.fields:
        fields = ", ".join(field_name(field) for field in relation.fields)
        parts.append(Content(_("Rests on: {fields}").format(fields=fields)))
    if relation.missing:
        missing = field_name(relation.missing)
        parts.append(Content(_("Would be decided by: {field}").format(field=missing)))
    return parts


def waterfall(relation: Relation) -> list[str]:
    """Draw the score as steps: each part begins where the one before it ended; the last line is the sum."""
    told = [(part_name(part.name, relation), part.value) for part in relation.waterfall]
    width = max((cell_len(name) for name, _value in told), default=0)
    lines, reached = [], 0.0
    for name, value in told:
        before, reached = reached, reached + value
        left, right = sorted((_cells(before), _cells(reached)))
        # What is taken off stays in sight as an empty stretch, however little it is.
        bar = " " * left + ("█" if value >= 0 else "░") * max(1, right - left)
        sign = "−" if value < 0 else "+"
        lines.append(f"  {fit(name, width)}  {sign}{abs(value):.2f} {bar}")
    total = fit(_("score"), width)
    return [*lines, f"  {total}  ={relation.score:.2f} {'█' * _cells(relation.score)}"]


def _cells(share: float) -> int:
    return round(_BAR * min(1.0, max(0.0, share)))


def _decision(row: ClaimRow) -> list[Content]:
    judgement = row.judgement
    if judgement is None:
        return []
    who = _("{editor} decided this at {time}: {decision}").format(
        editor=one_line(judgement.editor),
        time=words.moment(judgement.decided),
        decision=words.decided(judgement.family),
    )
    parts = [Content(""), Content.styled(who, _BOLD)]
    if judgement.suggested is not None:
        parts.append(
            Content(
                _("The machine had suggested: {relation}, {rule}").format(
                    relation=_(words.RELATIONS[judgement.suggested]), rule=judgement.suggested_rule
                )
            )
        )
    if judgement.reason:
        parts.append(Content(one_line(judgement.reason)))
    return parts


def lineage_dialog(view: GroupView) -> TextDialog:
    """Say which claims share an origin, who copies whom, and what follows for the figures."""
    letters = {claim.id: words.letter(index) for index, claim in enumerate(view.claims)}
    claims = {claim.id: claim for claim in view.claims}
    parts: list[Content] = []
    for number, members in enumerate(view.assessment.independent, start=1):
        parts.append(Content.styled(_("Origin {n}").format(n=number), _BOLD))
        for member in members:
            if member not in claims:
                continue
            claim = claims[member]
            head = view.documents.get(claim.document)
            parts.append(Content(f"  {letters[member]}  {one_line(words.path(claim))}"))
            if head is not None and head.copy_of:
                original = view.documents.get(head.copy_of)
                name = original.label if original else head.copy_of[:12]
                share = round(100 * (head.copied_share or 0))
                copied = _("copied from {document}, {share} %").format(
                    document=one_line(name), share=share
                )
                parts.append(Content(f"     {copied}"))
            if member in view.assessment.stale:
                parts.append(Content("     " + _("stale: its origin had published a newer figure")))
    parts += _solver(view, letters)
    return TextDialog(_("Lineage"), Content("\n").join(parts))


def _solver(view: GroupView, letters: dict[str, str]) -> list[Content]:
    assessment = view.assessment
    parts = [Content(""), Content.styled(_("Can all be right?"), _BOLD)]
    if assessment.consistent is None:
        parts.append(Content(_("There was nothing to solve.")))
    elif assessment.consistent:
        parts.append(Content(_("Yes: all can be right at once.")))
    for conflict in assessment.conflicts:
        names = ", ".join(letters.get(claim, "?") for claim in conflict.claims)
        parts.append(Content(_("Cannot hold together: {claims}").format(claims=names)))
        if conflict.explanation:
            parts.append(Content(f"  {one_line(conflict.explanation)}"))
    if assessment.set_aside:
        names = ", ".join(letters.get(claim, "?") for claim in assessment.set_aside)
        parts.append(Content(_("Setting aside {claims} mends it.").format(claims=names)))
    if assessment.bounds is not None:
        unit = words.unit_of(view.claims)
        bounds = words.interval(assessment.bounds.low, assessment.bounds.high, unit=unit)
        parts.append(Content(_("The sources together imply {bounds}.").format(bounds=bounds)))
    for ask in assessment.ask:
        parts.append(
            Content(
                _("Ask {claim} for its {field}: settles {n}").format(
                    claim=letters.get(ask.claim, "?"), field=field_name(ask.field), n=ask.settles
                )
            )
        )
    if assessment.partial:
        parts.append(Content(one_line(assessment.partial)))
    return parts
