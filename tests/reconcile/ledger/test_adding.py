"""What is added is kept whole, once, and can be read back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reconcile.ledger import Ledger
from reconcile.model import Document, ReconcileError
from tests.reconcile.ledger.told import (
    CONTESTED,
    G_KILLED,
    G_WOUNDED,
    KILLED_3,
    KILLED_5,
    MONDAY,
    TUESDAY,
    WOUNDED_56,
    WOUNDED_70,
    tell,
)


def test_a_document_and_its_claims_come_back_as_they_were_added(ledger: Ledger) -> None:
    assert ledger.add_document(MONDAY, [WOUNDED_56, KILLED_3])
    assert ledger.document(MONDAY.sha256) == replace(MONDAY, received=None)
    assert ledger.received(MONDAY.sha256) == MONDAY.received
    assert ledger.claims_of(MONDAY.sha256) == (WOUNDED_56, KILLED_3)
    assert ledger.claim(WOUNDED_56.id) == WOUNDED_56
    assert sorted(claim.id for claim in ledger.all_claims()) == sorted([WOUNDED_56.id, KILLED_3.id])


def test_adding_the_same_document_again_writes_nothing(ledger: Ledger) -> None:
    ledger.add_document(MONDAY, [WOUNDED_56])
    head = ledger.head()
    assert not ledger.add_document(MONDAY, [WOUNDED_56, KILLED_3])
    assert ledger.head() == head
    assert ledger.claims().total == 1


def test_a_document_that_fails_leaves_nothing_behind(ledger: Ledger) -> None:
    ledger.add_document(MONDAY, [WOUNDED_56])
    broken = replace(WOUNDED_70, sentence="70 people\x00")
    with pytest.raises(ReconcileError, match="NUL"):
        ledger.add_document(TUESDAY, [KILLED_5, broken])
    assert ledger.documents().total == 1
    assert ledger.head()[0] == 1


def test_claims_of_another_document_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ReconcileError, match="another document"):
        ledger.add_document(MONDAY, [WOUNDED_70])


def test_text_of_every_script_survives(ledger: Ledger) -> None:
    text = "« Élysée » – 五十六 ‏خمسون‎ 𝔽𝕚𝕗𝕥𝕪 [sic] %s {x} ' \" \\ \t\u202f\n\u2028end"
    odd = Document("a" * 64, "b" * 64, "odd.txt", text, received=None)
    ledger.add_document(odd, [])
    assert ledger.document("a" * 64).text == text


def test_a_group_keeps_its_id_while_it_grows(ledger: Ledger) -> None:
    tell(ledger)
    renamed = replace(G_WOUNDED, id="another-id")
    assert ledger.store_groups([renamed, G_KILLED]) == ()
    grown = replace(G_KILLED, id="third-id", claims=(KILLED_5.id, KILLED_3.id), name="the dead")
    assert ledger.store_groups([grown]) == ("g-killed",)
    assert ledger.group("g-killed").group.name == "the dead"


def test_a_group_opens_with_all_that_is_known_of_it(ledger: Ledger) -> None:
    tell(ledger)
    view = ledger.group("g-wounded")
    assert view.group == G_WOUNDED
    assert view.claims == (WOUNDED_56, WOUNDED_70)
    assert view.assessment == CONTESTED
    assert view.anchor == WOUNDED_56.id
    assert view.documents[TUESDAY.sha256].label == "Evening News"
    assert view.documents[TUESDAY.sha256].claims == 2


def test_the_inbox_shows_first_what_deserves_attention(ledger: Ledger) -> None:
    tell(ledger)
    page = ledger.inbox()
    assert [line.id for line in page.items] == ["g-wounded", "g-killed"]
    line = page.items[0]
    assert (line.claims, line.documents, line.origins) == (2, 2, 2)
    assert (line.undecided, line.contradictions) == (1, 1)
    assert (line.low, line.high) == (56, 70)
    assert (str(line.first), str(line.last)) == ("2026-03-02", "2026-03-03")
    assert [line.id for line in ledger.inbox(text="KILLED lisbon").items] == ["g-killed"]
    assert ledger.inbox(text="100%").total == 0


def test_a_group_is_found_by_the_beginning_of_its_id_or_by_its_name(ledger: Ledger) -> None:
    tell(ledger)
    assert ledger.find_group("g-w") == "g-wounded"
    assert ledger.find_group("People killed – Lisbon") == "g-killed"
    with pytest.raises(ReconcileError, match="several groups"):
        ledger.find_group("g-")
    with pytest.raises(ReconcileError, match="no group"):
        ledger.find_group("h")


def test_who_said_what_names_the_documents_and_the_groups(ledger: Ledger) -> None:
    tell(ledger)
    (statement,) = ledger.who("mayor of lisbon")
    assert statement.claim == WOUNDED_70
    assert statement.document.outlet == "Evening News"
    assert (statement.group, statement.group_name) == ("g-wounded", "people wounded · Lisbon")
    assert [one.claim.id for one in ledger.who("Mayr of Lisbon")] == [WOUNDED_70.id]
    with pytest.raises(ReconcileError, match="no source like"):
        ledger.who("Ministry of Silly Walks")


def test_a_paper_that_speaks_for_itself_is_the_source(ledger: Ledger) -> None:
    tell(ledger)
    assert [one.claim.id for one in ledger.who("Morning Post")] == [KILLED_3.id]
    assert {source.name for source in ledger.sources().items} == {
        "Evening News", "Mayor of Lisbon", "Morning Post", "Red Cross",
    }  # fmt: skip
