"""The formats: one module each behind one protocol, found by name, open to others.

A package adds a format by an entry point in the group ``reconcile.exporters`` whose object follows
:class:`Exporter`. The built-in ones stand in the same group, and in a table here as well so that they
are there when the package runs from its folder.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import BinaryIO, Protocol, cast, runtime_checkable

from reconcile.export.table import Table
from reconcile.model import ReconcileError

ENTRY_POINTS = "reconcile.exporters"


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader's programs want: ``excel`` asks for a byte-order mark and Excel's separators."""

    excel: bool = False


@runtime_checkable
class Exporter(Protocol):
    """A format. ``binary`` formats are not written to a terminal; ``suffix`` names files."""

    name: str
    suffix: str
    binary: bool

    def write(self, table: Table, out: BinaryIO, options: Options) -> None:
        """Write the table to ``out``, row by row."""
        ...


BUILT_IN: dict[str, str] = {
    "csv": "reconcile.export.delimited:csv_exporter",
    "tsv": "reconcile.export.delimited:tsv_exporter",
    "xlsx": "reconcile.export.xlsx:xlsx_exporter",
    "json": "reconcile.export.json_rows:json_exporter",
    "jsonl": "reconcile.export.json_rows:jsonl_exporter",
    "markdown": "reconcile.export.markdown:markdown_exporter",
    "parquet": "reconcile.export.parquet:parquet_exporter",
    "html": "reconcile.export.report:html_exporter",
    "claimreview": "reconcile.export.claimreview:claimreview_exporter",
    "webannotation": "reconcile.export.webannotation:webannotation_exporter",
    "prov": "reconcile.export.prov:prov_exporter",
}


class UnknownFormatError(ReconcileError):
    """A format was asked for that nothing provides."""


class MissingLibraryError(ReconcileError):
    """A format needs a library that is not installed."""


def names() -> list[str]:
    """List the formats by name: the built-in ones in their order, then those of plug-ins."""
    added = sorted({entry.name for entry in entry_points(group=ENTRY_POINTS)} - BUILT_IN.keys())
    return [*BUILT_IN, *added]


def find(name: str) -> Exporter:
    """Find a format by name; raise ``UnknownFormatError`` or ``MissingLibraryError``."""
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        return cast("Exporter", getattr(importlib.import_module(module), attribute))
    for entry in entry_points(group=ENTRY_POINTS, name=name):
        exporter = entry.load()
        if not isinstance(exporter, Exporter):
            raise UnknownFormatError(f"{entry.value}: provides no exporter for the format {name}")
        return exporter
    raise UnknownFormatError(f"no format {name!r}; there are {', '.join(names())}")


def need(module: str, extra: str, name: str) -> object:
    """Import a library that only one format needs; say which extra brings it where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingLibraryError(
            f"the format {name} needs {module}: install reconcile-claims[{extra}]"
        ) from error
