"""A source's record is counts and shares of what became of its claims."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from reconcile.cli import main
from reconcile.export.record import record_of
from reconcile.export.rows import Outcome
from reconcile.ledger import Ledger


def test_what_became_of_a_sources_claims_is_counted(ledger: Ledger):
    record = record_of(ledger, "prefecture_port_aven")
    assert (record.said, record.passed_on, record.documents) == (2, 0, 2)
    assert record.outlets == ("Le Courrier", "Radio Littoral")
    assert record.counts == {
        Outcome.CORROBORATED: 0,
        Outcome.CONTRADICTED: 1,
        Outcome.CORRECTED_ITSELF: 0,
        Outcome.SUPERSEDED: 1,
    }
    assert record.stale == 1
    assert [(item.claim.id, outcomes) for item, outcomes in record.statements] == [
        ("claim-12", (Outcome.SUPERSEDED,)),
        ("claim-20", (Outcome.CONTRADICTED,)),
    ]


def test_an_outlet_that_passes_a_claim_on_did_not_say_it(ledger: Ledger):
    record = record_of(ledger, "Port-Aven hospital")
    assert (record.said, record.counts[Outcome.CONTRADICTED]) == (1, 1)


def test_who_tells_what_became_of_each_claim_and_the_shares(kept: Path):
    told = CliRunner().invoke(main, ["--ledger", str(kept), "who", "prefecture_port_aven"])
    assert told.exit_code == 0, told.output
    assert "the claim: superseded" in told.stdout
    assert (
        "2 claims as the origin, 0 passed on, in 2 documents, through Le Courrier, Radio Littoral"
        in told.stdout
    )
    assert "  contradicted: 1 (50%)" in told.stdout
    lines = CliRunner().invoke(
        main, ["--ledger", str(kept), "who", "prefecture_port_aven", "--json"]
    )
    assert [json.loads(line)["outcomes"] for line in lines.stdout.splitlines()] == [
        ["superseded"],
        ["contradicted"],
    ]
