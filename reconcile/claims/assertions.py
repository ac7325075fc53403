"""Statements without a figure: who affirms, denies or declines to comment on what."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reconcile.claims.about import About, AboutReader
from reconcile.claims.attributions import Attribution
from reconcile.claims.clauses import Annotated
from reconcile.claims.pack import Lexicon
from reconcile.claims.periods import Period
from reconcile.claims.places import find_places
from reconcile.claims.placing import without_seats
from reconcile.claims.scope import statement_scope
from reconcile.claims.sorted_by import SortedBy
from reconcile.claims.sources import hops, source_key
from reconcile.claims.stance import Stance, read_stance
from reconcile.model import Claim, Document, Evidence, Place, Quote, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import Modality, PlaceRole, Polarity, Support


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
        self.attributions = attributions
        self.periods = SortedBy(periods, lambda period: period.span.start)
        self._last: About | None = None
        self._places: tuple[Place, ...] = ()

    def claims(self, sentences: Sequence[Annotated], made: Sequence[Claim]) -> list[Claim]:
        """Make the claims; statements whose figure is a claim already are left out."""
        figured = {(hop.start, hop.end) for claim in made for hop in claim.attribution}
        found: dict[str, Claim] = {}
        said: set[Span] = set()
        for sentence, items in self._governed(sentences):
            reader = AboutReader(self.text, sentence, self.lexicon)
            for item in items:
                if (item.cue.start, item.cue.end) in figured and not item.no_comment:
                    continue
                for about in reader.read(item, self._last):
                    if about.words in said:
                        continue
                    claim = self._claim(sentence, item, about)
                    said.add(about.words)
                    found.setdefault(claim.id, claim)
        return list(found.values())

    def _governed(
        self, sentences: Sequence[Annotated]
    ) -> Iterator[tuple[Annotated, list[Attribution]]]:
        """Give every sentence the attributions that reach into it, its own first."""
        starts = [sentence.sentence.span.start for sentence in sentences]
        reaching: dict[int, list[Attribution]] = {}
        for item in self.attributions:
            reaching.setdefault(item.sentence, []).append(item)
            first = max(bisect.bisect_right(starts, item.stretch.start) - 1, 0)
            last = bisect.bisect_left(starts, item.stretch.end)
            for number in range(first, last):
                if number != item.sentence:
                    reaching.setdefault(number, []).append(item)
        for number, sentence in enumerate(sentences):
            if number in reaching:
                yield (
                    sentence,
                    sorted(reaching[number], key=lambda item: item.sentence != number),
                )

    def _claim(self, sentence: Annotated, item: Attribution, about: About) -> Claim:
        stance = self._stance(sentence, item, about)
        modality = Modality.NO_COMMENT if item.no_comment else stance.modality
        polarity = Polarity.ASSERTED if item.no_comment else stance.polarity
        chain = hops(item)
        places, placed = self._where(sentence, item, about)
        self._last = replace(about, sentence=sentence.sentence.index)
        self._places = tuple(place for place in places if place.role is PlaceRole.WHERE)
        span = about.passage
        scope, scope_evidence = statement_scope(
            sentence.sentence,
            about.words,
            self.periods.between(sentence.sentence.span.start, sentence.sentence.span.end),
            self.document.published,
            attributions=(item,),
        )
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
            scope=scope,
            polarity=polarity,
            modality=modality,
            attribution=chain,
            origin=chain[-1].name if chain else None,
            origin_key=source_key(item.speakers[-1], self.lexicon),
            confidence=0.8 if about.support is Support.STATED else 0.6,
            published=self.document.published,
            outlet=self.document.outlet,
            evidence=(
                Evidence("measure", about.rule, about.support, about.words.start, about.words.end),
                Evidence("attribution", item.rule, item.support, item.cue.start, item.cue.end),
                *(
                    Evidence("places", f"place_{p.role.value}", placed, p.start, p.end)
                    for p in places
                    if p.role is PlaceRole.WHERE
                ),
                *stance.evidence,
                *scope_evidence,
            ),
        )

    def _stance(self, sentence: Annotated, item: Attribution, about: About) -> Stance:
        denied = item.denies or about.called_false
        if about.stated is None or about.by_cue:
            last = sentence.token_at(about.words.end)
            return read_stance(
                sentence.sentence,
                last,
                last,
                self.lexicon,
                clause=(last, last),
                denied_by_verb=denied,
            )
        stated = about.stated
        stance = read_stance(
            sentence.sentence,
            stated.left,
            stated.last,
            self.lexicon,
            clause=(stated.left, max(stated.end, stated.last)),
            predicate=(stated.first, stated.last),
            denied_by_verb=denied,
        )
        evidence = list(stance.evidence)
        none = None if denied else self._none(sentence, stated.left, stated.first)
        polarity, modality = stance.polarity, stance.modality
        if none is not None:
            polarity = Polarity.DENIED
            word = sentence.span(none, none + 1)
            evidence.append(Evidence("polarity", "none", Support.STATED, word.start, word.end))
        if modality is Modality.CERTAIN and about.future:
            modality = Modality.INTENTION
            words = sentence.span(stated.begin, stated.last)
            evidence.append(Evidence("modality", "future", Support.STATED, words.start, words.end))
        return Stance(polarity, modality, tuple(evidence))

    def _none(self, sentence: Annotated, first: int, last: int) -> int | None:
        """Find a "no" among the words before a verb: "no soldiers were killed", "aucune intention de"."""
        none = self.lexicon.words("statements", "none")
        particles = self.lexicon.words("polarity", "particle")
        norms = [token.norm for token in sentence.tokens[first:last]]
        if particles and not particles.intersection(norms):
            return None
        return next((first + step for step, norm in enumerate(norms) if norm in none), None)

    def _where(
        self, sentence: Annotated, item: Attribution, about: About
    ) -> tuple[tuple[Place, ...], Support]:
        places = tuple(
            without_seats(
                self.text,
                find_places(self.text, sentence.sentence, self.lexicon, (item.cue,)),
                (item,),
                self.lexicon,
            )
        )
        stated = about.stated
        if stated is not None and not stated.passive and stated.left < stated.begin:
            # The subject of an active verb did it: "said Russian forces shelled the town".
            subject = sentence.span(stated.left, stated.begin)
            places = tuple(
                replace(place, role=PlaceRole.AGENT)
                if place.role is PlaceRole.AFFILIATION
                and subject.start <= place.start < subject.end
                else place
                for place in places
            )
        if about.support is Support.INHERITED and not any(
            place.role is PlaceRole.WHERE for place in places
        ):
            # What is denied is denied of where it was asserted.
            return (*places, *self._places), Support.INHERITED
        return places, Support.STATED
