"""Adding compares what is new with what is stored, and gives the groups of adding everything at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from reconcile.adding.regrouping import FEW, counted_of, index_folder, regroup
from reconcile.cli import main
from reconcile.grouping.index_files import load
from reconcile.grouping.scoring import beside, current, shipped, write_weights
from reconcile.ledger import Ledger
from reconcile.model import Claim, Document
from reconcile.reading import files_in
from schema.tables import membership
from tests.benchmarks.generated_documents import documents_of

Addition = tuple[Document, list[Claim]]

#: A ledger that is just too large to be grouped as a whole, and what comes later.
MADE = list(documents_of(FEW + 200, seed=3, each=50))
FIRST, THEN = MADE[: FEW // 50], MADE[FEW // 50 :]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONCILE_CACHE", str(tmp_path / "cache" / "tables"))


def add(ledger: Ledger, documents: Sequence[Addition]) -> tuple[str, ...]:
    """Add documents one by one, as the program does, then group once."""
    for document, claims in documents:
        ledger.add_document(document, claims)
    return regroup(ledger, "en")


def groups_of(ledger: Ledger) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    with ledger.reading() as connection:
        for row in connection.execute(select(membership.c.claim, membership.c.group_id)):
            found.setdefault(row.group_id, set()).add(row.claim)
    assert sum(map(len, found.values())) == ledger.progress().claims
    return {frozenset(claims) for claims in found.values()}


def built(ledger: Ledger) -> int:
    """How many claims the index had when it was built; 0 where there is none."""
    folder = index_folder(ledger)
    index = load(folder, current(ledger.address)) if folder else None
    return len(index.ids) if index else 0


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """The groups of all documents, added in one run."""
    path = tmp_path_factory.mktemp("once") / "once.db"
    with Ledger.open(path, actor="ada") as ledger:
        add(ledger, MADE)
        return groups_of(ledger)


def test_adding_in_several_runs_gives_the_groups_of_adding_all_at_once(
    ledger: Ledger, at_once: set[frozenset[str]]
) -> None:
    add(ledger, FIRST)
    for document in THEN:
        assert 0 < len(add(ledger, [document])) < 100
    assert groups_of(ledger) == at_once
    assert ledger.verify() == []


class Sparing(Ledger):
    """A ledger that does not give all its claims."""

    def all_claims(self) -> Iterator[Claim]:
        raise AssertionError("all claims were read")


def test_adding_to_an_index_reads_no_claims_but_those_concerned(
    ledger_url: str, at_once: set[frozenset[str]]
) -> None:
    with Ledger.open(ledger_url, actor="ada") as ledger:
        add(ledger, FIRST)
    with Sparing.open(ledger_url, actor="ada") as ledger:
        add(ledger, THEN)
        assert groups_of(ledger) == at_once


def test_a_ledger_that_grows_past_the_smallest_index_is_grouped_as_if_it_had_always_had_one(
    tmp_path: Path, at_once: set[frozenset[str]]
) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, MADE[:20])
        assert built(ledger) == 0
        add(ledger, MADE[20:])
        assert built(ledger) == FEW + 200
        assert groups_of(ledger) == at_once


@pytest.mark.parametrize("damage", ["gone", "torn", "swapped", "older"])
def test_an_index_that_is_lost_or_damaged_changes_nothing(
    tmp_path: Path, at_once: set[frozenset[str]], damage: str
) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, FIRST)
        folder = index_folder(ledger)
        assert folder is not None
        shutil.copytree(folder, tmp_path / "older")
        add(ledger, THEN[:2])
        if damage == "torn":
            (folder / "packed.npy").write_bytes(b"torn")
        elif damage == "swapped":
            shutil.copy(tmp_path / "older" / "label.npy", folder / "label.npy")
        else:
            shutil.rmtree(folder)
        if damage == "older":
            shutil.copytree(tmp_path / "older", folder)
        add(ledger, THEN[2:])
        assert groups_of(ledger) == at_once
        assert built(ledger) == FEW + 200


def test_an_index_among_the_documents_is_none(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, FIRST)
        assert built(ledger) == FEW
    (tmp_path / "a.txt").write_text("a dispatch")
    assert list(files_in(str(tmp_path))) == [str(tmp_path / "a.txt")]


def test_the_index_of_another_ledger_is_not_used(
    tmp_path: Path, at_once: set[frozenset[str]]
) -> None:
    with (
        Ledger.open(tmp_path / "a.db", actor="ada") as one,
        Ledger.open(tmp_path / "b.db", actor="ada") as other,
    ):
        add(other, MADE[2 : 2 + len(FIRST)])
        add(one, FIRST)
        mine, others = index_folder(one), index_folder(other)
        assert mine is not None
        assert others is not None
        shutil.rmtree(mine)
        shutil.copytree(others, mine)
        add(one, THEN)
        assert groups_of(one) == at_once


def test_where_the_index_cannot_be_kept_adding_goes_on_without(
    tmp_path: Path, at_once: set[frozenset[str]]
) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        folder = index_folder(ledger)
        assert folder is not None
        folder.write_text("a file in its place")
        add(ledger, FIRST)
        add(ledger, THEN)
        assert groups_of(ledger) == at_once


def test_what_editors_joined_and_parted_holds_when_claims_are_added(ledger: Ledger) -> None:
    add(ledger, FIRST)
    # Two groups become one, and a group of several loses a claim.
    small, large, other = _three_groups(ledger)
    ledger.merge_groups([small, large])
    parted, *rest = ledger.group(other).group.claims
    ledger.split_group(other, [parted])
    merged = set(ledger.group(small).group.claims)
    add(ledger, THEN[:2])
    assert {ledger.group_of(claim) for claim in merged} == {small}
    assert ledger.group_of(parted) not in {ledger.group_of(claim) for claim in rest}
    folder = index_folder(ledger)
    index = load(folder, shipped()) if folder else None
    assert index is not None
    clusters = index.clusters()
    assert any(merged <= set(cluster) for cluster in clusters)
    assert not any({parted, rest[0]} <= set(cluster) for cluster in clusters)


def test_what_an_editor_took_back_holds_no_longer(
    tmp_path: Path, at_once: set[frozenset[str]]
) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, FIRST)
        small, large, _ = _three_groups(ledger)
        ledger.merge_groups([small, large])
        add(ledger, THEN[:2])
        ledger.undo()
        add(ledger, THEN[2:])
        assert groups_of(ledger) == at_once


def _three_groups(ledger: Ledger) -> tuple[str, str, str]:
    lines = ledger.inbox(sort="claims", limit=3000).items
    small = next(line.id for line in reversed(lines) if line.claims == 2)
    return small, lines[0].id, lines[1].id


def test_a_claim_that_was_corrected_is_grouped_by_what_it_now_says(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path / "a.db", actor="ada") as added,
        Ledger.open(tmp_path / "b.db", actor="ada") as anew,
    ):
        for ledger in (added, anew):
            add(ledger, FIRST)
            claim = next(ledger.all_claims())
            ledger.correct_claim(claim.id, "measure", "wounded")
            if ledger is anew:
                folder = index_folder(ledger)
                assert folder is not None
                shutil.rmtree(folder)
            add(ledger, THEN[:1])
        assert groups_of(added) == groups_of(anew)
        assert built(added) == FEW + 50


def test_a_figure_that_was_corrected_leaves_its_question_as_it_was(
    ledger_url: str, at_once: set[frozenset[str]]
) -> None:
    with Ledger.open(ledger_url, actor="ada") as ledger:
        add(ledger, FIRST)
        claim = next(ledger.all_claims())
        ledger.correct_claim(claim.id, "quantity", {"comparator": "exact", "low": 7, "high": 7})
        ledger.correct_claim(claim.id, "origin", "the mayor")
        ledger.undo()
        assert not ledger.arrivals(1).rewritten
        ledger.correct_claim(
            claim.id, "quantity", {"comparator": "exact", "low": 7, "high": 7, "unit": "km"}
        )
        assert ledger.arrivals(1).rewritten
        ledger.undo()
    with (
        Sparing.open(ledger_url, actor="ada") as ledger,
        pytest.raises(AssertionError, match="all claims were read"),
    ):
        add(ledger, THEN)
    with Ledger.open(ledger_url, actor="ada") as ledger:
        add(ledger, [])
        assert groups_of(ledger) == at_once


def test_a_claim_added_by_hand_is_grouped_with_the_next_documents(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, FIRST)
        _, claims = FIRST[0]
        by_hand = replace(claims[0], id="0" * 16)
        ledger.add_claim(by_hand, group=ledger.group_of(claims[0].id))
    with Sparing.open(tmp_path / "a.db", actor="ada") as ledger:
        add(ledger, THEN[:1])
        assert built(ledger) == FEW + 51
        assert ledger.group_of(by_hand.id) == ledger.group_of(claims[0].id)


def test_rarities_are_counted_anew_by_fifths() -> None:
    assert counted_of(2_000) == counted_of(2_399) == 2_000
    assert counted_of(2_400) == 2_400
    assert counted_of(2_880) == 2_880


def test_learned_weights_are_used_and_named_in_the_journal(ledger: Ledger) -> None:
    add(ledger, MADE[:5])
    grouped = next(e for e in ledger.history().items if e.action == "group")
    assert grouped.after is not None
    assert grouped.after["weights"] == shipped().version


def test_weights_learned_from_the_ledgers_editors_decide_its_groups(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "desk.db", actor="ada") as ledger:
        add(ledger, MADE[:8])
        weights = beside(ledger.address)
        assert weights is not None
        # So high a cut joins nothing that is not the same.
        write_weights(replace(shipped(), version="learned-1", cut=50.0), weights, "for a test")
        before = groups_of(ledger)
        add(ledger, MADE[8:9])
        assert len(groups_of(ledger)) > len(before) + 20
        assert current(ledger.address).version == "learned-1"
        entry = next(e for e in ledger.history().items if e.action == "group")
        assert entry.after is not None
        assert entry.after["weights"] == "learned-1"
        shown = CliRunner().invoke(main, ["--ledger", ledger.address, "history"])
        assert " groups, weights learned-1" in shown.output


def test_an_index_of_other_weights_is_built_anew(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "desk.db", actor="ada") as ledger:
        add(ledger, FIRST)
        before = len(groups_of(ledger))
        weights = beside(ledger.address)
        assert weights is not None
        write_weights(replace(shipped(), version="learned-1", cut=50.0), weights, "for a test")
        add(ledger, THEN[:1])
        assert len(groups_of(ledger)) > before + 100
        assert built(ledger) == FEW + 50
