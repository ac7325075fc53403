"""What a statement without a figure says: its verb in the glossary, who or what it is of, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reconcile.claims.clauses import Annotated
from reconcile.claims.inflection import Form
from reconcile.claims.pack import Lexicon, StatedVerb
from reconcile.claims.phrases import Hit, PhraseTable
from reconcile.claims.predicates import population
from reconcile.claims.speaker import is_name
from reconcile.claims.verb_groups import BREAKS, VerbGroups
from reconcile.model import Span

#: Words between a light verb and the noun that says what was done: "carried out a deadly strike".
_LIGHT = 4
#: Words between a verb of confirmation or denial and the noun of what it confirms.
_NOMINAL = 6
#: Words between a verb of speech and the deed it is about: "condemned the second such attack".
_DEED = 6
#: Words between an intention, or what says that something is under way, and its infinitive.
_INTENDED = 3
#: A subject of more words is left out of the passage.
_SUBJECT = 14


class Stated(NamedTuple):
    """A verb or noun of the glossary that states something.

    Tokens ``first`` to ``last`` (excluded) say it, from the subject (``left``) over the verb group (``begin``);
    ``end`` is where its object ends.
    """

    concept: str
    left: int
    begin: int
    first: int
    last: int
    end: int
    passive: bool
    population: str | None
    rule: str


class StatementReader:
    """Reads the statements of one sentence."""

    def __init__(self, text: str, sentence: Annotated, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lexicon = lexicon
        self._groups = VerbGroups(text, sentence.sentence, lexicon)
        self._conditions = lexicon.phrases("statements", "conditions")
        self._openers = lexicon.phrases("statements", "clause_openers")
        self._intentions = lexicon.phrases("polarity", "intentions")
        self._under_way = lexicon.phrases("statements", "under_way")
        # No word ends in a null: none is refused.
        endings = lexicon.pack.get("statements", {}).get("never_after_endings", ())
        self._never_after = tuple(endings) or ("\0",)

    def content(self, stretch: Span, cue: Span, *, governed: bool) -> list[Stated]:
        """Find the verbs that state something in a stretch, outside its cue, one a clause.

        ``governed`` tells that the cue denies, confirms or admits, so that a gerund, an infinitive or a noun
        right after it states something too ("denied attacking", "confirmed the arrest of").
        """
        found: list[Stated] = []
        for stated in self._verbs(stretch, cue, governed):
            if not found or stated.left >= found[-1].last:
                found.append(stated)
        noun = self._noun(stretch, cue) if governed and not found else None
        return found if noun is None else [noun]

    def named(self, stretch: Span, cue: Span) -> Stated | None:
        """Find what a refusal to comment is about: a verb or noun of the glossary, however it stands."""
        for index in range(self.sentence.token_at(stretch.start), len(self.tokens)):
            verb = self.lexicon.stated_verbs.at(self.tokens, index)
            noun = self.lexicon.stated_nouns.at(self.tokens, index)
            hit, concept = (
                (noun, noun.value) if noun else (verb, verb.value.concept if verb else None)
            )
            if hit is None or concept is None:
                continue
            span = self.sentence.span(hit.first, hit.last)
            if not stretch.contains(span) or cue.overlaps(span):
                continue
            end = self.object_end(hit.last)
            whom = self._known(hit.last, end)
            return Stated(concept, index, index, index, hit.last, end, False, whom, "named")
        return None

    def deed(self, first: int) -> bool:
        """Tell whether a noun of what was done stands among the next few words."""
        near = range(first, min(first + _DEED, len(self.tokens)))
        return any(self.lexicon.stated_nouns.at(self.tokens, index) for index in near)

    def as_stated(self, hit: Hit[str], stretch: Span, cue: Span, whom: str | None) -> Stated | None:
        """Take a phrase of the pack for a statement; ``None`` where its clause only qualifies something."""
        begin = self._groups.group_start(hit.first)
        left = self._left(begin, stretch, cue)
        before = self.sentence.token(hit.first - 1)
        if self._subordinate(left, begin) or self._groups.nominal(hit.first, before):
            return None
        left = self._passage_start(left, begin)
        end = self.object_end(hit.last)
        whom = whom or self._known(left, begin)
        return Stated(hit.value, left, begin, hit.first, hit.last, end, False, whom, "assertion")

    def is_future(self, stated: Stated) -> bool:
        """Tell whether what is stated is yet to happen: "said it would withdraw", "a dit qu'il partirait"."""
        words = self.lexicon.words
        future = words("statements", "future")
        for index in range(stated.left, stated.first):
            if self.tokens[index].norm in future:
                following = self.sentence.token(index + 1)
                return following is None or following.norm not in words("words", "auxiliaries")
        endings = tuple(self.lexicon.pack.get("statements", {}).get("future_endings", ()))
        hit = self.lexicon.stated_verbs.at(self.tokens, stated.first)
        finite = hit is not None and Form.FINITE in hit.value.forms
        return bool(endings) and finite and self.tokens[stated.first].norm.endswith(endings)

    # --- verbs ---------------------------------------------------------------------------------------

    def _verbs(self, stretch: Span, cue: Span, governed: bool) -> Iterator[Stated]:
        for hit in self.lexicon.stated_verbs.all(self.tokens):
            span = self.sentence.span(hit.first, hit.last)
            if not stretch.contains(span) or cue.overlaps(span):
                continue
            concept, last = self._meant(hit)
            if concept is None:
                continue
            begin = self._groups.group_start(hit.first)
            left = self._left(begin, stretch, cue)
            if self._subordinate(left, begin):
                continue
            after_cue = governed and 0 <= hit.first - self.sentence.token_at(cue.end) <= 3
            if self._states(hit, begin, left, after_cue):
                yield self._stated(concept, hit, last, begin, left)

    def _meant(self, hit: Hit[StatedVerb]) -> tuple[str | None, int]:
        """Tell what a verb says; a light verb says what its noun does: "carried out the strike"."""
        if hit.value.concept is not None:
            return hit.value.concept, hit.last
        for index in range(hit.last, min(hit.last + _LIGHT, len(self.tokens))):
            noun = self.lexicon.stated_nouns.at(self.tokens, index)
            if noun is not None:
                return noun.value, noun.last
            if self.tokens[index].text in BREAKS:
                break
        return None, hit.last

    def _states(self, hit: Hit[StatedVerb], begin: int, left: int, after_cue: bool) -> bool:
        """Tell whether a verb's form states something where it stands."""
        forms, group = hit.value.forms, {token.norm for token in self.tokens[begin : hit.first]}
        groups = self._groups
        if group & self.lexicon.words("statements", "possible"):
            # "might collapse", "must not send": nothing that was or will be.
            return bool(group & groups.auxiliaries) and Form.PAST in forms
        if Form.PAST in forms and group & (groups.auxiliaries | groups.be):
            return True
        if Form.GERUND in forms and (group & groups.be or after_cue):
            return True
        if Form.INFINITIVE in forms:
            if after_cue or group & groups.modals or self._intended(left, hit.first):
                return True
            return self._led_in(self._under_way, left, hit.first)
        if Form.FINITE not in forms:
            return False
        token = self.tokens[hit.first]
        if token.norm in hit.value.plain and Form.PAST not in forms:
            # "did not attack", "will withdraw", "plans to withdraw"
            if group & groups.modals or self._intended(left, hit.first):
                return True
            return self._led_in(self._under_way, left, hit.first)
        return self._finite(hit, begin)

    def _finite(self, hit: Hit[StatedVerb], begin: int) -> bool:
        """Tell "rebels shelled the town" from "the wounded", "a strike", "the man arrested on Monday"."""
        before = self.sentence.token(hit.first - 1)
        if begin == 0 or before is None or self._groups.nominal(hit.first, before):
            return False
        if is_name(self.tokens[hit.first]) or not before.text[-1:].isalnum():
            return False
        if before.norm.endswith(self._never_after):
            return False
        following = self.sentence.token(hit.last)
        if hit.value.concept in self.lexicon.words("statements", "intransitive"):
            return True
        if following is None:
            return False
        words = self.lexicon.words
        return (
            following.norm in words("words", "determiners")
            or following.norm in words("words", "cue_pronouns")
            or is_name(following)
            or self.lexicon.populations.at(self.tokens, hit.last) is not None
        )

    def _intended(self, left: int, first: int) -> bool:
        return self._led_in(self._intentions, left, first)

    def _led_in(self, phrases: PhraseTable[str], left: int, first: int) -> bool:
        """Tell whether one of the phrases leads to the verb: "plans to", "en train de"."""
        return any(
            0 <= first - hit.last <= _INTENDED for hit in phrases.all(self.tokens, left, first)
        )

    def _stated(
        self, concept: str, hit: Hit[StatedVerb], last: int, begin: int, left: int
    ) -> Stated:
        group = {token.norm for token in self.tokens[begin : hit.first]}
        reflexive = group & self.lexicon.words("words", "reflexive")
        passive = Form.PAST in hit.value.forms and bool(group & self._groups.be) and not reflexive
        end = self.object_end(last)
        whom = self._known(left, begin) if passive else self._known(hit.last, end)
        alone = concept in self.lexicon.words("statements", "intransitive")
        if whom is None and alone:
            whom = self._known(left, begin)
        left = self._passage_start(left, begin)
        return Stated(concept, left, begin, hit.first, last, end, passive, whom, "stated_verb")

    # --- nouns ---------------------------------------------------------------------------------------

    def _noun(self, stretch: Span, cue: Span) -> Stated | None:
        """Find the noun of what is confirmed or denied: "confirmed the arrest of the mayor"."""
        after = self.sentence.token_at(cue.end)
        words = self.lexicon.words
        named = words("statements", "allegations")
        hanging = words("words", "prepositions") - words("words", "determiners")
        for index in range(after, min(after + _NOMINAL, len(self.tokens))):
            token = self.tokens[index]
            if token.text in BREAKS or token.norm in self._groups.complementisers:
                return None
            if token.norm in hanging and self.tokens[index - 1].norm not in named:
                # "announced the cause of death"
                return None
            hit = self.lexicon.stated_nouns.at(self.tokens, index)
            if hit is not None and stretch.contains(self.sentence.span(hit.first, hit.last)):
                end = self.object_end(hit.last)
                whom = self._known(hit.last, end)
                return Stated(
                    hit.value,
                    after,
                    hit.first,
                    hit.first,
                    hit.last,
                    end,
                    False,
                    whom,
                    "stated_noun",
                )
        return None

    # --- the clause ------------------------------------------------------------------------------------

    def _left(self, begin: int, stretch: Span, cue: Span) -> int:
        """Find where the clause of a verb begins: behind a mark, a complementiser, the cue."""
        floor = self.sentence.token_at(stretch.start)
        behind = self.sentence.token_at(cue.end)
        if behind <= begin:
            floor = max(floor, behind)
        for index in range(begin - 1, floor - 1, -1):
            token = self.tokens[index]
            if token.text in BREAKS or token.norm in self._groups.complementisers:
                return index + 1
            opener = self._openers.at(self.tokens, index)
            if opener is not None and opener.last <= begin:
                return opener.last
        return floor

    def _passage_start(self, left: int, begin: int) -> int:
        """Begin a passage at the subject, unless it is far or is another verb's: "… and deployed the guard"."""
        joined = begin > 0 and self.tokens[begin - 1].norm in self.lexicon.words(
            "words", "coordinators"
        )
        if joined or begin - left > _SUBJECT:
            return begin
        turns = self.lexicon.words("words", "coordinators", "adversatives")
        while left < begin and self.tokens[left].norm in turns:
            left += 1
        return left

    def _subordinate(self, left: int, begin: int) -> bool:
        """Tell whether a verb only qualifies something ("who attacked") or depends on it ("if it withdrew")."""
        lead = self.tokens[left - 1] if left else None
        aside = (self._groups.relatives | self._groups.subordinators) - self._groups.complementisers
        if lead is not None and self._conditions.at(self.tokens, left - 1) is not None:
            return True
        return any(
            self.tokens[index].norm in aside or self._conditions.at(self.tokens, index) is not None
            for index in range(left, begin)
        )

    def object_end(self, last: int) -> int:
        """Return where the object of a verb ends, or the verb where it has none: "évacuer de bases"."""
        if last >= len(self.tokens):
            return last
        phrase = self.sentence.nouns.after(last, plural=False)
        return phrase.last if phrase else last

    def _known(self, first: int, last: int) -> str | None:
        """Name whom or what a stretch is of, where the glossary knows it."""
        known = self.lexicon.populations.all(self.tokens, first, last)
        return population(self.tokens, first, last, self.lexicon) if known else None
