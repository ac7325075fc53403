"""Attributions of a text: whose word each stretch of it stands on."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from reconcile.claims.cue import Cue
from reconcile.claims.cues import CueFinder
from reconcile.claims.layout import Sentence
from reconcile.claims.memory import Memory
from reconcile.claims.pack import Lexicon
from reconcile.claims.quotations import LONGEST, Quotation
from reconcile.claims.sorted_by import SortedBy
from reconcile.claims.speaker import Speaker
from reconcile.claims.stretches import governed
from reconcile.model import Span
from schema.vocabulary import Support

#: Verbs that stand behind what they govern, before their subject; characters from a quotation to its verb.
_INVERSIONS = frozenset(["inversion", "inverted_pronoun"])
_GAP = 5
#: What may stand between the last word of a quotation and its end.
_CLOSING = "»”\"' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text with its speakers, from the page inwards."""

    speakers: tuple[Speaker, ...]
    stretch: Span
    #: The cue with the speaker in it; figures within it count speakers.
    cue: Span
    verb: str | None
    rule: str
    support: Support
    denies: bool = False
    no_comment: bool = False
    sentence: int = -1
    #: A common noun with a verb that need not report ("le réseau enregistrait"): gives way to others.
    weak: bool = False
    #: What the verb would govern beyond a figure: "confirmed the arrest of the mayor".
    further: Span | None = None

    @property
    def reach(self) -> Span:
        """The stretch in which a statement without a figure stands."""
        return self.stretch.hull(self.further) if self.further is not None else self.stretch


def find_attributions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    figures: Sequence[int],
    lexicon: Lexicon,
) -> list[Attribution]:
    """Find who says what, in order; ``figures`` are the offsets of the figures of the text."""
    memory = Memory(lexicon)
    found: list[Attribution] = []
    numbers = SortedBy(figures, lambda at: at)
    quoted = SortedBy(quotations, lambda quotation: quotation.span.start)
    for sentence in sentences:
        own_figures = numbers.between(sentence.span.start, sentence.span.end)
        finder = CueFinder(text, sentence, lexicon, own_figures)
        cues = finder.find()
        own = _of_sentence(
            sentence,
            cues,
            own_figures,
            memory,
            lexicon,
            quoted.between(sentence.span.start, sentence.span.end),
        )
        found += own
        if not own:
            memory.mentioned(finder.subject(), sentence)
        memory.end_sentence(sentence)
    inverted = {item.cue.start for item in found if item.rule in _INVERSIONS}
    found = [
        _over_quotation(
            text,
            item,
            [
                quotation
                for quotation in quoted.between(
                    item.stretch.start - LONGEST - 9, item.stretch.end + 99
                )
                if not _is_anothers(text, quotation.span, item, inverted)
            ],
        )
        for item in found
    ]
    return found + _carried(text, sentences, quotations, found)


def _of_sentence(
    sentence: Sentence,
    cues: Sequence[Cue],
    figures: Sequence[int],
    memory: Memory,
    lexicon: Lexicon,
    quotations: Sequence[Quotation],
) -> list[Attribution]:
    found: list[Attribution] = []
    for number, cue in enumerate(cues):
        speakers, support = _speakers(cue, found, memory, sentence)
        if not speakers:
            continue
        tokens = sentence.tokens
        span = Span(tokens[cue.first].start, tokens[min(cue.last, len(tokens)) - 1].end)
        stretch, further = governed(sentence, cues, number, figures, lexicon)
        attribution = Attribution(
            speakers=speakers,
            stretch=stretch,
            cue=span,
            verb=cue.verb,
            rule=cue.rule,
            support=support,
            denies=cue.frame.denies,
            no_comment=cue.no_comment,
            sentence=sentence.index,
            weak=cue.near and _is_common(speakers[-1]),
            further=further,
        )
        found.append(_quoted_only(attribution, quotations) if cue.quoted else attribution)
        memory.heard(speakers, sentence)
    return found


def _is_common(speaker: Speaker) -> bool:
    return not (speaker.person or speaker.key or speaker.text[:1].isupper())


def _speakers(
    cue: Cue, found: Sequence[Attribution], memory: Memory, sentence: Sentence
) -> tuple[tuple[Speaker, ...], Support]:
    hearer = (memory.outlet(cue.hearer),) if cue.hearer else ()
    if cue.pronoun is not None:
        taken_up = cue.follows or cue.rule == "according_to"
        speakers = found[-1].speakers if found and taken_up else ()
        speakers = speakers or memory.pronoun(cue.pronoun)
        if speakers or cue.speaker is None:
            return hearer + speakers if speakers else (), Support.INHERITED
    if cue.follows and found:
        return found[-1].speakers, Support.INHERITED
    if cue.speaker is None:
        return (), Support.STATED
    known = memory.anaphor(cue.speaker)
    if known is not None:
        return known, Support.INHERITED
    speaker = memory.full(cue.speaker)
    if cue.deeper and found:
        return (*found[-1].speakers, speaker), Support.STATED
    if cue.nearer and found:
        return (speaker, *found[-1].speakers), Support.STATED
    return (*hearer, speaker), Support.STATED


def _is_anothers(text: str, quotation: Span, item: Attribution, inverted: Collection[int]) -> bool:
    """Tell whether a quotation belongs to another cue, or to none in the sentence of this one.

    Behind what a cue governs stands one with a verb of its own: "« … », a dit Y"; before the sentence of a
    cue stands one that it only takes up at once, or that is no sentence by itself: "…," X told Y.
    """
    if quotation.start >= item.stretch.end:
        return any(quotation.end + gap in inverted for gap in range(_GAP))
    if quotation.end > item.stretch.start:
        return False
    whole = quotation.of(text).rstrip(_CLOSING).endswith(".")
    taken_up = item.rule in _INVERSIONS or not whole
    return not taken_up or item.cue.start - quotation.end >= _GAP


def _over_quotation(text: str, item: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Let a cue govern the whole of a quotation that it touches, over sentences and paragraphs."""
    stretch = item.stretch
    for quotation in quotations:
        if quotation.span.start < item.cue.start and item.cue.end < quotation.span.end:
            if item.rule in _INVERSIONS:
                # "« Nous en avons 40, explique le maire. Il en faudrait 60. »"
                return replace(item, stretch=quotation.span)
            # Said within someone's speech: it governs nothing outside it.
            start = max(stretch.start, quotation.span.start)
            return replace(
                item, stretch=Span(start, max(start, min(stretch.end, quotation.span.end)))
            )
    if any(item.stretch == quotation.span for quotation in quotations):
        return item
    if item.rule in ("subject_verb", "colon", "gerund"):
        for quotation in quotations:
            opens = 0 <= quotation.span.start - item.cue.end <= 80
            if opens and _starts_anew(text, quotation.span):
                return replace(item, stretch=Span(stretch.start, quotation.span.end))
    for quotation in quotations:
        if quotation.span.start > stretch.end + 3:
            break
        touches = (
            quotation.span.start <= stretch.end + 2 and stretch.start <= quotation.span.end + 2
        )
        if touches and not quotation.span.contains(item.cue):
            if item.rule in ("according_to", "for_speaker") and not stretch.overlaps(
                quotation.span
            ):
                continue
            if quotation.span.end <= item.cue.start and item.rule not in (
                *_INVERSIONS,
                "subject_verb",
            ):
                continue
            if quotation.span.end > stretch.end or (
                quotation.span.start < stretch.start
                and quotation.span.end >= stretch.start - 2
                and item.rule != "gerund"
                and quotation.span.end <= item.cue.start + 3
            ):
                stretch = Span(
                    min(stretch.start, quotation.span.start), max(stretch.end, quotation.span.end)
                )
    return replace(item, stretch=stretch)


def _quoted_only(item: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Let a verb that takes no clause govern the words it quotes: "promised “500 jobs”"."""
    for quotation in quotations:
        if item.cue.end <= quotation.span.start < item.stretch.end:
            return replace(item, stretch=quotation.span)
    return item


def _starts_anew(text: str, quotation: Span) -> bool:
    """Tell whether a new sentence follows a quotation that ends one."""
    inside = text[quotation.start : quotation.end - 1].rstrip()[-2:]
    after = text[quotation.end : quotation.end + 2].strip()
    return any(mark in inside for mark in ".!?") and after[:1].isupper()


def _carried(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """Carry a speaker on to a quotation that follows at once, in the same paragraph, without a cue of its own."""
    carried: list[Attribution] = []
    starts = [sentence.span.start for sentence in sentences]
    quoted = SortedBy(quotations, lambda quotation: quotation.span.start)
    by_start = SortedBy(found, lambda item: item.stretch.start)
    for quotation in quotations:
        span = quotation.span
        close = by_start.between(span.start - 2 * LONGEST, span.end)
        if any(item.stretch.overlaps(span) for item in close):
            continue
        number = bisect.bisect_right(starts, span.start) - 1
        if number < 0 or span.start > starts[number] + 1:
            continue
        before = [item for item in (*close, *carried[-3:]) if item.stretch.end <= span.start]
        if not before:
            continue
        last = max(before, key=lambda item: item.cue.end)
        gap = text[last.stretch.end : span.start]
        speech = quoted.between(last.stretch.start - LONGEST, last.stretch.end)
        spoken = any(last.stretch.overlaps(other.span) for other in speech)
        follows = last.sentence == sentences[number].index - 1 and not any(m in gap for m in '«“"')
        if (len(gap) <= 4 or follows) and "\n" not in gap and spoken:
            carried.append(
                replace(
                    last,
                    stretch=span,
                    rule="same_speech",
                    support=Support.INHERITED,
                    sentence=sentences[number].index,
                )
            )
    return carried


def governing(attributions: Sequence[Attribution], at: int) -> list[Attribution]:
    """Return the attributions whose stretch covers an offset, the innermost first."""
    covering = [
        item
        for item in attributions
        if item.stretch.start <= at < item.stretch.end and not item.no_comment
    ]
    return sorted(covering, key=lambda item: (item.weak, len(item.stretch), -item.cue.start))
