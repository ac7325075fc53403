"""``reconcile quantities``: the figures of each line of text, as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from reconcile.languages import available
from reconcile.model.errors import InputError

#: How much of a text is looked at to tell its language, in characters.
SAMPLE = 2000


@click.command("quantities", short_help="Print the figures of each line of text.")
@click.argument("file", default="-", metavar="[FILE]")
@click.option(
    "--language",
    type=click.Choice(available()),
    help="The language of the text; told by its commonest words unless given.",
)
def quantities(file: str, language: str | None) -> None:
    """Print, for every line of FILE (or of standard input), its figures as one line of JSON.

    \b
    Example:
      echo "Plus de 1 400 morts" | reconcile quantities --language fr -
    """
    # The packs are compiled when first used: not before the options are known to be right.
    from reconcile.claims.quantities import find_quantities
    from reconcile.model.contract import quantity_to_json

    for line in _lines(file):
        chosen = language or _language_of(line)
        found = [quantity_to_json(figure.quantity) for figure in find_quantities(line, chosen)]
        click.echo(_one_line(json.dumps({"text": line, "quantities": found}, ensure_ascii=False)))


def _one_line(text: str) -> str:
    """Escape the characters that JSON allows but that some readers take for the end of a line."""
    for mark in ("\x85", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _lines(file: str) -> Iterator[str]:
    """Read lines as UTF-8; raise :class:`InputError` on what cannot be read."""
    if file == "-":
        yield from _decoded(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _decoded(stream, file)
    except OSError as error:
        raise InputError(
            file, error.strerror or str(error), "give a text file, or - for standard input"
        ) from error


def _decoded(stream: BinaryIO, name: str) -> Iterator[str]:
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}, line {number}",
                f"byte {error.start + 1} is not UTF-8",
                "convert the text to UTF-8 first",
            ) from error
        yield line.rstrip("\r\n")


def _language_of(line: str) -> str:
    """Choose the pack whose number and function words are the commonest in the text; English if none are."""
    from reconcile.claims.figure_words import figure_words
    from reconcile.claims.words import split_words

    words = split_words(line[:SAMPLE])

    def known(language: str) -> int:
        words_of = figure_words(language)
        plain = sum(word.norm in words_of.function_words for word in words)
        return (
            plain
            + 2 * len(words_of.atoms.find(words))
            + len(words_of.collectives.find(words))
            + len(words_of.few.find(words))
        )

    return max(sorted(available(), key=lambda name: name != "en"), key=known)
