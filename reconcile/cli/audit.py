"""``reconcile who``, ``history``, ``verify``, ``seal``: who said what, who decided what, and is it whole."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli import printing
from reconcile.cli.lookup import listing, pages
from reconcile.cli.opening import existing
from reconcile.cli.settings import Settings
from reconcile.cli.showing import counted
from reconcile.model.errors import InputError

if TYPE_CHECKING:
    from reconcile.export.record import Record
    from reconcile.ledger import Ledger
    from reconcile.model import JournalEntry, Problem, Seal, Statement


@click.command()
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON each.")
@click.pass_obj
def who(settings: Settings, source: str, as_json: bool) -> None:
    """Show what SOURCE said, where, by which path, and what became of it.

    SOURCE is a name, more or less as it is written, or the key that `reconcile sources` shows. At the end stands how
    much of what it said is borne out, contradicted, corrected or replaced: counts and shares, no score of trust.

    \b
    Example:
      reconcile who pentagon
    """
    from reconcile.export.record import record_of

    with existing(settings) as ledger:
        found = record_of(ledger, source)
    for statement, outcomes in found.statements:
        if as_json:
            told = printing.plain(statement)
            click.echo(
                json.dumps({**told, "outcomes": printing.plain(outcomes)}, ensure_ascii=False)
            )
        else:
            _print_statement(statement, [outcome.value for outcome in outcomes])
    if not as_json:
        _print_summary(found)


def _print_summary(found: Record) -> None:
    """Print the sums: of what the source said itself, and of what it passed on."""
    click.echo(
        f"\n{counted(found.said, 'claim')} as the origin, {found.passed_on} passed on,"
        f" in {counted(found.documents, 'document')}"
        + (f", through {printing.safe(', '.join(found.outlets))}" if found.outlets else "")
    )
    for name, count in (*found.counts.items(), ("denials", found.denials), ("stale", found.stale)):
        if count:
            words = str(name).replace("_", " ")
            click.echo(f"  {words}: {count} ({count / found.said:.0%})")


def _print_statement(statement: Statement, outcomes: list[str]) -> None:
    claim, document = statement.claim, statement.document
    row = (claim.id, claim.published or "?", document.label, printing.figure(claim))
    printing.table([(*row, f"“{claim.quote.exact}”")], widths=(16, 10, 20, 10))
    path = " > ".join(
        name for hop in claim.attribution if (name := hop.name or hop.role or hop.verb)
    )
    status = statement.status.value if statement.status else "in no group"
    label = f", {statement.label.value}" if statement.label else ""
    became = f"; the claim: {', '.join(outcomes).replace('_', ' ')}" if outcomes else ""
    through = f"{document.label} > {path}" if path else f"{document.label} in its own name"
    where = f"{document.path}:{claim.quote.start}-{claim.quote.end}"
    printing.table([("", f"{where}  {through}")], widths=(16,))
    printing.table([("", f"{statement.group_name}: {status}{label}{became}")], widths=(16,))


@click.command()
@click.argument("subject", default="")
@click.option("--by", "actor", metavar="EDITOR", help="Only what EDITOR did.")
@listing
@click.pass_obj
def history(
    settings: Settings,
    subject: str,
    actor: str | None,
    as_json: bool,
    offset: int,
    limit: int | None,
) -> None:
    """Show who decided what, when and why, the newest first.

    SUBJECT is a group, claim, source or document, by its id, the beginning of it, or a group's or source's name;
    without it, the whole journal is shown.

    \b
    Examples:
      reconcile history "US forces wounded" --json
      reconcile history --by ada --limit 20
    """
    with existing(settings) as ledger:
        named = _subject(ledger, subject) if subject else None
        for entry in pages(
            lambda start, count: ledger.history(named, actor=actor, offset=start, limit=count),
            offset,
            limit,
        ):
            if as_json:
                printing.json_line(entry)
            else:
                _print_entry(entry)


def _subject(ledger: Ledger, text: str) -> str:
    """Find what a subject names; the group's complaint is the one that is shown where nothing does."""
    from reconcile.model.errors import ReconcileError

    kind, colon, _ = text.partition(":")
    if colon and kind in ("group", "claim", "source", "document"):
        return text
    found: list[str] = []
    refused: list[ReconcileError] = []
    for kind, find in (
        ("group", ledger.find_group),
        ("claim", ledger.find_claim),
        ("document", ledger.find_document),
    ):
        try:
            found.append(f"{kind}:{find(text)}")
        except ReconcileError as error:
            refused.append(error)
    sources = [source.key for source in ledger.sources(text).items if not found]
    exact = [key for key in sources if key == text] or sources
    if not found and len(exact) == 1:
        found.append(f"source:{exact[0]}")
    if not found:
        several = next((error for error in refused if "several" in str(error)), None)
        raise several or ReconcileError(
            f"{text!r} names no group, claim, document or source of this ledger"
        )
    return found[0]


def _print_entry(entry: JournalEntry) -> None:
    at = entry.at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    action = entry.action + (f" {entry.target}" if entry.target else "")
    undone = " [undone]" if entry.undone else ""
    row = (f"{entry.number:>6}", at, entry.actor, action)
    said = f"{_summary(entry)}{undone}" + (f" — {entry.reason}" if entry.reason else "")
    printing.table([(*row, f"{entry.subject}  {said}")], widths=(6, 20, 12, 14))


def _summary(entry: JournalEntry) -> str:
    """Say in a few words what an entry changed."""
    after = entry.after
    if not isinstance(after, dict):
        return ""
    if entry.before is None:
        added = after.get("documents")
        if isinstance(added, list) and len(added) == 1:
            return f"{added[0]['path']}: {counted(added[0]['claims'], 'claim')}"
        return ", ".join(_made(what, made) for what, made in after.items())
    before: dict[str, Any] = entry.before
    said = []
    for key, row in list(after.items())[:4]:
        table, _, rest = key.partition("/")
        old = before.get(key)
        if row is None:
            said.append(f"{table} {rest} taken away")
            continue
        changed = [
            f"{name} {old.get(name) if old else '-'} → {value}"
            for name, value in row.items()
            if name
            not in ("decided", "editor", "program", "record", "question", "reason", "extracted")
            and value not in (None, "")
            and (old is None or old.get(name) != value)
        ]
        said.append(f"{table} {rest}: " + ", ".join(changed))
    more = len(after) - len(said)
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def _made(what: str, made: Any) -> str:
    """Say how much of something the machine made, or by what."""
    if isinstance(made, str):
        return f"{what} {made}"
    return f"{made if isinstance(made, int) else len(made)} {what}"


@click.command()
@click.argument("bundle", required=False, type=click.Path(path_type=Path))
@click.option(
    "--seal",
    "seal_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Check against a seal that `reconcile seal` wrote.",
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a problem.")
@click.pass_context
def verify(ctx: click.Context, bundle: Path | None, seal_file: Path | None, as_json: bool) -> None:
    """Check the journal's chain, the documents' hashes and every quote, and rebuild the decisions.

    With BUNDLE, a file that `reconcile bundle` wrote is checked instead: no ledger and no network are needed.

    What does not hold is named, the first broken entry of the journal first, and the exit status is 1. A journal
    that was cut short, or written anew from some entry on, shows only against a seal kept elsewhere.

    \b
    Examples:
      reconcile verify --seal monday.seal
      reconcile verify strikes-2023.reconcile.zip
    """
    seal_read = read_seal(seal_file) if seal_file else None
    if bundle:
        problems, count, last = _verify_bundle(bundle, seal_read)
    else:
        with existing(ctx.obj) as ledger:
            problems = ledger.verify(seal_read)
            count, last = ledger.head()
    for problem in problems:
        if as_json:
            printing.json_line(problem)
        else:
            entry = f" (entry {problem.entry})" if problem.entry else ""
            click.echo(printing.safe(f"{problem.kind}: {problem.subject} {problem.message}{entry}"))
    if problems:
        click.echo(counted(len(problems), "problem"), err=True)
        ctx.exit(1)
    what = "the bundle" if bundle else "the ledger"
    click.echo(f"{what} holds: {count} entries, head {last}", err=True)


def _verify_bundle(path: Path, seal_read: Seal | None) -> tuple[list[Problem], int, str]:
    from reconcile.export.bundle import check, seal_of

    problems = check(path, seal_read)
    own = seal_of(path)
    return problems, own.count, own.hash


def read_seal(path: Path) -> Seal:
    """Read a seal; raise :class:`InputError` where the file is none."""
    from reconcile.model import Seal

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        count, digest = data["count"], data["hash"]
        if not isinstance(count, int) or count < 0 or not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise ValueError("a count and a sha256")
        return Seal(count, digest)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise InputError(
            str(path), "not a seal", "use a file that `reconcile seal` wrote"
        ) from error


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@click.pass_obj
def seal(settings: Settings, file: Path) -> None:
    """Write the journal's head, its number and hash, to FILE or standard output.

    Publish it, or have it timestamped elsewhere: whoever holds it can tell later that nothing before it was changed.

    \b
    Example:
      reconcile seal monday.seal
    """
    with existing(settings) as ledger:
        sealed = printing.plain(ledger.seal())
    text = json.dumps({**sealed, "algorithm": "sha256"}) + "\n"
    if str(file) == "-":
        click.echo(text, nl=False)
        return
    from reconcile.export.target import writing

    if file.exists():
        raise InputError(str(file), "is there already", "a seal is never overwritten")
    with writing(file) as stream:
        stream.write(text.encode())
