"""JSON and JSON Lines: one object a row, keys in the order of the data dictionary, UTF-8.

``json`` is one array, so that pandas, DuckDB and jq read it as it is; ``jsonl`` is the same objects, one
a line. Lists stay lists, numbers numbers, and what is not known is ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

from reconcile.export.columns import names_of
from reconcile.export.formats import Options
from reconcile.export.rows import ROW_TYPES
from reconcile.export.table import Table
from reconcile.export.text import sound

_BATCH = 500


class JsonExporter:
    """One array of objects, an object a line."""

    name = "json"
    suffix = ".json"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the rows of the table's grain."""
        separator = b"[\n"
        for batch in batches(ROW_TYPES[table.heading.grain], table.rows()):
            out.write(separator + ",\n".join(batch).encode("utf-8"))
            separator = b",\n"
        out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


class JsonLinesExporter:
    """One object a line."""

    name = "jsonl"
    suffix = ".jsonl"
    binary = False

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the rows of the table's grain."""
        for batch in batches(ROW_TYPES[table.heading.grain], table.rows()):
            out.write(("\n".join(batch) + "\n").encode("utf-8"))


def batches(row_type: type, rows: Iterable[Any]) -> Iterator[list[str]]:
    """Give the rows as JSON objects, some hundred at a time."""
    names = names_of(row_type)
    cells = attrgetter(*names)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        yield [sound(encode(dict(zip(names, cells(row), strict=True)))) for row in batch]


json_exporter = JsonExporter()
jsonl_exporter = JsonLinesExporter()
