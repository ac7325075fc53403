"""Decisions from a script: ``reconcile judge``, ``settle``, ``merge``, ``split``, ``correct``, ``undo`` …

The same commands as the desk's, each with its journal entry, which is printed: its number, or with ``--json``
the whole of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli import printing
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings
from schema.vocabulary import Credibility, Family, RelationType, Reliability, Status, Treatment

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import GroupView, JournalEntry, Relation


def deciding(command: Any) -> Any:
    """Add the options that every decision has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the journal entry as JSON."),
        click.option("-m", "--reason", default="", help="Why: it is kept with the decision."),
    ):
        command = option(command)
    return command


def expecting(command: Any) -> Any:
    """Add the option that refuses a decision on what has changed."""
    return click.option(
        "--expect",
        type=int,
        metavar="VERSION",
        help="Refuse if the group has changed since this version of it (`reconcile show`).",
    )(command)


def _done(entry: JournalEntry, as_json: bool) -> None:
    if as_json:
        printing.json_line(entry)
    else:
        made = "".join(f", made group {group}" for group in entry.made_groups)
        target = f" {entry.target}" if entry.target else ""
        click.echo(
            f"entry {entry.number}: {entry.action}{target} {printing.safe(entry.subject)}{made}"
        )


@click.command()
@click.argument("group")
@click.option("--blind", is_flag=True, help="Hide what others decided, for a second opinion.")
@click.option("--json", "as_json", is_flag=True, help="One object of JSON.")
@click.pass_obj
def show(settings: Settings, group: str, blind: bool, as_json: bool) -> None:
    """Show one GROUP: its claims, what the machine says, what editors decided.

    \b
    Example:
      reconcile show "US forces wounded"
    """
    with existing(settings) as ledger:
        view = ledger.group(ledger.find_group(group), blind=blind)
    if as_json:
        printing.json_line(view)
        return
    click.echo(printing.safe(f"{view.group.name}  [{view.group.id}, version {view.version}]"))
    label = view.assessment.label.value
    click.echo(
        f"{view.status.value} · {label} · {len(view.assessment.independent)} independent origins"
    )
    if view.reopened_because:
        click.echo(printing.safe(f"reopened: {view.reopened_because}"))
    for claim in view.claims:
        mark = "anchor" if claim.id == view.anchor else _standing(view, claim.id)
        said_by = claim.origin or claim.outlet or "?"
        row = (
            claim.id,
            claim.scope.as_of or claim.published or "?",
            said_by,
            printing.figure(claim),
            mark,
        )
        printing.table([(*row, f"“{claim.quote.exact}”")], widths=(16, 10, 22, 10, 22))
    for first, second in view.disagreements:
        click.echo(
            printing.safe(
                f"second opinion of {second.editor} on {second.a} {second.b}: {second.family.value},"
                f" not {first.family.value}"
            )
        )
    if view.verdict:
        shown = printing.interval(view.verdict.low, view.verdict.high)
        best = f", best {view.verdict.best:g}" if view.verdict.best is not None else ""
        click.echo(
            printing.safe(f"verdict: {shown}{best} — {view.verdict.reason} ({view.verdict.editor})")
        )


def _standing(view: GroupView, claim: str) -> str:
    """Say how a claim stands to the anchor: as judged, or as suggested, with a question mark."""
    for (a, b), judgement in view.judgements.items():
        if claim in (a, b) and view.anchor in (a, b):
            return judgement.type.value if judgement.type else judgement.family.value
    suggested = _suggested(view, claim, view.anchor or "")
    return f"? {suggested.type.value} {suggested.rule}" if suggested else "? undecided"


def _suggested(view: GroupView, a: str, b: str) -> Relation | None:
    return next((one for one in view.assessment.relations if {one.a, one.b} == {a, b}), None)


_RELATION = [family.value for family in Family] + [kind.value for kind in RelationType]


@click.command()
@click.argument("group")
@click.argument("a")
@click.argument("b")
@click.argument("relation", type=click.Choice(list(dict.fromkeys(_RELATION))), metavar="RELATION")
@click.option(
    "--second-opinion", is_flag=True, help="Beside the first judgement, not in its place."
)
@click.option("--note", default="", help="A note that is kept with it.")
@expecting
@deciding
@click.pass_obj
def judge(
    settings: Settings,
    group: str,
    a: str,
    b: str,
    relation: str,
    second_opinion: bool,
    note: str,
    expect: int | None,
    reason: str,
    as_json: bool,
) -> None:
    """Judge how the claims A and B of GROUP stand to one another.

    RELATION is a family (agreement, contradiction, succession, apart, undetermined) or one of its finer types.

    \b
    Example:
      reconcile judge g-12 3f2a 91bc contradiction -m "both speak of Monday"
    """
    from reconcile.model import Judgement

    with existing(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        a, b = _member(view, a), _member(view, b)
        suggestion = _suggested(view, a, b)
        kind = None if relation in set(Family) else RelationType(relation)
        judgement = Judgement(
            a=a,
            b=b,
            family=kind.family if kind else Family(relation),
            type=kind,
            reason=reason,
            note=note,
            suggested=suggestion.type if suggestion else None,
            suggested_rule=suggestion.rule if suggestion else None,
            suggested_score=suggestion.score if suggestion else None,
        )
        if second_opinion:
            entry = ledger.give_opinion(judgement, group=view.group.id)
        else:
            version = view.version if expect is None else expect
            entry = ledger.judge(judgement, group=view.group.id, expected=version)
    _done(entry, as_json)


def _member(view: GroupView, text: str) -> str:
    """Find the claim of a group whose id begins so."""
    found = [claim.id for claim in view.claims if claim.id.startswith(text)]
    if len(found) != 1:
        many = "several claims" if found else "no claim"
        raise click.UsageError(f"{text} names {many} of group {view.group.id}")
    return found[0]


@click.command()
@click.argument("group")
@click.argument("a")
@click.argument("b")
@expecting
@deciding
@click.pass_obj
def clear(
    settings: Settings, group: str, a: str, b: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Take the judgement on the claims A and B of GROUP away.

    \b
    Example:
      reconcile clear g-12 3f2a 91bc
    """
    with existing(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        version = view.version if expect is None else expect
        entry = ledger.clear(
            _member(view, a), _member(view, b), group=view.group.id, expected=version
        )
    _done(entry, as_json)


@click.command()
@click.argument("group")
@click.option("--low", type=float)
@click.option("--best", type=float)
@click.option("--high", type=float)
@click.option("--unit")
@click.option("--treatment", type=click.Choice([one.value for one in Treatment]))
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status]),
    default=Status.SETTLED.value,
    show_default=True,
)
@expecting
@deciding
@click.pass_obj
def settle(
    settings: Settings,
    group: str,
    low: float | None,
    best: float | None,
    high: float | None,
    unit: str | None,
    treatment: str | None,
    status: str,
    expect: int | None,
    reason: str,
    as_json: bool,
) -> None:
    """Give a verdict on GROUP: low, best and high, how disagreement is treated, and why.

    \b
    Example:
      reconcile settle g-12 --low 56 --best 56 --high 70 --treatment report_range -m "two counts"
    """
    from reconcile.model import Verdict

    with existing(settings) as ledger:
        group_id = ledger.find_group(group)
        verdict = Verdict(
            group=group_id,
            status=Status(status),
            low=low,
            best=best,
            high=high,
            unit=unit,
            treatment=Treatment(treatment) if treatment else None,
            reason=reason,
        )
        entry = ledger.settle(verdict, expected=expect)
    _done(entry, as_json)


@click.command()
@click.argument("group")
@click.argument("status", type=click.Choice([status.value for status in Status]))
@expecting
@deciding
@click.pass_obj
def status(
    settings: Settings, group: str, status: str, expect: int | None, reason: str, as_json: bool
) -> None:
    """Set how far the review of GROUP has come: open, in_review, settled, set_aside.

    \b
    Example:
      reconcile status g-12 set_aside -m "another desk has it"
    """
    with existing(settings) as ledger:
        entry = ledger.set_status(
            ledger.find_group(group), Status(status), reason=reason, expected=expect
        )
    _done(entry, as_json)


@click.command()
@click.argument("group")
@click.argument("editor", default="")
@deciding
@click.pass_obj
def assign(settings: Settings, group: str, editor: str, reason: str, as_json: bool) -> None:
    """Assign GROUP to EDITOR; without EDITOR, to nobody.

    \b
    Example:
      reconcile assign g-12 bo
    """
    with existing(settings) as ledger:
        entry = ledger.assign(ledger.find_group(group), editor or None)
    _done(entry, as_json)


@click.command()
@click.argument("subject")
@click.argument("text")
@deciding
@click.pass_obj
def note(settings: Settings, subject: str, text: str, reason: str, as_json: bool) -> None:
    """Write a note on SUBJECT, a group, claim, source or document; an empty TEXT takes it away.

    \b
    Example:
      reconcile note claim:3f2a91bc00112233 "call the hospital"
    """
    with existing(settings) as ledger:
        _done(ledger.note(subject, text), as_json)


@click.command()
@click.argument("groups", nargs=-1, required=True)
@deciding
@click.pass_obj
def merge(settings: Settings, groups: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Put the claims of all GROUPS into the first of them.

    \b
    Example:
      reconcile merge g-12 g-40 -m "one storm"
    """
    with existing(settings) as ledger:
        entry = ledger.merge_groups([ledger.find_group(group) for group in groups], reason)
    _done(entry, as_json)


@click.command()
@click.argument("group")
@click.argument("claims", nargs=-1, required=True)
@deciding
@click.pass_obj
def split(
    settings: Settings, group: str, claims: tuple[str, ...], reason: str, as_json: bool
) -> None:
    """Split CLAIMS off GROUP into a new group, whose id is printed.

    \b
    Example:
      reconcile split g-12 3f2a 91bc -m "another storm"
    """
    with existing(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        chosen = [_member(view, claim) for claim in claims]
        _done(ledger.split_group(view.group.id, chosen, reason), as_json)


@click.command()
@click.argument("claim")
@click.argument("group")
@deciding
@click.pass_obj
def move(settings: Settings, claim: str, group: str, reason: str, as_json: bool) -> None:
    """Move CLAIM into GROUP.

    \b
    Example:
      reconcile move 3f2a g-40
    """
    with existing(settings) as ledger:
        entry = ledger.move_claim(ledger.find_claim(claim), ledger.find_group(group), reason)
    _done(entry, as_json)


@click.command()
@click.argument("claim")
@click.argument("field")
@click.argument("value")
@deciding
@click.pass_obj
def correct(
    settings: Settings, claim: str, field: str, value: str, reason: str, as_json: bool
) -> None:
    """Correct FIELD of CLAIM to VALUE, which is JSON or plain text; what was extracted is kept beside it.

    Fields: measure, counted, population, places, quantity, scope.kind, scope.start, scope.as_of, polarity, modality,
    attribution, origin, origin_key, whole.

    \b
    Examples:
      reconcile correct 3f2a quantity 56
      reconcile correct 3f2a scope.as_of 2023-11-10 -m "the day of the statement"
    """
    with existing(settings) as ledger:
        entry = ledger.correct_claim(ledger.find_claim(claim), field, _value(field, value), reason)
    _done(entry, as_json)


def _value(field: str, text: str) -> Any:
    """Read JSON where the field or the text asks for it: ``2023`` is a date's text, and a quantity's number."""
    if field not in ("quantity", "places", "attribution") and text != "null":
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.UsageError(f"{field} takes JSON: {error}") from error


_GRADES = [*(one.value for one in Reliability), *(one.value for one in Credibility), "none"]


@click.command()
@click.argument("subject")
@click.argument("grade", type=click.Choice(_GRADES), metavar="GRADE")
@deciding
@click.pass_obj
def grade(settings: Settings, subject: str, grade: str, reason: str, as_json: bool) -> None:
    """Grade a source's reliability (A to F) or a claim's credibility (1 to 6); none takes it away.

    \b
    Examples:
      reconcile grade source:pentagon B
      reconcile grade claim:3f2a91bc00112233 2
    """
    kind, _, key = subject.partition(":")
    if kind not in ("source", "claim") or not key:
        raise click.UsageError("SUBJECT is source:KEY or claim:ID")
    with existing(settings) as ledger:
        _done(_grade(ledger, kind, key, grade, reason), as_json)


def _grade(ledger: Ledger, kind: str, key: str, grade: str, reason: str) -> JournalEntry:
    try:
        if kind == "source":
            reliability = None if grade == "none" else Reliability(grade)
            return ledger.grade_source(key, reliability, reason)
        credibility = None if grade == "none" else Credibility(grade)
        return ledger.grade_credibility(ledger.find_claim(key), credibility, reason)
    except ValueError as error:
        scale = "A to F" if kind == "source" else "1 to 6"
        raise click.UsageError(f"a {kind} is graded {scale}") from error


@click.command()
@click.argument("keep")
@click.argument("other")
@deciding
@click.pass_obj
def merge_sources(settings: Settings, keep: str, other: str, reason: str, as_json: bool) -> None:
    """Say that the source OTHER is KEEP under another name.

    \b
    Example:
      reconcile merge-sources pentagon department_of_defense
    """
    with existing(settings) as ledger:
        _done(ledger.merge_sources(keep, other, reason), as_json)


@click.command()
@click.argument("entry", type=int, required=False)
@deciding
@click.pass_obj
def undo(settings: Settings, entry: int | None, reason: str, as_json: bool) -> None:
    """Take back your own last decision that still stands, or ENTRY of the journal.

    Where later entries rest on it, it is refused and they are named.

    \b
    Example:
      reconcile undo 1412 -m "wrong group"
    """
    with existing(settings) as ledger:
        _done(ledger.undo(entry, reason), as_json)


@click.command()
@click.argument("entry", type=int, required=False)
@deciding
@click.pass_obj
def redo(settings: Settings, entry: int | None, reason: str, as_json: bool) -> None:
    """Do again what you took back last, or ENTRY of the journal.

    \b
    Example:
      reconcile redo
    """
    with existing(settings) as ledger:
        _done(ledger.redo(entry, reason), as_json)
