"""`reconcile review`: open the desk, in the terminal or line by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from reconcile.cli.settings import Settings


@click.command()
@click.option("--plain", is_flag=True, help="Ask line by line: for screen readers and scripts.")
@click.option("--language", metavar="CODE", help="fr or en; that of the locale unless given.")
@click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The desk's settings (TOML); the platform's place unless given.",
)
@click.pass_obj
def review(
    settings: Settings, plain: bool, language: str | None, settings_file: Path | None
) -> None:
    """Open the desk, where an editor decides.

    \b
    Example:
      reconcile --ledger r.db review
      reconcile --ledger r.db review --plain
    """
    from tui import start
    from tui.language import available

    if language is not None and language not in available():
        known = ", ".join(available())
        raise click.BadParameter(f"{language!r}: there are {known}", param_hint="--language")
    if plain:
        start.review_plainly(
            settings.ledger, settings.actor, chosen_language=language, file=settings_file
        )
        return
    served = "TEXTUAL_DRIVER" in os.environ  # by `reconcile serve`, over pipes
    if not served and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError("the desk needs a terminal; `review --plain` does without one")
    start.review(settings.ledger, settings.actor, chosen_language=language, file=settings_file)
