"""Parts that a text declares are grouped with their whole."""

from __future__ import annotations

from reconcile.grouping import group
from reconcile.model import Claim
from tests.reconcile.grouping.test_group import told


def groups(claims: list[Claim], **links: list[tuple[str, str]]) -> set[frozenset[str]]:
    return {frozenset(item.claims) for item in group(claims, **links)}


WHOLE = told("a", "killed", "people", "PE", text="12 people were killed in Peru")
COAST = told("b", "killed", "people", "PE/lima", text="8 in Lima", whole="a")
INLAND = told("c", "killed", "people", "PE/cusco", text="4 in Cusco", whole="a")


def test_parts_in_two_places_stay_with_the_whole() -> None:
    assert groups([WHOLE, COAST, INLAND]) == {frozenset("abc")}


def test_a_part_of_another_measure_is_no_part() -> None:
    hurt = told("b", "wounded", "people", "PE/lima", text="8 hurt in Lima", whole="a")
    assert groups([WHOLE, hurt]) == {frozenset("a"), frozenset("b")}


def test_a_part_that_an_editor_took_out_stays_out() -> None:
    parted = groups([WHOLE, COAST, INLAND], cannot_link=[("a", "b")])
    assert not any({"a", "b"} <= members for members in parted)
    assert any({"a", "c"} <= members for members in parted)
