"""``reconcile add``: the main job, from files to groups with their relations."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.options import DateType
from reconcile.cli.settings import Settings
from reconcile.cli.showing import Reporter, counted, visible
from reconcile.model import PartialDate

if TYPE_CHECKING:
    from reconcile.adding import Added, Report
    from reconcile.reading import Given

#: What a shell gives a program that was stopped by Ctrl-C.
STOPPED = 130
#: How many changes of a page are printed, and how much of each.
_SHOWN_CHANGES = 5
_SHOWN_WIDTH = 160


class ColumnsType(click.ParamType[tuple[tuple[str, str], ...]]):
    """Fields of a claim table and the headings that they stand under: ``claim=Statement,source=Who``."""

    name = "columns"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[tuple[str, str], ...]:
        from reconcile.reading.table.columns import FIELDS

        pairs = []
        for part in str(value).split(","):
            field, equals, heading = part.partition("=")
            if not equals or not heading.strip():
                self.fail(f"{part!r} is not of the form FIELD=HEADING", param, ctx)
            if field.strip() not in FIELDS:
                self.fail(f"{field.strip()!r} is none of {', '.join(FIELDS)}", param, ctx)
            pairs.append((field.strip(), heading.strip()))
        return tuple(pairs)


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
    type=click.Path(dir_okay=False),
    help="A CSV that says of each file its outlet, agency, date and language.",
)
@click.option(
    "--columns",
    metavar="FIELD=HEADING,…",
    type=ColumnsType(),
    multiple=True,
    help="Which column of a table of claims is what (claim, source, figure, …); guessed unless given.",
)
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file of further words and names; may be given several times.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes read and extract.",
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
    columns: tuple[tuple[tuple[str, str], ...], ...],
    glossaries: tuple[Path, ...],
    jobs: int,
    as_json: bool,
) -> None:
    """Read texts, find their claims, and keep what is new.

    PATH is a file, a folder, an http(s) address, or `-` for standard input: text, web pages, PDF, Word, e-mail,
    feeds, web archives, tables of claims. What cannot be read is named on standard error, the others are still
    added, and the exit status is 1. Adding the same text again adds nothing. Ctrl-C stops after the current file.

    \b
    Example:
      reconcile add --published 2023-11-10 --outlet "The Sun" dispatch.txt
      reconcile add --manifest manifest.csv *.txt
      reconcile add --columns claim=Statement,source=Who table.xlsx
    """
    from reconcile import adding
    from reconcile.ledger import Ledger

    given = given_by(published, outlet, language, manifest, columns)
    with (
        Ledger.open(settings.ledger, actor=settings.actor) as ledger,
        Reporter() as reporter,
    ):
        report = adding.add(
            ledger,
            paths,
            given,
            glossary=glossaries,
            jobs=jobs,
            watching=adding.Watching(
                on_inputs=reporter.expect,
                on_reading=reporter.read,
                on_added=lambda added: show(added, as_json),
                on_step=reporter.step,
                stopped=reporter.stopped,
            ),
        )
    finish(report, as_json)


def given_by(
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    manifest: str | None,
    columns: tuple[tuple[tuple[str, str], ...], ...],
) -> Given:
    """Make what is given of the options; a manifest that cannot be read is a wrong use."""
    from reconcile import reading
    from reconcile.languages import available
    from reconcile.model import InputError

    if language is not None and language not in available():
        raise click.BadParameter(
            f"{language!r} is none of {', '.join(available())}", param_hint="--language"
        )
    try:
        loaded = reading.Manifest.load(manifest) if manifest else None
    except InputError as error:
        raise click.BadParameter(str(error), param_hint="--manifest") from error
    return reading.Given(
        published=published,
        outlet=outlet,
        language=language,
        manifest=loaded,
        columns=dict(pair for pairs in columns for pair in pairs),
    )


def show(added: Added, as_json: bool) -> None:
    """Print what became of a document."""
    if as_json:
        line = {
            "path": added.path,
            "sha256": added.sha256,
            "claims": added.claims,
            "new": added.new,
            "copy_of": added.copy_of,
            "share": added.share,
            "previous": added.previous,
            "changes": [{"old": change.old, "new": change.new} for change in added.changes],
        }
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    if not added.new:
        click.echo(f"{visible(added.path)}: already there, nothing added")
        return
    told = f"{visible(added.path)}: {counted(added.claims, 'claim')}"
    if added.previous:
        told += f"; a new version of {added.previous[:12]}"
    if added.copy_of and added.share is not None:
        told += f"; {added.share:.0%} copied from {added.copy_of[:12]}"
    click.echo(told)
    for change in added.changes[:_SHOWN_CHANGES]:
        for mark, words in (("-", change.old), ("+", change.new)):
            if words:
                click.echo(f"  {mark} {visible(' '.join(words.split()))[:_SHOWN_WIDTH]}")
    if len(added.changes) > _SHOWN_CHANGES:
        click.echo(f"  … and {len(added.changes) - _SHOWN_CHANGES} more changes")


def finish(report: Report, as_json: bool) -> None:
    """Print what it all came to, then what was wrong, and leave with the status that says so."""
    if not as_json:
        claims = sum(item.claims for item in report.new)
        click.echo(
            f"{counted(len(report.new), 'document')} and {counted(claims, 'claim')} added; "
            f"{counted(len(report.groups), 'group')} new or changed"
        )
    for skipped in report.skipped:
        click.echo(f"Left out: {visible(skipped.path)}: {skipped.why}", err=True)
    for note in report.notes:
        click.echo(f"Note: {visible(note)}", err=True)
    for problem in report.problems:
        click.echo(f"Error: {visible(str(problem))}", err=True)
    if report.left:
        click.echo(f"Stopped: {report.left} inputs were not read; add them again", err=True)
        sys.exit(STOPPED)
    if report.problems:
        sys.exit(1)
