"""``reconcile show``: one group with its claims, suggestions and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reconcile.cli import printing
from reconcile.cli.decide import suggested
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.model import GroupView


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
    from reconcile import adding

    with existing(settings) as ledger:
        group_id = ledger.find_group(group)
        view = adding.unseen(ledger, group_id) if blind else ledger.group(group_id)
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
    said = suggested(view, claim, view.anchor or "")
    return f"? {said.type.value} {said.rule}" if said else "? undecided"
