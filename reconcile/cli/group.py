"""``reconcile group``: claims or texts in, the group of each out."""

from __future__ import annotations

import json
import sys
from typing import TextIO

import click

from reconcile.model import Claim


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def group(file: TextIO) -> None:
    """Group claims that answer the same question.

    FILE holds JSON Lines with `id`, `text` and, if known, any field that `extract` prints. Each line
    gives {"id", "group"}, in the order of the input. Lines that cannot be read are named on standard
    error and skipped; the exit status is then 1.

    \b
    Example:
      reconcile extract dispatch.txt | reconcile group -
    """
    claims, failed = _read(file)
    from reconcile.grouping import group as group_claims

    of = {member: item.id for item in group_claims(claims) for member in item.claims}
    for claim in claims:
        click.echo(json.dumps({"id": claim.id, "group": of[claim.id]}, ensure_ascii=False))
    if failed:
        sys.exit(1)


def _read(file: TextIO) -> tuple[list[Claim], int]:
    from reconcile.model.contract import claim_from_json

    claims: list[Claim] = []
    seen: set[str] = set()
    failed = 0
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise TypeError("not a JSON object")
            if not (data.get("text") or data.get("exact") or data.get("sentence")):
                raise ValueError("no text")
            claim = claim_from_json(data)
            if claim.id in seen:
                raise ValueError(f"the id {claim.id!r} stands on an earlier line")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"no {error.args[0]}" if isinstance(error, KeyError) else str(error)
            click.echo(f"{file.name}: line {number}: {reason}; skipped", err=True)
            failed += 1
            continue
        seen.add(claim.id)
        claims.append(claim)
    return claims, failed
