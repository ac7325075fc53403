"""A table drawn from a ledger on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reconcile.export.gather import drawn
from reconcile.export.rows import ClaimRow, Grain, SourceRow
from reconcile.export.selection import Selection
from reconcile.ledger import Ledger
from reconcile.ledger.snapshot import snapshot
from schema.vocabulary import Credibility, Family, Reliability
from tests.reconcile.export.examples import DECISION


@pytest.fixture
def mine(kept: Path, tmp_path: Path) -> Ledger:
    """A ledger of one's own, to be changed."""
    shutil.copy(kept, tmp_path / "mine.db")
    with Ledger.open(tmp_path / "mine.db", actor="Bo") as opened:
        yield opened


def rows(ledger: Ledger, **options: object) -> list[ClaimRow]:
    with drawn(ledger, **options) as table:
        return list(table.rows())


def test_what_is_read_by_the_hundred_is_what_is_read_one_by_one(mine: Ledger):
    group = mine.inbox().items[0].id
    opinion = DECISION.__class__(
        "claim-12", "claim-31", Family.CONTRADICTION, reason="not so", editor="Bo"
    )
    mine.give_opinion(opinion, group=group)
    mine.grade_credibility("claim-31", Credibility.CONFIRMED)
    mine.correct_claim("claim-31", "population", "patients")
    mine.note(f"group:{group}", "wait for the inquest")
    mine.set_anchor(group, "claim-31")
    made = mine.split_group(group, ["claim-20"]).made_groups
    with snapshot(mine.engine) as moment:
        views = list(moment.groups())
    assert {view.group.id for view in views} == {group, *made}
    for view in views:
        assert view == mine.group(view.group.id)


def test_the_heading_names_the_state_of_the_ledger(ledger: Ledger):
    with drawn(ledger, name="r.db") as table:
        assert (table.heading.state.entries, table.heading.state.head) == ledger.head()
        assert table.heading.as_of is not None
        assert table.heading.as_of.endswith("Z")


def test_a_decision_made_while_exporting_is_not_half_in_the_table(mine: Ledger):
    with drawn(mine) as table:
        before = list(table.rows())
        mine.clear("claim-12", "claim-31", group=before[0].group)
        assert list(table.rows()) == before
    assert rows(mine) != before


def test_corrections_grades_and_second_opinions_are_told(mine: Ledger):
    group = mine.inbox().items[0].id
    mine.correct_claim("claim-31", "population", "patients")
    mine.grade_credibility("claim-31", Credibility.CONFIRMED)
    mine.grade_source("prefecture_port_aven", Reliability.B)
    second = DECISION.__class__("claim-12", "claim-31", Family.CONTRADICTION, editor="Bo")
    mine.give_opinion(second, group=group)
    found = {row.claim: row for row in rows(mine)}
    assert found["claim-31"].population == "patients"
    assert found["claim-31"].corrected == ('population: {"population": "people"}',)
    assert found["claim-31"].credibility == "1"
    assert found["claim-31"].second_opinions == ("contradiction · claim-12 · Bo",)
    assert found["claim-12"].reliability == "B"


def test_a_source_merged_into_another_is_counted_there(mine: Ledger):
    mine.merge_sources("prefecture_port_aven", "hospital_port_aven")
    counted = rows(mine, grain=Grain.SOURCE)
    assert [row.claims for row in counted if isinstance(row, SourceRow)] == [3]


def test_a_group_is_chosen_by_name(ledger: Ledger):
    chosen = Selection(group=("People wounded, Port-Aven, March 2024",))
    assert len(rows(ledger, selection=chosen)) == 3


def test_a_quote_that_leads_nowhere_is_not_exported_as_if_it_did(ledger: Ledger):
    for row in rows(ledger):
        text = ledger.document(row.document_sha256).text
        assert text[row.start : row.end] == row.exact
        assert text[row.figure_start : row.figure_end] == row.figure


def test_a_reader_is_shown_first_what_is_settled_and_an_editor_what_is_not(mine: Ledger):
    mine.split_group(mine.inbox().items[0].id, ["claim-20"])
    with snapshot(mine.engine) as moment:
        assert [view.status.value for view in moment.groups()][-1] == "settled"
        assert next(iter(moment.groups(for_readers=True))).status.value == "settled"
