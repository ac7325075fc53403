"""Words that are mistyped, or spelt as another newsroom would, to the word that was meant.

A word that stands in one or two claims, and is one slip from a word that stands in more, is read as that
word. Neighbours are found by deleting each letter in turn (the symmetric deletion of SymSpell) on arrays,
and confirmed by RapidFuzz. Short names are left alone: Iran is not Iraq.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from reconcile.grouping.batch import LETTERS, Bags, Batch, reworded
from reconcile.grouping.statistics import count_words

#: A word in more claims than this is no slip.
_SLIP = 2
#: The word that was meant stands in at least this many claims for each with the slip.
_OFTENER = 3
#: Words, and names, of fewer letters are left alone.
_SHORTEST, _SHORTEST_NAME = 5, 7


@dataclass(frozen=True, slots=True)
class Slips:
    """Mistyped words, sorted by hash, and the word that was meant by each."""

    word: npt.NDArray[np.uint32]
    meant: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.word)


def mistyped(bags: Bags) -> Slips:
    """Find the mistyped words of bags."""
    word, count, named = count_words(bags)
    at = np.searchsorted(word, bags.spelling.word)
    at[at == len(word)] = 0
    known = word[at] == bags.spelling.word if len(word) else np.zeros(len(at), dtype=bool)
    at, letters = at[known], bags.spelling.letters[known]
    length = np.char.str_len(letters)
    is_name = named[at] * 2 > count[at]
    fit = length >= np.where(is_name, _SHORTEST_NAME, _SHORTEST)
    at, letters, length, is_name = at[fit], letters[fit], length[fit], is_name[fit]
    rare = np.flatnonzero(count[at] <= _SLIP)
    often = np.flatnonzero(count[at] >= _OFTENER)
    slip, meant = _one_letter_off(letters, length, rare, often)
    near = cpdist(
        [item.decode() for item in letters[slip].tolist()],
        [item.decode() for item in letters[meant].tolist()],
        scorer=OSA.distance,
        score_cutoff=1,
        dtype=np.uint8,
    )
    likely = (near <= 1) & (count[at[meant]] >= _OFTENER * count[at[slip]])
    # A name is not a slip for a word, nor a word for a name.
    likely &= is_name[slip] == is_name[meant]
    slip, meant = at[slip[likely]], at[meant[likely]]
    # The commonest neighbour is meant; of two as common, the smaller hash.
    order = np.lexsort((word[meant], -count[meant].astype(np.int64), slip))
    slip, meant = slip[order], meant[order]
    first = np.flatnonzero(np.concatenate(([True], slip[1:] != slip[:-1]))) if len(slip) else slip
    return Slips(word[slip[first]], word[meant[first]])


def _one_letter_off(
    letters: npt.NDArray[np.bytes_],
    length: npt.NDArray[np.int64],
    rare: npt.NDArray[np.int64],
    often: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pair rare with frequent words that are alike once a letter is left out of one or both."""
    mine, mine_of = _deletions(letters[rare], length[rare])
    theirs, theirs_of = _deletions(letters[often], length[often])
    order = np.argsort(theirs, kind="stable")
    theirs, theirs_of = theirs[order], theirs_of[order]
    low, high = np.searchsorted(theirs, mine), np.searchsorted(theirs, mine, "right")
    many = high - low
    slip = np.repeat(mine_of, many)
    start = np.concatenate(([0], np.cumsum(many)))[:-1]
    meant = theirs_of[np.arange(many.sum()) - np.repeat(start - low, many)]
    packed = np.unique(rare[slip].astype(np.int64) << 32 | often[meant])
    return packed >> 32, packed & 0xFFFFFFFF


def _deletions(
    letters: npt.NDArray[np.bytes_], length: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Hash each word as it is and without each of its letters; give the hashes and the row of each."""
    size = len(letters)
    matrix = np.frombuffer(letters.tobytes(), dtype=np.uint8).reshape(size, LETTERS)
    power = np.cumprod(np.full(LETTERS, 0x9E3779B97F4A7C15, dtype=np.uint64))
    rows = np.arange(size)
    whole = (matrix * power).sum(axis=1, dtype=np.uint64)
    hashes, owners = [whole], [rows]
    # What stands before the letter keeps its place, what stands after it moves one to the left.
    before = np.zeros(size, dtype=np.uint64)
    after = (matrix[:, 1:] * power[:-1]).sum(axis=1, dtype=np.uint64)
    for k in range(LETTERS):
        long = length > k
        hashes.append((before + after)[long])
        owners.append(rows[long])
        before += matrix[:, k] * power[k]
        if k + 1 < LETTERS:
            after -= matrix[:, k + 1] * power[k]
    return np.concatenate(hashes), np.concatenate(owners)


def respell(bags: Bags, slips: Slips) -> Bags:
    """Put the word that was meant in the place of each slip."""
    at = np.searchsorted(slips.word, bags.word)
    at[at == len(slips)] = 0
    found = slips.word[at] == bags.word
    if not found.any():
        return bags
    return reworded(bags, np.where(found, slips.meant[at], bags.word))


def respell_batch(batch: Batch, slips: Slips) -> Batch:
    """The same for the bags of a batch."""
    return replace(batch, bags=respell(batch.bags, slips)) if len(slips) else batch
