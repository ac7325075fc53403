"""The stretch of a sentence that a cue governs: from where to where its speaker's word goes."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.cue import Cue
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon
from reconcile.claims.reaches import Reach
from reconcile.claims.tokens import Token
from reconcile.model import Span

#: A figure that a verb governs as its object stands within so many words.
_OBJECT = 14
#: Characters from "estimé par la police" to the figure: "à plus de 300".
_VALUED = 24


def governed(
    sentence: Sentence,
    cues: Sequence[Cue],
    number: int,
    figures: Sequence[int],
    lexicon: Lexicon,
) -> tuple[Span, Span | None]:
    """Return the stretch that cue ``number`` of a sentence governs, and what its verb would govern beyond a figure.

    ``figures`` are the offsets of the sentence's figures; offsets count from the start of the text.
    """
    cue, following = cues[number], cues[number + 1 :]
    stretch = _stretch(sentence, cue, cues[number - 1] if number else None, figures, lexicon)
    if cue.reach is Reach.FORWARD:
        stretch = _until_next(sentence, cue, following, stretch, lexicon)
    stretch = _bounded(sentence, cue, stretch)
    if not cue.near:
        return stretch, None
    further = Span(sentence.tokens[cue.first].start, sentence.span.end)
    further = _until_next(sentence, cue, following, further, lexicon)
    return stretch, _bounded(sentence, cue, further)


def _stretch(
    sentence: Sentence,
    cue: Cue,
    previous: Cue | None,
    figures: Sequence[int],
    lexicon: Lexicon,
) -> Span:
    tokens = sentence.tokens
    start, end = sentence.span.start, sentence.span.end
    first, last = tokens[cue.first].start, tokens[min(cue.last, len(tokens)) - 1].end
    if cue.reach is Reach.FORWARD:
        first = _after_insertion(sentence, cue, figures)
        if cue.near and not _figure_soon(tokens, cue, figures):
            return Span(first, last)
        return Span(first, _object_end(sentence, cue, lexicon) if cue.near else end)
    back = max(start, _clause_start(sentence, cue, previous, lexicon))
    if cue.reach is Reach.BOTH:
        return Span(back, end)
    # Nothing to govern behind it, so it looks ahead: "le bilan est, selon X, de 3 morts".
    agent = any(
        token.norm in lexicon.words("places", "agent") for token in tokens[cue.first : cue.last]
    )
    ahead = any(last <= at < (last + _VALUED if agent else end) for at in figures)
    if agent and ahead:
        # "estimé par la police à 300", not "publié par la police, 300 …"
        ahead = tokens[cue.last].norm in lexicon.words("changes", "to")
    if ahead and not any(back <= at < first for at in figures):
        return Span(back, end)
    return Span(back, last)


def _object_end(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> int:
    """End an object where the sentence tells more of it: "annonce la fermeture du site, qui emploie 90"."""
    relatives = lexicon.words("words", "subject_relatives")
    breaks = lexicon.phrases("words", "clause_breaks")
    tokens = sentence.tokens
    for index in range(cue.last + 1, len(tokens)):
        relative = tokens[index].norm in relatives
        if tokens[index - 1].text == "," and (relative or breaks.at(tokens, index)):
            return tokens[index].start
    return sentence.span.end


def _after_insertion(sentence: Sentence, cue: Cue, figures: Sequence[int]) -> int:
    """Start behind what is inserted between a subject and its verb: "the group, which has 14 members, says"."""
    tokens = sentence.tokens[cue.first : cue.last]
    commas = [token for token in tokens if token.text == ","]
    start = tokens[0].start
    if cue.rule != "subject_verb" or len(commas) < 2:
        return start
    inserted = any(commas[0].end <= at < commas[-1].start for at in figures)
    return commas[-1].end if inserted else start


def _bounded(sentence: Sentence, cue: Cue, stretch: Span) -> Span:
    """Keep a stretch within the tokens that its cue can govern."""
    if cue.bounds is None:
        return stretch
    first, last = cue.bounds
    start = max(stretch.start, sentence.tokens[first].start)
    return Span(start, max(start, min(stretch.end, sentence.tokens[last - 1].end)))


def _until_next(
    sentence: Sentence, cue: Cue, following: Sequence[Cue], stretch: Span, lexicon: Lexicon
) -> Span:
    """End what a speaker says where another one takes over: "X said …, but Y reported …"."""
    if not following or following[0].follows or following[0].rule == "according_to":
        return stretch
    start = following[0].first
    clause = sentence.tokens[cue.last].norm in lexicon.words("words", "complementisers")
    if cue.frame.object and not clause and sentence.tokens[start - 1].text == ",":
        # "X avance 200 morts, Y en compte 500": each its own object.
        return Span(stretch.start, min(stretch.end, sentence.tokens[start].start))
    turns = lexicon.words("words", "adversatives") | lexicon.words("words", "coordinators")
    breaks = lexicon.phrases("words", "clause_breaks")
    for index in range(cue.last, following[0].first + 1):
        token = sentence.tokens[index]
        turned = (
            token.text == ";"
            or breaks.at(sentence.tokens, index) is not None
            or (sentence.tokens[index - 1].text == "," and token.norm in turns)
        )
        if turned and stretch.start < token.start < stretch.end:
            return Span(stretch.start, token.start)
    return stretch


def _figure_soon(tokens: Sequence[Token], cue: Cue, figures: Sequence[int]) -> bool:
    limit = tokens[min(cue.last + _OBJECT, len(tokens)) - 1].end
    return any(tokens[cue.last - 1].end <= at < limit for at in figures)


def _clause_start(sentence: Sentence, cue: Cue, previous: Cue | None, lexicon: Lexicon) -> int:
    tokens = sentence.tokens
    floor = 0
    if previous is not None:
        floor = previous.last if previous.reach is not Reach.FORWARD else previous.first
    coordinators = lexicon.words("words", "coordinators")
    adversatives = lexicon.words("words", "adversatives")
    # "onze vols, contre cinquante en 2019, selon X": one source for both.
    against = lexicon.words("changes", "against") if _set_off(tokens, cue) else frozenset[str]()
    for index in range(cue.first - 1, floor, -1):
        token, before = tokens[index], tokens[index - 1]
        if token.text == ";":
            return token.end
        after_comma = before.text == ","
        if after_comma and token.norm in adversatives and (previous or token.norm not in against):
            return token.start
        if (
            previous is not None
            and token.norm in coordinators
            and (after_comma or previous.reach is not Reach.FORWARD)
        ):
            return token.start
    return tokens[floor].start if floor < len(tokens) else sentence.span.start


def _set_off(tokens: Sequence[Token], cue: Cue) -> bool:
    return cue.first > 0 and tokens[cue.first - 1].text == ","
