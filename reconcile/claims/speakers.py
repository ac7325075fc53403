"""Noun phrases that name a speaker: how far they run, and who they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconcile.claims.pack import KnownPlace, KnownSource, Lexicon
from reconcile.claims.phrases import Hit
from reconcile.claims.tokens import Token

#: A name of a speaker is rarely longer; beyond it, something was misread.
LONGEST = 28

#: The kind of a known source that is a person and no body.
PERSON = "person"

_STOPS = frozenset('.;:!?()[]{}…—–|/«»“”"„*=<>•')


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them; ``key`` is the identity where the pack knows it."""

    person: str | None
    role: str | None
    organisation: str | None
    anonymous: bool
    start: int
    end: int
    #: What stands in the text, without its article.
    text: str
    head: str
    key: str | None = None
    document: bool = False
    plural: bool = False
    #: Named with a definite article: it may be one who spoke before.
    definite: bool = False
    #: The identity of the body spoken for, where it is known.
    organisation_key: str | None = None

    @property
    def name(self) -> str:
        """The person, or failing that whatever the text says."""
        return self.person or self.text


def is_name(token: Token) -> bool:
    """Tell whether a token is written as a name is: "Dupont", "al-Harir"."""
    if token.text[:1].isupper():
        return True
    prefix, _, rest = token.text.partition("-")
    return rest[:1].isupper() and len(prefix) <= 3


class SpeakerReader:
    """Reads speakers in the tokens of one sentence."""

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
        self.time = words("words", "time")
        self.adverbs = words("words", "adverbs")
        self.heads = self.persons | self.organisations | self.documents | self.titles
        self.closed = (
            words("words", "auxiliaries")
            | words("words", "be")
            | words("words", "modals")
            | words("words", "relatives")
            | words("words", "complementisers")
            | words("words", "pronouns")
        ) - words("words", "determiners")
        self.prepositions = words("words", "prepositions")
        self.conjunctions = words("words", "conjunctions")

    def forward(self, first: int) -> int:
        """Return where the phrase that begins at a token ends (excluded)."""
        index, end = first, min(len(self.tokens), first + LONGEST)
        while index < end:
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
        if token.text in _STOPS:
            return 0
        if token.text == ",":
            return self._apposition(first, index)
        if token.text in "'’":
            return 1
        if not is_name(token):
            return self._lower(first, index)
        if token.norm in self.time and token.norm not in ("may", "march", "mars") and index > first:
            return 0
        return 1

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
        if norm in self.closed or norm in self.prepositions or norm in self.conjunctions:
            return 0
        if index > first and (norm in self.time or norm in self.adverbs):
            return 0
        if index > first and token.text[-1:] != "'" and self._is_verb(index):
            return 0
        return 1

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
        if is_name(after) and is_name(before):
            return True
        following = self.tokens[index + 2].norm if index + 2 < len(self.tokens) else ""
        if after.norm in self.determiners:
            return following in self.heads
        return after.norm in self.heads and after.norm not in self.refused

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
        plain = not any(self._finite(token) for token in chunk)
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

    def read(self, first: int, last: int) -> Speaker | None:
        """Read who the phrase of tokens ``first`` to ``last`` (excluded) names, if anyone."""
        speaker = self._read(first, last)
        if speaker is None or self.tokens[first].norm not in self.definite:
            return speaker
        return replace(speaker, definite=True)

    def _read(self, first: int, last: int) -> Speaker | None:
        tokens = self.tokens
        while first < last and (
            (tokens[first].norm in self.determiners and not self._known(first))
            or not tokens[first].text[0].isalnum()
        ):
            first += 1
        while last > first and tokens[last - 1].text in ",'’":
            last -= 1
        while first < last and tokens[first].text[0].isdigit():
            if len(tokens[first].text) != 4:
                return None
            first += 1
        if first >= last or not tokens[first].text[0].isalnum():
            return None
        opening = tokens[first]
        acronym = opening.text.isupper() and len(opening.text) > 1
        if opening.norm.rstrip("'") in self.closed | self.conjunctions and not acronym:
            return None
        known = self.lexicon.sources.all(tokens, first, last)
        places = self.lexicon.places.all(tokens, first, last)
        person = self._person(first, last, known)
        head = self._head(first, last)
        named = person is not None or bool(known) or bool(places) or self._proper(first, last)
        if head is None and not named:
            return None
        if (
            head is None
            and person is None
            and not (is_name(tokens[first]) or self._nation_first(places, first))
        ):
            return None
        if person is None and last - first > 14:
            return None
        capital_only = first == 0 and last > 1 and not is_name(tokens[1])
        if capital_only and head is None and person is None and not (known or places):
            # The capital of a sentence's first word names nobody: "Parlant de …".
            return None
        return self._compose(first, last, person, known, head)

    def _nation_first(self, places: Sequence[Hit[KnownPlace]], first: int) -> bool:
        return bool(places) and places[0].first == first

    def _known(self, index: int) -> bool:
        return self.lexicon.sources.at(self.tokens, index) is not None

    def _proper(self, first: int, last: int) -> bool:
        return any(
            is_name(token) and (index > 0 or len(token.text) > 1) and token.norm not in self.refused
            for index, token in enumerate(self.tokens[first:last], first)
        )

    def _head(self, first: int, last: int) -> str | None:
        found: str | None = None
        for index in range(first, last):
            token = self.tokens[index]
            norm = token.norm
            if norm in self.refused and not is_name(token):
                return None
            if token.text[-1] in "'’" and self._owns(index):
                # "the agency's count": what is owned is the head.
                found = None
                continue
            if found is None and norm in self.heads:
                found = norm
            if norm in self.genitive and index > first + 1:
                break
            if norm in self.prepositions and norm not in self.genitive and index > first:
                break
        return found

    def _owned(self, index: int, first: int) -> bool:
        """Tell whether the word is whose document it is: "chiffres des autorités"."""
        return index > first + 1 and self.tokens[index - 1].norm in self.genitive

    def _owns(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self.tokens[index + 1].norm == "s"

    def _person(
        self, first: int, last: int, known: Sequence[Hit[KnownSource]]
    ) -> tuple[int, int] | None:
        """Find the name of a person: capitals after a title, or two and more that name no body."""
        for hit in known:
            if hit.value.kind == PERSON:
                return hit.first, hit.last
        covered = {index for hit in known for index in range(hit.first, hit.last)}
        index, best = first, None
        while index < last:
            if not is_name(self.tokens[index]) or index in covered:
                index += 1
                continue
            end = index + 1
            while (
                end < last
                and end not in covered
                and (
                    is_name(self.tokens[end])
                    or (
                        (
                            self.tokens[end].norm in self.particles
                            or self.tokens[end].text in "'’.-\"“”"
                        )
                        and end + 1 < last
                        and end + 1 not in covered
                        and (
                            is_name(self.tokens[end + 1])
                            or (end + 2 < last and is_name(self.tokens[end + 2]))
                        )
                    )
                )
            ):
                end += 1
            span = self._name_within(index, end, first)
            if span is not None:
                best = span if best is None else best
            index = end
        return best

    def _name_within(self, first: int, last: int, start: int) -> tuple[int, int] | None:
        begin, titled = first, first > start and self.tokens[first - 1].norm in self.titles
        if (
            first > start + 1
            and self.tokens[first - 1].text == "."
            and self.tokens[first - 2].norm in self.titles
        ):
            titled = True
        for index in range(first, last):
            if self.tokens[index].norm in self.titles:
                begin, titled = index + 1, True
        while begin < last and self.tokens[begin].text in ".'’-":
            begin += 1
        names = self.tokens[begin:last]
        if not names:
            return None
        if names[-1].text[-1:] in "'’":
            return None
        words = [token for token in names if len(token.text) > 1]
        if any(
            token.norm in self.organisations | self.documents
            or (len(token.text) > 2 and token.text.isupper())
            for token in words
        ):
            return None
        places = self.lexicon.places.all(self.tokens, begin, last)
        if not titled and (len(words) < 2 or any(hit.first == begin for hit in places)):
            return None
        if (
            not titled
            and begin > start
            and self.tokens[begin - 1].norm in self.inner
            and self.tokens[begin - 1].norm not in self.titles
        ):
            return None
        if titled and places and places[0].first == begin and places[0].last == last:
            return None
        return begin, last

    def _compose(
        self,
        first: int,
        last: int,
        person: tuple[int, int] | None,
        known: Sequence[Hit[KnownSource]],
        head: str | None,
    ) -> Speaker:
        tokens = self.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        text = " ".join(self.text[start:end].split())
        body = next((hit for hit in known if hit.value.kind != PERSON), None)
        key = body.value.key if body else None
        if person is not None:
            name = " ".join(
                self.text[self.tokens[person[0]].start : self.tokens[person[1] - 1].end].split()
            )
            who = next((hit.value for hit in known if hit.value.kind == PERSON), None)
            if who and set(name.casefold().split()) < set(who.name.casefold().split()):
                name = who.name
            return Speaker(
                person=name,
                role=self._role(first, last, person),
                organisation=body.value.name if body else self._body(first, last, person),
                anonymous=False,
                start=start,
                end=end,
                text=name,
                head=self.tokens[person[1] - 1].norm,
                key=who.key if who else None,
                organisation_key=key or (who.parent if who else None),
            )
        comma = next((i for i in range(first, last) if tokens[i].text == ","), last)
        end = tokens[comma - 1].end if comma > first else end
        text = " ".join(self.text[start:end].split())
        is_person = (
            head is not None
            and head in (self.persons | self.titles)
            and head not in self.organisations
        )
        anonymous = head is not None and head in self.anonymous
        document = head is not None and head in self.documents
        if is_person or anonymous or document:
            organisation = body.value.name if body else self._body(first, last, None)
            return Speaker(
                None,
                text if is_person else None,
                organisation,
                anonymous,
                start,
                end,
                text,
                head or "",
                key if document else None,
                document,
                self._plural(first, last),
                organisation_key=key,
            )
        exact = body is not None and body.first == first and body.last == last
        return Speaker(
            None,
            None,
            text,
            False,
            start,
            end,
            text,
            head or self.tokens[first].norm,
            key if exact else None,
            False,
            self._plural(first, last),
        )

    def _plural(self, first: int, last: int) -> bool:
        return any(
            token.norm.endswith("s") and token.norm in self.heads
            for token in self.tokens[first:last]
        )

    def _role(self, first: int, last: int, person: tuple[int, int]) -> str | None:
        parts = []
        for begin, end in ((first, person[0]), (person[1], last)):
            while begin < end and self.tokens[begin].text in ",'’":
                begin += 1
            while end > begin and self.tokens[end - 1].text in ",":
                end -= 1
            if begin < end:
                part = self.text[self.tokens[begin].start : self.tokens[end - 1].end]
                parts.append(" ".join(part.split()).strip(" ,"))
        return ", ".join(part for part in parts if part) or None

    def _body(self, first: int, last: int, person: tuple[int, int] | None) -> str | None:
        """Find the body that a role is of: "porte-parole de la police", "captain of the Coast Guard"."""
        for index in range(first, last):
            if person and person[0] <= index < person[1]:
                continue
            token = self.tokens[index]
            owner = token.text[-1] in "'’" and self._owns(index)
            if owner and token.norm.rstrip("'") in self.organisations:
                # "the civil protection agency's count"
                span = slice(self.tokens[first].start, token.end - 1)
                return " ".join(self.text[span].split())
            if (
                token.norm in self.organisations
                and (index > first or is_name(token))
                and (token.norm not in self.persons or self._owned(index, first))
            ):
                begin = index
                while (
                    begin > first
                    and is_name(self.tokens[begin - 1])
                    and self.tokens[begin - 1].norm not in self.titles
                ):
                    begin -= 1
                end = index + 1
                stop = person[0] if person and person[0] > index else last
                while (
                    end < stop
                    and self.tokens[end].text != ","
                    and self.tokens[end].norm not in self.titles
                ):
                    end += 1
                return " ".join(
                    self.text[self.tokens[begin].start : self.tokens[end - 1].end].split()
                )
        return None
