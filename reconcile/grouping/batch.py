"""Claims as columns: what grouping reads of them, a batch at a time.

Arrays are what the steps of grouping take and give, so that a million claims fit in memory and can be
sent to another process, or come from the ledger without a Python object a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from reconcile.grouping.engines import SERIAL, Engine
from reconcile.grouping.lexicon import NOTHING, concepts, is_among, lexicon, nations
from reconcile.grouping.words import WORD_BITS, WORD_MASK, Words, split

#: Texts that are split at once; bounds the memory that splitting takes.
CHUNK = 20_000
#: The measure of a claim that names more than one.
SEVERAL = np.uint32(1)
#: Letters of a word that are kept of its spelling.
LETTERS = 20
#: Words of a text past this number are not read: a sentence of ten thousand words is no sentence.
LONGEST = 160

#: A clause of at most this many words that holds a verb of speech names who speaks.
SHORT_CLAUSE = 7

#: ``flag`` of a word: outside the quoted passage; written as a name; in a clause that names the speaker.
CONTEXT, NAME, SPEAKER = np.uint8(1), np.uint8(2), np.uint8(4)
_FLAG_BITS = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """Distinct words, sorted by hash, and their folded spelling."""

    word: npt.NDArray[np.uint32]
    letters: npt.NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Bags:
    """The distinct words of each claim, sorted: ``word[start[i]:start[i + 1]]``, with a flag each.

    ``first_year`` and ``last_year`` bound the years that the text names (0: none). ``spelling`` says how
    each distinct word is spelt, without its ending; concepts and words with a digit are not in it.
    """

    start: npt.NDArray[np.int64]
    word: npt.NDArray[np.uint32]
    flag: npt.NDArray[np.uint8]
    first_year: npt.NDArray[np.int16]
    last_year: npt.NDArray[np.int16]
    spelling: Spelling

    def __len__(self) -> int:
        return len(self.start) - 1


@dataclass(frozen=True, slots=True)
class Sets:
    """A set of hashes a claim: ``value[start[i]:start[i + 1]]``; an empty set is one that is not known."""

    start: npt.NDArray[np.int64]
    value: npt.NDArray[np.uint32]

    @classmethod
    def empty(cls, size: int) -> Sets:
        """Make ``size`` empty sets."""
        return cls(np.zeros(size + 1, dtype=np.int64), np.zeros(0, dtype=np.uint32))

    @classmethod
    def of(cls, sets: Sequence[Sequence[int]]) -> Sets:
        """Make sets of hashes."""
        start = np.concatenate(([0], np.cumsum([len(item) for item in sets], dtype=np.int64)))
        return cls(start, np.array([value for item in sets for value in item], dtype=np.uint32))


@dataclass(frozen=True, slots=True)
class Batch:
    """Claims as columns of one length; 0 stands for what is not known.

    ``measure`` (or ``SEVERAL``), ``event``, ``unit`` and ``language`` are hashes; ``kind`` is 1 + the place in ``ScopeKind``;
    ``first`` and ``last`` bound the period in days since year 1; ``places`` are where it happened,
    ``wider`` these and all that contain them; ``nations`` whom it befell; ``whole`` is the row of the
    claim of which this one is a declared part, or -1.
    """

    bags: Bags
    measure: npt.NDArray[np.uint32]
    event: npt.NDArray[np.uint32]
    unit: npt.NDArray[np.uint32]
    language: npt.NDArray[np.uint32]
    #: Hashes of the document that it stands in, and of the sentence there.
    document: npt.NDArray[np.uint32]
    sentence: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.int8]
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    whole: npt.NDArray[np.int64]
    population: Sets
    places: Sets
    wider: Sets
    nations: Sets

    def __len__(self) -> int:
        return len(self.bags)


def text_batch(texts: Sequence[str], engine: Engine = SERIAL) -> Batch:
    """Make a batch of texts of which nothing else is known."""
    size = len(texts)
    bags = read_bags(texts, engine=engine)
    none = np.zeros(size, dtype=np.uint32)
    days = np.zeros(size, dtype=np.int32)
    unknown = Sets.empty(size)
    return Batch(
        bags=bags,
        measure=read_measure(bags),
        event=read_event(bags),
        unit=none,
        language=none,
        document=none,
        sentence=none,
        kind=np.zeros(size, dtype=np.int8),
        first=days,
        last=days,
        whole=np.full(size, -1, dtype=np.int64),
        population=unknown,
        places=unknown,
        wider=unknown,
        nations=read_nations(bags),
    )


def read_measure(bags: Bags) -> npt.NDArray[np.uint32]:
    """Tell the measure of each claim from its words; 0 where they name none, ``SEVERAL`` where more than one."""
    measure, count = _the_only(bags, concepts("measures"))
    act, acts = _the_only(bags, concepts("acts"))
    measure[count > 1] = SEVERAL
    act[acts > 1] = SEVERAL
    return np.where(count > 0, measure, act)


def read_event(bags: Bags) -> npt.NDArray[np.uint32]:
    """Tell from its words what happened; 0 where they name nothing, or several things."""
    return _the_only(bags, concepts("events"))[0]


def _the_only(
    bags: Bags, known: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Give the concept of ``known`` that each claim's passage names, if it names just one, and how many it names."""
    where, owner = _said(bags, known)
    count = np.bincount(owner, minlength=len(bags))
    result = np.zeros(len(bags), dtype=np.uint32)
    result[owner] = bags.word[where]
    result[count != 1] = 0
    return result, count


def read_nations(bags: Bags) -> Sets:
    """Give the countries that each claim's passage names."""
    where, owner = _said(bags, nations())
    start = np.searchsorted(owner, np.arange(len(bags) + 1))
    return Sets(start.astype(np.int64), bags.word[where])


def _said(
    bags: Bags, known: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Find the words of passages that are among ``known``, and the claim of each."""
    said = (bags.flag & (CONTEXT | SPEAKER)) == 0
    where = np.flatnonzero(is_among(known, bags.word) & said)
    return where, np.searchsorted(bags.start, where, side="right") - 1


def read_bags(
    texts: Sequence[str], contexts: Sequence[str] | None = None, engine: Engine = SERIAL
) -> Bags:
    """Read the words of ``texts`` (and, apart, of what stands around them) into bags."""
    chunks = [
        (texts[at : at + CHUNK], contexts[at : at + CHUNK] if contexts else None)
        for at in range(0, len(texts), CHUNK)
    ]
    return join_bags(list(engine.map(read_chunk, chunks)))


def read_chunk(chunk: tuple[Sequence[str], Sequence[str] | None]) -> Bags:
    """Read one chunk of texts and contexts: the unit of work that is sent to a process."""
    texts, contexts = chunk
    packed, years, spelling = _pack(texts, np.uint8(0))
    if contexts is not None and any(contexts):
        more, _, other = _pack(contexts, CONTEXT)
        packed = np.concatenate((packed, more))
        spelling = _joined_spelling([spelling, other])
    packed.sort()
    # A word that stands twice counts once, as it stands in the passage rather than around it.
    if len(packed):
        word = packed >> _FLAG_BITS
        packed = packed[np.concatenate(([True], word[1:] != word[:-1]))]
    owner = packed >> (WORD_BITS + _FLAG_BITS)
    start = np.searchsorted(owner, np.arange(len(texts) + 1))
    read = (packed >> _FLAG_BITS & WORD_MASK).astype(np.uint32)
    # Packed are context, speaker, and "no name", so that the plainest use of a word comes first.
    flag = ((packed & 4) >> 2 | (packed & 2) << 1 | (~packed & 1) << 1).astype(np.uint8)
    return Bags(start.astype(np.int64), read, flag, *years, spelling)


def _pack(
    texts: Sequence[str], context: np.uint8
) -> tuple[npt.NDArray[np.int64], tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]], Spelling]:
    """Pack text, word and flags of every word into one integer each."""
    words = split(texts)
    meaning = lexicon().translate(words)
    first = np.full(len(texts), 9999, dtype=np.int16)
    last = np.zeros(len(texts), dtype=np.int16)
    dated = words.year > 0
    np.minimum.at(first, words.text[dated], words.year[dated])
    np.maximum.at(last, words.text[dated], words.year[dated])
    first[first == 9999] = 0
    rank = np.arange(len(words.text)) - np.searchsorted(words.text, words.text)
    kept = (meaning != NOTHING) & ~dated & (rank < LONGEST)
    packed = (
        words.text[kept].astype(np.int64) << (WORD_BITS + _FLAG_BITS)
        | meaning[kept].astype(np.int64) << _FLAG_BITS
        | np.int64(context) << 2
        | _names_the_speaker(words, meaning)[kept].astype(np.int64) << 1
        | ~words.name[kept]
    )
    return packed, (first, last), _spelling(words, kept & (meaning == words.word))


def _spelling(words: Words, kept: npt.NDArray[np.bool_]) -> Spelling:
    """Spell each distinct word of those kept, once."""
    at = np.flatnonzero(kept)
    distinct, first = np.unique(words.word[at], return_index=True)
    at = at[first]
    length = np.minimum(words.end[at] - words.start[at], LETTERS)
    column = np.arange(LETTERS)
    inside = column < length[:, None]
    position = np.minimum(words.start[at, None] + column, len(words.units) - 1)
    letters = np.where(inside, words.units[position], 0)
    plain = ((letters == 0) | ((letters >= 97) & (letters <= 122))).all(axis=1)
    spelt = letters[plain].astype(np.uint8)
    return Spelling(distinct[plain], np.ascontiguousarray(spelt).view(f"S{LETTERS}").ravel())


def _joined_spelling(parts: Sequence[Spelling]) -> Spelling:
    word, first = np.unique(np.concatenate([part.word for part in parts]), return_index=True)
    return Spelling(word, np.concatenate([part.letters for part in parts])[first])


def _names_the_speaker(words: Words, meaning: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Tell which words stand in a short clause that only says who speaks: "selon le ministère", "the police said".

    One that states a measure says more: "police said 12 people died", "the mudslide claimed 12 lives".
    """
    if not len(words.word):
        return np.zeros(0, dtype=bool)
    size = int(words.clause[-1]) + 1
    long = np.bincount(words.clause, minlength=size) > SHORT_CLAUSE
    speaks = np.zeros(size, dtype=bool)
    speaks[words.clause[lexicon().speaks(words.word)]] = True
    # Hospitals and demonstrators speak as well.
    states = is_among(concepts("deeds"), meaning)
    speaks[words.clause[states]] = False
    return (speaks & ~long)[words.clause]


def reworded(bags: Bags, word: npt.NDArray[np.uint32]) -> Bags:
    """Put other words in the place of those of bags; what is then twice in one claim counts once."""
    owner = np.repeat(np.arange(len(bags), dtype=np.int64), np.diff(bags.start))
    # "No name" sorts after "name", as when the bags were read.
    packed = owner << (WORD_BITS + _FLAG_BITS) | word.astype(np.int64) << _FLAG_BITS
    packed |= bags.flag ^ NAME
    packed.sort()
    packed = packed[np.diff(packed >> _FLAG_BITS, prepend=-1) != 0]
    start = np.searchsorted(packed >> (WORD_BITS + _FLAG_BITS), np.arange(len(bags) + 1))
    return replace(
        bags,
        start=start.astype(np.int64),
        word=(packed >> _FLAG_BITS & WORD_MASK).astype(np.uint32),
        flag=(packed & 7).astype(np.uint8) ^ NAME,
    )


def join_bags(parts: Sequence[Bags]) -> Bags:
    """Put bags one after the other."""
    if not parts:
        return read_chunk(((), None))
    if len(parts) == 1:
        return parts[0]
    lengths = np.concatenate([np.diff(part.start) for part in parts])
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Bags)
        if field.name not in ("start", "spelling")
    }
    return Bags(
        start=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        spelling=_joined_spelling([part.spelling for part in parts]),
        **columns,
    )
