"""Passwords that somebody else chose, to be changed at the first signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mark none of those that there are: who has one may have changed it long ago."""
    for table, column in (
        ("account", "has_given_password"),
        ("account_session", "is_confined"),
    ):
        op.add_column(
            table,
            sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False),
        )
