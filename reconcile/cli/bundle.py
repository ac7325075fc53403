"""``reconcile bundle`` and ``unbundle``: a whole ledger in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.cli.settings import Settings
from reconcile.model import ReconcileError


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.pass_obj
def bundle(settings: Settings, output: Path, force: bool) -> None:
    """Write documents, claims, decisions and journal as one file that others can check offline.

    The same ledger gives the same bytes. Check it with `reconcile verify FILE`.

    \b
    Example:
      reconcile bundle -o strikes-2023.reconcile.zip
    """
    from reconcile.export.bundle import pack
    from reconcile.export.target import refuse_existing, writing
    from reconcile.ledger import Ledger

    refuse_existing(output, force=force)
    with (
        Ledger.open(settings.ledger, actor=settings.actor, create=False) as ledger,
        writing(output, force=force) as out,
    ):
        pack(ledger, out)
    click.echo(f"{output}: written", err=True)


@click.command()
@click.argument("bundle_file", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="URL",
    help="The new ledger: a file that is not there yet, or the URL of an empty database.",
)
def unbundle(bundle_file: Path, output: str) -> None:
    """Make a ledger of a bundle, and verify it.

    \b
    Example:
      reconcile unbundle strikes-2023.reconcile.zip -o strikes.db
    """
    from reconcile.export.bundle import check, unpack

    problems = check(bundle_file)
    if problems:
        told = "\n".join(f"  {problem.message}" for problem in problems[:20])
        raise ReconcileError(f"{bundle_file}: does not hold; no ledger was made\n{told}")
    is_file = "://" not in output
    if is_file and Path(output).exists():
        raise ReconcileError(f"{output}: exists already; name a new file")
    try:
        unpack(bundle_file, output).close()
    except ReconcileError:
        if is_file:
            for left in (output, f"{output}-wal", f"{output}-shm"):
                Path(left).unlink(missing_ok=True)
        raise
    click.echo(f"{output}: made from {bundle_file}", err=True)
