"""Compare what is new with what is stored, by means of an index that can be thrown away at any time.

The groups of a ledger depend on its claims, its editors' decisions, the weights and the order in which the documents
came, not on how many runs they came in: an index that is missing, damaged or not in step with the ledger is built
anew, with the word rarities of the same claims, and gives the same groups. ``reconcile.grouping.index`` says where
a difference may come from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile import grouping
from reconcile.grouping.groups import make_group
from reconcile.grouping.scoring import Weights, current
from reconcile.languages.compiled import cache_folder
from reconcile.ledger import Ledger
from reconcile.model import Claim, Group

if TYPE_CHECKING:
    from reconcile.grouping.index import Index

#: A ledger of fewer claims is grouped as a whole each time: that takes a second or two.
FEW = 2_000

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Stand:
    """What grouping starts from: read before anything else, so that what comes meanwhile is not missed."""

    entry: int
    hash: str
    must_link: Pairs
    cannot_link: Pairs
    weights: Weights
    language: str

    @classmethod
    def of(cls, ledger: Ledger, language: str) -> _Stand:
        entry, hash = ledger.head()
        must_link, cannot_link = ledger.constraints()
        weights = current(ledger.address)
        return cls(entry, hash, must_link, cannot_link, weights, language)

    @property
    def linked(self) -> list[str]:
        """The claims that an editor has linked with others, or kept apart from them."""
        return sorted({id for pair in (*self.must_link, *self.cannot_link) for id in pair})


def regroup(ledger: Ledger, language: str) -> tuple[str, ...]:
    """Group the claims that are new with those that are stored; return the ids of the groups that changed."""
    stand = _Stand.of(ledger, language)
    folder = index_folder(ledger)
    index, groups = _added(ledger, stand, folder) or _anew(ledger, stand)
    changed = ledger.store_groups(groups, weights=stand.weights.version)
    if folder is not None and index is not None:
        _keep(index, stand, folder)
    return changed


def index_folder(ledger: Ledger) -> Path | None:
    """Say where the index of a ledger is kept: beside its file, else in the user's cache; ``None``: nowhere."""
    address = ledger.address
    if address == ":memory:":
        return None
    if "://" not in address:
        # Hidden, so that it is no document where the ledger stands among its documents.
        return Path(address).with_name(f".{Path(address).name}.index")
    cache = cache_folder()
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    return Path(cache).parent / "indexes" / name if cache else None


def counted_of(claims: int) -> int:
    """Say of how many of a ledger's claims the rarities are counted, the first to come: it rises by fifths."""
    counted = FEW
    while counted + counted // 5 <= claims:
        counted += counted // 5
    return counted


def _added(ledger: Ledger, stand: _Stand, folder: Path | None) -> tuple[Index, list[Group]] | None:
    """Add to the index what came since it was kept; ``None`` where there is none that is in step."""
    if folder is None or not folder.is_dir():
        return None
    from reconcile.grouping.index_files import load

    index = load(folder, stand.weights)
    if index is None or not _in_step(index, ledger, stand):
        return None
    arrivals = ledger.arrivals(index.note["entry"])
    known = set(index.ids)
    came = [claim for sha256 in arrivals.documents for claim in ledger.claims_of(sha256)]
    came += ledger.claims_named(arrivals.claims)
    new = sorted({c.id: c for c in came if c.id not in known}.values(), key=lambda c: c.id)
    if arrivals.rewritten or counted_of(len(known) + len(new)) != index.built:
        return None
    try:
        return index, _groups_of(ledger, _extended(index, new, stand), stand.language)
    except (IndexError, KeyError, ValueError):
        # Whole by its outside, but damaged: it is only a shortcut.
        return None


def _in_step(index: Index, ledger: Ledger, stand: _Stand) -> bool:
    note = index.note
    return (
        note.get("language") == stand.language
        and isinstance(note.get("entry"), int)
        and isinstance(note.get("linked"), list)
        and ledger.entry_hash(note["entry"]) == note.get("hash")
    )


def _extended(index: Index, new: Sequence[Claim], stand: _Stand) -> Sequence[Sequence[str]]:
    from reconcile.grouping.columns import columns_of

    change = index.extend(
        [claim.id for claim in new],
        columns_of(new),
        stand.must_link,
        stand.cannot_link,
        again=index.note["linked"],
    )
    return change.clusters


def _groups_of(ledger: Ledger, clusters: Sequence[Sequence[str]], language: str) -> list[Group]:
    claims = {c.id: c for c in ledger.claims_named({id for ids in clusters for id in ids})}
    return [make_group([claims[id] for id in sorted(ids)], language) for ids in clusters]


def _anew(ledger: Ledger, stand: _Stand) -> tuple[Index | None, list[Group]]:
    """Group all claims."""
    claims = sorted(ledger.all_claims(), key=lambda claim: claim.id)
    if len(claims) < FEW:
        return None, grouping.group(
            claims,
            must_link=stand.must_link,
            cannot_link=stand.cannot_link,
            language=stand.language,
            weights=stand.weights,
        )
    import numpy as np

    from reconcile.grouping.columns import columns_of
    from reconcile.grouping.index import Index

    index = Index.build(
        [claim.id for claim in claims],
        columns_of(claims),
        stand.weights,
        stand.must_link,
        stand.cannot_link,
        counted=np.array(_first_to_come(ledger, claims), dtype=np.int64),
    )
    by_id = {claim.id: claim for claim in claims}
    groups = [
        make_group([by_id[id] for id in cluster], stand.language) for cluster in index.clusters()
    ]
    return index, groups


def _first_to_come(ledger: Ledger, claims: Sequence[Claim]) -> list[int]:
    """Give the rows of the claims of which rarities are counted."""
    arrivals = ledger.arrivals()

    def came(row: int) -> tuple[int, str, str]:
        claim = claims[row]
        entry = arrivals.claims.get(claim.id) or arrivals.documents.get(claim.document, 0)
        return entry, claim.document, claim.id

    return sorted(sorted(range(len(claims)), key=came)[: counted_of(len(claims))])


def _keep(index: Index, stand: _Stand, folder: Path) -> None:
    from reconcile.grouping.index_files import save

    index.note = {
        "entry": stand.entry,
        "hash": stand.hash,
        "language": stand.language,
        "linked": stand.linked,
    }
    # Where it cannot be kept, the next run groups as a whole.
    with suppress(OSError):
        save(index, folder)
