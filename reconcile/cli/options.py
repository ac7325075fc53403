"""Options and argument types that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from reconcile.model import InputError, PartialDate


class DateType(click.ParamType[PartialDate]):
    """A day, month or year in ISO 8601, or a moment, of which the day is kept."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            fault = str(error)
        try:
            # A moment is of the day that its own clock shows, whatever the time zone.
            return PartialDate.of(dt.datetime.fromisoformat(str(value)).date())
        except ValueError:
            self.fail(fault, param, ctx)


def _checked(
    ctx: click.Context, param: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Refuse a glossary that is none before anything is read."""
    for path in paths:
        from reconcile.languages.checking import read_checked

        try:
            read_checked(str(path))
        except InputError as error:
            raise click.BadParameter(str(error), ctx, param) from error
    return paths


def glossary_option(command: Any) -> Any:
    """Add ``--glossary``: further words and names in a TOML file, checked before it is used."""
    return click.option(
        "--glossary",
        "glossaries",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_checked,
        help="A TOML file of further words and names, laid over the language packs (docs/languages.md); "
        "may be given several times.",
    )(command)
