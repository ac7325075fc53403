"""Take some rows of a batch, or put two batches one after the other."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from reconcile.grouping.batch import Bags, Batch, Sets, join_bags


def take(batch: Batch, rows: npt.NDArray[np.int64]) -> Batch:
    """Keep some rows; declared parts whose whole is not kept lose it."""
    columns: dict[str, Any] = {}
    for field in fields(Batch):
        column = getattr(batch, field.name)
        if isinstance(column, Sets):
            start, value = _taken(column.start, rows, column.value)
            columns[field.name] = Sets(start, value)
        elif field.name != "bags":
            columns[field.name] = column[rows]
    place = np.full(len(batch) + 1, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    columns["whole"] = place[columns["whole"]]
    return replace(batch, bags=take_bags(batch.bags, rows), **columns)


def take_bags(bags: Bags, rows: npt.NDArray[np.int64]) -> Bags:
    """Keep the bags of some rows."""
    start, word = _taken(bags.start, rows, bags.word)
    _, flag = _taken(bags.start, rows, bags.flag)
    return Bags(start, word, flag, bags.first_year[rows], bags.last_year[rows], bags.spelling)


def _taken(
    start: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], values: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
    lengths = np.diff(start)[rows]
    new = np.concatenate(([0], np.cumsum(lengths)))
    at = np.arange(new[-1]) - np.repeat(new[:-1] - start[rows], lengths)
    return new, values[at]


def join_batches(first: Batch, second: Batch) -> Batch:
    """Put one batch after the other."""
    columns: dict[str, Any] = {}
    for field in fields(Batch):
        a, b = getattr(first, field.name), getattr(second, field.name)
        if isinstance(a, Sets):
            start = np.concatenate((a.start, b.start[1:] + a.start[-1]))
            columns[field.name] = Sets(start, np.concatenate((a.value, b.value)))
        elif field.name == "whole":
            columns[field.name] = np.concatenate((a, np.where(b >= 0, b + len(first), -1)))
        elif field.name != "bags":
            columns[field.name] = np.concatenate((a, b))
    return Batch(bags=join_bags([first.bags, second.bags]), **columns)
