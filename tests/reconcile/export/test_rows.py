"""What a row says of a claim, a group and a source."""

from __future__ import annotations

from dataclasses import replace

from reconcile.export.rows import ClaimRow, Grain, GroupRow, SourceRow
from reconcile.model import Verdict
from schema.vocabulary import Status
from tests.reconcile.export.examples import DECIDED_WOUNDED, DECISION, WOUNDED, table


def claims(view=WOUNDED) -> dict[str, ClaimRow]:
    return {row.claim: row for row in table(view).rows() if isinstance(row, ClaimRow)}


def group(view=WOUNDED) -> GroupRow:
    (row,) = table(view, grain=Grain.GROUP).rows()
    assert isinstance(row, GroupRow)
    return row


def sources(view=WOUNDED) -> dict[str, SourceRow]:
    rows = table(view, grain=Grain.SOURCE).rows()
    return {row.name: row for row in rows if isinstance(row, SourceRow)}


def test_a_claim_leads_back_to_the_characters_of_its_source():
    row = claims()["claim-12"]
    assert row.exact == "Au moins 12 personnes ont été blessées"
    assert row.sentence[row.start : row.end] == row.exact
    assert row.figure == "Au moins 12"
    assert row.sentence[row.figure_start : row.figure_end] == row.figure
    assert row.document_sha256 == f"{1:064x}"
    assert row.outlet == "Le Courrier"


def test_an_open_interval_has_no_upper_bound():
    row = claims()["claim-12"]
    assert (row.low, row.value, row.high, row.comparator) == (12, 12, None, "at_least")


def test_a_claim_is_related_to_the_anchor():
    row = claims()["claim-31"]
    assert (row.compared_with, row.relation, row.rule) == ("claim-12", "compatible", "R9")
    assert row.decision is None


def test_the_anchor_is_related_to_nothing():
    row = claims()["claim-12"]
    assert row.anchor
    assert row.compared_with is None
    assert row.relation is None


def test_a_decision_stands_beside_the_suggestion_it_was_made_on():
    row = claims(DECIDED_WOUNDED)["claim-31"]
    assert (row.relation, row.decision, row.editor) == ("compatible", "agreement", "Ana")
    assert row.reason == "the toll rose overnight"
    assert row.decided == "2024-03-09T14:02:31Z"
    assert row.note == "call the hospital back"


def test_a_decision_on_another_pair_than_the_anchors_is_not_lost():
    row = claims(DECIDED_WOUNDED)["claim-20"]
    assert (row.compared_with, row.decision, row.editor) == ("claim-31", "contradiction", "Bo")


def test_a_second_decision_on_a_claim_is_told_beside_the_first():
    both = {**DECIDED_WOUNDED.judgements, ("claim-12", "claim-20"): replace(DECISION, b="claim-20")}
    row = claims(replace(DECIDED_WOUNDED, judgements=both))["claim-20"]
    assert row.compared_with == "claim-12"
    assert row.other_decisions == (
        "contradiction · claim-31 · Bo · 2024-03-09T14:02:31Z: same day",
    )


def test_a_decision_overrules_the_suggestion_in_what_became_of_a_claim():
    assert "contradicted" in claims()["claim-31"].outcomes
    agreed = {("claim-31", "claim-20"): replace(DECISION, a="claim-31", b="claim-20")}
    assert "contradicted" not in claims(replace(WOUNDED, judgements=agreed))["claim-31"].outcomes


def test_a_figure_that_its_own_origin_replaced_is_superseded():
    assert claims()["claim-12"].outcomes == ("superseded",)


def test_claims_that_cannot_hold_together_name_one_another():
    assert claims()["claim-31"].conflicts_with == ("claim-20",)
    assert claims()["claim-12"].conflicts_with == ()


def test_an_undecided_group_gives_what_the_sources_imply_and_says_so():
    row = group()
    assert (row.low, row.best, row.high, row.basis) == (12, None, None, "sources")
    assert row.consistent is False


def test_a_verdict_is_the_editors_whole():
    row = group(DECIDED_WOUNDED)
    assert (row.low, row.best, row.high, row.basis) == (12, 31, 31, "editor")
    assert (row.implied_low, row.implied_high) == (12, None)
    assert (row.treatment, row.editor) == ("prefer_source", "Ana")


def test_a_verdict_without_figures_leaves_the_sources_theirs():
    bare = Verdict("wounded-port-aven", Status.SET_ASIDE, reason="not our subject", editor="Ana")
    row = group(replace(WOUNDED, verdict=bare))
    assert (row.low, row.basis, row.reason) == (12, "sources", "not our subject")


def test_a_group_counts_documents_and_independent_origins_apart():
    row = group()
    assert (row.claims, row.documents, row.independent_origins) == (3, 3, 2)
    assert row.origins == ("Préfecture de Port-Aven", "Port-Aven hospital")
    assert (row.period_start, row.as_of) == ("2024-03-07", "2024-03-08")
    assert (row.contradictions, row.undecided_pairs) == (1, 3)


def test_a_source_is_counted_never_scored():
    row = sources()["Préfecture de Port-Aven"]
    assert (row.claims, row.documents, row.groups) == (2, 2, 1)
    assert row.outlets == ("Le Courrier", "Radio Littoral")
    assert (row.contradicted, row.superseded, row.stale, row.reliability) == (1, 1, 1, "B")


def test_a_paper_that_speaks_for_itself_is_its_own_source():
    alone = replace(WOUNDED.claims[1], attribution=(), origin=None, origin_key=None)
    view = replace(WOUNDED, claims=(WOUNDED.claims[0], alone, WOUNDED.claims[2]))
    assert sources(view)["The Harbour Post"].kind == "outlet"
