"""Sentences that state figures, in French and English, with the question that each answers.

An event has a cause, a place, a region, a year, an organisation and a person, whose made-up names follow
Zipf's law; one to three questions are asked of it (killed, wounded, homes destroyed …), which are groups
of their own; look-alike events share every noun and differ in their names and year. A claim on a question
takes a language, a template, synonyms, a figure of its own with a comparator, a speaker, a stray clause,
sometimes a typing error or another spelling of a name. Group sizes follow Zipf's law as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

_QUESTIONS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "killed": (
        "people",
        {
            "fr": [
                "{n} personnes ont été tuées",
                "{n} personnes sont mortes",
                "{n} morts ont été comptés",
                "{n} habitants ont péri",
                "{n} personnes ont perdu la vie",
            ],
            "en": [
                "{n} people were killed",
                "{n} people have died",
                "{n} deaths were counted",
                "{n} residents perished",
                "{n} people lost their lives",
            ],
        },
    ),
    "wounded": (
        "people",
        {
            "fr": [
                "{n} personnes ont été blessées",
                "{n} blessés ont été recensés",
                "{n} habitants ont été blessés",
            ],
            "en": [
                "{n} people were injured",
                "{n} people have been wounded",
                "{n} injuries were counted",
                "{n} residents were hurt",
            ],
        },
    ),
    "missing": (
        "people",
        {
            "fr": [
                "{n} personnes sont portées disparues",
                "{n} disparus sont recherchés",
                "{n} personnes restent introuvables",
            ],
            "en": [
                "{n} people are missing",
                "{n} people remain unaccounted for",
                "{n} are still missing",
            ],
        },
    ),
    "displaced": (
        "people",
        {
            "fr": [
                "{n} personnes ont été déplacées",
                "{n} habitants ont fui leur domicile",
                "{n} déplacés ont été accueillis",
            ],
            "en": [
                "{n} people were displaced",
                "{n} residents fled their homes",
                "{n} displaced people were taken in",
            ],
        },
    ),
    "evacuated": (
        "people",
        {
            "fr": [
                "{n} personnes ont été évacuées",
                "{n} habitants ont dû être évacués",
                "l'évacuation de {n} personnes a été ordonnée",
            ],
            "en": [
                "{n} people were evacuated",
                "{n} residents had to be evacuated",
                "the evacuation of {n} people was ordered",
            ],
        },
    ),
    "destroyed": (
        "homes",
        {
            "fr": [
                "{n} maisons ont été détruites",
                "{n} logements sont détruits",
                "la destruction de {n} habitations a été constatée",
            ],
            "en": [
                "{n} homes were destroyed",
                "{n} houses have been destroyed",
                "the destruction of {n} dwellings was recorded",
            ],
        },
    ),
    "arrested": (
        "people",
        {
            "fr": [
                "{n} personnes ont été arrêtées",
                "{n} suspects ont été interpellés",
                "{n} arrestations ont eu lieu",
            ],
            "en": [
                "{n} people were arrested",
                "{n} suspects were detained",
                "{n} arrests were made",
            ],
        },
    ),
    "hospital": (
        "people",
        {
            "fr": ["{n} personnes ont été hospitalisées", "{n} patients sont à l'hôpital"],
            "en": ["{n} people were hospitalised", "{n} patients are in hospital"],
        },
    ),
    "demonstrated": (
        "people",
        {
            "fr": [
                "{n} manifestants ont défilé",
                "{n} personnes ont manifesté",
                "la manifestation a réuni {n} personnes",
            ],
            "en": [
                "{n} protesters marched",
                "{n} people demonstrated",
                "the demonstration drew {n} people",
            ],
        },
    ),
    "infected": (
        "people",
        {
            "fr": [
                "{n} cas ont été confirmés",
                "{n} personnes ont été contaminées",
                "{n} patients sont infectés",
            ],
            "en": [
                "{n} cases were confirmed",
                "{n} people were infected",
                "{n} patients are infected",
            ],
        },
    ),
    "deployed": (
        "soldiers",
        {
            "fr": ["{n} soldats ont été déployés", "{n} militaires sont stationnés sur place"],
            "en": ["{n} soldiers were deployed", "{n} troops are stationed there"],
        },
    ),
    "jobs": (
        "jobs",
        {
            "fr": [
                "{n} emplois seront supprimés",
                "{n} postes sont menacés",
                "la suppression de {n} emplois est prévue",
            ],
            "en": [
                "{n} jobs will be cut",
                "{n} jobs are threatened",
                "the loss of {n} jobs is planned",
            ],
        },
    ),
}

_CAUSES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "earthquake": (
        ["un séisme", "un tremblement de terre"],
        ["an earthquake", "a quake"],
        ["killed", "wounded", "destroyed", "missing", "displaced"],
    ),
    "flood": (
        ["des inondations", "une crue"],
        ["floods", "flooding"],
        ["killed", "missing", "evacuated", "destroyed", "displaced"],
    ),
    "fire": (
        ["un incendie", "un feu de forêt"],
        ["a fire", "a wildfire"],
        ["killed", "wounded", "evacuated", "destroyed"],
    ),
    "storm": (
        ["une tempête", "un ouragan"],
        ["a storm", "a hurricane"],
        ["killed", "missing", "evacuated", "destroyed"],
    ),
    "explosion": (
        ["une explosion", "une détonation"],
        ["an explosion", "a blast"],
        ["killed", "wounded", "hospital"],
    ),
    "accident": (
        ["un accident de car", "un accident de train", "une collision"],
        ["a bus crash", "a train crash", "a collision"],
        ["killed", "wounded", "hospital"],
    ),
    "shooting": (
        ["une fusillade", "des tirs"],
        ["a shooting", "gunfire"],
        ["killed", "wounded", "arrested"],
    ),
    "attack": (
        ["une attaque de drones", "un assaut", "une offensive"],
        ["a drone attack", "an assault", "an offensive"],
        ["killed", "wounded", "deployed", "displaced"],
    ),
    "protest": (
        ["un rassemblement contre la réforme", "un défilé contre la réforme"],
        ["a rally against the reform", "a march against the reform"],
        ["demonstrated", "arrested", "wounded"],
    ),
    "epidemic": (
        ["une épidémie de choléra", "une flambée de rougeole"],
        ["a cholera epidemic", "a measles outbreak"],
        ["infected", "killed", "hospital"],
    ),
    "closure": (
        ["la fermeture de l'usine", "la restructuration du site"],
        ["the closure of the plant", "the restructuring of the site"],
        ["jobs", "demonstrated"],
    ),
}

_CLAUSES = {
    "fr": [
        "alors que les secours poursuivaient leurs recherches",
        "malgré les appels au calme du gouvernement",
        "dans une région déjà fragile",
        "ce qui a provoqué une vive émotion",
        "alors que les routes restaient coupées",
        "tandis que les écoles demeuraient fermées",
        "après plusieurs jours de pluie",
        "alors qu'une enquête a été ouverte",
        "selon un premier bilan encore provisoire",
        "dans un contexte politique tendu",
        "alors que l'aide internationale se fait attendre",
        "un chiffre jamais atteint auparavant",
        "sans que les causes soient connues",
        "alors que le ministre est attendu sur place",
        "et les recherches continuent",
        "dans des circonstances que la justice devra établir",
        "alors que l'électricité n'est pas rétablie",
        "ce que les familles contestent",
        "",
        "",
        "",
        "",
        "",
    ],
    "en": [
        "as rescuers went on with their search",
        "despite the government's calls for calm",
        "in a region that was already fragile",
        "which caused an outcry",
        "as roads remained cut off",
        "while schools stayed closed",
        "after several days of rain",
        "as an inquiry was opened",
        "in a first count that may yet change",
        "in a tense political climate",
        "as international aid is slow to come",
        "a figure never reached before",
        "though the causes are unknown",
        "as the minister is expected on the spot",
        "and the search goes on",
        "in circumstances that the courts will have to establish",
        "as power has not been restored",
        "which the families dispute",
        "",
        "",
        "",
        "",
        "",
    ],
}
_COMPARATORS = {
    "fr": ["", "", "", "", "au moins ", "plus de ", "près de ", "environ ", "quelque "],
    "en": ["", "", "", "", "at least ", "more than ", "nearly ", "about ", "some "],
}
_SPOKEN = {
    "fr": ["selon {who}", "a déclaré {who}", "a indiqué {who}", "d'après {who}", "a annoncé {who}"],
    "en": ["according to {who}", "{who} said", "said {who}", "{who} announced", "{who} reported"],
}
_WHEN = {
    "fr": [
        "",
        "",
        "lundi",
        "mardi",
        "dans la nuit",
        "en {year}",
        "en {year}",
        "en {year}",
        "en {year}",
        "cette semaine",
        "le 12 mars",
    ],
    "en": [
        "",
        "",
        "on Monday",
        "on Tuesday",
        "overnight",
        "in {year}",
        "in {year}",
        "in {year}",
        "in {year}",
        "this week",
        "on March 12",
    ],
}
_SHAPES = {
    "fr": [
        "{when} {what} dans {cause} à {place}, dans la région de {region}, {said}, {clause}",
        "{what} à {place} ({region}) après {cause} {when}, {said}, {clause}",
        "{cause} à {place} {when} : {what}, {said}, {clause}",
        "{said}, {what} {when} lors de {cause} près de {place}, {clause}",
        "{what} dans la région de {region}, frappée par {cause} {when}, {clause}, {said}",
    ],
    "en": [
        "{when} {what} in {cause} in {place}, in the {region} region, {said}, {clause}",
        "{what} in {place} ({region}) after {cause} {when}, {said}, {clause}",
        "{cause} in {place} {when}: {what}, {said}, {clause}",
        "{said}, {what} {when} during {cause} near {place}, {clause}",
        "{what} in the {region} region, hit by {cause} {when}, {clause}, {said}",
    ],
}
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bra",
    "da",
    "del",
    "dor",
    "du",
    "el",
    "en",
    "fa",
    "fen",
    "ga",
    "gor",
    "gra",
    "ha",
    "hol",
    "ia",
    "ka",
    "kel",
    "kor",
    "la",
    "len",
    "lin",
    "lo",
    "ma",
    "mar",
    "mi",
    "mon",
    "na",
    "nel",
    "nor",
    "o",
    "pa",
    "per",
    "pol",
    "ra",
    "ren",
    "rin",
    "ro",
    "sa",
    "sel",
    "son",
    "ta",
    "tel",
    "tor",
    "tri",
    "u",
    "va",
    "vel",
    "vi",
    "vor",
    "wa",
    "xan",
    "ya",
    "za",
    "zen",
]
_ENDINGS = [
    "bourg",
    "ville",
    "grad",
    "stan",
    "abad",
    "pur",
    "ova",
    "ska",
    "dale",
    "ton",
    "ia",
    "eth",
    "ur",
    "an",
    "or",
    "essa",
    "ino",
]


@dataclass(frozen=True, slots=True)
class GeneratedClaim:
    """A sentence, the group it belongs to, and what a perfect reader would know of it."""

    id: str
    text: str
    group: int
    language: str
    measure: str
    population: str
    place: str
    region: str
    year: int
    figure: int
    #: The words of the text that state the figure, as an extractor would quote them.
    passage: str


@dataclass(frozen=True, slots=True)
class _Event:
    cause: str
    place: str
    region: str
    organisation: str
    person: str
    year: int
    asked: tuple[str, ...]


@dataclass(slots=True)
class _Zipf:
    """Names by rank: the first is used most."""

    names: list[str]
    weights: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.weights = list(accumulate(1 / (rank + 200) ** 0.8 for rank in range(len(self.names))))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.names, cum_weights=self.weights)[0]


def _names(chance: random.Random, count: int, places: bool) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        stem = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3))))
        name = (stem + (chance.choice(_ENDINGS) if places else "")).capitalize()
        if len(name) > 4:
            made[name] = None
    return list(made)


def generate(count: int, seed: int = 1) -> Iterator[GeneratedClaim]:
    """Make ``count`` claims in a shuffled order; the same seed makes the same claims."""
    chance = random.Random(seed)
    scale = max(1.0, count / 10_000) ** 0.9
    places = _Zipf(_names(chance, int(1500 * scale), places=True))
    regions = _Zipf(_names(chance, int(400 * scale), places=True))
    people = _Zipf(_names(chance, int(900 * scale), places=False))
    organisations = _Zipf(_names(chance, int(250 * scale), places=False))
    home = {place: regions.draw(chance) for place in places.names}
    claims: list[tuple[str, str, int, str, str, str, _Event, int]] = []
    group = 0
    previous: _Event | None = None
    while len(claims) < count:
        place = places.draw(chance)
        cause = chance.choice(list(_CAUSES))
        asked = tuple(
            chance.sample(
                _CAUSES[cause][2], chance.choice((1, 1, 2, 3)) if cause != "closure" else 1
            )
        )
        event = _Event(
            cause,
            place,
            home[place],
            organisations.draw(chance),
            people.draw(chance),
            chance.randint(2005, 2024),
            asked,
        )
        if previous and chance.random() < 0.3:
            # A look-alike: the same nouns elsewhere, in another year.
            event = _Event(
                previous.cause,
                place,
                home[place],
                organisations.draw(chance),
                people.draw(chance),
                previous.year + chance.randint(1, 4),
                previous.asked,
            )
        previous = event
        for measure in event.asked:
            group += 1
            size = min(int(chance.paretovariate(1.15)), 150)
            base = int(10 ** chance.uniform(0.3, 4))
            for _ in range(size):
                language = chance.choice(("fr", "en"))
                figure = max(2, int(base * chance.uniform(0.5, 2)))
                claims.append(
                    (
                        *_sentence(chance, event, measure, language, figure),
                        group,
                        language,
                        measure,
                        _QUESTIONS[measure][0],
                        event,
                        figure,
                    )
                )
    chance.shuffle(claims)
    for number, (text, passage, group, language, measure, population, event, figure) in enumerate(
        claims[:count]
    ):
        yield GeneratedClaim(
            f"c{number:07d}",
            text,
            group,
            language,
            measure,
            population,
            event.place,
            event.region,
            event.year,
            figure,
            passage,
        )


def _sentence(
    chance: random.Random, event: _Event, measure: str, language: str, figure: int
) -> tuple[str, str]:
    pick = chance.choice
    causes = _CAUSES[event.cause][0 if language == "fr" else 1]
    who = pick(
        [
            event.person,
            event.organisation,
            f"{event.person} ({event.organisation})",
            {"fr": "les autorités", "en": "officials"}[language],
        ]
    )
    number = f"{figure:,}".replace(",", " " if language == "fr" else ",")
    what = pick(_QUESTIONS[measure][1][language]).format(n=pick(_COMPARATORS[language]) + number)
    text = chance.choices(_SHAPES[language], weights=(5, 5, 4, 4, 2))[0].format(
        when=pick(_WHEN[language]).format(year=event.year),
        what=what,
        cause=pick(causes),
        place=_spelt(chance, event.place),
        region=event.region,
        said=pick(_SPOKEN[language]).format(who=_spelt(chance, who)),
        clause=pick(_CLAUSES[language]),
    )
    text = " ".join(text.split()).rstrip(" ,").replace(" ,", ",").replace(",,", ",")
    if chance.random() < 0.25:
        text = _mistyped(chance, text)
    return text[0].upper() + text[1:] + ".", what


def _spelt(chance: random.Random, name: str) -> str:
    """Spell a name as another newsroom would, now and then."""
    if chance.random() > 0.04:
        return name
    for mine, theirs in (("k", "kh"), ("ou", "u"), ("ia", "iya"), ("v", "w"), ("c", "k")):
        if mine in name:
            return name.replace(mine, theirs, 1)
    return name


def _mistyped(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    word = words[at]
    if len(word) > 4 and word.isalpha():
        k = chance.randrange(1, len(word) - 1)
        words[at] = chance.choice(
            (
                word[:k] + word[k + 1 :],
                word[:k] + word[k] + word[k:],
                word[: k - 1] + word[k] + word[k - 1] + word[k + 1 :],
            )
        )
    return " ".join(words)
