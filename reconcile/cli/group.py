"""``reconcile group``: claims or texts in, the group of each out."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from reconcile.model import Claim

#: Texts up to this many are read as claims before they are grouped (some 7 ms each).
_READ_AS_CLAIMS = 500


@click.command()
@click.argument(
    "file", type=click.File("r", encoding="utf-8", errors="surrogateescape"), default="-"
)
@click.option(
    "--engine",
    type=click.Choice(["serial", "processes", "ray"]),
    default="serial",
    show_default=True,
    help="Where to work: here, in processes of this machine, or on a Ray cluster.",
)
@click.option(
    "--address", metavar="ADDRESS", help="The Ray cluster to work on; a local one unless given."
)
@click.option("--workers", metavar="N", type=click.IntRange(1), help="How many work at once.")
@click.option(
    "--weights",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weights of the score, from `match train`; those of the program unless given.",
)
@click.option(
    "--why", is_flag=True, help="Add to each line how its claim scores against its group."
)
def group(
    file: TextIO,
    engine: str,
    address: str | None,
    workers: int | None,
    weights: Path | None,
    why: bool,
) -> None:
    """Group claims that answer the same question.

    FILE holds JSON Lines with `id`, `text` and, if known, any field that `extract` prints. Each line
    gives {"id", "group"}, in the order of the input. Lines that cannot be read are named on standard
    error and skipped; the exit status is then 1.

    \b
    Example:
      reconcile extract dispatch.txt | reconcile group -
    """
    if address and engine != "ray":
        raise click.UsageError("--address needs --engine ray")
    claims, bare, failed = _read(file)
    if len(bare) <= _READ_AS_CLAIMS:
        claims = [_as_claim(claim) if claim.id in bare else claim for claim in claims]
    from reconcile.grouping import engine_of, explain
    from reconcile.grouping import group as group_claims
    from reconcile.grouping.scoring import read_weights, shipped

    scale = read_weights(weights) if weights else shipped()
    chosen = engine_of(engine, address, workers)
    try:
        groups = group_claims(claims, weights=scale, engine=chosen, on_blocks=_tell_blocks)
    finally:
        chosen.close()
    of = {member: item.id for item in groups for member in item.claims}
    reasons = explain(claims, groups, scale) if why else {}
    for claim in claims:
        line: dict[str, Any] = {"id": claim.id, "group": of[claim.id]}
        if why:
            line["why"] = reasons[claim.id]
        click.echo(json.dumps(line, ensure_ascii=False))
    if failed:
        sys.exit(1)


def _tell_blocks(comparisons: int) -> None:
    click.echo(f"{comparisons:,} comparisons to make", err=True)


def _read(file: TextIO) -> tuple[list[Claim], set[str], int]:
    """Read claims, the ids of those of which only the text is known, and how many lines failed."""
    from reconcile.model.contract import claim_from_json

    claims: list[Claim] = []
    bare: set[str] = set()
    seen: set[str] = set()
    failed = 0
    name = getattr(file, "name", "<stdin>")
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            data = _parsed(line)
            claim = claim_from_json(data)
            if claim.id in seen:
                raise ValueError(f"the id {claim.id!r} stands on an earlier line")
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            reason = f"no {error.args[0]}" if isinstance(error, KeyError) else str(error)
            click.echo(f"{name}: line {number}: {reason}; skipped", err=True)
            failed += 1
            continue
        seen.add(claim.id)
        claims.append(claim)
        if not any(data.get(name) for name in ("measure", "exact", "quantity", "sentence")):
            bare.add(claim.id)
    return claims, bare, failed


def _parsed(line: str) -> dict[str, Any]:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("not UTF-8") from error
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from error
    if not isinstance(data, dict):
        raise TypeError("not a JSON object")
    if not isinstance(data["id"], str | int) or isinstance(data["id"], bool):
        raise TypeError("the id is neither a text nor a whole number")
    texts = [data[name] for name in ("text", "exact", "sentence") if data.get(name) is not None]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("the text is not a text")
    if not any(texts) and "text" not in data:
        raise ValueError("no text")
    return data


def _as_claim(bare: Claim) -> Claim:
    """Read a text as ``extract`` would, and take its claim's fields where it holds just one."""
    from reconcile.claims import extract_text

    text = bare.sentence
    found = [
        claim
        for claim in extract_text(text, language=bare.language or None, published=bare.published)
        if claim.quantity is not None
    ]
    if len(found) != 1:
        return bare
    claim = found[0]
    return replace(
        bare,
        language=bare.language or claim.language,
        measure=claim.measure,
        counted=claim.counted,
        population=bare.population or claim.population,
        places=bare.places or claim.places,
        quantity=claim.quantity,
        scope=claim.scope if claim.measure else bare.scope,
        polarity=claim.polarity,
    )
