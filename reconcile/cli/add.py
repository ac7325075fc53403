"""``reconcile add``: the main job, from files to groups with their relations."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.options import DateType
from reconcile.cli.settings import Settings
from reconcile.model import PartialDate

if TYPE_CHECKING:
    from reconcile.adding import Report


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--published",
    metavar="DATE",
    type=DateType(),
    help="The day they appeared: YYYY, YYYY-MM or YYYY-MM-DD.",
)
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option(
    "--language", metavar="CODE", help="Their language (fr, en, …); guessed unless given."
)
@click.option(
    "--manifest",
    metavar="FILE",
    help="A CSV that says of each file its outlet, agency, date and language.",
)
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file of further words and names; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document.")
@click.pass_obj
def add(
    settings: Settings,
    paths: tuple[str, ...],
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    manifest: str | None,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Read texts, find their claims, and keep what is new.

    PATH is a file, a folder, or `-` for standard input. What cannot be read is named on standard error, the
    others are still added, and the exit status is 1. Adding the same text again adds nothing.

    \b
    Example:
      reconcile add --published 2023-11-10 --outlet "The Sun" dispatch.txt
      reconcile add --manifest manifest.csv *.txt
    """
    from reconcile import adding, reading
    from reconcile.languages import available
    from reconcile.ledger import Ledger

    if language is not None and language not in available():
        raise click.BadParameter(
            f"{language!r} is none of {', '.join(available())}", param_hint="--language"
        )
    given = reading.Given(
        published=published,
        outlet=outlet,
        language=language,
        manifest=reading.Manifest.load(manifest) if manifest else None,
    )
    with Ledger.open(settings.ledger, actor=settings.actor) as ledger:
        report = adding.add(ledger, paths, given, glossary=glossaries)
    _print(report, as_json)
    for problem in report.problems:
        click.echo(f"Error: {problem}", err=True)
    if report.problems:
        sys.exit(1)


def _print(report: Report, as_json: bool) -> None:
    for item in report.added:
        if as_json:
            line = {
                "path": item.path,
                "sha256": item.sha256,
                "claims": item.claims,
                "new": item.new,
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        elif item.new:
            click.echo(f"{item.path}: {item.claims} claims")
        else:
            click.echo(f"{item.path}: already there, nothing added")
    if not as_json:
        claims = sum(item.claims for item in report.new)
        click.echo(
            f"{len(report.new)} documents and {claims} claims added; {len(report.groups)} groups new or changed"
        )
