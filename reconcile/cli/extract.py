"""``reconcile extract``: texts in, claims out, without a ledger."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from reconcile.cli.options import DateType, glossary_option
from reconcile.model import Claim, Document, PartialDate
from reconcile.model.errors import InputError


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option(
    "--published",
    metavar="DATE",
    type=DateType(),
    help="The day the texts appeared: YYYY, YYYY-MM or YYYY-MM-DD.",
)
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option(
    "--language", metavar="CODE", help="Their language (fr, en, …); guessed unless given."
)
@glossary_option
@click.option(
    "--second-opinion",
    "model",
    metavar="MODEL",
    help="Ask a language model too (extra `llm`): any name that pydantic-ai knows. Off unless given.",
)
@click.option(
    "--json", "json_lines", is_flag=True, help="JSON Lines, which is what is printed anyway."
)
def extract(
    files: tuple[str, ...],
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    glossaries: tuple[Path, ...],
    model: str | None,
    json_lines: bool,
) -> None:
    """Print the claims of texts, one JSON object a line.

    FILE is a text, a page, or `-` for standard input (the default). A file that cannot be read is named on
    standard error, the others are still read, and the exit status is 1.

    \b
    Example:
      reconcile extract --published 2023-11-10 dispatch.txt
    """
    from reconcile import claims, reading
    from reconcile.languages import available
    from reconcile.model.contract import claim_to_json

    if language is not None and language not in available():
        raise click.BadParameter(
            f"{language!r} is none of {', '.join(available())}", param_hint="--language"
        )
    given = reading.Given(published=published, outlet=outlet, language=language)
    failed = False
    for path in files or ("-",):
        try:
            for document in reading.read(path, given):
                found = claims.extract(document, glossary=glossaries)
                if model is not None:
                    found += _second_opinion(model, document, found)
                for claim in found:
                    line = {**claim_to_json(claim), "document": path}
                    click.echo(json.dumps(line, ensure_ascii=False))
        except InputError as error:
            click.echo(f"Error: {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)


def _second_opinion(model: str, document: Document, known: list[Claim]) -> list[Claim]:
    from reconcile.claims.llm import ModelProposer
    from reconcile.claims.proposals import second_opinion

    kept, rejected = second_opinion(document, ModelProposer(model), known)
    for item in rejected:
        click.echo(f"{document.path}: rejected ({item.reason}): {item.proposal.quote}", err=True)
    return kept
