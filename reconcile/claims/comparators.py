"""Words before and after a figure that say how sure it is, and signs of numbers below zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reconcile.claims.assembled import Assembled
from reconcile.claims.numeral import Form
from reconcile.claims.page import Page
from reconcile.claims.units import FigureKind, unit_of
from reconcile.claims.words import Sort
from schema.vocabulary import Comparator

#: What an adverb beside a verb says of the verb's figure; others would be said of something else.
_BESIDE_THE_VERB = (Comparator.NEARLY, Comparator.ABOUT)


class ComparatorReader:
    """Gives the figures of one page their comparators; ``masked`` tells the words that count nothing."""

    def __init__(self, page: Page, masked: Sequence[bool], bare: bool) -> None:
        self.page = page
        self.bare = bare
        self._masked = masked
        self._starts = {numeral.first for numeral in page.numerals}

    def read(self, item: Assembled) -> Assembled:
        page = self.page
        first, said = item.first, list(item.comparators)
        one = first
        while (
            first
            and page.words[first - 1].norm in page.lexicon.ones
            and item.numeral.form is Form.DIGITS
        ):
            first -= 1
        if item.numeral.form is Form.VAGUE and page.norm(first - 1) in page.lexicon.plural_articles:
            first -= 1
        moved = False
        while True:
            found = page.lexicon.before.match_before(page.words, first)
            if found is None or self._masked[found[0]] or self._belongs_to_verb(found[0], first):
                break
            if self._is_place(found[0], first, item):
                break
            if page.words[found[0]].norm in ("<", ">") and page.words[found[0]].glued and found[0]:
                break
            first, moved = found[0], True
            said.append(found[1])
        adverb = None if moved else self._adverb_before(first)
        if adverb is not None:
            first, moved = adverb[0], True
            said.append(adverb[1])
        first = first if moved else one
        last = item.last
        after = self._comparator_after(item)
        if after is not None:
            last = after[0]
            said.append(after[1])
            item = self._with_unit_after(item, last)
            last = max(last, item.last)
        item = replace(item, first=first, last=last, comparators=tuple(said))
        return self._negative(item) if not moved else item

    def _with_unit_after(self, item: Assembled, last: int) -> Assembled:
        """Take the unit that a comparator stands before: "1,000 or more kilograms"."""
        if item.unit is not None or item.kind is not FigureKind.COUNT:
            return item
        unit = unit_of(self.page, item.numeral._replace(last=last))
        if unit is None or unit.first < item.first or unit.last <= last:
            return item
        return replace(item, last=unit.last, after=unit.last, kind=unit.kind, unit=unit.symbol)

    def _adverb_before(self, first: int) -> tuple[int, Comparator] | None:
        """Read "réduit presque de moitié": an adverb before the preposition of its figure."""
        if self.page.norm(first - 1) not in self.page.lexicon.of:
            return None
        found = self.page.lexicon.before.match_before(self.page.words, first - 1)
        if found is None or found[1] not in _BESIDE_THE_VERB or self._masked[found[0]]:
            return None
        return found

    def _is_place(self, start: int, end: int, item: Assembled) -> bool:
        """Tell "near 12 villages", "dans les dix communes" from "near 180 mph", "dans les 300 euros"."""
        phrase = " ".join(word.norm for word in self.page.words[start:end])
        weak = phrase in self.page.lexicon.measures_only
        return weak and item.kind is FigureKind.COUNT and self.page.is_noun_like(item.last)

    def _belongs_to_verb(self, start: int, end: int) -> bool:
        """Tell "takes over 20 shops", "les proches de 20 disparus" from "over 20 shops"."""
        if self.page.norm(start) in self.page.lexicon.said_after_nouns and end - start == 1:
            # "The site estimated 120 people were there": its verb.
            return self.page.is_noun_like(start - 1) and not self.page.ends_sentence(start - 1)
        blocked = self.page.lexicon.not_comparing.get(self.page.norm(start))
        return blocked is not None and end - start <= 2 and self.page.norm(start - 1) in blocked

    def _comparator_after(self, item: Assembled) -> tuple[int, Comparator] | None:
        """Read "ou plus", "or so", "+", also after the noun: "20 personnes au moins"."""
        page = self.page
        for position in range(item.last, min(item.last + 3, len(page.words))):
            if position > item.last and not page.is_noun_like(position - 1):
                return None
            found = page.lexicon.after.match(page.words, position)
            if found is None:
                continue
            sign = page.norm(position) in ("+", "-")
            if sign and not page.words[position].glued:
                return None
            # "23 morts et plus de 60 blessés": the comparator is the next number's.
            following = page.words[found[0] : found[0] + 2]
            if any(
                word.sort is Sort.DIGITS or self._starts_number(found[0] + ahead)
                for ahead, word in enumerate(following)
            ):
                return None
            return found
        return None

    def _starts_number(self, index: int) -> bool:
        return index in self._starts

    def _negative(self, item: Assembled) -> Assembled:
        """Read "-504", "minus three", "- 33 %" as below zero, and "+20" as it stands."""
        page = self.page
        index = item.first - 1
        if index < 0 or item.value is None or item.high_end is not None:
            return item
        sign = page.words[index]
        tight = page.words[item.first].glued
        before = page.norm(index - 1)
        joined = before in page.lexicon.money_and
        opens = index == 0 or before in "(:\n" or joined or (tight and not sign.glued)
        spaced = self.bare or item.kind is FigureKind.SHARE
        minus = (
            sign.norm == "-"
            and opens
            and (tight or spaced)
            and not (index and tight and sign.glued)
        )
        if (
            minus
            and index
            and not tight
            and before not in ("(", "\n")
            and not joined
            and not self.bare
        ):
            minus = False
        if sign.norm in page.lexicon.minus and (item.unit in ("°", "°C", "°F", "%") or self.bare):
            minus = True
        if minus:
            return replace(
                item,
                first=index,
                number_first=min(index, item.number_first),
                value=-item.value,
                low_end=None,
            )
        if sign.norm == "+" and tight and not sign.glued:
            return replace(item, first=index)
        return item
