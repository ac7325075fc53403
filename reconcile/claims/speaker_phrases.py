"""How far a noun phrase runs that names a speaker."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.pack import Lexicon
from reconcile.claims.speaker import is_name
from reconcile.claims.tokens import Token

#: A name of a speaker is rarely longer; beyond it, something was misread.
LONGEST = 28

#: Marks about a nickname.
_OPENING = frozenset('«“"')
_CLOSING = frozenset('»”"')

_STOPS = frozenset('.;:!?()[]{}…—–|/«»“”"„*=<>•')


class SpeakerPhrases:
    """Finds the ends of speakers in the tokens of one sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        words = lexicon.words
        self.determiners = words("words", "determiners")
        self.definite = words("words", "definite")
        self.inner = words("words", "inner")
        self.genitive = words("words", "genitive")
        self.coordinators = words("words", "coordinators")
        self.titles = words("words", "titles")
        self.particles = words("words", "particles")
        self.persons = words("speakers", "persons")
        self.organisations = words("speakers", "organisations")
        self.documents = words("speakers", "documents")
        self.anonymous = words("speakers", "anonymous")
        self.refused = words("speakers", "not_speakers")
        self.past_forms = words("words", "past_forms")
        self.time = words("words", "time")
        self.same = words("attribution", "same")
        self.nobody = words("attribution", "nobody")
        self.adverbs = words("words", "adverbs")
        self.heads = lexicon.speaker_heads
        self.closed = lexicon.closed_words
        self.prepositions = words("words", "prepositions")
        self.conjunctions = words("words", "conjunctions")

    def forward(self, first: int) -> int:
        """Return where the phrase that begins at a token ends (excluded)."""
        index, end = first, min(len(self.tokens), first + LONGEST)
        while index < end:
            dated = self.past_date(index)
            if dated > index:
                index = dated
                continue
            source = self.lexicon.sources.at(self.tokens, index)
            if source is not None:
                index = source.last
                continue
            step = self._step(first, index)
            if step == 0:
                break
            index += step
        while index > first and self._dangling(self.tokens[index - 1]):
            index -= 1
        return index

    def past_date(self, index: int) -> int:
        """Step over the date within the name of a document: "a March 14, 2019 NATO press release"."""
        before = self.tokens[index - 1].norm if index else ""
        if before != "s" and before not in self.determiners:
            return index
        at = index + self._digits(index, 1, 2)
        if not self._names_time(at):
            return index
        at += 1
        # "a Tuesday night report"
        at += self._names_time(at)
        at += self._digits(at, 1, 2)
        comma = int(at < len(self.tokens) and self.tokens[at].text == ",")
        if self._digits(at + comma, 4, 4):
            at += comma + 1
            at += int(at < len(self.tokens) and self.tokens[at].text == ",")
        return at if self._heads_document(at) else index

    def _names_time(self, index: int) -> int:
        named = index < len(self.tokens) and is_name(self.tokens[index])
        return int(named and self.tokens[index].norm in self.time)

    def _digits(self, index: int, least: int, most: int) -> int:
        text = self.tokens[index].text if index < len(self.tokens) else ""
        return int(text.isdigit() and least <= len(text) <= most)

    def _heads_document(self, index: int) -> bool:
        """Tell whether a document follows within the noun phrase."""
        for token in self.tokens[index : index + 6]:
            if token.norm in self.documents:
                return True
            if token.text in _STOPS or token.text == "," or token.norm in self.prepositions:
                return False
        return False

    def _dangling(self, token: Token) -> bool:
        return token.text in ",-" or (
            not is_name(token)
            and (
                token.norm in self.prepositions
                or token.norm in self.coordinators
                or token.norm in self.determiners
                or token.norm in self.adverbs
            )
        )

    def _step(self, first: int, index: int) -> int:
        """Tell how many tokens the phrase goes on by; 0 where it ends."""
        token = self.tokens[index]
        if token.text == ".":
            # "M. Dupont", "U.S. officials": a point inside a name.
            before = self.tokens[index - 1] if index > first else None
            after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            inside = before is not None and after is not None and before.end == token.start
            return (
                int(
                    inside
                    and len(before.text) <= 3
                    and is_name(before)
                    and (is_name(after) or after.start == token.end)
                )
                if before and after
                else 0
            )
        if token.text == "(":
            return self._acronym(index)
        if token.text[0].isdigit():
            # "a 1989 report", "the 2015 guidelines"
            return int(len(token.text) == 4 and index > first and index - first < 3)
        nickname = self.nickname(index) if index > first else 0
        if nickname:
            return nickname - index
        if token.text in _STOPS:
            return 0
        if token.text == "&":
            return int(index > first and index + 1 < len(self.tokens))
        if token.text == ",":
            return self._apposition(first, index)
        if token.text in "'’":
            return 1
        if not is_name(token):
            return self._lower(first, index)
        if token.norm in self.time and token.norm not in ("may", "march", "mars") and index > first:
            return 0
        return 1

    def nickname(self, index: int) -> int:
        """Return where a nickname within a name ends that opens at a token, else 0: 'Jean "Jo" Bart'."""
        if self.tokens[index].text not in _OPENING or not is_name(self.tokens[index - 1]):
            return 0
        for end in range(index + 2, min(index + 6, len(self.tokens) - 1)):
            if self.tokens[end].text in _CLOSING:
                inside = is_name(self.tokens[index + 1]) and is_name(self.tokens[end + 1])
                return end + 1 if inside else 0
        return 0

    def nickname_before(self, last: int) -> int | None:
        """Return where a nickname opens that closes right before a token."""
        if last >= len(self.tokens) or self.tokens[last - 1].text not in _CLOSING:
            return None
        for index in range(last - 3, max(0, last - 7), -1):
            if self.nickname(index) == last:
                return index
        return None

    def _acronym(self, index: int) -> int:
        """Step over "(WHO)" inside a name."""
        inside = self.tokens[index + 1 : index + 3]
        closed = len(inside) == 2 and inside[1].text == ")" and inside[0].text.isupper()
        return 3 if closed and index and is_name(self.tokens[index - 1]) else 0

    def _lower(self, first: int, index: int) -> int:
        token, norm = self.tokens[index], self.tokens[index].norm
        previous = self.tokens[index - 1].norm if index > first else ""
        if norm in self.coordinators:
            return int(self._joins(index))
        if norm in self.particles and index > first and is_name(self.tokens[index - 1]):
            return 1
        if norm in self.determiners and norm not in self.genitive:
            if self._office_of(first, index):
                return 1
            return int(
                index == first
                or previous in self.inner
                or previous in self.determiners
                or self._names_next(index)
            )
        if norm in self.inner or norm in self.genitive:
            if index > first and norm not in self.genitive and self._outlet_next(index + 1):
                return 0
            return int(index > first or norm in self.genitive)
        if norm == "s" and index > first and self.tokens[index - 1].text[-1] in "'’":
            # "according to the governor's office"
            return 1
        if norm in self.closed or norm in self.prepositions or norm in self.conjunctions:
            return 0
        if index > first and (norm in self.time or norm in self.adverbs):
            # "le dernier bilan de la police"
            after = self.tokens[index + 1].norm if index + 1 < len(self.tokens) else ""
            heads = self.heads if norm in self.same else self.documents
            return int(previous in self.definite and after in heads)
        verbal = norm in self.past_forms or self._is_verb(index)
        if index > first and token.text[-1:] != "'" and verbal:
            return 0
        return 1

    def _office_of(self, first: int, index: int) -> bool:
        """Tell "le secrétaire aux droits", "la ministre déléguée aux Transports" from "a dit Macron au Figaro"."""
        if index == first or self.tokens[index].norm not in self.inner:
            return False
        if index + 1 >= len(self.tokens) or is_name(self.tokens[index - 1]):
            return False
        before, after = self.tokens[first:index], self.tokens[index + 1]
        heads = self.titles | self.persons
        if is_name(after):
            return any(token.norm in heads for token in before) and not self._outlet_next(index + 1)
        return before[-1].norm in heads and after.norm not in self.nobody

    def _outlet_next(self, index: int) -> bool:
        """Tell whether an agency or a paper is named next: "les sources à Reuters"."""
        while index < len(self.tokens) and self.tokens[index].norm in self.determiners:
            index += 1
        if index >= len(self.tokens):
            return False
        source = self.lexicon.sources.at(self.tokens, index)
        return source is not None and source.value.kind in ("agency", "outlet")

    def _names_next(self, index: int) -> bool:
        """Tell whether "Name le vice-président" goes on with a role."""
        after = self.tokens[index + 1].norm if index + 1 < len(self.tokens) else ""
        return is_name(self.tokens[index - 1]) and after in (self.titles | self.persons)

    def _is_verb(self, index: int) -> bool:
        forms = self.lexicon.verbs.of(self.tokens[index])
        if not forms or self.tokens[index].norm in self.heads:
            return False
        return self.tokens[index - 1].norm not in self.determiners | self.genitive

    def _joins(self, index: int) -> bool:
        if index + 1 >= len(self.tokens):
            return False
        after, before = self.tokens[index + 1], self.tokens[index - 1]
        if is_name(before) and (is_name(after) or self.of_name(index + 1)):
            return True
        following = self.tokens[index + 2].norm if index + 2 < len(self.tokens) else ""
        if after.norm in self.determiners:
            return following in self.heads
        return after.norm in self.heads and after.norm not in self.refused

    def of_name(self, index: int) -> bool:
        """Tell whether a name follows in the genitive: "le ministère de l'Énergie et des Mines"."""
        if self.tokens[index].norm not in self.genitive:
            return False
        index += 1
        while index < len(self.tokens) and self.tokens[index].norm in self.definite:
            index += 1
        return index < len(self.tokens) and is_name(self.tokens[index])

    def _apposition(self, first: int, index: int) -> int:
        """Tell how far an apposition between commas goes: "le ministre du budget, Jérôme Cahuzac, …"."""
        end = index + 1
        while end < len(self.tokens) and end - index < 16:
            text = self.tokens[end].text
            if text == "," or (text in _STOPS and not self._inside_name(end)):
                break
            end += 1
        chunk = self.tokens[index + 1 : end]
        if not chunk or chunk[0].text[0].isdigit():
            return 0
        head = self.tokens[first:index]
        names_before = any(is_name(token) and token.norm not in self.heads for token in head[1:])
        if is_name(chunk[0]):
            # A role and then the name.
            roles = any(token.norm in self.persons | self.titles for token in head)
            if not roles or not all(self._name_like(token) for token in chunk):
                return 0
            return end - index
        opens = chunk[0].norm in self.determiners or chunk[0].norm in self.heads
        role = any(token.norm in self.persons | self.titles for token in chunk[:4])
        plain = not any(self._finite(token) for token in chunk) and not any(
            self._is_verb(at) for at in range(index + 2, end)
        )
        closes = end >= len(self.tokens) or self.tokens[end].text in ',.;»”"«“'
        return end - index if opens and role and plain and closes and names_before else 0

    def _inside_name(self, index: int) -> bool:
        before, after = self.tokens[index - 1], self.tokens[min(index + 1, len(self.tokens) - 1)]
        return (
            self.tokens[index].text == "."
            and len(before.text) <= 3
            and is_name(before)
            and is_name(after)
        )

    def _name_like(self, token: Token) -> bool:
        return is_name(token) or token.norm in self.particles or token.text in "'’-."

    def _finite(self, token: Token) -> bool:
        return token.norm in self.closed and token.norm not in self.determiners
