"""Cues of attribution in one sentence: "selon X", "X said that …", "…, a indiqué X", "a-t-il ajouté"."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.cue import ANYONE, Cue
from reconcile.claims.inflection import Form
from reconcile.claims.pack import Frame
from reconcile.claims.participles import Participles
from reconcile.claims.phrases import Hit
from reconcile.claims.reaches import Reach
from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.verb_groups import BREAKS, CLOSING, OPENING


def _overlap(a: Cue, b: Cue) -> bool:
    return a.first < b.last and b.first < a.last


def _past_the_subject(cue: Cue, cues: Sequence[Cue], verb: int) -> Cue:
    """Begin a second verb of the same subject at the verb: "les élus, qui en voulaient 30, en ont eu 18"."""
    if cue.speaker is None:
        return cue
    shared = any(
        other.first <= cue.first < other.last <= verb
        and other.speaker is not None
        and other.speaker.text == cue.speaker.text
        for other in cues
    )
    return cue._replace(first=verb) if shared else cue


class CueFinder(Participles):
    """Finds the cues of one sentence."""

    def find(self) -> list[Cue]:
        """Find the cues, in order."""
        cues: list[Cue] = []
        first_for: list[Cue] = []
        begins = self.lexicon.cue_words
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.norm not in begins and token.text != ":" and "-" not in token.text:
                # As nine words in ten; inverted verbs have a hyphen ("dit-il").
                index += 1
                continue
            cue = (
                self._adverbial(index)
                or self._phrase(index)
                or self._verb(index)
                or self._colon(index)
            )
            index += 1
            if cue is not None and cue.follows and not cues and not (cue.speaker or cue.pronoun):
                # Nobody for the participle to go on from.
                cue = None
            if cue is not None:
                cue = _past_the_subject(cue, cues, index - 1)
            if cue is None or any(
                _overlap(cue, other) for other in cues if not (other.deeper or other.nearer)
            ):
                continue
            if cue.rule == "for_speaker" and cue.reach is Reach.BACKWARD and not cues:
                # "55 000 pour les syndicats" only beside another source's figure.
                if not first_for:
                    first_for.append(cue)
                    continue
                cues += first_for
            cues.append(cue)
            index = max(index, cue.last)
        cues += self._announced_quotes(cues) or self._fronted_document(cues)
        cues = [self._within_clause(self._within_brackets(cue)) for cue in cues]
        return sorted([*cues, *self._beside(cues)], key=lambda cue: cue.first)

    def _announced_quotes(self, cues: Sequence[Cue]) -> list[Cue]:
        """Take 'Le graphiste est parti d'une idée simple : « … »': a colon and whom the sentence is about."""
        found: list[Cue] = []
        for index in range(3, len(self.tokens) - 1):
            if self.tokens[index].text != ":" or not self._opens_quote(index + 1):
                continue
            if any(
                cue.rule in ("inversion", "inverted_pronoun")
                or (cue.first < index and cue.reach is not Reach.BACKWARD)
                for cue in cues
            ):
                break
            speaker = self._main_subject(index) or self._opening_subject(index)
            if speaker is not None and self._someone(speaker):
                frame = Frame(strong=True)
                reach = Reach.FORWARD
                found.append(
                    Cue(
                        index,
                        index + 1,
                        reach,
                        "colon",
                        speaker=speaker,
                        frame=frame,
                        quoted=True,
                    )
                )
            break
        return found

    def _fronted_document(self, cues: Sequence[Cue]) -> list[Cue]:
        """Take "Dans un sondage de l'institut, 56 % …" where nobody else speaks."""
        if self.tokens[0].norm not in self.lexicon.words("attribution", "inside_documents"):
            return []
        commas = (index for index, token in enumerate(self.tokens) if token.text == ",")
        comma = next(commas, 0)
        last = self.reader.forward(1)
        if not 1 < last <= comma or any(cue.last > comma for cue in cues):
            return []
        speaker = self.reader.read(1, last)
        if speaker is None or not speaker.document:
            return []
        frame = Frame(strong=True, object=True)
        return [
            Cue(
                0,
                last,
                Reach.FORWARD,
                "according_to",
                speaker=speaker,
                frame=frame,
                bounds=(comma, len(self.tokens)),
            )
        ]

    def _someone(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is a person, named or by what they do: no body and no paper."""
        head = speaker.head in self.reader.persons - self.reader.organisations
        return bool(speaker.person or head) and not speaker.document

    def _phrase(self, index: int) -> Cue | None:
        silent = self.lexicon.phrases("attribution", "no_comment", "phrases").at(self.tokens, index)
        hit = silent or self._reporting_phrase(index)
        if hit is None:
            return None
        frame = hit.value if isinstance(hit.value, Frame) else Frame(strong=True)
        if silent is None and self.nominal(index, self._token(index - 1) if index else None):
            # "ce chiffre à 9", "son estime à"
            return None
        begin = self.group_start(index)
        if silent is None and not frame.counts and self._goes_on(index):
            return self._participle(index, hit.last, frame)
        if silent is None and not frame.counts and self._plainly_inverted(begin, hit.last - 1):
            return self._inverted(begin, hit.last - 1, frame)
        subject = self._subject_before(begin, allow_unknown=silent is None and not frame.counts)
        verb = self._slice(index, hit.last)
        if subject is None:
            # "…, a fait savoir le groupe"
            plain = silent is None and not frame.counts
            return self._inverted(begin, hit.last - 1, frame) if plain else None
        first, speaker, pronoun = subject
        if frame.counts and not (speaker and speaker.document and speaker.organisation):
            return None
        return Cue(
            first,
            hit.last,
            Reach.FORWARD,
            "no_comment" if silent else "subject_verb",
            speaker=speaker,
            pronoun=pronoun,
            verb=verb,
            frame=frame,
            no_comment=silent is not None,
            bounds=self._relative_bounds(begin, hit.last),
        )

    def _reporting_phrase(self, index: int) -> Hit[Frame] | None:
        """Find a phrase that reports, whole or about an aside: "fait, de son côté, état de"."""
        phrases = self.lexicon.verb_phrases
        whole = phrases.at(self.tokens, index)
        if whole is not None or self.tokens[index].norm not in phrases.first_words:
            return whole
        for at in range(index + 1, min(index + 3, len(self.tokens))):
            dated = self.tokens[at].norm in self.time | self.adverbs
            last = at + 1 if dated else self._aside_end(at)
            if last is None:
                continue
            hit = phrases.at([*self.tokens[index:at], *self.tokens[last : last + 4]], 0)
            if hit is not None and hit.last > at - index:
                return Hit(index, last + hit.last - (at - index), hit.value)
        return None

    def _verb(self, index: int) -> Cue | None:
        token = self.tokens[index]
        if "-" in token.text and len(token.text) > 3:
            return self._inverted_pronoun(index)
        forms = self.lexicon.verbs.of(token)
        if not forms or (index and is_name(token) and not token.text.isupper()):
            return None
        kinds = {form.form for form in forms}
        lemma = forms[0].lemma
        frame = self.lexicon.frames.get(lemma, Frame())
        if lemma in self.lexicon.words("attribution", "revising") and not self._revises(index):
            return None
        if lemma in self.lexicon.words("attribution", "beside_quotes"):
            near = self.tokens[max(0, index - 8) : index + 4]
            if not any(other.text in OPENING | CLOSING for other in near):
                return None
        if Form.INFINITIVE in kinds and self._narrates(index):
            return self._narrated(index, frame)
        quoted = self._quoted_as(index, lemma)
        if quoted is not None:
            return quoted
        start = self._verbal(index, kinds)
        if start is None:
            return None
        begin, gerund = start
        if gerund:
            return self._gerund(index, frame)
        if self._plainly_inverted(begin, index):
            return self._inverted(begin, index, frame) or self._with_subject(begin, index, frame)
        return self._with_subject(begin, index, frame) or self._inverted(begin, index, frame)

    def _narrates(self, index: int) -> bool:
        """Tell whether an infinitive goes on with who spoke: "Et d'ajouter : « … »"."""
        opens = index > 1 and self.tokens[index - 2].norm in self.reader.coordinators
        opens = opens and (index == 2 or self.tokens[index - 3].text in BREAKS)
        return opens and self.tokens[index - 1].norm in self.reader.genitive

    def _narrated(self, index: int, frame: Frame) -> Cue | None:
        if not self._announces(self._after(index + 1)[0]):
            return None
        return Cue(
            index - 1,
            index + 1,
            Reach.FORWARD,
            "subject_verb",
            pronoun=ANYONE,
            verb=self.tokens[index].text,
            frame=frame,
            follows=True,
        )

    def _plainly_inverted(self, begin: int, index: int) -> bool:
        """Tell whether a speaker and a mark follow a verb after a comma: "…, reported officials, …"."""
        before, told = self._token(begin - 1), self.lexicon.words("attribution", "direct_hearer")
        if before is None or before.text != "," or self._ends_insertion(begin - 1):
            return False
        # "…, a reconnu mardi le ministre"
        first = index + 1 if self.tokens[index].norm in told else self._after(index + 1)[0]
        last = self.reader.forward(first)
        closing = self._token(last)
        if self.tokens[index].norm in told and not self._warns_last(index, last):
            return False
        if last == first or not (closing is None or closing.text in ',.;»”"'):
            return False
        phrase = self.tokens[first:last]
        counts = any(phrase[0].start <= at < phrase[-1].end for at in self.figures)
        if counts or any(token.norm in self.lexicon.measures_norms for token in phrase):
            return False
        speaker = self.reader.read(first, last)
        return speaker is not None and self._credible(speaker)

    def _ends_insertion(self, comma: int) -> bool:
        """Tell whether a comma closes a relative clause: "Le collectif, qui en compte 80, accuse l'État"."""
        relatives = self.lexicon.words("words", "subject_relatives")
        for index in range(comma - 1, 0, -1):
            if self.tokens[index - 1].text == ",":
                return self.tokens[index].norm in relatives
        return False

    def _quoted_as(self, index: int, lemma: str) -> Cue | None:
        """Take "X quoted Y as saying": Y speaks, and X passes it on."""
        if lemma not in self.lexicon.words("attribution", "quoting_verbs"):
            return None
        saying = self.lexicon.phrases("attribution", "as_saying")
        for at in range(index + 2, min(index + 24, len(self.tokens))):
            if self.tokens[at].text in ".;:":
                return None
            hit = saying.at(self.tokens, at)
            if hit is None:
                continue
            speaker = self.reader.read(index + 1, at) or self._unknown(index + 1, at)
            if speaker is None:
                return None
            begin = self.group_start(index)
            subject = self._subject_before(begin, allow_unknown=True)
            first, outer = (subject[0], subject[1]) if subject else (begin, None)
            return Cue(
                first,
                hit.last,
                Reach.FORWARD,
                "subject_verb",
                speaker=speaker,
                hearer=outer,
                verb=self._slice(index, index + 1),
                frame=Frame(strong=True, object=True),
            )
        return None

    def _with_subject(self, begin: int, index: int, frame: Frame) -> Cue | None:
        subject = self._subject_before(begin, allow_unknown=frame.strong)
        if subject is None:
            return None
        first, speaker, pronoun = subject
        if speaker is not None and self._stranger(speaker) and self._misfits(begin, index):
            return None
        after, hearer = self._after(index + 1)
        bare = not self._announces(after)
        if bare and speaker is not None and self._only_makes(index, speaker):
            return None
        if bare and not (speaker and speaker.document) and self._merely_has(begin, index):
            return None
        if bare and self.reflexive & {token.norm for token in self.tokens[begin:index]}:
            return None
        relative = self.relative_at(begin - 1)
        if bare and (
            (self._behind_relative(begin) and not relative)
            or (speaker is not None and self._stranger(speaker))
        ):
            return None
        reach = self._reach(begin, index, after, frame, first)
        told = speaker is not None and not (speaker.document and self._figure_next(after))
        quoted = reach is None and told and self._quotes_soon(after)
        if quoted:
            reach = Reach.FORWARD
        if reach is None and self._asks_to(index, after):
            # "demande de porter le salaire à 1 700 euros"
            reach = Reach.FORWARD
        if reach is None and speaker is not None and speaker.document and bare:
            # "the study also noted over 370 sold"
            reach = Reach.FORWARD if self._figure_next(after) else None
        if reach is None:
            return None
        announced = quoted or reach is not Reach.FORWARD or self._announces(after)
        if self._governs_quotes(index) and not announced:
            return None
        if speaker is None and pronoun is not None and reach is Reach.BACKWARD:
            speaker = self._leading_subject(first, pronoun)
            pronoun = None if speaker else pronoun
        return Cue(
            first,
            max(index + 1, after if reach is Reach.BACKWARD else index + 1),
            reach,
            "subject_verb",
            speaker=speaker,
            pronoun=pronoun,
            hearer=hearer,
            verb=self._slice(begin, index + 1),
            frame=frame,
            quoted=quoted,
            bounds=self._relative_bounds(begin, index + 1),
            near=reach is Reach.FORWARD
            and not quoted
            and bare
            and not frame.asserts
            and not (frame.strong and self._takes_bare_clause(index)),
        )

    def _inverted(self, begin: int, index: int, frame: Frame) -> Cue | None:
        """Take "…, a indiqué mardi le Pentagone"."""
        before = self._token(begin - 1) if begin else None
        opening = (
            before is None
            or before.text in BREAKS - {")", "("}
            or before.norm in self.lexicon.words("attribution", "as")
        )
        if self._governs_quotes(index) and not self._after_quote(begin):
            return None
        group = self.tokens[begin:index]
        if not opening or any(token.norm.rpartition("-")[2] in self.impersonal for token in group):
            return None
        after, hearer = self._after(index + 1)
        if begin == index and self._warns_last(index, self.reader.forward(index + 1)):
            after, hearer = index + 1, None
        last = self._document_of(after, self.reader.forward(after))
        if last == after:
            return None
        speaker = self.reader.read(after, last)
        if speaker is None and before is not None:
            speaker = self._unknown(after, last)
        first_token = self.tokens[after]
        if self._infinitive_next(after):
            # "…, prévoyait de rendre 40 terrains"
            return None
        closed = self.complementisers | (self.all_pronouns - self.reader.determiners)
        if first_token.norm in closed and not self.reader.titled(first_token):
            return None
        if speaker is None or (not frame.strong and before is None):
            return None
        told_of = speaker.head in self.lexicon.measures_norms and not self._credible(speaker)
        if told_of or (speaker.document and self._has(index)):
            # "…, a vérifié la mort de", "…, donne un bilan plus lourd": what is told of tells nothing.
            return None
        if self._disagree(begin, index, after):
            return None
        if before is None and index == 0 and not self._follows_quote():
            return None
        if last < len(self.tokens) and self._finite(last):
            # "…, state officials reported": a noun before its head.
            return None
        closing, more = self._after(last)
        following = self._token(closing)
        if self._takes_bare_clause(index) and following and following.text[0].isdigit():
            # "…, suggests Mosul had 35,000 homes": a clause, no inversion.
            return None
        forward = following is not None and (
            following.text in OPENING
            or following.text == ":"
            or (following.text == "," and self._opens_quote(closing + 1))
        )
        follows = self.lexicon.words("words", "continuations")
        next_token = self._token(closing + 1)
        if following is not None and following.text == "," and next_token is not None:
            forward = forward or next_token.norm in follows
        reach = Reach.BOTH if forward else Reach.BACKWARD
        return Cue(
            begin,
            last,
            reach,
            "inversion",
            speaker=speaker,
            hearer=hearer or more,
            verb=self._slice(begin, index + 1),
            frame=frame,
        )

    def _inverted_pronoun(self, index: int) -> Cue | None:
        """Take "dit-il", "affirme-t-elle", "a-t-il ajouté"."""
        parts = self.tokens[index].norm.replace("‐", "-").replace("‑", "-").split("-")
        pronoun = parts[-1]
        if pronoun not in self.pronouns:
            return None
        if parts[0] in self.auxiliaries:
            end = index + 1
            while end < min(index + 4, len(self.tokens)) and self.tokens[end].norm in self.adverbs:
                end += 1
            token = self._token(end)
            forms = self.lexicon.verbs.of(token) if token else ()
            if not forms:
                return None
            frame, last = self.lexicon.frames.get(forms[0].lemma, Frame()), end + 1
        else:
            if parts[0] not in self.lexicon.verbs:
                return None
            frame, last = Frame(strong=True), index + 1
        first = index - 1 if index and self.tokens[index - 1].norm in self.clitics else index
        after, hearer = self._after(last)
        following = self._token(after)
        reach = Reach.BACKWARD if following is None or following.text in ".!?" else Reach.BOTH
        return Cue(
            first,
            after,
            reach,
            "inverted_pronoun",
            pronoun=pronoun,
            hearer=hearer,
            verb=self._slice(first, last),
            frame=frame,
        )

    def _colon(self, index: int) -> Cue | None:
        """Take 'Macron : « … »' at the head of a sentence."""
        if (
            self.tokens[index].text != ":"
            or index == 0
            or index > 10
            or not self._opens_quote(index + 1)
        ):
            return None
        if any(token.text in BREAKS for token in self.tokens[:index]):
            return None
        speaker = self.reader.read(0, index)
        if speaker is None or self.reader.forward(0) < index:
            return None
        return Cue(0, index, Reach.FORWARD, "colon", speaker=speaker, frame=Frame(strong=True))
