"""Apache Parquet: typed columns, lists as lists, the dictionary in the columns' metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO

from reconcile.export.columns import CellType, Field, columns_of, names_of
from reconcile.export.dictionary import heading_lines
from reconcile.export.formats import Options, need
from reconcile.export.rows import ROW_TYPES
from reconcile.export.table import Table
from reconcile.export.text import sound

#: Rows of a row group: what is held in memory at a time.
ROW_GROUP = 20_000


class ParquetExporter:
    """A Parquet file of the table's grain."""

    name = "parquet"
    suffix = ".parquet"
    binary = True

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the rows in row groups."""
        pa: Any = need("pyarrow", "parquet", self.name)
        pq: Any = need("pyarrow.parquet", "parquet", self.name)
        row_type = ROW_TYPES[table.heading.grain]
        columns, cells = columns_of(row_type), attrgetter(*names_of(row_type))
        schema = pa.schema([_field(pa, column) for column in columns]).with_metadata(
            {"reconcile": json.dumps(dict(heading_lines(table.heading)))}
        )
        rows = iter(table.rows())
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            while batch := [cells(row) for row in islice(rows, ROW_GROUP)]:
                arrays = [
                    pa.array(_values(column, values), type=field.type)
                    for column, field, values in zip(
                        columns, schema, zip(*batch, strict=True), strict=True
                    )
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _field(pa: Any, column: Field) -> Any:
    types = {
        CellType.TEXT: pa.string(),
        CellType.INTEGER: pa.int64(),
        CellType.NUMBER: pa.float64(),
        CellType.TRUTH: pa.bool_(),
        CellType.TEXTS: pa.list_(pa.string()),
    }
    meaning = {"description": column.description}
    return pa.field(column.name, types[column.type], column.optional, meaning)


def _values(column: Field, values: Iterable[Any]) -> Iterable[Any]:
    if column.type is CellType.TEXT:
        return [value if value is None else sound(value) for value in values]
    if column.type is CellType.TEXTS:
        return [[sound(text) for text in texts] for texts in values]
    return values


parquet_exporter = ParquetExporter()
