"""What a verb that may report says in its sentence: that someone speaks, has, makes or names something."""

from __future__ import annotations

from reconcile.claims.beside_figures import BesideFigures
from reconcile.claims.speaker import Speaker
from reconcile.claims.verb_groups import CLOSING
from schema.vocabulary import ScopeKind


class VerbSenses(BesideFigures):
    """Tells the senses of the verbs of one sentence apart."""

    def _revises(self, index: int) -> bool:
        """Tell "raised the toll to 12" from "raised 3 million"."""
        revised = self.lexicon.words("attribution", "revised")
        return any(token.norm in revised for token in self.tokens[index + 1 : index + 8])

    def _warns_last(self, index: int, last: int) -> bool:
        """Tell "…, warned Colonel X." from "X, an aide, told Reuters."."""
        closing, hearers = self._token(last), self.lexicon.sources.all(self.tokens, index, last)
        told = any(hit.value.kind in ("agency", "outlet") for hit in hearers)
        told = told or any(token.norm in self.nobody for token in self.tokens[index + 1 : last])
        speaker = self.reader.read(index + 1, last)
        ends = closing is None or closing.text in ".;"
        return ends and not told and speaker is not None and bool(speaker.person)

    def _only_makes(self, index: int, speaker: Speaker) -> bool:
        """Tell whether a verb says what its subject made: "the band recorded four albums"."""
        keeping = self.lexicon.words("attribution", "keeping_records")
        if not any(form.lemma in keeping for form in self.lexicon.verbs.of(self.tokens[index])):
            return False
        body = speaker.document or speaker.key or speaker.head in self.reader.heads
        near = self.tokens[index + 1 : index + 9]
        return not body and not any(token.norm in self.lexicon.measures_norms for token in near)

    def _governs_quotes(self, index: int) -> bool:
        """Tell whether a verb governs nothing but a quotation: "called it “a crime”"."""
        only = self.lexicon.words("attribution", "only_quotes")
        return any(form.lemma in only for form in self.lexicon.verbs.of(self.tokens[index]))

    def _after_quote(self, begin: int) -> bool:
        return any(token.text in CLOSING for token in self.tokens[max(0, begin - 2) : begin])

    def _misfits(self, begin: int, index: int) -> bool:
        """Tell whether a plural verb has a singular before it: "… par des témoins du drame indiquent"."""
        endings = tuple(self.lexicon.pack.get("words", {}).get("plural_verb_endings", ()))
        if not endings or begin < 2:
            return False
        plural = any(token.norm.endswith(endings) for token in self.tokens[begin : index + 1])
        singular = self.lexicon.words("words", "singular_determiners")
        return plural and self.tokens[begin - 2].norm in singular

    def _merely_has(self, begin: int, index: int) -> bool:
        """Tell whether a verb says what its subject has or gives, not what it reports: "compte 300 lits"."""
        lemmas = {form.lemma for form in self.lexicon.verbs.of(self.tokens[index])}
        helped = any(token.norm in self.auxiliaries for token in self.tokens[begin:index])
        counted = helped and lemmas & self.lexicon.words("attribution", "counting")
        if not self._has(index) or counted:
            return False
        if any(token.norm in self.reader.prepositions for token in self.tokens[begin:index]):
            # "l'opposition en compte 500": of those just named.
            return False
        asserts = any(self.lexicon.frames[lemma].asserts for lemma in lemmas)
        for at in range(index + 1, min(index + 8, len(self.tokens))):
            if asserts and self.lexicon.stated_nouns.at(self.tokens, at) is not None:
                # "condamne l'attaque", "attribue ce massacre à"
                return False
            hit = self.lexicon.measures.at(self.tokens, at)
            if hit is not None and hit.value.noun:
                return hit.value.measure.kind is not ScopeKind.INCIDENT
        return True

    def _has(self, index: int) -> bool:
        """Tell whether a verb is one of having and giving."""
        having = self.lexicon.words("attribution", "having")
        return any(form.lemma in having for form in self.lexicon.verbs.of(self.tokens[index]))

    def _figure_next(self, after: int) -> bool:
        """Tell whether a figure stands among the next few words."""
        near = self.tokens[after : after + 4]
        return bool(near) and any(near[0].start <= at <= near[-1].start for at in self.figures)

    def _disagree(self, begin: int, index: int, after: int) -> bool:
        """Tell whether a verb cannot have what follows as its subject: "…, demande des fonds"."""
        endings = tuple(self.lexicon.pack.get("words", {}).get("plural_verb_endings", ()))
        plurals = self.lexicon.words("words", "plural_determiners")
        if not endings or self.tokens[after].norm not in plurals:
            return False
        return not any(token.norm.endswith(endings) for token in self.tokens[begin : index + 1])

    def _follows_quote(self) -> bool:
        head = self.text[: self.tokens[0].start].rstrip()[-1:]
        return head in CLOSING or head == "»"

    def _leading_subject(self, first: int, pronoun: str) -> Speaker | None:
        """Read who opens the sentence that "…, it said" or "…, he said" closes, if the pronoun fits."""
        end = self.reader.forward(0)
        while end > 1 and self.tokens[end - 1].norm.endswith(self.past_endings):
            # "The navy seized …"
            end -= 1
        speaker = self.reader.read(0, end) if 0 < end < first else None
        if speaker is None or not self._credible(speaker) or speaker.document:
            return None
        number = self.pronouns.get(pronoun)
        if number == "o":
            body = speaker.head in self.reader.organisations or speaker.key is not None
            return speaker if body and not speaker.person and not speaker.role else None
        return speaker if number == "s" and speaker.person else None

    def _relative_bounds(self, begin: int, last: int) -> tuple[int, int] | None:
        """Give the relative clause that a verb stands in, which is all that it governs."""
        return (begin, self.clause_end(last)) if self.relative_at(begin - 1) else None
