"""Sentences as the French press writes them: what each figure counts, and on whose word it stands."""

from __future__ import annotations

import pytest

from reconcile.claims import extract_text
from reconcile.model import Claim


def figures(text: str) -> list[Claim]:
    return [claim for claim in extract_text(text, language="fr") if claim.quantity]


def value(claim: Claim) -> float | None:
    assert claim.quantity is not None
    return claim.quantity.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Quelque 14 000 personnes ont défilé samedi à Nantes selon la préfecture, et 55 "
                "000 selon les syndicats."
            ),
            [(14000, ["préfecture"]), (55000, ["syndicats"])],
        ),
        (
            (
                "Pour la préfecture, ils étaient 3 200 à battre le pavé ; les organisateurs en "
                "revendiquent 9 000."
            ),
            [(3200, ["préfecture"]), (9000, ["organisateurs"])],
        ),
        (
            (
                "La marche a rassemblé 80 000 personnes d'après la police, contre 200 000 pour "
                "les syndicats."
            ),
            [(80000, ["police"]), (200000, ["syndicats"])],
        ),
        (
            "L'hôpital de Homs fait état de 17 morts et de 42 blessés.",
            [(17, ["hôpital de Homs"]), (42, ["hôpital de Homs"])],
        ),
        (
            (
                "L'armée affirme avoir tué quinze combattants ; les rebelles disent n'en avoir "
                "perdu que trois."
            ),
            [(15, ["armée"]), (3, ["rebelles"])],
        ),
        (
            (
                "« Nous avons recensé 48 blessés. Parmi eux, 7 sont dans un état grave », a "
                "déclaré le docteur Amine Khelif, chef des urgences."
            ),
            [(48, ["Amine Khelif"]), (7, ["Amine Khelif"])],
        ),
        (
            (
                "« Nous avons perdu 300 emplois, explique la directrice. Nous en perdrons encore "
                "120 l'an prochain. »"
            ),
            [(300, ["directrice"]), (120, ["directrice"])],
        ),
        ("L'opposition évoque, elle, plus de 1 000 morts.", [(1000, ["opposition"])]),
        (
            "Les dégâts sont estimés à 1,3 milliard d'euros par les assureurs.",
            [(1300000000, ["assureurs"])],
        ),
        (
            (
                "« La facture s'élève à 5 millions », a déploré le maire, Paul Ancelin. Il a "
                "ajouté que 60 familles restaient sans toit."
            ),
            [(5000000, ["Paul Ancelin"]), (60, ["Paul Ancelin"])],
        ),
        (
            (
                "Le syndicat estime que 70 % des enseignants étaient en grève ; le rectorat "
                "avance le chiffre de 38 %."
            ),
            [(70, ["syndicat"]), (38, ["rectorat"])],
        ),
        (
            (
                "Pour dessiner ce logo, le graphiste est parti d'une idée simple : « On confie "
                "aux élèves six feutres de couleur. »"
            ),
            [(6, ["graphiste"])],
        ),
        (
            (
                "Le président de la fédération Horizon, se réjouit que la pétition ait réuni 300 "
                "000 noms."
            ),
            [(300000, ["président de la fédération Horizon"])],
        ),
        (
            "La CFDT qui demandait de fixer la prime à 900 euros a quitté la table.",
            [(900, ["CFDT"])],
        ),
        ("Le ministre a promis de créer 500 postes.", [(500, ["ministre"])]),
        ("Le maire a appelé au calme : « Trois immeubles ont brûlé. »", [(3, ["maire"])]),
        (
            (
                "« Au moins 17 personnes ont péri », a déploré à la radio publique le préfet de "
                "la région, Alain Morvan. « Une quarantaine d'autres sont portées disparues. »"
            ),
            [(17, ["Alain Morvan"]), (40, ["Alain Morvan"])],
        ),
        (
            "Les syndicats, qui annonçaient 30 000 manifestants, n'en ont compté que 18 000.",
            [(30000, ["syndicats"]), (18000, ["syndicats"])],
        ),
        (
            "Les pertes sont estimées par les assureurs à 300 millions de dollars.",
            [(300000000, ["assureurs"])],
        ),
        (
            "La direction propose 2 % d'augmentation, les syndicats en demandent 5 %.",
            [(2, ["direction"]), (5, ["syndicats"])],
        ),
        (
            "Le gouvernement table sur une croissance de 1,5 %, quand le FMI prévoit 0,9 %.",
            [(1.5, ["gouvernement"]), (0.9, ["FMI"])],
        ),
        (
            (
                "Selon l'avocat de la famille, Me Sarfati, le jeune homme a reçu six balles, "
                "alors que la police n'en reconnaît que deux."
            ),
            [(6, ["Sarfati"]), (2, ["police"])],
        ),
        (
            (
                "Des pluies torrentielles ont fait au moins 45 morts et plus de 3 000 sans-abri, "
                "ont annoncé samedi les autorités locales, qui craignent un bilan plus lourd."
            ),
            [(45, ["autorités locales"]), (3000, ["autorités locales"])],
        ),
        ("Le gouvernement, lui, n'en reconnaît que 4.", [(4, ["gouvernement"])]),
    ],
)
def test_each_figure_has_the_word_it_stands_on(
    text: str, expected: list[tuple[float, list[str]]]
) -> None:
    found = [(value(claim), [hop.name for hop in claim.attribution]) for claim in figures(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Au moins 30 d'entre eux ont été hospitalisés.", [(30, "personnes")]),
        (
            "Cinq soldats ont été tués, dont trois officiers, et douze autres blessés.",
            [(5, "soldats"), (3, "officiers"), (12, "autres soldats")],
        ),
        (
            (
                "Le parti arrive en tête avec 124 sièges, devant la coalition (98) et les "
                "centristes (31)."
            ),
            [(124, "sièges"), (98, "sièges"), (31, "sièges")],
        ),
        ("Sur les 577 députés, 412 étaient présents.", [(577, "députés"), (412, "députés")]),
        ("Trois des cinq otages ont été libérés.", [(3, "otages"), (5, "otages")]),
        (
            "Son chiffre d'affaires a bondi de 18 % à 2,4 milliards de dollars.",
            [(18, "chiffre d'affaires"), (2400000000, "dollars")],
        ),
        ("Le baril a perdu 2,10 dollars à 89,40 dollars.", [(2.1, "dollars"), (89.4, "dollars")]),
        (
            "Le texte a été adopté par 289 voix contre 239 et 11 abstentions.",
            [(289, "voix"), (239, "voix"), (11, "abstentions")],
        ),
        (
            "La police a interpellé 23 personnes, dont 8 mineurs.",
            [(23, "personnes"), (8, "mineurs")],
        ),
        (
            (
                "La baisse des réservations (12,4 % de moins pour les vols intérieurs) inquiète, "
                "tout comme le recul du titre (- 27 % en six mois et - 41 % en un an)."
            ),
            [(12.4, "baisse des réservations"), (-27, "recul du titre"), (-41, "recul du titre")],
        ),
        (
            "Le budget de la culture vient d'être amputé de près de moitié.",
            [(50, "budget de la culture")],
        ),
        (
            "La thèse concerne surtout les pêcheurs de la côte nord. Ils sont 12 000.",
            [(12000, "pêcheurs")],
        ),
        (
            (
                "D'après un sondage réalisé auprès de 1 012 personnes, 62 % des Français y sont "
                "favorables."
            ),
            [(1012, "personnes"), (62, "Français")],
        ),
        (
            "L'accident a coûté la vie à neuf touristes, dont quatre Belges et deux enfants.",
            [(9, "touristes"), (4, "Belges"), (2, "enfants")],
        ),
        (
            "Vingt-sept des trente-deux mineurs ensevelis ont été remontés à la surface.",
            [(27, "mineurs ensevelis"), (32, "mineurs ensevelis")],
        ),
        (
            "La société détient désormais 34 % du capital, contre 19 % auparavant.",
            [(34, "capital"), (19, "capital")],
        ),
        (
            "La grève a entraîné l'annulation de 340 vols sur les 900 prévus.",
            [(340, "vols"), (900, "vols")],
        ),
        ("La banque va fermer 120 de ses 800 agences.", [(120, "agences"), (800, "agences")]),
        (
            "Sur les quinze pays membres, neuf ont ratifié le traité et trois l'ont rejeté.",
            [(15, "pays membres"), (9, "pays membres"), (3, "pays membres")],
        ),
        ("Le nombre de touristes a chuté d'un tiers l'an dernier.", [(33.33, "touristes")]),
        (
            "L'Allemagne accueillera 4 000 réfugiés, la France 2 500 et l'Espagne 1 200.",
            [(4000, "réfugiés"), (2500, "réfugiés"), (1200, "réfugiés")],
        ),
        (
            "Deux policiers et un passant ont été blessés par balle.",
            [(2, "policiers"), (1, "passant")],
        ),
        (
            "Un communiqué de la préfecture fait état de 9 blessés légers et d'un blessé grave.",
            [(9, "blessés légers"), (1, "blessé")],
        ),
        (
            "Il y a eu trois arrestations, deux à Lille et une à Lens.",
            [(3, "arrestations"), (2, "arrestations"), (1, "arrestations")],
        ),
        (
            "Quatre-vingt-douze députés ont voté contre, soixante-dix-sept pour.",
            [(92, "députés"), (77, "députés")],
        ),
        (
            "Le parti présidentiel n'a obtenu que 22 sièges sur 150.",
            [(22, "sièges"), (150, "sièges")],
        ),
        (
            "L'effectif passera de 240 à 180 agents d'ici trois ans.",
            [(240, "agents"), (180, "agents")],
        ),
        (
            "« Sur 100 demandes, 60 sont rejetées », résume l'avocate.",
            [(100, "demandes"), (60, "demandes")],
        ),
        ("Le club compte 14 points, deux de moins que le leader.", [(14, "points"), (2, "points")]),
    ],
)
def test_each_figure_has_what_it_counts(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(value(claim), claim.counted) for claim in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brésil : 12 morts dans un accident de bus", ["Brésil"]),
        ("L'explosion de Beyrouth a fait 200 morts.", ["Beyrouth"]),
        ("Les inondations du Var ont fait 25 morts.", ["Var"]),
        ("A Bordeaux, 300 logements ont été inondés.", ["Bordeaux"]),
        ("L'usine de Montbard emploie 500 personnes.", ["Montbard"]),
        ("Les 26 gouvernements de l'Union européenne ont signé.", ["Union européenne"]),
        ("À Noël, 4 000 repas ont été servis à Quimper.", ["Quimper"]),
        ("Une aide de 3 milliards d'euros a été accordée à la Grèce.", []),
        ("La France a livré 12 chars à l'Ukraine.", []),
    ],
)
def test_where_is_told_from_to_whom_and_when(text: str, expected: list[str]) -> None:
    (claim,) = figures(text)
    assert [place.name for place in claim.where] == expected


def test_places_of_a_second_count_are_those_of_the_first() -> None:
    text = "Quelque 800 élèves ont marché à Brest selon la mairie, et 2 000 selon le syndicat."
    assert [[place.name for place in claim.where] for claim in figures(text)] == [["Brest"]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "La version 12.10 de l'outil est sortie, la 13.04 sortira en avril.",
        "Pendant la première quinzaine de juin, le musée sera fermé.",
        "Du césium 137 a été relâché.",
        "Le contrat a été signé au profit d'un tiers.",
        "Elle détient le record du 100 mètres.",
    ],
)
def test_what_only_looks_like_a_count(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le nombre de plaintes a été multiplié par trois.", [None]),
        ("Il a reçu 1 700 candidatures, un record.", [1700]),
        ("Neuf cantons n'ont plus qu'une seule école.", [9, 1]),
        ("Les animaux vivent dans les dix communes voisines.", [10]),
        ("Pratiquement la moitié des élus ont voté.", [50]),
        ("L'accident a fait d'une à trois victimes.", [None]),
    ],
)
def test_what_the_words_give_for_a_value(text: str, expected: list[float | None]) -> None:
    assert [value(claim) for claim in figures(text)] == expected


def test_where_animals_live_is_no_about() -> None:
    (claim,) = figures("Les animaux vivent dans les dix communes voisines.")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (10, 10)


def test_degrees_are_of_what_was_measured() -> None:
    text = "Il a fait 41,3°C dimanche ; le précédent record était de 40,9°C."
    assert [claim.counted for claim in figures(text)] == ["degrés", "record"]


def test_one_who_tells_what_another_says_stands_before() -> None:
    (claim,) = figures("Les ventes ont reculé de 12 %, indique une étude, a annoncé Jean Morel.")
    assert [hop.name for hop in claim.attribution] == ["Jean Morel", "étude"]
