"""``reconcile match``: the score by which claims are grouped, and learning it from editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.cli.settings import Settings

if TYPE_CHECKING:
    from reconcile.grouping.learning import Learned


@click.group()
def match() -> None:
    """Learn from editors which claims answer the same question.

    \b
    Example:
      reconcile match train --dry-run
    """


@match.command()
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the weights; beside the ledger unless given, where grouping finds them.",
)
@click.option("--dry-run", is_flag=True, help="Say how good they would be, and write nothing.")
@click.pass_obj
def train(settings: Settings, output: Path | None, dry_run: bool) -> None:
    """Refit the weights of the score on the ledger's judgements.

    Precision and recall on judgements that were held out are shown before and after. Weights that would be
    worse on them are not written, and the exit status is 1; so it is when there are too few judgements.

    \b
    Example:
      reconcile --ledger desk.db match train
    """
    from reconcile.cli.opening import existing
    from reconcile.grouping.learning import learn
    from reconcile.grouping.scoring import beside, current, write_weights

    target = output or beside(settings.ledger)
    if target is None and not dry_run:
        raise click.UsageError(
            "this ledger is no file; say with --output where to write the weights"
        )
    before = current(settings.ledger)
    with existing(settings) as ledger:
        together, apart = ledger.constraints()
        claims = list(ledger.all_claims())
    learned = learn(claims, together, apart, before)
    for line in _told(learned):
        click.echo(line)
    if not learned.better:
        raise click.ClickException(
            f"the weights {before.version} stay: those fitted would be worse on the judgements held out"
        )
    if dry_run or target is None:
        return
    described = f"Fitted by `reconcile match train` on {learned.trained} judged pairs, from weights {before.version}."
    write_weights(learned.weights, target, described)
    click.echo(f"wrote {target}: weights {learned.weights.version}")


def _told(learned: Learned) -> list[str]:
    lines = [
        f"{learned.trained} judged pairs to learn from, {learned.before.pairs} held out "
        f"(each pair is held out once, in {learned.folds} rounds)"
    ]
    for name, agreement in (("before", learned.before), ("after", learned.after)):
        lines.append(
            f"{name:6}  precision {agreement.precision:.3f}  recall {agreement.recall:.3f}  F1 {agreement.f1:.3f}"
        )
    return lines
