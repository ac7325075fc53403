"""What one figure counts, of whom, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from reconcile.claims.clauses import Annotated, Located
from reconcile.claims.counted import among_others, read_counted
from reconcile.claims.counting import OCCASIONS, UNKNOWN, Counted, left_out, stated
from reconcile.claims.pack import Lexicon
from reconcile.claims.predicates import Predicate, choose, lemma, population
from reconcile.claims.quantities import FigureKind
from reconcile.claims.tokens import tokenise
from schema.vocabulary import Comparator, Support

#: Words from an act to the figure of its targets: "on", "the other".
_TARGET = 3
#: Sentences back to which "none of the twelve" may go, past measures.
_CARRIED = 3
#: Words from the end of a sentence to the plural that the next one takes up.
_PLURAL = 30
_TIMED = frozenset({FigureKind.DURATION, FigureKind.AGE})


class Reading(NamedTuple):
    """What was read of one figure before its claim is put together."""

    counted: Counted
    predicate: Predicate | None
    population: str | None
    measure: str | None


class FigureReader:
    """Reads the figures of one document in order; what a figure leaves out is taken from those before."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self._moves = lexicon.words("words", "moves")
        self._times = lexicon.words("dates", "plurals") | lexicon.words("words", "time")
        self._pronouns = {word for word, many in lexicon.subject_pronouns.items() if many == "p"}
        self._people = lexicon.words("words", "someone") | lexicon.words("speakers", "persons")
        self._definite = lexicon.words("words", "definite") - lexicon.words("words", "prepositions")
        self._prepositions = lexicon.words("words", "prepositions")
        self._last: tuple[int, Counted, int] | None = None
        self._free: tuple[int, Counted] | None = None
        self._many: tuple[int, Counted] | None = None
        self._earlier: list[tuple[int, float | None, Counted]] = []

    def read(self, sentence: Annotated, at: Located) -> Reading | None:
        """Read what a figure counts and of whom; ``None`` where it is better left alone."""
        previous = before = None
        if self._last is not None:
            index, counted, paragraph = self._last
            previous = counted if index == sentence.sentence.index else None
            beside = index == sentence.sentence.index - 1
            before = counted if beside and paragraph == sentence.sentence.paragraph else None
        if before is not None and before.rule == "unit" and at.figure.kind is FigureKind.COUNT:
            before = self._last_count(sentence.sentence.index - _CARRIED)
        before = before or self._meant(sentence, at)
        previous = self._beside(sentence, at) or previous
        counted = read_counted(sentence, at, self._whole(sentence, at) or previous, before)
        counted = self._taken_up(sentence, at, previous or before) or self._again(
            sentence, at, counted
        )
        predicate = self._predicate(sentence, at, counted)
        if self._in_a_name(sentence, at, counted, predicate) or _goes_on_in_time(
            sentence, at, counted
        ):
            return None
        if counted.rule == OCCASIONS and predicate is None:
            # "Twice" of nothing that is known to happen.
            return None
        settled = self._settle(at, counted, predicate)
        if settled is None:
            return None
        alone = settled
        settled = among_others(sentence, at, settled)
        whom = self._population(sentence, at, settled, predicate)
        predicate = self._of_a_thing(sentence, predicate, whom)
        measure = predicate.measure.key if predicate else self._implied(whom)
        measure = measure or self._bare_measure(sentence, settled)
        settled_of = replace(settled, population=whom, measure=measure)
        if not self._only_timed(sentence, settled):
            self._last = (sentence.sentence.index, settled_of, sentence.sentence.paragraph)
        self._earlier.append((sentence.sentence.index, at.figure.quantity.value, settled_of))
        if self._is_free(sentence, at):
            of_all = replace(settled_of, text=alone.text)
            self._free = (sentence.sentence.index, of_all)
        return Reading(settled, predicate, whom, measure)

    def _again(self, sentence: Annotated, at: Located, counted: Counted) -> Counted:
        """Take "all four", "the twelve" for those that were as many before."""
        definite = self.lexicon.words("words", "definite", "all_of_them")
        token = sentence.token(at.first - 1) if at.first else sentence.tokens[at.first]
        given = token is not None and token.norm in definite
        given = given or (at.first < at.after and sentence.tokens[at.first].norm in definite)
        value = at.figure.quantity.value
        if counted.phrase is not None or not given or value is None or value < 2:
            return counted
        if at.figure.kind is not FigureKind.COUNT:
            return counted
        for _, earlier, same in reversed(self._earlier):
            if earlier == value and same.rule != "unit" and same.text is not None:
                return left_out(same)
        return counted

    def _last_count(self, since: int) -> Counted | None:
        """Return what was last counted that is no measure, in the sentences from one on."""
        for index, _, counted in reversed(self._earlier):
            if index < since:
                return None
            if counted.rule != "unit":
                return counted
        return None

    def passed(self, sentence: Annotated) -> None:
        """Take note of the last plural of a sentence, which "ils sont 3 000" may take up in the next."""
        if sentence.nouns.head_last:
            return
        plural = sentence.nouns.plural_before(
            len(sentence.tokens) - 1, barriers=frozenset(sentence.figure_tokens), reach=_PLURAL
        )
        if plural is not None:
            self._many = (sentence.sentence.index, stated(sentence, plural, "pronoun"))

    def _is_free(self, sentence: Annotated, at: Located) -> bool:
        """Tell whether a figure hangs on no preposition: "10 autres", not "de 10 crans"."""
        index = at.first - 1
        while index >= 0 and sentence.tokens[index].norm in self._definite:
            index -= 1
        return index < 0 or sentence.tokens[index].norm not in self._prepositions

    def _beside(self, sentence: Annotated, at: Located) -> Counted | None:
        """Find what others of are told of: "6 banques ont perdu 4 crans, 10 autres 3 crans": not of "crans"."""
        if self._free is None or self._free[0] != sentence.sentence.index:
            return None
        token = sentence.token(at.after)
        others = token is not None and token.norm in self.lexicon.words(
            "words", "others", "bare_adjectives"
        )
        return self._free[1] if others and self._is_free(sentence, at) else None

    def _taken_up(self, sentence: Annotated, at: Located, latest: Counted | None) -> Counted | None:
        """Find what "en" stands for: "Les auteurs étudient les lacs. Ils en ont dénombré 1 900."."""
        pronouns = self.lexicon.words("words", "partitive_pronouns")
        verbs = self.lexicon.words("words", "auxiliaries")
        if not pronouns or at.figure.kind is not FigureKind.COUNT:
            return None
        for index in range(at.first - 2, max(-1, at.first - 5), -1):
            verb = sentence.tokens[index + 1]
            if sentence.tokens[index].norm in pronouns and (
                verb.norm in verbs or self.lexicon.verbs.of(verb)
            ):
                break
        else:
            return None
        named = self._many if self._many and self._many[0] == sentence.sentence.index - 1 else None
        meant = latest or (named[1] if named else None)
        own = at.after < len(sentence.tokens) and sentence.nouns.after(at.after, plural=True)
        return left_out(meant) if meant is not None and not own else None

    def _meant(self, sentence: Annotated, at: Located) -> Counted | None:
        """Find whom a plural pronoun stands for that is all a figure counts: "Ils sont 3 000"."""
        if self._many is None or self._many[0] != sentence.sentence.index - 1:
            return None
        near = {token.norm for token in sentence.tokens[max(0, at.first - 4) : at.first]}
        is_told = near & self._pronouns and near & self.lexicon.words("words", "be")
        among = at.after < len(sentence.tokens) and self.lexicon.phrases("words", "among_them").at(
            sentence.tokens, at.after
        )
        return self._many[1] if is_told or among else None

    def _whole(self, sentence: Annotated, at: Located) -> Counted | None:
        """Find what "dont 1 million" is a part of: the last figure of the sentence that is larger."""
        parts = self.lexicon.phrases("words", "parts")
        near = range(max(0, at.first - 3), at.first)
        value = at.figure.quantity.value
        if value is None or not any(
            (hit := parts.at(sentence.tokens, index)) and hit.last == at.first for index in near
        ):
            return None
        for index, earlier, counted in reversed(self._earlier):
            if index != sentence.sentence.index:
                break
            if earlier is not None and earlier > value:
                return counted
        return None

    def _predicate(self, sentence: Annotated, at: Located, counted: Counted) -> Predicate | None:
        noun = (at.after, at.after)
        phrase = counted.phrase
        if phrase is not None and phrase.first >= at.after:
            noun = (phrase.first, phrase.last)
        others = [item.first for item in sentence.figures if item.number != at.number]
        moves = self._moves if at.figure.phase is not None else frozenset()
        predicate = choose(
            # "The death toll rose from 12 to 34": a toll, and no rise of 34.
            [hit for hit in sentence.measures if hit.value.measure.key not in moves],
            (at.first, at.after),
            noun,
            sentence.clause(at.first),
            others,
            sentence.helped,
        )
        if predicate is None and at.figure.kind is FigureKind.COUNT and not self._timely(counted):
            predicate = self._target(sentence, at)
        if phrase is None or phrase.first >= at.after:
            return predicate
        if (
            predicate is None
            or predicate.rule == "noun_before"
            or self._reaches(sentence, at, predicate)
        ):
            for hit in sentence.measures:
                if phrase.first <= hit.first < phrase.last:
                    return Predicate(hit.value.measure, hit.first, hit.last, "counted_noun")
        return predicate

    def _timely(self, counted: Counted) -> bool:
        """Tell whether days or the like are counted."""
        last = tokenise(counted.text or "")[-1:]
        return any(word.norm in self._times for word in last)

    def _only_timed(self, sentence: Annotated, counted: Counted) -> bool:
        """Tell whether a figure says in what time others were counted: "900 cas en 24 heures, contre 700"."""
        counts = self._last is not None and self._last[0] == sentence.sentence.index
        return counts and self._timely(counted)

    def _money(self, counted: Counted) -> bool:
        """Tell whether money is counted."""
        currencies = self.lexicon.words("money", "words")
        return any(word.norm in currencies for word in tokenise(counted.text or ""))

    def _target(self, sentence: Annotated, at: Located) -> Predicate | None:
        """Find what was done to what is counted: "strikes on two sites", "l'attaque contre les deux bases"."""
        against = self.lexicon.words("words", "against")
        for hit in sentence.measures:
            near = hit.value.noun and hit.last < at.first <= hit.last + _TARGET
            between = {token.norm for token in sentence.tokens[hit.last : at.first]}
            if near and not hit.value.measure.who and between & against:
                return Predicate(hit.value.measure, hit.first, hit.last, "target")
        return None

    def _reaches(self, sentence: Annotated, at: Located, predicate: Predicate) -> bool:
        """Tell whether a count only moved to the figure: "the death toll rose to 29", not "by 29"."""
        words = self.lexicon.words
        before = sentence.token(at.first - 1)
        moved = predicate.measure.key in words("words", "moves")
        return moved and before is not None and before.norm not in words("words", "moved_by")

    def _settle(self, at: Located, counted: Counted, predicate: Predicate | None) -> Counted | None:
        """Say what stands in for a noun that is left out: what the measure is of, else people."""
        who = predicate.measure.who if predicate else None
        understood = Counted(None, who, "understood", Support.INFERRED)
        if at.figure.tally:
            return counted
        if (
            at.figure.quantity.high == 0
            and counted.phrase is None
            and not self._of_them(at, counted)
        ):
            return understood if who else None
        # "640 canards ont été abattus, dont 80 % par précaution": a share is of what was named.
        share = at.figure.kind is FigureKind.SHARE
        by_event = not share and self._by_an_event(counted, predicate)
        if who and (counted.text is None or by_event):
            return understood
        elided = counted.rule in ("left_out", "plural_before") and not self._someone(counted)
        # "200 euros par famille et 500 aux blessés": not so many people.
        elided = elided and not self._money(counted)
        if (
            who
            and elided
            and not share
            and counted.measure != (predicate.measure.key if predicate else None)
        ):
            # "between the two blasts, at least 20 were killed": not blasts.
            return understood
        if counted.text is None and at.figure.kind is FigureKind.SHARE and self._they(at):
            # "67% came out against"
            people = self.lexicon.pack.get("words", {}).get("understood")
            return replace(UNKNOWN, text=people, rule="understood")
        if counted.text is not None or at.figure.kind is not FigureKind.COUNT:
            return counted
        quantity = at.figure.quantity
        if quantity.comparator is Comparator.EXACT and (quantity.value or 0) <= 1:
            return None
        people = self.lexicon.pack.get("words", {}).get("understood")
        return replace(UNKNOWN, text=people, rule="understood")

    def _they(self, at: Located) -> bool:
        """Tell whether a verb of several follows a share at once."""
        verbs = self.lexicon.words("words", "several_do")
        following = tokenise(self.text[at.figure.after : at.figure.after + 24])[:1]
        return any(token.norm in verbs for token in following)

    def _of_them(self, at: Located, counted: Counted) -> bool:
        """Tell "none of the twelve", where those were counted before."""
        genitive = self.lexicon.words("words", "genitive")
        following = tokenise(self.text[at.figure.after : at.figure.after + 12])[:1]
        return counted.rule == "left_out" and any(token.norm in genitive for token in following)

    def _by_an_event(self, counted: Counted, predicate: Predicate | None) -> bool:
        """Tell whether the noun before a verb is what did it: "the attack had killed twelve"."""
        phrase = counted.phrase
        if phrase is None or predicate is None or predicate.rule != "predicate_before":
            return False
        if phrase.last > predicate.first:
            return False
        words = tokenise(counted.text or "")
        return not self.lexicon.populations.all(words)

    def _someone(self, counted: Counted) -> bool:
        """Tell whether what an earlier figure counts is people of some kind."""
        known = self.lexicon.pack.get("populations", {})
        things = self.lexicon.words("words", "things")
        named = counted.population or ""
        head = (counted.text or "").rpartition(" ")[2].casefold()
        if head in self._people:
            return True
        return any(
            part in known and part not in things for part in (named, named.partition(" ")[2])
        )

    def _in_a_name(
        self, sentence: Annotated, at: Located, counted: Counted, predicate: Predicate | None
    ) -> bool:
        """Tell whether a bare number after a name belongs to it ("CentOS 8", "HR 6819")."""
        figure = at.figure
        if figure.kind is not FigureKind.COUNT or at.first < 1:
            return False
        if counted.rule == "left_out" and self._last and self._last[0] == sentence.sentence.index:
            # "le PS 280 sièges, l'UMP 194": an earlier figure of the sentence goes on.
            return False
        plain = figure.quantity.comparator is Comparator.EXACT
        if not plain or not self.text[figure.number.start].isdigit():
            return False
        before = sentence.tokens[at.first - 1]
        acronym = before.text.isupper() and 2 <= len(before.text) <= 4
        if acronym and self.lexicon.sources.at(sentence.tokens, at.first - 1) is None:
            return True
        if (
            before.norm in self.lexicon.words("words", "labels")
            and counted.rule != "following_noun"
        ):
            return True
        if counted.phrase is not None:
            return False
        if predicate is not None and 0 <= at.first - predicate.last <= 1:
            return False
        if at.first < 2:
            return before.text.isupper() and len(before.text) > 1
        time = self.lexicon.words("words", "time")
        return before.text[:1].isupper() and len(before.text) > 2 and before.norm not in time

    def _population(
        self, sentence: Annotated, at: Located, counted: Counted, predicate: Predicate | None
    ) -> str | None:
        tokens, phrase = sentence.tokens, counted.phrase
        if at.figure.kind in (FigureKind.MONEY, FigureKind.MEASURE):
            return None
        if counted.rule == OCCASIONS:
            return self._befallen(sentence, at)
        if phrase is None:
            if counted.rule == "left_out":
                return counted.population
            words = tokenise(counted.text or "")
            return population(words, 0, len(words), self.lexicon)
        if tokens[phrase.head].norm in self.lexicon.words("words", "occasions"):
            return self._befallen(sentence, at)
        if self._measured(sentence, phrase.first, phrase.last, predicate):
            # "a death toll of 29", "5 000 manifestants": of whom the measure always is.
            who = tokenise((predicate.measure.who if predicate else None) or "")
            people = population(who, 0, len(who), self.lexicon)
            nation = next(
                (
                    hit.value.key
                    for hit in self.lexicon.places.all(tokens, phrase.first, phrase.last)
                    if hit.value.adjective
                ),
                None,
            )
            return f"{nation} {people}" if nation else people
        event = predicate and predicate.rule == "counted_noun" and not predicate.measure.who
        if event and not self.lexicon.populations.all(tokens, phrase.first, phrase.last):
            # The event itself is counted.
            return None
        return population(tokens, phrase.first, phrase.last, self.lexicon)

    def _befallen(self, sentence: Annotated, at: Located) -> str | None:
        """Name whom "attacked 13 times" is of: whoever the sentence names before."""
        hit = next(iter(self.lexicon.populations.all(sentence.tokens, 0, at.first)), None)
        if hit is None:
            return None
        return population(sentence.tokens, hit.first, hit.last + 1, self.lexicon)

    def _measured(
        self, sentence: Annotated, first: int, last: int, predicate: Predicate | None
    ) -> bool:
        """Tell whether a noun phrase names nobody but by what befell them."""
        if predicate is None or not predicate.measure.who:
            return False
        # "cyclone death toll": the measure is the head of the phrase.
        head = first <= predicate.first and predicate.last == last
        if predicate.rule != "counted_noun" and not head:
            return False
        named = self.lexicon.populations.all(sentence.tokens, first, last)
        # Soldiers who are stationed are soldiers first.
        return all(
            predicate.first <= hit.first < predicate.last and hit.value not in self.lexicon.implied
            for hit in named
        )

    def _of_a_thing(
        self, sentence: Annotated, predicate: Predicate | None, whom: str | None
    ) -> Predicate | None:
        """Take a verb for what it means of things: drones are shot down, not killed."""
        if predicate is None or whom is None or predicate.rule == "counted_noun":
            return predicate
        hit = self.lexicon.of_things.at(sentence.tokens, predicate.first)
        head = whom.split()
        things = self.lexicon.words("words", "downed")
        if hit is None or not things & set(head):
            return predicate
        return predicate._replace(measure=hit.value)

    def _implied(self, whom: str | None) -> str | None:
        """Take the measure that a population implies where no verb says more: soldiers are stationed."""
        if whom is None:
            return None
        implied = self.lexicon.implied
        return implied.get(whom) or implied.get(whom.partition(" ")[2])

    def _bare_measure(self, sentence: Annotated, counted: Counted) -> str | None:
        """Name a measure outside the glossary by the lemma of what is counted."""
        if counted.rule == "left_out" and counted.measure:
            return counted.measure
        if counted.phrase is not None:
            return lemma(sentence.tokens[counted.phrase.head].norm, self.lexicon)
        return lemma(counted.text.split()[-1].casefold(), self.lexicon) if counted.text else None


def _goes_on_in_time(sentence: Annotated, at: Located, counted: Counted) -> bool:
    """Tell whether a bare number counts years: "cinq ans de prison, dont deux avec sursis", "3 et 5 ans"."""
    if at.figure.kind is not FigureKind.COUNT or at.figure.additional:
        return False
    if at.number + 1 < len(sentence.figures):
        later = sentence.figures[at.number + 1]
        if later.figure.kind in _TIMED and later.first - at.after == 1:
            return True
    if at.number == 0 or counted.support is Support.STATED:
        return False
    earlier = sentence.figures[at.number - 1]
    if at.number > 1 and _set_against(sentence, earlier, at):
        return False
    return earlier.figure.kind in _TIMED and at.first - earlier.after <= 8


def _set_against(sentence: Annotated, time: Located, at: Located) -> bool:
    """Tell "900 cas en 24 heures, contre 700 la veille" from "24 mois, contre 12 auparavant"."""
    words = sentence.lexicon.words
    before, joint = sentence.token(at.first - 1), sentence.token(time.first - 1)
    set_against = before is not None and before.norm in words("changes", "against")
    return set_against and joint is not None and joint.norm in words("words", "prepositions")
