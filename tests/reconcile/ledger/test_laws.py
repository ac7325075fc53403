"""Laws of decisions: undo after do is the state before, redo is the state after, and the ledger always holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reconcile.ledger import Ledger
from reconcile.ledger.canonical import canonical
from reconcile.model import Judgement, ReconcileError, Verdict
from schema import tables
from schema.database import reading
from schema.vocabulary import Credibility, Family, Reliability, Status
from tests.reconcile.ledger.told import (
    KILLED_3,
    KILLED_5,
    MONDAY,
    WOUNDED_56,
    WOUNDED_70,
    count,
    tell,
)

CLAIMS = (WOUNDED_56.id, WOUNDED_70.id, KILLED_3.id, KILLED_5.id)
SOURCES = ("red_cross", "mayor_of_lisbon", "morning_post")
#: How many sequences are tried; more by hand, before a release.
EXAMPLES = int(os.environ.get("LEDGER_EXAMPLES", "20"))
#: What follows from the journal alone, and so differs after an undo.
_COUNTED = ("version",)

Decision = Callable[[Ledger], object]


def groups(ledger: Ledger) -> list[str]:
    return sorted(line.id for line in ledger.inbox().items)


def some_group(ledger: Ledger, number: int) -> str:
    found = groups(ledger)
    return found[number % len(found)]


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision an editor may take, sensible or not."""
    group = draw(st.integers(0, 5))
    one, other = draw(st.sampled_from(CLAIMS)), draw(st.sampled_from(CLAIMS))
    family = draw(st.sampled_from(Family))
    status = draw(st.sampled_from(Status))
    words = draw(st.sampled_from(["", "because", "parce qu’il le fallait"]))
    figure = draw(st.integers(0, 99))
    source, alias = draw(st.sampled_from(SOURCES)), draw(st.sampled_from(SOURCES))

    def in_group(ledger: Ledger, claim: str) -> str:
        return ledger.group_of(claim) or ""

    missed = count(MONDAY, "Storm hits Lisbon", figure, measure=f"storms{figure}")
    return draw(
        st.sampled_from(
            [
                lambda ledger: ledger.judge(
                    Judgement(one, other, family, reason=words), group=in_group(ledger, one)
                ),
                lambda ledger: ledger.judge(
                    Judgement(one, other, family, reason=words), group=in_group(ledger, one)
                ),
                lambda ledger: ledger.give_opinion(
                    Judgement(one, other, family), group=in_group(ledger, one)
                ),
                lambda ledger: ledger.clear(one, other, group=in_group(ledger, one)),
                lambda ledger: ledger.settle(
                    Verdict(
                        some_group(ledger, group), status, figure, None, figure + 9, reason=words
                    )
                ),
                lambda ledger: ledger.set_status(some_group(ledger, group), status, reason=words),
                lambda ledger: ledger.set_anchor(in_group(ledger, one), one),
                lambda ledger: ledger.assign(some_group(ledger, group), words or None),
                lambda ledger: ledger.rename_group(some_group(ledger, group), words),
                lambda ledger: ledger.note(f"claim:{one}", words),
                lambda ledger: ledger.merge_groups(
                    [some_group(ledger, group), some_group(ledger, figure)], words
                ),
                lambda ledger: ledger.split_group(in_group(ledger, one), [one], words),
                lambda ledger: ledger.move_claim(one, some_group(ledger, group)),
                lambda ledger: ledger.correct_claim(one, "quantity", figure),
                lambda ledger: ledger.correct_claim(one, "origin", words or None),
                lambda ledger: ledger.add_claim(missed, some_group(ledger, group)),
                lambda ledger: ledger.add_claim(missed),
                lambda ledger: ledger.grade_source(source, draw(st.sampled_from(Reliability))),
                lambda ledger: ledger.grade_credibility(one, Credibility.DOUBTFUL),
                lambda ledger: ledger.merge_sources(source, alias),
            ]
        )
    )


def state(ledger: Ledger) -> dict[str, Any]:
    """All that is kept but the journal: decided rows, claims, groups, memberships."""
    kept: dict[str, Any] = {}
    shown = (tables.claim, tables.hop, tables.claim_group, tables.membership, tables.assessment)
    with reading(ledger.engine) as connection:
        for table in (*tables.DECIDED.values(), *shown):
            kept[table.name] = sorted(
                canonical({k: v for k, v in row.items() if k not in _COUNTED})
                for row in connection.execute(select(table)).mappings()
            )
    return kept


def done(ledger: Ledger, wanted: list[Decision]) -> Iterator[None]:
    """Take the decisions, one entry each; those that make no sense are refused and leave no trace."""
    for decide in wanted:
        before = ledger.head()
        with suppress(ReconcileError):
            decide(ledger)
            assert ledger.head()[0] == before[0] + 1
            yield
            continue
        assert ledger.head() == before


@pytest.mark.slow
def test_undo_gives_the_state_before_and_redo_the_state_after(ledger: Ledger) -> None:
    tell(ledger)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(decisions(), max_size=8))
    def law(wanted: list[Decision]) -> None:
        seen = [state(ledger)]
        for _ in done(ledger, wanted):
            seen.append(state(ledger))
        for before in reversed(seen[:-1]):
            ledger.undo()
            assert state(ledger) == before
        for after in seen[1:]:
            ledger.redo()
            assert state(ledger) == after
        for before in reversed(seen[:-1]):
            ledger.undo()
            assert state(ledger) == before

    law()
    assert ledger.verify() == []


@pytest.mark.slow
def test_whatever_two_editors_do_and_take_back_the_ledger_holds(ledger: Ledger) -> None:
    tell(ledger)
    editors = (ledger, Ledger(ledger.engine, "bo"))

    @settings(
        max_examples=EXAMPLES // 2,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(
        st.lists(st.tuples(st.sampled_from(editors), decisions(), st.integers(0, 30)), max_size=8)
    )
    def law(wanted: list[tuple[Ledger, Decision, int]]) -> None:
        for editor, decide, back in wanted:
            with suppress(ReconcileError):
                decide(editor)
            with suppress(ReconcileError):
                editor.undo(editor.head()[0] - back)
            if back % 3 == 0:
                with suppress(ReconcileError):
                    editor.redo()
            assert editor.verify() == []

    law()
