"""Search finds words without case or accents, the same on both databases."""

from __future__ import annotations

import pytest

from reconcile.ledger import Ledger
from tests.reconcile.ledger.told import KILLED_5, MONDAY, TUESDAY, WOUNDED_70, count, document, tell

ACCENTED = document(
    "Été à l’Élysée. Les blessés sont rentrés.", outlet="Le Temps", published="2026-03-05"
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("elysee", ["document"]),
        ("ÉLYSÉE blessés", ["document"]),
        ("wounded lisb", ["group", "document"]),
        ("mayor", ["source", "document"]),
        ('"people were wounded"', ["claim", "claim", "document", "document"]),
        ('"wounded people were"', []),
        ("at least 5", ["claim", "document"]),
        ("", []),
        ("' OR 1=1 --", []),
        ("% _ * : & | !", []),
    ],
)
def test_search_finds(ledger: Ledger, text: str, kinds: list[str]) -> None:
    tell(ledger)
    ledger.add_document(ACCENTED, [])
    page = ledger.search(text)
    assert [hit.kind for hit in page.items] == kinds
    assert page.total == len(kinds)


def test_a_hit_says_where_it_stands(ledger: Ledger) -> None:
    tell(ledger)
    hit = next(hit for hit in ledger.search("at least 5").items if hit.kind == "claim")
    assert (hit.id, hit.title, hit.group) == (KILLED_5.id, "At least 5 died", "g-killed")
    hit = next(hit for hit in ledger.search("mayor office").items if hit.kind == "document")
    assert hit.id == TUESDAY.sha256
    assert "the mayor’s office said" in hit.excerpt


def test_pages_of_a_search_join_up(ledger: Ledger) -> None:
    tell(ledger)
    whole = ledger.search("people").items
    assert len(whole) == ledger.search("people").total == 7
    pages = [ledger.search("people", offset, 1).items for offset in range(7)]
    assert tuple(hit for page in pages for hit in page) == whole
    assert {MONDAY.sha256, WOUNDED_70.id} < {hit.id for hit in whole}


def test_a_text_longer_than_an_index_entry_is_found_to_its_end(ledger: Ledger) -> None:
    long = document("word " * 60_000 + "needle.", outlet="Long Read", published="2026-03-05")
    ledger.add_document(long, [])
    assert [hit.id for hit in ledger.search("needle").items] == [long.sha256]


def test_a_claim_added_by_hand_is_found_until_it_is_taken_back(ledger: Ledger) -> None:
    tell(ledger)
    missed = count(MONDAY, "Storm hits Lisbon", 1, measure="storms")
    found = [hit.kind for hit in ledger.search("storm hits").items]
    ledger.add_claim(missed, "g-killed")
    assert ledger.search("storm hits").total == len(found) + 1
    ledger.undo()
    assert [hit.kind for hit in ledger.search("storm hits").items] == found
    ledger.redo()
    assert ledger.search("storm hits").total == len(found) + 1
