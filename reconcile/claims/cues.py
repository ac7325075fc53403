"""Cues of attribution in one sentence: "selon X", "X said that …", "…, a indiqué X", "a-t-il ajouté"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reconcile.claims.inflection import Form
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Frame, Lexicon
from reconcile.claims.speakers import Speaker, SpeakerReader, is_name
from reconcile.claims.tokens import Token

_OPENING = frozenset('«“"„')
_CLOSING = frozenset('»”"')
_BREAKS = frozenset(",.;:!?—–()") | _OPENING | _CLOSING


_PLAIN = Frame()


class Reach(StrEnum):
    """On which side of the cue the words stand that it governs."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its speaker: tokens ``first`` to ``last`` (excluded) of its sentence."""

    first: int
    last: int
    reach: Reach
    rule: str
    speaker: Speaker | None = None
    #: The pronoun that stands for the speaker, where one does.
    pronoun: str | None = None
    #: Who was told, where that is a path to the page ("told Reuters").
    hearer: Speaker | None = None
    verb: str | None = None
    frame: Frame = _PLAIN
    #: The speaker's own words follow in the same sentence without naming him ("précisant que").
    follows: bool = False
    deeper: bool = False
    nearer: bool = False
    no_comment: bool = False
    #: Only a direct object is governed ("reported 3 deaths"), which must follow at once.
    near: bool = False
    #: No clause follows, but a quotation does further on ("promised to create “500 jobs”").
    quoted: bool = False


def _overlap(a: Cue, b: Cue) -> bool:
    return a.first < b.last and b.first < a.last


class CueFinder:
    """Finds the cues of one sentence."""

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
        self.modals = words("words", "modals")
        self.negations = words("words", "negations")
        self.just = words("words", "just")
        self.adverbs = words("words", "adverbs")
        self.asides = words("words", "asides")
        self.time = words("words", "time")
        self.subordinators = words("words", "subordinators")
        self.reflexive = words("words", "reflexive")
        self.clitics = words("words", "clitics")
        self.complementisers = words("words", "complementisers")
        self.relatives = words("words", "relatives")
        self.conjunctions = words("words", "conjunctions")
        self.pronouns = lexicon.pack.get("words", {}).get("subject_pronouns", {})
        self.cue_pronouns = lexicon.pack.get("words", {}).get("cue_pronouns", {})
        self.all_pronouns = words("words", "pronouns")
        self.nobody = words("attribution", "nobody")

    def find(self) -> list[Cue]:
        """Find the cues, in order."""
        cues: list[Cue] = []
        index = 0
        while index < len(self.tokens):
            cue = (
                self._adverbial(index)
                or self._phrase(index)
                or self._verb(index)
                or self._colon(index)
            )
            index += 1
            if cue is None or any(
                _overlap(cue, other) for other in cues if not (other.deeper or other.nearer)
            ):
                continue
            if cue.rule == "for_speaker" and cue.reach is Reach.BACKWARD and not cues:
                # "55 000 pour les syndicats" only beside another source's figure.
                continue
            cues.append(cue)
            index = max(index, cue.last)
        return sorted(cues, key=lambda cue: cue.first)

    # --- "selon X" ---------------------------------------------------------------------------------

    def _adverbial(self, index: int) -> Cue | None:
        hit = self.lexicon.phrases("attribution", "cues").at(self.tokens, index)
        if hit is None:
            return self._weak(index)
        after = self._token(hit.last)
        if after is None or after.norm in self.complementisers:
            return None
        if hit.value in self._learned and not self._was_learned(index):
            return None
        if len(hit.value) <= 3 and not (is_name(after) or after.norm in self.reader.determiners):
            return None
        first = hit.last
        # "de source policière": the cue holds the head of its own speaker.
        if self.tokens[hit.last - 1].norm in self.reader.heads:
            first = hit.last - 1
        last = self._document_of(first, self.reader.forward(first))
        speaker = self.reader.read(first, last) or self._unnamed(first, last)
        pronoun = after.norm if after.norm in self.cue_pronouns else None
        if speaker is None and pronoun is None:
            return None
        if speaker is None:
            last = hit.last + 1
        lead = all(
            not token.text[0].isalnum() or token.norm in self.conjunctions | self.adverbs
            for token in self.tokens[:index]
        )
        before = self._token(index - 1) if index else None
        closed = self._token(last)
        aside = (
            before is not None
            and (before.text in ",(—–" or before.norm in self.complementisers)
            and closed is not None
            and closed.text in ",)—–"
        )
        reach = Reach.FORWARD if lead else Reach.BOTH if aside else Reach.BACKWARD
        return Cue(
            index,
            last,
            reach,
            "according_to",
            speaker=speaker,
            pronoun=pronoun if speaker is None else None,
            verb=hit.value,
            frame=Frame(strong=True, object=True),
            deeper=hit.value in self.lexicon.pack.get("attribution", {}).get("deeper", ()),
            nearer=hit.value in self.lexicon.pack.get("attribution", {}).get("nearer", ()),
        )

    @property
    def _learned(self) -> list[str]:
        learned: list[str] = self.lexicon.pack.get("attribution", {}).get("learned_cues", [])
        return learned

    def _was_learned(self, index: int) -> bool:
        """Tell whether "appris" stands before: "a-t-on appris mardi auprès des secours"."""
        verbs = self.lexicon.words("attribution", "learned")
        return any(token.norm in verbs for token in self.tokens[max(0, index - 6) : index])

    def _unnamed(self, first: int, last: int) -> Speaker | None:
        """Take a phrase with a name in it, whatever its head: after "according to" it speaks."""
        if not any(is_name(token) and len(token.text) > 1 for token in self.tokens[first:last]):
            return None
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
            or self.tokens[index - 1].text in _OPENING
        )
        last = self.reader.forward(hit.last)
        closed = self._token(last)
        if last == hit.last or not (closed is None or closed.text in ",.;"):
            return None
        speaker = self.reader.read(hit.last, last)
        if speaker is None:
            return None
        head_known = speaker.head in self.reader.heads or bool(speaker.key or speaker.person)
        if not head_known:
            return None
        if lead and closed is not None and closed.text == ",":
            return Cue(index, last, Reach.FORWARD, "for_speaker", speaker=speaker, verb=hit.value)
        if index and self.tokens[index - 1].text[:1].isdigit() and not lead:
            return Cue(index, last, Reach.BACKWARD, "for_speaker", speaker=speaker, verb=hit.value)
        return None

    def _document_of(self, first: int, last: int) -> int:
        """Read on to the author: "un communiqué publié mercredi par le commandement"."""
        if not any(token.norm in self.reader.documents for token in self.tokens[first:last]):
            return last
        agents = self.lexicon.words("attribution", "authors")
        for index in range(last, min(last + 6, len(self.tokens))):
            if self.tokens[index].text in _BREAKS:
                break
            if self.tokens[index].norm in agents:
                end = self.reader.forward(index + 1)
                return end if end > index + 1 else last
        return last

    # --- verbs and reporting phrases ---------------------------------------------------------------

    def _phrase(self, index: int) -> Cue | None:
        silent = self.lexicon.phrases("attribution", "no_comment", "phrases").at(self.tokens, index)
        hit = silent or self.lexicon.verb_phrases.at(self.tokens, index)
        if hit is None:
            return None
        frame = hit.value if isinstance(hit.value, Frame) else Frame(strong=True)
        begin = self._group_start(index)
        subject = self._subject_before(begin, allow_unknown=silent is None and not frame.counts)
        verb = self._slice(index, hit.last)
        if subject is None:
            return None
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
        )

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
        start = self._verbal(index, kinds)
        if start is None:
            return None
        begin, gerund = start
        if gerund:
            return self._gerund(index, frame)
        if self._plainly_inverted(begin, index):
            return self._inverted(begin, index, frame) or self._with_subject(begin, index, frame)
        return self._with_subject(begin, index, frame) or self._inverted(begin, index, frame)

    def _plainly_inverted(self, begin: int, index: int) -> bool:
        """Tell whether a speaker and a mark follow a verb after a comma: "…, reported officials, …"."""
        before, told = self._token(begin - 1), self.lexicon.words("attribution", "direct_hearer")
        if before is None or before.text != "," or self.tokens[index].norm in told:
            return False
        last = self.reader.forward(index + 1)
        closing = self._token(last)
        if last == index + 1 or not (closing is None or closing.text in ',.;»”"'):
            return False
        phrase = self.tokens[index + 1 : last]
        counts = any(phrase[0].start <= at < phrase[-1].end for at in self.figures)
        if counts or any(token.norm in self.lexicon.measures_norms for token in phrase):
            return False
        speaker = self.reader.read(index + 1, last)
        return speaker is not None and self._credible(speaker)

    def _verbal(self, index: int, kinds: set[Form]) -> tuple[int, bool] | None:
        """Tell whether the token is a verb here: where its group begins, and whether it is a gerund."""
        before = self._token(index - 1) if index else None
        begin = self._group_start(index)
        group = {token.norm for token in self.tokens[begin:index]}
        helped = bool(group & self.auxiliaries) or any("-t-" in norm for norm in group)
        if Form.PAST in kinds and helped and not group & self.be:
            return begin, False
        if Form.PAST in kinds and group & self.be and group & self.clitics:
            return begin, False
        if Form.FINITE in kinds and self._bare_noun(index, before):
            return None
        if Form.FINITE in kinds and not self._nominal(index, before):
            return None if group & (self.be | self.modals) else (begin, False)
        if Form.INFINITIVE in kinds and group & self.just:
            return begin, False
        if Form.GERUND in kinds and not group & self.be:
            return index, True
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
        plural = before.norm.endswith("s") or before.norm in self.lexicon.words(
            "words", "irregular_plurals"
        )
        spoken = before.norm in self.all_pronouns | self.adverbs | self.modals | self.negations
        quoted = not before.text[0].isalnum()
        return not (plural or spoken or quoted)

    def _nominal(self, index: int, before: Token | None) -> bool:
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

    def _group_start(self, index: int) -> int:
        """Go back over auxiliaries, clitics and adverbs to where the verb group begins."""
        begin = index
        while begin > 0:
            token = self.tokens[begin - 1]
            if (
                "-t-" in token.norm
                or token.norm in self.auxiliaries | self.modals | self.be | self.negations
            ):
                begin -= 1
                continue
            if token.norm in self.clitics and (
                token.norm not in self.reader.determiners or self._helper(begin)
            ):
                begin -= 1
                continue
            aside = token.norm in self.adverbs | self.asides
            if aside and begin - 2 >= 0 and self._verb_part(begin - 2):
                begin -= 1
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

    def _helper(self, index: int) -> bool:
        return self.tokens[index].norm in self.auxiliaries

    def _verb_part(self, index: int) -> bool:
        norm = self.tokens[index].norm
        return (
            norm in self.asides
            or norm in self.auxiliaries | self.modals | self.be | self.negations | self.adverbs
            or "-t-" in norm
        )

    def _with_subject(self, begin: int, index: int, frame: Frame) -> Cue | None:
        subject = self._subject_before(begin, allow_unknown=frame.strong)
        if subject is None:
            return None
        first, speaker, pronoun = subject
        after, hearer = self._after(index + 1)
        bare = not self._announces(after)
        if bare and self.reflexive & {token.norm for token in self.tokens[begin:index]}:
            return None
        if bare and (
            self._behind_relative(begin) or (speaker is not None and self._stranger(speaker))
        ):
            return None
        reach = self._reach(begin, index, after, frame, first)
        quoted = reach is None and self._quotes_soon(after) and speaker is not None
        if quoted:
            reach = Reach.FORWARD
        if reach is None:
            return None
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
            near=reach is Reach.FORWARD
            and not quoted
            and bare
            and not frame.asserts
            and not (frame.strong and self._takes_bare_clause(index)),
        )

    def _reach(self, begin: int, index: int, after: int, frame: Frame, first: int) -> Reach | None:
        """Tell which side a verb with its subject before it governs, if any."""
        token = self._token(after)
        quoted_before = (
            first > 0
            and any(t.text in ',»”"' for t in self.tokens[max(0, first - 2) : first])
            and first > 3
        )
        if token is not None and (
            token.norm in self.complementisers
            or (
                token.text in _OPENING
                and not (quoted_before and self.tokens[first - 1].text in _CLOSING)
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
        if token.text in _OPENING:
            return Reach.BOTH
        if token.text == "," and self._clause_after_insertion(after):
            # "affirme, sans citer ses sources, que"
            return Reach.FORWARD
        if token.text == ",":
            adjunct = after > index + 1
            if adjunct and not quoted_before and frame.strong and self._takes_bare_clause(index):
                # "X reported in mid-2019, 62 outlets had closed"
                return Reach.FORWARD
            following = self._token(after + 1)
            if following is not None and following.text in _OPENING and not quoted_before:
                return Reach.FORWARD
            return Reach.BOTH if quoted_before else None
        indefinite = token.norm in self.reader.determiners - self.reader.definite
        if frame.asserts and indefinite and token.norm not in self.reader.genitive:
            # "accuse une baisse": no one is accused.
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
        if token.norm in self.reader.genitive or token.norm in self.lexicon.words(
            "words", "infinitive_marks"
        ):
            return None
        if frame.object:
            return Reach.FORWARD
        if self._takes_bare_clause(index) and (frame.strong or self._clause_follows(after)):
            return Reach.FORWARD
        return None

    def _clause_after_insertion(self, comma: int) -> bool:
        for at in range(comma + 1, min(comma + 12, len(self.tokens) - 1)):
            if self.tokens[at].text == ",":
                return self.tokens[at + 1].norm in self.complementisers
            if self.tokens[at].text in _BREAKS:
                return False
        return False

    def _clause_follows(self, after: int) -> bool:
        """Tell whether a verb stands among the words that follow: "argued taxes were high", not "argued his case"."""
        for at in range(after + 1, min(after + 14, len(self.tokens))):
            token = self.tokens[at]
            if token.text in _BREAKS:
                return False
            if token.norm in self.auxiliaries | self.be | self.modals:
                return True
            verb = self.lexicon.verbs.of(token) or token.norm in self.lexicon.measures_norms
            if verb and self.tokens[at - 1].norm not in self.reader.prepositions:
                return True
        return False

    def _quotes_soon(self, after: int) -> bool:
        """Tell whether a quotation opens within a few words, before any other mark."""
        for token in self.tokens[after : after + 6]:
            if token.text in "«“":
                return True
            if token.text in _BREAKS:
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

    def _inverted(self, begin: int, index: int, frame: Frame) -> Cue | None:
        """Take "…, a indiqué mardi le Pentagone"."""
        before = self._token(begin - 1) if begin else None
        opening = (
            before is None
            or before.text in _BREAKS - {")", "("}
            or before.norm in self.lexicon.words("attribution", "as")
        )
        impersonal = self.lexicon.words("words", "impersonal")
        group = self.tokens[begin:index]
        if not opening or any(token.norm.rpartition("-")[2] in impersonal for token in group):
            return None
        after, hearer = self._after(index + 1)
        last = self._document_of(after, self.reader.forward(after))
        if last == after:
            return None
        speaker = self.reader.read(after, last)
        if speaker is None and before is not None:
            speaker = self._unknown(after, last)
        first_token = self.tokens[after]
        if (
            first_token.norm in self.complementisers
            or first_token.norm in self.all_pronouns - self.reader.determiners
        ):
            return None
        if speaker is None or (not frame.strong and before is None):
            return None
        if before is None and index == 0 and not self._follows_quote():
            return None
        closing, more = self._after(last)
        following = self._token(closing)
        forward = following is not None and (
            following.text in _OPENING
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

    def _follows_quote(self) -> bool:
        head = self.text[: self.tokens[0].start].rstrip()[-1:]
        return head in _CLOSING or head == "»"

    def _opens_quote(self, index: int) -> bool:
        token = self._token(index)
        return token is not None and token.text in _OPENING

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

    def _gerund(self, index: int, frame: Frame) -> Cue | None:
        """Take "…, précisant que", "saying that": the speaker is whoever the sentence is about."""
        after, hearer = self._after(index + 1)
        token = self._token(after)
        governs = token is not None and (
            token.norm in self.complementisers
            or token.text in _OPENING
            or token.text == ":"
            or (frame.object and token.text not in _BREAKS)
        )
        if not governs and not (
            self._takes_bare_clause(index) and token is not None and token.text not in _BREAKS
        ):
            return None
        return Cue(
            index,
            index + 1,
            Reach.FORWARD,
            "gerund",
            hearer=hearer,
            verb=self.tokens[index].text,
            frame=frame,
            follows=True,
            speaker=self._main_subject(index),
        )

    def subject(self) -> Speaker | None:
        """Read the subject of the sentence, where it is a person."""
        speaker = self._main_subject(min(len(self.tokens), 40))
        return speaker if speaker is not None and speaker.person else None

    def _main_subject(self, stop: int) -> Speaker | None:
        for index in range(1, stop):
            token = self.tokens[index]
            if token.norm in self.auxiliaries | self.be | self.modals or self._finite(index):
                subject = self._subject_before(self._group_start(index), allow_unknown=False)
                if subject is not None:
                    return subject[1]
        return None

    def _finite(self, index: int) -> bool:
        forms = self.lexicon.verbs.of(self.tokens[index])
        return any(form.form is Form.FINITE for form in forms) and not self._nominal(
            index, self.tokens[index - 1]
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
        if any(token.text in _BREAKS for token in self.tokens[:index]):
            return None
        speaker = self.reader.read(0, index)
        if speaker is None or self.reader.forward(0) < index:
            return None
        return Cue(0, index, Reach.FORWARD, "colon", speaker=speaker, frame=Frame(strong=True))

    # --- subjects and adjuncts ---------------------------------------------------------------------

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
        if end == 0:
            return None
        if self.tokens[end - 1].norm in self.pronouns:
            return end - 1, None, self.tokens[end - 1].norm
        if self.tokens[end - 1].text == ",":
            return self._subject_before_insertion(end - 1, allow_unknown=allow_unknown)
        if self.tokens[end - 1].norm in self.reader.coordinators:
            # "X appelle à la grève et fait savoir que": the subject of the first verb.
            main = self._main_subject(end - 1)
            return (end - 1, main, None) if main is not None else None
        start = self._phrase_start(end)
        if start is None:
            return None
        first, last = start
        refused = tuple(self.lexicon.words("words", "refused_subject_endings")) or ("\0",)
        articled = last - first > 1 and self.tokens[last - 2].norm in self.reader.determiners
        ends_as_verb = self.tokens[last - 1].norm.endswith(refused)
        if ends_as_verb and not articled and not is_name(self.tokens[last - 1]):
            # "the court abolished rules": what stands before is a verb.
            return None
        speaker = self.reader.read(first, last)
        if speaker is None and allow_unknown:
            speaker = self._unknown(first, last)
        if speaker is None:
            return None
        return first, speaker, None

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
        while opening > 0 and self.tokens[opening].text != "," and comma - opening < 40:
            if self.tokens[opening].text in ";:" or (
                self.tokens[opening].text in _OPENING | _CLOSING
                and self.tokens[opening].text != '"'
            ):
                return None
            opening -= 1
        if opening <= 0 or self.tokens[opening].text != ",":
            return None
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
        speaker = self.reader.read(first, comma) if role and not relative else None
        speaker = speaker or alone
        if speaker is None and allow_unknown:
            speaker = self._unknown(first, last)
        if speaker is None:
            return None
        return first, speaker, None

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
            if token.text in _BREAKS and not self._point_in_name(begin - 1):
                break
            if (token.norm in self.relatives and token.norm not in self.complementisers) or (
                token.norm in self.relatives and begin >= 2 and token.norm not in ("que", "qu'")
            ):
                last = begin = begin - 1
                continue
            if token.norm in self.auxiliaries | self.be | self.modals and not self._genitive_mark(
                begin - 1
            ):
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
            (is_name(before) and is_name(after))
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
                is_name(token)
                and not is_name(previous)
                and previous.norm not in self.reader.prepositions
                and previous.norm not in self.reader.determiners
            ):
                best = index
        return best

    def _after(self, index: int) -> tuple[int, Speaker | None]:
        """Skip adverbs, times, channels and hearers after a verb; return what comes next and a hearer."""
        hearer: Speaker | None = None
        hearers = self.lexicon.phrases("attribution", "hearers")
        channels = self.lexicon.phrases("attribution", "channels")
        direct = (
            self.tokens[index - 1].norm in self.lexicon.words("attribution", "direct_hearer")
            if index
            else False
        )
        while index < len(self.tokens):
            token = self.tokens[index]
            if direct:
                direct = False
                end = self.reader.forward(index)
                if end > index and token.norm not in self.complementisers:
                    hearer = self._path(index, end) or hearer
                    index = self._hearer_end(index, end)
                    continue
            if token.norm in self.complementisers or token.text in _BREAKS:
                break
            if token.norm in self.time | self.adverbs or (
                token.text[0].isdigit() and index and self.tokens[index - 1].norm in self.time
            ):
                index += 1
                continue
            dated = self._token(index + 1)
            if (
                token.norm in self.reader.definite
                and dated is not None
                and (dated.norm in self.time or dated.text[0].isdigit())
            ):
                index += 2
                continue
            told = hearers.at(self.tokens, index)
            hit = told or channels.at(self.tokens, index)
            if hit is None:
                break
            end = self.reader.forward(hit.last)
            if end == hit.last:
                following = self._token(hit.last)
                if following is not None and (
                    following.norm in self.time or following.text[0].isdigit()
                ):
                    index = hit.last + 1
                    continue
                break
            if told is not None and not self._may_hear(hit.last):
                break
            if told is not None:
                hearer = hearer or self._path(hit.last, end)
            index = self._hearer_end(hit.last, end) if hearer else end
        return index, hearer

    def _may_hear(self, index: int) -> bool:
        """Tell whether a hearer may be named at a token: "to Reuters", not "to run"."""
        token = self._token(index)
        return token is not None and (
            is_name(token)
            or token.norm in self.reader.determiners | self.nobody
            or token.norm in self.reader.heads
            or token.text[-1] in "'’"
        )

    def _hearer_end(self, first: int, last: int) -> int:
        """ "told the Associated Press four victims": the hearer is what is known by name, or one noun."""
        known = self.lexicon.sources.all(self.tokens, first, last)
        if known:
            return known[0].last
        for index in range(first, last):
            if self.tokens[index].norm in self.nobody:
                return index + 1
        return last

    def _path(self, first: int, last: int) -> Speaker | None:
        """Take a hearer as a path to the page: an agency or a paper, never "the press"."""
        known = self.lexicon.sources.all(self.tokens, first, last)
        if known and known[0].value.kind in ("agency", "outlet"):
            return self.reader.read(known[0].first, known[0].last)
        named = [token for token in self.tokens[first:last] if is_name(token)]
        media = self.lexicon.words("attribution", "outlet_words")
        if len(named) > 1 and any(token.norm in media for token in named):
            return self.reader.read(first, last)
        outlets = self.lexicon.words("attribution", "definite_outlet")
        token = self.tokens[last - 1]
        if last - first <= 2 and token.norm in outlets:
            return Speaker(
                None, None, token.text, False, token.start, token.end, token.text, token.norm
            )
        return None

    def _token(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def _slice(self, first: int, last: int) -> str:
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())
