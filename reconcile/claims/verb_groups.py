"""Verb groups of a sentence: where they begin, and whether a word is a verb there at all."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.inflection import Form
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon
from reconcile.claims.speaker import is_name
from reconcile.claims.speakers import SpeakerReader
from reconcile.claims.tokens import Token

#: Marks that open, close and part.
OPENING = frozenset('«“"„')
CLOSING = frozenset('»”"')
BREAKS = frozenset(",.;:!?—–()") | OPENING | CLOSING


class VerbGroups:
    """Reads the verb groups of one sentence."""

    def __init__(
        self, text: str, sentence: Sentence, lexicon: Lexicon, figures: Sequence[int] = ()
    ) -> None:
        self.text = text
        self.tokens = sentence.tokens
        self.figures = [at for at in figures if sentence.span.start <= at < sentence.span.end]
        self.lexicon = lexicon
        self.reader = SpeakerReader(text, sentence.tokens, lexicon)
        words = lexicon.words
        self.auxiliaries = words("words", "auxiliaries")
        self.be = words("words", "be")
        self.helpers = words("words", "auxiliaries", "be", "modals")
        self.helpers_or_not = words("words", "auxiliaries", "be", "modals", "negations")
        self.modals = words("words", "modals")
        self.negations = words("words", "negations")
        self.just = words("words", "just")
        self.adverbs = words("words", "adverbs")
        self.asides = words("words", "asides")
        self.time = words("words", "time")
        self.subordinators = words("words", "subordinators")
        self.impersonal = words("words", "impersonal")
        self.reflexive = words("words", "reflexive")
        self.clitics = words("words", "clitics")
        self.complementisers = words("words", "complementisers")
        self.relatives = words("words", "relatives")
        self.conjunctions = words("words", "conjunctions")
        self.pronouns = lexicon.subject_pronouns
        self.cue_pronouns = lexicon.pack.get("words", {}).get("cue_pronouns", {})
        self.past_forms = words("words", "past_forms")
        # No word ends in a null: where the pack gives no ending, none is a past.
        self.past_endings = tuple(words("words", "refused_subject_endings")) or ("\0",)
        self.possessives = lexicon.pack.get("words", {}).get("possessives", {})
        self.all_pronouns = words("words", "pronouns")
        self.nobody = words("attribution", "nobody")

    def _verbal(self, index: int, kinds: set[Form]) -> tuple[int, bool] | None:
        """Tell whether the token is a verb here: where its group begins, and whether it is a gerund."""
        before = self._token(index - 1) if index else None
        begin = self.group_start(index)
        group = {token.norm for token in self.tokens[begin:index]}
        helped = bool(group & self.auxiliaries) or any("-t-" in norm for norm in group)
        if Form.PAST in kinds and helped and not group & self.be:
            return begin, False
        if Form.PAST in kinds and group & self.be and group & self.clitics:
            return begin, False
        if Form.PAST in kinds and before is not None and before.text in CLOSING - OPENING:
            # "« … » averti Météo France", for "avertit": no participle is followed by a name.
            following = self._token(index + 1)
            if following is not None and is_name(following):
                return index, False
        if Form.FINITE in kinds and self._bare_noun(index, before):
            return None
        if Form.FINITE in kinds and not self.nominal(index, before):
            return None if group & (self.be | self.modals) else (begin, False)
        if Form.INFINITIVE in kinds and group & self.just:
            return begin, False
        led_up = self._led_up(index) if Form.INFINITIVE in kinds else None
        if led_up is not None:
            return self.group_start(led_up), False
        if Form.GERUND in kinds and not group & self.be:
            return index, True
        return None

    def _led_up(self, index: int) -> int | None:
        """Return where "tenu à", "contenté de" begins right before an infinitive."""
        phrases = self.lexicon.phrases("attribution", "leading_up")
        for at in range(max(0, index - 4), index):
            hit = phrases.at(self.tokens, at)
            if hit is not None and hit.last == index:
                return at
        return None

    def _bare_noun(self, index: int, before: Token | None) -> bool:
        """Tell whether a verb's plain form stands where only a noun can: "the first state", "his claim".

        Only in languages where the plain form wants a plural subject.
        """
        if not self.lexicon.pack.get("attribution", {}).get("plain_wants_plural", False):
            return False
        token = self.tokens[index]
        plain = any(
            form.written == token.norm == form.lemma for form in self.lexicon.verbs.of(token)
        )
        if (
            not plain
            or before is None
            or any(
                form.form is Form.PAST and form.written == token.norm
                for form in self.lexicon.verbs.of(token)
            )
        ):
            return False
        plural = self._plural_noun(before) or self._plural_head(index)
        spoken = before.norm in self.all_pronouns | self.adverbs | self.modals | self.negations
        quoted = not before.text[0].isalnum()
        return not (plural or spoken or quoted)

    def _plural_noun(self, token: Token) -> bool:
        irregular = self.lexicon.words("words", "irregular_plurals")
        return token.norm.endswith("s") or token.norm in irregular

    def _plural_head(self, index: int) -> bool:
        """Tell whether several speak whose body stands before a verb: "officials from the bank estimate"."""
        for at in range(index - 2, max(-1, index - 8), -1):
            if self.tokens[at].text in BREAKS:
                return False
            of = self.tokens[at + 1].norm in self.reader.prepositions
            if of and self.tokens[at].norm in self.reader.heads:
                return self._plural_noun(self.tokens[at])
        return False

    def nominal(self, index: int, before: Token | None) -> bool:
        """Tell whether the word stands where a noun does."""
        if before is None:
            # A sentence may open with an inverted verb only in a quotation's wake.
            return False
        if before.norm in self.clitics and before.norm in self.reader.determiners:
            # "le rapporte", "l'annonce": a pronoun only where another clitic or a subject precedes.
            earlier = self._token(index - 2) if index > 1 else None
            return earlier is None or earlier.norm not in self.pronouns
        return (
            before.norm in self.reader.determiners
            or before.text[0].isdigit()
            or any(before.start <= at < before.end for at in self.figures)
            or (before.norm in self.reader.prepositions and before.norm not in self.clitics)
        )

    def group_start(self, index: int) -> int:
        """Go back over auxiliaries, clitics and adverbs to where the verb group begins."""
        begin = index
        while begin > 0:
            token = self.tokens[begin - 1]
            if "-t-" in token.norm or token.norm in self.helpers_or_not:
                begin -= 1
                continue
            if token.norm in self.clitics and (
                token.norm not in self.reader.determiners or self._helper(begin)
            ):
                begin -= 1
                continue
            aside = token.norm in self.adverbs or token.norm in self.asides
            if aside and begin - 2 >= 0 and self._verb_part(begin - 2):
                begin -= 1
                continue
            if self._contrasted(begin):
                # "a, lui, parlé de"
                begin -= 3
                continue
            inserted = self._adverbial_before(begin)
            if inserted is not None:
                begin = inserted
                continue
            if (
                token.norm in self.reader.genitive
                and begin - 2 >= 0
                and self.tokens[begin - 2].norm in self.modals
            ):
                begin -= 1
                continue
            break
        return begin

    def _contrasted(self, begin: int) -> bool:
        """Tell whether a pronoun between commas parts a verb from its auxiliary."""
        if begin < 4 or self.tokens[begin - 1].text + self.tokens[begin - 3].text != ",,":
            return False
        pronoun, helper = self.tokens[begin - 2].norm, self.tokens[begin - 4].norm
        return pronoun in self.cue_pronouns and helper in self.helpers

    def _adverbial_before(self, begin: int) -> int | None:
        """Return where an adverb of several words begins within a verb group: "avait d'abord parlé"."""
        adverbials = self.lexicon.phrases("words", "inner_adverbials")
        for index in range(begin - 2, max(0, begin - 6), -1):
            hit = adverbials.at(self.tokens, index)
            if hit is not None and hit.last == begin and self._verb_part(index - 1):
                return index
        return None

    def _helper(self, index: int) -> bool:
        return self.tokens[index].norm in self.auxiliaries

    def _verb_part(self, index: int) -> bool:
        norm = self.tokens[index].norm
        return (
            norm in self.asides
            or norm in self.helpers_or_not
            or norm in self.adverbs
            or "-t-" in norm
        )

    def _finite(self, index: int) -> bool:
        token = self.tokens[index]
        if is_name(token) and not token.text.isupper():
            # "the United States"
            return False
        forms = self.lexicon.verbs.of(token)
        return any(form.form is Form.FINITE for form in forms) and not self.nominal(
            index, self.tokens[index - 1]
        )

    def _token(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def _slice(self, first: int, last: int) -> str:
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())
