"""Many small groups, and editors who decide on them from processes of their own."""

from __future__ import annotations

import json
import random
import sys
import time
from contextlib import suppress

from reconcile.ledger import Ledger
from reconcile.model import Document, Group, Judgement, Question, ReconcileError, StaleDecisionError
from schema.vocabulary import Family, ScopeKind
from tests.reconcile.ledger.told import count, document

QUESTION = Question("wounded", "people", ("PT/lisbon",), ScopeKind.INCIDENT)


def dispatch(number: int) -> tuple[Document, list]:  # type: ignore[type-arg] # of claims
    """A dispatch with two figures for one question."""
    text = f"Storm {number}. {10 + number} people were wounded. {50 + number} people were hurt."
    kept = document(text, outlet=f"Outlet {number % 7}", published="2026-03-02")
    return kept, [
        count(kept, f"{10 + number} people were wounded", 10 + number, origin="the mayor"),
        count(kept, f"{50 + number} people were hurt", 50 + number, origin="a minister"),
    ]


def group_of(number: int) -> Group:
    """The group of a dispatch's two claims."""
    claims = tuple(claim.id for claim in dispatch(number)[1])
    return Group(f"storm-{number}", claims, QUESTION, f"storm {number}")


def fill(ledger: Ledger, groups: int) -> None:
    """Add as many dispatches, each with its group."""
    ledger.add_documents([dispatch(number) for number in range(groups)])
    ledger.store_groups([group_of(number) for number in range(groups)])


def decide(url: str, name: str, groups: int, seconds: float) -> dict[str, object]:
    """Decide as fast as one can, on what was just read; return what was acknowledged and what was refused."""
    rng = random.Random(name)
    acknowledged: list[tuple[int, str, str]] = []
    stale = 0
    with Ledger.open(url, actor=name) as ledger:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            # Some groups are in more demand than others.
            view = ledger.group(f"storm-{int(groups * rng.random() ** 3)}")
            a, b = (claim.id for claim in view.claims)
            reason = f"{name} {len(acknowledged)}"
            judgement = Judgement(a, b, rng.choice(list(Family)), reason=reason)
            try:
                entry = ledger.judge(judgement, group=view.group.id, expected=view.version)
            except StaleDecisionError:
                stale += 1
                continue
            acknowledged.append((entry.number, view.group.id, reason))
            if rng.random() < 0.1:
                # Another editor may have decided on top of it: then it is refused.
                with suppress(ReconcileError):
                    undone = ledger.undo()
                    acknowledged.append((undone.number, view.group.id, "undo"))
    return {"name": name, "acknowledged": acknowledged, "stale": stale}


if __name__ == "__main__":
    _, url, name, groups, seconds = sys.argv
    json.dump(decide(url, name, int(groups), float(seconds)), sys.stdout)
