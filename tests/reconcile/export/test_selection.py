"""Which groups and claims are chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reconcile.export.selection import Chooser, Selection
from reconcile.model import PartialDate, Source
from schema.vocabulary import SourceKind, Status
from tests.reconcile.export.examples import DECIDED_WOUNDED, SOURCES, WOUNDED

SPOKESMAN = Source("jean_roc", "Jean Roc", SourceKind.PERSON, parent="prefecture_port_aven")


def chosen(selection: Selection, view=WOUNDED, sources=SOURCES) -> list[str]:
    if not selection.admits_group(view):
        return []
    chooser = Chooser(selection, sources)
    return [claim.id for claim in view.claims if chooser.admits(view, claim)]


def test_nothing_asked_chooses_everything():
    assert not Selection()
    assert chosen(Selection()) == ["claim-12", "claim-31", "claim-20"]


@pytest.mark.parametrize(
    "asked", ["prefecture_port_aven", "Préfecture de Port-Aven", "the prefecture", "PREFECTURE"]
)
def test_a_source_is_found_by_key_name_or_alias(asked: str):
    assert chosen(Selection(source=asked)) == ["claim-12", "claim-20"]


def test_who_speaks_for_a_source_is_that_source():
    view = replace(WOUNDED, claims=(replace(WOUNDED.claims[1], origin_key="jean_roc"),))
    sources = {**SOURCES, SPOKESMAN.key: SPOKESMAN}
    assert chosen(Selection(source="préfecture"), view, sources) == ["claim-31"]


def test_an_outlet_is_a_source_too():
    assert chosen(Selection(source="the HARBOUR post")) == ["claim-31"]


def test_a_place_is_found_without_accents_and_case():
    assert len(chosen(Selection(place="port-aven"))) == 3
    assert chosen(Selection(place="Elsewhere")) == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-08", None, ["claim-31", "claim-20"]),
        (None, "2024-03-06", []),
        ("2024-03", "2024-03", ["claim-12", "claim-31", "claim-20"]),
        ("2025", None, []),
    ],
)
def test_a_claim_is_of_a_period_that_its_scope_touches(first, last, expected):
    selection = Selection(
        first=PartialDate.parse(first) if first else None,
        last=PartialDate.parse(last) if last else None,
    )
    assert chosen(selection) == expected


def test_groups_are_chosen_by_status_id_and_words():
    assert chosen(Selection(status=(Status.SETTLED,))) == []
    assert len(chosen(Selection(status=(Status.SETTLED,)), DECIDED_WOUNDED)) == 3
    assert len(chosen(Selection(group=("wounded-",)))) == 3
    assert chosen(Selection(group=("killed",))) == []
    assert len(chosen(Selection(search="blessees"))) == 3
    assert chosen(Selection(search="volcano")) == []


def test_since_leaves_out_what_has_not_changed():
    view = replace(WOUNDED, updated=dt.datetime(2024, 3, 9, 12, tzinfo=dt.UTC))
    assert chosen(Selection(since=dt.datetime(2024, 3, 10, tzinfo=dt.UTC)), view) == []
    assert len(chosen(Selection(since=dt.datetime(2024, 3, 9)), view)) == 3
