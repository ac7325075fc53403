"""Cues that are no verb: "selon X", "according to X", "pour X", "appris auprès de X"."""

from __future__ import annotations

from reconcile.claims.cue import ANYONE, Cue
from reconcile.claims.inflection import Form
from reconcile.claims.pack import Frame
from reconcile.claims.phrases import Hit
from reconcile.claims.reaches import Reach, Reaches
from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.verb_groups import BREAKS, OPENING

#: So many words may stand between a participle and whose word it is.
_AGENT = 14
#: So far before "pour les organisateurs" stands the figure that they give: "40 000 personnes".
_COUNTED = 4


class Adverbials(Reaches):
    """Finds the adverbial cues of one sentence."""

    def _adverbial(self, index: int) -> Cue | None:
        hit = self.lexicon.phrases("attribution", "cues").at(self.tokens, index)
        hit = hit or self._by_reckoning(index)
        if hit is None:
            return self._own_word(index) or self._weak(index) or self._agent(index)
        after = self._token(hit.last)
        if after is not None and after.norm in self.lexicon.words("words", "cue_relatives"):
            return self._relative_cue(index, hit.last)
        if after is None or after.norm in self.complementisers:
            return None
        parted = self.lexicon.pack.get("attribution", {}).get("set_off_cues", ())
        if hit.value in parted and not self._set_off(index):
            return self._weak(index)
        if hit.value in self._learned and not self._was_learned(index):
            return self._weak(index)
        named = is_name(after) or after.norm in self.reader.determiners
        set_off = index == 0 or self.tokens[index - 1].text in BREAKS
        if len(hit.value) <= 3 and not (named or (set_off and self._heads_next(hit.last))):
            # "per person", but "…, per local media"
            return None
        first = hit.last
        # "de source policière": the cue holds the head of its own speaker.
        if self.tokens[hit.last - 1].norm in self.reader.heads:
            first = hit.last - 1
        last = self._document_of(first, self.reader.forward(first))
        speaker = (
            self.reader.read(first, last) or self._owner(first, last) or self._unnamed(first, last)
        )
        pronoun = after.norm if after.norm in self.cue_pronouns else None
        if hit.last - hit.first > 1 and last < len(self.tokens) and self._finite(last):
            # "figures released by the bank showed": what is said is the verb's.
            return None
        deeper = hit.value in self.lexicon.pack.get("attribution", {}).get("deeper", ())
        if speaker is not None and deeper and not self._may_be_cited(first, speaker):
            return None
        owner = speaker is not None and speaker.document and after.norm in self.possessives
        if speaker is None and pronoun is None:
            return None
        if speaker is None:
            last = hit.last + 1
        lead = all(
            not token.text[0].isalnum()
            or token.norm in self.conjunctions
            or token.norm in self.adverbs
            for token in self.tokens[:index]
        )
        before = self._token(index - 1) if index else None
        closed = self._token(last)
        aside = (
            before is not None
            and (before.text in ",(—–" or before.norm in self.complementisers)
            and closed is not None
            and closed.text in ",)—–"
            and not self.relative_at(last + 1)
        )
        # "a total by the clerk's count of 30"
        gives = closed is not None and closed.norm in self.reader.genitive
        reach = Reach.FORWARD if lead or gives else Reach.BOTH if aside else Reach.BACKWARD
        return Cue(
            index,
            last,
            reach,
            "according_to",
            speaker=speaker,
            pronoun=after.norm if owner else pronoun if speaker is None else None,
            verb=hit.value,
            frame=Frame(strong=True, object=True),
            deeper=deeper,
            nearer=hit.value in self.lexicon.pack.get("attribution", {}).get("nearer", ()),
        )

    def _by_reckoning(self, index: int) -> Hit[str] | None:
        """Take "by the union's count": whose reckoning a figure is, if not that of a day."""
        if self.tokens[index].norm not in self.lexicon.words("places", "agent"):
            return None
        reckonings = self.lexicon.words("attribution", "reckonings")
        last = self.reader.forward(index + 1)
        phrase = self.tokens[index + 1 : last]
        if len(phrase) < 2 or phrase[-1].norm not in reckonings:
            return None
        owned = any(token.norm == "s" or token.text[-1] in "'’" for token in phrase)
        dated = any(token.norm.rstrip("'") in self.time for token in phrase)
        return Hit(index, index + 1, self.tokens[index].norm) if owned and not dated else None

    def _own_word(self, index: int) -> Cue | None:
        """Take "à son avis", "de même source": whom the sentence is about, or who spoke last."""
        hit = self.lexicon.phrases("attribution", "own_cues").at(self.tokens, index)
        if hit is None:
            return None
        before = self._token(index - 1) if index else None
        lead = before is None or before.text in BREAKS
        speaker = self._main_subject(index)
        return Cue(
            index,
            hit.last,
            Reach.FORWARD if lead else Reach.BACKWARD,
            "according_to",
            speaker=speaker,
            pronoun=None if speaker else ANYONE,
            verb=hit.value,
            frame=Frame(strong=True, object=True),
        )

    def _relative_cue(self, index: int, relative: int) -> Cue | None:
        """Take "un rapport selon lequel 30 % …", "le préfet, pour qui …"."""
        end = index - 1 if index and self.tokens[index - 1].text == "," else index
        start = self._phrase_start(end) if end else None
        speaker = self.reader.read(*start) if start is not None else None
        if speaker is None or not self._credible(speaker):
            return None
        return Cue(
            index,
            relative + 1,
            Reach.FORWARD,
            "according_to",
            speaker=speaker,
            frame=Frame(strong=True, object=True),
            bounds=(index, self.clause_end(relative)),
        )

    def _set_off(self, index: int) -> bool:
        """Tell "…, data from X" and "using data from X" from "holding user data from X"."""
        before = self._token(index - 1) if index else None
        if before is None or before.text in BREAKS or before.norm in self.reader.prepositions:
            return True
        using = self.lexicon.words("attribution", "using")
        return before.norm in using or before.norm in self.conjunctions

    def _heads_next(self, index: int) -> bool:
        """Tell whether one of the next two words is a kind of speaker."""
        return any(token.norm in self.reader.heads for token in self.tokens[index : index + 2])

    def _may_be_cited(self, first: int, speaker: Speaker) -> bool:
        """Tell whether someone is cited, not something: "citing Y", not "citing their refusal to tell Y"."""
        articles = self.reader.definite
        while first < len(self.tokens) - 1 and self.tokens[first].norm in articles:
            first += 1
        return is_name(self.tokens[first]) or self._credible(speaker)

    @property
    def _learned(self) -> list[str]:
        learned: list[str] = self.lexicon.pack.get("attribution", {}).get("learned_cues", [])
        return learned

    def _was_learned(self, index: int) -> bool:
        """Tell whether "appris" stands before: "a-t-on appris mardi auprès des secours"."""
        verbs = self.lexicon.words("attribution", "learned")
        return any(
            self.tokens[at].norm in verbs or self._said_by_one(at)
            for at in range(max(0, index - 6), index)
        )

    def _said_by_one(self, index: int) -> bool:
        """Tell whether no one in particular speaks: "explique-t-on chez", "a-t-on indiqué à"."""
        stem, _, pronoun = self.tokens[index].norm.rpartition("-")
        stem = stem.partition("-")[0]
        if not stem or pronoun not in self.lexicon.words("words", "impersonal"):
            return False
        following = self._token(index + 1)
        return stem in self.lexicon.verbs or (
            following is not None and following.norm in self.lexicon.verbs
        )

    def _owner(self, first: int, last: int) -> Speaker | None:
        """Take whose plan or rules they are: "according to the firm's schedule"."""
        for index in range(first, last - 1):
            if self.tokens[index].text[-1] not in "'’" or self.tokens[index + 1].norm != "s":
                continue
            while first < index and self.tokens[first].norm in self.reader.determiners:
                first += 1
            head = self.tokens[index].norm.rstrip("'")
            if head not in self.reader.heads:
                return None
            start, end = self.tokens[first].start, self.tokens[index].end - 1
            text = " ".join(self.text[start:end].split())
            return Speaker(None, None, text, head in self.reader.anonymous, start, end, text, head)
        return None

    def _unnamed(self, first: int, last: int) -> Speaker | None:
        """Take a phrase with a name in it, whatever its head: after "according to" it speaks."""
        phrase = self.tokens[first:last]
        if any(token.norm in self.reader.refused for token in phrase[:3]) or not phrase:
            return None
        named = any(is_name(token) and len(token.text) > 1 for token in phrase)
        if not named and phrase[0].norm in self.reader.determiners:
            return self._unknown(first, last)
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        text = " ".join(self.text[start:end].split())
        return Speaker(None, None, text, False, start, end, text, self.tokens[first].norm)

    def _weak(self, index: int) -> Cue | None:
        """Take "Pour la préfecture, …" and "…, contre 200 000 pour les syndicats"."""
        hit = self.lexicon.phrases("attribution", "weak_cues").at(self.tokens, index)
        if hit is None:
            return None
        lead = (
            index == 0
            or self.tokens[index - 1].text in ",;"
            or self.tokens[index - 1].text in OPENING
        )
        after = self._token(hit.last)
        if after is not None and after.norm in self.lexicon.words("attribution", "insiders"):
            return None
        last = self.reader.forward(hit.last)
        closed = self._token(last)
        joined = closed is not None and closed.norm in self.reader.coordinators
        if last == hit.last or not (closed is None or closed.text in ",.;" or joined):
            return None
        speaker = self.reader.read(hit.last, last)
        if speaker is None:
            return None
        head_known = speaker.head in self.reader.heads or bool(speaker.key or speaker.person)
        if not head_known:
            return None
        if lead and closed is not None and closed.text == ",":
            return Cue(index, last, Reach.FORWARD, "for_speaker", speaker=speaker, verb=hit.value)
        estimates = self._counts_crowd(index, speaker)
        if index and (self.tokens[index - 1].text[:1].isdigit() or estimates) and not lead:
            return Cue(index, last, Reach.BACKWARD, "for_speaker", speaker=speaker, verb=hit.value)
        return None

    def _counts_crowd(self, index: int, speaker: Speaker) -> bool:
        """Tell whether people stand before "pour la police", who counts them."""
        counted = self.tokens[max(0, index - _COUNTED) : index]
        crowds = self.lexicon.words("attribution", "crowds")
        return (
            any(token.start in self.figures for token in counted)
            and any(token.norm in crowds for token in counted)
            and speaker.head in self.lexicon.words("attribution", "bracketed")
        )

    def _agent(self, index: int) -> Cue | None:
        """Take "les dégâts sont estimés à 3 millions par les assureurs"."""
        if self.tokens[index].norm not in self.lexicon.words("places", "agent"):
            return None
        within = range(index - 1, max(-1, index - _AGENT - 1), -1)
        participle = next((at for at in within if self._gives(at)), None)
        if participle is None:
            return None
        end = self.tokens[index].start
        last = self.reader.forward(index + 1)
        speaker = self.reader.read(index + 1, last) if last > index + 1 else None
        if speaker is None or not self._credible(speaker):
            return None
        first = next((i + 1 for i in range(participle, -1, -1) if self.tokens[i].text in BREAKS), 0)
        if any(self.tokens[participle].end <= at < end for at in self.figures):
            first = participle
        elif not any(self.tokens[first].start <= at < end for at in self.figures):
            return None
        frame = self.lexicon.frames.get(
            self.lexicon.verbs.of(self.tokens[participle])[0].lemma, Frame()
        )
        return Cue(
            index,
            last,
            Reach.BACKWARD,
            "agent",
            speaker=speaker,
            verb=self.tokens[participle].text,
            frame=frame,
            bounds=(first, last),
        )

    def _gives(self, index: int) -> bool:
        """Tell whether a word is the participle of a verb that gives figures: "estimés", "recensés"."""
        if index == 0 or self.nominal(index, self.tokens[index - 1]):
            return False
        forms = self.lexicon.verbs.of(self.tokens[index])
        having = self.lexicon.words("attribution", "having")
        return any(
            form.form is Form.PAST
            and form.lemma not in having
            and self.lexicon.frames.get(form.lemma, Frame()).object
            for form in forms
        )

    def _past_one_of(self, index: int) -> int:
        """Step over "one of": "data collected by one of the agency's ships"."""
        ones = self.lexicon.words("numbers", "ones")
        genitive = self._token(index + 1)
        one = index < len(self.tokens) and self.tokens[index].norm in ones
        of = genitive is not None and genitive.norm in self.reader.genitive
        return index + 2 if one and of else index

    def _document_of(self, first: int, last: int) -> int:
        """Read on to the author: "un communiqué publié mercredi par le commandement"."""
        if not any(token.norm in self.reader.documents for token in self.tokens[first:last]):
            return last
        agents = self.lexicon.words("attribution", "authors")
        for index in range(last, min(last + 6, len(self.tokens))):
            if self.tokens[index].text in BREAKS or self.tokens[index].norm in self.all_pronouns:
                break
            if self.tokens[index].norm in agents:
                end = self.reader.forward(self._past_one_of(index + 1))
                return end if end > index + 1 else last
        return last
