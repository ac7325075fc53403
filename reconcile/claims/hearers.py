"""What stands between a verb and its clause: times, channels, and who was told."""

from __future__ import annotations

from reconcile.claims.speaker import Speaker, is_name
from reconcile.claims.subjects import Subjects
from reconcile.claims.verb_groups import BREAKS


class Hearers(Subjects):
    """Reads what follows the verbs of one sentence."""

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
            inserted = self._aside_end(index)
            if inserted is not None:
                index = inserted
                continue
            if token.norm in self.complementisers or token.text in BREAKS or self._bounds(index):
                break
            dated_by = token.text[0].isdigit() and index and token.start not in self.figures
            if token.norm in self.time | self.adverbs or (
                dated_by and self.tokens[index - 1].norm in self.time
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
            within = token.norm in self.reader.prepositions and dated is not None
            if within and dated is not None and dated.norm in self.time:
                # "en août"
                index += 2
                continue
            while_ago = self._while_ago(index)
            if while_ago is not None:
                index = while_ago
                continue
            told = hearers.at(self.tokens, index)
            hit = told or channels.at(self.tokens, index)
            if hit is None:
                break
            end = self.reader.forward(hit.last)
            if end == hit.last:
                first = hit.last
                while first < len(self.tokens) and self.tokens[first].norm in self.reader.definite:
                    # "dans la matinée"
                    first += 1
                following = self._token(first)
                if following is not None and (
                    following.norm in self.time or following.text[0].isdigit()
                ):
                    index = first + 1
                    continue
                break
            if told is not None and not self._may_hear(hit.last):
                break
            if told is not None:
                hearer = hearer or self._path(hit.last, end)
            end = self._before_subject(hit.last, end)
            index = self._hearer_end(hit.last, end) if hearer else end
        return index, hearer

    def _while_ago(self, index: int) -> int | None:
        """Return where "quelques jours plus tôt", "deux heures auparavant" ends."""
        later = self.lexicon.phrases("masks", "later")
        if index + 2 >= len(self.tokens) or self.tokens[index + 1].norm not in self.time:
            return None
        hit = later.at(self.tokens, index + 2)
        return hit.last if hit is not None else None

    def _bounds(self, index: int) -> bool:
        """Tell whether an adverb begins a figure: "évoque plus de 40 morts"."""
        following, number = self._token(index + 1), self._token(index + 2)
        return (
            following is not None
            and number is not None
            and following.norm in self.reader.genitive
            and number.start in self.figures
            and self.tokens[index].norm in self.adverbs
        )

    def _aside_end(self, index: int) -> int | None:
        """Return where ", elle,", "de son côté" ends: it sets one speaker against another."""
        adverbials = self.lexicon.phrases("words", "inner_adverbials")
        if self.tokens[index].text != ",":
            hit = adverbials.at(self.tokens, index)
            return hit.last if hit is not None else None
        comma = index
        if comma + 2 >= len(self.tokens):
            return None
        hit = adverbials.at(self.tokens, comma + 1)
        pronoun = self.tokens[comma + 1].norm in self.cue_pronouns
        last = hit.last if hit is not None else comma + 2 if pronoun else 0
        closed = self._token(last) if last else None
        return last + 1 if closed is not None and closed.text == "," else None

    def _may_hear(self, index: int) -> bool:
        """Tell whether a hearer may be named at a token: "to Reuters", not "to run"."""
        token = self._token(index)
        return token is not None and (
            is_name(token)
            or token.norm in self.reader.determiners | self.nobody
            or token.norm in self.reader.heads
            or token.text[-1] in "'’"
        )

    def _before_subject(self, first: int, last: int) -> int:
        """Return where a hearer ends and a subject begins: "a dit à la radio RPP le commandant Salas"."""
        for index in range(first + 2, last):
            token, before = self.tokens[index], self.tokens[index - 1]
            joined = before.norm in self.reader.inner | self.reader.prepositions
            articled = token.norm in self.reader.determiners - self.reader.genitive
            if articled or token.start in self.figures:
                return last if joined else index
        return last

    def _hearer_end(self, first: int, last: int) -> int:
        """ "told the Associated Press four victims": the hearer is what is known by name, or one noun."""
        known = self.lexicon.sources.all(self.tokens, first, last)
        if known:
            return known[0].last
        for index in range(first, last):
            following = self._token(index + 1) if index + 1 < last else None
            goes_on = following is not None and following.norm in self.nobody
            if self.tokens[index].norm in self.nobody and not goes_on:
                # "told a news conference"
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
