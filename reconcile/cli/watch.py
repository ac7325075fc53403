"""``reconcile watch``: keep adding what appears in a folder or a feed."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.cli.add import ColumnsType, given_by, show
from reconcile.cli.options import glossary_option
from reconcile.cli.settings import Settings
from reconcile.cli.showing import Reporter, visible


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FOLDER|FEED…")
@click.option("--outlet", metavar="NAME", help="Who publishes them.")
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
    "--columns", metavar="FIELD=HEADING,…", type=ColumnsType(), multiple=True, help="As of `add`."
)
@glossary_option
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(min=1, max=86_400),
    default=60.0,
    show_default=True,
    help="How long to wait between two looks; feeds are asked at most every minute.",
)
@click.option(
    "--times", metavar="N", type=click.IntRange(min=1), help="Look so many times, then end."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document.")
@click.pass_obj
def watch(
    settings: Settings,
    places: tuple[str, ...],
    outlet: str | None,
    language: str | None,
    manifest: str | None,
    columns: tuple[tuple[tuple[str, str], ...], ...],
    glossaries: tuple[Path, ...],
    every: float,
    times: int | None,
    as_json: bool,
) -> None:
    """Keep adding what appears in folders and feeds, until Ctrl-C.

    A file that is still being written is left for the next look. What cannot be read is named once.

    \b
    Example:
      reconcile watch incoming/
      reconcile watch --every 300 https://news.example/feed.xml
    """
    from reconcile.adding import Watching
    from reconcile.adding.watching import Watch
    from reconcile.ledger import Ledger

    given = given_by(None, outlet, language, manifest, columns)
    with (
        Ledger.open(settings.ledger, actor=settings.actor) as ledger,
        Reporter() as reporter,
    ):
        watching = Watching(
            on_added=lambda added: show(added, as_json) if added.new else None,
            stopped=reporter.stopped,
        )
        watch = Watch(ledger, places, given, glossary=glossaries, watching=watching)
        for problem in watch.run(every=every, times=times):
            click.echo(f"Error: {visible(str(problem))}", err=True)
