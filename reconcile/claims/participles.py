"""Cues in participles, which go on from a sentence: "…, précisant que", "…, with officials reporting"."""

from __future__ import annotations

from reconcile.claims.cue import Cue
from reconcile.claims.pack import Frame
from reconcile.claims.reaches import Reach
from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.verb_groups import BREAKS, OPENING
from reconcile.claims.verb_senses import VerbSenses


class Participles(VerbSenses):
    """Finds the cues in participles of one sentence."""

    def _participle(self, index: int, last: int, frame: Frame) -> Cue:
        """Take "…, pointing out that" of whomever the sentence is about."""
        speaker = self._main_subject(index)
        return Cue(
            index,
            last,
            Reach.FORWARD,
            "gerund",
            verb=self._slice(index, last),
            frame=frame,
            follows=True,
            speaker=speaker,
            pronoun=None if speaker else self._opening_pronoun(),
        )

    def _goes_on(self, index: int) -> bool:
        """Tell whether a participle goes on with the sentence: "…, pointing out that"."""
        present = tuple(self.lexicon.pack.get("words", {}).get("present_participles", ("\0",)))
        before = self._token(index - 1) if index else None
        return (
            self.tokens[index].norm.endswith(present) and before is not None and before.text == ","
        )

    def _gerund(self, index: int, frame: Frame) -> Cue | None:
        """Take "…, précisant que", "saying that": the speaker is whoever the sentence is about."""
        after, hearer = self._after(index + 1)
        token = self._token(after)
        governs = token is not None and (
            token.norm in self.complementisers
            or token.text in OPENING
            or token.text == ":"
            or (frame.object and token.text not in BREAKS)
        )
        if not governs and not (
            self._takes_bare_clause(index) and token is not None and token.text not in BREAKS
        ):
            return None
        own = self._absolute(index)
        subject = self._absolute_subject(own, index) if own else self._main_subject(index)
        if own is not None and subject is None:
            return None
        return Cue(
            index if own is None else own,
            index + 1,
            Reach.FORWARD,
            "gerund",
            hearer=hearer,
            verb=self.tokens[index].text,
            frame=frame,
            follows=own is None,
            speaker=subject,
            pronoun=None if subject else self._opening_pronoun(),
        )

    def _absolute_subject(self, first: int, last: int) -> Speaker | None:
        """Read the subject of a gerund's own, or what is set beside it: "the next, Ghana, reporting 12"."""
        commas = [index for index in range(first, last - 1) if self.tokens[index].text == ","]
        for start in (first, *(index + 1 for index in reversed(commas))):
            subject = self.reader.read(start, last)
            if subject is not None and self._credible(subject):
                return subject
            if subject is not None and start > first and is_name(self.tokens[last - 2]):
                return subject
        return None

    def _absolute(self, index: int) -> int | None:
        """Find where the subject of a gerund's own begins: "…, with officials reporting 12 dead"."""
        leads = self.lexicon.words("attribution", "absolutes")
        for at in range(index - 1, max(-1, index - 14), -1):
            if self.tokens[at].text in BREAKS - {","}:
                return None
            if self.tokens[at].norm in leads:
                opens = at == 0 or self.tokens[at - 1].text == ","
                parted = any(token.text == "," for token in self.tokens[at:index])
                return at + 1 if at + 1 < index and (opens or not parted) else None
        return None
