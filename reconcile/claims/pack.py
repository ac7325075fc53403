"""What the stages of extraction know of a language: its pack and the editor's glossaries, made ready to search."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reconcile.claims.inflection import Form, VerbTable, forms_of
from reconcile.claims.phrases import PhraseTable
from reconcile.claims.tokens import fold_word, tokenise
from reconcile.languages import lay_over, load
from schema.vocabulary import ScopeKind

if TYPE_CHECKING:
    from pathlib import Path


class Frame(NamedTuple):
    """What a reporting verb or phrase governs."""

    strong: bool = False
    object: bool = False
    denies: bool = False
    #: What follows is a statement though no clause does: "accused X of", "revendique l'attaque".
    asserts: bool = False
    #: The subject is a count of someone's ("the agency's count stood at").
    counts: bool = False


class Measure(NamedTuple):
    """A concept of the glossary: what sort of count it is, and whom a figure without a noun counts."""

    key: str
    kind: ScopeKind
    who: str | None


class MeasureWord(NamedTuple):
    """A word of a measure: a ``noun`` is itself counted, a ``predicate`` is said of what is counted."""

    measure: Measure
    noun: bool
    predicate: bool
    #: The form of a verb, whatever else it may be.
    verb: bool
    #: A noun that names people or things of whom a verb may say more ("six hostages were freed").
    bearer: bool


class StatedVerb(NamedTuple):
    """A verb that states something without a figure.

    ``concept`` is ``None`` for a light verb, whose noun says what was done. ``plain`` are the folded forms that
    are a verb only after a modal or an intention.
    """

    concept: str | None
    forms: frozenset[Form]
    plain: frozenset[str]


class KnownSource(NamedTuple):
    """A body of the pack's table: its identity over languages and its name in this one."""

    key: str
    name: str
    kind: str
    parent: str | None


class KnownPlace(NamedTuple):
    """A place of the gazetteer; ``adjective`` for "irakien", "Iraqi"."""

    key: str
    adjective: bool


class Lexicon:
    """One language pack, indexed. Tables are built when first used."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        self.pack = pack
        self.code: str = pack["code"]

    @cache  # noqa: B019 - lexicons are kept for the life of the process
    def words(self, table: str, *names: str) -> frozenset[str]:
        """Return lists of the pack as a set of folded words; empty where the pack has none."""
        lists = self.pack.get(table, {})
        return frozenset([fold_word(value) for name in names for value in lists.get(name, ())])

    @cache  # noqa: B019 - lexicons are kept for the life of the process
    def written(self, table: str, name: str) -> frozenset[str]:
        """Return a list of the pack as it is written, for words that accents tell apart."""
        return frozenset(self.pack.get(table, {}).get(name, ()))

    @cached_property
    def subject_pronouns(self) -> dict[str, str]:
        """Pronouns, folded, with whom they stand for: one (s), several (p), or no person (o)."""
        pronouns = self.pack.get("words", {}).get("subject_pronouns", {})
        return {
            " ".join(fold_word(word) for word in pronoun.split()): number
            for pronoun, number in pronouns.items()
        }

    @cached_property
    def closed_words(self) -> frozenset[str]:
        """Words that no speaker's name goes on over."""
        return self.words(
            "words", "auxiliaries", "be", "modals", "relatives", "complementisers", "pronouns"
        ) - self.words("words", "determiners")

    @cached_property
    def speaker_heads(self) -> frozenset[str]:
        """Nouns of those who speak, and titles."""
        speakers = self.words("speakers", "persons", "organisations", "documents")
        return speakers | self.words("words", "titles")

    @cache  # noqa: B019 - lexicons are kept for the life of the process
    def phrases(self, table: str, *names: str) -> PhraseTable[str]:
        """Return lists of the pack as a table of phrases whose value is the phrase."""
        values: Any = self.pack.get(table, {})
        for name in names:
            values = values.get(name, {})
        return PhraseTable(
            (form, value) for value in values or () for form in (value, *self._elided(value))
        )

    def _elided(self, phrase: str) -> list[str]:
        """Give the form of a phrase before a vowel: "prévoit de" → "prévoit d'"."""
        elisions = self.pack.get("words", {}).get("elisions", {})
        start, _, last = phrase.rpartition(" ")
        return [f"{start} {elisions[last]}"] if start and last in elisions else []

    @property
    def inflection(self) -> Mapping[str, Any]:
        """The pack's rules of inflection."""
        inflection: Mapping[str, Any] = self.pack.get("inflection", {})
        return inflection

    @cached_property
    def frames(self) -> dict[str, Frame]:
        """Reporting verbs by lemma."""
        frames: dict[str, Frame] = {}
        for entry in self.pack.get("attribution", {}).get("verbs", ()):
            for lemma in entry["lemmas"]:
                old = frames.get(lemma, Frame())
                frames[lemma] = Frame(
                    strong=old.strong or entry.get("strong", False),
                    object=old.object or entry.get("object", False),
                    denies=old.denies or entry.get("denies", False),
                    asserts=old.asserts or entry.get("asserts", False),
                )
        return frames

    @cached_property
    def verbs(self) -> VerbTable:
        """Forms of the reporting verbs."""
        return VerbTable(self.frames, self.inflection)

    @cached_property
    def cue_words(self) -> frozenset[str]:
        """The folded words that a cue of attribution may begin with, or the verb of one."""
        tables = (
            self.phrases("attribution", "cues"),
            self.phrases("attribution", "weak_cues"),
            self.phrases("attribution", "own_cues"),
            self.phrases("attribution", "no_comment", "phrases"),
            self.verb_phrases,
        )
        first = (table.first_words for table in tables)
        return self.verbs.norms.union(self.words("places", "agent"), *first)

    @cached_property
    def verb_phrases(self) -> PhraseTable[Frame]:
        """Reporting phrases ("fait état de")."""
        return PhraseTable(
            (
                (
                    phrase,
                    Frame(
                        strong=True,
                        object=entry.get("object", False),
                        counts=entry.get("counts", False),
                    ),
                )
                for entry in self.pack.get("attribution", {}).get("phrases", ())
                for phrase in entry["words"]
            ),
            accents=True,
        )

    @cached_property
    def measures(self) -> PhraseTable[MeasureWord]:
        """Words of the glossary of measures."""
        return PhraseTable(self._measure_words, accents=True)

    @cached_property
    def times(self) -> frozenset[str]:
        """Numbers of times in one word ("twice"), folded."""
        return frozenset(map(fold_word, self.pack.get("numbers", {}).get("adverbs", ())))

    @cached_property
    def of_things(self) -> PhraseTable[Measure]:
        """Verbs that mean something else of a thing than of a person ("abattre un drone")."""
        return PhraseTable(
            (
                (form.written, Measure(key, ScopeKind(entry.get("kind", "cumulative")), None))
                for key, entry in self.pack.get("measures", {}).items()
                for lemma in entry.get("verbs_of_things", ())
                for form in forms_of(lemma, self.inflection)
            ),
            accents=True,
        )

    @cached_property
    def implied(self) -> dict[str, str]:
        """Populations with the measure that they imply where no verb says more."""
        return {
            entry["implied_by"]: key
            for key, entry in self.pack.get("measures", {}).items()
            if "implied_by" in entry
        }

    @cached_property
    def measures_norms(self) -> frozenset[str]:
        """Words that are the predicate of a measure, folded."""
        return frozenset(fold_word(word) for word, value in self._measure_words if value.predicate)

    def is_medium(self, key: str | None) -> bool:
        """Tell whether a source is an agency or an outlet: a path to the page."""
        entry = self.pack.get("sources", {}).get(key or "", {})
        return entry.get("kind") in ("agency", "outlet")

    def measure(self, key: str) -> Measure | None:
        """Return a concept of the glossary by its key."""
        entry = self.pack.get("measures", {}).get(key)
        if entry is None:
            return None
        return Measure(key, ScopeKind(entry.get("kind", "cumulative")), entry.get("who"))

    @cached_property
    def _measure_words(self) -> list[tuple[str, MeasureWord]]:
        return list(self._words_of_measures())

    def _words_of_measures(self) -> Iterable[tuple[str, MeasureWord]]:
        seen: set[str] = set()
        for key, entry in self.pack.get("measures", {}).items():
            measure = Measure(key, ScopeKind(entry.get("kind", "cumulative")), entry.get("who"))
            nouns = {word.casefold() for word in entry.get("nouns", ())}
            phrases = {word.casefold() for word in entry.get("phrases", ())}
            bearers = {word.casefold() for word in entry.get("bearers", ())}
            verbs = {
                form.written
                for lemma in entry.get("verbs", ())
                for form in forms_of(lemma, self.inflection)
            }
            for word in sorted(nouns | phrases | verbs):
                # The first concept that names a word keeps it: the order of the pack decides.
                if word not in seen:
                    seen.add(word)
                    predicate = word in phrases or word in verbs
                    yield (
                        word,
                        MeasureWord(
                            measure, word in nouns, predicate, word in verbs, word in bearers
                        ),
                    )

    @cached_property
    def assertions(self) -> PhraseTable[str]:
        """Words whose statement is a claim even without a figure, with their concept."""
        return PhraseTable(
            (
                (word, concept)
                for concept, words in self.pack.get("assertions", {}).items()
                for word in words
            ),
            accents=True,
        )

    @cached_property
    def stated_verbs(self) -> PhraseTable[StatedVerb]:
        """Verbs whose statement is a claim even without a figure, light verbs among them."""
        return PhraseTable(self._stated_verbs(), accents=True)

    def _stated_verbs(self) -> Iterable[tuple[str, StatedVerb]]:
        table = self.pack.get("statements", {})
        measures = self.pack.get("measures", {})
        concepts: list[tuple[str | None, Iterable[str], Iterable[str]]] = [
            (concept, lemmas, ()) for concept, lemmas in table.get("verbs", {}).items()
        ]
        for key in table.get("measures", ()):
            entry = measures.get(key, {})
            concepts.append((key, entry.get("verbs", ()), entry.get("phrases", ())))
        concepts.append((None, table.get("light_verbs", ()), ()))
        nouns = {word for words in table.get("nouns", {}).values() for word in words}
        seen: set[str] = set()
        for concept, lemmas, phrases in concepts:
            written: dict[str, set[Form]] = {
                phrase: {Form.PAST} for phrase in phrases if phrase not in nouns
            }
            plain: set[str] = set()
            for lemma in lemmas:
                verb, _, particle = lemma.partition(" ")
                tail = f" {particle}" if particle else ""
                for form in forms_of(verb, self.inflection):
                    written.setdefault(form.written + tail, set()).add(form.form)
                    if form.form is Form.FINITE and form.written == verb:
                        plain.add(fold_word(verb))
            for word, forms in written.items():
                if word not in seen:
                    seen.add(word)
                    yield word, StatedVerb(concept, frozenset(forms), frozenset(plain))

    @cached_property
    def stated_nouns(self) -> PhraseTable[str]:
        """Nouns of what is done, confirmed or denied ("the withdrawal of"), with their concept."""
        return PhraseTable(
            (
                (word, concept)
                for concept, words in self.pack.get("statements", {}).get("nouns", {}).items()
                for word in words
            ),
            accents=True,
        )

    @cached_property
    def denials(self) -> PhraseTable[str]:
        """Words that only a denial makes a statement of ("any involvement"), with their concept."""
        return PhraseTable(
            (word, concept)
            for concept, words in self.pack.get("denials", {}).items()
            for word in words
        )

    @cached_property
    def populations(self) -> PhraseTable[str]:
        """Words of whom or what is counted, with their concept."""
        return PhraseTable(
            (word, concept)
            for concept, words in self.pack.get("populations", {}).items()
            for word in words
        )

    @cached_property
    def places(self) -> PhraseTable[KnownPlace]:
        """The gazetteer: countries, towns and what is called after them."""
        return PhraseTable(self._place_names(), names=True)

    def _place_names(self) -> Iterable[tuple[str, KnownPlace]]:
        tables = self.pack.get("places", {})
        for code, (names, adjectives) in tables.get("countries", {}).items():
            yield from ((name, KnownPlace(code, False)) for name in names)
            yield from ((adjective, KnownPlace(code, True)) for adjective in adjectives)
        for key, names in tables.get("towns", {}).items():
            yield from ((name, KnownPlace(key, False)) for name in names)
        # An editor's glossary gives a place its names by language.
        for key, entry in tables.items():
            if isinstance(entry, dict) and self.code in entry:
                yield from ((name, KnownPlace(key, False)) for name in entry[self.code])

    @cached_property
    def governments(self) -> dict[str, str]:
        """Capitals that stand for their government, folded, with the country's code."""
        names = self.pack.get("places", {}).get("governments", {}).get("names", {})
        return {fold_word(name): code for name, code in names.items()}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Bodies that every country has, by their folded words without articles, with their concept."""
        articles = self.words("words", "determiners")
        return {
            " ".join(token.norm for token in tokenise(name) if token.norm not in articles): concept
            for concept, names in self.pack.get("bodies", {}).items()
            for name in names
        }

    @cached_property
    def sources(self) -> PhraseTable[KnownSource]:
        """Bodies known by name."""
        return PhraseTable(
            (
                (
                    name,
                    KnownSource(
                        key,
                        entry["names"][0],
                        entry.get("kind", "organisation"),
                        entry.get("parent"),
                    ),
                )
                for key, entry in self.pack.get("sources", {}).items()
                for name in entry["names"]
            ),
            names=True,
        )


@cache
def lexicon(language: str, glossary: tuple[Path, ...] = ()) -> Lexicon:
    """Make ready a language's pack with the editor's glossaries laid over it.

    A glossary has the tables of a pack, either at its top (for every language) or under the language's
    code. Raise ``KeyError`` without a pack and ``InputError`` for a glossary that cannot be read.
    """
    return Lexicon(load(pack_name(language, glossary)))


@cache
def pack_name(language: str, glossary: tuple[Path, ...] = ()) -> str:
    """Name the pack of a language with the editor's glossaries laid over it, as :func:`load` takes it."""
    name = language
    for path in glossary:
        from reconcile.languages.checking import read_checked

        extra = read_checked(str(path))
        common = {key: value for key, value in extra.items() if len(key) != 2}
        own = extra.get(language, {})
        digest = hashlib.sha256(json.dumps([common, own], default=str).encode()).hexdigest()[:16]
        name = lay_over(lay_over(name, f"{digest}c", common), f"{digest}o", own)
    return name
