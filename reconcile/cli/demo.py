"""``reconcile demo``: the main job on the project's own dispatches."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.ledger import Ledger

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
    from reconcile.cli.summary import summary

    click.echo(
        "Ten dispatches tell of an invented cyclone, in English and French. "
        "What do they say, and why do they differ?\n"
    )
    for line in summary(ledger):
        click.echo(line)
    click.echo(
        "\n= agree   ^ later word of the same origin   ≠ another scope, or a part   × contradict"
        "\nThese are suggestions; an editor decides. Next:"
    )
    for arguments, told in (
        ("review", "the desk: mark, note, settle, undo"),
        ("search blessés", "questions, sources and quotes with a word"),
        ('who "Protection civile"', "what a source said, and what became of it"),
        ("export -o report.html", "a report to read and print (or .csv, .xlsx …)"),
    ):
        click.echo(f"  {_program()} --ledger {url} {arguments:<24}  {told}")


def _program() -> str:
    """Name the program as it can be called from here: after `make demo` it is on no search path."""
    if shutil.which("reconcile"):
        return "reconcile"
    called = Path(sys.argv[0])
    return os.path.relpath(called) if called.name == "reconcile" else "python -m reconcile"
