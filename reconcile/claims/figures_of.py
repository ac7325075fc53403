"""Figures to claims: each figure with its noun, measure, place, period, speaker and stance."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.claims.attributions import Attribution, governing
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon, MeasureWord
from reconcile.claims.nouns import NounPhrase, NounReader
from reconcile.claims.periods import Period
from reconcile.claims.phrases import Hit
from reconcile.claims.places import find_places
from reconcile.claims.predicates import Predicate, choose, lemma, population
from reconcile.claims.quantities import Figure, FigureKind
from reconcile.claims.scope import read_scope
from reconcile.claims.sources import hops, source_key
from reconcile.claims.stance import read_stance
from reconcile.claims.tokens import Token, tokenise
from reconcile.model import Claim, Document, Evidence, Place, Quote, Span
from reconcile.model.claim import claim_id
from schema.vocabulary import Comparator, PlaceRole, Support

#: Kinds of figures that make a claim; the others qualify something.
_CLAIMED = frozenset(
    {FigureKind.COUNT, FigureKind.MONEY, FigureKind.SHARE, FigureKind.MEASURE, FigureKind.RELATIVE}
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a figure counts: the noun phrase, or a word that stands in for it."""

    phrase: NounPhrase | None
    text: str | None
    rule: str
    support: Support
    population: str | None = None


class FigureClaims:
    """Makes the claims of one document's figures."""

    def __init__(
        self,
        document: Document,
        language: str,
        lexicon: Lexicon,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        periods: Sequence[Period],
    ) -> None:
        self.document = document
        self.text = document.text
        self.language = language
        self.lexicon = lexicon
        self.sentences = sentences
        self.attributions = attributions
        self.periods = periods
        self._last: tuple[int, _Counted] | None = None
        self.helpers = (
            lexicon.words("words", "auxiliaries")
            | lexicon.words("words", "be")
            | lexicon.words("words", "modals")
            | lexicon.words("words", "relatives")
        )
        self.time = lexicon.words("words", "time")

    def claims(self, figures: Sequence[Figure]) -> list[Claim]:
        """Make the claims, in the order of the text."""
        made: list[Claim] = []
        taken: set[str] = set()
        starts = [sentence.span.start for sentence in self.sentences]
        grouped: dict[int, list[Figure]] = {}
        for figure in figures:
            index = bisect.bisect_right(starts, figure.number.start) - 1
            if index >= 0 and figure.number.start < self.sentences[index].span.end:
                grouped.setdefault(index, []).append(figure)
        for index, own in sorted(grouped.items()):
            for claim in self._of_sentence(self.sentences[index], own):
                if claim.id not in taken:
                    taken.add(claim.id)
                    made.append(claim)
        return made

    def _of_sentence(self, sentence: Sentence, figures: Sequence[Figure]) -> list[Claim]:
        tokens = sentence.tokens
        near = [a for a in self.attributions if a.stretch.overlaps(sentence.span)]
        cues = tuple(a.cue for a in near if a.sentence == sentence.index)
        places = find_places(self.text, sentence, self.lexicon, cues)
        hits = [
            hit for hit in self.lexicon.measures.all(tokens) if not self._month(tokens[hit.first])
        ]
        reader = NounReader(tokens, self.lexicon)
        at = [_token_at(sentence, figure.quantity.start) for figure in figures]
        claims = []
        for number, figure in enumerate(figures):
            if figure.kind not in _CLAIMED or self._counts_speakers(figure, near):
                continue
            claim = self._claim(sentence, figure, number, figures, at, hits, reader, near, places)
            if claim is not None:
                claims.append(claim)
        return claims

    def _month(self, token: Token) -> bool:
        return token.norm in self.time and token.text[:1].isupper()

    def _counts_speakers(self, figure: Figure, near: Sequence[Attribution]) -> bool:
        """Tell whether a figure only numbers those who speak ("quatre responsables ont déclaré")."""
        return figure.kind is FigureKind.COUNT and any(
            speaker.start - 12 <= figure.number.start < speaker.end
            and a.cue.start <= figure.number.start < a.cue.end
            for a in near
            for speaker in a.speakers
        )

    def _claim(
        self,
        sentence: Sentence,
        figure: Figure,
        number: int,
        figures: Sequence[Figure],
        at: Sequence[int],
        hits: Sequence[Hit[MeasureWord]],
        reader: NounReader,
        near: Sequence[Attribution],
        places: Sequence[Place],
    ) -> Claim | None:
        tokens = sentence.tokens
        quantity = figure.quantity
        after = _token_at(sentence, figure.after)
        first = at[number]
        bounds = self._clause(sentence, first)
        counted = self._counted(sentence, figure, number, figures, first, after, reader, hits)
        noun = (counted.phrase.first, counted.phrase.last) if counted.phrase else (after, after)
        predicate = choose(
            hits,
            (first, after),
            noun if noun[0] >= after else (after, after),
            bounds,
            [i for i in at if i != first],
            lambda begin, end: any(token.norm in self.helpers for token in tokens[begin:end]),
        )
        if (
            noun[0] < after
            and counted.phrase is not None
            and (predicate is None or predicate.rule == "noun_before")
        ):
            own = [hit for hit in hits if noun[0] <= hit.first < noun[1]]
            if own:
                predicate = Predicate(
                    own[0].value.measure, own[0].first, own[0].last, "counted_noun"
                )
        if counted.text is None and predicate is not None and predicate.measure.who:
            counted = replace(
                counted, text=predicate.measure.who, rule="understood", support=Support.INFERRED
            )
        if (
            predicate is not None
            and predicate.measure.who
            and counted.rule == "left_out"
            and not self._someone(counted)
        ):
            counted = _Counted(None, predicate.measure.who, "understood", Support.INFERRED)
        if counted.phrase is None and self._in_a_name(sentence, figure, first, predicate):
            return None
        if figure.quantity.high == 0 and counted.rule in ("left_out", "none"):
            who = predicate.measure.who if predicate else None
            if who is None:
                return None
            counted = _Counted(None, who, "understood", Support.INFERRED)
        if counted.text is None and self._idle(figure):
            return None
        if counted.text is None and figure.kind is FigureKind.COUNT:
            understood = self.lexicon.pack.get("words", {}).get("understood")
            counted = replace(counted, text=understood, rule="understood", support=Support.INFERRED)
        whom = counted.population
        if counted.phrase is not None:
            whom = population(tokens, counted.phrase.first, counted.phrase.last, self.lexicon)
        elif counted.text and whom is None:
            whom = self._concept(counted.text)
        self._last = (
            sentence.index,
            counted if whom is None else replace(counted, population=whom),
        )
        measure = predicate.measure.key if predicate else self._bare_measure(counted, tokens)
        begin, end = self._passage(sentence, first, after, noun, predicate)
        span = Span(
            min(tokens[begin].start, quantity.start), max(tokens[end - 1].end, quantity.end)
        )
        attributions = governing(near, quantity.start)
        attribution = attributions[0] if attributions else None
        stance = read_stance(
            sentence,
            begin,
            end,
            self.lexicon,
            clause=bounds,
            denied_by_verb=bool(attribution and attribution.denies),
        )
        scope, scope_evidence = read_scope(
            sentence, span, self.periods, predicate, self.document.published
        )
        chain = hops(attribution) if attribution else ()
        evidence = [
            Evidence(
                "quantity", quantity.comparator.value, Support.STATED, quantity.start, quantity.end
            ),
            Evidence(
                "counted", counted.rule, counted.support, *self._where(tokens, counted.phrase)
            ),
        ]
        if predicate:
            evidence.append(
                Evidence(
                    "measure",
                    predicate.rule,
                    Support.STATED,
                    tokens[predicate.first].start,
                    tokens[predicate.last - 1].end,
                )
            )
        if attribution:
            evidence.append(
                Evidence(
                    "attribution",
                    attribution.rule,
                    attribution.support,
                    attribution.cue.start,
                    attribution.cue.end,
                )
            )
        where = self._places(sentence, figure, number, figures, places)
        evidence += [
            Evidence("places", f"place_{p.role.value}", Support.STATED, p.start, p.end)
            for p in where
        ]
        evidence += [*stance.evidence, *scope_evidence]
        return Claim(
            id=claim_id(self.document.sha256, span.start, span.end, measure),
            document=self.document.sha256,
            quote=Quote.cut(self.text, span),
            sentence=sentence.span.of(self.text),
            language=self.language,
            measure=measure,
            counted=counted.text,
            population=whom,
            places=tuple(where),
            quantity=quantity,
            scope=scope,
            polarity=stance.polarity,
            modality=stance.modality,
            attribution=chain,
            origin=chain[-1].name if chain else None,
            origin_key=source_key(attribution.speakers[-1], self.lexicon) if attribution else None,
            confidence=self._confidence(counted, predicate, attribution),
            published=self.document.published,
            outlet=self.document.outlet,
            evidence=tuple(evidence),
        )

    # --- parts -------------------------------------------------------------------------------------

    def _counted(
        self,
        sentence: Sentence,
        figure: Figure,
        number: int,
        figures: Sequence[Figure],
        first: int,
        after: int,
        reader: NounReader,
        hits: Sequence[Hit[MeasureWord]],
    ) -> _Counted:
        tokens = sentence.tokens
        if figure.kind in (FigureKind.MONEY, FigureKind.MEASURE):
            unit = self._unit(sentence, figure)
            if unit is not None:
                return _Counted(None, unit, "unit", Support.STATED)
        plural = figure.quantity.value is None or figure.quantity.value > 1
        phrase = reader.after(after, plural=plural) if after < len(tokens) else None
        if (
            figure.kind is FigureKind.SHARE
            and phrase is not None
            and not self._share_of(sentence, after)
        ):
            phrase = None
        if phrase is not None:
            return self._stated(sentence, phrase, "following_noun")
        following = self._of_next(sentence, figure, number, figures, after, reader)
        if following is not None:
            return following
        previous = self._last[1] if self._last and self._last[0] == sentence.index else None
        if previous is not None and (
            figure.kind is not FigureKind.SHARE or self._coordinated(tokens, first)
        ):
            return replace(previous, rule="left_out", support=Support.INHERITED, phrase=None)
        found = self._named_before(sentence, figure, first, reader, hits)
        if found is not None:
            return found
        if previous is not None:
            return replace(previous, rule="left_out", support=Support.INHERITED, phrase=None)
        if self._last is not None and first <= 1 and self._last[0] == sentence.index - 1:
            return replace(self._last[1], rule="left_out", support=Support.INHERITED, phrase=None)
        return _Counted(None, None, "none", Support.INFERRED)

    def _of_next(
        self,
        sentence: Sentence,
        figure: Figure,
        number: int,
        figures: Sequence[Figure],
        after: int,
        reader: NounReader,
    ) -> _Counted | None:
        """Take "six of the country's eight capitals", "sur neuf enquêtes, huit": the noun of the next figure."""
        tokens = sentence.tokens
        if number + 1 >= len(figures) or after >= len(tokens):
            return None
        if tokens[after].norm not in self.lexicon.words("words", "partitives"):
            return None
        next_after = _token_at(sentence, figures[number + 1].after)
        if _token_at(sentence, figures[number + 1].quantity.start) - after > 6 or next_after >= len(
            tokens
        ):
            return None
        phrase = reader.after(next_after, plural=True)
        return self._stated(sentence, phrase, "of_many") if phrase else None

    def _unit(self, sentence: Sentence, figure: Figure) -> str | None:
        """Give a unit in the text's own words: "square miles", "euros"."""
        partitives = self.lexicon.words("words", "partitives") | self.lexicon.words(
            "words", "adverbs"
        )
        words = [
            token.text
            for token in sentence.tokens
            if figure.number.end <= token.start
            and token.end <= max(figure.quantity.end, figure.after)
            and token.norm not in partitives
            and token.text.isalpha()
        ]
        return " ".join(words) or figure.quantity.unit

    def _coordinated(self, tokens: Sequence[Token], first: int) -> bool:
        """Tell whether a figure stands beside an earlier one: ", contre 95 %", "(au lieu de 0,7 %)"."""
        table = self.lexicon.phrases("polarity", "instead")
        if any(table.at(tokens, at) is not None for at in range(max(0, first - 3), first)):
            return True
        words = self.lexicon.words("words", "coordinators") | self.lexicon.words(
            "words", "adversatives"
        )
        return first > 0 and tokens[first - 1].norm in words

    def _named_before(
        self,
        sentence: Sentence,
        figure: Figure,
        first: int,
        reader: NounReader,
        hits: Sequence[Hit[MeasureWord]],
    ) -> _Counted | None:
        """Find the noun before its figure: "un bilan de 213", "les ventes ont augmenté de 12 %"."""
        tokens = sentence.tokens
        before = reader.before(first) if first else None
        announced = reader.announced(first)
        if announced is not None:
            return self._stated(sentence, announced, "announced")
        if before is not None:
            verb = next(
                (
                    hit
                    for hit in hits
                    if hit.value.predicate
                    and not hit.value.noun
                    and hit.first < before.last <= hit.last
                ),
                None,
            )
            if verb is not None:
                before = reader.subject(verb.first)
                if before is not None and figure.kind is FigureKind.SHARE:
                    return self._stated(sentence, before, "subject")
                return None
            known = self.lexicon.words("words", "counters") | self.lexicon.words(
                "words", "measure_of"
            )
            if figure.kind is FigureKind.SHARE or tokens[before.head].norm in known:
                return self._stated(sentence, before, "noun_before")
        nouns = [hit for hit in hits if hit.value.noun and hit.last <= first]
        if nouns and first - nouns[-1].last <= 18:
            phrase = NounPhrase(nouns[-1].first, nouns[-1].last, nouns[-1].last - 1)
            return self._stated(sentence, phrase, "noun_before")
        return None

    def _stated(self, sentence: Sentence, phrase: NounPhrase, rule: str) -> _Counted:
        tokens = sentence.tokens
        text = " ".join(self.text[tokens[phrase.first].start : tokens[phrase.last - 1].end].split())
        return _Counted(phrase, text, rule, Support.STATED)

    def _share_of(self, sentence: Sentence, after: int) -> bool:
        return sentence.tokens[after].norm in self.lexicon.words("words", "genitive")

    def _idle(self, figure: Figure) -> bool:
        """Tell whether a figure that counts nothing known is better left alone."""
        return (
            figure.kind is FigureKind.COUNT
            and figure.quantity.comparator is Comparator.EXACT
            and (figure.quantity.value or 0) <= 1
        )

    def _someone(self, counted: _Counted) -> bool:
        """Tell whether what an earlier figure counts is people of some kind."""
        concept = (counted.population or "").split(" ", 1)
        things = self.lexicon.words("words", "things")
        known = self.lexicon.pack.get("populations", {})
        return any(
            part in known and part not in things for part in (counted.population or "", concept[-1])
        )

    def _in_a_name(
        self, sentence: Sentence, figure: Figure, first: int, predicate: Predicate | None
    ) -> bool:
        """Tell whether a bare number after a name belongs to it ("CentOS 8")."""
        if (
            figure.kind is not FigureKind.COUNT
            or first < 1
            or figure.quantity.comparator is not Comparator.EXACT
        ):
            return False
        if not self.text[figure.number.start].isdigit() or (
            predicate and predicate.first < first and first - predicate.last <= 1
        ):
            return False
        before = sentence.tokens[first - 1]
        return (
            first > 1
            and before.text[:1].isupper()
            and before.norm not in self.time
            and len(before.text) > 2
        )

    def _concept(self, word: str) -> str | None:
        return population(tokenise(word), 0, len(tokenise(word)), self.lexicon)

    def _bare_measure(self, counted: _Counted, tokens: Sequence[Token]) -> str | None:
        if counted.phrase is not None:
            head = tokens[counted.phrase.head]
            return lemma(head.norm, self.lexicon)
        return lemma(counted.text.split()[-1].casefold(), self.lexicon) if counted.text else None

    def _clause(self, sentence: Sentence, at: int) -> tuple[int, int]:
        """Bound the clause of a token by semicolons and adversatives after a comma."""
        tokens = sentence.tokens
        adversatives = self.lexicon.words("words", "adversatives")
        first, last = 0, len(tokens)
        for index in range(1, len(tokens)):
            edge = tokens[index].text in ";:" or (
                tokens[index - 1].text == "," and tokens[index].norm in adversatives
            )
            if not edge:
                continue
            if index <= at:
                first = index
            else:
                last = index
                break
        return first, last

    def _passage(
        self,
        sentence: Sentence,
        first: int,
        after: int,
        noun: tuple[int, int],
        predicate: Predicate | None,
    ) -> tuple[int, int]:
        begin, end = first, max(after, first + 1)
        if noun[0] < noun[1]:
            begin, end = min(begin, noun[0]), max(end, noun[1])
        if predicate is not None:
            begin, end = min(begin, predicate.first), max(end, predicate.last)
        return begin, min(end, len(sentence.tokens))

    def _places(
        self,
        sentence: Sentence,
        figure: Figure,
        number: int,
        figures: Sequence[Figure],
        places: Sequence[Place],
    ) -> list[Place]:
        """Give a figure the places of its own stretch, else those that stand before all figures or after them."""
        following = (
            figures[number + 1].quantity.start if number + 1 < len(figures) else sentence.span.end
        )
        own = [
            p
            for p in places
            if figure.number.end <= p.start < following and p.role is PlaceRole.WHERE
        ]
        others = [p for p in places if p.role is not PlaceRole.WHERE]
        if own:
            return sorted(own + others, key=lambda p: p.start)
        shared = [
            p for p in places if p.role is PlaceRole.WHERE and p.start < figures[0].quantity.start
        ]
        if not shared:
            shared = [
                p
                for p in places
                if p.role is PlaceRole.WHERE
                and p.start > figures[-1].number.end
                and number + 1 < len(figures)
            ]
        return sorted(shared + others, key=lambda p: p.start)

    def _where(
        self, tokens: Sequence[Token], phrase: NounPhrase | None
    ) -> tuple[int | None, int | None]:
        if phrase is None:
            return None, None
        first, last = tokens[phrase.first], tokens[phrase.last - 1]
        return first.start, last.end

    def _confidence(
        self, counted: _Counted, predicate: Predicate | None, attribution: Attribution | None
    ) -> float:
        confidence = 0.95 if counted.support is Support.STATED else 0.75
        if predicate is None:
            confidence -= 0.1
        if attribution is not None and attribution.support is not Support.STATED:
            confidence -= 0.1
        return confidence


def _token_at(sentence: Sentence, offset: int) -> int:
    """Return the first token that begins at an offset or after it."""
    starts = [token.start for token in sentence.tokens]
    return bisect.bisect_left(starts, offset)
