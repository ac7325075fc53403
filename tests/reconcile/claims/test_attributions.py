"""Whose word a figure stands on."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim


def speakers(text: str, language: str) -> dict[str, list[str | None]]:
    """The chain of each figure, by its raw words."""
    return {
        claim.quantity.raw: [hop.name for hop in claim.attribution]
        for claim in extract_text(text, language=language)
        if claim.quantity
    }


def figures(text: str, language: str) -> list[Claim]:
    return [claim for claim in extract_text(text, language=language) if claim.quantity]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "Trois soldats ont été tués, selon la police.", "police"),
        ("fr", "D'après la préfecture, trois soldats ont été tués.", "préfecture"),
        ("fr", "La police a affirmé que trois soldats avaient été tués.", "police"),
        ("fr", "Trois soldats ont été tués, a indiqué mardi le Pentagone.", "Pentagone"),
        ("fr", "Trois soldats ont été tués, a déclaré le 3 mars le ministère.", "ministère"),
        ("fr", "La police fait état de trois morts.", "police"),
        ("fr", "Le gouvernement vient d'annoncer que trois soldats sont morts.", "gouvernement"),
        ("fr", "« Nous avons perdu trois soldats », a dit Jean Dupont.", "Jean Dupont"),
        (
            "fr",
            "Jean Dupont, maire de Lens, a indiqué que trois soldats sont morts.",
            "Jean Dupont",
        ),
        ("fr", "Pour la préfecture, trois soldats sont morts.", "préfecture"),
        ("fr", "Le bilan est, selon l'ONU, de 213 morts.", "ONU"),
        ("en", "Three soldiers were killed, according to police.", "police"),
        ("en", "According to the ministry, three soldiers were killed.", "ministry"),
        ("en", "Police said three soldiers were killed.", "Police"),
        ("en", "Three soldiers were killed, officials said.", "officials"),
        ("en", '"We lost three soldiers," said Jane Smith.', "Jane Smith"),
        ("en", "Jane Smith, a police spokeswoman, said three soldiers died.", "Jane Smith"),
        ("en", "The WHO reported 167,515 cases.", "WHO"),
        ("en", "By the union's count, 300 workers were laid off.", "union's count"),
        ("en", "The fire killed 30 people by the army's own estimate.", "army's own estimate"),
        (
            "en",
            "According to a March 4, 2021 police press release, three soldiers died.",
            "police press release",
        ),
        (
            "en",
            "A 4 March NATO press release said three soldiers died.",
            "NATO press release",
        ),
        ("en", "The clinic's May 3 bulletin said three soldiers died.", "clinic's May 3 bulletin"),
        ("en", "Three soldiers died, a Tuesday army statement said.", "army statement"),
        ("en", "The agency's count stood at 31 deaths.", "agency's count"),
        ("en", "Azerbaijan claimed to have killed 2,300 soldiers.", "Azerbaijan"),
        ("en", "There were 50 mistakes, as the Herald Sun reported.", "Herald Sun"),
        ("en", "On Thursday officials reported the number of cases rose to 58.", "officials"),
        ("en", "Event organizers reported this year 908 visitors.", "Event organizers"),
        ("en", "The study also noted over 370 deaths.", "study"),
        ("en", "Some 40 homes burned, according to the governor's office.", "governor's office"),
        ("en", "The Peruvian navy seized 12 boats, it said in a statement.", "Peruvian navy"),
        ("en", "John Kamau lost 40 goats, he said.", "John Kamau"),
        ("en", "Earlier, the fire department said three people died.", "fire department"),
        ("en", "Nine people died, deputy chief Jack Tan told a news conference.", "Jack Tan"),
        ("en", "Aid workers fear as many as 5,000 people are trapped.", "Aid workers"),
    ],
)
def test_every_common_frame_names_its_speaker(language: str, text: str, speaker: str) -> None:
    (chain,) = speakers(text, language).values()
    assert chain == [speaker]


def test_each_source_of_a_sentence_keeps_its_own_figure() -> None:
    text = "Ils étaient 14 000 selon la préfecture, et 55 000 selon les syndicats."
    assert speakers(text, "fr") == {"14 000": ["préfecture"], "55 000": ["syndicats"]}


def test_another_speaker_takes_over_after_a_but() -> None:
    text = "Officials said 24 people were hurt, but Reuters reported as many as 32 injuries."
    assert speakers(text, "en") == {"24": ["Officials"], "as many as 32": ["Reuters"]}


def test_a_person_has_a_role_and_a_body() -> None:
    text = "Dix soldats ont été tués, a affirmé le porte-parole du Pentagone, le général Pat Ryder."
    (claim,) = figures(text, "fr")
    (hop,) = claim.attribution
    assert (hop.speaker, hop.organisation, hop.anonymous) == ("Pat Ryder", "Pentagone", False)
    assert hop.role is not None
    assert hop.role.startswith("porte-parole du Pentagone")


def test_the_outlet_that_was_told_comes_before_the_speaker() -> None:
    (claim,) = figures(
        "Deux responsables ont déclaré à Reuters que trois soldats sont morts.", "fr"
    )
    assert [hop.name for hop in claim.attribution] == ["Reuters", "Deux responsables"]
    assert claim.origin == "Deux responsables"
    assert claim.attribution[1].anonymous


def test_whoever_reports_what_another_says_comes_before_him() -> None:
    (claim,) = figures("CNN reported that, according to officials, 12 people died.", "en")
    assert [hop.name for hop in claim.attribution] == ["CNN", "officials"]


def test_a_participle_may_have_a_subject_of_its_own() -> None:
    text = "The road reopened, with officials reporting 12 deaths."
    assert speakers(text, "en") == {"12": ["officials"]}


def test_whoever_cites_another_between_commas_comes_before_him() -> None:
    text = "The BBC reported, citing police data, there were 80 arrests."
    assert speakers(text, "en") == {"80": ["BBC", "police data"]}


def test_what_cannot_speak_is_not_taken_up_by_a_pronoun() -> None:
    assert speakers("The storm killed 12 people, it said.", "en") == {"12": []}


def test_a_protest_that_continued_says_nothing() -> None:
    text = "With 40 people hurt, opposition protests continued."
    assert speakers(text, "en") == {"40": []}


def test_a_pronoun_that_opens_a_sentence_speaks_in_its_participle() -> None:
    text = "Mayor Ann Lee said she was sad. She spoke at length, claiming 200 houses were lost."
    assert speakers(text, "en") == {"200": ["Ann Lee"]}


def test_the_number_of_speakers_is_no_claim() -> None:
    assert figures("Quatre responsables américains ont déclaré que la base est vide.", "fr") == []


def test_a_pronoun_points_to_the_last_fitting_speaker() -> None:
    text = "Le maire, Paul Durand, a démissionné. « Il y a eu 12 blessés », a-t-il ajouté."
    (claim,) = figures(text, "fr")
    assert claim.origin == "Paul Durand"
    assert claim.attribution[0].support == "inherited"


def test_the_source_stands_for_the_one_named_before() -> None:
    text = (
        "Un rapport de Tortoise Media affirme que la région brûle. Une source des renseignements a "
        "déclaré au média : « Ils partent ». La source ajoute : « Ils ont évacué une douzaine de bases. »"
    )
    (claim,) = figures(text, "fr")
    assert [hop.name for hop in claim.attribution] == [
        "Tortoise Media",
        "source des renseignements",
    ]


def test_a_quotation_of_several_sentences_has_one_speaker() -> None:
    text = '"We lost three men. Another 12 were wounded. It was hard," said Jane Smith.'
    assert set(map(tuple, speakers(text, "en").values())) == {("Jane Smith",)}


def test_a_quotation_goes_on_after_its_speaker() -> None:
    text = '"It was hard," said Jane Smith. "We lost three men."'
    assert speakers(text, "en") == {"three": ["Jane Smith"]}


def test_a_speaker_is_not_carried_into_a_sentence_that_does_not_continue_him() -> None:
    text = "Police said three people died. Another 12 people were wounded."
    assert speakers(text, "en")["12"] == []


def test_a_surname_is_given_its_full_name() -> None:
    text = "Sheriff Bill Brown said the search was over. Brown said 20 bodies were found."
    (claim,) = figures(text, "en")
    assert claim.origin == "Bill Brown"
    assert claim.origin_key == "person:bill_brown"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The court abolished rules about 12 crimes."),
        ("en", "The new law covers 12 states."),
        ("fr", "HP accuse une baisse de 3 %."),
        ("fr", "Israël a déclaré la guerre après 12 morts."),
        ("en", "Three reports covered 12 states."),
    ],
)
def test_what_only_looks_like_a_reporting_verb_names_nobody(language: str, text: str) -> None:
    assert all(chain == [] for chain in speakers(text, language).values())


@pytest.mark.parametrize(
    ("language", "text", "chain"),
    [
        (
            "en",
            "The president said 20 people died, according to Reuters.",
            ["Reuters", "president"],
        ),
        (
            "fr",
            "La télévision, citant le ministère, a annoncé 12 morts.",
            ["télévision", "ministère"],
        ),
        (
            "fr",
            "Le chef de la police, cité par l'agence Tass, a parlé de 12 morts.",
            ["agence Tass", "chef de la police"],
        ),
        ("fr", "Interrogée par Le Monde, la ministre évoque « 200 cas ».", ["ministre"]),
        (
            "fr",
            "Le journal Le Soir affirme, sans le prouver, que 12 civils sont morts.",
            ["Le Soir"],
        ),
        (
            "en",
            "The toll rose to 22 people, reported officials, with 25 others injured.",
            ["officials"],
        ),
        ("fr", "Au moins 12 personnes sont mortes, a-t-on appris auprès des secours.", ["secours"]),
        ("fr", "Hollande avait promis d'engager « la réduction à 50 % ».", ["Hollande"]),
    ],
)
def test_paths_to_the_page_are_read_in_order(language: str, text: str, chain: list[str]) -> None:
    assert next(iter(speakers(text, language).values())) == chain


def test_a_quotation_goes_on_after_a_remark_about_its_speaker() -> None:
    text = '"We lost everything," said Ann Smith, who lives nearby. "There were 12 houses here."'
    assert speakers(text, "en") == {"12": ["Ann Smith"]}


def test_whoever_declines_to_comment_says_nothing_of_the_figure() -> None:
    text = "A spokesperson, Jane Doe, declined to comment on the 346 deaths."
    assert speakers(text, "en") == {"346": []}


def test_people_whom_someone_speaks_of_are_counted() -> None:
    (claim,) = figures("La police a dit que trois habitants ont été blessés.", "fr")
    assert (claim.counted, claim.origin) == ("habitants", "police")
