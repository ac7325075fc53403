"""Decisions on a group from a script: ``reconcile judge``, ``clear``, ``settle``, ``status``, ``undo``, ``redo``.

The same commands as the desk's, each with its journal entry, which is printed: its number, or with ``--json``
the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli import printing
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings
from reconcile.model import ReconcileError
from schema.vocabulary import Family, RelationType, Status, Treatment

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
        help="Refuse if it has changed since this version (`reconcile show`) or entry of the journal.",
    )(command)


def done(entry: JournalEntry, as_json: bool) -> None:
    if as_json:
        printing.json_line(entry)
    else:
        made = "".join(f", made group {group}" for group in entry.made_groups)
        target = f" {entry.target}" if entry.target else ""
        click.echo(
            f"entry {entry.number}: {entry.action}{target} {printing.safe(entry.subject)}{made}"
        )


@contextmanager
def deciding_on(settings: Settings) -> Iterator[Ledger]:
    """Open the ledger for a decision, and let the machine look again at what it concerned."""
    from reconcile import adding

    with existing(settings) as ledger:
        before = ledger.data_version()
        yield ledger
        try:
            adding.follow(ledger, before)
        except ReconcileError as error:
            click.echo(f"decided, but not assessed anew: {error}", err=True)


def suggested(view: GroupView, a: str, b: str) -> Relation | None:
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

    with deciding_on(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        a, b = member(view, a), member(view, b)
        suggestion = suggested(view, a, b)
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
    done(entry, as_json)


def member(view: GroupView, text: str) -> str:
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
    with deciding_on(settings) as ledger:
        view = ledger.group(ledger.find_group(group))
        version = view.version if expect is None else expect
        entry = ledger.clear(
            member(view, a), member(view, b), group=view.group.id, expected=version
        )
    done(entry, as_json)


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
    done(entry, as_json)


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
    done(entry, as_json)


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
    with deciding_on(settings) as ledger:
        done(ledger.undo(entry, reason), as_json)


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
    with deciding_on(settings) as ledger:
        done(ledger.redo(entry, reason), as_json)
