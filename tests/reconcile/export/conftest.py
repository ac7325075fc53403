"""A ledger on disk that holds the groups written out by hand, with a decision and a verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Document, Group
from tests.reconcile.export.examples import ASIDE, DECISION, VERDICT, WOUNDED


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the ledger; not to be changed by a test."""
    path = tmp_path_factory.mktemp("ledger") / "r.db"
    fill(path)
    return path


@pytest.fixture
def ledger(kept: Path) -> Iterator[Ledger]:
    with Ledger.open(kept, actor="Ana") as opened:
        yield opened


def fill(path: Path) -> str:
    """Make the ledger; return the id of its group."""
    with Ledger.open(path, actor="Ana") as ledger:
        digests = []
        for claim in WOUNDED.claims:
            head = WOUNDED.documents[claim.document]
            text = claim.sentence
            digests.append(hashlib.sha256(text.encode()).hexdigest())
            document = Document(
                sha256=digests[-1],
                text_sha256=digests[-1],
                path=head.path,
                text=text,
                language=head.language,
                outlet=head.outlet,
                title=head.title,
                url=head.url,
                published=head.published,
                received=text.encode(),
            )
            ledger.add_document(document, [replace(claim, document=digests[-1])])
        ledger.store_copies([(digests[2], digests[0], 0.5)])
        group = WOUNDED.group
        (group_id,) = ledger.store_groups(
            [Group(group.id, group.claims, group.question, group.name)]
        )
        ledger.store_assessment(group_id, WOUNDED.assessment)
        ledger.judge(DECISION, group=group_id)
        ledger.judge(ASIDE, group=group_id)
        ledger.note("claim:claim-31", "call the hospital back")
        ledger.settle(replace(VERDICT, group=group_id))
    return group_id
