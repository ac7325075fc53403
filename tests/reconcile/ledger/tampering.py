"""Ways to write behind a ledger's back, and what `verify` must name of each."""

from __future__ import annotations

from tests.reconcile.ledger.told import (
    MISSED,
    MONDAY,
    RELAYED,
    WEDNESDAY,
    WOUNDED_56,
    WOUNDED_70,
    WOUNDED_900,
)

#: Written so that both databases take it for a boolean.
TRUE = "(1 = 1)"

#: What is done, and the kind and the subject of a problem that is found; no subject where it is made anew each time.
TAMPERINGS: dict[str, tuple[str, str, str | None]] = {
    "an edited quote": (
        f"UPDATE claim SET exact = '65 people were wounded' WHERE id = '{WOUNDED_56.id}'",
        "quote", f"claim {WOUNDED_56.id}",
    ),
    "a changed figure": (
        f"UPDATE claim SET low = 7, value = 7 WHERE id = '{WOUNDED_70.id}'",
        "claim", f"claim {WOUNDED_70.id}",
    ),
    "a changed correction": (
        f"UPDATE claim SET high = 570 WHERE id = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a changed attribution": (
        f"UPDATE hop SET organisation = 'Blue Cross' WHERE claim = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a claim taken away": (
        f"DELETE FROM claim WHERE id = '{WOUNDED_900.id}'",
        "document", "in/Daily Wire.txt",
    ),
    "a removed entry": ("DELETE FROM journal WHERE number = 6", "journal", "entry 7"),
    "swapped entries": (
        "UPDATE journal SET number = -1 WHERE number = 5;"
        "UPDATE journal SET number = 5 WHERE number = 6;"
        "UPDATE journal SET number = 6 WHERE number = -1",
        "journal", "entry 5",
    ),
    "an altered reason": (
        "UPDATE journal SET reason = 'because' WHERE action = 'judge'", "journal", "entry 5",
    ),
    "another editor's name": (
        "UPDATE journal SET actor = 'bo' WHERE number = 9", "journal", "entry 9",
    ),
    "a replaced text": (
        f"UPDATE document SET text = replace(text, 'Storm', 'Flood') WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "a document under another date": (
        f"UPDATE document SET published = '2026-03-01' WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "a page shown as the newer version of another": (
        f"UPDATE document_version SET previous = '{MONDAY.sha256}'",
        "document", WEDNESDAY.sha256,
    ),
    "a copy passed off as an original": ("DELETE FROM document_copy", "document", WEDNESDAY.sha256),
    "a changed judgement": (
        "UPDATE judgement SET family = 'agreement'",
        "decision", f"judgement/{WOUNDED_56.id}/{WOUNDED_70.id}",
    ),
    "a forged verdict": (
        "INSERT INTO verdict (group_id, status, reason, editor, decided)"
        " VALUES ('g-killed', 'settled', '', 'ada', '2026-03-03')",
        "decision", "verdict/g-killed",
    ),
    "a note taken away": ("DELETE FROM note", "decision", "note/group:g-killed"),
    "a claim moved to another group": (
        f"UPDATE membership SET group_id = 'g-killed' WHERE claim = '{WOUNDED_70.id}'",
        "group", f"claim {WOUNDED_70.id}",
    ),
    "a group shown as settled": (
        "UPDATE claim_group SET status = 'settled' WHERE id = 'g-killed'",
        "group", "group g-killed",
    ),
    "a suggestion made milder": (
        "UPDATE relation SET type = 'compatible' WHERE rule = 'R8'",
        "assessment", "group g-wounded",
    ),
    "an entry hidden from a history": (
        "DELETE FROM journal_touch WHERE subject LIKE 'row:judgement%'", "index", "entry 5",
    ),
    "a changed verdict": (
        "UPDATE verdict SET high = 99 WHERE group_id = 'g-wounded'", "decision", "verdict/g-wounded",
    ),
    "a decision under another date": (
        "UPDATE judgement SET decided = '2026-03-01T00:00:00+00:00'",
        "decision", f"judgement/{WOUNDED_56.id}/{WOUNDED_70.id}",
    ),
    "an entry under another date": (
        "UPDATE journal SET at = '2026-03-01T00:00:00+00:00' WHERE number = 9", "journal", "entry 9",
    ),
    "an entry that is not one": (
        "UPDATE journal SET after = '[]' WHERE number = 3", "journal", "entry 3",
    ),
    "a claim removed with the entry that brought it": (
        f"DELETE FROM claim WHERE id = '{WOUNDED_900.id}';"
        f"DELETE FROM document WHERE sha256 = '{WEDNESDAY.sha256}';"
        "DELETE FROM journal WHERE action = 'add' AND number > 2",
        "journal", "entry 18",
    ),
    "a document whose bytes are gone": (
        f"UPDATE document SET received = NULL WHERE sha256 = '{MONDAY.sha256}'",
        "document", f"in/Morning Post.txt ({MONDAY.sha256[:12]})",
    ),
    "a source under another name": (
        "UPDATE source SET name = 'Blue Cross' WHERE key = 'red_cross'", "source", "red_cross",
    ),
    "a source of another kind": (
        "UPDATE source SET kind = 'anonymous' WHERE key = 'red_cross'", "source", "red_cross",
    ),
    "a source that speaks for another": (
        "UPDATE source SET parent = 'a_minister' WHERE key = 'red_cross'", "source", "red_cross",
    ),
    "a source that takes a side": (
        f"UPDATE source SET party_to_event = {TRUE} WHERE key = 'red_cross'", "source", "red_cross",
    ),
    "a name that nobody gave": (
        "INSERT INTO source_alias (source, alias) VALUES ('red_cross', 'Blue Cross')",
        "source", "red_cross",
    ),
    "a claim put into another's mouth": (
        f"UPDATE claim SET source = 'a_minister' WHERE id = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "a step of the attribution put into another's mouth": (
        f"UPDATE hop SET source = 'a_minister' WHERE claim = '{WOUNDED_56.id}'",
        "claim", f"claim {WOUNDED_56.id}",
    ),
    "swapped steps of an attribution": (
        f"UPDATE hop SET position = 9 WHERE claim = '{RELAYED.id}' AND position = 0;"
        f"UPDATE hop SET position = 0 WHERE claim = '{RELAYED.id}' AND position = 1;"
        f"UPDATE hop SET position = 1 WHERE claim = '{RELAYED.id}' AND position = 9",
        "claim", f"claim {RELAYED.id}",
    ),
    "a claim added by hand taken away": (
        f"DELETE FROM membership WHERE claim = '{MISSED.id}';"
        f"DELETE FROM hop WHERE claim = '{MISSED.id}';"
        f"DELETE FROM claim WHERE id = '{MISSED.id}'",
        "claim", f"claim {MISSED.id}",
    ),
    "a claim taken out of the group it was put into": (
        f"DELETE FROM membership WHERE claim = '{MISSED.id}'", "group", f"claim {MISSED.id}",
    ),
    "a group made by hand that asks something else": (
        "UPDATE claim_group SET question = '{}' WHERE digest = ''", "group", None,
    ),
    "a group made by hand taken away": (
        "DELETE FROM claim_group WHERE digest = ''", "group", None,
    ),
    "a group hidden from its name": (
        "UPDATE claim_group SET folded = 'nothing' WHERE id = 'g-killed'", "group", "group g-killed",
    ),
    "an entry hidden from the history of a group": (
        "DELETE FROM journal_touch WHERE subject = 'group:g-wounded' AND entry = 5", "index", "entry 5",
    ),
    "a row in the history that no entry tells of": (
        "INSERT INTO journal_touch (subject, entry) VALUES ('row:note/group:g-wounded', 5)",
        "index", "journal",
    ),
    "a suggestion on a group that is not there": (
        "UPDATE relation SET group_id = 'g-nowhere'", "orphan", "relation/"
        f"{WOUNDED_56.id}/{WOUNDED_70.id}",
    ),
    "a step of the attribution of no claim": (
        f"UPDATE hop SET claim = 'nobody' WHERE claim = '{WOUNDED_70.id}'", "orphan", "hop/0",
    ),
    "a claim that no search finds": (
        f"DELETE FROM search WHERE id = '{WOUNDED_70.id}'", "search", f"claim {WOUNDED_70.id}",
    ),
}  # fmt: skip
