"""What editors decide is kept with its journal entry, and refused where it would overwrite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reconcile.ledger import Ledger
from reconcile.model import JournalEntry, Judgement, ReconcileError, StaleDecisionError, Verdict
from schema.vocabulary import (
    Credibility,
    Family,
    Label,
    RelationType,
    Reliability,
    Status,
    Treatment,
)
from tests.reconcile.ledger.told import (
    KILLED_3,
    KILLED_5,
    MISSED,
    WOUNDED_56,
    WOUNDED_70,
    count,
    document,
    judged,
    tell,
)

Decision = Callable[[Ledger, int], JournalEntry]
PAIR = (WOUNDED_56.id, WOUNDED_70.id)


def other(ledger: Ledger, name: str) -> Ledger:
    """The same ledger, opened by another editor."""
    return Ledger(ledger.engine, name)


def test_a_judgement_is_kept_with_what_was_on_screen(ledger: Ledger) -> None:
    tell(ledger)
    entry = ledger.judge(
        judged(
            Family.CONTRADICTION, "both counted Lisbon", suggested=RelationType.CONTRADICTS,
            suggested_rule="R8", suggested_score=0.9, note="ask them",
        ),
        group="g-wounded",
    )  # fmt: skip
    kept = ledger.group("g-wounded").judgements[PAIR]
    assert (kept.family, kept.reason, kept.note) == (
        Family.CONTRADICTION, "both counted Lisbon", "ask them",
    )  # fmt: skip
    assert (kept.suggested, kept.suggested_rule, kept.suggested_score) == (
        RelationType.CONTRADICTS, "R8", 0.9,
    )  # fmt: skip
    assert kept.editor == "ada"
    assert kept.program.startswith("reconcile ")
    assert (entry.actor, entry.action, entry.subject) == ("ada", "judge", "group:g-wounded")
    assert entry.before == {f"judgement/{PAIR[0]}/{PAIR[1]}": None}
    assert entry.reason == "both counted Lisbon"


def test_judging_takes_the_pair_in_either_order(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(Judgement(PAIR[1], PAIR[0], Family.AGREEMENT), group="g-wounded")
    ledger.judge(Judgement(PAIR[0], PAIR[1], Family.APART), group="g-wounded")
    (kept,) = ledger.group("g-wounded").judgements.values()
    assert kept.family is Family.APART
    ledger.clear(PAIR[1], PAIR[0], group="g-wounded")
    assert ledger.group("g-wounded").judgements == {}


def test_judging_begins_the_review_and_empties_the_queue(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(Family.AGREEMENT), group="g-wounded")
    line = ledger.inbox().items[0]
    assert (line.status, line.undecided, line.contradictions) == (Status.IN_REVIEW, 0, 0)
    ledger.undo()
    line = ledger.inbox().items[0]
    assert (line.status, line.undecided, line.contradictions) == (Status.OPEN, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Judgement(PAIR[0], PAIR[0], Family.AGREEMENT), "against itself"),
        (Judgement(PAIR[0], KILLED_3.id, Family.AGREEMENT), "is in group g-killed, not in group"),
        (Judgement(PAIR[0], "nothing", Family.AGREEMENT), "no claim nothing"),
        (Judgement(*PAIR, Family.APART, RelationType.REPEATS), "is of the family agreement"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    ledger: Ledger, wrong: Judgement, said: str
) -> None:
    tell(ledger)
    before = ledger.head()
    with pytest.raises(ReconcileError, match=said):
        ledger.judge(wrong, group="g-wounded")
    assert ledger.head() == before


def test_a_decision_on_what_has_changed_is_refused_and_says_who_did_what(ledger: Ledger) -> None:
    tell(ledger)
    seen = ledger.group("g-wounded").version
    entry = other(ledger, "bo").judge(judged(Family.APART), group="g-wounded", expected=seen)
    with pytest.raises(StaleDecisionError, match="bo — judge") as refused:
        ledger.judge(judged(), group="g-wounded", expected=seen)
    assert "(apart)" in str(refused.value)
    assert f"{entry.at:%H:%M:%S}" in str(refused.value)
    assert ledger.group("g-wounded").judgements[PAIR].editor == "bo"
    ledger.judge(judged(), group="g-wounded", expected=ledger.group("g-wounded").version)


def test_a_change_to_one_group_does_not_age_another(ledger: Ledger) -> None:
    tell(ledger)
    seen = ledger.group("g-killed").version
    ledger.judge(judged(), group="g-wounded")
    ledger.judge(
        Judgement(KILLED_3.id, KILLED_5.id, Family.SUCCESSION), group="g-killed", expected=seen
    )


def test_settling_against_a_live_contradiction_needs_a_reason(ledger: Ledger) -> None:
    tell(ledger)
    verdict = Verdict("g-wounded", Status.SETTLED, 56, 56, 70, treatment=Treatment.REPORT_RANGE)
    with pytest.raises(ReconcileError, match="needs a reason"):
        ledger.settle(verdict)
    ledger.settle(
        Verdict("g-wounded", Status.SETTLED, 56, 56, 70, None, Treatment.REPORT_RANGE, "no more to find")
    )  # fmt: skip
    kept = ledger.group("g-wounded").verdict
    assert kept is not None
    assert (kept.low, kept.best, kept.high, kept.treatment) == (56, 56, 70, Treatment.REPORT_RANGE)
    assert ledger.progress().settled == 1
    assert [line.id for line in ledger.inbox().items] == ["g-killed", "g-wounded"]
    assert ledger.inbox(status=Status.SETTLED).total == 1
    assert ledger.inbox(label=Label.CONTESTED).total == 1


def test_low_best_and_high_must_rise(ledger: Ledger) -> None:
    tell(ledger)
    with pytest.raises(ReconcileError, match="must rise"):
        ledger.settle(Verdict("g-killed", Status.SETTLED, 5, 4, 6))


def test_an_open_end_of_a_verdict_stays_open(ledger: Ledger) -> None:
    tell(ledger)
    ledger.settle(Verdict("g-wounded", Status.SETTLED, low=56, reason="at least the Red Cross's"))
    line = ledger.inbox(status=Status.SETTLED).items[0]
    assert (line.low, line.high) == (56, None)


def test_status_anchor_name_assignment_and_notes(ledger: Ledger) -> None:
    tell(ledger)
    ledger.set_status("g-killed", Status.SET_ASIDE, reason="not ours")
    ledger.set_anchor("g-killed", KILLED_3.id)
    ledger.assign("g-killed", "bo")
    ledger.rename_group("g-killed", "Ceux qui sont morts à Lisbonne")
    ledger.note("g-killed", "call the hospital")
    ledger.note(f"claim:{KILLED_3.id}", "early figure")
    view = ledger.group("g-killed")
    assert (view.status, view.anchor, view.assigned_to) == (Status.SET_ASIDE, KILLED_3.id, "bo")
    assert view.group.name == "Ceux qui sont morts à Lisbonne"
    assert view.notes == {"g-killed": "call the hospital", KILLED_3.id: "early figure"}
    assert [line.id for line in ledger.inbox(text="lisbonne").items] == ["g-killed"]
    assert ledger.inbox(assigned_to="bo").total == 1
    with pytest.raises(ReconcileError, match="nothing to change"):
        ledger.assign("g-killed", "bo")


def test_a_second_opinion_is_given_blind_and_the_disagreement_shows(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(Family.CONTRADICTION), group="g-wounded")
    bo = other(ledger, "bo")
    assert bo.group("g-wounded", blind=True).judgements == {}
    bo.give_opinion(judged(Family.SUCCESSION), group="g-wounded")
    assert bo.group("g-wounded", blind=True).judgements[PAIR].family is Family.SUCCESSION
    ((first, second),) = ledger.group("g-wounded").disagreements
    assert (first.editor, first.family) == ("ada", Family.CONTRADICTION)
    assert (second.editor, second.family) == ("bo", Family.SUCCESSION)


def test_grades_of_sources_and_claims(ledger: Ledger) -> None:
    tell(ledger)
    ledger.grade_source("red_cross", Reliability.B, "usually careful")
    ledger.grade_credibility(WOUNDED_56.id, Credibility.PROBABLY_TRUE)
    (source,) = ledger.sources("red").items
    assert source.reliability is Reliability.B
    assert ledger.group("g-wounded").credibility == {WOUNDED_56.id: Credibility.PROBABLY_TRUE}


def test_two_names_of_one_source_are_merged_and_parted_again(ledger: Ledger) -> None:
    tell(ledger)
    ledger.merge_sources("red_cross", "mayor_of_lisbon")
    (source,) = ledger.sources("red").items
    assert source.aliases == ("Mayor of Lisbon",)
    assert len(ledger.who("Red Cross")) == 2
    with pytest.raises(ReconcileError, match="one source already"):
        ledger.merge_sources("mayor_of_lisbon", "red_cross")
    ledger.undo()
    assert len(ledger.who("Red Cross")) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            lambda ledger, seen: ledger.correct_claim(PAIR[0], "quantity", 57),
            lambda ledger, seen: ledger.correct_claim(PAIR[0], "quantity", 58, expected=seen),
        ),
        (
            lambda ledger, seen: ledger.grade_source("red_cross", Reliability.A),
            lambda ledger, seen: ledger.grade_source("red_cross", Reliability.F, expected=seen),
        ),
        (
            lambda ledger, seen: ledger.grade_credibility(PAIR[0], Credibility.CONFIRMED),
            lambda ledger, seen: ledger.grade_credibility(
                PAIR[0], Credibility.DOUBTFUL, expected=seen
            ),
        ),
        (
            lambda ledger, seen: ledger.merge_sources("red_cross", "mayor_of_lisbon"),
            lambda ledger, seen: ledger.merge_sources(
                "morning_post", "mayor_of_lisbon", expected=seen
            ),
        ),
        (
            lambda ledger, seen: ledger.judge(judged(), group="g-wounded"),
            lambda ledger, seen: ledger.merge_groups(["g-killed", "g-wounded"], expected=seen),
        ),
        (
            lambda ledger, seen: ledger.judge(judged(), group="g-wounded"),
            lambda ledger, seen: ledger.move_claim(PAIR[0], "g-killed", expected=seen),
        ),
        (
            lambda ledger, seen: ledger.settle(Verdict("g-wounded", Status.SETTLED, reason="so")),
            lambda ledger, seen: ledger.set_status("g-wounded", Status.SET_ASIDE, expected=seen),
        ),
    ],
    ids=["correction", "reliability", "credibility", "sources", "merge", "move", "status"],
)
def test_nothing_is_overwritten_that_was_not_seen(
    ledger: Ledger, first: Decision, second: Decision
) -> None:
    tell(ledger)
    seen = ledger.data_version()
    entry = first(other(ledger, "bo"), seen)
    with pytest.raises(StaleDecisionError, match=rf"bo — {entry.action}.*entry {entry.number}"):
        second(ledger, seen)
    second(ledger, ledger.data_version())


def test_a_second_opinion_sees_nothing_of_what_others_decided(ledger: Ledger) -> None:
    tell(ledger)
    ledger.judge(judged(Family.CONTRADICTION, "both counted Lisbon"), group="g-wounded")
    ledger.note("g-wounded", "they contradict one another")
    ledger.grade_credibility(WOUNDED_70.id, Credibility.DOUBTFUL)
    ledger.settle(Verdict("g-wounded", Status.SETTLED, 56, 56, 70, reason="a range"))
    bo = other(ledger, "bo")
    bo.note(f"claim:{WOUNDED_56.id}", "ask them")
    view = bo.group("g-wounded", blind=True)
    assert (view.status, view.verdict, view.judgements) == (Status.OPEN, None, {})
    assert (view.notes, view.credibility) == ({WOUNDED_56.id: "ask them"}, {})


def test_a_second_opinion_is_stale_only_where_the_claims_have_changed(ledger: Ledger) -> None:
    tell(ledger)
    bo = other(ledger, "bo")
    seen = bo.group("g-wounded", blind=True).version
    ledger.judge(judged(Family.CONTRADICTION), group="g-wounded")
    bo.give_opinion(judged(Family.APART), group="g-wounded", expected=seen)
    ledger.correct_claim(WOUNDED_70.id, "quantity", 71)
    with pytest.raises(StaleDecisionError, match="ada — correct") as refused:
        bo.give_opinion(judged(Family.AGREEMENT), group="g-wounded", expected=seen)
    assert "judge" not in str(refused.value)


def test_a_claim_is_not_added_by_hand_to_a_group_that_has_changed(ledger: Ledger) -> None:
    tell(ledger)
    seen = ledger.group("g-wounded").version
    other(ledger, "bo").assign("g-wounded", "cy")
    with pytest.raises(StaleDecisionError, match="bo — assign"):
        ledger.add_claim(MISSED, "g-wounded", expected=seen)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ("  ", "needs a name"),
        ("a\nb", "without line breaks"),
        ("\x1b[31mada", "written in characters"),
        ("ad\udcff", "written in characters"),
        ("ada" * 100, "no more than 200 characters"),
    ],
)
def test_nobody_decides_under_a_name_that_is_none(ledger: Ledger, name: str, said: str) -> None:
    with pytest.raises(ReconcileError, match=said):
        Ledger(ledger.engine, name)


def test_one_name_is_one_editor_on_every_keyboard(ledger: Ledger) -> None:
    tell(ledger)
    other(ledger, "Zoe\u0308 ").assign("g-wounded", "Jose\u0301")
    assert ledger.inbox(assigned_to="Jos\u00e9").total == 1
    other(ledger, "Zo\u00eb").undo()
    assert ledger.inbox(assigned_to="Jos\u00e9").total == 0


@pytest.mark.parametrize("text", ["a\x00b", "a\udcffb"], ids=["NUL", "half a character"])
@pytest.mark.parametrize(
    "act",
    [
        lambda ledger, text: ledger.note("g-wounded", text),
        lambda ledger, text: ledger.set_status("g-wounded", Status.SET_ASIDE, reason=text),
        lambda ledger, text: ledger.judge(judged(reason=text), group="g-wounded"),
        lambda ledger, text: ledger.rename_group("g-wounded", text),
        lambda ledger, text: ledger.assign("g-wounded", text),
        lambda ledger, text: ledger.correct_claim(WOUNDED_56.id, "origin", text),
        lambda ledger, text: ledger.settle(Verdict("g-killed", Status.SETTLED, 5, unit=text)),
        lambda ledger, text: ledger.note(text, "x"),
        lambda ledger, text: ledger.group(text),
        lambda ledger, text: ledger.find_group(text),
        lambda ledger, text: ledger.who(f"{text}{text}"),
    ],
)
def test_what_a_database_cannot_keep_is_refused_by_both_in_words(
    ledger: Ledger, act: Callable[[Ledger, str], object], text: str
) -> None:
    tell(ledger)
    before = ledger.head()
    with pytest.raises(ReconcileError):
        act(ledger, text)
    assert ledger.head() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda ledger: ledger.undo(10**30),
        lambda ledger: ledger.history(offset=10**30),
        lambda ledger: ledger.note("g-wounded", "x", expected=10**30),
        lambda ledger: ledger.settle(Verdict("g-killed", Status.SETTLED, 10**400)),
        lambda ledger: ledger.judge(judged(suggested_score=float("nan")), group="g-wounded"),
    ],
)
def test_numbers_that_no_ledger_holds_are_refused_in_words(
    ledger: Ledger, act: Callable[[Ledger], object]
) -> None:
    tell(ledger)
    with pytest.raises(ReconcileError):
        act(ledger)


def test_long_texts_are_kept_whole_and_long_names_found(ledger: Ledger) -> None:
    tell(ledger)
    long = "".join(chr(33 + number * 7919 % 90) for number in range(1_000_000))
    ledger.note("g-wounded", long)
    ledger.judge(judged(reason=long), group="g-wounded")
    assert ledger.group("g-wounded").notes == {"g-wounded": long}
    spoken = document(
        f"Nobody knows. 12 people, {long[:9000]} said.", outlet=long[:9000], published="2026-03-09"
    )
    said = count(spoken, "12 people", 12, origin=long[:9000])
    ledger.add_document(spoken, [said])
    ledger.index_document(
        spoken.sha256, [1, 2, 3], words=9, address=f"https://x.example/{long[:9000]}"
    )
    assert [one.claim.id for one in ledger.who(long[:9000])] == [said.id]
    assert ledger.latest_at(f"https://x.example/{long[:9000]}") is not None
    assert ledger.verify() == []
