"""Every table in one place: importing this module loads SQLAlchemy and registers them all."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table

from schema.base import Base
from schema.claims import ClaimRow, HopRow, SourceAliasRow, SourceRow
from schema.documents import (
    DocumentCopyRow,
    DocumentIndexRow,
    DocumentRow,
    DocumentVersionRow,
    MetadatumRow,
    ShingleRow,
)
from schema.groups import AssessmentRow, GroupRow, MembershipRow, RelationRow
from schema.journal import JournalRow, TouchRow
from schema.review import (
    AddedClaimRow,
    CorrectionRow,
    CredibilityRow,
    GroupStateRow,
    JudgementRow,
    MadeGroupRow,
    NoteRow,
    OpinionRow,
    PlacementRow,
    SourceGradeRow,
    SourceMergeRow,
    VerdictRow,
)


def _table(row: type[Base]) -> Table:
    return cast("Table", row.__table__)


metadata = Base.metadata

document = _table(DocumentRow)
metadatum = _table(MetadatumRow)
document_copy = _table(DocumentCopyRow)
document_version = _table(DocumentVersionRow)
document_index = _table(DocumentIndexRow)
shingle = _table(ShingleRow)
source = _table(SourceRow)
source_alias = _table(SourceAliasRow)
claim = _table(ClaimRow)
hop = _table(HopRow)
claim_group = _table(GroupRow)
membership = _table(MembershipRow)
relation = _table(RelationRow)
assessment = _table(AssessmentRow)
journal = _table(JournalRow)
journal_touch = _table(TouchRow)

judgement = _table(JudgementRow)
opinion = _table(OpinionRow)
verdict = _table(VerdictRow)
group_state = _table(GroupStateRow)
note = _table(NoteRow)
source_grade = _table(SourceGradeRow)
source_merge = _table(SourceMergeRow)
credibility = _table(CredibilityRow)
correction = _table(CorrectionRow)
placement = _table(PlacementRow)
added_claim = _table(AddedClaimRow)
made_group = _table(MadeGroupRow)

#: The tables whose rows are decisions: each can be rebuilt from the journal.
DECIDED: dict[str, Table] = {
    table.name: table
    for table in (
        added_claim,
        correction,
        credibility,
        group_state,
        judgement,
        made_group,
        note,
        opinion,
        placement,
        source_grade,
        source_merge,
        verdict,
    )
}

#: The tables that nobody may update or delete from; triggers hold it.
APPEND_ONLY = (journal, document, metadatum)
