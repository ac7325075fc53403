"""``reconcile documents``, ``groups``, ``claims``, ``sources``, ``search``: look things up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reconcile.cli import printing
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings
from reconcile.cli.showing import counted
from schema.vocabulary import Label, Status

if TYPE_CHECKING:
    from reconcile.ledger import Ledger
    from reconcile.model import DocumentHead, GroupLine, Metadatum, Page

T = TypeVar("T")


def listing(command: Any) -> Any:
    """Add the options that every listing has."""
    for option in (
        click.option("--limit", type=click.IntRange(0), help="At most so many lines."),
        click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many."),
        click.option("--json", "as_json", is_flag=True, help="One line of JSON each."),
    ):
        command = option(command)
    return command


def pages(read: Callable[[int, int], Page[T]], offset: int, limit: int | None) -> Iterator[T]:
    """Read a listing page by page, ``limit`` items or to its end."""
    left = limit
    while left is None or left > 0:
        page = read(offset, printing.PAGE if left is None else min(left, printing.PAGE))
        yield from page.items
        offset += len(page.items)
        if not page.items or offset >= page.total:
            return
        left = None if left is None else left - len(page.items)


@click.command()
@click.argument("text", default="")
@click.option(
    "--metadata", is_flag=True, help="With all that was said of each, also what did not hold."
)
@listing
@click.pass_obj
def documents(
    settings: Settings, text: str, metadata: bool, as_json: bool, offset: int, limit: int | None
) -> None:
    """List the documents, the newest first, each with where every piece of its metadata came from.

    TEXT is a part of the outlet, title, path or address.

    \b
    Examples:
      reconcile documents
      reconcile documents "le monde" --metadata
    """
    with existing(settings) as ledger:
        for head in pages(lambda start, count: ledger.documents(start, count, text), offset, limit):
            known = ledger.document(head.sha256).metadata
            if as_json:
                printing.json_line({**printing.plain(head), "metadata": known})
                continue
            printing.table([_document(head)], widths=(12, 10, 24, 6))
            if not metadata:
                click.echo(f"{'':14}{printing.safe(_came_from(known))}")
                continue
            printing.table(
                [
                    (
                        "",
                        item.field,
                        item.provenance.value,
                        f"{item.confidence:.2f}",
                        f"{item.value}" + (f"  ({item.detail})" if item.detail else ""),
                    )
                    for item in known
                ],
                widths=(2, 14, 10, 4),
            )


def _came_from(metadata: Iterable[Metadatum]) -> str:
    """Say where what holds came from: "outlet ← page, meta og:site_name · language ← guessed, py3langid"."""
    holding: dict[str, str] = {}
    for item in metadata:
        said = item.provenance.value + (f", {item.detail}" if item.detail else "")
        holding.setdefault(item.field, said)
    return " · ".join(f"{field} ← {said}" for field, said in holding.items())


def _document(head: DocumentHead) -> tuple[object, ...]:
    copied = f" · copy of {head.copy_of[:12]}" if head.copy_of else ""
    return (
        head.sha256[:12],
        head.published or "?",
        head.label,
        head.claims,
        (head.title or head.path) + copied,
    )


@click.command()
@click.argument("text", default="")
@click.option("--status", type=click.Choice([status.value for status in Status]))
@click.option("--label", type=click.Choice([label.value for label in Label]))
@click.option("--assigned-to", metavar="EDITOR", help="Only those assigned to EDITOR.")
@click.option(
    "--sort",
    type=click.Choice(["attention", "name", "claims", "recent", "changed"]),
    default="attention",
    show_default=True,
)
@listing
@click.pass_obj
def groups(
    settings: Settings,
    text: str,
    status: str | None,
    label: str | None,
    assigned_to: str | None,
    sort: str,
    as_json: bool,
    offset: int,
    limit: int | None,
) -> None:
    """List the groups as the inbox does, what deserves attention first; TEXT is a part of the name.

    \b
    Example:
      reconcile groups --label contested --json | jq .name
    """
    with existing(settings) as ledger:
        for line in pages(
            lambda start, count: ledger.inbox(
                status=Status(status) if status else None,
                label=Label(label) if label else None,
                text=text,
                assigned_to=assigned_to,
                sort=sort,
                offset=start,
                limit=count,
            ),
            offset,
            limit,
        ):
            if as_json:
                printing.json_line(line)
            else:
                printing.table([_group(line)], widths=(16, 10, 13, 12, 12))


def _group(line: GroupLine) -> tuple[object, ...]:
    return (
        line.id,
        line.status.value,
        line.label.value,
        printing.interval(line.low, line.high),
        counted(line.claims, "claim"),
        line.name,
    )


@click.command()
@click.argument("text", default="")
@click.option("--measure", help="What is counted: killed, wounded …")
@click.option("--group", metavar="GROUP", help="Those of one group.")
@click.option("--document", metavar="DOCUMENT", help="Those of one document.")
@click.option("--figures", is_flag=True, help="Only claims with a figure.")
@listing
@click.pass_obj
def claims(
    settings: Settings,
    text: str,
    measure: str | None,
    group: str | None,
    document: str | None,
    figures: bool,
    as_json: bool,
    offset: int,
    limit: int | None,
) -> None:
    """List the claims, document by document; TEXT is a part of the sentence.

    \b
    Example:
      reconcile claims --measure wounded --json
    """
    with existing(settings) as ledger:
        group_id = ledger.find_group(group) if group else None
        sha256 = ledger.find_document(document) if document else None
        for claim in pages(
            lambda start, count: ledger.claims(
                start,
                count,
                text=text,
                measure=measure,
                group=group_id,
                document=sha256,
                with_figure=True if figures else None,
            ),
            offset,
            limit,
        ):
            if as_json:
                printing.json_line(claim)
                continue
            said_by = claim.origin or claim.outlet or "?"
            row = (claim.id, claim.published or "?", said_by, printing.figure(claim))
            printing.table([(*row, claim.quote.exact)], widths=(16, 10, 24, 12))


@click.command()
@click.argument("text", default="")
@click.option(
    "--alike",
    is_flag=True,
    help="List pairs that may be one source instead; `reconcile merge-sources` makes them one.",
)
@listing
@click.pass_obj
def sources(
    settings: Settings, text: str, alike: bool, as_json: bool, offset: int, limit: int | None
) -> None:
    """List the sources by name; TEXT is a part of it.

    \b
    Examples:
      reconcile sources ministry
      reconcile sources --alike
    """
    with existing(settings) as ledger:
        if alike:
            _alike(ledger, text, as_json, offset, limit)
            return
        for source in pages(lambda start, count: ledger.sources(text, start, count), offset, limit):
            if as_json:
                printing.json_line(source)
                continue
            grade = source.reliability.value if source.reliability else "-"
            also = f" (also {', '.join(source.aliases)})" if source.aliases else ""
            printing.table(
                [(source.key, grade, source.kind.value, source.name + also)], widths=(32, 1, 12)
            )


def _alike(ledger: Ledger, text: str, as_json: bool, offset: int, limit: int | None) -> None:
    """Print the pairs of sources that may be one; nothing is merged."""
    from reconcile.claims.identities import suggest_merges

    known = list(pages(lambda start, count: ledger.sources(text, start, count), 0, None))
    names = {source.key: source.name for source in known}
    for item in islice(suggest_merges(known), offset, None if limit is None else offset + limit):
        if as_json:
            printing.json_line(item._asdict())
            continue
        printing.table(
            [(item.a, item.b, f"{item.score:.2f}", f"{names[item.a]} · {names[item.b]}")],
            widths=(32, 32, 4),
        )


@click.command()
@click.argument("words", nargs=-1, required=True)
@listing
@click.pass_context
def search(
    ctx: click.Context, words: tuple[str, ...], as_json: bool, offset: int, limit: int | None
) -> None:
    """Find WORDS in groups, sources, claims and documents, whatever their case and accents.

    Quoted words must follow one another; the last word may be a beginning. Finding nothing ends with status 1.

    \b
    Example:
      reconcile search blessé
      reconcile search '"health ministry" gaz'
    """
    text = " ".join(words)
    nothing = True
    with existing(ctx.obj) as ledger:
        for hit in pages(lambda start, count: ledger.search(text, start, count), offset, limit):
            nothing = False
            if as_json:
                printing.json_line(hit)
            else:
                printing.table([(hit.kind, hit.id[:16], hit.title)], widths=(8, 16))
                if hit.kind in ("claim", "document"):
                    click.echo(f"{'':28}{printing.safe(hit.excerpt)}")
    if nothing:
        click.echo(f"nothing found for {printing.safe(text)}", err=True)
        ctx.exit(1)
