"""Adding claims gives what a full run gives."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.grouping.batch import text_batch
from reconcile.grouping.candidates import blocks_of, content_order, pairs_of
from reconcile.grouping.clusters import cluster
from reconcile.grouping.index import Index
from reconcile.grouping.index_files import load, save
from reconcile.grouping.partition import score
from reconcile.grouping.scoring import shipped
from tests.benchmarks.claim_generator import generate

MADE = sorted(generate(400, seed=5), key=lambda claim: claim.id)


def full_run(index: Index, texts: dict[str, str]) -> list[tuple[str, ...]]:
    """Cluster all claims from nothing, with the rarities of the index."""
    from reconcile.grouping.spelling import respell_batch

    ids = sorted(texts)
    batch = respell_batch(text_batch([texts[id] for id in ids]), index.slips)
    pairs = pairs_of(blocks_of(batch, index.statistics), content_order(batch, index.statistics))
    scored = score(batch, index.statistics, pairs, index.weights)
    cut = index.weights.cut_for(index.statistics.claims)
    label = cluster(len(ids), pairs, scored.log_odds - cut)
    members: dict[int, list[str]] = {}
    for id, which in zip(ids, label.tolist(), strict=True):
        members.setdefault(which, []).append(id)
    return sorted(tuple(sorted(cluster)) for cluster in members.values())


@settings(max_examples=15)
@given(st.data())
def test_adding_claims_gives_the_groups_of_a_full_run(data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(MADE), min_size=30, max_size=120, unique_by=lambda c: c.id)
    )
    added = data.draw(st.integers(1, 15))
    first, then = sorted(chosen[added:], key=lambda c: c.id), chosen[:added]
    index = Index.build([c.id for c in first], text_batch([c.text for c in first]), shipped())
    for start in range(0, len(then), 5):
        some = then[start : start + 5]
        index.extend([c.id for c in some], text_batch([c.text for c in some]))
    assert index.clusters() == full_run(index, {c.id: c.text for c in chosen})


def test_the_index_is_due_when_the_ledger_has_grown_by_a_fifth() -> None:
    index = Index.build(
        [c.id for c in MADE[:50]], text_batch([c.text for c in MADE[:50]]), shipped()
    )
    index.extend([c.id for c in MADE[50:60]], text_batch([c.text for c in MADE[50:60]]))
    assert not index.due
    index.extend([MADE[60].id], text_batch([MADE[60].text]))
    assert index.due


def test_an_editors_link_holds_when_claims_are_added() -> None:
    ids = [c.id for c in MADE[:40]]
    index = Index.build(ids, text_batch([c.text for c in MADE[:40]]), shipped())
    apart = index.clusters()[0][0], index.clusters()[-1][0]
    change = index.extend([MADE[40].id], text_batch([MADE[40].text]), must_link=[apart])
    assert any(set(apart) <= set(cluster) for cluster in index.clusters())
    assert set(apart) <= change.touched


def test_an_index_that_was_kept_goes_on_as_if_it_had_not_been_put_away(tmp_path: Path) -> None:
    index = Index.build(
        [c.id for c in MADE[:80]], text_batch([c.text for c in MADE[:80]]), shipped()
    )
    save(index, tmp_path / "index")
    kept = load(tmp_path / "index", shipped())
    assert kept is not None
    for one in (index, kept):
        one.extend([c.id for c in MADE[80:90]], text_batch([c.text for c in MADE[80:90]]))
    assert kept.clusters() == index.clusters()


def test_an_index_that_is_torn_or_of_other_weights_is_not_used(tmp_path: Path) -> None:
    index = Index.build(
        [c.id for c in MADE[:40]], text_batch([c.text for c in MADE[:40]]), shipped()
    )
    save(index, tmp_path / "index")
    assert load(tmp_path / "index", replace(shipped(), bias=-9.0)) is None
    (tmp_path / "index" / "packed.npy").write_bytes(b"torn")
    assert load(tmp_path / "index", shipped()) is None
    assert load(tmp_path / "nowhere", shipped()) is None
