"""``reconcile bounds``: what the sources of a group imply for any period and place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click

from reconcile.cli.settings import Settings
from reconcile.model import Claim, PartialDate


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> PartialDate | None:
    if value is None:
        return None
    try:
        return PartialDate.parse(value)
    except ValueError as error:
        raise click.BadParameter(f"{error} (a date is YYYY, YYYY-MM or YYYY-MM-DD)") from error


@click.command()
@click.argument("group")
@click.option(
    "--from",
    "start",
    callback=_date,
    metavar="DATE",
    help="The first day; where a figure is as of that day, from that figure on.",
)
@click.option("--to", "end", callback=_date, metavar="DATE", help="The last day, included.")
@click.option("--place", multiple=True, metavar="PLACE", help="A place by name or key; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def bounds(
    settings: Settings,
    group: str,
    start: PartialDate | None,
    end: PartialDate | None,
    place: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print the least and the most that the sources of GROUP imply, also where none gave a figure.

    GROUP is a group's id, its beginning, or its name. Without options, the bounds are those of the group's
    own period and places. Where not all sources can be right, those that were set aside are named on
    standard error and the exit status is 1.

    \b
    Example:
      reconcile bounds attacked --from 2023-10-24 --to 2023-11-10 --place IQ
    """
    if start and end and end.last < start.first:
        raise click.UsageError(f"--to {end} is before --from {start}: give the earlier day first")
    from reconcile.ledger import Ledger
    from reconcile.relations import bounds as imply

    with Ledger.open(settings.ledger, actor=settings.actor, create=False) as ledger:
        view = ledger.group(ledger.find_group(group))
        grades = ledger.grades()
    keys = frozenset(_key(name, view.claims) for name in place)
    found, aside = imply(
        view.claims,
        start=start,
        end=end,
        places=keys,
        copies={sha256: head.copy_of for sha256, head in view.documents.items() if head.copy_of},
        confirmed=tuple(view.judgements.values()),
        grades=grades,
    )
    low, high = (found.low, found.high) if found else (None, None)
    if as_json:
        answer = {"group": view.group.id, "low": low, "high": high, "set_aside": list(aside)}
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif found is None:
        click.echo("nothing is counted in this group, so nothing follows")
    else:
        click.echo(f"{_number(low, '0')} to {_number(high, 'no upper bound')}")
    for claim in view.claims:
        if claim.id in aside:
            words = claim.quantity.raw if claim.quantity else claim.quote.exact
            click.echo(f"set aside: {words} ({claim.origin or claim.outlet or '?'})", err=True)
    if aside:
        sys.exit(1)


def _number(value: float | None, absent: str) -> str:
    if value is None:
        return absent
    return f"{value:.0f}" if float(value).is_integer() else f"{value:g}"


def _key(name: str, claims: Iterable[Claim]) -> str:
    """Find the key of a place by the names of the group's claims, then by those of the packs."""
    from reconcile.relations.places import fold, key

    wanted = fold(name)
    for claim in claims:
        for place in claim.where:
            if wanted in (fold(place.name), fold(place.key or "")):
                return key(place)
    for known, names in _named():
        if wanted == fold(known) or wanted in {fold(other) for other in names}:
            return known
    raise click.BadParameter(f"no place {name!r} is known", param_hint="--place")


def _named() -> Iterable[tuple[str, list[str]]]:
    from reconcile.languages import available, load

    for language in available():
        tables = load(language).get("places", {}).values()
        for table in (one for one in tables if isinstance(one, dict)):
            for known, names in table.items():
                if isinstance(names, list) and names:
                    yield known, names[0] if isinstance(names[0], list) else names
