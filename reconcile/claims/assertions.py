"""Statements without a figure: who affirms, denies or declines to comment on what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconcile.claims.attributions import Attribution
from reconcile.claims.clauses import Annotated
from reconcile.claims.pack import Lexicon
from reconcile.claims.periods import Period
from reconcile.claims.phrases import Hit
from reconcile.claims.places import find_places
from reconcile.claims.predicates import population
from reconcile.claims.sorted_by import SortedBy
from reconcile.claims.sources import hops, source_key
from reconcile.claims.stance import read_stance
from reconcile.model import Claim, Document, Evidence, PartialDate, Place, Quote, Scope, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import Modality, PlaceRole, Polarity, ScopeKind, Support

#: The concept of a statement against somebody: who is accused tells one accusation from another.
ACCUSED = "accused"
#: The rule of a denial of what was asserted last ("denies these allegations").
DENIED_BEFORE = "denied_before"
#: Words that may stand between the accusing word and the accused ("accused, on Monday, the …"), or between
#: a denial and its verb ("denied ever having killed").
_BESIDE = 3
#: Words that may stand between a passive's subject and its verb: "soldiers had all been killed".
_PASSIVE = 4

#: What a refusal to comment is about, where the sentence does not say.
COMMENT = "comment"


class _About(NamedTuple):
    """What a statement is about: its concept, where the words stand, and of whom."""

    concept: str
    span: Span | None
    population: str | None
    rule: str
    support: Support


class AssertionClaims:
    """Makes claims of one document's attributed statements that hold no figure."""

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
        self.periods = SortedBy(periods, lambda period: period.span.start)
        self._by_sentence: dict[int, list[Attribution]] = {}
        for item in attributions:
            self._by_sentence.setdefault(item.sentence, []).append(item)
        self._last: _About | None = None
        self._places: tuple[Place, ...] = ()

    def claims(self, sentences: Sequence[Annotated], made: Sequence[Claim]) -> list[Claim]:
        """Make the claims; statements whose figure is a claim already are left out."""
        figured = {(hop.start, hop.end) for claim in made for hop in claim.attribution}
        found: dict[str, Claim] = {}
        for sentence in sentences:
            for item in self._by_sentence.get(sentence.sentence.index, ()):
                if (item.cue.start, item.cue.end) in figured and not item.no_comment:
                    continue
                claim = self._claim(sentence, item)
                if claim is not None:
                    found.setdefault(claim.id, claim)
        return list(found.values())

    def _claim(self, sentence: Annotated, item: Attribution) -> Claim | None:
        about = self._about(sentence, item)
        if about is None:
            return None
        words = about.span or item.cue
        span = Span(min(item.cue.start, words.start), max(item.cue.end, words.end))
        first, last = sentence.token_at(item.cue.end), sentence.token_at(words.end)
        if first >= last:
            first, last = sentence.token_at(words.start), sentence.token_at(words.end)
        start = sentence.token_at(words.start) if about.span else last
        stance = read_stance(
            sentence.sentence,
            first,
            last,
            self.lexicon,
            clause=(min(first, sentence.clause(first)[0]), max(last, first)),
            predicate=(start, last) if about.span else None,
            denied_by_verb=item.denies,
        )
        modality = Modality.NO_COMMENT if item.no_comment else stance.modality
        polarity = Polarity.ASSERTED if item.no_comment else stance.polarity
        chain = hops(item)
        places = tuple(find_places(self.text, sentence.sentence, self.lexicon, (item.cue,)))
        placed = Support.STATED
        if about.rule == "denied_before" and not any(p.role is PlaceRole.WHERE for p in places):
            # What is denied is denied of where it was asserted.
            places, placed = (*places, *self._places), Support.INHERITED
        self._last = about
        self._places = tuple(place for place in places if place.role is PlaceRole.WHERE)
        return Claim(
            id=claim_id(self.document.sha256, span.start, span.end, about.concept),
            document=self.document.sha256,
            quote=Quote.cut(self.text, span),
            sentence=sentence.sentence.span.of(self.text),
            language=self.language,
            measure=about.concept,
            counted=None,
            population=about.population,
            places=places,
            scope=self._scope(sentence),
            polarity=polarity,
            modality=modality,
            attribution=chain,
            origin=chain[-1].name if chain else None,
            origin_key=source_key(item.speakers[-1], self.lexicon),
            confidence=0.8 if about.support is Support.STATED else 0.6,
            published=self.document.published,
            outlet=self.document.outlet,
            evidence=(
                Evidence(
                    "measure",
                    about.rule,
                    about.support,
                    about.span.start if about.span else None,
                    about.span.end if about.span else None,
                ),
                Evidence("attribution", item.rule, item.support, item.cue.start, item.cue.end),
                *(
                    Evidence("places", f"place_{p.role.value}", placed, p.start, p.end)
                    for p in places
                    if p.role is PlaceRole.WHERE
                ),
                *stance.evidence,
            ),
        )

    def _about(self, sentence: Annotated, item: Attribution) -> _About | None:
        """Find what a statement is about: a word of the glossary that the cue governs or is."""
        hits = self.lexicon.assertions.all(sentence.tokens)
        within = [hit for hit in hits if self._governed(sentence, hit, item)]
        if within:
            hit = within[0]
            end = self._object_end(sentence, hit)
            whom = population(sentence.tokens, hit.last, end, self.lexicon)
            known = self.lexicon.populations.all(sentence.tokens, hit.last, end)
            whom = whom if known else self._subject(sentence, hit, item)
            return _About(
                hit.value,
                sentence.span(hit.first, end),
                self._accused(sentence, hit, item) if hit.value == ACCUSED else whom,
                "assertion",
                Support.STATED,
            )
        if item.no_comment:
            for measure in sentence.measures:
                words = sentence.span(measure.first, measure.last)
                if item.stretch.contains(words) and not item.cue.overlaps(words):
                    return _About(
                        measure.value.measure.key, words, None, "no_comment", Support.STATED
                    )
            return _About(COMMENT, None, None, "no_comment", Support.STATED)
        denied = self._denied(sentence, item) if item.denies else None
        if denied is not None:
            return denied
        if item.denies and self._last is not None:
            # "denies these allegations": what was asserted last.
            return _About(
                self._last.concept, None, self._last.population, DENIED_BEFORE, Support.INHERITED
            )
        return None

    def _denied(self, sentence: Annotated, item: Attribution) -> _About | None:
        """Find the measure whose verb a denial governs: "denied killing civilians"."""
        for measure in sentence.measures:
            words = sentence.span(measure.first, measure.last)
            if not measure.value.predicate or item.cue.overlaps(words):
                continue
            close = measure.first - sentence.token_at(item.cue.end) <= _BESIDE
            if close and item.stretch.contains(words):
                end = self._object_end(sentence, Hit(measure.first, measure.last, ""))
                known = self.lexicon.populations.all(sentence.tokens, measure.last, end)
                whom = population(sentence.tokens, measure.last, end, self.lexicon)
                return _About(
                    measure.value.measure.key,
                    sentence.span(measure.first, end),
                    whom if known else None,
                    "assertion",
                    Support.STATED,
                )
        return None

    def _governed(self, sentence: Annotated, hit: Hit[str], item: Attribution) -> bool:
        span = sentence.span(hit.first, hit.last)
        if not item.stretch.contains(span):
            return False
        # Words of the speaker's own name are no statement; the verb of the cue may be one.
        return not any(s.start <= span.start < s.end for s in item.speakers)

    def _subject(self, sentence: Annotated, hit: Hit[str], item: Attribution) -> str | None:
        """Name whom a passive is of: "denied that any soldiers had been killed"."""
        first = sentence.token_at(item.cue.end)
        near = range(max(first, hit.first - _PASSIVE), hit.first)
        known = self.lexicon.populations.all(sentence.tokens, first, hit.first)
        if not known or known[-1].last - 1 not in near:
            return None
        if not sentence.helped(known[-1].last, hit.first):
            return None
        return population(sentence.tokens, known[-1].first, known[-1].last, self.lexicon)

    def _accused(self, sentence: Annotated, hit: Hit[str], item: Attribution) -> str | None:
        """Name the accused: "a accusé l'Iran", or "a dit que l'Iran facilitait activement"."""
        tokens = sentence.tokens
        by_cue = sentence.span(hit.first, hit.last).overlaps(item.cue)
        if by_cue:
            first, last = hit.last, min(hit.last + _BESIDE + 1, len(tokens))
        else:
            first, last = max(0, hit.first - _BESIDE), hit.first
            # The subject stands in the clause of the verb, not in the one that reports it.
            first = max(first, min(sentence.token_at(item.cue.end), last))
        sources = self.lexicon.sources.all(tokens, first, len(tokens) if by_cue else last)
        named = [(source.first, source.value.key) for source in sources if source.first < last]
        named += [
            (place.first, f"{place.value.key} government")
            for place in self.lexicon.places.all(tokens, first, last)
            if not place.value.adjective and "/" not in place.value.key
        ]
        named += [
            (index, f"{country} government")
            for index in range(first, last)
            if (country := self.lexicon.governments.get(tokens[index].norm))
        ]
        return min(named)[1] if named else None

    def _object_end(self, sentence: Annotated, hit: Hit[str]) -> int:
        """Take in the object of the verb: "évacuer de bases"."""
        if hit.last >= len(sentence.tokens):
            return hit.last
        phrase = sentence.nouns.after(hit.last, plural=False)
        return phrase.last if phrase else hit.last

    def _scope(self, sentence: Annotated) -> Scope:
        whole = sentence.sentence.span
        close = self.periods.between(whole.start, whole.end)
        inside = [period for period in close if whole.contains(period.span)]
        start: PartialDate | None = inside[0].start if inside else None
        as_of = inside[0].end if inside else None
        inferred: tuple[str, ...] = ()
        if as_of is None and self.document.published is not None:
            as_of, inferred = self.document.published, ("as_of",)
        return Scope(ScopeKind.STATEMENT, start, as_of, inferred)
