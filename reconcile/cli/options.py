"""Options and argument types that several commands share."""

from __future__ import annotations

import click

from reconcile.model import PartialDate


class DateType(click.ParamType[PartialDate]):
    """A day, month or year in ISO 8601."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
