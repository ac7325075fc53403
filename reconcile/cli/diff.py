"""``reconcile diff``: what changed between two exports, two dates or two seals."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.export.diff import Change
    from reconcile.ledger import Ledger

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one change a line.")
@click.option("--exit-code", is_flag=True, help="End with status 1 where anything changed.")
@click.pass_obj
def diff(settings: Settings, before: str, after: str, as_json: bool, exit_code: bool) -> None:
    """Say what changed from A to B.

    Each is an export (CSV, TSV, JSON, JSON Lines, XLSX, Parquet; they need not be of one form), or a moment of the
    ledger: a day, a time, a seal, or "now". A day stands for its end, in UTC.

    \b
    Examples:
      reconcile diff monday.csv tuesday.csv
      reconcile diff 2024-03-08 now
      reconcile diff seal-of-march.json now
    """
    changes = list(_changes(settings, before, after))
    for change in changes:
        if as_json:
            click.echo(json.dumps(asdict(change), ensure_ascii=False))
        else:
            click.echo(_told(change))
    if not changes:
        click.echo("nothing changed", err=True)
    if changes and exit_code:
        raise click.exceptions.Exit(1)


def _changes(settings: Settings, before: str, after: str) -> Iterable[Change]:
    from reconcile.export.diff import between_entries, between_tables
    from reconcile.ledger import Ledger

    tables = [_is_table(text) for text in (before, after)]
    if all(tables):
        return between_tables(Path(before), Path(after))
    if any(tables):
        raise click.UsageError("an export is compared with an export, a moment with a moment")
    with Ledger.open(settings.ledger, actor=settings.actor, create=False) as ledger:
        first, last = _entry(ledger, before), _entry(ledger, after)
        if first > last:
            raise click.UsageError(f"{before} is later than {after}")
        return between_entries(ledger, first, last)


def _is_table(text: str) -> bool:
    path = Path(text)
    if not path.is_file():
        return False
    return path.suffix.lower() != ".json" or path.read_bytes()[:64].lstrip()[:1] == b"["


def _entry(ledger: Ledger, text: str) -> int:
    from reconcile.export.diff import entry_before, entry_of_seal, seal_in

    if text == "now":
        return ledger.head()[0]
    if Path(text).is_file():
        return entry_of_seal(ledger, seal_in(Path(text)))
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(
            f"{text}: neither a file nor a day or time of ISO 8601 (2024-03-09, 2024-03-09T14:00)"
        ) from None
    if len(text) <= len("2024-03-09"):
        moment += dt.timedelta(days=1, microseconds=-1)
    return entry_before(ledger, moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))


def _told(change: Change) -> str:
    from reconcile.export.text import sound

    head = f"{_SIGNS[change.kind]} {change.what} {change.key}"
    if change.name:
        head += f"  {change.name}"
    if change.by:
        head += f"  ({change.by}, {change.at[:16].replace('T', ' ')})"
    lines = [head]
    lines += [f"    {name}: {was or '–'} → {now or '–'}" for name, was, now in change.fields]
    if change.reason:
        lines.append(f"    because: {change.reason}")
    return sound("\n".join(" ".join(line.split("\n")) for line in lines))
