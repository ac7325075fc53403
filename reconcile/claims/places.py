"""Places of a sentence with the part they play: where it happened, who did it, against whom."""

from __future__ import annotations

from reconcile.claims.layout import Sentence
from reconcile.claims.pack import KnownPlace, Lexicon
from reconcile.claims.phrases import Hit
from reconcile.claims.speaker import Speaker
from reconcile.claims.tokens import Token, tokenise
from reconcile.model import Place, Span
from schema.vocabulary import PlaceRole

_DASHES = frozenset("-–—")
_BREAKS = frozenset('.,;:–—(«“"')


def find_places(
    text: str, sentence: Sentence, lexicon: Lexicon, taken: tuple[Span, ...] = ()
) -> list[Place]:
    """Find the places of a sentence; ``taken`` stretches (speakers) hold none."""
    tokens = sentence.tokens
    found: list[Place] = []
    index = 0
    while index < len(tokens):
        hit = lexicon.places.at(tokens, index)
        last = hit.last if hit else _unknown(tokens, index, lexicon)
        if last == 0:
            index += 1
            continue
        span = Span(tokens[index].start, tokens[last - 1].end)
        if not any(stretch.contains(span) for stretch in taken):
            role = _role(tokens, index, hit, lexicon, found)
            name = " ".join(span.of(text).split())
            found.append(Place(name, hit.value.key if hit else None, role, span.start, span.end))
        index = last
    return found


def _role(
    tokens: tuple[Token, ...],
    index: int,
    hit: Hit[KnownPlace] | None,
    lexicon: Lexicon,
    found: list[Place],
) -> PlaceRole:
    words = lexicon.words
    if hit is not None and hit.value.adjective:
        side = index > 0 and tokens[index - 1].norm in words("places", "where_adjective")
        return PlaceRole.WHERE if side else PlaceRole.AFFILIATION
    if hit is not None and (
        _names_event(tokens, hit.last, lexicon) or _heads(tokens, index, hit.last)
    ):
        return PlaceRole.WHERE
    before = _governor(tokens, index, lexicon)
    if before is None:
        return PlaceRole.AFFILIATION
    norm = tokens[before].norm
    if norm in words("words", "coordinators") and found:
        return found[-1].role
    if before and tokens[before - 1].norm in words("places", "based"):
        # "Hamas, based in Qatar": where someone is, not where something happened.
        return PlaceRole.AFFILIATION
    if norm in words("places", "agent"):
        return PlaceRole.AGENT
    if norm in words("places", "target"):
        return PlaceRole.TARGET
    if hit is not None and _is_dative(tokens, before, index, hit.value, lexicon):
        return PlaceRole.AFFILIATION
    if norm in words("places", "where") or norm in words("places", "struck"):
        return PlaceRole.WHERE
    if _unaccented(tokens, before, lexicon):
        return PlaceRole.WHERE
    if norm in words("words", "genitive"):
        locative = any(
            token.norm in words("places", "locative_nouns", "settled", "happened", "inside")
            for token in tokens[max(0, before - 3) : before]
        )
        return PlaceRole.WHERE if locative else PlaceRole.AFFILIATION
    if norm in words("places", "direction"):
        return PlaceRole.DIRECTION
    plain = tokens[before].text[0].isalpha() and norm not in words("words", "conjunctions")
    if hit is not None and "/" in hit.value.key and plain and before + 1 < index:
        # The object of a verb: "bombarde la bande de Gaza".
        return PlaceRole.WHERE
    if (
        tokens[before].text == ","
        and found
        and found[-1].role is PlaceRole.WHERE
        and tokens[before].start - found[-1].end <= 2
    ):
        return PlaceRole.WHERE
    return PlaceRole.AFFILIATION


def _names_event(tokens: tuple[Token, ...], last: int, lexicon: Lexicon) -> bool:
    """Tell whether what happened follows a place: "the Nevada caucuses", "California boat fire"."""
    happenings = lexicon.words("places", "happenings")
    for token in tokens[last : last + 2]:
        if token.norm in happenings:
            return True
        if not token.text.isalpha() or token.norm in lexicon.closed_words:
            return False
    return False


def _heads(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Tell whether a place heads a title or a dateline: "France : le chômage recule", "- Québec - Le forum"."""
    following = tokens[last].text if last < len(tokens) else ""
    dashed = index == 1 and tokens[0].text in _DASHES and following in _DASHES
    return dashed or (index == 0 and following == ":")


def _is_dative(
    tokens: tuple[Token, ...], before: int, index: int, place: KnownPlace, lexicon: Lexicon
) -> bool:
    """Tell whether a country is given or told something: "une aide à la Grèce", not "à la Réunion"."""
    country = "/" not in place.key or place.key.startswith("region/")
    return (
        country and before == index - 2 and tokens[before].norm in lexicon.words("places", "dative")
    )


def _unaccented(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that opens a clause is a preposition without its accent: "A Bordeaux, …"."""
    opens = index == 0 or tokens[index - 1].text in _BREAKS
    return opens and tokens[index].text in lexicon.pack.get("places", {}).get("unaccented", ())


def reporting_place(speaker: Speaker, verb: str | None, lexicon: Lexicon) -> list[Place]:
    """Take a country that records its own figures as where they are of: "Ghana reports 12 new cases"."""
    tokens = tokenise(speaker.text)
    hit = lexicon.places.at(tokens, 0)
    recording = lexicon.words("places", "recording")
    recorded = any(
        form.lemma in recording
        for token in tokenise(verb or "")
        for form in lexicon.verbs.of(token)
    )
    if hit is None or hit.value.adjective or hit.last != len(tokens) or not recorded:
        return []
    return [Place(speaker.text, hit.value.key, PlaceRole.WHERE, speaker.start, speaker.end)]


def is_demonym(place: Place, lexicon: Lexicon) -> bool:
    """Tell whether a place was only named by its people: "six Mexican nationals"."""
    hit = lexicon.places.at(tokenise(place.name), 0)
    return hit is not None and hit.value.adjective


def _governor(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> int | None:
    """Find the word that a place hangs on, past articles and points of the compass."""
    skipped = lexicon.words("words", "determiners") - lexicon.words("words", "prepositions")
    locative = lexicon.words("places", "locative_nouns")
    at = index - 1
    while at >= 0 and index - at < 5:
        if tokens[at].norm in skipped or tokens[at].norm in locative or tokens[at].text in "'’":
            at -= 1
            continue
        return at
    return None


def _unknown(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> int:
    """Take "à Maripasoula", "in Windsor Locks": a name after a preposition of place; return its end or 0."""
    if (
        index == 0
        or not tokens[index].text[:1].isupper()
        or not (len(tokens[index].text) > 2 or _begins_name(tokens, index, lexicon))
        or tokens[index].text.isupper()
    ):
        return 0
    if tokens[index].text[-1] in "'’":
        return 0
    if not _places_a_name(tokens, index, lexicon):
        return 0
    if (
        tokens[index].norm in lexicon.words("words", "time")
        or tokens[index].norm in lexicon.words("places", "no_places")
        or lexicon.sources.at(tokens, index) is not None
    ):
        return 0
    last = index + 1
    while (
        last < len(tokens)
        and tokens[last].text[:1].isupper()
        and tokens[last].norm not in lexicon.words("words", "time")
    ):
        last += 1
    if any(
        token.norm in lexicon.words("speakers", "organisations")
        or token.norm in lexicon.words("words", "titles")
        for token in tokens[index:last]
    ):
        return 0
    return last


def _begins_name(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a short word is the first of a name: "El Paso", "Le Mans"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    particle = tokens[index].norm in lexicon.words("words", "particles", "determiners")
    return particle and following is not None and following.text[:1].isupper()


def _places_a_name(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a name stands where only a place does: "in X", "the town of X"."""
    before = tokens[index - 1].norm
    if before in lexicon.words("places", "unknown") or _unaccented(tokens, index - 1, lexicon):
        return True
    if before not in lexicon.words("words", "genitive") or index < 2:
        return False
    # "la ville de Derna", "près de Derna"
    leads = lexicon.words("places", "settled", "near")
    return tokens[index - 2].norm in leads
