"""What the words of a sentence may be around its figures: nouns, plurals, verbs, parts of a name."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.claims.pack import Lexicon
from reconcile.claims.tokens import Token


def is_capital(token: Token) -> bool:
    """Tell whether a word begins with a capital."""
    return token.text[:1].isupper()


class NounWords:
    """Tells the words of one sentence apart."""

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
        self.accented = lexicon.written("words", "accented_nouns")
        # As written: "demandés" is not "demandes".
        self.never_nouns = lexicon.written("words", "never_nouns")
        self.inner = words("words", "genitive")
        self.time = words("words", "time")
        self.past_forms = words("words", "past_forms")
        self.plain_verbs = words("words", "plain_verbs")
        self.plural_determiners = words("words", "plural_determiners")
        self.participles = tuple(lexicon.pack.get("words", {}).get("participle_endings", ("\0",)))
        self.finite_endings = tuple(lexicon.pack.get("words", {}).get("finite_endings", ()))

    def is_noun(self, index: int) -> bool:
        """Tell whether a token may be a noun."""
        return self._noun(self.tokens[index])

    def _goes_on(self, index: int) -> bool:
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return (
            following is not None and self._noun(following) and following.norm not in self.postposed
        )

    def _noun(self, token: Token) -> bool:
        if token.norm.rstrip("'") not in self.closed and token.norm not in self.closed:
            return token.text[0].isalpha() and token.norm not in self.determiners
        # "maïs" is not "mais".
        return not token.text.isascii() and token.text.casefold() in self.accented

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

    def _verb_like(self, index: int) -> bool:
        """Tell whether a word before a figure is rather a verb ("showed", "présentaient", "sommes")."""
        token = self.tokens[index]
        if is_capital(token) or self._articled(index):
            return False
        if token.norm in self.lexicon.verbs:
            return True
        return bool(self.finite_endings) and token.norm.endswith(self.finite_endings)

    def _object_begins(self, index: int) -> bool:
        """Tell whether a participle has its object from here on: "ont prélevé | des papillons"."""
        return (
            index > 0
            and self.tokens[index].norm in self.plural_determiners
            and self.tokens[index - 1].text.endswith(self.participles)
        )

    def _articled(self, index: int) -> bool:
        """Tell whether an article before a word makes it a noun: "le titre", not "il le titre"."""
        if index == 0 or self.tokens[index - 1].norm not in self.determiners:
            return False
        earlier = self.tokens[index - 2].norm if index > 1 else ""
        return earlier not in self.lexicon.words("words", "subject_pronouns")

    def amounts(self, index: int) -> bool:
        """Tell whether a word is a verb whose subject is measured by a number."""
        return self.tokens[index].norm in self.amounting

    def _adjective(self, index: int) -> bool:
        """Tell whether a number is part of an adjective: "12-roll", "10-member"."""
        if index + 2 >= len(self.tokens):
            return False
        hyphen, word = self.tokens[index + 1], self.tokens[index + 2]
        glued = hyphen.text in "-\u2010\u2011" and word.start == hyphen.end
        return glued and word.text[0].isalpha()
