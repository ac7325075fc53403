"""``reconcile demo``: the main job on the project's own dispatches."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import Claim, GroupView

#: The demonstration keeps a ledger of its own, so that it never touches an editor's.
LEDGER = "reconcile-demo.db"


@click.command()
@click.option(
    "--review/--no-review",
    default=None,
    help="Open the desk afterwards; by default where there is a terminal.",
)
@click.pass_context
def demo(ctx: click.Context, review: bool | None) -> None:
    """Make a ledger of the project's own dispatches and open it.

    The ledger is `reconcile-demo.db` in the current folder unless `--ledger` names another. Running it again
    adds nothing twice.

    \b
    Example:
      reconcile demo --no-review
    """
    from reconcile import adding, fixture_files, reading
    from reconcile.ledger import Ledger

    settings: Settings = ctx.obj
    url = settings.ledger if ctx.find_root().get_parameter_source("ledger") == _GIVEN else LEDGER
    folder = fixture_files.folder()
    given = reading.Given(manifest=reading.Manifest.load(str(folder / "manifest.csv")))
    with Ledger.open(url, actor=settings.actor) as ledger:
        report = adding.add(
            ledger,
            [str(folder / "dispatches")],
            given,
            glossary=(folder / "glossary.toml",),
            language="en",
        )
        for problem in report.problems:
            click.echo(f"Error: {problem}", err=True)
        _summarise(ledger, url)
    if review is None:
        review = sys.stdin.isatty() and sys.stdout.isatty()
    if review:
        from reconcile.cli.review import review as desk

        ctx.obj = replace(settings, ledger=url)
        ctx.invoke(desk)


_GIVEN = click.core.ParameterSource.COMMANDLINE


def _summarise(ledger: Ledger, url: str) -> None:
    progress = ledger.progress()
    click.echo(
        f"{url}: {progress.documents} documents, {progress.claims} claims, {progress.groups} groups, "
        f"{progress.contested} contested\n"
    )
    for line in ledger.inbox(limit=8).items:
        view = ledger.group(line.id)
        click.echo(f"{line.name}  [{line.label}, {_plural(line.origins, 'independent origin')}]")
        for claim in view.claims:
            click.echo(f"    {_date(claim)}  {_figure(claim):<28} {claim.origin or '(no source)'}")
        for sentence in _alarms(view):
            click.echo(f"    ! {sentence}")
    click.echo(
        f"\nDecide in the desk:   reconcile --ledger {url} review"
        f"\nWho said what:        reconcile --ledger {url} who 'Protection civile'"
        f"\nThe table:            reconcile --ledger {url} export -f csv"
    )


def _alarms(view: GroupView) -> list[str]:
    return [
        relation.explanation
        for relation in view.assessment.relations
        if relation.family == "contradiction"
    ]


def _figure(claim: Claim) -> str:
    words = claim.quantity.raw if claim.quantity else claim.quote.exact
    return words if len(words) <= 28 else words[:27] + "…"


def _date(claim: Claim) -> str:
    date = claim.scope.as_of or claim.published
    return f"{date or 'undated'!s:<10}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
