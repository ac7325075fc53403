"""Agency signatures: "Le Monde avec AFP", "By Jane Doe, Associated Press", "(avec Reuters)", "© AFP".

A picture's credit ("Crédit : AFP") is no signature of the text, and an agency named in a sentence is a source of
that sentence: only a parenthesis at the very beginning or end, and a line that holds nothing but a signature
are believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reconcile.reading.agencies import known_agencies
from reconcile.reading.edges import FIRST_LINES, LAST_LINES, REACH, edge_lines
from reconcile.reading.words import alternatives, words

#: A signature's line is short, and so is what stands before the agency in it.
_LONGEST = 90
_WORDS_BEFORE = 6
#: In a line such as "Le Figaro avec AFP" so many words may be small ("La rédaction avec AFP"); more make a sentence.
_SMALL_WORDS = 1
_COPYRIGHT = re.compile(
    r"\A(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*,?\s*(?:by\s+)?",
    re.IGNORECASE,
)


def signatures(text: str) -> Iterator[tuple[str, float, str]]:
    """Give the agencies that sign a text, each with how sure that is (0 to 1) and where it stands."""
    lines = [line.of(text).strip() for line in edge_lines(text, tail=True)]
    first, last = lines[:FIRST_LINES], lines[-LAST_LINES:]
    for match in re.finditer(r"\(([^()]{2,40})\)", first[0][:REACH]) if first else ():
        for agency in _within(match[1], codes=False):
            yield agency, 0.8, "first line"
    for line in dict.fromkeys([*first[1:], *last]):
        for agency in agencies_of_line(line):
            yield agency, 0.8, "signature line"
    for line in reversed(last):
        closing = re.search(r"[(\[]([^()\[\]]{2,40})[)\]]\W*\Z", line)
        for agency in _within(closing[1], codes=True) if closing else ():
            yield agency, 0.85, "closing signature"


def agencies_of_line(line: str) -> tuple[str, ...]:
    """List the agencies of a line that is a signature from end to end; none for any other line."""
    if not 2 <= len(line) <= _LONGEST or _credit().search(line):
        return ()
    copyrighted = _COPYRIGHT.match(line.strip(" -–—[]|*"))
    if copyrighted:
        return known_agencies(line.strip(" -–—[]|*")[copyrighted.end() :].split(".")[0])
    bare = line.strip(" -–—()[].|/*")
    return (
        _after_lead(bare, ends=line.rstrip().endswith("."))
        or _after_republished(bare)
        or _contributing(bare)
        or _of_byline(bare)
        or known_agencies(bare)
    )


def _within(text: str, *, codes: bool) -> tuple[str, ...]:
    """List the agencies of a parenthesis: "Reuters", "avec AFP"."""
    if _credit().search(text):
        return ()
    lead = _lead().match(text)
    return known_agencies(text[lead.end() :] if lead else text, codes=codes)


def _after_lead(bare: str, *, ends: bool) -> tuple[str, ...]:
    """Read "Le Monde avec AFP"; a sentence ("Il a parlé avec Reuters") has more words in small letters."""
    match = _lead().search(bare)
    if not match or re.search(r"[.!?]\s", bare):
        return ()
    before = bare[: match.start()].split()
    small = sum(word[0].islower() for word in before)
    if len(before) > _WORDS_BEFORE or small > (0 if ends else _SMALL_WORDS):
        return ()
    return known_agencies(bare[match.end() :])


def _after_republished(bare: str) -> tuple[str, ...]:
    match = _republished().search(bare)
    if not match or len(bare[: match.start()].split()) > _WORDS_BEFORE:
        return ()
    return known_agencies(bare[match.end() :])


def _contributing(bare: str) -> tuple[str, ...]:
    match = _contributed().search(bare)
    return known_agencies(bare[: match.start()], codes=True) if match else ()


def _of_byline(bare: str) -> tuple[str, ...]:
    """Read "By Jane Doe, AP", "By JANE DOE Associated Press", "Par AFP"."""
    by = _byline().match(bare)
    if not by:
        return ()
    after = bare[by.end() :]
    names = re.split(r"\s*[,/|]\s*|\s+[-–—]\s+", after)
    # "By midnight, AP": a name begins with a capital.
    if len(names) > 1 and after[:1].isupper():
        return known_agencies(names[-1], codes=True)
    words_after = after.split()
    for count in range(min(3, len(words_after)), 0, -1):
        if found := known_agencies(" ".join(words_after[-count:])):
            return found
    return ()


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(words('signed_with'))})(?:\s*:\s*|\s+)", re.IGNORECASE
    )


@cache
def _republished() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words('republished'))})\s+", re.IGNORECASE)


@cache
def _contributed() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(words('contributed'))})\Z", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('signed_by'))})\s+", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words('picture_credit'))})(?!\w)", re.IGNORECASE)
