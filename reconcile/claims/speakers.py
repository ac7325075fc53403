"""Noun phrases that name a speaker: who they name, in which role, for which body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.inflection import Form
from reconcile.claims.pack import KnownPlace, KnownSource
from reconcile.claims.phrases import Hit
from reconcile.claims.speaker import PERSON, Speaker, is_name
from reconcile.claims.speaker_phrases import SpeakerPhrases
from reconcile.claims.tokens import Token


class SpeakerReader(SpeakerPhrases):
    """Reads speakers in the tokens of one sentence."""

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
        first = min(self.past_date(first), last)
        while last > first and tokens[last - 1].text in ",'’":
            last -= 1
        while first < last and tokens[first].text[0].isdigit():
            if len(tokens[first].text) != 4:
                return None
            first += 1
        if first >= last or not tokens[first].text[0].isalnum():
            return None
        opening = tokens[first]
        if first == 0 and any(form.form is Form.GERUND for form in self.lexicon.verbs.of(opening)):
            # "Citing a breach of the law, …"
            return None
        acronym = opening.text.isupper() and len(opening.text) > 1
        closed = opening.norm.rstrip("'") in self.closed | self.conjunctions
        if closed and not acronym and not self.titled(opening):
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
        capital_only = first == 0 and last > 1 and not is_name(tokens[1]) and not self._owns(0)
        if capital_only and head is None and person is None and not (known or places):
            # The capital of a sentence's first word names nobody: "Parlant de …".
            return None
        return self._compose(first, last, person, known, head)

    def titled(self, token: Token) -> bool:
        """Tell a title from the word that it is written like: "Me Dupont" is no "me"."""
        return is_name(token) and token.norm in self.titles

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
            qualifies = index + 1 < last and self.tokens[index + 1].norm in self.heads
            if norm in self.refused and not is_name(token) and not qualifies:
                # "the fire" says nothing, "the fire department" does.
                return None
            if token.text[-1] in "'’" and self._owns(index):
                # "the agency's count": what is owned is the head.
                found = None
                continue
            if found is None and norm in self.heads:
                found = norm
            if norm in self.genitive and (index > first + 1 or found is not None):
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
                            or self.tokens[end].text in "'’.-\"“”«»"
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
            if self.tokens[index].norm in self.titles | (self.persons - self.organisations):
                begin, titled = index + 1, True
        while begin < last and self.tokens[begin].text in ".'’-":
            begin += 1
        if start < begin < last and self.tokens[begin - 1].norm in self.prepositions:
            # "the senator from Vermont Bernie Sanders"
            home = self.lexicon.places.at(self.tokens, begin)
            begin = home.last if home is not None and home.last + 1 < last else begin
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
        article = self.tokens[begin - 1].norm if begin > start else ""
        if not titled and article in self.definite:
            # "the Northern Region"
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
        if body is not None and self._apposed_medium(first, last, body):
            # "le journal Le Soir", "la chaîne CNN": the name alone.
            first, start = body.first, tokens[body.first].start
            text = " ".join(self.text[start:end].split())
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

    def _apposed_medium(self, first: int, last: int, body: Hit[KnownSource]) -> bool:
        """Tell whether a phrase is a kind of medium and its name, with nothing between them."""
        kinds = self.tokens[first : body.first]
        media = self.lexicon.words("attribution", "definite_outlet")
        return (
            body.last == last
            and body.value.kind in ("agency", "outlet")
            and bool(kinds)
            and kinds[0].norm in media
            and not any(token.norm in self.inner | self.prepositions for token in kinds)
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
