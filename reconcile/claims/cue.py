"""A cue of attribution: where it stands, who speaks, and what it governs."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.claims.pack import Frame
from reconcile.claims.reaches import Reach
from reconcile.claims.speaker import Speaker

_PLAIN = Frame()

#: In place of a pronoun: whoever spoke last, one or several.
ANYONE = "*"


class Cue(NamedTuple):
    """A cue with its speaker: tokens ``first`` to ``last`` (excluded) of its sentence."""

    first: int
    last: int
    reach: Reach
    rule: str
    speaker: Speaker | None = None
    #: The pronoun that stands for the speaker, where one does.
    pronoun: str | None = None
    #: Who was told, where that is a path to the page ("told Reuters").
    hearer: Speaker | None = None
    verb: str | None = None
    frame: Frame = _PLAIN
    #: The speaker's own words follow in the same sentence without naming him ("précisant que").
    follows: bool = False
    deeper: bool = False
    nearer: bool = False
    no_comment: bool = False
    #: Only a direct object is governed ("reported 3 deaths"), which must follow at once.
    near: bool = False
    #: No clause follows, but a quotation does further on ("promised to create “500 jobs”").
    quoted: bool = False
    #: The tokens beyond which it governs nothing: a relative clause, a bracket.
    bounds: tuple[int, int] | None = None
