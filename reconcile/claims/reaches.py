"""On which side of a reporting verb the words stand that it governs."""

from __future__ import annotations

from enum import StrEnum

from reconcile.claims.hearers import Hearers
from reconcile.claims.pack import Frame
from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.verb_groups import BREAKS, CLOSING, OPENING


class Reach(StrEnum):
    """On which side of the cue the words stand that it governs."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


class Reaches(Hearers):
    """Reads what the verbs of one sentence govern."""

    def _reach(self, begin: int, index: int, after: int, frame: Frame, first: int) -> Reach | None:
        """Tell which side a verb with its subject before it governs, if any."""
        token = self._token(after)
        quoted_before = (
            first > 0
            and any(t.text in ',»”"' for t in self.tokens[max(0, first - 2) : first])
            and first > 2
        )
        if token is not None and (
            token.norm in self.complementisers
            or (
                token.text in OPENING
                and not (quoted_before and self.tokens[first - 1].text in CLOSING)
            )
        ):
            return Reach.FORWARD
        if token is not None and token.text == ":":
            return Reach.FORWARD
        led = first > 0 and self.tokens[first - 1].norm in self.lexicon.words("attribution", "as")
        if led and (token is None or token.text in ".!?;,"):
            return Reach.BACKWARD
        if token is None or token.text in ".!?;":
            return Reach.BACKWARD if quoted_before else (Reach.FORWARD if frame.denies else None)
        if token.text in OPENING:
            return Reach.BOTH
        if token.text == "," and frame.strong and self._cites_between(index, after):
            # "X reported, citing Y, there were"
            return Reach.FORWARD
        if token.text == "," and self._clause_after_insertion(after):
            # "affirme, sans citer ses sources, que"
            return Reach.FORWARD
        if token.text == ",":
            adjunct = after > index + 1
            if adjunct and not quoted_before and frame.strong and self._takes_bare_clause(index):
                # "X reported in mid-2019, 62 outlets had closed"
                return Reach.FORWARD
            following = self._token(after + 1)
            if following is not None and following.text in OPENING and not quoted_before:
                return Reach.FORWARD
            return Reach.BOTH if quoted_before else None
        indefinite = token.norm in self.reader.determiners - self.reader.definite
        if (
            frame.asserts
            and not frame.denies
            and indefinite
            and token.norm not in self.reader.genitive
            and self._change_follows(after)
        ):
            # "accuse une baisse": no one is accused.
            return None
        if frame.denies and not frame.asserts and indefinite:
            # "rejette une pétition": no statement is denied.
            return None
        if frame.denies or frame.asserts:
            return Reach.FORWARD
        if token.norm in self.reader.prepositions - self.reader.determiners:
            # "rules about abortion" is no verb; "estimated around 200" is one.
            limit = self.tokens[min(after + 5, len(self.tokens)) - 1].end
            if not any(token.start <= at < limit for at in self.figures):
                return None
        if self.lexicon.phrases("words", "perfect_infinitives").at(self.tokens, after):
            # "claimed to have killed", "affirme avoir mené"
            return Reach.FORWARD
        if frame.strong and not self._takes_bare_clause(index) and self._does_itself(after):
            return Reach.FORWARD
        if token.norm in self.reader.genitive or token.norm in self.lexicon.words(
            "words", "infinitive_marks"
        ):
            return None
        if frame.object:
            return Reach.FORWARD
        if self._takes_bare_clause(index) and (frame.strong or self._clause_follows(after)):
            return Reach.FORWARD
        return None

    def _does_itself(self, after: int) -> bool:
        """Tell whether a speaker tells what it does in a plain infinitive: "dit recevoir 60 patients"."""
        token, following = self.tokens[after], self._token(after + 1)
        endings = self._infinitive_endings
        if not token.norm.endswith(endings) or is_name(token) or following is None:
            return False
        plain = token.norm not in self.reader.prepositions | self.adverbs | self.time
        leads = self.reader.determiners | self.reader.prepositions | self.adverbs
        return plain and (following.norm in leads or following.start in self.figures)

    @property
    def _infinitive_endings(self) -> tuple[str, ...]:
        return tuple(self.lexicon.words("polarity", "infinitive_endings")) or ("\0",)

    def _asks_to(self, index: int, after: int) -> bool:
        """Tell whether a verb of asking or promising has an infinitive after "de"."""
        asking = self.lexicon.words("attribution", "asking")
        lemmas = {form.lemma for form in self.lexicon.verbs.of(self.tokens[index])}
        return bool(lemmas & asking) and self._infinitive_next(after)

    def _infinitive_next(self, index: int) -> bool:
        """Tell whether "de" and an infinitive stand at a token."""
        if self.tokens[index].norm not in self.reader.genitive:
            return False
        infinitive = self._token(index + 1)
        if infinitive is not None and infinitive.norm in self.clitics:
            # "promet d'en construire cent"
            infinitive = self._token(index + 2)
        if infinitive is None:
            return False
        return infinitive.norm.endswith(self._infinitive_endings) and not is_name(infinitive)

    def _change_follows(self, after: int) -> bool:
        """Tell whether a rise or a fall is named: "accuse une forte baisse"."""
        changes = self.lexicon.words("words", "changes")
        return any(token.norm in changes for token in self.tokens[after : after + 4])

    def _cites_between(self, index: int, comma: int) -> bool:
        """Tell whether another source is named between commas, and the clause follows it."""
        if comma + 1 >= len(self.tokens):
            return False
        cites = self.lexicon.phrases("attribution", "deeper").at(self.tokens, comma + 1)
        if cites is None or not self._takes_bare_clause(index):
            return False
        end = self.reader.forward(cites.last)
        token = self._token(end)
        return token is not None and token.text == "," and end + 2 < len(self.tokens)

    def _clause_after_insertion(self, comma: int) -> bool:
        for at in range(comma + 1, min(comma + 12, len(self.tokens) - 1)):
            if self.tokens[at].text == ",":
                return self.tokens[at + 1].norm in self.complementisers
            if self.tokens[at].text in BREAKS:
                return False
        return False

    def _clause_follows(self, after: int) -> bool:
        """Tell whether a verb stands among the words that follow: "argued taxes were high", not "argued his case"."""
        for at in range(after + 1, min(after + 14, len(self.tokens))):
            token = self.tokens[at]
            if token.text in BREAKS and (token.text != "," or self._comma(at)):
                return False
            if token.norm in self.helpers:
                return True
            verb = self.lexicon.verbs.of(token) or token.norm in self.lexicon.measures_norms
            verb = verb or self._plain_past(at)
            if verb and self.tokens[at - 1].norm not in self.reader.prepositions:
                return True
        return False

    def _plain_past(self, index: int) -> bool:
        """Tell whether a word is a past that its subject stands before: "two players performed so well"."""
        token, before = self.tokens[index], self.tokens[index - 1]
        after = self._token(index + 1)
        described = after is not None and (
            after.norm in self.reader.prepositions
            or after.norm in self.reader.determiners
            or after.text in BREAKS
        )
        past = token.norm in self.past_forms
        past = past or (token.norm.endswith(self.past_endings) and described)
        return past and before.text[0].isalpha() and before.norm not in self.reader.determiners

    def _quotes_soon(self, after: int) -> bool:
        """Tell whether a quotation opens within a few words, before any other mark."""
        for index in range(after, min(after + 6, len(self.tokens))):
            token = self.tokens[index]
            if token.text in "«“":
                return True
            if token.text in ",:" and self._opens_quote(index + 1):
                # "defended his move: “We …”"
                return True
            if token.text in BREAKS:
                return token.text == '"'
        return False

    def _announces(self, after: int) -> bool:
        """Tell whether a clause or a quotation plainly follows."""
        token = self._token(after)
        return token is not None and (token.norm in self.complementisers or token.text in ':«“"')

    def _behind_relative(self, begin: int) -> bool:
        if begin == 0:
            return False
        before = self.tokens[begin - 1]
        return before.norm in self.relatives and not (
            before.text.isupper() and len(before.text) > 1
        )

    def _stranger(self, speaker: Speaker) -> bool:
        """Tell whether nothing but the verb makes the subject a speaker."""
        return speaker.anonymous and speaker.head not in self.reader.heads

    def _takes_bare_clause(self, index: int) -> bool:
        """Tell whether the language lets a clause follow a reporting verb without "that"."""
        return bool(self.lexicon.pack.get("attribution", {}).get("bare_clause", False))

    def _opens_quote(self, index: int) -> bool:
        token = self._token(index)
        return token is not None and token.text in OPENING
