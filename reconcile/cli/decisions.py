"""``reconcile import-decisions``: what a table that was edited elsewhere would decide."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.settings import Settings
from reconcile.model import ReconcileError

if TYPE_CHECKING:
    from reconcile.export.decisions import Proposal, Refusal
    from reconcile.ledger import Ledger


@click.command("import-decisions")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", "accepting", is_flag=True, help="Make the decisions, as --editor.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one proposal a line.")
@click.pass_obj
def import_decisions(settings: Settings, file: Path, accepting: bool, as_json: bool) -> None:
    """Say what an exported table that was edited elsewhere would decide.

    Edit `decision`, `decided_relation` and `reason` in a table of claims, or `status`, `low`, `best`, `high`,
    `treatment` and `reason` in one of groups. Nothing is decided without --accept; rows whose group has changed since
    the export, and rows that make no sense, are told and left out, and the command ends with status 1.

    \b
    Example:
      reconcile export --by group -f xlsx -o table.xlsx
      reconcile import-decisions table.xlsx
    """
    from reconcile import adding
    from reconcile.export import decisions
    from reconcile.ledger import Ledger

    refused = 0
    with Ledger.open(settings.ledger, actor=settings.actor, create=False) as ledger:
        found = list(decisions.read_decisions(ledger, file))
        for item in found:
            if isinstance(item, decisions.Refusal):
                refused += 1
            _tell(item, as_json)
        proposals = [item for item in found if isinstance(item, decisions.Proposal)]
        if accepting:
            before = ledger.data_version()
            refused += _accept(ledger, proposals)
            adding.follow(ledger, before)
    many = f"{len(proposals)} {'decision' if len(proposals) == 1 else 'decisions'}"
    click.echo(f"{many} {'made' if accepting else 'proposed'}, {refused} refused", err=True)
    if refused:
        raise click.exceptions.Exit(1)


def _accept(ledger: Ledger, proposals: list[Proposal]) -> int:
    """Make the decisions in order; tell those that fail, and return how many did."""
    from reconcile.export import decisions

    failed, touched = 0, set[str]()
    for proposal in proposals:
        try:
            current = decisions.renewed(ledger, proposal) if proposal.group in touched else proposal
            decisions.accept(ledger, current)
            touched.add(proposal.group)
        except ReconcileError as error:
            failed += 1
            click.echo(f"line {proposal.line}: {error}", err=True)
    return failed


def _tell(item: Proposal | Refusal, as_json: bool) -> None:
    from reconcile.export.decisions import Refusal
    from reconcile.export.text import sound

    if as_json:
        refused = isinstance(item, Refusal)
        told = {"refused": refused, **asdict(item)}
        click.echo(sound(json.dumps(told, ensure_ascii=False, default=str)))
    elif isinstance(item, Refusal):
        click.echo(sound(f"line {item.line}: {item.key}: {item.why}"), err=True)
    else:
        click.echo(sound(f"line {item.line}: {' '.join(item.name.split())}"))
        for name, was, now in item.fields:
            click.echo(sound(f"    {name}: {was or '–'} → {now or '–'}"))
