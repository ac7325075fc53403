"""Read-only SQL views, so that Datasette, DBeaver or pandas read a ledger directly.

``reconciled``
    One row a claim: its group with status, label and verdict; the quote with its document and offsets; the
    attribution from the page inwards; the figure as an interval; how it stands to the group's anchor, as the
    machine suggests and as an editor decided, with who, when and why.
``who_said_what``
    One row a source and claim: every speaker of the attribution, the last being the origin; sources that an
    editor merged appear under the one kept. ``passed_on`` is true for whoever only relayed it.
``history``
    The journal, the newest first, with ``undone`` for what has been taken back and not been redone.
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import text as sql

from schema.database import is_postgres

NAMES = ("reconciled", "who_said_what", "history")

_SPEAKER = "coalesce(hop.speaker, hop.organisation, hop.role, '?')"

_RECONCILED = """
CREATE VIEW reconciled AS
SELECT
    g.id AS group_id, g.title AS group_name, g.status, g.label,
    v.low AS verdict_low, v.best AS verdict_best, v.high AS verdict_high,
    v.treatment, v.reason AS verdict_reason, v.editor AS verdict_editor,
    c.id AS claim, c.exact AS quote, c.quote_start, c.quote_end, c.sentence, c.language,
    d.sha256 AS document, d.path, d.outlet, d.title, d.url, d.published,
    {attribution} AS attribution,
    c.origin, c.measure, c.population,
    c.figure_raw, c.value, c.low, c.high, c.comparator, c.rounded, c.unit,
    c.scope_kind, c.scope_start, c.as_of, c.polarity, c.modality,
    CASE WHEN c.id = coalesce(chosen.claim, a.anchor) THEN 1 ELSE 0 END AS is_anchor,
    coalesce(r.type, q.type) AS suggested,
    coalesce(r.rule, q.rule) AS rule,
    coalesce(r.explanation, q.explanation) AS explanation,
    coalesce(j.family, k.family) AS decision,
    coalesce(j.type, k.type) AS decided_type,
    coalesce(j.editor, k.editor) AS editor,
    coalesce(j.reason, k.reason) AS reason,
    coalesce(j.decided, k.decided) AS decided,
    m.credibility, sg.reliability
FROM claim c
JOIN document d ON d.sha256 = c.document
LEFT JOIN membership p ON p.claim = c.id
LEFT JOIN claim_group g ON g.id = p.group_id
LEFT JOIN group_state s ON s.group_id = g.id
LEFT JOIN membership chosen ON chosen.claim = s.anchor AND chosen.group_id = g.id
LEFT JOIN assessment a ON a.group_id = g.id
LEFT JOIN verdict v ON v.group_id = g.id
LEFT JOIN relation r ON r.group_id = g.id AND r.a = coalesce(chosen.claim, a.anchor) AND r.b = c.id
LEFT JOIN relation q ON q.group_id = g.id AND q.a = c.id AND q.b = coalesce(chosen.claim, a.anchor)
LEFT JOIN judgement j ON j.a = coalesce(chosen.claim, a.anchor) AND j.b = c.id
LEFT JOIN judgement k ON k.a = c.id AND k.b = coalesce(chosen.claim, a.anchor)
LEFT JOIN credibility m ON m.claim = c.id
LEFT JOIN source_grade sg ON sg.source = c.source
"""

_WHO_SAID_WHAT = """
CREATE VIEW who_said_what AS
SELECT
    coalesce(merged.key, source.key) AS source,
    coalesce(merged.name, source.name) AS name,
    source.name AS named_as,
    grade.reliability,
    said.passed_on,
    c.id AS claim, c.exact AS quote, c.value, c.low, c.high, c.comparator, c.unit,
    c.measure, c.as_of, c.polarity, c.modality,
    d.sha256 AS document, d.path, d.outlet, d.published, d.url,
    g.id AS group_id, g.title AS group_name, g.status, g.label
FROM (
    SELECT claim.id AS claim, claim.source AS source, 0 AS passed_on
    FROM claim WHERE claim.source IS NOT NULL
    UNION
    SELECT hop.claim, hop.source, 1
    FROM hop JOIN claim ON claim.id = hop.claim
    WHERE hop.source IS NOT NULL AND (claim.source IS NULL OR hop.source <> claim.source)
) said
JOIN source ON source.key = said.source
LEFT JOIN source_merge ON source_merge.source = source.key
LEFT JOIN source merged ON merged.key = source_merge.into
LEFT JOIN source_grade grade ON grade.source = coalesce(merged.key, source.key)
JOIN claim c ON c.id = said.claim
JOIN document d ON d.sha256 = c.document
LEFT JOIN membership p ON p.claim = c.id
LEFT JOIN claim_group g ON g.id = p.group_id
"""

_HISTORY = """
CREATE VIEW history AS
SELECT
    journal.number, journal.at, journal.actor, journal.action, journal.subject, journal.reason,
    journal.target,
    CASE WHEN (
        SELECT later.action FROM journal later WHERE later.target = journal.number
        ORDER BY later.number DESC LIMIT 1
    ) = 'undo' THEN 1 ELSE 0 END AS undone,
    journal.before, journal.after, journal.program, journal.hash
FROM journal
ORDER BY journal.number DESC
"""


def create_views(connection: Connection) -> None:
    """Make the views; a migration that changes a table they read drops them first and makes them after."""
    joined = f"string_agg({_SPEAKER}, ' > ' ORDER BY hop.position)"
    if not is_postgres(connection):
        joined = f"group_concat({_SPEAKER}, ' > ')"  # in the order of the key: claim, position
    attribution = f"(SELECT {joined} FROM hop WHERE hop.claim = c.id)"
    for view in (_RECONCILED.format(attribution=attribution), _WHO_SAID_WHAT, _HISTORY):
        connection.exec_driver_sql(_quoted(view))


def _quoted(view: str) -> str:
    # INTO is a reserved word on both databases.
    return view.replace("source_merge.into", 'source_merge."into"')


def drop_views(connection: Connection) -> None:
    """Take the views away."""
    for name in NAMES:
        connection.execute(sql(f"DROP VIEW IF EXISTS {name}"))
