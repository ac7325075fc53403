"""``reconcile db``: look after the database of a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli import printing
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.ledger import Ledger


@click.group()
def db() -> None:
    """Look after the database: upgrade, check, back up, restore, copy, grant roles."""


@db.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Bring an older ledger up to date; every command but a few does so by itself.

    \b
    Example:
      reconcile --ledger postgresql:///desk db upgrade
    """
    from reconcile.ledger.opening import revision, upgrade

    before = revision(settings.ledger)
    after = upgrade(settings.ledger)
    click.echo(f"revision {after}" + ("" if before == after else f" (was {before})"))


@db.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check the database itself: revision, tables, guards, integrity. What it holds, `verify` checks.

    \b
    Example:
      reconcile db check && reconcile verify
    """
    from reconcile.ledger.keeping import check

    with existing(ctx.obj) as ledger:
        wrong = check(ledger.engine)
    for line in wrong:
        click.echo(printing.safe(line))
    if wrong:
        ctx.exit(1)
    click.echo("the database is sound", err=True)


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Write the ledger to FILE, a SQLite ledger of its own, while others go on working.

    \b
    Example:
      reconcile --ledger postgresql:///desk db backup monday.db
    """
    from reconcile.ledger.keeping import back_up

    with existing(settings) as ledger:
        back_up(ledger.engine, file)
    click.echo(f"{file}: written", err=True)


@db.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def restore(settings: Settings, file: Path) -> None:
    """Bring a backup back: copy FILE into the ledger, which must not be there yet, or be empty.

    FILE stays as it is, also where an earlier version of the program wrote it.

    \b
    Example:
      reconcile --ledger new.db db restore monday.db
    """
    from reconcile.ledger.keeping import as_it_is

    with as_it_is(file) as backup:
        _copy(backup, settings.ledger)


@db.command()
@click.argument("target", metavar="URL")
@click.pass_obj
def copy(settings: Settings, target: str) -> None:
    """Copy the ledger to URL, which must not be there yet, or be empty; SQLite and PostgreSQL either way.

    Every row is digested as it is read and again as it was written; they must be the same. Run `verify` on both
    to see that either holds.

    \b
    Example:
      reconcile --ledger desk.db db copy postgresql:///desk
    """
    with existing(settings) as ledger:
        _copy(ledger, target)


def _copy(source: Ledger, target: str) -> None:
    from reconcile.ledger import Ledger
    from reconcile.ledger.copying import copy

    def progress(table: str, count: int) -> None:
        if count:
            click.echo(f"{table}: {count}", err=True)

    with Ledger.open(target) as new:
        copy(source.engine, new.engine, progress)
        count, last = new.head()
    click.echo(f"copied, {count} entries, head {last}")


@db.command()
@click.argument("user")
@click.option("--role", type=click.Choice(["reader", "editor"]), required=True)
@click.pass_obj
def grant(settings: Settings, user: str, role: str) -> None:
    """Grant USER, a PostgreSQL role that exists, what a reader or an editor may do, and nothing more.

    A reader cannot decide; an editor cannot rewrite the journal or a document. Run it again after an upgrade.

    \b
    Example:
      reconcile --ledger postgresql:///desk db grant --role editor bo
    """
    from reconcile.ledger.keeping import grant
    from schema.roles import Role

    with existing(settings) as ledger:
        for statement in grant(ledger.engine, Role(role), user):
            click.echo(f"{statement};")
