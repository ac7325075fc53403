"""Figures to claims: each figure with its noun, measure, place, period, speaker and stance."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from reconcile.claims.attributions import Attribution, governing
from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.figure_reading import FigureReader, Reading
from reconcile.claims.layout import LONGEST as LONGEST_SENTENCE
from reconcile.claims.pack import Lexicon, Measure
from reconcile.claims.periods import Period
from reconcile.claims.places import find_places, is_demonym, reporting_place
from reconcile.claims.placing import Setting, earlier_in, places_of, without_seats
from reconcile.claims.quantities import Figure, FigureKind, Phase
from reconcile.claims.quotations import LONGEST as LONGEST_QUOTATION
from reconcile.claims.scope import read_scope, tells_of_an_event
from reconcile.claims.sorted_by import SortedBy
from reconcile.claims.sources import hops, source_key
from reconcile.claims.stance import read_stance
from reconcile.model import Claim, Document, Evidence, Hop, Place, Quote, Scope, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import PlaceRole, Support

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


#: Characters between "indique une étude" and ", a annoncé X", the rest of the study's name included.
_ADJOINING = 40


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
        self._reader = FigureReader(document.text, lexicon)
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
        places = without_seats(self.text, places, near, self.lexicon)
        if not any(place.role is PlaceRole.WHERE for place in places):
            places += [
                place
                for item in near
                if item.sentence == sentence.sentence.index
                for place in reporting_place(item.speakers[-1], item.verb, self.lexicon)
            ]
        claims = []
        for at in sentence.figures:
            if at.figure.kind not in _CLAIMED or _counts_speakers(
                self.text, at.figure, near, self.lexicon.words("words", "prepositions")
            ):
                continue
            read = self._reader.read(sentence, at)
            if read is not None:
                claims.append(self._claim(sentence, at, read, near, places))
        self._setting.passed(sentence, places)
        self._reader.passed(sentence)
        return claims

    def _near(self, span: Span) -> list[Attribution]:
        reach = LONGEST_QUOTATION + LONGEST_SENTENCE
        close = self.attributions.between(span.start - reach, span.end)
        return [item for item in close if item.stretch.overlaps(span)]

    def _claim(
        self,
        sentence: Annotated,
        at: Located,
        read: Reading,
        near: Sequence[Attribution],
        places: Sequence[Place],
    ) -> Claim:
        quantity = at.figure.quantity
        first, last = _passage(at, read)
        last = min(last, len(sentence.tokens))
        clause = sentence.clause(at.first)
        words = sentence.span(first, last) if first < last else Span(quantity.start, quantity.end)
        span = Span(min(words.start, quantity.start), max(words.end, quantity.end))
        attribution = next(
            (
                item
                for item in governing(near, quantity.start)
                if not _within_speaker(item, at.figure)
            ),
            None,
        )
        stance = read_stance(
            sentence.sentence,
            first,
            last,
            self.lexicon,
            clause=clause,
            predicate=(read.predicate.first, read.predicate.last) if read.predicate else None,
            figure=at.first,
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
        if at.figure.phase is Phase.BEFORE:
            scope, scope_evidence = _as_it_was(scope, scope_evidence)
        where, place_evidence = self._places(sentence, at, places, clause, read.population)
        chain = _chain(self.text, near, attribution, self.lexicon)
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

    def _measure(self, read: Reading) -> Measure | None:
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
        if not any(place.role is PlaceRole.WHERE for place in chosen):
            named = [place for place in here if not is_demonym(place, self.lexicon)]
            inherited, support = self._setting.of(sentence, named), Support.INHERITED
            inherited = inherited or earlier_in(places, within.start)
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


def _as_it_was(scope: Scope, evidence: list[Evidence]) -> tuple[Scope, list[Evidence]]:
    """Leave open as of when the former figure of a change was: "rose from 12" says nothing of today."""
    kept = [item for item in evidence if item.field != "scope.as_of"]
    inferred = tuple(field for field in scope.inferred if field != "as_of")
    return replace(scope, as_of=None, inferred=inferred), kept


def _chain(
    text: str,
    near: Sequence[Attribution],
    attribution: Attribution | None,
    lexicon: Lexicon,
) -> tuple[Hop, ...]:
    """Return the hops from the page inwards: whoever reports what the innermost source says comes first."""
    if attribution is None:
        return ()
    inner = hops(attribution)
    if attribution.rule == "left_out_verb":
        # "la police compte 300 marcheurs, la CGT 900": side by side, neither reports the other.
        return inner
    for outer in near:
        both = outer.rule == attribution.rule == "inversion"
        if both and _closes(text, attribution, outer):
            # "…, indique une étude, a annoncé X": X tells what the study says.
            return (*hops(outer), *inner)
        reports = outer.rule in ("subject_verb", "gerund", "colon") and not outer.no_comment
        earlier = outer.cue.end <= attribution.cue.start
        if not reports or not earlier or not outer.stretch.contains(attribution.cue):
            continue
        if outer.speakers == attribution.speakers[: len(outer.speakers)]:
            return inner
        if attribution.rule == "according_to" and lexicon.is_medium(attribution.speakers[-1].key):
            # "X said 20 were killed, according to Reuters"
            return (*inner, *hops(outer))
        return (*hops(outer), *inner)
    return inner


def _closes(text: str, inner: Attribution, outer: Attribution) -> bool:
    """Tell whether a second inversion follows with nothing more said between: ", indique Y, a annoncé X"."""
    gap = text[inner.cue.end : outer.cue.start].rstrip()
    return 0 < len(gap) <= _ADJOINING and gap.endswith(",") and gap.count(",") == 1


def _counts_speakers(text: str, figure: Figure, near: Sequence[Attribution], of: Set[str]) -> bool:
    """Tell whether a figure only numbers those who speak ("quatre responsables ont déclaré").

    ``of`` are the words after which a figure is of something else: "a survey of 2,000 adults found".
    """
    at = figure.number.start
    return figure.kind is FigureKind.COUNT and any(
        speaker.start - 12 <= at < speaker.end
        and item.cue.start <= at < item.cue.end
        and of.isdisjoint(text[speaker.start : at].casefold().split())
        for item in near
        for speaker in item.speakers
    )


def _within_speaker(item: Attribution, figure: Figure) -> bool:
    """Tell whether a figure stands in the name of who speaks: "an assembly of several ministers said"."""
    at = figure.number.start
    return any(speaker.start <= at < speaker.end for speaker in item.speakers)


def _passage(at: Located, read: Reading) -> tuple[int, int]:
    """Bound the shortest passage that states the claim: figure, noun and predicate."""
    first, last = at.first, max(at.after, at.first + 1)
    if read.counted.phrase is not None:
        first, last = min(first, read.counted.phrase.first), max(last, read.counted.phrase.last)
    if read.predicate is not None:
        first, last = min(first, read.predicate.first), max(last, read.predicate.last)
    return first, last


def _figure_evidence(sentence: Annotated, at: Located, read: Reading) -> list[Evidence]:
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


def _confidence(read: Reading, attribution: Attribution | None) -> float:
    confidence = 0.95 if read.counted.support is Support.STATED else 0.75
    if read.predicate is None:
        confidence -= 0.1
    if attribution is not None and attribution.support is not Support.STATED:
        confidence -= 0.1
    return confidence
