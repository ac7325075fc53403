"""What a figure counts: the noun that follows it, or the one that is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import Token

_MARKS = frozenset('.,;:!?()[]{}…—–|/«»“”"„*=<>%€$£+•')
#: A noun phrase is read no further than this many words after its figure.
_REACH = 9
#: Words of a noun in several parts behind "of": "of the armed forces".
_COMPOUND = 4


class NounPhrase(NamedTuple):
    """Tokens ``first`` to ``last`` (excluded) with their head."""

    first: int
    last: int
    head: int


def is_capital(token: Token) -> bool:
    """Tell whether a word begins with a capital."""
    return token.text[:1].isupper()


class NounReader:
    """Reads noun phrases in the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        words = lexicon.words
        self.lexicon = lexicon
        self.partitives = words("words", "partitives")
        self.determiners = words("words", "determiners")
        self.modifiers = words("words", "modifiers")
        self.superlatives = words("words", "superlatives")
        self.others = words("words", "others")
        self.plurals = words("words", "irregular_plurals")
        self.modals = words("words", "modals")
        self.helpers = words("words", "auxiliaries", "be")
        self.closed = words(
            "words",
            "auxiliaries",
            "be",
            "modals",
            "relatives",
            "pronouns",
            "prepositions",
            "conjunctions",
            "adverbs",
            "copulas",
        )
        self.head_last: bool = bool(lexicon.pack.get("words", {}).get("head_last", False))
        self.verb_endings: tuple[str, ...] = tuple(
            lexicon.pack.get("words", {}).get("verb_endings", ())
        )
        self.plural_endings: tuple[str, ...] = tuple(
            lexicon.pack.get("words", {}).get("plural_endings", ("\0",))
        )
        self.present_participles = tuple(
            lexicon.pack.get("words", {}).get("present_participles", ("\0",))
        )
        self.coordinators = words("words", "coordinators")
        self.definite = words("words", "definite")
        self.helpers = words("words", "auxiliaries", "be")
        self.amounting = words("words", "amounting")
        self.postposed = words("words", "postposed")
        self.never_nouns = words("words", "never_nouns")
        self.inner = words("words", "genitive")
        self.time = words("words", "time")
        self.past_forms = words("words", "past_forms")
        self.plain_verbs = words("words", "plain_verbs")
        self.plural_determiners = words("words", "plural_determiners")
        self.participles = tuple(lexicon.pack.get("words", {}).get("participle_endings", ("\0",)))
        self.finite_endings = tuple(lexicon.pack.get("words", {}).get("finite_endings", ()))

    def after(self, index: int, *, plural: bool) -> NounPhrase | None:
        """Read the phrase that begins at a token; ``plural`` tells that more than one is counted."""
        start, tokens = index, self.tokens
        begin: int | None = None
        if self._compared(index):
            return None
        while index < len(tokens) and index - start < _REACH:
            token = tokens[index]
            if token.text[0].isdigit() and index == start and self._adjective(index):
                # "two 12-roll packs"
                index += 3
                continue
            if (token.text in _MARKS and token.text not in "\"“”«»'") or token.text[0].isdigit():
                return None
            articled = index > start and tokens[index - 1].norm in self.partitives
            if plural and token.norm in self.definite - self.partitives and not articled:
                # "contre 32 la veille"; but "500 of the troops", "half the sentence".
                return None
            owner = self._owner(index)
            if owner > index:
                # "two of Khan's victims"
                index = owner
                continue
            if token.norm in self.partitives | self.determiners or token.text in "\"“”«»'":
                if articled and token.norm in self.definite and self._past_form(index + 1):
                    # "five of those involved a knife"
                    return None
                index += 1
                continue
            spelled = self._spelled_out(index)
            if spelled > index:
                # "dozens of UN (United Nations) soldiers"
                index = spelled
                continue
            nation = self._nation_before(index, plural=plural)
            if nation > index:
                # "six U.S. diplomats", "seven US soldiers"
                begin = index if begin is None else begin
                index = nation
                continue
            if token.norm in self.superlatives and self._goes_on(index):
                index += 1
                continue
            if token.norm in self.modifiers and self._goes_on(index):
                index += 1
                continue
            break
        if (
            index >= len(tokens)
            or not self._noun(tokens[index])
            or tokens[index].norm in self.others | self.never_nouns
        ):
            return None
        if plural and self._verbal(index):
            return None
        head = self._head_last(index, plural=plural) if self.head_last else index
        if self.head_last and plural and is_capital(tokens[index]):
            head = self._after_names(index) or head
        if head is None:
            return None
        return NounPhrase(index if begin is None else begin, self._end(head), head)

    def _compared(self, index: int) -> bool:
        """Tell whether "de plus", "de moins" stands where a noun would: "2 % de plus comparé à …"."""
        if self.head_last or index + 1 >= len(self.tokens):
            return False
        after = self.tokens[index + 1].norm
        return self.tokens[index].norm in self.partitives and after in self.superlatives

    def _after_names(self, index: int) -> int | None:
        """Find the noun behind names side by side: "several London and New York concerts"."""
        joined = False
        for at in range(index, min(index + 7, len(self.tokens))):
            token = self.tokens[at]
            if token.norm in self.coordinators and at > index:
                joined = True
            elif not is_capital(token):
                return at if joined and self._noun(token) and self._is_plural(token) else None
            elif self._is_plural(token):
                return None
        return None

    def _adjective(self, index: int) -> bool:
        """Tell whether a number is part of an adjective: "12-roll", "10-member"."""
        if index + 2 >= len(self.tokens):
            return False
        hyphen, word = self.tokens[index + 1], self.tokens[index + 2]
        glued = hyphen.text in "-\u2010\u2011" and word.start == hyphen.end
        return glued and word.text[0].isalpha()

    def _owner(self, index: int) -> int:
        """Step over who owns what is counted: "Khan's", "South Carolina's"."""
        for at in range(index, min(index + 4, len(self.tokens) - 1)):
            token = self.tokens[at]
            if token.text[-1] in "'’" and self.tokens[at + 1].norm == "s":
                return at + 2
            if not is_capital(token):
                break
        return index

    def _spelled_out(self, index: int) -> int:
        """Step over initials and what they stand for in brackets, where the noun follows."""
        opening = index + 1
        if not self.head_last or not self.tokens[index].text.isupper():
            return index
        if opening >= len(self.tokens) or self.tokens[opening].text != "(":
            return index
        for end in range(opening + 1, min(opening + 10, len(self.tokens) - 1)):
            if self.tokens[end].text == ")":
                return end + 1 if self._noun(self.tokens[end + 1]) else index
        return index

    def _nation_before(self, index: int, *, plural: bool) -> int:
        """Step over a country in capitals or with points before the noun that it qualifies.

        Of one thing, over a nationality too: "a share of the Polish retail market".
        """
        hit = self.lexicon.places.at(self.tokens, index) if self.head_last else None
        if hit is None or hit.last >= len(self.tokens):
            return index
        initials = self.tokens[index : hit.last]
        written = all(token.text.isupper() or token.text == "." for token in initials)
        written = written or (hit.value.adjective and not plural)
        return hit.last if written and self._noun(self.tokens[hit.last]) else index

    def is_noun(self, index: int) -> bool:
        """Tell whether a token may be a noun."""
        return self._noun(self.tokens[index])

    def _goes_on(self, index: int) -> bool:
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return (
            following is not None and self._noun(following) and following.norm not in self.postposed
        )

    def _noun(self, token: Token) -> bool:
        return (
            token.text[0].isalpha()
            and token.norm not in self.determiners
            and token.norm not in self.closed
            and token.norm.rstrip("'") not in self.closed
        )

    def _verbal(self, index: int) -> bool:
        """Tell whether the word after a figure is its verb ("huit donnent", "14 recovered")."""
        token = self.tokens[index]
        if self._governs(index):
            return True
        if token.text[:1].isupper() or not token.norm.endswith(self.verb_endings or ("\0",)):
            return False
        if index and self.tokens[index - 1].norm in self.definite - self.plural_determiners:
            # "several of the deceased had"
            return False
        if not self.head_last:
            return True
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if following is not None and following.norm in self.helpers:
            # "the three deceased were"
            return False
        return following is None or not self._noun(following)

    def _governs(self, index: int) -> bool:
        """Tell whether a participle has its object behind it: "three facing Smith", "two holding a knife"."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        present = self.tokens[index].norm.endswith(self.present_participles)
        if following is None or not present or is_capital(self.tokens[index]):
            return False
        return is_capital(following) or following.norm in self.determiners

    def _past_form(self, index: int) -> bool:
        """Tell whether a token can only be a verb behind a demonstrative: "of those involved"."""
        if not self.head_last or index >= len(self.tokens):
            return False
        token, earlier = self.tokens[index], self.tokens[index - 1]
        if earlier.norm not in self.plural_determiners or is_capital(token):
            return False
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        bare = following is None or not self._noun(following)
        return token.norm.endswith(self.verb_endings or ("\0",)) and (
            bare or not self._is_plural(following or token) or token.norm not in self.modifiers
        )

    def _head_last(self, index: int, *, plural: bool) -> int | None:
        """Find the head where modifiers stand before it: the first plural that no other follows.

        More than one of something has a plural; without one the word is a verb ("millions dwell").
        """
        end = index
        while end < len(self.tokens) and end - index < 6 and self._part_of_name(end, index):
            if self._is_plural(self.tokens[end]):
                following = self.tokens[end + 1] if end + 1 < len(self.tokens) else None
                if following is None or not self._noun(following) or not self._is_plural(following):
                    return end
            end += 1
        if plural and not any(t.text[:1].isupper() for t in self.tokens[index:end]):
            counted = self.lexicon.measures.at(self.tokens, index)
            return index if counted is not None and counted.value.noun else None
        while end - index > 1 and self._may_be_verb(end - 1, sure=end - index == 2):
            end -= 1
        return max(index, end - 1)

    def _part_of_name(self, index: int, first: int) -> bool:
        """Tell whether a word goes on with a noun phrase: a noun, or digits glued to one ("S3 buckets")."""
        token = self.tokens[index]
        if self._noun(token):
            return True
        if index > first and token.text.isdigit():
            return token.start == self.tokens[index - 1].end
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        initial = after is not None and after.text.isdigit() and after.start == token.end
        return initial and token.text.isupper()

    def _may_be_verb(self, index: int, *, sure: bool) -> bool:
        """Tell whether the last of several singular nouns is rather their verb: "half the country voted"."""
        token = self.tokens[index]
        if is_capital(token):
            return False
        if token.norm in self.past_forms or token.norm.endswith(self.verb_endings or ("\0",)):
            return True
        return not sure and token.norm in self.lexicon.verbs

    def _is_plural(self, token: Token) -> bool:
        if token.text.isupper():
            # "ISIS"
            return False
        return (
            token.norm.endswith(self.plural_endings)
            or token.norm in self.plurals
            or (
                token.norm.endswith("s")
                and not token.norm.endswith(("ss", "us", "'s"))
                and len(token.norm) > 3
            )
        )

    def is_plural_head(self, index: int) -> bool:
        """Tell whether a word is a plural by its ending or by its article."""
        articled = index > 0 and self.tokens[index - 1].norm in self.plural_determiners
        ends = self.tokens[index].norm.endswith(("s", "x")) if not self.head_last else False
        return articled or ends or self._is_plural(self.tokens[index])

    def _end(self, head: int) -> int:
        """Take in what belongs to the head: an adjective of nationality, "d'équipage", "of water"."""
        end = head + 1
        while end < len(self.tokens) and end - head < 5:
            inner = self._inside_end(end)
            if inner > end:
                end = inner
                continue
            if self.lexicon.places.at(self.tokens, end) is not None and not self.head_last:
                end += 1
                continue
            if end == head + 1 and self._qualifies(head, end):
                end += 1
                continue
            break
        return end

    def _inside_end(self, index: int) -> int:
        """Return where "of water", "of the Coast Guard" ends that begins at a token; itself where none does."""
        if self.tokens[index].norm not in self.inner:
            return index
        noun = index + 1
        if noun < len(self.tokens) and self.tokens[noun].norm in self.determiners:
            noun += 1
        if noun >= len(self.tokens) or not self._noun(self.tokens[noun]):
            return index
        end = noun + 1
        while self.head_last and end < min(len(self.tokens), noun + _COMPOUND):
            token = self.tokens[end]
            named = is_capital(token) and is_capital(self.tokens[end - 1])
            if not self._noun(token) or not (named or self._belongs(end)):
                break
            end += 1
        return end

    def _belongs(self, index: int) -> bool:
        """Tell whether a noun goes on with the one before it: "child abuse", not "people live"."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if is_capital(token) or self._is_plural(before) or self._may_be_verb(index, sure=False):
            return False
        return token.norm not in self.plain_verbs | self.time | self.lexicon.measures_norms

    def _qualifies(self, head: int, index: int) -> bool:
        """Tell whether an adjective follows its noun: "impôts locaux", "chute libre du titre"."""
        token, after = self.tokens[index], self.tokens[min(index + 1, len(self.tokens) - 1)]
        tells = token.norm in self.lexicon.measures_norms | self.postposed
        if self.head_last or not self._noun(token) or tells:
            return False
        plural = token.norm[-1:] == self.tokens[head].norm[-1:] == "s"
        return plural or (after.norm in self.inner and not self._verb_like(index))

    def subject(self, index: int) -> NounPhrase | None:
        """Read the subject that ends before a verb group: "les actes et menaces ont augmenté"."""
        end = index
        while (
            end > 0
            and index - end < 5
            and (self.tokens[end - 1].norm in self.closed)
            and (
                self.tokens[end - 1].norm not in self.determiners
                # "vient d'être réduit"
                or self.tokens[max(0, end - 2)].norm in self.modals
            )
        ):
            end -= 1
        if end and self._verb_like(end - 1):
            return None
        first = end
        while (
            first > 0
            and end - first < 12
            and (
                self._noun(self.tokens[first - 1])
                or self.tokens[first - 1].norm
                in self.determiners | self.partitives | self.lexicon.words("words", "inner")
            )
        ):
            first -= 1
        for index in range(end - 1, first, -1):
            token, earlier = self.tokens[index], self.tokens[index - 1]
            inner = self.lexicon.words("words", "inner") | self.partitives
            if token.norm in self.determiners - inner and earlier.norm not in inner:
                first = index
                break
        while first < end and not self._noun(self.tokens[first]):
            first += 1
        return NounPhrase(first, end, first) if first < end else None

    def plural_before(
        self, index: int, *, barriers: frozenset[int] = frozenset(), reach: int = 10
    ) -> NounPhrase | None:
        """Find the nearest plural before a token: "had the most delegates, with 60"."""
        for at in range(index - 1, max(-1, index - reach), -1):
            token = self.tokens[at]
            if at in barriers or token.text in ".;:!?":
                return None
            if not self._noun(token) or is_capital(token) or token.norm in self.modifiers:
                continue
            articled = at > 0 and self.tokens[at - 1].norm in self.plural_determiners
            if self.head_last and not self._is_plural(token):
                continue
            if not self.head_last and not articled:
                continue
            if token.norm in self.lexicon.measures_norms or token.norm in self.lexicon.verbs:
                continue
            if token.norm in self.time:
                # "over 1,000 … in recent years"
                continue
            return NounPhrase(at, at + 1, at)
        return None

    def announced(self, index: int) -> NounPhrase | None:
        """Read what a counter before a token announces: "the number of confirmed cases … surpassed"."""
        counters = self.lexicon.words("words", "announcing")
        for at in range(index - 1, max(-1, index - 30), -1):
            if (
                self.tokens[at].norm in counters
                and at + 2 < len(self.tokens)
                and self.tokens[at + 1].norm in self.inner
            ):
                phrase = self.after(at + 2, plural=True) or self._those(at + 2)
                if phrase is not None and phrase.last <= index:
                    return phrase
        return None

    def _those(self, index: int) -> NounPhrase | None:
        """Read "(the number of) those infected": what befell them stands for them."""
        if index + 1 >= len(self.tokens) or self.tokens[index].norm not in self.plural_determiners:
            return None
        hit = self.lexicon.measures.at(self.tokens, index + 1)
        return NounPhrase(hit.first, hit.last, hit.last - 1) if hit is not None else None

    def _before_bracket(self, end: int) -> int:
        """Step back over "(SMIC)"."""
        if end >= 4 and self.tokens[end - 1].text == ")" and self.tokens[end - 3].text == "(":
            return end - 3
        return end

    def _verb_like(self, index: int) -> bool:
        """Tell whether a word before a figure is rather a verb ("showed", "présentaient", "sommes")."""
        token = self.tokens[index]
        if is_capital(token) or self._articled(index):
            return False
        if token.norm in self.lexicon.verbs:
            return True
        return bool(self.finite_endings) and token.norm.endswith(self.finite_endings)

    def _articled(self, index: int) -> bool:
        """Tell whether an article before a word makes it a noun: "le titre", not "il le titre"."""
        if index == 0 or self.tokens[index - 1].norm not in self.determiners:
            return False
        earlier = self.tokens[index - 2].norm if index > 1 else ""
        return earlier not in self.lexicon.words("words", "subject_pronouns")

    def _object_begins(self, index: int) -> bool:
        """Tell whether a participle has its object from here on: "ont prélevé | des papillons"."""
        return (
            index > 0
            and self.tokens[index].norm in self.plural_determiners
            and self.tokens[index - 1].text.endswith(self.participles)
        )

    def verb_before(self, index: int) -> int | None:
        """Find the verb that a figure completes: "s'établissait à 54 %"."""
        at = index - 1
        while at > 0 and index - at < 4 and self.tokens[at].norm in self.closed | self.determiners:
            at -= 1
        return at if 0 < at < index - 1 and (self._verb_like(at) or self.amounts(at)) else None

    def amounts(self, index: int) -> bool:
        """Tell whether a word is a verb whose subject is measured by a number."""
        return self.tokens[index].norm in self.amounting

    def whole_before(
        self, index: int, *, barriers: frozenset[int] = frozenset()
    ) -> NounPhrase | None:
        """Read the whole phrase that ends before a token, prepositions and all; its head comes first."""
        last = self.before(index, barriers=barriers)
        if last is None or self.head_last or is_capital(self.tokens[last.first]):
            return last
        inner = self.lexicon.words("words", "inner") | self.lexicon.words("words", "joints")
        # "due à une chute": the article after "à" begins what is meant.
        led = inner - self.lexicon.words("words", "articles_begin_after")
        first = last.first
        while first > 0 and last.last - first < 14 and first - 1 not in barriers:
            token, earlier = self.tokens[first - 1], self.tokens[max(first - 2, 0)]
            if (
                token.norm in self.determiners
                and token.norm not in inner
                and earlier.norm not in led
            ):
                break
            if not self._noun(token) and token.norm not in inner | self.determiners:
                break
            if self._object_begins(first - 1):
                break
            if self._verb_like(first - 1):
                break
            first -= 1
        while first < last.head and not self._may_head(first):
            first += 1
        return NounPhrase(first, self._end(first), first)

    def before(self, index: int, *, barriers: frozenset[int] = frozenset()) -> NounPhrase | None:
        """Read the phrase that ends before a token, past "de", "à", "of", "is" ("un bilan de 213")."""
        end = index
        while (
            end > 0
            and end - 1 not in barriers
            and (
                self.tokens[end - 1].norm in self.closed
                or self.tokens[end - 1].text in '«"“('
                or self.tokens[end - 1].norm in self.determiners
            )
        ):
            end -= 1
            if index - end > 4:
                return None
        end = self._before_bracket(end)
        if end == 0 or end - 1 in barriers or not self._noun(self.tokens[end - 1]):
            return None
        if self._verb_like(end - 1):
            return None
        head = first = end - 1
        while (
            first > 0
            and end - first < 5
            and first - 1 not in barriers
            and not self._verb_like(first - 1)
            and not self._object_begins(first - 1)
            and (self._noun(self.tokens[first - 1]) or self.tokens[first - 1].norm in self.inner)
        ):
            first -= 1
            if not self.head_last:
                head = first if self.tokens[first].norm not in self.inner else head
        while not self.head_last and head < end - 1 and not self._may_head(head):
            head += 1
        return NounPhrase(first, end, head)

    def _may_head(self, index: int) -> bool:
        """Tell whether a word may be the head where adjectives stand before it: not "précédent record"."""
        helped = index > 0 and self.tokens[index - 1].norm in self.helpers
        return (
            self._noun(self.tokens[index])
            and self.tokens[index].norm not in self.modifiers
            and not helped
        )
