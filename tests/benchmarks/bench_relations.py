"""Measure relations: pairs a second for the rules, milliseconds a group for the solver and the whole step.

With the texts beside the repository, also the confusion of ``reconcile compare`` on sentence pairs
(rte3-fr-dev), those with figures and all: contradiction against the rest. They were developed with: of pairs
never looked at, expect fewer found.
"""

from __future__ import annotations

import csv
import itertools
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reconcile.claims import extract_text
from reconcile.model import Claim
from reconcile.relations import assess, relate
from reconcile.relations.context import Context
from reconcile.relations.facts import read
from reconcile.relations.judged import Judged
from reconcile.relations.lineage import lineage
from reconcile.relations.matching import match
from reconcile.relations.passages import statements
from reconcile.relations.problem import Problem
from reconcile.relations.whole import solve
from schema.vocabulary import Family
from tests.reconcile.relations.toll import rising_toll

RTE = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "rte3-fr-dev"
SIZES = (10, 50, 200, 1000)


def main() -> None:
    """Print the figures."""
    pairs_a_second()
    milliseconds_a_group()
    confusion()


def claims(count: int, *, wrong: bool = False) -> list[Claim]:
    """Take the first claims of a rising toll, with one wrong figure in the middle if asked for."""
    days = count // 5 + 1
    planted = (days // 2, 1, 90_000.0) if wrong else None
    return rising_toll(days=days, seed=1, wrong=planted)[:count]


def best_of(times: int, run: Callable[[], object]) -> float:
    """Return the least of several durations, in milliseconds of processor time: other work does not count."""
    durations = []
    for _ in range(times):
        begun = time.process_time()
        run()
        durations.append(time.process_time() - begun)
    return 1000 * min(durations)


def pairs_a_second() -> None:
    """Relate every pair of sixty claims, explanations included."""
    pairs = list(itertools.combinations(claims(60), 2))
    spent = best_of(3, lambda: [relate(a, b) for a, b in pairs])
    print(
        f"pair rules: {1000 * len(pairs) / spent:,.0f} pairs a second, each read anew and explained"
    )


def milliseconds_a_group() -> None:
    """Solve and assess groups of several sizes, without and with one wrong figure."""
    for wrong in (False, True):
        print("one wrong figure:" if wrong else "all can be right:")
        for size in SIZES:
            group = claims(size, wrong=wrong)
            facts = [read(claim) for claim in group]
            independent = lineage(facts)[0]
            none = frozenset[str]()
            problem = Problem(
                facts, (), Context(none, 0, False), Judged({}, {}), none, independent, {}, "fr"
            )
            solved = best_of(3, partial(solve, problem))
            whole = best_of(3, partial(assess, group))
            print(f"  {size:5} claims: solver {solved:7.1f} ms, whole step {whole:7.1f} ms")


def confusion() -> None:
    """Print the confusion of contradiction against the rest: pairs with figures, then all pairs."""
    if not RTE.exists():
        print("rte3-fr-dev: not beside the repository")
        return
    for name in ("RTE3-FR-dev-set-3class.numeric.tsv", "RTE3-FR-dev-set-3class.tsv"):
        with (RTE / name).open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
        begun = time.process_time()
        found = [contradicts(row["premise"], row["hypothesis"]) for row in rows]
        spent = time.process_time() - begun
        counts = Counter(
            (row["label_text"] == "contradiction", alarm)
            for row, alarm in zip(rows, found, strict=True)
        )
        right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
        print(
            f"{name}: {right} contradictions found, {wrong} false alarms, {missed} missed, "
            f"{counts[False, False]} rightly left alone; {1000 * spent / len(rows):.1f} ms a pair, "
            "extraction included"
        )


def contradicts(a: str, b: str) -> bool:
    """Tell whether two French texts are said to contradict each other, as ``reconcile compare`` does."""
    claims = [extract_text(text, path=name, language="fr") for name, text in (("a", a), ("b", b))]
    said = [statements(text, name=name, language="fr") for name, text in (("a", a), ("b", b))]
    relation = match(claims[0], claims[1], statements=(said[0], said[1]))
    return relation is not None and relation.family is Family.CONTRADICTION


if __name__ == "__main__":
    main()
