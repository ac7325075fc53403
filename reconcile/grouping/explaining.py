"""Why a claim is in its group: the member it goes best with, and what each feature added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reconcile.grouping.candidates import Pairs
from reconcile.grouping.columns import columns_of
from reconcile.grouping.features import Comparer
from reconcile.grouping.partition import respelt
from reconcile.grouping.scoring import Weights, probability, shipped
from reconcile.grouping.statistics import Statistics
from reconcile.model import Claim, Contribution, Group

#: Members of its group that a claim is compared with.
_MEMBERS = 20


def waterfall(
    a: Claim, b: Claim, among: Sequence[Claim], weights: Weights | None = None
) -> tuple[Contribution, ...]:
    """Say of two claims of a ledger which feature added what to the log-odds that they are on one question.

    Each contribution adds ``value * weight``; the first is the bias.
    """
    chosen = weights or shipped()
    rows = sorted(
        {claim.id: claim for claim in (*among, a, b)}.values(), key=lambda claim: claim.id
    )
    place = {claim.id: row for row, claim in enumerate(rows)}
    comparer = _comparer(rows)
    features = comparer.compare(_pairs([(place[a.id], place[b.id])]))
    return chosen.waterfall(features[0])


def explain(
    claims: Sequence[Claim], groups: Sequence[Group], weights: Weights | None = None
) -> dict[str, dict[str, Any]]:
    """Give for each claim the member that it goes best with, the probability, and what each feature added.

    A claim alone in its group has nothing to show.
    """
    chosen = weights or shipped()
    rows = sorted(claims, key=lambda claim: claim.id)
    place = {claim.id: row for row, claim in enumerate(rows)}
    comparer = _comparer(rows)
    told: dict[str, dict[str, Any]] = {claim.id: {} for claim in rows}
    for group in groups:
        for claim in group.claims:
            others = [other for other in group.claims if other != claim][:_MEMBERS]
            if not others:
                continue
            features = comparer.compare(_pairs([(place[claim], place[other]) for other in others]))
            scores = chosen.log_odds(features)
            best = int(np.argmax(scores))
            told[claim] = {
                "with": others[best],
                "probability": round(float(probability(scores)[best]), 3),
                "weights": chosen.version,
                "added": {
                    part.name: round(part.value * part.weight, 2)
                    for part in chosen.waterfall(features[best])
                },
            }
    return told


def _comparer(rows: Sequence[Claim]) -> Comparer:
    batch = respelt(columns_of(rows))
    return Comparer.of(batch, Statistics.of(batch.bags))


def _pairs(rows: Sequence[tuple[int, int]]) -> Pairs:
    first, second = np.array(rows, dtype=np.int32).T
    return Pairs(np.ascontiguousarray(first), np.ascontiguousarray(second))
