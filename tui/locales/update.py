"""Bring the catalogues up to date with the code: ``python -m tui.locales.update``.

Messages that are new stand in the catalogue without a translation, and the test of the messages names them;
those that the code has no more are dropped. What is translated stays.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
CODE = HERE.parent
#: Functions that take a message, and which of their arguments are messages.
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages() -> list[str | tuple[str, ...]]:
    """List the messages of the code, those with a plural as a pair."""
    found = extract_from_dir(CODE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return list(dict.fromkeys(message for _file, _line, message, _comments, _context in found))


def update(path: Path) -> int:
    """Update one catalogue; return how many of its messages want a translation."""
    with path.open("rb") as source:
        old = read_po(source, locale=path.stem)
    new = Catalog(locale=path.stem, header_comment=old.header_comment, fuzzy=False)
    wanting = 0
    for message in messages():
        key = message if isinstance(message, str) else message[0]
        former = old.get(key)
        translation = former.string if former is not None else ""
        wanting += not translation
        new.add(message, translation)
    with path.open("wb") as target:
        write_po(target, new, width=100, sort_output=True, no_location=True, omit_header=False)
    _without_placeholders(path)
    return wanting


def _without_placeholders(path: Path) -> None:
    """Leave out the header's lines that only a form would fill in, and its clock."""
    dropped = (
        "Project-Id", "Report-Msgid", "POT-Creation", "PO-Revision", "Last-Translator",
        "Language-Team", "Generated-By",
    )  # fmt: skip
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}' for name in dropped))]
    path.write_text("".join(kept), encoding="utf-8")


def main() -> None:
    """Update every catalogue and say what each wants."""
    for path in sorted(HERE.glob("*.po")):
        sys.stdout.write(f"{path.name}: {update(path)} messages to translate\n")


if __name__ == "__main__":
    main()
