"""The ledger's first tables, and the triggers that keep its journal append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from schema.guards import guard, unguard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("journal", "document", "metadatum")


def upgrade() -> None:
    op.create_table(
        "added_claim",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_added_claim")),
    )
    op.create_table(
        "claim_group",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.String(length=24), server_default="open", nullable=False),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("label", sa.String(length=24), server_default="undetermined", nullable=False),
        sa.Column("attention", sa.Float(precision=53), server_default=sa.text("0"), nullable=False),
        sa.Column("claims", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("documents", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origins", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("undecided", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("contradictions", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("first", sa.String(length=10), server_default="", nullable=False),
        sa.Column("last", sa.String(length=10), server_default="", nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_group")),
    )
    op.create_index(
        "ix_claim_group_attention",
        "claim_group",
        ["done", sa.literal_column("attention DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index(
        "ix_claim_group_claims",
        "claim_group",
        [sa.literal_column("claims DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index(
        "ix_claim_group_folded",
        "claim_group",
        ["folded", "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index(
        "ix_claim_group_label",
        "claim_group",
        ["label", sa.literal_column("attention DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index(
        "ix_claim_group_last",
        "claim_group",
        [sa.literal_column("last DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index(
        "ix_claim_group_status",
        "claim_group",
        ["status", sa.literal_column("attention DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.create_index("ix_claim_group_version", "claim_group", ["version"], unique=False)
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("published_at", sa.String(length=40), nullable=True),
        sa.Column("retrieved", sa.String(length=40), nullable=True),
        sa.Column("translated_from", sa.Text(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("masked", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_index(
        "ix_document_published_sha256", "document", ["published", "sha256"], unique=False
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_actor_number", "journal", ["actor", "number"], unique=False)
    op.create_index("ix_journal_target_number", "journal", ["target", "number"], unique=False)
    op.create_table(
        "journal_touch",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("subject", "entry", name=op.f("pk_journal_touch")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "made_group",
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_made_group")),
    )
    op.create_table(
        "note",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_note")),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("party_to_event", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
    )
    op.create_table(
        "assessment",
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=24), nullable=False),
        sa.Column("attention", sa.Float(precision=53), nullable=False),
        sa.Column("anchor", sa.String(length=64), nullable=True),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("consistent", sa.Boolean(), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_assessment_group_id")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("counted", sa.Text(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("places", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("figure_raw", sa.Text(), nullable=True),
        sa.Column("figure_start", sa.Integer(), nullable=True),
        sa.Column("figure_end", sa.Integer(), nullable=True),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("comparator", sa.String(length=24), nullable=True),
        sa.Column("rounded", sa.Boolean(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("coded_floor", sa.Float(precision=53), nullable=True),
        sa.Column("scope_kind", sa.String(length=24), nullable=False),
        sa.Column("scope_start", sa.String(length=10), nullable=True),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("inferred", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("polarity", sa.String(length=24), nullable=False),
        sa.Column("modality", sa.String(length=24), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("origin_key", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("whole", sa.String(length=64), nullable=True),
        sa.Column("flags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.sha256"], name=op.f("fk_claim_document")),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_claim_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_document_position", "claim", ["document", "position"], unique=False)
    op.create_index("ix_claim_measure", "claim", ["measure"], unique=False)
    op.create_index("ix_claim_source_published", "claim", ["source", "published"], unique=False)
    op.create_table(
        "document_copy",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("copy_of", sa.String(length=64), nullable=False),
        sa.Column("share", sa.Float(precision=53), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_of"],
            ["document.sha256"],
            name=op.f("fk_document_copy_copy_of"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.sha256"],
            name=op.f("fk_document_copy_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_document_copy")),
    )
    op.create_index(op.f("ix_document_copy_copy_of"), "document_copy", ["copy_of"], unique=False)
    op.create_table(
        "metadatum",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(length=24), nullable=False),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.sha256"],
            name=op.f("fk_metadatum_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_metadatum")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relation",
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=24), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("waterfall", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_relation_group_id")
        ),
        sa.PrimaryKeyConstraint("group_id", "a", "b", name=op.f("pk_relation")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_relation_b", "relation", ["b"], unique=False)
    op.create_table(
        "source_alias",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["source.key"], name=op.f("fk_source_alias_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "alias", name=op.f("pk_source_alias")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_grade",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reliability", sa.String(length=24), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_source_grade_source")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_grade")),
    )
    op.create_table(
        "source_merge",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("into", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["into"], ["source.key"], name=op.f("fk_source_merge_into")),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_source_merge_source")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_merge")),
    )
    op.create_index(op.f("ix_source_merge_into"), "source_merge", ["into"], unique=False)
    op.create_table(
        "verdict",
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("best", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("treatment", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["claim_group.id"], name=op.f("fk_verdict_group_id")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_verdict")),
    )
    op.create_table(
        "correction",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("extracted", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("corrected", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_correction_claim")),
        sa.PrimaryKeyConstraint("claim", "field", name=op.f("pk_correction")),
    )
    op.create_table(
        "credibility",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("credibility", sa.String(length=24), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_credibility_claim")),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_credibility")),
    )
    op.create_table(
        "group_state",
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=True),
        sa.Column("anchor", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("reopened_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["anchor"], ["claim.id"], name=op.f("fk_group_state_anchor")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_group_state_group_id")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_group_state")),
    )
    op.create_table(
        "hop",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("support", sa.String(length=24), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"], ["claim.id"], name=op.f("fk_hop_claim"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_hop_source")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_hop")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_hop_source"), "hop", ["source"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=24), nullable=False),
        sa.Column("type", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("suggested", sa.String(length=24), nullable=True),
        sa.Column("suggested_rule", sa.Text(), nullable=True),
        sa.Column("suggested_score", sa.Float(precision=53), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["claim.id"], name=op.f("fk_judgement_a")),
        sa.ForeignKeyConstraint(["b"], ["claim.id"], name=op.f("fk_judgement_b")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_judgement_group_id")
        ),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_judgement")),
    )
    op.create_index("ix_judgement_b", "judgement", ["b"], unique=False)
    op.create_index(op.f("ix_judgement_group_id"), "judgement", ["group_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("machine_group", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"], ["claim.id"], name=op.f("fk_membership_claim"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_membership_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["machine_group"], ["claim_group.id"], name=op.f("fk_membership_machine_group")
        ),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_membership")),
    )
    op.create_index(
        "ix_membership_group_id_claim", "membership", ["group_id", "claim"], unique=False
    )
    op.create_index("ix_membership_machine_group", "membership", ["machine_group"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=24), nullable=False),
        sa.Column("type", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["claim.id"], name=op.f("fk_opinion_a")),
        sa.ForeignKeyConstraint(["b"], ["claim.id"], name=op.f("fk_opinion_b")),
        sa.ForeignKeyConstraint(["group_id"], ["claim_group.id"], name=op.f("fk_opinion_group_id")),
        sa.PrimaryKeyConstraint("a", "b", "editor", name=op.f("pk_opinion")),
    )
    op.create_index("ix_opinion_b", "opinion", ["b"], unique=False)
    op.create_index(op.f("ix_opinion_group_id"), "opinion", ["group_id"], unique=False)
    op.create_table(
        "placement",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("apart_from", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["apart_from"], ["claim_group.id"], name=op.f("fk_placement_apart_from")
        ),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name=op.f("fk_placement_claim")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_placement_group_id")
        ),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_group_id"), "placement", ["group_id"], unique=False)
    for table in APPEND_ONLY:
        guard(op.get_bind(), table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        unguard(op.get_bind(), table)

    op.drop_index(op.f("ix_placement_group_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index(op.f("ix_opinion_group_id"), table_name="opinion")
    op.drop_index("ix_opinion_b", table_name="opinion")
    op.drop_table("opinion")
    op.drop_index("ix_membership_machine_group", table_name="membership")
    op.drop_index("ix_membership_group_id_claim", table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_judgement_group_id"), table_name="judgement")
    op.drop_index("ix_judgement_b", table_name="judgement")
    op.drop_table("judgement")
    op.drop_index(op.f("ix_hop_source"), table_name="hop")
    op.drop_table("hop")
    op.drop_table("group_state")
    op.drop_table("credibility")
    op.drop_table("correction")
    op.drop_table("verdict")
    op.drop_index(op.f("ix_source_merge_into"), table_name="source_merge")
    op.drop_table("source_merge")
    op.drop_table("source_grade")
    op.drop_table("source_alias")
    op.drop_index("ix_relation_b", table_name="relation")
    op.drop_table("relation")
    op.drop_table("metadatum")
    op.drop_index(op.f("ix_document_copy_copy_of"), table_name="document_copy")
    op.drop_table("document_copy")
    op.drop_index("ix_claim_source_published", table_name="claim")
    op.drop_index("ix_claim_measure", table_name="claim")
    op.drop_index("ix_claim_document_position", table_name="claim")
    op.drop_table("claim")
    op.drop_table("assessment")
    op.drop_table("source")
    op.drop_table("note")
    op.drop_table("made_group")
    op.drop_table("journal_touch")
    op.drop_index("ix_journal_target_number", table_name="journal")
    op.drop_index("ix_journal_actor_number", table_name="journal")
    op.drop_table("journal")
    op.drop_index("ix_document_published_sha256", table_name="document")
    op.drop_table("document")
    op.drop_index("ix_claim_group_version", table_name="claim_group")
    op.drop_index(
        "ix_claim_group_status",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_index(
        "ix_claim_group_last",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_index(
        "ix_claim_group_label",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_index(
        "ix_claim_group_folded",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_index(
        "ix_claim_group_claims",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_index(
        "ix_claim_group_attention",
        table_name="claim_group",
        sqlite_where=sa.text("claims > 0"),
        postgresql_where=sa.text("claims > 0"),
    )
    op.drop_table("claim_group")
    op.drop_table("added_claim")
