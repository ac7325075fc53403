"""Columns of a table: a row is a frozen dataclass, and its fields are the data dictionary.

A field is written ``name: Annotated[type, Column("what it holds")]``. Writers, the dictionary in
``docs/`` and the sheet on how to read a workbook are all read off these annotations, so none can say
something that the others do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

#: What a cell may hold. A tuple is a list of texts; ``None`` is "not known" or "does not apply".
Cell = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``join`` stands between the texts of a list where a cell must be one text."""

    description: str
    join: str = "; "


class CellType(StrEnum):
    """The four types of cell that every format can keep, and lists of texts."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "true or false"
    TEXTS = "list of texts"


_TYPES: dict[Any, CellType] = {
    str: CellType.TEXT,
    int: CellType.INTEGER,
    float: CellType.NUMBER,
    bool: CellType.TRUTH,
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column as the writers see it."""

    name: str
    type: CellType
    optional: bool
    description: str
    join: str


@cache
def columns_of(row_type: type) -> tuple[Field, ...]:
    """Read the columns of a row type, in order; raise ``TypeError`` on a field without its Column."""
    hints = get_type_hints(row_type, include_extras=True)
    return tuple(_field(item.name, hints[item.name]) for item in fields(row_type))


def _field(name: str, hint: Any) -> Field:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"the field {name} is not annotated with a Column")
    kind, column = get_args(hint)[:2]
    optional = type(None) in get_args(kind)
    if optional:
        kind = next(arg for arg in get_args(kind) if arg is not type(None))
    cell = CellType.TEXTS if get_origin(kind) is tuple else _TYPES[kind]
    return Field(name, cell, optional, column.description, column.join)


def names_of(row_type: type) -> tuple[str, ...]:
    """List the names of the columns of a row type."""
    return tuple(column.name for column in columns_of(row_type))


def cells_of(row: Any) -> Iterable[Cell]:
    """Give the cells of a row in the order of its columns."""
    return [getattr(row, name) for name in names_of(type(row))]
