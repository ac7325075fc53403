"""Speakers without a verb of their own, in brackets, in relative clauses, with a nickname."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text


def told(text: str) -> list[tuple[str, list[str | None]]]:
    """Each figure of a French text with the chain it stands on."""
    return [
        (claim.quantity.raw, [hop.name for hop in claim.attribution])
        for claim in extract_text(text, language="fr")
        if claim.quantity
    ]


def test_a_second_source_may_leave_its_verb_out() -> None:
    text = "La préfecture a compté 900 marcheurs, les organisateurs un peu plus de 4 000."
    assert told(text) == [
        ("900", ["préfecture"]),
        ("un peu plus de 4 000", ["organisateurs"]),
    ]


def test_one_who_receives_is_no_second_source() -> None:
    text = "Le ministre a annoncé que la marine aura 30 navires, l'armée 120."
    assert [chain for _, chain in told(text)] == [["ministre"], ["ministre"]]


def test_a_source_alone_in_brackets_speaks_for_the_figure_before_it() -> None:
    text = "Le défilé a réuni 700 personnes (préfecture) ou 2 000 (syndicats)."
    assert told(text) == [("700", ["préfecture"]), ("2 000", ["syndicats"])]


def test_a_party_in_brackets_is_no_source() -> None:
    assert told("Douze députés (Parti radical) ont voté contre.")[0][1] == []


def test_a_source_within_brackets_speaks_for_nothing_outside_them() -> None:
    text = "Quelque 300 personnes (800 selon les syndicats) ont marché à Tulle."
    assert [chain for _, chain in told(text)] == [[], ["syndicats"]]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire Paul Dury, qui a recensé 14 blessés, a remercié les secours.",
        "Le maire Paul Dury, qui estime à 14 le nombre de blessés, demande des fonds.",
    ],
)
def test_a_relative_clause_is_the_word_of_whom_it_is_about(text: str) -> None:
    assert told(text) == [("14", ["Paul Dury"])]


def test_a_relative_clause_does_not_speak_for_what_follows_it() -> None:
    text = "Le maire Paul Dury, qui a parlé de 14 blessés, a reçu 60 familles."
    assert told(text) == [("14", ["Paul Dury"]), ("60", [])]


def test_what_a_source_did_is_not_its_word() -> None:
    text = "Le feu a détruit 40 granges, d'après les pompiers, qui ont engagé 300 hommes."
    assert told(text) == [("40", ["pompiers"]), ("300", [])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Selon Pierre "Pedro" Lanta, 40 mineurs sont bloqués.', 'Pierre "Pedro" Lanta'),
        (
            "Le chef rebelle, Joseph « Le Rouge » Balat, a revendiqué 12 enlèvements.",
            "Joseph « Le Rouge » Balat",
        ),
    ],
)
def test_a_nickname_belongs_to_the_name(text: str, name: str) -> None:
    assert [chain for _, chain in told(text)] == [[name]]
