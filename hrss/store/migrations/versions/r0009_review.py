"""Reviews of submissions, and published periods that were opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of reviews and reopenings; what is there needs no review."""
    op.add_column("clock", sa.Column("review_id", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "submission",
        sa.Column("needs_review", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("submission", sa.Column("sender_account_id", sa.Integer()))
    op.add_column("submission", sa.Column("sender_role", sa.Text()))
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_review_submission_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_review_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_submission_id_id", "review", ["submission_id", "id"])
    op.create_table(
        "reopening",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_by", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_reopening_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reopening"),
    )
