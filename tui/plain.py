"""The desk as questions and answers, line by line: for screen readers, poor terminals and scripts.

The same decisions through the same door; nothing is drawn, nothing is coloured, every state is a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reconcile.model import GroupLine, GroupView, JournalEntry, ReconcileError, Verdict
from schema.vocabulary import Family, Status
from tui import rows as layout
from tui import words
from tui.desk import Desk
from tui.language import N_, _, ngettext
from tui.reading import read_number
from tui.rows import ClaimRow
from tui.score_words import part_name
from tui.visible import one_line

Write = Callable[[str], None]

#: Answer → what it does. An answer may be followed by words: a reason, a name, a number.
ANSWERS: tuple[tuple[str, str], ...] = (
    ("a", N_("agreement")),
    ("x", N_("contradiction")),
    ("s", N_("succession: the later supersedes the earlier")),
    ("d", N_("apart: another scope or question")),
    ("y", N_("yes, accept the suggestion")),
    ("0", N_("clear the decision")),
    ("=", N_("accept all suggestions of agreement of this group")),
    ("(empty)", N_("leave it, next undecided claim")),
    ("A, B …", N_("go to that claim")),
    ("t", N_("read the sentence in its text")),
    ("w", N_("why: rule and score")),
    ("e WORDS", N_("note on the claim")),
    ("p WHY", N_("split the claim off into a group of its own")),
    ("k", N_("make this claim the anchor")),
    ("V", N_("verdict on the group")),
    ("] [", N_("next group, previous group")),
    ("g NUMBER", N_("go to a group")),
    ("i WORDS", N_("list the groups that hold the words")),
    ("u U", N_("undo, redo")),
    ("?", N_("this help")),
    ("q", N_("quit")),
)
_FAMILIES = {
    "a": Family.AGREEMENT,
    "x": Family.CONTRADICTION,
    "s": Family.SUCCESSION,
    "d": Family.APART,
}
_LISTED = 20


@dataclass
class PlainDesk:
    """A conversation over the ledger. ``answers`` gives a line at a time; its end quits."""

    desk: Desk
    answers: Iterator[str]
    write: Write
    number: int = 0
    text: str = ""
    claim: str | None = None
    #: How far the journal had come when the group was read out, and with what was decided here since.
    seen: int = 0

    def run(self) -> None:
        """Ask until the editor quits or there are no more answers."""
        progress = self.desk.progress()
        self.write(_progress(progress.groups, progress.settled, progress.contested))
        if not progress.groups:
            self.write(_("The ledger is empty. Add documents with: reconcile add"))
            return
        self._open()
        while (answer := self._ask()) is not None:
            if answer in ("q", "quit"):
                return
            try:
                self.desk.check()
                self._answer(answer)
            except ReconcileError as error:
                self.write(one_line(str(error)))
                self._open()

    # --- asking --------------------------------------------------------------------------------------

    def _ask(self, question: str = "") -> str | None:
        self.write(question or _("Your decision (? for help):"))
        answer = next(self.answers, None)
        return None if answer is None else answer.strip()

    def _line(self) -> GroupLine | None:
        page = self.desk.inbox(self.number, 1, text=self.text)
        return page.items[0] if page.items else None

    def _open(self) -> None:
        """Read out the group and the claim to decide on."""
        line = self._line()
        if line is None:
            self.write(_("There is no further group that way."))
            self.number = max(0, self.number - 1)
            line = self._line()
            if line is None:
                self.text, self.number = "", 0
                return
        self.group, self.seen = line.id, self.desk.as_of()
        view, laid = self._read()
        total = self.desk.inbox(0, 1, text=self.text).total
        self.write("")
        self.write(
            _("Group {n} of {total}: {name}").format(
                n=self.number + 1, total=total, name=one_line(view.group.name or view.group.id)
            )
        )
        origins = len(view.assessment.independent)
        self.write(
            ", ".join(
                (
                    _(words.STATUSES[view.status]),
                    _(words.LABELS[view.assessment.label]),
                    ngettext("{n} claim", "{n} claims", len(view.claims)),
                    ngettext("{n} independent origin", "{n} independent origins", origins),
                )
            )
        )
        if view.assessment.consistent is not None:
            right = view.assessment.consistent
            self.write(_("all can be right at once") if right else _("cannot all be right"))
        for row in laid:
            self.write(describe(row))
        self._next(laid)

    def _read(self) -> tuple[GroupView, tuple[ClaimRow, ...]]:
        # The version is that of the reading aloud: what has come since, the editor has not heard.
        view = replace(self.desk.group(self.group), version=self.seen)
        return view, layout.rows(view)

    def _current(self, laid: Iterable[ClaimRow]) -> ClaimRow | None:
        return next((row for row in laid if row.claim.id == self.claim), None)

    def _next(self, laid: tuple[ClaimRow, ...]) -> None:
        """Go to the next undecided claim and read out its suggestion."""
        places = {row.claim.id: index for index, row in enumerate(laid)}
        here = places.get(self.claim or "", -1)
        order = [*laid[here + 1 :], *laid[: here + 1]]
        row = next((row for row in order if row.undecided), None)
        if row is None:
            self.claim = laid[0].claim.id if laid else None
            self.write(_("Every claim is decided. V gives the verdict, ] the next group."))
            return
        self.claim = row.claim.id
        self._suggest(row)

    def _suggest(self, row: ClaimRow) -> None:
        view, _laid = self._read()
        self.write(
            _("Claim {claim}: “{quote}”").format(
                claim=row.letter, quote=one_line(row.claim.quote.exact)
            )
        )
        if row.relation is not None:
            self.write(
                _("Suggestion: {relation}, rule {rule}. {why}").format(
                    relation=_(words.RELATIONS[row.relation.type]),
                    rule=row.relation.rule,
                    why=one_line(self.desk.explain(view, row.relation)),
                )
            )

    # --- answering -----------------------------------------------------------------------------------

    def _answer(self, answer: str) -> None:
        word, _space, rest = answer.partition(" ")
        view, laid = self._read()
        row = self._current(laid)
        if not answer:
            self._next(laid)
        elif word in _FAMILIES:
            self._mark(view, row, _FAMILIES[word], rest)
        elif word in ("y", "yes"):
            self._accept(view, row, rest)
        elif word.isalpha() and word.isupper() and word not in ("U", "V"):
            self._go_to(laid, word)
        else:
            self._other(word, rest.strip(), view, row)

    def _go_to(self, laid: tuple[ClaimRow, ...], letter: str) -> None:
        row = next((row for row in laid if row.letter == letter), None)
        if row is None:
            self.write(_("There is no claim {claim} here.").format(claim=letter))
            return
        self.claim = row.claim.id
        self.write(describe(row))
        self._suggest(row)

    def _mark(self, view: GroupView, row: ClaimRow | None, family: Family, reason: str) -> None:
        if row is None or row.is_anchor:
            self.write(_("This is the anchor: choose a claim to compare with it."))
            return
        self._decided(self.desk.mark(view, row, family, reason.strip()))
        self.write(f"{row.letter} {words.decided(family)}")
        self._next(self._read()[1])

    def _accept(self, view: GroupView, row: ClaimRow | None, reason: str) -> None:
        if row is None or row.relation is None or row.relation.family is Family.UNDETERMINED:
            self.write(_("There is no suggestion to accept: decide with a, x, s or d."))
            return
        self._mark(view, row, row.relation.family, reason)

    def _other(self, word: str, rest: str, view: GroupView, row: ClaimRow | None) -> None:
        acts: dict[str, Callable[[], None]] = {
            "0": lambda: self._clear(view, row),
            "=": lambda: self._accept_all(view),
            "t": lambda: self._text(row),
            "w": lambda: self._why(row),
            "e": lambda: self._note(view, row, rest),
            "p": lambda: self._split(view, row, rest),
            "k": lambda: self._anchor(view, row),
            "V": lambda: self._verdict(view),
            "]": lambda: self._step(1),
            "[": lambda: self._step(-1),
            "g": lambda: self._go(rest),
            "i": lambda: self._list(rest),
            "u": lambda: self._undo(self.desk.undo, _("Undone: {what}")),
            "U": lambda: self._undo(self.desk.redo, _("Redone: {what}")),
        }
        act = acts.get(word)
        if act is not None:
            act()
            return
        if word not in ("?", "help"):
            self.write(_("“{answer}” is not an answer.").format(answer=one_line(word)[:40]))
        for key, meaning in ANSWERS:
            self.write(f"  {key}: {_(meaning)}")

    def _clear(self, view: GroupView, row: ClaimRow | None) -> None:
        if row is None or row.judgement is None:
            self.write(_("Nothing was decided on this claim."))
            return
        self._decided(self.desk.clear(view, row))
        self.write(_("{claim} undecided again").format(claim=row.letter))

    def _accept_all(self, view: GroupView) -> None:
        agreeing = [
            row
            for row in layout.rows(view)
            if row.undecided and row.relation and row.relation.family is Family.AGREEMENT
        ]
        if agreeing:
            self._decided(self.desk.accept(view, agreeing))
        self.write(ngettext("{n} agreement accepted", "{n} agreements accepted", len(agreeing)))

    def _text(self, row: ClaimRow | None) -> None:
        if row is not None:
            self.write(f"{one_line(words.path(row.claim))}: {one_line(row.claim.sentence)}")

    def _why(self, row: ClaimRow | None) -> None:
        if row is None or row.relation is None:
            self.write(_("The machine suggests nothing on this pair."))
            return
        self._suggest(row)
        self.write(_("Score {score:.2f}").format(score=row.relation.score))
        for part in row.relation.waterfall:
            self.write(f"  {part_name(part.name, row.relation)}: {part.value:+.2f}")

    def _note(self, view: GroupView, row: ClaimRow | None, text: str) -> None:
        if row is not None:
            self._decided(self.desk.note(row.claim.id, text, seen=view.version))
            self.write(_("noted"))

    def _split(self, view: GroupView, row: ClaimRow | None, reason: str) -> None:
        if row is not None:
            self.desk.split(view, row.claim.id, reason)
            self._assess_anew()
            self.write(_("{claim} split off").format(claim=row.letter))
            self._open()

    def _anchor(self, view: GroupView, row: ClaimRow | None) -> None:
        if row is not None:
            self._decided(self.desk.set_anchor(view, row.claim.id))
            self.write(_("{claim} is the anchor").format(claim=row.letter))

    def _verdict(self, view: GroupView) -> None:
        bounds = view.assessment.bounds
        if bounds is not None:
            implied = words.interval(bounds.low, bounds.high, unit=words.unit_of(view.claims))
            self.write(_("The sources together imply {bounds}.").format(bounds=implied))
        figures = []
        for name in (_("Low"), _("Best"), _("High")):
            answer = self._ask(_("{field} (empty: open):").format(field=name))
            if answer is None:
                return
            try:
                figures.append(read_number(answer))
            except ValueError:
                self.write(_("“{text}” is not a number.").format(text=one_line(answer)[:40]))
                return
        known = [figure for figure in figures if figure is not None]
        if known != sorted(known):
            self.write(_("Low, best and high must not decrease."))
            return
        reason = self._ask(_("Reason (empty: none):"))
        if reason is None:
            return
        low, best, high = figures
        verdict = Verdict(view.group.id, Status.SETTLED, low, best, high, reason=reason)
        self._decided(self.desk.settle(view, verdict))
        self.write(_("verdict: {status}").format(status=_(words.STATUSES[Status.SETTLED])))

    def _step(self, by: int) -> None:
        self.number = max(0, self.number + by)
        self.claim = None
        self._open()

    def _go(self, number: str) -> None:
        if not number.isdigit() or int(number) < 1:
            self.write(_("“{text}” is not a number.").format(text=one_line(number)[:40]))
            return
        self.number, self.claim = int(number) - 1, None
        self._open()

    def _list(self, text: str) -> None:
        page = self.desk.inbox(0, _LISTED, text=text)
        self.text, self.number, self.claim = (
            (text, 0, None) if page.total else (self.text, self.number, self.claim)
        )
        self.write(ngettext("{n} group", "{n} groups", page.total))
        for place, line in enumerate(page.items, start=1):
            label = _(words.LABELS[line.label])
            self.write(
                f"  {place}: {one_line(line.name)} ({label}, {_(words.STATUSES[line.status])})"
            )

    def _undo(self, act: Callable[[], str], said: str) -> None:
        self.write(said.format(what=act()))
        self._assess_anew()
        self.seen = self.desk.as_of()

    def _decided(self, entry: JournalEntry) -> None:
        """Take note of what was decided here: it makes nothing stale."""
        self._assess_anew()
        self.seen = entry.number

    def _assess_anew(self) -> None:
        """Let the machine look again at what was decided on."""
        try:
            self.desk.assess_anew(self.seen)
        except ReconcileError as error:
            self.write(one_line(str(error)))  # the decision stands all the same


def describe(row: ClaimRow) -> str:
    """Say a claim in one sentence: letter, origin, date, figure, period, state."""
    claim = row.claim
    figure = one_line(claim.quantity.raw) if claim.quantity else words.figure(claim)
    if row.is_anchor:
        state = _("anchor")
    elif row.judgement is not None:
        state = _(words.DECIDED[row.judgement.family])
    else:
        state = _("undecided")
    date = words.date(claim.scope.as_of or claim.published, year=True)
    parts = (one_line(words.origin(claim)), date, figure, words.period(claim.scope), state)
    return f"{row.letter}: {', '.join(parts)}"


def _progress(groups: int, settled: int, contested: int) -> str:
    return " · ".join(
        (
            ngettext("{n} group", "{n} groups", groups),
            ngettext("{n} settled", "{n} settled", settled),
            ngettext("{n} contested", "{n} contested", contested),
        )
    )
