"""Speakers that stand right beside their figure, without a verb: ", les organisateurs 50 000", "(police)"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.adverbials import Adverbials
from reconcile.claims.cue import Cue
from reconcile.claims.pack import Frame
from reconcile.claims.reaches import Reach
from reconcile.claims.speaker import is_name
from reconcile.claims.verb_groups import BREAKS, CLOSING, OPENING

#: So many words may stand between a speaker and its figure ("la police un peu plus de 6 500").
_COMPARED = 5
#: So far before a bracket the figure may stand that is someone's within it ("12 000 personnes (police)").
_NAMED = 3


#: Brackets and dashes, which set off an aside.
_ASIDES = "()—–"


class BesideFigures(Adverbials):
    """Finds the speakers beside the figures of one sentence."""

    def _beside(self, cues: Sequence[Cue]) -> list[Cue]:
        """List the speakers beside figures, given the cues that were found before."""
        starts = {token.start: index for index, token in enumerate(self.tokens)}
        numbers = [starts[at] for at in self.figures if at in starts]
        found = [self._gapped(number, cues) for number in numbers]
        brackets = [i for i, token in enumerate(self.tokens) if token.text == "(" and i]
        found += [self._in_brackets(index, numbers) for index in brackets]
        return [
            cue
            for cue in found
            if cue is not None
            and not any(cue.first < other.last and other.first < cue.last for other in cues)
        ]

    def _gapped(self, number: int, cues: Sequence[Cue]) -> Cue | None:
        """Take a second source whose verb is left out: "la police compte 6 500 marcheurs, la CGT 20 000"."""
        if not any(cue.frame.object and cue.last < number for cue in cues):
            return None
        joins = self.lexicon.words("words", "coordinators") | {",", ";"}
        for first in range(number - 1, max(0, number - 14), -1):
            if self.tokens[first - 1].norm not in joins:
                continue
            last = self.reader.forward(first)
            between = self.tokens[last:number]
            if last == first or last > number or len(between) > _COMPARED:
                continue
            capital = self._is_capital(first, last)
            if self.tokens[first].norm not in self.reader.definite and not capital:
                return None
            if between and not all(token.norm in self._comparing for token in between):
                return None
            speaker = self.reader.read(first, last)
            if speaker is None or speaker.document or not (capital or self._credible(speaker)):
                return None
            governing = [cue for cue in cues if cue.last <= first]
            if not governing or not self._counts(governing[-1], number):
                return None
            return Cue(
                first,
                last,
                Reach.FORWARD,
                "left_out_verb",
                speaker=speaker,
                verb=governing[-1].verb,
                frame=governing[-1].frame,
                bounds=(first, self.clause_end(number)),
            )
        return None

    def _is_capital(self, first: int, last: int) -> bool:
        """Tell whether a place alone stands for its government: ", Londres 20 millions"."""
        hit = self.lexicon.places.at(self.tokens, first)
        return hit is not None and hit.last == last and is_name(self.tokens[first])

    @property
    def _comparing(self) -> frozenset[str]:
        """List the words of the phrases that bound a figure ("un peu plus de")."""
        before = self.lexicon.pack.get("comparators", {}).get("before", {})
        return (self.adverbs | self.reader.prepositions).union(
            word for phrases in before.values() for phrase in phrases for word in phrase.split()
        )

    def _counts(self, cue: Cue, number: int) -> bool:
        """Tell whether a verb gives a figure as its object, so that another source may do the same."""
        following = self._token(cue.last)
        clause = following is None or following.norm in self.complementisers
        earlier = any(
            self.tokens[cue.last - 1].end <= at < self.tokens[number].start for at in self.figures
        )
        return cue.reach is Reach.FORWARD and cue.frame.object and earlier and not clause

    def _in_brackets(self, index: int, numbers: Sequence[int]) -> Cue | None:
        """Take a source alone in brackets after its figure: "12 000 manifestants (police)"."""
        last = self.reader.forward(index + 1) if index + 1 < len(self.tokens) else index
        closing = self._token(last)
        if last == index + 1 or closing is None or closing.text != ")":
            return None
        words = self.lexicon.words("attribution", "bracketed")
        head = next(
            (t for t in self.tokens[index + 1 : last] if t.norm not in self.reader.definite), None
        )
        near = [number for number in numbers if 0 < index - number <= _NAMED + 1]
        if head is None or head.norm not in words or not near:
            return None
        speaker = self.reader.read(index + 1, last)
        if speaker is None:
            return None
        return Cue(
            index + 1,
            last,
            Reach.BACKWARD,
            "in_brackets",
            speaker=speaker,
            frame=Frame(strong=True, object=True),
            bounds=(near[-1], last),
        )

    def _within_clause(self, cue: Cue) -> Cue:
        """Keep a cue to the clause that opens its sentence: "Alors que la police parle de 500, …"."""
        opening = self.lexicon.phrases("words", "opening_clauses").at(self.tokens, 0)
        clause = self._token(cue.last)
        told = clause is None or clause.norm in self.complementisers
        if opening is None or told or cue.bounds is not None or cue.reach is not Reach.FORWARD:
            return cue
        if any(token.text in BREAKS for token in self.tokens[: cue.last]):
            return cue
        return cue._replace(bounds=(cue.first, self.clause_end(cue.last)))

    def _within_brackets(self, cue: Cue) -> Cue:
        """Keep a cue to the brackets that hold it with its figure: "(15 000 selon les syndicats)"."""
        opening = next(
            (i for i in range(cue.first - 1, -1, -1) if self.tokens[i].text in _ASIDES), None
        )
        closing = next(
            (i for i in range(cue.last, len(self.tokens)) if self.tokens[i].text in _ASIDES), None
        )
        if opening is None or closing is None or cue.bounds is not None:
            return cue
        marks = self.tokens[opening].text + self.tokens[closing].text
        if marks not in ("()", "——", "––"):
            return cue
        span = range(self.tokens[opening].start, self.tokens[closing].start)
        quoted = any(t.text in OPENING | CLOSING for t in self.tokens[opening:closing])
        if quoted or not any(at in span for at in self.figures):
            return cue
        return cue._replace(bounds=(opening, closing))
