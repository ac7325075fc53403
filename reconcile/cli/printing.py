"""How listing commands print: JSON Lines, or aligned lines without a character that a terminal would obey."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

import click

from reconcile.cli.showing import visible
from reconcile.model import Claim, PartialDate
from reconcile.model.contract import claim_to_json, number

#: Pages are read so many lines at a time.
PAGE = 500


def safe(text: object) -> str:
    """Give text from elsewhere as one line on which nothing is obeyed: what a terminal would obey is shown instead."""
    return visible("".join(" " if char in "\t\r\n" else char for char in str(text)))


def plain(value: Any) -> Any:
    """Turn a value of the model into what JSON can say."""
    if isinstance(value, Claim):
        return claim_to_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate | dt.date):
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {
            "/".join(key) if isinstance(key, tuple) else str(key): plain(one)
            for key, one in value.items()
        }
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    return number(value) if isinstance(value, float) else value


def json_line(value: Any) -> None:
    """Print one value as a line of JSON."""
    click.echo(json.dumps(plain(value), ensure_ascii=False))


def table(rows: Iterable[Sequence[object]], *, widths: Sequence[int]) -> None:
    """Print rows in columns; the last is as wide as it needs."""
    for row in rows:
        cells = [safe(cell) for cell in row]
        line = "  ".join(
            cell[:width].ljust(width) for cell, width in zip(cells, widths, strict=False)
        )
        rest = cells[len(widths) :]
        click.echo("  ".join([line, *rest]).rstrip())


def interval(low: float | None, high: float | None) -> str:
    """Write an interval as a person would: ``56``, ``≥ 19``, ``≤ 5``, ``20–99``; empty if wholly open."""
    if low is None and high is None:
        return ""
    if low == high:
        return str(number(low))
    if high is None:
        return f"≥ {number(low)}"
    if low is None:
        return f"≤ {number(high)}"
    return f"{number(low)}–{number(high)}"


def figure(claim: Claim) -> str:
    """Write a claim's figure as an interval, with its unit."""
    if claim.quantity is None:
        return ""
    shown = interval(claim.quantity.low, claim.quantity.high) or claim.quantity.raw
    return f"{shown} {claim.quantity.unit}" if claim.quantity.unit else shown
