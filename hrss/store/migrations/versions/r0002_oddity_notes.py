"""Notes on oddities that somebody has looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of notes."""
    op.create_table(
        "oddity_note",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("oddity_key", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submission_ids", sa.JSON(), nullable=False),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_oddity_note"),
    )
    op.create_index("ix_oddity_note_oddity_key_id", "oddity_note", ["oddity_key", "id"])
