"""``reconcile score`` and ``reconcile gold``: claims against those that a person marked, and those marked in the desk."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.options import glossary_option
from reconcile.cli.settings import Settings
from reconcile.cli.showing import counted
from reconcile.model.errors import InputError

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import JournalEntry, Page

#: Actions of the journal by which a person sets a claim right.
_BY_HAND = frozenset({"correct", "add_claim"})


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the texts; looked for beside the gold unless given.",
)
@glossary_option
@click.option("--show", is_flag=True, help="Name every claim that is missed or wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def score(
    gold: Path, texts: Path | None, glossaries: tuple[Path, ...], show: bool, as_json: bool
) -> None:
    """Print precision and recall of extraction for each field.

    GOLD is a file of marked claims, or a folder of them, in the format of fixtures/gold.

    \b
    Example:
      reconcile score fixtures/gold --glossary fixtures/glossary.toml
    """
    from reconcile.claims import extract, scoring
    from reconcile.reading import Given, read

    total = scoring.Score()
    failed = False
    for path in _files(gold):
        try:
            marked = scoring.read_gold(path)
            text = _text_of(path, marked.file, texts)
            given = Given(
                language=marked.language, published=marked.published, outlet=marked.outlet
            )
            for document in read(str(text), given):
                scoring.add_score(total, marked, extract(document, glossary=glossaries))
        except InputError as error:
            click.echo(f"Error: {error}", err=True)
            failed = True
    if show:
        click.echo("\n".join(total.notes), err=True)
    rows = scoring.table(total)
    if as_json:
        counts = {"gold": total.gold, "extracted": total.extracted, "traps": total.trapped}
        rates = {name: {"precision": round(p, 4), "recall": round(r, 4)} for name, p, r in rows}
        click.echo(json.dumps(counts | rates))
    else:
        click.echo(f"{total.gold} marked, {total.extracted} extracted, {total.trapped} traps")
        click.echo(f"{'':20}{'precision':>10}{'recall':>10}")
        for name, precision, recall in rows:
            click.echo(f"{name:20}{precision:>10.3f}{recall:>10.3f}")
    if failed:
        sys.exit(1)


def _files(gold: Path) -> Iterator[Path]:
    if not gold.is_dir():
        yield gold
        return
    found = sorted(gold.glob("*.json"))
    if not found:
        raise InputError(str(gold), "holds no gold", "give a folder of .json files")
    yield from found


def _text_of(path: Path, name: str, texts: Path | None) -> Path:
    """Find the text that a file of gold is of, beside it or in the usual folders."""
    folder = path.parent
    places: list[Path] = [
        *([texts] if texts else ()),
        folder,
        folder.parent,
        folder.parent / "dispatches",
        folder.parent.parent / f"wikinews-{folder.name}",
    ]
    for place in places:
        found = place / name
        if found.is_file():
            return found
    raise InputError(
        str(path), f"its text {name!r} is not beside it", "name its folder with --texts"
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--all", "every", is_flag=True, help="Every document, not only those with a correction."
)
@click.pass_obj
def gold(settings: Settings, folder: Path, every: bool) -> None:
    """Write what editors corrected as gold, one file a document, with its text beside it.

    A document of which a claim was corrected or added by hand is taken to have been gone through: its
    claims as they now stand are the gold. Files that are there already are written over.

    \b
    Example:
      reconcile gold corrected/ && reconcile score corrected/
    """
    from reconcile.claims.scoring import gold_of
    from reconcile.cli.lookup import pages
    from reconcile.cli.opening import existing

    written = 0
    taken: set[str] = set()
    with existing(settings) as ledger:
        corrected = _corrected(ledger)
        for head in pages(lambda start, count: ledger.documents(start, count, ""), 0, None):
            claims = ledger.claims_of(head.sha256)
            if not every and not any(claim.id in corrected for claim in claims):
                continue
            document = ledger.document(head.sha256)
            stem = _stem(document.path, document.sha256, taken)
            folder.mkdir(parents=True, exist_ok=True)
            # The text as it was read, whatever it was read from.
            name = f"{stem}.txt"
            data = json.dumps(gold_of(document, claims, name), ensure_ascii=False, indent=1)
            (folder / f"{stem}.json").write_text(data, encoding="utf-8")
            (folder / name).write_bytes(document.text.encode("utf-8", "surrogatepass"))
            written += 1
    click.echo(f"{counted(written, 'document')} written to {folder}", err=True)


def _stem(path: str, sha256: str, taken: set[str]) -> str:
    """Name a document's files after its path; of two with one name, the second by its digest too."""
    plain = "".join(char if char.isalnum() or char in "-_" else "-" for char in Path(path).stem)
    stem = plain.strip("-") or sha256[:12]
    if stem.casefold() in taken:
        stem = f"{stem}-{sha256[:12]}"
    taken.add(stem.casefold())
    return stem


def _corrected(ledger: Ledger) -> set[str]:
    """Name the claims that the journal says were corrected or added by hand."""
    from reconcile.cli.lookup import pages

    def read(start: int, count: int) -> Page[JournalEntry]:
        return ledger.history(offset=start, limit=count)

    return {
        entry.subject.removeprefix("claim:")
        for entry in pages(read, 0, None)
        if entry.action in _BY_HAND and not entry.undone
    }
