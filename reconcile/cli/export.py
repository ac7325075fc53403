"""``reconcile export``: the reconciled table in the form that the reader uses."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.settings import Settings
from reconcile.model import PartialDate, ReconcileError
from schema.vocabulary import Status

if TYPE_CHECKING:
    from reconcile.export.formats import Exporter
    from reconcile.export.selection import Selection
    from reconcile.export.table import Table


class _DateType(click.ParamType[PartialDate]):
    """A date to the day, the month or the year."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _MomentType(click.ParamType[dt.datetime]):
    """A day, or a moment of it; without an offset, in UTC."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value!r} is not a day or time of ISO 8601 (2024-03-09, 2024-03-09T14:00)",
                param,
                ctx,
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class _FormatType(click.ParamType[str]):
    """The name of a format, built in or of a plug-in."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from reconcile.export import formats

        if value not in formats.names():
            self.fail(f"{value!r} is none of {', '.join(formats.names())}", param, ctx)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "FORMAT"


def selecting(command: Any) -> Any:
    """Add the options that choose what leaves the desk."""
    for option in reversed(
        (
            click.option(
                "--status",
                type=click.Choice([status.value for status in Status]),
                multiple=True,
                help="Groups of this status; may be given again.",
            ),
            click.option("--place", default="", help="Claims about this place."),
            click.option(
                "--from", "first", type=_DateType(), metavar="DATE", help="Claims from then on."
            ),
            click.option(
                "--to", "last", type=_DateType(), metavar="DATE", help="Claims up to then."
            ),
            click.option(
                "--source", default="", help="Claims of this source, or who speaks for it."
            ),
            click.option(
                "--group",
                multiple=True,
                help="This group, by id, its beginning, or name; may be given again.",
            ),
            click.option("--search", default="", help="Groups that speak of these words."),
            click.option(
                "--since",
                type=_MomentType(),
                metavar="TIME",
                help="Groups that have changed since.",
            ),
        )
    ):
        command = option(command)
    return command


def selection_of(options: dict[str, Any]) -> Selection:
    """Read the selection off the options; raise ``click.UsageError`` on a period that ends before it begins."""
    from reconcile.export.selection import Selection

    first, last = options["first"], options["last"]
    if first and last and last.last < first.first:
        raise click.UsageError(f"--to {last} is before --from {first}")
    return Selection(
        status=tuple(Status(status) for status in options["status"]),
        place=options["place"],
        first=first,
        last=last,
        source=options["source"],
        group=options["group"],
        search=options["search"],
        since=options["since"],
    )


@click.command()
@click.option(
    "-f",
    "--format",
    "format_name",
    type=_FormatType(),
    help="What to write; guessed from FILE's name, else csv.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The file to write; - is standard output.",
    metavar="FILE",
)
@click.option(
    "--by",
    type=click.Choice(["claim", "group", "source"]),
    default="claim",
    show_default=True,
    help="What one row is.",
)
@selecting
@click.option(
    "--excel",
    is_flag=True,
    help="CSV and TSV as Excel reads them: byte-order mark, separators of the language.",
)
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    help="Language of reports; that of the locale, else English.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.pass_obj
def export(
    settings: Settings,
    /,
    format_name: str | None,
    output: Path | None,
    by: str,
    excel: bool,
    language: str | None,
    force: bool,
    **options: Any,
) -> None:
    """Write the reconciled table.

    Formats: csv, tsv, xlsx, json, jsonl, markdown, parquet, html (a report to read), and the standards claimreview,
    webannotation and prov. A selection that holds nothing writes nothing and ends with status 1.

    \b
    Examples:
      reconcile export -f csv -o table.csv
      reconcile export -o report.html --language fr
      reconcile export -f jsonl --by group --status settled | jq .best
    """
    from reconcile.export import formats
    from reconcile.export.gather import drawn
    from reconcile.export.rows import Grain
    from reconcile.export.target import refuse_existing
    from reconcile.ledger import Ledger

    selection = selection_of(options)
    exporter = formats.find(format_name or _guessed(output))
    path = None if output is None or str(output) == "-" else output
    if path is not None:
        refuse_existing(path, force=force)
    elif exporter.binary and sys.stdout.isatty():
        raise click.UsageError(f"{exporter.name} is not for a terminal; name a file with -o FILE")
    with (
        Ledger.open(settings.ledger, actor=settings.actor, create=False) as ledger,
        drawn(
            ledger,
            grain=Grain(by),
            selection=selection,
            language=language or _locale_language(),
            name=ledger_name(settings.ledger),
            # What a program reads is as the ledger keeps it, unless a language is asked for.
            translated=language is not None or exporter.name in _FOR_PEOPLE,
            for_readers=exporter.name in _FOR_PEOPLE,
        ) as table,
    ):
        if table.is_empty():
            what = (
                "nothing in the ledger is so chosen" if selection else "the ledger holds no claim"
            )
            raise ReconcileError(f"{what}; nothing was written")
        _write(exporter, table, path, excel=excel, force=force)


def _write(
    exporter: Exporter, table: Table, path: Path | None, *, excel: bool, force: bool
) -> None:
    from reconcile.export.formats import Options
    from reconcile.export.target import standard_output, writing

    options = Options(excel=excel)
    if path is None:
        with standard_output() as out:
            exporter.write(table, out, options)
        return
    with writing(path, force=force) as out:
        exporter.write(table, out, options)
    click.echo(f"{path}: written", err=True)


#: The formats that speak to a reader.
_FOR_PEOPLE = frozenset({"html", "markdown"})

#: The format that a file's name asks for; the three of linked data share a suffix, and are named.
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}


def _guessed(output: Path | None) -> str:
    """Guess the format from the name of the file."""
    suffix = output.suffix.lower() if output else ""
    if suffix and suffix not in _SUFFIXES:
        raise click.UsageError(f"{output}: which format is that? Name one with -f")
    return _SUFFIXES.get(suffix, "csv")


def ledger_name(url: str) -> str:
    """Name a ledger without what must not be printed: user, password, folders."""
    if "://" not in url:
        return Path(url).name
    return url.rsplit("@", 1)[-1].rsplit("/", 1)[-1].partition("?")[0]


def _locale_language() -> str:
    """Take the language of the locale, if reports speak it."""
    import os

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
