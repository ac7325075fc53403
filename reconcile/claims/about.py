"""What an attributed statement is about: its concept, the words that say so, and of whom."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.claims.attributions import Attribution
from reconcile.claims.clauses import Annotated
from reconcile.claims.pack import Lexicon
from reconcile.claims.phrases import Hit
from reconcile.claims.predicates import population
from reconcile.claims.sources import source_key
from reconcile.claims.statements import Stated, StatementReader
from reconcile.claims.tokens import fold_word
from reconcile.claims.verb_groups import BREAKS
from reconcile.model import Span
from schema.vocabulary import Support

#: The concept of a statement against somebody: who is accused tells one accusation from another.
ACCUSED = "accused"
#: What a refusal to comment is about, where the sentence does not say.
COMMENT = "comment"
#: Words that may stand between the accusing word and the accused ("accused, on Monday, the …").
_BESIDE = 3
#: Words between a denial and the "allegations" that it denies.
_ANAPHOR = 5
#: The concept of a statement on who did it.
RESPONSIBLE = "responsible"
#: Words between "imputes" and the one to whom: "a imputé l'attaque de mardi au groupe".
_IMPUTED = 8
#: Sentences between what was said and "these allegations".
_LONG_AGO = 4
#: How the key of a country's government ends.
_GOVERNMENT = "_government"


@dataclass(frozen=True, slots=True)
class About:
    """What a statement is about.

    ``passage`` is the shortest one that states it, ``words`` those that name the concept; ``by_cue`` tells
    that the reporting verb itself says it ("accused"), ``future`` that it is yet to happen.
    """

    concept: str | None
    passage: Span
    words: Span
    population: str | None
    rule: str
    support: Support = Support.STATED
    stated: Stated | None = None
    by_cue: bool = False
    future: bool = False
    called_false: bool = False
    sentence: int = -1


class AboutReader:
    """Reads what the statements of one sentence are about."""

    def __init__(self, text: str, sentence: Annotated, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self._statements = StatementReader(text, sentence, lexicon)
        self._of_deeds = lexicon.words("statements", "of_deeds")

    def read(self, item: Attribution, before: About | None) -> list[About]:
        """Find what an attribution says; ``before`` is what was said last, which a denial may be of.

        Empty where nothing is stated that could be checked.
        """
        own = item.sentence == self.sentence.sentence.index
        if own and not item.no_comment and self._says_nothing(item):
            return []
        if not own:
            return [] if item.no_comment or item.denies else self._content(item)
        if item.no_comment:
            return [self._not_commented(item)]
        one = self._by_cue(item) or self._not_involved(item)
        if one is not None:
            return [one]
        found = self._content(item)
        one = None if found else self._denied(item, before)
        return found if one is None else [one]

    def _says_nothing(self, item: Attribution) -> bool:
        """Tell whether nobody speaks, or the verb of saying is itself denied: "no group claimed", "did not say"."""
        first, last = self._cue_tokens(item)
        norms = [token.norm for token in self.tokens[first:last]]
        words = self.lexicon.words
        nobody = words("statements", "none") | words("words", "negations") - words(
            "polarity", "particle"
        )
        return bool(nobody.intersection(norms))

    def _cue_tokens(self, item: Attribution) -> tuple[int, int]:
        return self.sentence.token_at(item.cue.start), self.sentence.token_at(item.cue.end)

    # --- what the reporting verb says ------------------------------------------------------------------

    def _by_cue(self, item: Attribution) -> About | None:
        """Read "accused X of", "claimed responsibility", "condemned the attack"."""
        hits = self.lexicon.assertions.all(self.tokens)
        if item.denies:
            hits += self.lexicon.denials.all(self.tokens)
        for hit in hits:
            span = self.sentence.span(hit.first, hit.last)
            if not item.reach.contains(span) or self._in_speaker(span, item):
                continue
            by_cue = span.overlaps(item.cue)
            if hit.value in self._of_deeds and not (by_cue and self._statements.deed(hit.last)):
                # "condemned to three years"
                continue
            end = self._statements.object_end(hit.last)
            whom = self._whom(hit, end, item)
            if by_cue or item.denies:
                passage = self.sentence.span(hit.first, end).hull(item.cue)
                return About(hit.value, passage, span, whom, "assertion", by_cue=True)
            stated = self._statements.as_stated(hit, item.reach, item.cue, whom)
            if stated is not None:
                return self._of_stated(stated, item)
        return None

    def _in_speaker(self, span: Span, item: Attribution) -> bool:
        return any(s.start <= span.start < s.end for s in item.speakers)

    def _whom(self, hit: Hit[str], end: int, item: Attribution) -> str | None:
        if hit.value in (ACCUSED, RESPONSIBLE):
            return self._accused(hit, item)
        known = self.lexicon.populations.all(self.tokens, hit.last, end)
        return population(self.tokens, hit.last, end, self.lexicon) if known else None

    def _accused(self, hit: Hit[str], item: Attribution) -> str | None:
        """Name the accused: "a accusé l'Iran", or "a dit que l'Iran facilitait activement"."""
        tokens, sentence = self.tokens, self.sentence
        by_cue = sentence.span(hit.first, hit.last).overlaps(item.cue)
        if by_cue:
            reach = _BESIDE + 1 if hit.value == ACCUSED else _IMPUTED
            first, last = hit.last, min(hit.last + reach, len(tokens))
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
        if named:
            return min(named)[1]
        claimed = self.lexicon.phrases("statements", "own").at(tokens, hit.first)
        # "denied any involvement", "claimed responsibility": one's own.
        return self._own(item) if item.denies or (by_cue and claimed) else None

    def _own(self, item: Attribution) -> str | None:
        """Name the speaker as the accused: a country's government as that."""
        own = source_key(item.speakers[-1], self.lexicon)
        country = (own or "").removesuffix(_GOVERNMENT)
        return own if country == (own or "") else f"{country.upper()} government"

    def _not_involved(self, item: Attribution) -> About | None:
        """Read "said it had nothing to do with the attack": a denial without a verb of denial."""
        for hit in self.lexicon.phrases("statements", "not_involved").all(self.tokens):
            words = self.sentence.span(hit.first, hit.last)
            if item.reach.contains(words) and not item.cue.overlaps(words):
                passage = self.sentence.span(hit.first, self._statements.object_end(hit.last))
                return About(
                    ACCUSED, passage, words, self._own(item), "not_involved", called_false=True
                )
        return None

    # --- what is said ----------------------------------------------------------------------------------

    def _content(self, item: Attribution) -> list[About]:
        """Read the verbs of the glossary that an attribution governs, one a clause."""
        verb = self._verb_of(item)
        governed = verb in self.lexicon.words("statements", "governing", "denying")
        governed |= item.denies and self._allegation(self._cue_tokens(item)[1]) is not None
        found = self._statements.content(item.reach, item.cue, governed=governed)
        return [self._of_stated(stated, item) for stated in found]

    def _verb_of(self, item: Attribution) -> str | None:
        """Return the lemma of the reporting verb, folded as the pack's words are."""
        first, last = self._cue_tokens(item)
        for index in range(last - 1, first - 1, -1):
            forms = self.lexicon.verbs.of(self.tokens[index])
            if forms:
                return fold_word(forms[0].lemma)
        return None

    def _of_stated(self, stated: Stated, item: Attribution) -> About:
        words = self.sentence.span(stated.first, stated.last)
        passage = self.sentence.span(stated.left, max(stated.end, stated.last))
        governed = item.denies or stated.rule == "stated_noun"
        return About(
            stated.concept,
            passage.hull(item.cue) if governed else passage,
            words,
            stated.population,
            stated.rule,
            stated=stated,
            future=self._statements.is_future(stated),
            called_false=not item.denies and self._called_false(item),
        )

    def _called_false(self, item: Attribution) -> bool:
        """Tell whether a report is said to be false: "said reports of a raid were untrue"."""
        words = self.lexicon.words
        false, named = words("statements", "false"), words("statements", "allegations")
        linked = words("words", "be", "adverbs", "negations")
        calls = self._verb_of(item) in words("statements", "calling")
        said = [
            (index, token)
            for index, token in enumerate(self.tokens)
            if item.reach.start <= token.start < item.reach.end
        ]
        if not named.intersection(token.norm for _, token in said):
            return False
        return any(
            token.norm in false and (calls or (index and self.tokens[index - 1].norm in linked))
            for index, token in said
        )

    # --- refusals and denials --------------------------------------------------------------------------

    def _not_commented(self, item: Attribution) -> About:
        stated = self._statements.named(item.reach, item.cue)
        if stated is None:
            return About(COMMENT, item.cue, item.cue, None, "no_comment")
        words = self.sentence.span(stated.first, stated.last)
        passage = self.sentence.span(stated.first, stated.end).hull(item.cue)
        return About(stated.concept, passage, words, stated.population, "no_comment")

    def _denied(self, item: Attribution, before: About | None) -> About | None:
        """Read a denial of what was said before, or of something that the glossary does not know."""
        if not item.denies:
            return self._noun_called_false(item, before) if self._called_false(item) else None
        _, last = self._cue_tokens(item)
        following = self.sentence.token(last)
        at = self._allegation(last)
        after = self.sentence.token(at + 1) if at is not None else None
        clause = after is not None and (
            after.norm in self.lexicon.words("words", "complementisers")
            or self.lexicon.phrases("statements", "clause_openers").at(self.tokens, (at or 0) + 1)
            is not None
        )
        bare = following is None or following.text in BREAKS
        if bare or (at is not None and not clause):
            span = item.cue if at is None else self.sentence.span(last, at + 1)
            return self._said_before(item, before, span)
        if not clause and self._verb_of(item) not in self.lexicon.words("statements", "denying"):
            # "rejected the appeal", "dismissed the minister"
            return None
        words = self.sentence.span(last, self._clause_end(last))
        head = None if clause else self._head(last, self._clause_end(last))
        return About(head, words.hull(item.cue), words, None, "denied", by_cue=True)

    def _allegation(self, first: int) -> int | None:
        """Find "these allegations" among the next few words."""
        named = self.lexicon.words("statements", "allegations")
        for index in range(first, min(first + _ANAPHOR, len(self.tokens))):
            if self.tokens[index].text in BREAKS:
                return None
            if self.tokens[index].norm in named:
                return index
        return None

    def _noun_called_false(self, item: Attribution, before: About | None) -> About | None:
        """Read "said reports of a ceasefire were false", "called the report false"."""
        stated = self._statements.named(item.reach, item.cue)
        if stated is None:
            return self._said_before(item, before, item.reach)
        words = self.sentence.span(stated.first, stated.last)
        return About(
            stated.concept, item.reach, words, stated.population, "called_false", called_false=True
        )

    def _said_before(self, item: Attribution, before: About | None, words: Span) -> About | None:
        """Deny what was said last, where that is not long ago."""
        if before is None or before.concept in (None, COMMENT):
            return None
        if self.sentence.sentence.index - before.sentence > _LONG_AGO:
            return None
        return About(
            before.concept,
            words.hull(item.cue),
            words,
            before.population,
            "denied_before",
            Support.INHERITED,
            called_false=True,
        )

    def _clause_end(self, first: int) -> int:
        return next(
            (
                index
                for index in range(first, len(self.tokens))
                if self.tokens[index].text in BREAKS
            ),
            len(self.tokens),
        )

    def _head(self, first: int, end: int) -> str | None:
        """Return the head of what is denied, in the text's own word; ``None`` where a clause says it."""
        words = self.lexicon.words
        helpers = words("words", "auxiliaries", "be", "adverbs", "clitics", "infinitive_marks")
        complementisers = words("words", "complementisers")
        for index in range(first, end):
            token = self.tokens[index]
            if token.norm in complementisers:
                return None
            phrase = self.sentence.nouns.after(index, plural=False)
            if token.norm in words("words", "determiners") and phrase is not None:
                return self.tokens[phrase.head].norm
            if token.norm not in helpers:
                return token.norm
        return None
