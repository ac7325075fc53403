"""Figures to claims: each figure with its noun, measure, place, period, speaker and stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.claims.attributions import Attribution, governing
from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.counted import UNKNOWN, Counted, among_others, read_counted
from reconcile.claims.layout import LONGEST as LONGEST_SENTENCE
from reconcile.claims.pack import Lexicon, Measure
from reconcile.claims.periods import Period
from reconcile.claims.places import find_places
from reconcile.claims.placing import Setting, places_of
from reconcile.claims.predicates import Predicate, choose, lemma, population
from reconcile.claims.quantities import Figure, FigureKind
from reconcile.claims.quotations import LONGEST as LONGEST_QUOTATION
from reconcile.claims.scope import read_scope, tells_of_an_event
from reconcile.claims.sorted_by import SortedBy
from reconcile.claims.sources import hops, source_key
from reconcile.claims.stance import read_stance
from reconcile.claims.tokens import tokenise
from reconcile.model import Claim, Document, Evidence, Hop, Place, Quote, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import Comparator, Support

#: Kinds of figures that make a claim; the others qualify something.
_CLAIMED = frozenset(
    {
        FigureKind.COUNT,
        FigureKind.MONEY,
        FigureKind.SHARE,
        FigureKind.MEASURE,
        FigureKind.RELATIVE,
    }
)

_TIMED = frozenset({FigureKind.DURATION, FigureKind.AGE})


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one figure before its claim is put together."""

    counted: Counted
    predicate: Predicate | None
    population: str | None
    measure: str | None


class FigureClaims:
    """Makes the claims of one document's figures."""

    def __init__(
        self,
        document: Document,
        language: str,
        lexicon: Lexicon,
        attributions: Sequence[Attribution],
        periods: Sequence[Period],
    ) -> None:
        self.document = document
        self.text = document.text
        self.language = language
        self.lexicon = lexicon
        self.attributions = SortedBy(attributions, lambda item: item.stretch.start)
        self.periods = SortedBy(periods, lambda period: period.span.start)
        self._last: tuple[int, Counted] | None = None
        self._earlier: list[tuple[int, float | None, Counted]] = []
        self._setting = Setting()
        self._event = False

    def claims(self, sentences: Sequence[Annotated]) -> list[Claim]:
        """Make the claims, in the order of the text."""
        made: dict[str, Claim] = {}
        self._event = tells_of_an_event([item.sentence for item in sentences], self.lexicon)
        for sentence in sentences:
            for claim in self._of_sentence(sentence):
                if claim.id in made:
                    claim = self._narrowed(claim)
                made.setdefault(claim.id, claim)
        return list(made.values())

    def _narrowed(self, claim: Claim) -> Claim:
        """Quote a claim by its figure alone where another one has the same passage."""
        quantity = claim.quantity
        assert quantity is not None
        span = Span(quantity.start, quantity.end)
        return replace(
            claim,
            id=claim_id(self.document.sha256, span.start, span.end, claim.measure),
            quote=Quote.cut(self.text, span),
        )

    def _of_sentence(self, sentence: Annotated) -> list[Claim]:
        near = self._near(sentence.sentence.span)
        cues = tuple(item.cue for item in near if item.sentence == sentence.sentence.index)
        places = find_places(self.text, sentence.sentence, self.lexicon, cues)
        claims = []
        for at in sentence.figures:
            if at.figure.kind not in _CLAIMED or _counts_speakers(at.figure, near):
                continue
            read = self._read(sentence, at)
            if read is not None:
                claims.append(self._claim(sentence, at, read, near, places))
        self._setting.passed(sentence, places)
        return claims

    def _near(self, span: Span) -> list[Attribution]:
        reach = LONGEST_QUOTATION + LONGEST_SENTENCE
        close = self.attributions.between(span.start - reach, span.end)
        return [item for item in close if item.stretch.overlaps(span)]

    # --- what is counted -----------------------------------------------------------------------------

    def _read(self, sentence: Annotated, at: Located) -> _Read | None:
        """Read what a figure counts and of whom; ``None`` where it is better left alone."""
        previous = before = None
        if self._last is not None:
            index, counted = self._last
            previous = counted if index == sentence.sentence.index else None
            before = counted if index == sentence.sentence.index - 1 else None
        counted = read_counted(sentence, at, self._whole(sentence, at) or previous, before)
        predicate = self._predicate(sentence, at, counted)
        if self._in_a_name(sentence, at, counted, predicate) or _goes_on_in_time(
            sentence, at, counted
        ):
            return None
        settled = self._settle(at, counted, predicate)
        if settled is None:
            return None
        settled = among_others(sentence, at, settled)
        whom = self._population(sentence, at, settled, predicate)
        measure = predicate.measure.key if predicate else self._implied(whom)
        measure = measure or self._bare_measure(sentence, settled)
        settled_of = replace(settled, population=whom, measure=measure)
        self._last = (sentence.sentence.index, settled_of)
        self._earlier.append((sentence.sentence.index, at.figure.quantity.value, settled_of))
        return _Read(settled, predicate, whom, measure)

    def _whole(self, sentence: Annotated, at: Located) -> Counted | None:
        """Find what "dont 1 million" is a part of: the last figure of the sentence that is larger."""
        parts = self.lexicon.phrases("words", "parts")
        near = range(max(0, at.first - 3), at.first)
        value = at.figure.quantity.value
        if value is None or not any(
            (hit := parts.at(sentence.tokens, index)) and hit.last == at.first for index in near
        ):
            return None
        for index, earlier, counted in reversed(self._earlier):
            if index != sentence.sentence.index:
                break
            if earlier is not None and earlier > value:
                return counted
        return None

    def _predicate(self, sentence: Annotated, at: Located, counted: Counted) -> Predicate | None:
        noun = (at.after, at.after)
        phrase = counted.phrase
        if phrase is not None and phrase.first >= at.after:
            noun = (phrase.first, phrase.last)
        others = [item.first for item in sentence.figures if item.number != at.number]
        predicate = choose(
            sentence.measures,
            (at.first, at.after),
            noun,
            sentence.clause(at.first),
            others,
            sentence.helped,
        )
        if phrase is None or phrase.first >= at.after:
            return predicate
        if predicate is None or predicate.rule == "noun_before":
            for hit in sentence.measures:
                if phrase.first <= hit.first < phrase.last:
                    return Predicate(hit.value.measure, hit.first, hit.last, "counted_noun")
        return predicate

    def _settle(self, at: Located, counted: Counted, predicate: Predicate | None) -> Counted | None:
        """Say what stands in for a noun that is left out: what the measure is of, else people."""
        who = predicate.measure.who if predicate else None
        understood = Counted(None, who, "understood", Support.INFERRED)
        if at.figure.quantity.high == 0 and counted.phrase is None:
            return understood if who else None
        if who and counted.text is None:
            return understood
        elided = counted.rule in ("left_out", "plural_before") and not self._someone(counted)
        if who and elided and counted.measure != (predicate.measure.key if predicate else None):
            # "between the two blasts, at least 20 were killed": not blasts.
            return understood
        if counted.text is not None or at.figure.kind is not FigureKind.COUNT:
            return counted
        quantity = at.figure.quantity
        if quantity.comparator is Comparator.EXACT and (quantity.value or 0) <= 1:
            return None
        people = self.lexicon.pack.get("words", {}).get("understood")
        return replace(UNKNOWN, text=people, rule="understood")

    def _someone(self, counted: Counted) -> bool:
        """Tell whether what an earlier figure counts is people of some kind."""
        known = self.lexicon.pack.get("populations", {})
        things = self.lexicon.words("words", "things")
        named = counted.population or ""
        return any(
            part in known and part not in things for part in (named, named.partition(" ")[2])
        )

    def _in_a_name(
        self, sentence: Annotated, at: Located, counted: Counted, predicate: Predicate | None
    ) -> bool:
        """Tell whether a bare number after a name belongs to it ("CentOS 8", "HR 6819")."""
        figure = at.figure
        if figure.kind is not FigureKind.COUNT or at.first < 1:
            return False
        if counted.rule == "left_out" and self._last and self._last[0] == sentence.sentence.index:
            # "le PS 280 sièges, l'UMP 194": an earlier figure of the sentence goes on.
            return False
        plain = figure.quantity.comparator is Comparator.EXACT
        if not plain or not self.text[figure.number.start].isdigit():
            return False
        before = sentence.tokens[at.first - 1]
        acronym = before.text.isupper() and 2 <= len(before.text) <= 4
        if acronym and self.lexicon.sources.at(sentence.tokens, at.first - 1) is None:
            return True
        if (
            before.norm in self.lexicon.words("words", "labels")
            and counted.rule != "following_noun"
        ):
            return True
        if counted.phrase is not None:
            return False
        if predicate is not None and 0 <= at.first - predicate.last <= 1:
            return False
        if at.first < 2:
            return before.text.isupper() and len(before.text) > 1
        time = self.lexicon.words("words", "time")
        return before.text[:1].isupper() and len(before.text) > 2 and before.norm not in time

    def _population(
        self, sentence: Annotated, at: Located, counted: Counted, predicate: Predicate | None
    ) -> str | None:
        tokens, phrase = sentence.tokens, counted.phrase
        if at.figure.kind in (FigureKind.MONEY, FigureKind.MEASURE):
            return None
        if phrase is None:
            if counted.rule == "left_out":
                return counted.population
            words = tokenise(counted.text or "")
            return population(words, 0, len(words), self.lexicon)
        if tokens[phrase.head].norm in self.lexicon.words("words", "occasions"):
            # "attacked 13 times": of whoever the sentence names before.
            hit = next(iter(self.lexicon.populations.all(tokens, 0, at.first)), None)
            return population(tokens, hit.first, hit.last + 1, self.lexicon) if hit else None
        event = predicate and predicate.rule == "counted_noun" and not predicate.measure.who
        if event and not self.lexicon.populations.all(tokens, phrase.first, phrase.last):
            # The event itself is counted.
            return None
        return population(tokens, phrase.first, phrase.last, self.lexicon)

    def _implied(self, whom: str | None) -> str | None:
        """Take the measure that a population implies where no verb says more: soldiers are stationed."""
        if whom is None:
            return None
        implied = self.lexicon.implied
        return implied.get(whom) or implied.get(whom.partition(" ")[2])

    def _bare_measure(self, sentence: Annotated, counted: Counted) -> str | None:
        """Name a measure outside the glossary by the lemma of what is counted."""
        if counted.rule == "left_out" and counted.measure:
            return counted.measure
        if counted.phrase is not None:
            return lemma(sentence.tokens[counted.phrase.head].norm, self.lexicon)
        return lemma(counted.text.split()[-1].casefold(), self.lexicon) if counted.text else None

    # --- the claim -----------------------------------------------------------------------------------

    def _claim(
        self,
        sentence: Annotated,
        at: Located,
        read: _Read,
        near: Sequence[Attribution],
        places: Sequence[Place],
    ) -> Claim:
        quantity = at.figure.quantity
        first, last = _passage(at, read)
        last = min(last, len(sentence.tokens))
        clause = sentence.clause(at.first)
        words = sentence.span(first, last) if first < last else Span(quantity.start, quantity.end)
        span = Span(min(words.start, quantity.start), max(words.end, quantity.end))
        attribution = next(iter(governing(near, quantity.start)), None)
        stance = read_stance(
            sentence.sentence,
            first,
            last,
            self.lexicon,
            clause=clause,
            predicate=(read.predicate.first, read.predicate.last) if read.predicate else None,
            denied_by_verb=bool(attribution and attribution.denies),
        )
        published = self.document.published
        scope, scope_evidence = read_scope(
            sentence.sentence,
            span,
            self.periods.between(sentence.sentence.span.start, sentence.sentence.span.end),
            self._measure(read),
            published,
            attributions=near,
            event=self._event,
        )
        where, place_evidence = self._places(sentence, at, places, clause, read.population)
        chain = _chain(near, attribution, self.lexicon)
        return Claim(
            id=claim_id(self.document.sha256, span.start, span.end, read.measure),
            document=self.document.sha256,
            quote=Quote.cut(self.text, span),
            sentence=sentence.sentence.span.of(self.text),
            language=self.language,
            measure=read.measure,
            counted=read.counted.text,
            population=read.population,
            places=where,
            quantity=quantity,
            scope=scope,
            polarity=stance.polarity,
            modality=stance.modality,
            attribution=chain,
            origin=chain[-1].name if chain else None,
            origin_key=self._origin_key(chain, near),
            confidence=_confidence(read, attribution),
            published=published,
            outlet=self.document.outlet,
            evidence=(
                *_figure_evidence(sentence, at, read),
                *_attribution_evidence(attribution),
                *place_evidence,
                *stance.evidence,
                *scope_evidence,
            ),
        )

    def _origin_key(self, chain: Sequence[Hop], near: Sequence[Attribution]) -> str | None:
        if not chain:
            return None
        for item in near:
            for speaker in item.speakers:
                if speaker.name == chain[-1].name:
                    return source_key(speaker, self.lexicon)
        return None

    def _measure(self, read: _Read) -> Measure | None:
        if read.predicate is not None:
            return read.predicate.measure
        return self.lexicon.measure(read.measure) if read.measure else None

    def _places(
        self,
        sentence: Annotated,
        at: Located,
        places: Sequence[Place],
        clause: tuple[int, int],
        whom: str | None,
    ) -> tuple[tuple[Place, ...], list[Evidence]]:
        within = sentence.span(*clause)
        here = [place for place in places if within.start <= place.start < within.end]
        chosen = places_of(sentence, at, here)
        support = Support.STATED
        inherited: tuple[Place, ...] = ()
        if not any(place.role.value == "where" for place in chosen):
            inherited, support = self._setting.of(sentence, here), Support.INHERITED
            if whom is not None and whom.endswith(" people"):
                # A people is elsewhere than where the text was: "6 000 Palestinians".
                nation = whom.partition(" ")[0]
                inherited = tuple(p for p in inherited if (p.key or "").startswith(nation))
        evidence = [
            Evidence(
                "places",
                f"place_{place.role.value}",
                support if place in inherited else Support.STATED,
                place.start,
                place.end,
            )
            for place in (*inherited, *chosen)
        ]
        return (*inherited, *chosen), evidence


def _chain(
    near: Sequence[Attribution], attribution: Attribution | None, lexicon: Lexicon
) -> tuple[Hop, ...]:
    """Return the hops from the page inwards: whoever reports what the innermost source says comes first."""
    if attribution is None:
        return ()
    inner = hops(attribution)
    for outer in near:
        reports = outer.rule in ("subject_verb", "gerund", "colon") and not outer.no_comment
        earlier = outer.cue.end <= attribution.cue.start
        if not reports or not earlier or not outer.stretch.contains(attribution.cue):
            continue
        if outer.speakers == attribution.speakers:
            return inner
        if attribution.rule == "according_to" and lexicon.is_medium(attribution.speakers[-1].key):
            # "X said 20 were killed, according to Reuters"
            return (*inner, *hops(outer))
        return (*hops(outer), *inner)
    return inner


def _counts_speakers(figure: Figure, near: Sequence[Attribution]) -> bool:
    """Tell whether a figure only numbers those who speak ("quatre responsables ont déclaré")."""
    return figure.kind is FigureKind.COUNT and any(
        speaker.start - 12 <= figure.number.start < speaker.end
        and item.cue.start <= figure.number.start < item.cue.end
        for item in near
        for speaker in item.speakers
    )


def _goes_on_in_time(sentence: Annotated, at: Located, counted: Counted) -> bool:
    """Tell whether a bare number counts years: "cinq ans de prison, dont deux avec sursis", "3 et 5 ans"."""
    if at.figure.kind is not FigureKind.COUNT:
        return False
    if at.number + 1 < len(sentence.figures):
        later = sentence.figures[at.number + 1]
        if later.figure.kind in _TIMED and later.first - at.after == 1:
            return True
    if at.number == 0 or counted.support is Support.STATED:
        return False
    earlier = sentence.figures[at.number - 1]
    return earlier.figure.kind in _TIMED and at.first - earlier.after <= 8


def _passage(at: Located, read: _Read) -> tuple[int, int]:
    """Bound the shortest passage that states the claim: figure, noun and predicate."""
    first, last = at.first, max(at.after, at.first + 1)
    if read.counted.phrase is not None:
        first, last = min(first, read.counted.phrase.first), max(last, read.counted.phrase.last)
    if read.predicate is not None:
        first, last = min(first, read.predicate.first), max(last, read.predicate.last)
    return first, last


def _figure_evidence(sentence: Annotated, at: Located, read: _Read) -> list[Evidence]:
    quantity, phrase = at.figure.quantity, read.counted.phrase
    noun = sentence.span(phrase.first, phrase.last) if phrase else None
    evidence = [
        Evidence(
            "quantity", quantity.comparator.value, Support.STATED, quantity.start, quantity.end
        ),
        Evidence(
            "counted",
            read.counted.rule,
            read.counted.support,
            noun.start if noun else None,
            noun.end if noun else None,
        ),
    ]
    if read.predicate is not None:
        words = sentence.span(read.predicate.first, read.predicate.last)
        evidence.append(
            Evidence("measure", read.predicate.rule, Support.STATED, words.start, words.end)
        )
    return evidence


def _attribution_evidence(attribution: Attribution | None) -> list[Evidence]:
    if attribution is None:
        return []
    cue = attribution.cue
    return [Evidence("attribution", attribution.rule, attribution.support, cue.start, cue.end)]


def _confidence(read: _Read, attribution: Attribution | None) -> float:
    confidence = 0.95 if read.counted.support is Support.STATED else 0.75
    if read.predicate is None:
        confidence -= 0.1
    if attribution is not None and attribution.support is not Support.STATED:
        confidence -= 0.1
    return confidence
