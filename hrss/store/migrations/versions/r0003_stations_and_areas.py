"""Reports of stations, and of prefectures and counties."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the two further kinds of sheet."""
    _create_station_report()
    _create_area_report()


def _create_station_report() -> None:
    op.create_table(
        "station_report",
        sa.Column("prefecture_code", sa.Text(), nullable=False),
        sa.Column("township_code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("village_name", sa.Text()),
        sa.Column("station_type", sa.Text()),
        sa.Column("is_complete", sa.Boolean()),
        sa.Column("construction_status", sa.Text()),
        sa.Column("completion_date", sa.Date()),
        sa.Column("planned_completion_date", sa.Date()),
        sa.Column("has_unified_sign", sa.Boolean()),
        sa.Column("sign_date", sa.Date()),
        sa.Column("station_name", sa.Text()),
        sa.Column("is_integrated", sa.Boolean()),
        sa.Column("operation_mode", sa.Text()),
        sa.Column("guiding_office", sa.Text()),
        sa.Column("employment_mode", sa.Text()),
        sa.Column("station_staff_count", sa.BigInteger()),
        sa.Column("pays_by_performance", sa.Boolean()),
        sa.Column("public_servant_count", sa.BigInteger()),
        sa.Column("paid_public_servant_count", sa.BigInteger()),
        sa.Column("remarks", sa.Text()),
        sa.Column("raw", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_station_report_submission_id"
        ),
        sa.PrimaryKeyConstraint("prefecture_code", "township_code", "position", "submission_id", name="pk_station_report"),
    )
    op.create_index("ix_station_report_as_of", "station_report", ["prefecture_code", "township_code", "as_of", "submission_id"])
    op.create_index("ix_station_report_submission", "station_report", ["submission_id", "prefecture_code"])


def _create_area_report() -> None:
    op.create_table(
        "area_report",
        sa.Column("prefecture_code", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("has_county_budget", sa.Boolean()),
        sa.Column("annual_budget_wan_yuan", sa.Double()),
        sa.Column("has_hiring_standard", sa.Boolean()),
        sa.Column("hiring_standard_number", sa.Text()),
        sa.Column("has_assessment", sa.Boolean()),
        sa.Column("assessment_number", sa.Text()),
        sa.Column("in_five_year_plan", sa.Boolean()),
        sa.Column("five_year_plan_number", sa.Text()),
        sa.Column("plan_filed_date", sa.Date()),
        sa.Column("planned_2011_01", sa.BigInteger()),
        sa.Column("planned_2011_02", sa.BigInteger()),
        sa.Column("planned_2011_03", sa.BigInteger()),
        sa.Column("planned_2011_04", sa.BigInteger()),
        sa.Column("planned_2011_05", sa.BigInteger()),
        sa.Column("planned_2011_06", sa.BigInteger()),
        sa.Column("planned_2011_07", sa.BigInteger()),
        sa.Column("planned_2011_08", sa.BigInteger()),
        sa.Column("planned_2011_09", sa.BigInteger()),
        sa.Column("planned_2011_10", sa.BigInteger()),
        sa.Column("planned_2011_11", sa.BigInteger()),
        sa.Column("planned_2011_12", sa.BigInteger()),
        sa.Column("planned_2012_01", sa.BigInteger()),
        sa.Column("planned_2012_02", sa.BigInteger()),
        sa.Column("planned_2012_03", sa.BigInteger()),
        sa.Column("planned_2012_04", sa.BigInteger()),
        sa.Column("planned_2012_05", sa.BigInteger()),
        sa.Column("planned_2012_06", sa.BigInteger()),
        sa.Column("planned_2012_07", sa.BigInteger()),
        sa.Column("planned_2012_08", sa.BigInteger()),
        sa.Column("planned_2012_09", sa.BigInteger()),
        sa.Column("planned_2012_10", sa.BigInteger()),
        sa.Column("planned_2012_11", sa.BigInteger()),
        sa.Column("planned_2012_12", sa.BigInteger()),
        sa.Column("remarks", sa.Text()),
        sa.Column("raw", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_area_report_submission_id"
        ),
        sa.PrimaryKeyConstraint("prefecture_code", "area_code", "submission_id", name="pk_area_report"),
    )
    op.create_index("ix_area_report_as_of", "area_report", ["prefecture_code", "area_code", "as_of", "submission_id"])
    op.create_index("ix_area_report_submission", "area_report", ["submission_id", "prefecture_code"])
