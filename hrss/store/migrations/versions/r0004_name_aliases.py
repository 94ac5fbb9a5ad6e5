"""Names that a person has confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of confirmed names and of their revocations."""
    op.create_table(
        "name_alias",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prefecture_code", sa.Text(), nullable=False),
        sa.Column("county_name", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("township_code", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_name_alias"),
    )
    op.create_index(
        "ix_name_alias_prefecture_code_county_name_written_id",
        "name_alias",
        ["prefecture_code", "county_name", "written", "id"],
    )
    op.create_table(
        "alias_revocation",
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["name_alias.id"], name="fk_alias_revocation_alias_id"
        ),
        sa.PrimaryKeyConstraint("alias_id", name="pk_alias_revocation"),
    )
