"""Hops and identities: one key for a source over documents and languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import dropwhile

from reconcile.claims.attributions import Attribution
from reconcile.claims.nations import national_key
from reconcile.claims.pack import Lexicon
from reconcile.claims.speaker import Speaker
from reconcile.claims.tokens import Token, fold, tokenise
from reconcile.model import Hop

#: Latin letters and the accents that combine with them come before this.
_BEYOND_LATIN = "\u0363"


def hops(attribution: Attribution) -> tuple[Hop, ...]:
    """Turn an attribution into hops, from the page inwards."""
    return tuple(
        Hop(
            speaker=speaker.name,
            organisation=speaker.organisation,
            anonymous=speaker.anonymous,
            verb=attribution.verb,
            start=attribution.cue.start,
            end=attribution.cue.end,
            role=speaker.role,
            support=attribution.support,
            organisation_key=speaker.organisation_key,
        )
        for speaker in attribution.speakers
    )


def source_key(speaker: Speaker, lexicon: Lexicon) -> str | None:
    """Resolve a speaker to an identity, or ``None`` for one that the text does not identify.

    A body of the pack's table has its key in every language; a country, its people or its capital stand for
    the government; a person is known by name.
    """
    if speaker.key:
        return speaker.key
    if speaker.person:
        return "person:" + _slug(speaker.person)
    if speaker.document and speaker.organisation:
        return _body_key(speaker.organisation, lexicon)
    if speaker.anonymous or speaker.organisation is None:
        return None
    return _body_key(speaker.text, lexicon)


def _body_key(name: str, lexicon: Lexicon) -> str:
    tokens = tokenise(name)
    articles = lexicon.words("words", "determiners")
    led = list(dropwhile(lambda token: token.norm in articles, tokens))
    whole = lexicon.places.at(led, 0) if led else None
    if whole is not None and whole.last == len(led) and "/" not in whole.value.key:
        # "la Corée du Nord", whose article is part of the name.
        return f"{whole.value.key.lower()}_government"
    tokens = [
        token for token in tokens if token.norm not in lexicon.words("words", "determiners")
    ] or tokens
    known = lexicon.sources.at(tokens, 0)
    if known is not None and known.last == len(tokens):
        return known.value.key
    place = lexicon.places.at(tokens, 0)
    if place is not None and place.last == len(tokens) and "/" not in place.value.key:
        return f"{place.value.key.lower()}_government"
    capital = lexicon.governments.get(fold(" ".join(token.text for token in tokens)))
    if capital is not None:
        return f"{capital.lower()}_government"
    return (
        _nation_of_government(tokens, lexicon)
        or _body_of_a_nation(name, lexicon)
        or _slug(" ".join(token.text for token in tokens))
    )


def _body_of_a_nation(name: str, lexicon: Lexicon) -> str | None:
    """Take "Iraqi health ministry", "l'armée turque", "Turkey's army" for the country's body."""
    if not lexicon.bodies:
        return None
    for ending in lexicon.pack.get("words", {}).get("possessive", ()):
        name = name.replace(f"{ending} ", " ")
    words = tokenise(name)
    nation, last = None, 0
    rest: list[str] = []
    for hit in lexicon.places.all(words):
        if "/" in hit.value.key or nation is not None:
            return None
        nation = hit.value.key
        rest += [word.norm for word in words[last : hit.first]]
        last = hit.last
    rest += [word.norm for word in words[last:]]
    articles = lexicon.words("words", "determiners")
    of = lexicon.words("words", "genitive")
    rest = [norm for norm in rest if norm not in articles]
    while rest and rest[-1] in of:
        rest.pop()
    body = lexicon.bodies.get(" ".join(rest))
    if body is None:
        return None
    return national_key(nation, body) if nation is not None else body


def _nation_of_government(words: Sequence[Token], lexicon: Lexicon) -> str | None:
    """Take "le gouvernement français", "the Iraqi government" for the country's government."""
    heads = lexicon.words("speakers", "government")
    if not any(token.norm in heads for token in words) or len(words) > 4:
        return None
    nation = next(
        (hit.value.key for hit in lexicon.places.all(words) if "/" not in hit.value.key), None
    )
    return f"{nation.lower()}_government" if nation else None


def _slug(name: str) -> str:
    ascii_name = _in_ascii(name).casefold()
    return "_".join("".join(char if char.isalnum() else " " for char in ascii_name).split())


def _in_ascii(name: str) -> str:
    """Write a name in ASCII; accents are only dropped, and other scripts transliterated."""
    marked = unicodedata.normalize("NFD", name)
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    if plain.isascii() and max(name, default="") < _BEYOND_LATIN:
        return plain
    # Its tables take longer to load than most texts to read, and few names need them.
    from anyascii import anyascii

    return anyascii(name)
