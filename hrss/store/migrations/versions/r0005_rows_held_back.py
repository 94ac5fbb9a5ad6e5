"""How many rows of a sheet its sender kept back to mend."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count none for what was received before: it was stored whole or not at all."""
    op.add_column(
        "submission",
        sa.Column("rows_held_back", sa.Integer(), nullable=False, server_default="0"),
    )
