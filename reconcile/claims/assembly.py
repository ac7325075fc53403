"""Numbers put together with their unit, their range, their comparators and what they add to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reconcile.claims.assembled import Assembled, merge_pairs
from reconcile.claims.changes import with_phases
from reconcile.claims.comparators import ComparatorReader
from reconcile.claims.mask_times import is_about_age
from reconcile.claims.mask_words import WordMask, mask_words
from reconcile.claims.numeral import Form, Numeral
from reconcile.claims.page import Page
from reconcile.claims.parts import PartReader
from reconcile.claims.ranges import RangeReader
from reconcile.claims.units import FigureKind, unit_of

#: How far "one" looks for another number beside it, in words.
ONE_REACH = 8
#: How far behind "one" a comma may be that a number follows ("un mort, douze blessés").
LISTED = 4
#: Letters that a noun shares with its plural.
STEM = 5
#: "One" looks at so many figures on either side.
NEIGHBOURS = 6


def assemble(page: Page, masks: Sequence[WordMask], *, bare: bool = False) -> list[Assembled]:
    """Put together the figures of a page that no mask covers.

    With ``bare`` the page is taken for a figure and nothing else: "un", "one", "a dollar" count.
    """
    return Assembler(page, masks, bare).run()


class Assembler:
    """Puts together the figures of one page, one step after the other."""

    def __init__(self, page: Page, masks: Sequence[WordMask], bare: bool) -> None:
        self.page = page
        self.bare = bare
        self._masked = _covered(masks, len(page.words))

    def run(self) -> list[Assembled]:
        """Run every step."""
        page = self.page
        parts, ranges = PartReader(page, self.bare), RangeReader(page, self.bare)
        comparators = ComparatorReader(page, self._masked, self.bare)
        # The "cent" of "30 pour cent" is none either.
        items = _apart([parts.with_unit(numeral) for numeral in self._numerals()])
        items = [self._with_age(item) for item in parts.merge(items)]
        items = merge_pairs(items, ranges.ratio)
        items = merge_pairs(items, ranges.stretch)
        # "cent et quelques": what a comparator covers is no figure of its own.
        items = _apart([comparators.read(item) for item in items])
        items = with_phases(page, items)
        items = [self._with_multiple(item) for item in items]
        items.extend(self._multiples(items))
        items = [self._with_more(item) for item in items]
        items = [
            item for index, item in enumerate(items) if self._counts(item, self._near(items, index))
        ]
        return sorted(items, key=lambda item: item.first)

    def _numerals(self) -> Iterator[Numeral]:
        numerals = self.page.numerals
        if adverbs := self._adverbs():
            numerals = sorted([*numerals, *adverbs])
        if self.bare:
            numerals = sorted([*numerals, *self._bare_numerals()])
        for index, numeral in enumerate(numerals):
            if any(self._masked[numeral.first : numeral.last]):
                continue
            following = numerals[index + 1] if index + 1 < len(numerals) else None
            if (
                numeral.form is Form.ONE
                and following
                and following.first == numeral.last
                and not self._masked[following.first]
                and not self.bare
            ):
                continue
            yield numeral

    def _adverbs(self) -> list[Numeral]:
        """Read "attacked twice"; "twice as many" holds no number."""
        page = self.page
        if not any(word.norm in page.lexicon.adverbs for word in page.words):
            return []
        relative = page.lexicon.multiples.find(page.words)
        return [
            Numeral(index, index + 1, page.lexicon.adverbs[word.norm], Form.WORDS)
            for index, word in enumerate(page.words)
            if word.norm in page.lexicon.adverbs and index not in relative
        ]

    def _bare_numerals(self) -> list[Numeral]:
        """Read "a dollar", "a kg", "single": one thing, where nothing else is said."""
        page = self.page
        for index, word in enumerate(page.words):
            if word.norm in page.lexicon.bare and len(page.words) == 1:
                return [Numeral(index, index + 1, page.lexicon.bare[word.norm], Form.WORDS)]
            inside = any(numeral.first <= index < numeral.last for numeral in page.numerals)
            if word.norm in page.lexicon.articles and index + 1 < len(page.words) and not inside:
                one = Numeral(index, index + 1, 1.0, Form.ONE)
                return [one] if unit_of(page, one) is not None else []
        return []

    def _with_age(self, item: Assembled) -> Assembled:
        """Tell an age that is spoken of from a length of time."""
        year = item.unit == "year" or (item.unit is None and item.numeral.form is not Form.NONE)
        if not year or not is_about_age(self.page, item.first):
            return item
        return replace(item, kind=FigureKind.AGE, unit="year")

    def _with_multiple(self, item: Assembled) -> Assembled:
        """Read "trois fois plus", "five times as many", "multiplié par trois": relative, without a value."""
        page = self.page
        led = page.lexicon.multiple_before.match_before(page.words, item.first)
        if led is not None and item.kind is FigureKind.COUNT:
            return replace(item, first=led[0], kind=FigureKind.RELATIVE)
        if page.norm(item.last) not in page.lexicon.multiple_times:
            return item
        end = item.last + 1
        if page.norm(end) not in page.lexicon.multiple_after or end >= len(page.words):
            return item
        return replace(item, last=end + 1, kind=FigureKind.RELATIVE, after=end + 1)

    def _multiples(self, items: list[Assembled]) -> list[Assembled]:
        """Find "twice as many", "half as much": relative words that hold no number."""
        taken = [(item.first, item.last) for item in items]
        found = []
        for index, (end, _) in self.page.lexicon.multiples.find(self.page.words).items():
            if any(first < end and index < last for first, last in taken):
                continue
            numeral = Numeral(index, end, None, Form.WORDS)
            found.append(Assembled(numeral, index, end, index, end, end, None, FigureKind.RELATIVE))
        return found

    def _with_more(self, item: Assembled) -> Assembled:
        """Mark "5 de plus", "quinze autres", "another 50", "50 more people"."""
        page = self.page
        if item.kind is FigureKind.RELATIVE:
            return item
        after = page.lexicon.more_after.match(page.words, item.after)
        if after is None and page.is_noun_like(item.after):
            after = page.lexicon.more_after.match(page.words, item.after + 1)
        before = page.lexicon.more_before.match_before(page.words, item.first, 3)
        return replace(item, additional=True) if after or before else item

    def _near(self, items: list[Assembled], index: int) -> list[Assembled]:
        return items[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]

    def _counts(self, item: Assembled, items: list[Assembled]) -> bool:
        """Tell the number one from the article and the pronoun."""
        if item.numeral.form is not Form.ONE or self.bare or item.high_end is not None:
            return True
        if item.comparators or item.kind in (
            FigureKind.MONEY,
            FigureKind.SHARE,
            FigureKind.RELATIVE,
        ):
            return True
        page = self.page
        if item.kind is FigureKind.DURATION:
            return False
        aged = item.last < len(page.words) and self._masked[item.last]
        before = page.norm(item.last) in page.lexicon.one_before
        if page.is_rate(item.last):
            return True
        if not page.is_noun_like(item.last) and not before and not aged:
            return False
        if page.norm(item.last) in page.lexicon.only and page.is_noun_like(item.last + 1):
            return self._with_another(item, items)
        if page.norm(item.last) in page.lexicon.one_not_before:
            return False
        more = page.lexicon.more_after.match(page.words, item.last)
        if more and not page.lexicon.one_is_article and page.is_noun_like(more[0]):
            # "one more case"
            return True
        return self._beside_another(item, items)

    def _with_another(self, item: Assembled, items: list[Assembled]) -> bool:
        """Tell whether "une seule" stands in a sentence that counts something else."""
        low, high = self.page.sentence_start(item.first), self.page.sentence_end(item.last)
        return any(
            other is not item
            and other.kind is FigureKind.COUNT
            and other.numeral.form is not Form.ONE
            and low <= other.first < high
            for other in items
        )

    def _beside_another(self, item: Assembled, items: list[Assembled]) -> bool:
        """Tell "trois enfants et un père" and "one dead, two hurt" from an article."""
        page = self.page
        low, high = page.sentence_start(item.first), page.sentence_end(item.last)
        # Where "one" is no article, a number anywhere in the sentence is enough.
        reach = ONE_REACH if page.lexicon.one_is_article else high - low
        earlier = page.sentence_start(low - 1) if low else low
        if any(
            other.numeral.form is not Form.ONE and earlier <= other.first < item.first
            for other in items
        ) and self._another_of_them(item, earlier):
            return True
        for other in items:
            if other is item or other.kind is not FigureKind.COUNT or not low <= other.first < high:
                continue
            if other.numeral.form is Form.ONE and not self._elliptic(item, other):
                continue
            left, right = (other, item) if other.first < item.first else (item, other)
            before = self._joint(right.first)
            if right is item and before == "," and self._says_who(item):
                continue
            if before == "," and self._of(left.first) is not self._of(right.first):
                # "effondrement d'un immeuble, deux morts": no list.
                continue
            if any(
                left.last <= between.first < right.first and between.numeral.form is not Form.ONE
                for between in items
            ):
                # "un bilan de 36 morts et 127 disparus": joined to another.
                continue
            named = page.is_noun_like(right.last) and before in page.lexicon.one_after
            joined = (
                named
                or before in (*page.lexicon.money_and, ",")
                or (other is left and before in ("(", ":"))
            )
            apart = right.first - left.last
            if joined and apart <= (LISTED if left is item and before == "," else reach):
                return True
        return False

    def _of(self, index: int) -> bool:
        """Tell whether "de" stands right before a number."""
        at = index - 2 if self.page.norm(index - 1) == "'" else index - 1
        return self.page.norm(at) in self.page.lexicon.of

    def _says_who(self, item: Assembled) -> bool:
        """Tell whether "une voisine" says who was named just before: "Marie Blanc, une voisine"."""
        first = item.first - 3
        name = self.page.words[max(0, first) : item.first - 1]
        placed = self.page.norm(first - 1) in self.page.lexicon.of or (
            self.page.norm(first - 1) in mask_words(self.page.language).prepositions
        )
        return len(name) == 2 and all(word.capital for word in name) and not placed

    def _elliptic(self, item: Assembled, other: Assembled) -> bool:
        """Tell "one person in Kent and one in Surrey": the later leaves out its noun."""
        page, later = self.page, max(item, other, key=lambda one: one.first)
        return page.norm(later.last) in page.lexicon.one_before and not page.is_noun_like(
            later.last
        )

    def _joint(self, index: int) -> str:
        """Return the word that joins a number to what stands before, past "de": "et d'un blessé"."""
        at = index - 1
        if self.page.norm(at) == "'":
            at -= 1
        if self.page.norm(at) in self.page.lexicon.of:
            at -= 1
        return self.page.norm(at)

    def _another_of_them(self, item: Assembled, low: int) -> bool:
        """Tell "deux gendarmes … un autre gendarme" from "un autre jour"."""
        page = self.page
        other = page.lexicon.more_after.match(page.words, item.last)
        if other is None or not page.is_noun_like(other[0]):
            return False
        stem = page.norm(other[0])[:STEM]
        return len(stem) == STEM and any(
            word.norm.startswith(stem) for word in page.words[low : item.first]
        )


def _apart(items: list[Assembled]) -> list[Assembled]:
    """Leave out the figures whose number another one before them covers."""
    kept: list[Assembled] = []
    for item in items:
        if not kept or item.number_first >= kept[-1].last:
            kept.append(item)
    return kept


def _covered(masks: Sequence[WordMask], count: int) -> list[bool]:
    covered = [False] * (count + 1)
    for mask in masks:
        covered[mask.first : mask.last] = [True] * (min(mask.last, count) - mask.first)
    return covered
