"""The data dictionary: every column of every grain, as the rows themselves declare it."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.export.columns import columns_of
from reconcile.export.rows import ROW_TYPES
from reconcile.export.table import Heading

_INTRODUCTION = """\
# Data dictionary of the exports

What `reconcile export` writes, column by column. The same names are used in every format.
This page is written by `python -m reconcile.export.dictionary`; a test holds it against the writers.

* Empty (CSV, TSV, XLSX) or `null` (JSON, Parquet) is "not known" or "does not apply".
* A list is a list in JSON, JSON Lines and Parquet; elsewhere its texts are joined by `; `, attribution chains by ` → `.
* Offsets count Unicode code points of the document's text, from 0; `text[start:end]` is the quote.
* Dates are ISO 8601, as precise as they are known: `2023`, `2023-10`, `2023-10-24`. Times are in UTC.
* In CSV and TSV a text that a spreadsheet would compute (it begins with `=`, `+`, `-`, `@`, a tab or a line end)
  is preceded by an apostrophe; numbers are not. Control characters are shown as their pictures (`␀`), lone surrogates as `�`;
  JSON keeps control characters escaped.
* The same state of the ledger and the same selection give the same bytes: no export holds the time at which it was made.
"""


def heading_lines(heading: Heading) -> Iterator[tuple[str, str]]:
    """Give what stands over an export as name and value."""
    yield "ledger", heading.ledger
    yield "program", heading.program
    yield "journal entries", str(heading.state.entries)
    yield "journal head", heading.state.head
    if heading.as_of:
        yield "last change", heading.as_of
    for name, value in heading.selection.items():
        yield f"chosen by {name}", value


def dictionary() -> str:
    """Write the dictionary as Markdown."""
    lines = [_INTRODUCTION]
    for grain, row_type in ROW_TYPES.items():
        lines.append(f"## `--by {grain.value}`\n")
        lines.append(f"{(row_type.__doc__ or '').strip()}\n")
        lines.append("| column | type | what it holds |")
        lines.append("|---|---|---|")
        for column in columns_of(row_type):
            kind = column.type.value + (", or empty" if column.optional else "")
            lines.append(f"| `{column.name}` | {kind} | {column.description} |")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write the dictionary to ``docs/data-dictionary.md`` of the current folder."""
    from pathlib import Path

    Path("docs/data-dictionary.md").write_text(dictionary(), encoding="utf-8")


if __name__ == "__main__":
    main()
