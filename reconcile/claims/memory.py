"""Who has spoken so far in a document: what pronouns, surnames and "la source" point back to."""

from __future__ import annotations

from dataclasses import replace

from reconcile.claims.cue import ANYONE
from reconcile.claims.layout import Sentence
from reconcile.claims.pack import Lexicon
from reconcile.claims.speaker import Speaker
from reconcile.claims.tokens import fold_word

#: Sentences back to which a pronoun reaches, and a name or "la source".
_NEAR, _KEPT = 6, 60


class Memory:
    """The speakers of a document, latest last."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.pack.get("words", {})
        self._pronouns = lexicon.subject_pronouns | words.get("cue_pronouns", {})
        self._pronouns |= words.get("possessives", {})
        self._heads = (
            lexicon.words("speakers", "anonymous")
            | lexicon.words("speakers", "persons")
            | lexicon.words("speakers", "documents")
            | lexicon.words("speakers", "organisations")
        )
        #: Who, in which sentence, and whether they spoke there or were only named.
        self._chains: list[tuple[tuple[Speaker, ...], int, bool]] = []
        self._people: dict[str, list[Speaker]] = {}
        self._same = lexicon.words("attribution", "same")
        self._documents = lexicon.words("speakers", "documents")
        #: Who spoke last in a sentence that names a document, and in which.
        self._issued: tuple[Speaker, int] | None = None
        self._now = 0

    def heard(self, speakers: tuple[Speaker, ...], sentence: Sentence) -> None:
        """Remember who spoke."""
        self._chains.append((speakers, sentence.index, True))
        if any(token.norm in self._documents for token in sentence.tokens):
            self._issued = (speakers[-1], sentence.index)
        for speaker in speakers:
            self._know(speaker)

    def _know(self, speaker: Speaker) -> None:
        if not speaker.person:
            return
        known = self._people.setdefault(fold_word(speaker.person.split()[-1]), [])
        for number, other in enumerate(known):
            if _one_person(other.person or "", speaker.person):
                if len(other.person or "") < len(speaker.person):
                    known[number] = speaker
                return
        known.append(speaker)

    def mentioned(self, speaker: Speaker | None, sentence: Sentence) -> None:
        """Remember a person whom a sentence is about, whom a pronoun may take up."""
        if speaker is not None:
            self._chains.append(((self.full(speaker),), sentence.index, False))
            self._know(speaker)

    def end_sentence(self, sentence: Sentence) -> None:
        """Forget what is too far back to be taken up."""
        self._chains = [chain for chain in self._chains if sentence.index - chain[1] < _KEPT]
        self._now = sentence.index

    def pronoun(self, norm: str) -> tuple[Speaker, ...]:
        """Return the chain of the last speaker that a pronoun may stand for; empty where none fits."""
        number = self._pronouns.get(norm)
        if number is None and norm != ANYONE:
            return ()
        taken_up: tuple[Speaker, ...] = ()
        for speakers, index, spoke in reversed(self._chains):
            if self._now - index > _NEAR:
                break
            speaker = speakers[-1]
            if taken_up and not (spoke and speaker.person):
                continue
            if number == "p" and not speaker.plural:
                continue
            if number == "s" and speaker.plural:
                continue
            if number == "o" and speaker.person:
                continue
            if not taken_up and self._takes_up(speaker):
                # "l'experte" stands for someone named before, as the pronoun does.
                taken_up = speakers
                continue
            return speakers
        return taken_up

    def _takes_up(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is a person by one common noun alone: "l'expert"."""
        common = speaker.definite and bool(speaker.role) and not speaker.person
        return common and len(speaker.text.split()) == 1

    def anaphor(self, speaker: Speaker) -> tuple[Speaker, ...] | None:
        """Return the chain that "la source" or "le responsable" points back to."""
        words = speaker.text.split()
        if not speaker.person and fold_word(words[0]) in self._same:
            return self.pronoun(ANYONE) or None
        if (
            speaker.person
            or not speaker.definite
            or len(words) > 1
            or fold_word(words[0]) not in self._heads
        ):
            return None
        for speakers, _, _ in reversed(self._chains):
            known = speakers[-1]
            if (
                known.head == speaker.head
                and known.text != speaker.text
                and len(known.name.split()) > 1
            ):
                return speakers
            if (
                known.person
                and known.role
                and not speaker.document
                and speaker.head
                in {fold_word(word) for word in known.role.replace("'", " ").split()}
            ):
                return speakers
        return self._document(speaker)

    def _document(self, speaker: Speaker) -> tuple[Speaker, ...] | None:
        """Give "le texte" its author, where the sentence before had someone speak in a statement."""
        if not speaker.document or self._issued is None:
            return None
        author, index = self._issued
        if author.document or author.anonymous or self._now - index > 1:
            return None
        return (
            replace(
                speaker,
                organisation=author.organisation or author.name,
                organisation_key=author.organisation_key or author.key,
            ),
        )

    def full(self, speaker: Speaker) -> Speaker:
        """Give a surname its full name, where the text gave it before."""
        name = speaker.person
        if name is None and speaker.organisation == speaker.text and len(speaker.text.split()) == 1:
            name = speaker.text
        if name is None or speaker.key:
            return speaker
        people = self._people.get(fold_word(name.split()[-1]), [])
        known = [other for other in people if _one_person(other.person or "", name)]
        if len(known) != 1:
            # Of two who share a surname, it is not said which.
            return speaker
        full = known[0].person
        if full is None or len(full.split()) < len(name.split()):
            return speaker
        return replace(known[0], start=speaker.start, end=speaker.end)

    def outlet(self, hearer: Speaker) -> Speaker:
        """Resolve "au média", "told the newspaper" to the outlet named last."""
        if hearer.key is not None or hearer.text[:1].isupper():
            return hearer
        for speakers, _, _ in reversed(self._chains):
            for speaker in speakers:
                if speaker.document and speaker.organisation:
                    return replace(
                        hearer, organisation=speaker.organisation, text=speaker.organisation
                    )
        return hearer


def _one_person(a: str, b: str) -> bool:
    """Tell whether two names may be one person's: the same, or one the other's surname."""
    short, full = sorted((fold_word(a).split(), fold_word(b).split()), key=len)
    return short == full or (len(short) == 1 and full[-1:] == short)
