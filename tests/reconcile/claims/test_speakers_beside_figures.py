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


def test_a_capital_without_its_verb_speaks_for_its_own_figure() -> None:
    text = "Rome a promis 50 millions d'euros, Londres 20 millions et Paris 10 millions."
    assert [chain for _, chain in told(text)] == [["Rome"], ["Londres"], ["Paris"]]


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


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Le groupe compte 40 filiales.", []),
        ("Le juge a condamné le gérant à 500 euros d'amende.", []),
        ("Le ministère compte douze morts.", ["ministère"]),
        ("Le ministre affirme vouloir construire 600 logements.", ["ministre"]),
        ("« 90 % des lignes sont réparées », se félicite-t-on chez ERDF.", ["ERDF"]),
        ("Aux yeux des syndicats, 700 emplois sont menacés.", ["syndicats"]),
        ("On compte 9 morts, a-t-on indiqué à la préfecture.", ["préfecture"]),
        ("Les autorités avaient d'abord parlé de 12 morts.", ["autorités"]),
        ("La CGT réclame une prime de 300 euros.", ["CGT"]),
    ],
)
def test_what_one_says_is_told_from_what_one_has(text: str, chain: list[str]) -> None:
    assert [names for _, names in told(text)] == [chain]


def test_each_object_of_two_verbs_has_its_own_source() -> None:
    text = "Si le gouvernement avance le chiffre de 20 morts, l'opposition en compte 50."
    assert [chain for _, chain in told(text)] == [["gouvernement"], ["opposition"]]


def test_a_hearer_is_no_part_of_the_speakers_name() -> None:
    text = "« Cinq granges ont brûlé », raconte à Ouest-France Luc Pernet."
    assert told(text) == [("Cinq", ["Ouest-France", "Luc Pernet"])]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "Alors que la police parle de 500 marcheurs, la rue en voyait 900.",
            [["police"], []],
        ),
        (
            "« Il y a 300 familles dehors », s'emporte Moussa Diallo, chef du village.",
            [["Moussa Diallo"]],
        ),
    ],
)
def test_a_speaker_governs_his_own_clause(text: str, chains: list[list[str]]) -> None:
    assert [chain for _, chain in told(text)] == chains


def test_the_latest_toll_of_a_body_is_its_word() -> None:
    (claim,) = extract_text(
        "Selon le dernier bilan de la préfecture, 30 granges ont brûlé.", language="fr"
    )
    assert [hop.organisation for hop in claim.attribution] == ["préfecture"]
