"""Numbers in a text, exact and vague, without what they count or how sure they are."""

from __future__ import annotations

from reconcile.claims.cardinals import Cardinal, CardinalReader
from reconcile.claims.figure_words import FigureWords, thresholds
from reconcile.claims.numeral import Form, Numeral, around, hyphen_between, plural_interval, tidy
from reconcile.claims.words import Sort, Words
from schema.vocabulary import Comparator


class NumeralReader(CardinalReader):
    """Reads the numbers of one list of words."""

    def __init__(self, text: str, words: Words, lexicon: FigureWords) -> None:
        super().__init__(text, words, lexicon)
        self._collectives = lexicon.collectives.find(words)
        self._few = lexicon.few.find(words)
        self._parts = lexicon.parts.find(words)
        self._alone = lexicon.alone_parts.find(words)

    def read(self) -> list[Numeral]:
        """Find every number, from left to right; none overlap."""
        found: list[Numeral] = []
        starters, free = self.lexicon.starters, 0
        for index, word in enumerate(self.words):
            if index < free or (word.norm not in starters and word.sort is not Sort.DIGITS):
                continue
            numeral = self._read_at(index)
            if numeral is None:
                continue
            if found and numeral.first < found[-1].last:
                numeral = numeral._replace(first=index)
            found.append(numeral)
            free = numeral.last
        return found

    def _read_at(self, index: int) -> Numeral | None:
        word = self.words[index]
        if word.sort is Sort.DIGITS or word.norm in ".,":
            return self._number(index)
        return (
            self._few_of(index)
            or self._fraction_alone(index)
            or self._collective(index)
            or self._plural(index)
            or self._none(index)
            or (
                self._number(index)
                if index in self._atoms or self._starts_with_article(index)
                else None
            )
        )

    def _number(self, index: int) -> Numeral | None:
        start = index + 1 if self._starts_with_article(index) else index
        cardinal = self._cardinal(start)
        if cardinal is None:
            return None
        multiplied = self._multiplied(index, cardinal)
        if multiplied is not None:
            return multiplied
        fraction = self._fraction_of(index, cardinal)
        if fraction is not None:
            return fraction
        form = Form.DIGITS if cardinal.digits else Form.ONE if cardinal.one else Form.WORDS
        return Numeral(
            index,
            cardinal.last,
            cardinal.value,
            form,
            scale=cardinal.scale,
            other=cardinal.other,
            plain=cardinal.plain,
        )

    def _multiplied(self, index: int, cardinal: Cardinal) -> Numeral | None:
        """Read "deux douzaines", "two dozen"."""
        found = self._collectives.get(cardinal.last)
        if found is None:
            return None
        end, collective = found
        value = cardinal.value * collective.value
        if collective.exact or (cardinal.one and collective.ambiguous):
            return None
        scale, end = self._scale_after(end)
        low, high = around(value)
        return Numeral(
            index,
            end,
            value * scale,
            Form.COLLECTIVE,
            low * scale,
            high * scale,
            Comparator.ABOUT,
            scale=collective.value * scale,
        )

    def _scale_after(self, index: int) -> tuple[float, int]:
        """Take "de milliers", "of thousands" after a collective."""
        if index + 1 < len(self.words) and self.words[index].norm in self.lexicon.of:
            start = index + 2 if self.words[index + 1].norm == "'" else index + 1
            found = self._plurals.get(start)
            if found is not None:
                return found[1], found[0]
        return 1.0, index

    def _collective(self, index: int) -> Numeral | None:
        """Read "une dizaine", "a dozen"."""
        start = index
        if self.words[index].norm in self.lexicon.collective_articles and index + 1 < len(
            self.words
        ):
            start = index + 1
            if self.words[start].norm in self.lexicon.collective_adjectives:
                start += 1
        found = self._collectives.get(start)
        if found is None or (start in self._plurals and start == index):
            return None
        end, collective = found
        of_follows = end < len(self.words) and self.words[end].norm in self.lexicon.of
        alone = end == len(self.words) and (index == 0 or start > index)
        if collective.ambiguous and not (start > index and of_follows) and not alone:
            return None
        if start == index and not of_follows and end < len(self.words) and end - start == 1:
            return None
        if collective.exact:
            return Numeral(index, end, collective.value, Form.WORDS)
        scale, end = self._scale_after(end)
        value = collective.value
        tail = self.lexicon.tails.match(self.words, end)
        if tail is not None:
            # "une douzaine et demie"
            end, value = tail[0], value * (1 + tail[1])
        low, high = around(value)
        return Numeral(
            index,
            end,
            value * scale,
            Form.COLLECTIVE,
            low * scale,
            high * scale,
            Comparator.ABOUT,
            scale=collective.value * scale,
        )

    def _plural(self, index: int) -> Numeral | None:
        """Read "des dizaines", "hundreds of thousands"."""
        chain = self._chain(index)
        if chain is None:
            return None
        end, base = chain
        low, high = plural_interval(base)
        return Numeral(index, end, None, Form.VAGUE, low, high, Comparator.VAGUE, base)

    def _chain(self, index: int) -> tuple[int, float] | None:
        """Read plurals of one another, "dizaines de milliers": the index after, and 10 000."""
        found = self._plurals.get(index)
        if found is None:
            return None
        end, base = found
        scale, end = self._scale_after(end)
        return end, base * scale

    def _few_of(self, index: int) -> Numeral | None:
        """Read "plusieurs", "a few", and "quelques centaines", "several hundred thousand"."""
        found = self._few.get(index)
        if found is None:
            return None
        end, few = found
        counted = self._counted_by_few(end)
        if counted is not None:
            end, base = counted
            low, high = plural_interval(base)
            return Numeral(index, end, None, Form.VAGUE, low, high, Comparator.VAGUE, base)
        following = self.words[end].norm if end < len(self.words) else ""
        number_follows = end in self._atoms or (
            end < len(self.words) and self.words[end].sort is Sort.DIGITS
        )
        if few.only_before_scale or number_follows or following in self.lexicon.few_not_before:
            return None
        table = thresholds()["few"]
        return Numeral(
            index,
            end,
            None,
            Form.VAGUE,
            float(table["low"]),
            float(table["high"]),
            Comparator.VAGUE,
        )

    def _counted_by_few(self, index: int) -> tuple[int, float] | None:
        """Read what "several" counts by: "centaines de milliers", "hundred thousand", "dozen"."""
        chain = self._chain(index)
        if chain is not None:
            return chain
        base, end = 1.0, index
        while True:
            collective, atom = self._collectives.get(end), self._atoms.get(end)
            if collective is not None:
                end, base = collective[0], base * collective[1].value
            elif atom is not None and atom[1].scale:
                end, base = atom[0], base * atom[1].value
            else:
                break
        return (end, base) if end > index else None

    def _fraction_alone(self, index: int) -> Numeral | None:
        """Read "la moitié", "half"; and "half a million" as a number."""
        start = index
        if self.words[index].norm in self.lexicon.part_articles and index + 1 < len(self.words):
            start = index + 1
        found = self._alone.get(start)
        if found is None:
            return self._part_with_article(index, start)
        if start in self._collectives:
            return self._collective(start)
        end, parts = found
        scaled = self._scaled_part(end, 1 / parts)
        if scaled is not None:
            return Numeral(start, scaled[0], scaled[1], Form.WORDS, scale=scaled[2])
        if not self._half_fits(index, start, end):
            return None
        return Numeral(index, end, 100 / parts, Form.FRACTION)

    def _half_fits(self, index: int, start: int, end: int) -> bool:
        followers = self.lexicon.half_followers
        if not followers or end >= len(self.words):
            return True
        before = self.words[index - 1] if index else None
        if self.lexicon.units.match(self.words, end) is not None:
            return True
        return self.words[end].norm in followers or (
            self.words[end].sort is Sort.MARK
            and self.words[end].norm != "-"
            and (before is None or self.lexicon.before.match_before(self.words, start) is not None)
        )

    def _scaled_part(self, index: int, share: float) -> tuple[int, float, float] | None:
        """Read the rest of "half a million", "a quarter of a million", "un demi-million"."""
        position = index
        while position < len(self.words) and position - index < 3:
            word = self.words[position]
            if (
                word.norm in self.lexicon.of
                or word.norm in self.lexicon.articles
                or word.norm in ("'", "-")
            ):
                position += 1
                continue
            break
        atom = self._atoms.get(position)
        if atom is None or not atom[1].scale or atom[1].value < 100 or atom[1].spelled_only:
            return None
        if position in self._plurals and position > index and self.words[position - 1].norm == "-":
            return None
        return atom[0], tidy(share * atom[1].value), atom[1].value

    def _part_with_article(self, index: int, start: int) -> Numeral | None:
        """Read "un tiers", "a third of", "un demi-million" where no cardinal stands before."""
        found = self._parts.get(start)
        if found is None or start == index:
            return None
        return self._part(index, found[0], found[1], 1.0)

    def _fraction_of(self, index: int, cardinal: Cardinal) -> Numeral | None:
        """Read "deux tiers", "three-quarters"."""
        start = cardinal.last
        if hyphen_between(self.words, start):
            start += 1
        found = self._parts.get(start)
        if found is None or cardinal.value >= 20 or (cardinal.digits and cardinal.value > 9):
            return None
        return self._part(index, found[0], found[1], cardinal.value)

    def _part(self, first: int, end: int, parts: int, count: float) -> Numeral | None:
        scaled = self._scaled_part(end, count / parts)
        if scaled is not None:
            return Numeral(first, scaled[0], scaled[1], Form.WORDS, scale=scaled[2])
        following = self.words[end] if end < len(self.words) else None
        fits = (
            following is None
            or count > 1
            or following.norm in self.lexicon.part_followers
            or (following.sort is Sort.MARK and following.norm != "-")
        )
        if not fits or count > parts:
            return None
        return Numeral(first, end, round(100 * count / parts, 2), Form.FRACTION)

    def _none(self, index: int) -> Numeral | None:
        """Read "aucun", "no": exactly nothing, where a thing that can be counted follows."""
        norm, lexicon = self.words[index].norm, self.lexicon
        two = " ".join(word.norm for word in self.words[index : index + 2])
        if two != norm and two in lexicon.none_alone:
            # "no one"
            return Numeral(index, index + 2, 0.0, Form.NONE)
        if norm in lexicon.none_alone and norm not in lexicon.none_words:
            if index in self._atoms:
                return None
            return self._zero(index)
        if norm not in lexicon.none_words:
            return None
        following = self.words[index + 1 : index + 4]
        if not following:
            return self._zero(index)
        if lexicon.none_needs_countable and self._asks(index):
            return None
        exists = not lexicon.none_needs_countable or self._exists_none(index)
        for position, word in enumerate(following, index + 1):
            if word.sort is not Sort.LETTERS or word.norm in lexicon.uncounted:
                return None
            if word.norm in lexicon.countable:
                return self._zero(index)
            if word.norm.endswith(lexicon.abstract_endings) and not word.capital:
                return None
            if not lexicon.none_needs_countable:
                return self._zero(index)
            if word.norm in lexicon.function_words:
                return None
            if self._is_plural(word.norm):
                exists = exists or self._is_said(position + 1)
                return self._zero(index) if exists else None
        return None

    def _is_said(self, index: int) -> bool:
        """Tell whether a form of "be" stands right behind a noun: "no more vehicles were …"."""
        return index < len(self.words) and self.words[index].norm in self.lexicon.existing

    def _exists_none(self, index: int) -> bool:
        """Tell "there were no flights", "no flights were …" from "wanted no flights"."""
        be = self.lexicon.existing
        before = self.words[index - 1] if index else None
        if before is not None and before.norm in be:
            return True
        opens = (
            before is None or before.sort is Sort.MARK or before.norm in self.lexicon.function_words
        )
        following = {word.norm for word in self.words[index + 2 : index + 6]}
        return opens and not be.isdisjoint(following)

    def _is_plural(self, norm: str) -> bool:
        ending = self.lexicon.plural_ending
        return len(norm) > 3 and norm.endswith(ending) and not norm.endswith(2 * ending)

    def _asks(self, index: int) -> bool:
        """Tell whether the clause that starts here is a question."""
        for word in self.words[index : index + 25]:
            if word.norm in ".!;\n":
                return False
            if word.norm == "?":
                return True
        return False

    def _zero(self, index: int) -> Numeral:
        return Numeral(index, index + 1, 0.0, Form.NONE)


def read_numerals(text: str, words: Words, lexicon: FigureWords) -> list[Numeral]:
    """Find the numbers of a list of words, in order."""
    return NumeralReader(text, words, lexicon).read()
