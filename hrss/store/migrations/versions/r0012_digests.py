"""What was written down is held against a digest, and counted to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTED = (
    "oddity_note",
    "name_alias",
    "header_mapping",
    "edition",
    "reopening",
    "account",
    "audit_log",
)


def upgrade() -> None:
    """Count what there is; of what came in before, nobody has taken a digest."""
    for table in COUNTED:
        _count(f"{table}_id", f"SELECT coalesce(max(id), 0) FROM {table}")
    _count("revocation_count", "SELECT count(*) FROM alias_revocation")
    op.add_column("roster", sa.Column("unit_count", sa.Integer()))
    op.execute(
        "UPDATE roster SET unit_count ="
        " (SELECT count(*) FROM roster_unit WHERE roster_id = roster.id)"
    )
    for table, column in (
        ("roster", "units_digest"),
        ("submission", "rows_digest"),
        ("submission", "entry_digest"),
        ("edition", "entry_digest"),
    ):
        op.add_column(table, sa.Column(column, sa.Text()))


def _count(column: str, query: str) -> None:
    number = sa.Column(column, sa.Integer(), server_default="0", nullable=False)
    op.add_column("clock", number)
    op.execute(f"UPDATE clock SET {column} = ({query})")
