"""Subjects of a sentence's verbs: who stands before a verb group, past remarks and relatives."""

from __future__ import annotations

from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.verb_groups import BREAKS, CLOSING, OPENING, VerbGroups


class Subjects(VerbGroups):
    """Reads the subjects of one sentence."""

    def subject(self) -> Speaker | None:
        """Read the subject of the sentence, where it is a person."""
        speaker = self._main_subject(min(len(self.tokens), 40))
        return speaker if speaker is not None and speaker.person else None

    def _main_subject(self, stop: int) -> Speaker | None:
        for index in range(1, stop):
            token = self.tokens[index]
            if token.norm in self.helpers or self._finite(index) or self._acts(index):
                subject = self._subject_before(self.group_start(index), allow_unknown=False)
                if subject is not None:
                    return subject[1]
        return None

    def _opening_subject(self, stop: int) -> Speaker | None:
        """Read who opens a sentence whose first verb reports nothing: "Le syndicat organise une marche et …"."""
        last = min(self.reader.forward(0), stop)
        following = self._token(last)
        parted = following is not None and following.norm in self.reader.determiners
        if parted and last > 2 and not is_name(self.tokens[last - 1]):
            last -= 1
        speaker = self.reader.read(0, last) if last else None
        named = speaker is not None and self._credible(speaker) and not speaker.document
        return speaker if named else None

    def _acts(self, index: int) -> bool:
        """Tell whether a name did something: "Sanders shared", of whatever verb."""
        token = self.tokens[index]
        past = token.norm in self.past_forms
        past = past or token.norm.endswith(self.past_endings)
        return past and not is_name(token) and is_name(self.tokens[index - 1])

    def _opening_pronoun(self) -> str | None:
        """Return the pronoun that a sentence begins with, if it may stand for who speaks."""
        norm = self.tokens[0].norm
        return norm if self.pronouns.get(norm, "o") != "o" else None

    def _subject_before(
        self, begin: int, *, allow_unknown: bool
    ) -> tuple[int, Speaker | None, str | None] | None:
        """Find the subject that ends where a verb group begins: its first token and who it is."""
        end = begin
        while (
            end > 0
            and (self.tokens[end - 1].norm in self.adverbs | self.clitics)
            and not is_name(self.tokens[end - 1])
            and self.tokens[end - 1].norm not in self.pronouns
        ):
            end -= 1
        end = self._before_time(end)
        if end == 0:
            return None
        if self.tokens[end - 1].norm in self.pronouns:
            return self._topic(end - 1) or (end - 1, None, self.tokens[end - 1].norm)
        latter = " ".join(token.norm for token in self.tokens[max(0, end - 2) : end])
        if latter in self.pronouns:
            return end - 2, None, latter
        if self.tokens[end - 1].norm in self.impersonal:
            return self._of_no_one(end - 1)
        if self.relative_at(end - 1):
            return self._antecedent(end - 2 if self.tokens[end - 2].text == "," else end - 1)
        if self.tokens[end - 1].text == ",":
            return self._subject_before_insertion(end - 1, allow_unknown=allow_unknown)
        if self.tokens[end - 1].norm in self.reader.coordinators:
            # "X appelle à la grève et fait savoir que": the subject of the first verb.
            main = self._main_subject(end - 1) or self._opening_subject(end - 1)
            return (end - 1, main, None) if main is not None else None
        start = self._phrase_start(end)
        if start is None:
            return None
        first, last = start
        articled = last - first > 1 and self.tokens[last - 2].norm in self.reader.determiners
        ends_as_verb = self.tokens[last - 1].norm.endswith(self.past_endings)
        if ends_as_verb and not articled and not is_name(self.tokens[last - 1]):
            # "the court abolished rules": what stands before is a verb.
            return None
        if self._did_something(first, last):
            # "Falconer observed eleven proteins found in slugs"
            return None
        speaker = self.reader.read(first, last)
        if speaker is None and allow_unknown:
            speaker = self._unknown(first, last)
        if speaker is None:
            return None
        return first, speaker, None

    def _topic(self, pronoun: int) -> tuple[int, Speaker | None, str | None] | None:
        """Read whom a pronoun stands for that was set before its sentence: "Quant au maire, il"."""
        hit = self.lexicon.phrases("attribution", "topics").at(self.tokens, 0)
        if hit is None or self.tokens[pronoun - 1].text != ",":
            return None
        speaker = self.reader.read(hit.last, pronoun - 1)
        return (0, speaker, None) if speaker is not None else None

    def _of_no_one(self, index: int) -> tuple[int, Speaker | None, str | None] | None:
        """Read whose word "on" passes on: "Au ministère, on assure que"."""
        opens = self.tokens[0].norm in self.lexicon.words("places", "where") and index > 2
        if not opens or self.tokens[index - 1].text != "," or self.reader.forward(1) != index - 1:
            return None
        speaker = self.reader.read(1, index - 1)
        if speaker is None or speaker.document:
            return None
        acronym = speaker.text.isupper() and len(speaker.text) > 2
        house = self.tokens[0].norm in self.lexicon.words("attribution", "houses")
        return (0, speaker, None) if acronym or house or self._credible(speaker) else None

    def _did_something(self, first: int, last: int) -> bool:
        """Tell whether a stretch is a clause with a figure for its object."""
        figure = next((at for at in self.figures if at >= self.tokens[first].start), None)
        if figure is None or figure >= self.tokens[last - 1].end:
            return False
        return any(
            token.end <= figure
            and (token.norm in self.past_forms or token.norm.endswith(self.past_endings))
            for token in self.tokens[first + 1 : last]
        )

    def _before_time(self, end: int) -> int:
        """Step back over when a subject speaks: "reports as of Monday said"."""
        at = end
        while at > 1 and (
            self.tokens[at - 1].norm in self.time or self.tokens[at - 1].text.isdigit()
        ):
            at -= 1
        as_of = self.lexicon.phrases("periods", "as_of")
        for first in range(max(0, at - 3), at):
            hit = as_of.at(self.tokens, first)
            if at < end and hit is not None and hit.last == at:
                return first
        return end

    def relative_at(self, index: int) -> bool:
        """Tell whether a relative pronoun is the subject that tells more of someone: "le maire, qui estime …".

        A comma stands before it, or a name, which no clause narrows: "la CGT qui réclame …".
        """
        subjects = self.lexicon.words("words", "subject_relatives")
        if not 1 < index < len(self.tokens) or self.tokens[index].norm not in subjects:
            return False
        before = self.tokens[index - 1]
        return before.text == "," or (is_name(before) and len(before.text) > 1)

    def _antecedent(self, end: int) -> tuple[int, Speaker | None, str | None] | None:
        """Read whom a relative clause is about, up to a token: only one who plainly can speak."""
        start = self._phrase_start(end)
        if start is None:
            return None
        first, last = start
        first = self._after_cue(last) or first
        while 0 < first < last and self._finite(first):
            # "« … », poursuit le maire, qui estime que"
            first += 1
        speaker = self.reader.read(first, last)
        if speaker is None or not self._credible(speaker) or speaker.document:
            return None
        return first, speaker, None

    def _after_cue(self, end: int) -> int | None:
        """Return where whoever is named after a cue begins: "selon la préfecture, qui a compté"."""
        cues = self.lexicon.phrases("attribution", "cues")
        for index in range(end - 1, max(-1, end - 12), -1):
            if self.tokens[index].text in BREAKS:
                return None
            hit = cues.at(self.tokens, index)
            if hit is not None and hit.last < end:
                return hit.last
        return None

    def clause_end(self, index: int) -> int:
        """Return where a relative clause ends: at the comma before the main verb, or the sentence's end."""
        depth = 0
        for at in range(index, len(self.tokens)):
            text = self.tokens[at].text
            depth += (text == "(") - (text == ")")
            if text in ",;" and depth == 0:
                return at
        return len(self.tokens)

    def _unknown(self, first: int, last: int) -> Speaker | None:
        """Take a plain noun phrase as the subject of a verb that only speakers have."""
        tokens = self.tokens[first:last]
        if (
            len(tokens) < 2
            or tokens[0].norm not in self.reader.determiners
            or any(token.norm in self.reader.refused for token in tokens)
        ):
            return None
        start, end = tokens[1].start, tokens[-1].end
        text = " ".join(self.text[start:end].split())
        return Speaker(None, None, None, True, start, end, text, tokens[1].norm)

    def _subject_before_insertion(
        self, comma: int, *, allow_unknown: bool
    ) -> tuple[int, Speaker | None, str | None] | None:
        """Look past "…, porte-parole de la police, …" or ", mardi," for the subject."""
        opening = comma - 1
        while opening > 0 and not self._comma(opening) and comma - opening < 40:
            nickname = self.reader.nickname_before(opening + 1)
            if nickname is not None:
                opening = nickname - 1
                continue
            if self.tokens[opening].text in ";:" or (
                self.tokens[opening].text in OPENING | CLOSING and self.tokens[opening].text != '"'
            ):
                return self._parted_subject(opening + 1, comma)
            opening -= 1
        if opening <= 0 or self.tokens[opening].text != ",":
            return self._parted_subject(opening, comma)
        start = self._phrase_start(opening)
        if start is None:
            return None
        first, last = start
        chunk = self.tokens[opening + 1 : comma]
        role = any(token.norm in self.reader.heads for token in chunk[:6]) or any(
            is_name(token) for token in chunk[:1]
        )
        relative = bool(chunk) and chunk[0].norm in self.relatives
        alone = self.reader.read(first, last)
        inserted = self.reader.read(opening + 1, comma) if role and not relative else None
        if inserted is not None and inserted.person and not (alone and self._credible(alone)):
            # "Parlant des frappes, le secrétaire X, a déclaré": the first part was no subject.
            return opening + 1, inserted, None
        vague = self.tokens[first].norm in self.reader.determiners - self.reader.definite
        vague = vague and is_name(self.tokens[comma - 1])
        if vague and inserted and self._credible(inserted) and not inserted.document:
            # "Un collectif local, l'association Terre, affirme": by its name.
            return first, inserted, None
        speaker = self.reader.read(first, comma) if role and not relative else None
        speaker = speaker or alone
        if speaker is None and allow_unknown:
            speaker = self._unknown(first, last)
        if speaker is None:
            return None
        return first, speaker, None

    def _parted_subject(
        self, first: int, comma: int
    ) -> tuple[int, Speaker | None, str | None] | None:
        """Read a subject that a stray comma parts from its verb: "Le porte-parole du réseau, se réjouit"."""
        start = self._phrase_start(comma)
        if start is None or start[0] > first or start[1] != comma or self._tells(*start):
            return None
        speaker = self.reader.read(*start)
        opens = self.tokens[start[0]]
        if speaker is None or not self._credible(speaker) or not is_name(opens):
            return None
        return start[0], speaker, None

    def _tells(self, first: int, last: int) -> bool:
        """Tell whether a stretch is a clause of its own: "Roughly 300 villagers fled"."""
        tokens = self.tokens[first:last]
        counts = any(tokens[0].start <= at < tokens[-1].end for at in self.figures)
        return counts or any(
            token.norm in self.past_forms or token.norm.endswith(self.past_endings)
            for token in tokens
        )

    def _comma(self, index: int) -> bool:
        """Tell a comma from the one inside "4,000"."""
        if self.tokens[index].text != ",":
            return False
        after = self._token(index + 1)
        return after is None or not (
            after.start == self.tokens[index].end and after.text[0].isdigit()
        )

    def _credible(self, speaker: Speaker) -> bool:
        return bool(speaker.person or speaker.key or speaker.head in self.reader.heads)

    def _phrase_start(self, end: int) -> tuple[int, int] | None:
        """Go back from the end of a noun phrase to its beginning."""
        last = begin = end
        while begin > 0 and end - begin < 30:
            token = self.tokens[begin - 1]
            if token.text.isupper() and len(token.text) > 1:
                # "WHO" is not "who".
                begin -= 1
                continue
            if token.text == ")" and begin >= 4 and self.tokens[begin - 3].text == "(":
                begin -= 3
                continue
            nickname = self.reader.nickname_before(begin)
            if nickname is not None:
                begin = nickname
                continue
            dated = self._date_before(begin)
            if dated < begin:
                begin = dated
                continue
            in_number = token.text == "," and not self._comma(begin - 1)
            if token.text in BREAKS and not in_number and not self._point_in_name(begin - 1):
                break
            if (token.norm in self.relatives and token.norm not in self.complementisers) or (
                token.norm in self.relatives and begin >= 2 and token.norm not in ("que", "qu'")
            ):
                last = begin = begin - 1
                continue
            if token.norm in self.helpers and not self._genitive_mark(begin - 1):
                relative = next(
                    (
                        i
                        for i in range(begin - 2, max(-1, begin - 7), -1)
                        if self.tokens[i].norm in self.relatives
                    ),
                    None,
                )
                if relative is None:
                    break
                last = begin = relative
                continue
            if token.norm in self.conjunctions and not self._joins_names(begin - 1):
                break
            if token.norm in self.subordinators:
                break
            if (
                token.norm in self.all_pronouns - self.reader.determiners
                and not self._genitive_mark(begin - 1)
            ):
                break
            begin -= 1
        first = begin
        while first < last and (
            (
                self.tokens[first].norm in self.adverbs | self.time
                and self.tokens[first].norm not in self.reader.heads
            )
            or self.tokens[first].text in ",'’"
        ):
            first += 1
        if (
            first < last
            and self.tokens[first].norm in self.reader.prepositions
            and self.tokens[first].norm not in self.reader.determiners
        ):
            first = self._after_fronted(first, last)
        return (first, last) if first < last else None

    def _date_before(self, end: int) -> int:
        """Step back over the date of a document: "a March 14, 2019 NATO report", its comma and its "May"."""
        token = self.tokens[end - 1]
        if not (token.norm in self.time or token.text.isdigit() or token.text == ","):
            return end
        for first in range(end - 1, max(0, end - 6), -1):
            if self.reader.past_date(first) == end:
                return first
        return end

    def _point_in_name(self, index: int) -> bool:
        if self.tokens[index].text != "." or index == 0 or index + 1 >= len(self.tokens):
            return False
        return (
            len(self.tokens[index - 1].text) <= 4
            and is_name(self.tokens[index - 1])
            and is_name(self.tokens[index + 1])
        )

    def _genitive_mark(self, index: int) -> bool:
        return (
            index > 0
            and self.tokens[index - 1].text[-1:] in "'’"
            and self.tokens[index].norm == "s"
            and self.tokens[index - 1].norm.rstrip("'") not in self.pronouns
        )

    def _joins_names(self, index: int) -> bool:
        if self.tokens[index].norm not in self.reader.coordinators or index + 1 >= len(self.tokens):
            return False
        before, after = self.tokens[index - 1], self.tokens[index + 1]
        return (
            (is_name(before) and (is_name(after) or self.reader.of_name(index + 1)))
            or before.norm in self.reader.heads
            or after.norm in self.reader.heads
        )

    def _after_fronted(self, first: int, last: int) -> int:
        """Skip "In a statement" before "the ministry": the subject begins at the last free article or name."""
        best = last
        for index in range(last - 1, first + 1, -1):
            token, previous = self.tokens[index], self.tokens[index - 1]
            if (
                token.norm in self.reader.determiners
                and previous.norm not in self.reader.inner
                and previous.norm not in self.reader.prepositions
            ):
                return index
            if (
                index == first + 2
                and previous.norm in self.time
                and is_name(previous)
                and not is_name(token)
            ):
                # "On Thursday officials"
                return index
            if (
                is_name(token)
                and not is_name(previous)
                and previous.norm not in self.reader.prepositions
                and previous.norm not in self.reader.determiners
            ):
                best = index
        return best
